//! Images, beside `scipy.ndimage`.

use ndarray::{Array2, Axis};
use onkai_ndimage::{
    BinaryOptions, FilterOptions, GaussianOptions, InterpolationOptions, RotateOptions,
    SlidingOptions, binary_dilation, gaussian_filter, label, median_filter, median_filter1d,
    rotate, shift, uniform_filter1d, zoom,
};

use super::case::{Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("median_31_along_frames", |inputs| {
        let x = spectrogram(inputs);
        Ok(call(move || must(median_filter1d(&x, Axis(1), 31, &SlidingOptions::default()))))
    }),
    ("median_31_along_bins", |inputs| {
        let x = spectrogram(inputs);
        Ok(call(move || must(median_filter1d(&x, Axis(0), 31, &SlidingOptions::default()))))
    }),
    ("median_3x3", |inputs| {
        let x = inputs.noise_matrix(1000, 1);
        Ok(call(move || must(median_filter(&x, 3, &FilterOptions::default()))))
    }),
    ("mean_31_along_frames", |inputs| {
        let x = spectrogram(inputs);
        Ok(call(move || must(uniform_filter1d(&x, Axis(1), 31, &SlidingOptions::default()))))
    }),
    ("mean_31_along_bins", |inputs| {
        let x = spectrogram(inputs);
        Ok(call(move || must(uniform_filter1d(&x, Axis(0), 31, &SlidingOptions::default()))))
    }),
    ("gaussian_filter", |inputs| {
        let x = inputs.noise_matrix(1000, 1);
        Ok(call(move || must(gaussian_filter(&x, &[2.0], &GaussianOptions::default()))))
    }),
    ("shift_cubic", |inputs| {
        let x = inputs.noise_matrix(1000, 1);
        Ok(call(move || must(shift(&x, &[2.5, -3.25], &InterpolationOptions::default()))))
    }),
    ("zoom_cubic", |inputs| {
        let x = inputs.noise_matrix(1000, 1);
        Ok(call(move || must(zoom(&x, &[1.5], false, &InterpolationOptions::default()))))
    }),
    ("rotate_cubic", |inputs| {
        let x = inputs.noise_matrix(1000, 1);
        Ok(call(move || must(rotate(&x, 30.0, &RotateOptions::default()))))
    }),
    ("label", |inputs| {
        let x = inputs.noise_matrix(1000, 1).mapv(|v| 0.2 < v);
        Ok(call(move || vec![must(label(&x, None)).n_labels]))
    }),
    ("binary_dilation", |inputs| {
        let x = inputs.noise_matrix(1000, 1).mapv(|v| 0.8 < v);
        Ok(call(move || {
            let dilated = must(binary_dilation(&x, &BinaryOptions::default()));
            vec![dilated.iter().filter(|&&v| v).count()]
        }))
    }),
];

/// Noise in the shape of a spectrogram of a minute.
fn spectrogram(inputs: &Inputs) -> Array2<f32> {
    let noise = inputs.noise(1025 * 2647, 1).mapv(|v| v as f32);
    noise.into_shape_with_order((1025, 2647)).expect("as many samples as the shape has")
}
