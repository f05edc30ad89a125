//! Spectrograms of all kinds.

use ndarray::Array2;
use num_complex::Complex;
use onkai::Result;
use onkai::core::Scalar;
use onkai::mir::audio::Recording;
use onkai::mir::{
    Aggregate, DbOptions, DbReference, IstftOptions, MelSpectrogramOptions, MfccOptions,
    StftOptions, amplitude_to_db, istft, melspectrogram, mfcc, stft,
};

use crate::tour::{Tour, digest};

/// What the figures and the factors are made of.
pub(crate) struct Spectra {
    pub(crate) stft: Array2<Complex<f32>>,
    pub(crate) mel: Array2<f32>,
    pub(crate) mfcc: Array2<f32>,
}

/// Decibels below the loudest bin.
pub(crate) fn below_max(top_db: f64) -> DbOptions {
    DbOptions {
        reference: DbReference::Of(Aggregate::Max),
        top_db: Some(top_db),
        ..Default::default()
    }
}

pub(crate) fn visit(tour: &mut Tour, recording: &Recording) -> Result<Spectra> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let spectrogram = tour.run("stft", || stft(y, &StftOptions::default()))?;
    tour.add("stft", digest(&spectrogram));
    let magnitude = spectrogram.mapv(Scalar::modulus);
    tour.add("stft_db_max_ref", digest(&amplitude_to_db(&magnitude, &below_max(80.0))?));
    let options = MelSpectrogramOptions::default();
    let mel = tour.run("melspectrogram", || melspectrogram(y, rate, &options))?;
    tour.add("melspectrogram", digest(&mel));
    let mfcc = tour.run("mfcc", || mfcc(y, rate, &MfccOptions::default()))?;
    tour.add("mfcc20", digest(&mfcc));
    let options = IstftOptions { length: Some(y.len()), ..Default::default() };
    let error = istft(&spectrogram, &options)? - y;
    let largest = error.iter().fold(0.0_f32, |largest, v| largest.max(v.abs()));
    tour.add("istft_roundtrip_max_error", f64::from(largest));
    Ok(Spectra { stft: spectrogram, mel, mfcc })
}
