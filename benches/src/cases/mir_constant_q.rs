//! Constant-Q transforms, chroma and tuning, beside librosa.

use ndarray::Array1;
use onkai_mir::{
    ChromaCqtOptions, ChromaStftOptions, CqtOptions, EstimateTuningOptions, IcqtOptions,
    chroma_cqt, chroma_stft, cqt, estimate_tuning, icqt, tonnetz,
};

use super::case::{Case, call, must};

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("cqt", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(cqt(&y, RATE, &CqtOptions::default()))))
    }),
    ("icqt", |inputs| {
        let notes = cqt(&inputs.samples()?, RATE, &CqtOptions::default())?;
        Ok(call(move || must(icqt(&notes, RATE, &IcqtOptions::default()))))
    }),
    ("estimate_tuning", |inputs| {
        let y = inputs.samples()?;
        let tuning = move || estimate_tuning(&y, RATE, &EstimateTuningOptions::default());
        Ok(call(move || Array1::from_elem(1, must(tuning()))))
    }),
    ("chroma_cqt", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(chroma_cqt(&y, RATE, &ChromaCqtOptions::default()))))
    }),
    ("chroma_stft", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(chroma_stft(&y, RATE, &ChromaStftOptions::default()))))
    }),
    ("tonnetz", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(tonnetz(&y, RATE, &ChromaCqtOptions::default()))))
    }),
];
