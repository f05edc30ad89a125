//! Linear filters given by their difference equation.

mod filter;
mod streaming;
mod steady_state;
mod initial_state;
pub(crate) mod kernels;

pub use crate::lfilter::filter::{Lfiltered, lfilter, lfilter_with_state};
pub use crate::lfilter::initial_state::lfiltic;
pub use crate::lfilter::steady_state::lfilter_zi;
pub use crate::lfilter::streaming::LinearFilter;
