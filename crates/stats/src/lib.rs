//! Distributions, summaries, tests and resampling; scipy.stats in Rust.
//!
//! Functions take one sample; [`over_axis`] lifts them to an axis of an array, and [`NanPolicy`] says
//! what becomes of NaN. A sample may be of single or double precision.
//!
//! Reading order: [`distributions`]; [`NanPolicy`] and the summaries, quantiles, histograms, ranks;
//! tests of hypotheses, correlation, resampling, transformations.

pub mod distributions;
mod summary;
mod quantile;
mod histogram;
mod rank;
mod hypothesis;
mod correlation;
mod resampling;
mod transform;

pub use onkai_core::{Error, Result};

pub use crate::correlation::*;
pub use crate::histogram::*;
pub use crate::hypothesis::*;
pub use crate::quantile::*;
pub use crate::rank::*;
pub use crate::resampling::*;
pub use crate::summary::*;
pub use crate::transform::*;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
