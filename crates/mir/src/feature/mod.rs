//! Numbers that describe each frame: `librosa.feature`.

mod framing;
mod rms;
mod zero_crossings;

pub(crate) use framing::Framing;
pub use rms::{RmsOptions, rms, rms_of_spectrogram};
pub use zero_crossings::{
    ZeroCrossingOptions, ZeroCrossingRateOptions, zero_crossing_rate, zero_crossings,
};
