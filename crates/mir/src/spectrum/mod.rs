//! From samples to spectrograms and back.

mod stft;
mod istft;
mod magphase;
mod decibel;

pub use self::decibel::{
    DbOptions, DbReference, amplitude_to_db, db_to_amplitude, db_to_power, power_to_db,
};
pub(crate) use self::istft::IstftPlan;
pub use self::istft::{IstftOptions, istft};
pub use self::magphase::{MagPhase, magphase};
pub use self::stft::{StftOptions, StftPlan, StftScratch, stft};
