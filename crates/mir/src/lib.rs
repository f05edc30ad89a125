//! Music analysis: librosa in Rust.
//!
//! Reading order, which is that of an analysis: `audio::load` (feature `audio`), [`stft`] and what
//! is made of it ([`melspectrogram`], [`mfcc`], [`delta`]), [`onset_strength`] and
//! [`onset_detect`], [`tempo`] and [`beat_track`], [`clicks`] to hear the result, [`sync`](sync()) to sum
//! features up between beats; [`decompose`] and [`effects`] take music apart and change it. [`hz_to_note`]
//! and its kin name what was found ([`notation`]), [`sonify`] makes it heard, [`util`] has small tools for
//! arrays.
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
mod convert;
mod time_domain;
pub mod notation;
pub mod sonify;
pub mod util;

pub use ndarray;
pub use num_complex::Complex;
pub use onkai_core::{Error, MelScale, PadMode, Result, hz_to_mel, mel_to_hz};
pub use onkai_fft::{DctType, Norm as DctNorm};
pub use onkai_signal::{SavgolMode, Window};

pub use crate::aggregate::Aggregate;
pub use crate::channels::{over_channels, over_spectrograms};
pub use crate::clicks::{ClicksOptions, clicks};
pub use crate::clock::FrameClock;
pub use crate::convert::{
    NoteOptions, a4_to_tuning, fft_frequencies, hz_to_midi, hz_to_note, hz_to_octs, midi_to_hz,
    midi_to_note, note_to_hz, note_to_midi, octs_to_hz, tuning_to_a4,
};
pub use crate::delta::{DeltaOptions, delta};
pub use crate::feature::{
    RmsOptions, ZeroCrossingOptions, ZeroCrossingRateOptions, rms, rms_of_spectrogram,
    zero_crossing_rate, zero_crossings,
};
pub use crate::mel::{
    MelFilterBank, MelNorm, MelOptions, MelSpectrogramOptions, MelSpectrogramPlan, MfccOptions,
    MfccPlan, mel_frequencies, melspectrogram, mfcc, mfcc_from_db,
};
pub use crate::norm::{Norm, NormalizeOptions, ShortLanes, normalize, normalize_with};
pub use crate::onset::{
    OnsetDetectOptions, OnsetStrengthOptions, PeakPickOptions, onset_backtrack, onset_detect,
    onset_strength, onset_strength_from_db, peak_pick,
};
pub use crate::rhythm::{
    BeatTrack, BeatTrackOptions, TempoOptions, TempogramOptions, beat_track, tempo,
    tempo_frequencies, tempogram,
};
pub use crate::spectrum::{
    DbOptions, DbReference, IstftOptions, MagPhase, StftOptions, StftPlan, StftScratch, Weighting,
    amplitude_to_db, db_to_amplitude, db_to_power, frequency_weighting, istft, magphase,
    multi_frequency_weighting, perceptual_weighting, power_to_db, stft,
};
pub use crate::sync::{
    FixFramesOptions, MatchSide, fix_frames, index_to_ranges, match_events, match_events_on,
    match_intervals, sync, sync_ranges,
};
pub use crate::time_domain::{
    ChirpOptions, ClickSoundOptions, ToneOptions, autocorrelate, chirp, click_sound, click_track,
    duration, duration_of_spectrogram, lpc, mu_compress, mu_compress_quantized, mu_expand,
    mu_expand_quantized, tone,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
