//! Features of spectra, and the way back from them, beside librosa.

use ndarray::{Array2, ArrayRef2, s};
use num_complex::Complex;
use onkai_mir::{
    DeltaOptions, FrameClock, GriffinLimInit, GriffinLimOptions, MelSpectrogramOptions,
    MfccOptions, PcenOptions, PolyFeaturesOptions, SpectralBandwidthOptions,
    SpectralCentroidOptions, SpectralContrastOptions, SpectralFlatnessOptions,
    SpectralRolloffOptions, StftOptions, delta, griffinlim, mel_to_stft, melspectrogram, mfcc,
    pcen, poly_features, spectral_bandwidth, spectral_centroid, spectral_contrast,
    spectral_flatness, spectral_rolloff,
};

use super::case::{Case, call, must};
use crate::Inputs;

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("spectral_centroid", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(spectral_centroid(&y, RATE, &SpectralCentroidOptions::default()))))
    }),
    ("spectral_bandwidth", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(spectral_bandwidth(&y, RATE, &SpectralBandwidthOptions::default()))))
    }),
    ("spectral_contrast", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(spectral_contrast(&y, RATE, &SpectralContrastOptions::default()))))
    }),
    ("spectral_flatness", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(spectral_flatness(&y, &SpectralFlatnessOptions::default()))))
    }),
    ("spectral_rolloff", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(spectral_rolloff(&y, RATE, &SpectralRolloffOptions::default()))))
    }),
    ("poly_features", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(poly_features(&y, RATE, &PolyFeaturesOptions::default()))))
    }),
    ("delta", |inputs| {
        let mfcc = must(mfcc(&inputs.samples()?, RATE, &MfccOptions::default()));
        Ok(call(move || must(delta(&mfcc, &DeltaOptions::default()))))
    }),
    ("pcen", |inputs| {
        let (mel, clock) = (mel(inputs)?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(pcen(&mel, clock, &PcenOptions::default()))))
    }),
    ("griffinlim", |inputs| {
        let magnitude = inputs.stft()?.slice(s![.., 400..1400]).mapv(Complex::norm);
        // The same phases to begin with on both sides.
        let options = GriffinLimOptions { init: GriffinLimInit::Input, ..Default::default() };
        let run = move |s: &ArrayRef2<f32>| griffinlim(s, &StftOptions::default(), &options);
        Ok(call(move || must(run(&magnitude))))
    }),
    ("mel_to_stft", |inputs| {
        // librosa takes seconds for these few frames.
        let mel = mel(inputs)?.slice(s![.., 1000..1040]).to_owned();
        Ok(call(move || must(mel_to_stft(&mel, RATE, &MelSpectrogramOptions::default()))))
    }),
];

fn mel(inputs: &Inputs) -> anyhow::Result<Array2<f32>> {
    Ok(must(melspectrogram(&inputs.samples()?, RATE, &MelSpectrogramOptions::default())))
}
