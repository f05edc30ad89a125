//! Where notes begin.

mod strength;
mod strength_multi;
mod peaks;
mod detect;
mod backtrack;

pub use self::backtrack::onset_backtrack;
pub use self::detect::{OnsetDetectOptions, onset_detect};
pub use self::peaks::{PeakPickOptions, peak_pick};
pub use self::strength::{OnsetStrengthOptions, onset_strength, onset_strength_from_db};
pub use self::strength_multi::{OnsetChannels, onset_strength_multi, onset_strength_multi_from_db};
