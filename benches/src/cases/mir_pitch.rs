//! Pitch and pulse, beside librosa.

use onkai_mir::{
    FourierTempogramOptions, FrameClock, OnsetChannels, OnsetStrengthOptions, PlpOptions,
    PyinOptions, YinOptions, fourier_tempogram, onset_strength_multi, plp, pyin, yin,
};

use super::case::{Case, call, must};

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("yin", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(yin(&y, RATE, &YinOptions::default()))))
    }),
    ("pyin", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(pyin(&y, RATE, &PyinOptions::default())).voiced_prob))
    }),
    ("fourier_tempogram", |inputs| {
        let envelope = inputs.onset_strength()?;
        Ok(call(move || must(fourier_tempogram(&envelope, &FourierTempogramOptions::default()))))
    }),
    ("plp", |inputs| {
        let (envelope, clock) = (inputs.onset_strength()?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(plp(&envelope, clock, &PlpOptions::default()))))
    }),
    ("onset_strength_multi", |inputs| {
        let (y, options) = (inputs.samples()?, OnsetStrengthOptions::default());
        let bounds = OnsetChannels::Bounds(vec![0, 32, 64, 96, 128]);
        Ok(call(move || must(onset_strength_multi(&y, RATE, &bounds, &options))))
    }),
];
