//! Filters: what becomes of a sample depends on those about it.

mod blocks;
mod doubling;
mod extremum;
mod uniform;
mod correlate;
mod gaussian;
mod derivatives;
mod network;
mod shared_windows;
mod median;
mod ordinals;
mod rank;
mod generic;

pub use correlate::{convolve, convolve1d, correlate, correlate1d};
pub use derivatives::{gaussian_gradient_magnitude, gaussian_laplace, laplace, prewitt, sobel};
pub use extremum::{maximum_filter, maximum_filter1d, minimum_filter, minimum_filter1d};
pub use gaussian::{GaussianOptions, gaussian_filter, gaussian_filter1d};
pub use generic::generic_filter;
pub use median::{median_filter, median_filter1d};
pub use rank::{percentile_filter, rank_filter};
pub use uniform::{uniform_filter, uniform_filter1d};

pub(crate) use extremum::{Extremum, extremum_filter, sloped_extremum};
