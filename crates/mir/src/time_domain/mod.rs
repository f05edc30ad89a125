//! Signals made, measured and coded without a transform of frames.

mod autocorrelate;
mod lpc;
mod mu_law;
mod oscillator;
mod tone;
mod chirp;
mod click_track;
mod duration;

pub(crate) use self::oscillator::Oscillator;
pub(crate) use self::tone::silence;

pub use self::autocorrelate::autocorrelate;
pub use self::chirp::{ChirpOptions, chirp};
pub use self::click_track::{ClickSoundOptions, click_sound, click_track};
pub use self::duration::{duration, duration_of_spectrogram};
pub use self::lpc::lpc;
pub use self::mu_law::{mu_compress, mu_compress_quantized, mu_expand, mu_expand_quantized};
pub use self::tone::{ToneOptions, tone};
