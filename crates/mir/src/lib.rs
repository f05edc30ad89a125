//! Music analysis: librosa in Rust.
//!
//! Reading order, which is that of an analysis: `audio::load` (feature `audio`), [`stft`] and what
//! is made of it ([`melspectrogram`], [`mfcc`], [`delta`]), [`cqt`] and what folds octaves
//! ([`chroma_cqt`], [`tonnetz`]), [`onset_strength`] and
//! [`onset_detect`], [`tempo`] and [`beat_track`], [`clicks`] to hear the result, [`sync`](sync()) to sum
//! features up between beats; [`pyin`] for the pitch of a voice, [`viterbi`] and [`dtw`] for sequences;
//! [`decompose`], [`segment`] and [`effects`] take music apart, find where it repeats itself, and change it.
//! [`hz_to_note`] and its kin name what was found ([`notation`]), [`sonify`] makes it heard, [`util`] has small
//! tools for arrays.
//!
//! [`demo`] has a clip to try all this with.
//!
//! Time is the last axis. A spectrogram is `[n_bins, n_frames]` and lies frame by frame in memory.
//! What is indexed by frames travels with its [`FrameClock`]. What is written for one channel,
//! [`over_channels`] and [`over_spectrograms`] run on several.

#[cfg(feature = "audio")]
pub mod audio;
mod channels;
mod filter_frames;
mod frame_rows;
mod clock;
mod aggregate;
mod norm;
mod sparse_rows;
mod spectrum;
mod mel;
mod tuning;
mod constant_q;
mod chroma;
mod delta;
mod onset;
mod harmonic;
mod rhythm;
mod sequence;
mod pitch;
mod clicks;
mod feature;
mod inverse;
mod sync;
pub mod decompose;
pub mod segment;
pub mod effects;
mod convert;
mod time_domain;
pub mod notation;
pub mod sonify;
pub mod util;
pub mod demo;

pub use ndarray;
pub use num_complex::Complex;
pub use onkai_core::{Error, MelScale, PadMode, Result, hz_to_mel, mel_to_hz};
pub use onkai_fft::{DctType, Norm as DctNorm};
pub use onkai_interpolate::Interp1dKind;
pub use onkai_signal::{SavgolMode, Window};
pub use onkai_spatial::distance::Metric;

pub use crate::aggregate::Aggregate;
pub use crate::channels::{over_channels, over_spectrograms};
pub use crate::chroma::{
    ChromaCensOptions, ChromaCqtMode, ChromaCqtOptions, ChromaFilterBank, ChromaFilterOptions,
    ChromaStftOptions, ChromaVqtOptions, CqToChromaOptions, chroma_cens,
    chroma_cens_of_spectrogram, chroma_cqt, chroma_cqt_of_spectrogram, chroma_stft,
    chroma_stft_of_spectrogram, chroma_vqt, chroma_vqt_of_spectrogram, cq_to_chroma, tonnetz,
    tonnetz_of_chroma,
};
pub use crate::clicks::{ClicksOptions, clicks};
pub use crate::clock::FrameClock;
pub use crate::constant_q::{
    CqtOptions, CqtPhase, CqtPlan, CqtResampler, GriffinLimCqtOptions, IcqtOptions, IcqtPlan,
    IntervalOptions, Intervals, VqtOptions, WaveletBasis, WaveletLengths, WaveletOptions, Wavelets,
    cqt, cqt_frequencies, griffinlim_cqt, hybrid_cqt, icqt, interval_frequencies, plimit_intervals,
    pseudo_cqt, pythagorean_intervals, vqt, wavelet, wavelet_lengths,
};
pub use crate::convert::{
    NoteOptions, a4_to_tuning, fft_frequencies, hz_to_midi, hz_to_note, hz_to_octs, midi_to_hz,
    midi_to_note, note_to_hz, note_to_midi, octs_to_hz, tuning_to_a4,
};
pub use crate::delta::{DeltaOptions, delta};
pub use crate::feature::{
    BinFrequencies, PolyFeaturesOptions, RmsOptions, SpectralBandwidthOptions,
    SpectralCentroidOptions, SpectralContrastOptions, SpectralFlatnessOptions,
    SpectralRolloffOptions, StackMemoryOptions, ZeroCrossingOptions, ZeroCrossingRateOptions,
    poly_features, poly_features_of_spectrogram, rms, rms_of_spectrogram, spectral_bandwidth,
    spectral_bandwidth_of_spectrogram, spectral_centroid, spectral_centroid_of_spectrogram,
    spectral_contrast, spectral_contrast_of_spectrogram, spectral_flatness,
    spectral_flatness_of_spectrogram, spectral_rolloff, spectral_rolloff_of_spectrogram,
    stack_memory, zero_crossing_rate, zero_crossings,
};
pub use crate::harmonic::{
    FrequencyGrid, HarmonicOptions, SalienceOptions, f0_harmonics, interp_harmonics, salience,
};
pub use crate::inverse::{
    NonNegativeFit, mel_to_audio, mel_to_stft, mfcc_to_audio, mfcc_to_mel, nnls,
};
pub use crate::mel::{
    MelFilterBank, MelNorm, MelOptions, MelSpectrogramOptions, MelSpectrogramPlan, MfccOptions,
    MfccPlan, mel_frequencies, melspectrogram, mfcc, mfcc_from_db,
};
pub use crate::norm::{Norm, NormalizeOptions, ShortLanes, normalize, normalize_with};
pub use crate::onset::{
    OnsetChannels, OnsetDetectOptions, OnsetStrengthOptions, PeakPickOptions, onset_backtrack,
    onset_detect, onset_strength, onset_strength_from_db, onset_strength_multi,
    onset_strength_multi_from_db, peak_pick,
};
pub use crate::pitch::{
    PitchSearch, Pyin, PyinOptions, PyinPlan, UnvoicedFill, YinOptions, YinPlan, pyin, yin,
};
pub use crate::rhythm::{
    BeatTrack, BeatTrackOptions, FourierTempogramOptions, PlpOptions, TempoOptions, TempoPrior,
    TempogramOptions, TempogramRatioOptions, beat_track, beat_track_at_tempo,
    fourier_tempo_frequencies, fourier_tempogram, plp, tempo, tempo_frequencies,
    tempo_of_tempogram, tempo_per_frame, tempo_per_frame_of_tempogram, tempogram, tempogram_ratio,
};
pub use crate::sequence::{
    Alignment, BinaryPaths, DtwOptions, DtwStep, Rqa, RqaOptions, StatePath, StatePriors, dtw,
    dtw_of_costs, rqa, transition_cycle, transition_local, transition_loop, transition_uniform,
    viterbi, viterbi_binary, viterbi_discriminative,
};
pub use crate::spectrum::{
    DbOptions, DbReference, GriffinLimInit, GriffinLimOptions, IstftOptions, IstftPlan,
    IstftScratch, MagPhase, PcenBlock, PcenOptions, StftOptions, StftPlan, StftScratch, Weighting,
    amplitude_to_db, db_to_amplitude, db_to_power, frequency_weighting, griffinlim, istft,
    magphase, multi_frequency_weighting, pcen, pcen_with_state, perceptual_weighting, power_to_db,
    stft,
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
pub use crate::tuning::{
    EstimateTuningOptions, PiptrackOptions, PitchReference, Pitches, Tuning, estimate_tuning,
    estimate_tuning_of_spectrogram, piptrack, piptrack_of_spectrogram, pitch_tuning,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
