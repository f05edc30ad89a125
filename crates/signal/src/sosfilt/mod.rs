//! Filters in second-order sections.

mod filter;
mod streaming;
pub(crate) mod steady_state;
mod kernels;

pub use crate::sosfilt::filter::{SosFiltered, sosfilt, sosfilt_with_state};
pub use crate::sosfilt::steady_state::sosfilt_zi;
pub use crate::sosfilt::streaming::SosFilter;
