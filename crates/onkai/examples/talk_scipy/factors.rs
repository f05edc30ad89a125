//! The demo: frames of a sound as sums of a few spectra.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, Axis};
use onkai::Result;
use onkai::decomposition::{NmfOptions, nmf};
use onkai::mir::{IstftOptions, StftOptions, istft, magphase, stft};
use onkai::stats::{Continuous, Normal};
use serde_json::{Value, json};

use crate::tour::{Chapter, demo};

const N_COMPONENTS: usize = 8;
/// Below this an activation counts as none.
const SILENT: f64 = 1e-12;

pub(crate) fn chapter(seed: u64) -> Result<Chapter> {
    let y = melody(seed);
    let options = StftOptions { n_fft: 1024, ..Default::default() };
    let spectrum = magphase(&stft(&y, &options)?);
    let penalty = NmfOptions { alpha_w: 1e-4, l1_ratio: 0.5, ..Default::default() };
    let parts = nmf(&spectrum.magnitude.t(), N_COMPONENTS, &penalty)?;
    let sound_of = |components: &[usize]| -> Result<Array1<f64>> {
        let (w, h) = (parts.w.select(Axis(1), components), parts.h.select(Axis(0), components));
        let magnitude: Array2<f64> = w.dot(&h).reversed_axes();
        let inverse = IstftOptions { length: Some(y.len()), ..IstftOptions::undoing(&options) };
        istft(&spectrum.with_magnitude(&magnitude)?, &inverse)
    };
    let all: Vec<usize> = (0..N_COMPONENTS).collect();
    let silent = parts.w.columns().into_iter();
    let silent = silent.map(|c| c.iter().filter(|v| **v < SILENT).count());
    let rows = vec![
        demo("frames without each of eight components", silent.collect::<Value>()),
        demo(
            "what is missing of the sound made from all of them, and from 0, 2 and 6",
            json!([missing(&y, &sound_of(&all)?), missing(&y, &sound_of(&[0, 2, 6])?)]),
        ),
    ];
    Ok(Chapter { key: "factors", title: "Non-negative factors", rows })
}

/// Three seconds of four tones that fade, in a little noise.
fn melody(seed: u64) -> Array1<f64> {
    let (sample_rate, note_len) = (22050.0, 8269);
    let pitches_hz = [261.63, 329.63, 392.0, 523.25, 392.0, 329.63, 261.63, 392.0];
    let noise = Normal.rvs(pitches_hz.len() * note_len, seed);
    Array1::from_shape_fn(noise.len(), |i| {
        let (note, t) = (i / note_len, (i % note_len) as f64 / sample_rate);
        let tone = |harmonic: f64| (2.0 * PI * pitches_hz[note] * harmonic * t).sin() / harmonic;
        (-4.0 * t).exp() * (tone(1.0) + tone(2.0) + tone(3.0)) + 0.001 * noise[i]
    })
}

/// The norm of the difference, as a share of the norm of `y`.
fn missing(y: &Array1<f64>, part: &Array1<f64>) -> f64 {
    let square = |x: &Array1<f64>| x.iter().map(|v| v * v).sum::<f64>();
    (square(&(y - part)) / square(y)).sqrt()
}
