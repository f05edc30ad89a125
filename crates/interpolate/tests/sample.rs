//! Points that the golden scripts make, too (`xtask/golden/common.py`).

use ndarray::{Array1, Array2, Array3};
use onkai_testing::{Golden, noise};

/// Ascending, widths from 0.1 to 1.9.
pub(crate) fn abscissae(n: usize, seed: u32) -> Array1<f64> {
    let mut sum = 0.0;
    noise(n, seed).mapv(|v| {
        sum += 1.0 + 0.9 * v;
        sum
    })
}

/// Points between the first and the last of some.
pub(crate) fn inside(x: &Array1<f64>, m: usize, seed: u32) -> Array1<f64> {
    let (first, last) = (x[0], x[x.len() - 1]);
    noise(m, seed).mapv(|v| first + (last - first) * 0.5 * (v + 1.0))
}

/// Points between the first and the last of some, and beyond.
pub(crate) fn around(x: &Array1<f64>, m: usize, seed: u32) -> Array1<f64> {
    let (first, last) = (x[0], x[x.len() - 1]);
    noise(m, seed).mapv(|v| 0.5 * (first + last) + 0.8 * (last - first) * v)
}

pub(crate) fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

pub(crate) fn cube(shape: (usize, usize, usize), seed: u32) -> Array3<f64> {
    noise(shape.0 * shape.1 * shape.2, seed).into_shape_with_order(shape).unwrap()
}

pub(crate) fn golden(name: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), name)
}
