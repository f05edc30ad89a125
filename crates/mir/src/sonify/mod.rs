//! What an analysis found, to be heard: `mir_eval.sonify`.
//!
//! [`clicks`] at times, [`time_frequency`] of any picture of tones, [`chroma`] of pitch classes, and
//! [`pitch_contour`] of a melody.

mod times;
mod waveform;
mod envelope;
mod time_frequency;
mod chroma;
mod pitch_contour;

pub use self::chroma::chroma;
pub use self::pitch_contour::{PitchContourOptions, pitch_contour};
pub use self::time_frequency::{TimeFrequencyOptions, time_frequency};
pub use self::times::Times;
pub use self::waveform::Waveform;
pub use crate::clicks::{ClicksOptions, clicks};
