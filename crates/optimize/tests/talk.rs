//! The minimizations that talks about SciPy show: f(x) = x² + 10 sin x.

use ndarray::{ArrayRef1, array};
use onkai_optimize::{Bounds, MinimizeOptions, MinimizeScalarOptions, minimize, minimize_scalar};

fn f(x: &ArrayRef1<f64>) -> f64 {
    x[0] * x[0] + 10.0 * x[0].sin()
}

#[test]
fn bfgs_from_zero_takes_twelve_evaluations() {
    let result = minimize(f, &array![0.0], &MinimizeOptions::default()).unwrap();
    assert!((result.x[0] + 1.30644).abs() < 1e-5, "{result:?}");
    assert!((result.fun + 7.9458233756).abs() < 1e-9);
    assert_eq!((result.nfev, result.nit), (12, 5));
}

#[test]
fn lbfgsb_ends_in_the_valley_of_its_start() {
    let options =
        MinimizeOptions { method: Some("L-BFGS-B".parse().unwrap()), ..Default::default() };
    let near = minimize(f, &array![0.0], &options).unwrap();
    assert!((near.x[0] + 1.30644).abs() < 1e-4, "{near:?}");
    let far = minimize(f, &array![3.0], &options).unwrap();
    assert!((far.x[0] - 3.8374671).abs() < 1e-4, "{far:?}");
}

#[test]
fn bounds_hold_the_minimum_at_zero() {
    let bounds = Some(Bounds::uniform(1, 0.0, 10.0).unwrap());
    let options = MinimizeOptions { bounds, ..Default::default() };
    let result = minimize(f, &array![1.0], &options).unwrap();
    assert!(result.success());
    assert_eq!(result.x, array![0.0]);
}

#[test]
fn one_variable_between_bounds() {
    let bounds = Some((0.0, 10.0));
    let options = MinimizeScalarOptions { bounds, ..Default::default() };
    let result = minimize_scalar(|x| x * x + 10.0 * x.sin(), &options).unwrap();
    assert!((result.x - 3.8374671).abs() < 1e-5, "{result:?}");
}
