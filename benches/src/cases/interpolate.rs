//! Splines and their values, beside `scipy.interpolate`.

use ndarray::{Array1, Array3, Axis};
use onkai_interpolate::{
    CubicSpline, CubicSplineOptions, GridOptions, InterpOptions, InterpSplineOptions,
    PchipInterpolator, RegularGridInterpolator, interp, make_interp_spline,
};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("cubic_spline_build_1e5", |inputs| Ok(build(inputs, 100_000))),
    ("cubic_spline_build_1e6", |inputs| Ok(build(inputs, 1_000_000))),
    ("cubic_spline_at_sorted", |inputs| Ok(values(inputs, true))),
    ("cubic_spline_at_random", |inputs| Ok(values(inputs, false))),
    ("pchip_build", |inputs| {
        let (x, y) = points(inputs, 1_000_000);
        Ok(call(move || must(PchipInterpolator::new(&x, &y, Axis(0))).coeffs(3)))
    }),
    ("interp_sorted", |inputs| Ok(lines(inputs, true))),
    ("interp_random", |inputs| Ok(lines(inputs, false))),
    ("make_interp_spline", |inputs| {
        let (x, y) = points(inputs, 100_000);
        let options = InterpSplineOptions::default();
        Ok(call(move || must(make_interp_spline(&x, &y, Axis(0), &options)).coeffs()))
    }),
    ("bspline_at_sorted", |inputs| {
        let (x, y) = points(inputs, 100_000);
        let spline = must(make_interp_spline(&x, &y, Axis(0), &InterpSplineOptions::default()));
        let at = queries(inputs, &x, true);
        Ok(call(move || spline.at(&at)))
    }),
    ("grid_linear_3d", |inputs| {
        let line = Array1::linspace(0.0, 1.0, 60);
        let shape = (60, 60, 60);
        let values: Array3<f64> =
            inputs.noise(216_000, 1).into_shape_with_order(shape).expect("60 to the third");
        let grid = [line.view(), line.view(), line.view()];
        let f = must(RegularGridInterpolator::new(&grid, &values, &GridOptions::default()));
        let at = inputs.noise(300_000, 2).mapv(|v| 0.5 * (v + 1.0));
        let at = at.into_shape_with_order((100_000, 3)).expect("three coordinates a point");
        Ok(call(move || must(f.at(&at))))
    }),
];

/// Abscissae of uneven widths, and values.
fn points(inputs: &Inputs, n: usize) -> (Array1<f64>, Array1<f64>) {
    let mut sum = 0.0;
    let x = inputs.noise(n, 1).mapv(|v| {
        sum += 1.0 + 0.9 * v;
        sum
    });
    (x, inputs.noise(n, 2))
}

/// A million points within the range of some.
fn queries(inputs: &Inputs, x: &Array1<f64>, sorted: bool) -> Array1<f64> {
    let (first, last) = (x[0], x[x.len() - 1]);
    let at = inputs.noise(1_000_000, 3).mapv(|v| first + (last - first) * 0.5 * (v + 1.0));
    let mut at = at.to_vec();
    if sorted {
        at.sort_by(f64::total_cmp);
    }
    Array1::from(at)
}

fn build(inputs: &Inputs, n: usize) -> Call {
    let (x, y) = points(inputs, n);
    let options = CubicSplineOptions::default();
    // What is compared are the slopes; SciPy's side takes a view of them.
    call(move || must(CubicSpline::new(&x, &y, Axis(0), &options)).coeffs(1))
}

fn values(inputs: &Inputs, sorted: bool) -> Call {
    let (x, y) = points(inputs, 100_000);
    let spline = must(CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()));
    let at = queries(inputs, &x, sorted);
    call(move || spline.at(&at))
}

fn lines(inputs: &Inputs, sorted: bool) -> Call {
    let (x, y) = points(inputs, 100_000);
    let at = queries(inputs, &x, sorted);
    call(move || must(interp(&at, &x, &y, &InterpOptions::default())))
}
