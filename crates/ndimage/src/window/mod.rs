//! Windows: what they cover, and how samples are brought to them.

mod sliding;
mod region;
mod lines;
mod padded;
mod fold;

pub use region::{FilterOptions, Window};
pub use sliding::SlidingOptions;

pub(crate) use fold::{Fold, fold_windows};
pub(crate) use lines::{LineFilter, filter_in_place, filter_lines};
pub(crate) use padded::{Padded, fill_rows};
pub(crate) use region::{Region, box_offsets, mirrored_origin};
pub(crate) use sliding::Sliding;
