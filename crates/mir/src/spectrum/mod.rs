//! From samples to spectrograms and back.

mod stft;
mod synthesis;
mod istft;
mod griffin_lim;
mod magphase;
mod decibel;
mod weighting;
mod pcen;

pub use self::decibel::{
    DbOptions, DbReference, amplitude_to_db, db_to_amplitude, db_to_power, power_to_db,
};
pub use self::griffin_lim::{GriffinLimInit, GriffinLimOptions, griffinlim};
pub use self::istft::{IstftOptions, IstftPlan, IstftScratch, istft};
pub use self::magphase::{MagPhase, magphase};
pub use self::pcen::{PcenBlock, PcenOptions, pcen, pcen_with_state};
pub use self::stft::{StftOptions, StftPlan, StftScratch, stft};
pub(crate) use self::synthesis::Synthesis;
pub use self::weighting::{
    Weighting, frequency_weighting, multi_frequency_weighting, perceptual_weighting,
};
