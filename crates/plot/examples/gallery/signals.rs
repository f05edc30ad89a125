//! What the gallery draws: made up, so that it needs no files.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2};

pub(crate) const SAMPLE_RATE: f64 = 22050.0;
pub(crate) const HOP_LENGTH: usize = 512;
pub(crate) const N_FRAMES: usize = 600;

/// Notes that die away, two a second.
pub(crate) fn notes() -> Array1<f32> {
    Array1::from_shape_fn(N_FRAMES * HOP_LENGTH, |i| {
        let t = i as f64 / SAMPLE_RATE;
        let since = t % 0.5;
        let hz = 220.0 * 2.0_f64.powf((t / 0.5).floor() % 12.0 / 12.0);
        (0.8 * (-6.0 * since).exp() * (TAU * hz * since).sin()) as f32
    })
}

/// Between 0 and 1, without any pattern to be seen.
pub(crate) fn random(i: usize, j: usize) -> f64 {
    ((12.9898 * i as f64 + 78.233 * j as f64).sin() * 43758.5453).rem_euclid(1.0)
}

/// Harmonics of a tone that glides up, in decibels, over noise that gets softer towards high
/// frequencies; `position(bin)` is a bin's frequency as a part of the highest.
pub(crate) fn glide(n_bins: usize, position: impl Fn(usize) -> f64) -> Array2<f64> {
    Array2::from_shape_fn((n_bins, N_FRAMES), |(bin, frame)| {
        let position = position(bin);
        let fundamental = 0.02 + 0.03 * frame as f64 / N_FRAMES as f64;
        let harmonic = (position / fundamental).round().max(1.0);
        let distance = (position - harmonic * fundamental) / (0.002 + 0.01 * position);
        let tone = -4.0 * harmonic - 12.0 * distance * distance;
        let noise = -55.0 - 25.0 * position + 8.0 * random(bin, frame);
        tone.max(noise)
    })
}

/// How strong onsets are, and when frames are.
pub(crate) fn strength() -> (Array1<f64>, Array1<f64>) {
    let times = Array1::from_shape_fn(N_FRAMES, |i| (i * HOP_LENGTH) as f64 / SAMPLE_RATE);
    let strength = times.mapv(|t| 12.0 * (-20.0 * (t % 0.5)).exp() + 0.4 * (9.0 * t).sin().abs());
    (times, strength)
}

/// Pitch classes of chords that change every two seconds.
pub(crate) fn chroma(n_frames: usize) -> Array2<f64> {
    const CHORDS: [[usize; 3]; 4] = [[0, 4, 7], [9, 0, 4], [5, 9, 0], [7, 11, 2]];
    Array2::from_shape_fn((12, n_frames), |(class, frame)| {
        let chord = CHORDS[frame * 8 / n_frames % 4];
        let loudness = if chord.contains(&class) { 0.9 } else { 0.12 };
        loudness * (0.8 + 0.2 * random(class, frame))
    })
}
