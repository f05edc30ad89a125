//! What is found out about a recording.

use ndarray::{Array1, Array2};
use onkai_mir::audio::Recording;
use onkai_mir::{
    Aggregate, BeatTrackOptions, ChromaCqtOptions, CqtOptions, CqtPlan, DbOptions, DbReference,
    FrameClock, MelFilterBank, MelSpectrogramOptions, MfccOptions, OnsetDetectOptions,
    OnsetStrengthOptions, StftPlan, amplitude_to_db, beat_track, chroma_cqt, mfcc_from_db,
    onset_detect, onset_strength_from_db, power_to_db,
};
use serde::Serialize;

/// The features of a recording, with librosa's default options throughout.
pub(crate) struct Analysis {
    pub(crate) sample_rate: f64,
    pub(crate) n_samples: usize,
    pub(crate) clock: FrameClock,
    /// Power in decibels below the loudest cell, `[n_bins, n_frames]`.
    pub(crate) spectrogram_db: Array2<f32>,
    /// The same in mel bands, `[n_mels, n_frames]`.
    pub(crate) mel_db: Array2<f32>,
    mfcc_shape: [usize; 2],
    /// Magnitudes of a constant-Q transform, `[n_notes, n_frames]`.
    pub(crate) notes: Array2<f32>,
    /// The same in decibels below the loudest cell.
    pub(crate) notes_db: Array2<f32>,
    /// Pitch classes, `[12, n_frames]`.
    pub(crate) chroma: Array2<f32>,
    pub(crate) onset_strength: Array1<f32>,
    pub(crate) onset_frames: Vec<usize>,
    pub(crate) tempo_bpm: f64,
    pub(crate) beat_frames: Vec<usize>,
}

impl Analysis {
    /// Analyses `recording`. The spectrum of each frame is computed once, for everything.
    pub(crate) fn of(recording: &Recording) -> onkai_mir::Result<Self> {
        let (y, sample_rate) = (&recording.samples, recording.sample_rate);
        let MelSpectrogramOptions { stft, mel, .. } = MelSpectrogramOptions::default();
        let clock = stft.clock(sample_rate)?;
        let power = StftPlan::new(&stft)?.run(y)?.mapv(|z| z.norm_sqr());
        let mel_power = MelFilterBank::new(sample_rate, stft.n_fft, &mel)?.apply(&power)?;
        let mel_db = power_to_db(&mel_power, &DbOptions::default())?;
        let envelope = onset_strength_from_db(&mel_db, &OnsetStrengthOptions::default())?;
        let beats = beat_track(&envelope, clock, &BeatTrackOptions::default())?;
        let mfcc = mfcc_from_db(&mel_db, &MfccOptions::default())?;
        let below_loudest =
            DbOptions { reference: DbReference::Of(Aggregate::Max), ..Default::default() };
        let notes = CqtPlan::new(sample_rate, &CqtOptions::default())?.run_magnitudes(y)?;
        Ok(Self {
            sample_rate,
            n_samples: y.len(),
            clock,
            spectrogram_db: power_to_db(&power, &below_loudest)?,
            mel_db: power_to_db(&mel_power, &below_loudest)?,
            mfcc_shape: mfcc.dim().into(),
            notes_db: amplitude_to_db(&notes, &below_loudest)?,
            notes,
            chroma: chroma_cqt(y, sample_rate, &ChromaCqtOptions::default())?,
            onset_frames: onset_detect(&envelope, clock, &OnsetDetectOptions::default())?,
            onset_strength: envelope,
            tempo_bpm: beats.tempo_bpm,
            beat_frames: beats.beats,
        })
    }

    pub(crate) fn duration_s(&self) -> f64 {
        self.n_samples as f64 / self.sample_rate
    }

    pub(crate) fn beat_times_s(&self) -> Vec<f64> {
        self.clock.frames_to_time(&self.beat_frames)
    }

    pub(crate) fn onset_times_s(&self) -> Vec<f64> {
        self.clock.frames_to_time(&self.onset_frames)
    }

    /// What `analysis.json` holds.
    pub(crate) fn report<'a>(&'a self, file: &'a str) -> Report<'a> {
        Report {
            file,
            sample_rate: self.sample_rate,
            n_samples: self.n_samples,
            duration_s: self.duration_s(),
            stft_shape: self.spectrogram_db.dim().into(),
            mel_shape: self.mel_db.dim().into(),
            mfcc_shape: self.mfcc_shape,
            tempo_bpm: self.tempo_bpm,
            beat_frames: &self.beat_frames,
            beat_times_s: self.beat_times_s(),
            onset_frames: &self.onset_frames,
            onset_times_s: self.onset_times_s(),
        }
    }
}

/// The results as JSON, in this order.
#[derive(Serialize)]
pub(crate) struct Report<'a> {
    file: &'a str,
    sample_rate: f64,
    n_samples: usize,
    duration_s: f64,
    stft_shape: [usize; 2],
    mel_shape: [usize; 2],
    mfcc_shape: [usize; 2],
    tempo_bpm: f64,
    beat_frames: &'a [usize],
    beat_times_s: Vec<f64>,
    onset_frames: &'a [usize],
    onset_times_s: Vec<f64>,
}
