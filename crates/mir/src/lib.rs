//! Music analysis: librosa in Rust.
//!
//! Reading order, which is that of an analysis: `audio::load` (feature `audio`), [`stft`] and what
//! is made of it ([`melspectrogram`], [`mfcc`], [`delta`]), [`onset_strength`] and
//! [`onset_detect`], [`tempo`] and [`beat_track`], [`clicks`] to hear the result, [`sync`](sync()) to sum
//! features up between beats; [`decompose`] and [`effects`] take music apart and change it.
//!
//! Time is the last axis. A spectrogram is `[n_bins, n_frames]` and lies frame by frame in memory.
//! What is indexed by frames travels with its [`FrameClock`]. What is written for one channel,
//! [`over_channels`] and [`over_spectrograms`] run on several.

#[cfg(feature = "audio")]
pub mod audio;
mod channels;
mod clock;
mod aggregate;
mod norm;
mod spectrum;
mod mel;
mod delta;
mod onset;
mod rhythm;
mod clicks;
mod feature;
mod sync;
pub mod decompose;
pub mod effects;

pub use ndarray;
pub use num_complex::Complex;
pub use onkai_core::{Error, MelScale, PadMode, Result, hz_to_mel, mel_to_hz};
pub use onkai_fft::{DctType, Norm as DctNorm};
pub use onkai_signal::{SavgolMode, Window};

pub use crate::aggregate::Aggregate;
pub use crate::channels::{over_channels, over_spectrograms};
pub use crate::clicks::{ClicksOptions, clicks};
pub use crate::clock::FrameClock;
pub use crate::delta::{DeltaOptions, delta};
pub use crate::feature::{
    RmsOptions, ZeroCrossingOptions, ZeroCrossingRateOptions, rms, rms_of_spectrogram,
    zero_crossing_rate, zero_crossings,
};
pub use crate::mel::{
    MelFilterBank, MelNorm, MelOptions, MelSpectrogramOptions, MelSpectrogramPlan, MfccOptions,
    MfccPlan, mel_frequencies, melspectrogram, mfcc, mfcc_from_db,
};
pub use crate::norm::{Norm, normalize};
pub use crate::onset::{
    OnsetDetectOptions, OnsetStrengthOptions, PeakPickOptions, onset_backtrack, onset_detect,
    onset_strength, onset_strength_from_db, peak_pick,
};
pub use crate::rhythm::{
    BeatTrack, BeatTrackOptions, TempoOptions, TempogramOptions, beat_track, tempo,
    tempo_frequencies, tempogram,
};
pub use crate::spectrum::{
    DbOptions, DbReference, IstftOptions, MagPhase, StftOptions, StftPlan, StftScratch,
    amplitude_to_db, db_to_amplitude, db_to_power, istft, magphase, power_to_db, stft,
};
pub use crate::sync::{FixFramesOptions, fix_frames, match_events, sync, sync_ranges};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
