//! Roots, least squares and curve fits, beside `scipy.optimize`.

use ndarray::{Array1, ArrayRef1, array};
use onkai_optimize::{
    Bounds, CurveFitOptions, LeastSquaresOptions, RootOptions, RootScalarOptions, brentq,
    curve_fit, least_squares, root,
};

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("brentq", |_| {
        Ok(call(|| {
            let root =
                brentq(|x| x.powi(3) - 2.0 * x - 5.0, (2.0, 3.0), &RootScalarOptions::default());
            array![must(root).root]
        }))
    }),
    ("root_hybr_tridiagonal10", |_| {
        let x0 = Array1::from_elem(10, -1.0);
        Ok(call(move || must(root(tridiagonal, &x0, &RootOptions::default())).x))
    }),
    ("curve_fit_sine", |_| {
        let x = Array1::linspace(-5.0, 5.0, 50);
        let y = x.mapv(|x: f64| 2.9 * (1.5 * x).sin() + 0.3 * (17.0 * x).cos());
        let (p0, options) = (array![2.0, 2.0], CurveFitOptions::default());
        Ok(call(move || must(curve_fit(sine, &x, &y, &p0, &options)).parameters))
    }),
    ("least_squares_trf_bounds", |_| {
        let bounds = Some(must(Bounds::new(array![-2.0, -1.0], array![0.8, 3.0])));
        let options = LeastSquaresOptions { bounds, ..Default::default() };
        let x0 = array![-1.2, 1.0];
        Ok(call(move || must(least_squares(rosenbrock, &x0, &options)).x))
    }),
];

fn tridiagonal(x: &ArrayRef1<f64>) -> Array1<f64> {
    let n = x.len();
    Array1::from_shape_fn(n, |i| {
        let left = if i > 0 { x[i - 1] } else { 0.0 };
        let right = if i + 1 < n { x[i + 1] } else { 0.0 };
        (3.0 - 2.0 * x[i]) * x[i] - left - 2.0 * right + 1.0
    })
}

fn sine(x: &ArrayRef1<f64>, p: &ArrayRef1<f64>) -> Array1<f64> {
    x.mapv(|x| p[0] * (p[1] * x).sin())
}

fn rosenbrock(x: &ArrayRef1<f64>) -> Array1<f64> {
    array![1.0 - x[0], 10.0 * (x[1] - x[0] * x[0])]
}
