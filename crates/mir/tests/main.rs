//! Golden values of onkai-mir: librosa 0.11.0 and `mir_eval` 0.8.2 on the same samples.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod signals;
mod spectra;
mod mel;
mod rhythm;
mod rhythm_more;
mod harmonic;
mod pitch;
mod sequence;
mod effects;
mod notation;
mod weighting;
mod sonify;
mod util;
mod decompose;
mod spectral_features;
mod features;
mod tuning;
mod constant_q;
mod chroma;
#[cfg(feature = "audio")]
mod audio;
