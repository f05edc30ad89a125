//! The resampler: what the public functions promise, measured.

mod quality;
mod properties;
mod golden;

use ndarray::{Array1, ArrayRef1};

/// Pairs of rates for every way through the resampler: blocks alone (down, up, both, filters with
/// a long overlap), an interpolator behind blocks (up, down), two steps, and three.
const RATES: [(f64, f64); 13] = [
    (44100.0, 22050.0),
    (44100.0, 48000.0),
    (48000.0, 22050.0),
    (44100.0, 16000.0),
    (22050.0, 44100.0),
    (96000.0, 8000.0),
    (44100.0, 44101.0),
    (44101.0, 44100.0),
    (96001.0, 22050.0),
    (22050.0, 96001.0),
    (1.0, 2_000.5),
    (192000.0, 1000.0),
    (100000.7, 1000.0),
];

/// The lower of the two Nyquist frequencies, in cycles per input sample.
fn band(orig_rate: f64, target_rate: f64) -> f64 {
    0.5 * (target_rate / orig_rate).min(1.0)
}

/// How long the filter rings on either side, in input samples: what is farther from the ends does
/// not know of them.
fn reach(orig_rate: f64, target_rate: f64) -> usize {
    (75.0 / band(orig_rate, target_rate)) as usize
}

/// The outputs that stand farther than [`reach`] from either end of `n` inputs.
fn interior(n: usize, orig_rate: f64, target_rate: f64) -> std::ops::Range<usize> {
    let (reach, ratio) = (reach(orig_rate, target_rate) as f64, target_rate / orig_rate);
    (reach * ratio).ceil() as usize..((n as f64 - reach) * ratio) as usize
}

/// `n` samples of a tone of `frequency` cycles per unit of time, `step` units apart.
fn tone(n: usize, frequency: f64, step: f64) -> Array1<f64> {
    Array1::from_shape_fn(n, |k| (std::f64::consts::TAU * frequency * step * k as f64 + 0.4).cos())
}

fn largest(x: &ArrayRef1<f64>) -> f64 {
    x.iter().fold(0.0, |largest, v| v.abs().max(largest))
}
