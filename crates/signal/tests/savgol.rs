//! Savitzky-Golay filters against SciPy 1.17.1, and against exact polynomials.

use ndarray::{Array1, Array3, ArrayD, Axis};
use onkai_signal::{SavgolMode, SavgolOptions, savgol_coeffs, savgol_filter};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, relative to the largest value.
const F64: f64 = 1e-12;
/// f32 against f64, relative to the largest value.
const F32: f64 = 5e-6;

/// Window, order, derivative and spacing in `xtask/golden/signal_savgol.py`.
const CASES: [(usize, usize, usize, f64); 13] = [
    (3, 1, 0, 1.0),
    (5, 2, 0, 1.0),
    (5, 2, 1, 0.5),
    (9, 1, 1, 1.0),
    (9, 2, 2, 1.0),
    (9, 8, 3, 2.0),
    (1, 0, 0, 1.0),
    (31, 5, 4, 0.25),
    (101, 3, 1, 1.0),
    (2, 1, 0, 1.0),
    (6, 3, 0, 1.0),
    (6, 3, 1, 0.5),
    (40, 4, 2, 1.0),
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "savgol")
}

fn largest(x: &Array1<f64>) -> f64 {
    x.fold(0.0, |m: f64, v| m.max(v.abs()))
}

fn mode(name: &str) -> SavgolMode<f64> {
    match name.parse().expect("known") {
        SavgolMode::Constant(_) => SavgolMode::Constant(0.3),
        other => other,
    }
}

#[test]
fn coefficients_are_exact() {
    let golden = golden();
    for (window, order, deriv, delta) in CASES {
        for (key, pos) in [("coeffs", None), ("first", Some(0.0))] {
            let expected: Array1<f64> = golden.array1(&format!("{key}_{window}_{order}_{deriv}"));
            let c = savgol_coeffs::<f64>(window, order, deriv, delta, pos).unwrap();
            let atol = F64 * largest(&expected);
            assert_close!(c, expected, 0.0, atol, "{key} {window} {order} {deriv}");
        }
    }
}

#[test]
fn filtered_signals_are_scipys() {
    let golden = golden();
    let x = noise(120, 1);
    for (window, order, deriv, delta) in CASES {
        for name in ["interp", "mirror", "nearest", "wrap", "constant"] {
            let expected: Array1<f64> = golden.array1(&format!("{name}_{window}_{order}_{deriv}"));
            let options = SavgolOptions { deriv, delta, mode: mode(name) };
            let y = savgol_filter(&x, Axis(0), window, order, &options).unwrap();
            let size = largest(&expected);
            // SciPy fits the ends in powers of the sample number, which costs it digits.
            let rtol = if name == "interp" && order > 3 { 1e-10 } else { F64 };
            assert_close!(y, expected, 0.0, rtol * size, "{name} {window} {order} {deriv}");
        }
    }
}

#[test]
fn single_precision_agrees() {
    let x = noise(120, 1);
    for (window, order, deriv, delta) in CASES {
        let wide = SavgolOptions { deriv, delta, ..Default::default() };
        let narrow = SavgolOptions { deriv, delta, ..Default::default() };
        let expected = savgol_filter(&x, Axis(0), window, order, &wide).unwrap();
        let y = savgol_filter(&x.mapv(|v| v as f32), Axis(0), window, order, &narrow).unwrap();
        let atol = F32 * largest(&expected);
        assert_close!(y.mapv(f64::from), expected, 0.0, atol, "{window} {order} {deriv}");
    }
}

#[test]
fn every_axis_is_scipys() {
    let x = Array3::from_shape_vec((12, 15, 10), noise(1800, 2).to_vec()).unwrap();
    for axis in 0..3 {
        let options = SavgolOptions { deriv: 1, ..Default::default() };
        let y = savgol_filter(&x, Axis(axis), 9, 2, &options).unwrap();
        let expected: ArrayD<f64> = golden().array(&format!("cube_{axis}"));
        assert_close!(y.into_dyn(), expected, 0.0, F64, "axis {axis}");
    }
}

#[test]
fn signals_shorter_than_the_window_are_scipys() {
    for name in ["mirror", "nearest", "wrap", "constant"] {
        let expected: Array1<f64> = golden().array1(&format!("short_{name}"));
        let options = SavgolOptions { mode: mode(name), ..Default::default() };
        let y = savgol_filter(&noise(3, 3), Axis(0), 9, 2, &options).unwrap();
        assert_close!(y, expected, 0.0, F64, "{name}");
    }
}

proptest! {
    #[test]
    fn a_polynomial_is_its_own_fit(
        window in 5_usize..30, extra in 0_usize..30, a in -1.0..1.0_f64, b in -1.0..1.0_f64,
    ) {
        // Odd windows: even ones read between the samples.
        let window = window | 1;
        let cubic = |t: f64| ((a * t + b) * t - 1.0) * t + a;
        let x = Array1::from_shape_fn(window + extra, |i| cubic(i as f64 / 10.0));
        let y = savgol_filter(&x, Axis(0), window, 3, &SavgolOptions::default()).unwrap();
        assert_close!(y, x, 0.0, 1e-12 * largest(&x).max(1.0));
    }
}
