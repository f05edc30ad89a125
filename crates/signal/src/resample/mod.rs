//! Band-limited change of the sample rate.
//!
//! Reading order: [`resample`] and its plan, the streaming [`Resampler`], then what both are made
//! of: the reduced ratio, the low-pass filter, its two realisations, and how a stream or a whole
//! channel goes through both.

mod plan;
mod stream;
mod ratio;
mod lowpass;
mod stage;
mod blocks;
mod interpolator;
mod cascade;
mod whole;

pub use self::plan::{ResamplePlan, resample};
pub use self::stream::Resampler;
