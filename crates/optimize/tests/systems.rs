//! Moré, Garbow and Hillstrom's test problems, <https://doi.org/10.1145/355934.355936>.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayRef1, array};

pub(crate) type System = fn(&ArrayRef1<f64>) -> Array1<f64>;

/// Name, system and start.
pub(crate) type Problem = (&'static str, System, fn() -> Vec<f64>);

/// As in the golden script.
pub(crate) const SYSTEMS: [Problem; 11] = [
    ("rosenbrock", rosenbrock, || vec![-1.2, 1.0]),
    ("powell_singular", powell_singular, || vec![3.0, -1.0, 0.0, 1.0]),
    ("powell_scaled", powell_scaled, || vec![0.0, 1.0]),
    ("helical", helical, || vec![-1.0, 0.1, 0.0]),
    ("chebyquad", chebyquad, || (1..6).map(|k| f64::from(k) / 6.0).collect()),
    ("chebyquad7", chebyquad, || (1..8).map(|k| f64::from(k) / 8.0).collect()),
    ("brown", brown_almost_linear, || vec![0.5; 10]),
    ("boundary", boundary, || {
        (1..11).map(|k| f64::from(k) / 11.0).map(|t| t * (t - 1.0)).collect()
    }),
    ("tridiagonal", tridiagonal, || vec![-1.0; 10]),
    ("talk_from_1", talk, || vec![1.0]),
    ("talk_from_minus_3", talk, || vec![-3.0]),
];

pub(crate) fn rosenbrock(x: &ArrayRef1<f64>) -> Array1<f64> {
    array![1.0 - x[0], 10.0 * (x[1] - x[0] * x[0])]
}

pub(crate) fn powell_singular(x: &ArrayRef1<f64>) -> Array1<f64> {
    array![
        x[0] + 10.0 * x[1],
        5.0_f64.sqrt() * (x[2] - x[3]),
        (x[1] - 2.0 * x[2]).powi(2),
        10.0_f64.sqrt() * (x[0] - x[3]).powi(2)
    ]
}

fn powell_scaled(x: &ArrayRef1<f64>) -> Array1<f64> {
    array![1e4 * x[0] * x[1] - 1.0, (-x[0]).exp() + (-x[1]).exp() - 1.0001]
}

pub(crate) fn helical(x: &ArrayRef1<f64>) -> Array1<f64> {
    let angle = x[1].atan2(x[0]) / TAU;
    array![10.0 * (x[2] - 10.0 * angle), 10.0 * (x[0].hypot(x[1]) - 1.0), x[2]]
}

pub(crate) fn chebyquad(x: &ArrayRef1<f64>) -> Array1<f64> {
    let n = x.len();
    let t = x.mapv(|x| 2.0 * x - 1.0);
    let (mut before, mut now) = (Array1::ones(n), t.clone());
    let mut out = Array1::zeros(n);
    for i in 1..=n {
        let exact = if i % 2 == 0 { 1.0 / ((i * i - 1) as f64) } else { 0.0 };
        out[i - 1] = now.sum() / n as f64 + exact;
        let next = 2.0 * &t * &now - &before;
        (before, now) = (now, next);
    }
    out
}

pub(crate) fn watson(x: &ArrayRef1<f64>) -> Array1<f64> {
    let mut out = Array1::zeros(31);
    for i in 0..29 {
        let t = (i + 1) as f64 / 29.0;
        let (mut first, mut second) = (0.0, 0.0);
        let (mut power, mut lower) = (1.0, 0.0);
        for (j, &xj) in x.iter().enumerate() {
            first += j as f64 * xj * lower;
            second += xj * power;
            (power, lower) = (power * t, power);
        }
        out[i] = first - second * second - 1.0;
    }
    out[29] = x[0];
    out[30] = x[1] - x[0] * x[0] - 1.0;
    out
}

fn brown_almost_linear(x: &ArrayRef1<f64>) -> Array1<f64> {
    let n = x.len();
    let sum = x.sum();
    Array1::from_shape_fn(n, |i| {
        if i + 1 < n { x[i] + sum - (n + 1) as f64 } else { x.product() - 1.0 }
    })
}

fn boundary(x: &ArrayRef1<f64>) -> Array1<f64> {
    let n = x.len();
    let h = 1.0 / (n + 1) as f64;
    Array1::from_shape_fn(n, |i| {
        let left = if i > 0 { x[i - 1] } else { 0.0 };
        let right = if i + 1 < n { x[i + 1] } else { 0.0 };
        2.0 * x[i] - left - right + 0.5 * h * h * (x[i] + (i + 1) as f64 * h + 1.0).powi(3)
    })
}

fn tridiagonal(x: &ArrayRef1<f64>) -> Array1<f64> {
    let n = x.len();
    Array1::from_shape_fn(n, |i| {
        let left = if i > 0 { x[i - 1] } else { 0.0 };
        let right = if i + 1 < n { x[i + 1] } else { 0.0 };
        (3.0 - 2.0 * x[i]) * x[i] - left - 2.0 * right + 1.0
    })
}

fn talk(x: &ArrayRef1<f64>) -> Array1<f64> {
    x.mapv(|x| x * x + 10.0 * x.sin())
}
