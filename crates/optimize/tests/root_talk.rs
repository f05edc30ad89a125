//! The roots, fits and derivatives that talks about SciPy show.

use ndarray::{Array1, ArrayRef1, array};
use onkai_optimize::{CurveFitOptions, RootOptions, curve_fit, derivative, root};

#[test]
fn both_roots_are_found() {
    let f = |x: &ArrayRef1<f64>| x.mapv(|x| x * x + 10.0 * x.sin());
    let near = root(f, &array![1.0], &RootOptions::default()).unwrap();
    assert!(near.success() && near.x[0].abs() < 1e-9, "{near:?}");
    let far = root(f, &array![-3.0], &RootOptions::default()).unwrap();
    assert!(far.success() && (far.x[0] + 2.47948).abs() < 1e-5, "{far:?}");
}

#[test]
fn the_sine_is_fitted() {
    let x = Array1::linspace(-5.0, 5.0, 50);
    let y = x.mapv(|x: f64| 2.9 * (1.5 * x).sin() + 0.3 * (17.0 * x).cos());
    let sine = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| p[0] * (p[1] * x).sin());
    let fit = curve_fit(sine, &x, &y, &array![2.0, 2.0], &CurveFitOptions::default()).unwrap();
    assert!(fit.success() && fit.is_covariance_estimated);
    assert!((fit.parameters[0] - 2.9).abs() < 0.1 && (fit.parameters[1] - 1.5).abs() < 0.01);
}

#[test]
fn the_derivative_has_the_talks_digits() {
    let f = |x: f64| x.powf(3.0) + x.powf(2.0);
    assert_eq!(derivative(f, 1.0, 1e-6, 1, 3).unwrap(), 4.999999999921734);
}
