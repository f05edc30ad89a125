//! What filters do to each frequency.

mod digital;
mod analog;
mod delay;

pub use crate::response::analog::{FreqsPoints, freqs, freqs_zpk};
pub use crate::response::delay::{GroupDelay, group_delay};
pub use crate::response::digital::{
    FrequencyResponse, FreqzOptions, FreqzPoints, freqz, freqz_sos, freqz_zpk,
};
