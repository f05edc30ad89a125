//! Music analysis, beside librosa and soxr.

use num_complex::Complex;
use onkai_mir::audio::{LoadOptions, load};
use onkai_mir::decompose::{HpssOptions, hpss};
use onkai_mir::effects::{PitchShiftOptions, pitch_shift, time_stretch};
use onkai_mir::{
    Aggregate, BeatTrackOptions, FrameClock, IstftOptions, MelSpectrogramOptions, MfccOptions,
    OnsetDetectOptions, OnsetStrengthOptions, RmsOptions, StftOptions, TempogramOptions,
    beat_track, istft, melspectrogram, mfcc, onset_detect, onset_strength, rms, stft, sync,
    tempogram,
};
use onkai_signal::resample;

use super::case::{Case, call, must};
use crate::{beats_of_file, beats_of_samples};

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("load", |inputs| {
        let path = inputs.recording().to_owned();
        Ok(call(move || must(load::<f32>(&path, &LoadOptions::default())).samples))
    }),
    ("resample_soxr_hq", |inputs| {
        let y = inputs.samples_44100()?;
        Ok(call(move || must(resample(&y, 2.0 * RATE, RATE))))
    }),
    ("stft", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(stft(&y, &StftOptions::default()))))
    }),
    ("istft", |inputs| {
        let spectrogram = inputs.stft()?;
        Ok(call(move || must(istft(&spectrogram, &IstftOptions::default()))))
    }),
    ("melspectrogram", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(melspectrogram(&y, RATE, &MelSpectrogramOptions::default()))))
    }),
    ("mfcc", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(mfcc(&y, RATE, &MfccOptions::default()))))
    }),
    ("onset_strength", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(onset_strength(&y, RATE, &OnsetStrengthOptions::default()))))
    }),
    ("onset_detect", |inputs| {
        let (envelope, clock) = (inputs.onset_strength()?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(onset_detect(&envelope, clock, &OnsetDetectOptions::default()))))
    }),
    ("tempogram", |inputs| {
        let envelope = inputs.onset_strength()?;
        Ok(call(move || must(tempogram(&envelope, &TempogramOptions::default()))))
    }),
    ("beats_of_samples", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(beats_of_samples(&y, RATE))))
    }),
    ("beats_of_file", |inputs| {
        let path = inputs.recording().to_owned();
        Ok(call(move || must(beats_of_file(&path))))
    }),
    ("hpss", |inputs| {
        let spectrogram = inputs.stft()?;
        Ok(call(move || must(hpss(&spectrogram, &HpssOptions::default())).harmonic))
    }),
    ("time_stretch", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(time_stretch(&y, 2.0, &StftOptions::default()))))
    }),
    ("pitch_shift", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(pitch_shift(&y, RATE, 4.0, &PitchShiftOptions::default()))))
    }),
    ("rms", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(rms(&y, &RmsOptions::default()))))
    }),
    ("sync", |inputs| {
        let magnitude = inputs.stft()?.mapv(Complex::norm);
        let beats: Vec<usize> = (0..129).map(|i| 20 * i + 3).collect();
        Ok(call(move || must(sync(&magnitude, &beats, Aggregate::Median, true))))
    }),
    ("beat_track", |inputs| {
        let (envelope, clock) = (inputs.onset_strength()?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(beat_track(&envelope, clock, &BeatTrackOptions::default())).beats))
    }),
];
