//! The short-time Fourier transform and its inverse.
//!
//! Reading order: [`ShortTimeFft`] and how it is made, its transform, the inverse, and which slices there
//! are at which times and frequencies.

mod plan;
mod forward;
mod inverse;
mod slices;

pub use self::forward::StftRange;
pub use self::plan::{FftMode, ShortTimeFft, ShortTimeFftOptions, StftScaling};
pub use self::slices::{BorderSlice, StftExtent};
