//! Which frequencies music holds, and how far it is out of tune.
//!
//! Reading order: [`piptrack`], [`pitch_tuning`], and both together: [`estimate_tuning`].

mod piptrack;
mod pitch_tuning;
mod estimate;

pub use self::estimate::{
    EstimateTuningOptions, Tuning, estimate_tuning, estimate_tuning_of_spectrogram,
};
pub use self::piptrack::{
    PiptrackOptions, PitchReference, Pitches, piptrack, piptrack_of_spectrogram,
};
pub use self::pitch_tuning::pitch_tuning;
