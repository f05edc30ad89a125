//! Peaks: where a signal is higher than around it, and by how much.
//!
//! Reading order: [`find_peaks`], what is measured of peaks ([`peak_prominences`], [`peak_widths`]), and
//! extrema in a window ([`argrelextrema`]).

mod find;
mod border;
mod prominences;
mod widths;
mod extrema;
mod maxima;

pub use self::border::{Interval, PeakBound};
pub use self::extrema::{argrelextrema, argrelmax, argrelmin};
pub use self::find::{FindPeaksOptions, Peaks, find_peaks};
pub use self::prominences::{PeakProminences, peak_prominences};
pub use self::widths::{PeakWidths, peak_widths};
