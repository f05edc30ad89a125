//! Distributions, summaries, tests and resampling; scipy.stats in Rust.
//!
//! Functions take one sample; [`over_axis`] lifts them to an axis of an array, and [`NanPolicy`] says
//! what becomes of NaN. A sample may be of single or double precision.
//!
//! Reading order: [`NanPolicy`] and the summaries, quantiles, histograms, ranks.

mod summary;
mod quantile;
mod histogram;
mod rank;

pub use onkai_core::{Error, Result};

pub use crate::histogram::*;
pub use crate::quantile::*;
pub use crate::rank::*;
pub use crate::summary::*;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
