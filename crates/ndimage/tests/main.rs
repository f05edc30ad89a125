//! Golden values and properties of onkai-ndimage.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sliding;
mod filters;
mod interpolation;
mod morphology;
mod properties;
mod bad_input;

use ndarray::{Array, Array1, ArrayD, Dimension, IntoDimension};
use onkai_testing::noise;

/// Noise in a shape.
fn noise_of<S: IntoDimension>(shape: S, seed: u32) -> Array<f64, S::Dim> {
    let dim = shape.into_dimension();
    noise(dim.size(), seed).into_shape_with_order(dim).unwrap()
}

/// Noise on a grid of 1/8, so that there are ties.
fn steps<S: IntoDimension>(shape: S, seed: u32) -> Array<f64, S::Dim> {
    noise_of(shape, seed).mapv(|v| (v * 8.0).round_ties_even() / 8.0)
}

/// One array after the other, as the generators store them.
fn flat<T: Copy>(arrays: impl IntoIterator<Item = ArrayD<T>>) -> Array1<T> {
    arrays.into_iter().flat_map(|array| array.iter().copied().collect::<Vec<_>>()).collect()
}

/// Forgets the number of axes.
fn dynamic<T, D: Dimension>(array: onkai_ndimage::Result<Array<T, D>>) -> ArrayD<T> {
    array.unwrap().into_dyn()
}
