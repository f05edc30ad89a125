//! Signals made from signals: `librosa.effects`.
//!
//! Reading order: [`hpss`] and its parts alone, [`time_stretch`] on its [`phase_vocoder`],
//! [`pitch_shift`], [`trim`] and [`split`] at silence, [`remix`], [`preemphasis`].
//!
//! Signals are `[..., n]`: time is the last axis, any others are channels, each treated by itself.

mod hpss;
mod phase_vocoder;
mod time_stretch;
mod pitch_shift;
mod silence;
mod remix;
mod emphasis;

pub use emphasis::{Emphasized, deemphasis, deemphasis_from, preemphasis, preemphasis_from};
pub use hpss::{EffectsHpssOptions, harmonic, hpss, percussive};
pub use phase_vocoder::phase_vocoder;
pub use pitch_shift::{PitchShiftOptions, pitch_shift};
pub use remix::remix;
pub use silence::{SilenceOptions, Trimmed, split, trim};
pub use time_stretch::time_stretch;
