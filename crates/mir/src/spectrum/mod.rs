//! From samples to spectrograms and back.

mod stft;
mod istft;
mod magphase;
mod decibel;
mod weighting;

pub use self::decibel::{
    DbOptions, DbReference, amplitude_to_db, db_to_amplitude, db_to_power, power_to_db,
};
pub(crate) use self::istft::IstftPlan;
pub use self::istft::{IstftOptions, istft};
pub use self::magphase::{MagPhase, magphase};
pub use self::stft::{StftOptions, StftPlan, StftScratch, stft};
pub use self::weighting::{
    Weighting, frequency_weighting, multi_frequency_weighting, perceptual_weighting,
};
