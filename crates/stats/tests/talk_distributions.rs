//! The distributions of the SciPy talk, with the values that SciPy 1.17.1 gives.

use ndarray::{Array1, array};
use onkai_stats::distributions::continuous::{Continuous, Normal};
use onkai_stats::distributions::fit::{Fit, FitOptions};
use onkai_testing::assert_close;

#[test]
fn the_normal_distribution_and_its_fit() {
    let s = Array1::from_shape_fn(1000, |n| 2.0 * (12.9898 * n as f64).sin());
    let fitted = Normal::fit(&s, &FitOptions::default()).unwrap();
    let found = array![fitted.loc, fitted.scale];
    assert_close!(found, array![0.007620592767449586, 1.4146783855329323], 1e-12, 1e-15);
    let pdf = Normal.pdf_of(&array![0.0, 1.0, 2.0]);
    let expected = array![0.3989422804014327, 0.24197072451914337, 0.05399096651318806];
    assert_close!(pdf, expected, 1e-15, 0.0);
}
