//! Where music repeats itself: `librosa.segment`.
//!
//! Reading order: [`recurrence_matrix`] and its options, the [`Recurrence`] that it returns.

mod recurrence;
mod links;
mod neighbors;
mod bandwidth;

pub use bandwidth::Bandwidth;
pub use links::Recurrence;
pub use onkai_spatial::distance::Metric;
pub use recurrence::{RecurrenceMode, RecurrenceOptions, recurrence_matrix};
