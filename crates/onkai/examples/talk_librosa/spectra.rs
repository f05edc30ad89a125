//! Spectrograms of all kinds.

use ndarray::Array2;
use num_complex::Complex;
use onkai::Result;
use onkai::core::Scalar;
use onkai::mir::audio::Recording;
use onkai::mir::{
    Aggregate, ChromaCqtOptions, ChromaStftOptions, CqtOptions, DbOptions, DbReference,
    IstftOptions, MelSpectrogramOptions, MfccOptions, NoteOptions, StftOptions, amplitude_to_db,
    chroma_cqt, chroma_stft, cqt, hz_to_note, istft, melspectrogram, mfcc, stft, tonnetz,
};

use crate::tour::{Tour, digest};

/// What the figures and the factors are made of.
pub(crate) struct Spectra {
    pub(crate) stft: Array2<Complex<f32>>,
    /// Magnitudes of the constant-Q transform.
    pub(crate) cqt: Array2<f32>,
    pub(crate) chroma_cqt: Array2<f32>,
    pub(crate) chroma_stft: Array2<f32>,
    pub(crate) mel: Array2<f32>,
    pub(crate) mfcc: Array2<f32>,
    pub(crate) tonnetz: Array2<f32>,
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
    let notes = tour.run("cqt", || cqt(y, rate, &CqtOptions::default()))?;
    tour.add("cqt", digest(&notes));
    let cqt = notes.mapv(Complex::norm);
    tour.add("cqt_db_top40", digest(&amplitude_to_db(&cqt, &below_max(40.0))?));
    let name = |hz| hz_to_note(hz, &NoteOptions::default());
    tour.add("hz_to_note", vec![name(32.70)?, name(32.70 * 2.0_f64.powi(7))?]);
    let by_notes = ChromaCqtOptions::default();
    let chroma_cqt = tour.run("chroma_cqt", || chroma_cqt(y, rate, &by_notes))?;
    tour.add("chroma_cqt", digest(&chroma_cqt));
    let chroma_stft =
        tour.run("chroma_stft", || chroma_stft(y, rate, &ChromaStftOptions::default()))?;
    tour.add("chroma_stft", digest(&chroma_stft));
    let tonnetz = tour.run("tonnetz", || tonnetz(y, rate, &by_notes))?;
    tour.add("tonnetz", digest(&tonnetz));
    let options = MelSpectrogramOptions::default();
    let mel = tour.run("melspectrogram", || melspectrogram(y, rate, &options))?;
    tour.add("melspectrogram", digest(&mel));
    let mfcc = tour.run("mfcc", || mfcc(y, rate, &MfccOptions::default()))?;
    tour.add("mfcc20", digest(&mfcc));
    let options = IstftOptions { length: Some(y.len()), ..Default::default() };
    let error = istft(&spectrogram, &options)? - y;
    let largest = error.iter().fold(0.0_f32, |largest, v| largest.max(v.abs()));
    tour.add("istft_roundtrip_max_error", f64::from(largest));
    Ok(Spectra { stft: spectrogram, cqt, chroma_cqt, chroma_stft, mel, mfcc, tonnetz })
}
