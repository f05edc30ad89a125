//! Sliding median, maximum, minimum and mean along an axis: `scipy.ndimage` in Rust.
//!
//! Reading order: [`SlidingOptions`] with [`Boundary`], then [`maximum_filter1d`],
//! [`uniform_filter1d`] and [`median_filter1d`].

mod boundary;
mod sliding;
mod lines;
mod fold;
mod extremum;
mod uniform;
mod median;

pub use crate::boundary::Boundary;
pub use crate::extremum::{maximum_filter1d, minimum_filter1d};
pub use crate::median::median_filter1d;
pub use crate::sliding::SlidingOptions;
pub use crate::uniform::uniform_filter1d;
pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
