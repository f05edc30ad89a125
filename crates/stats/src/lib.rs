//! Distributions, summaries, tests and resampling; scipy.stats in Rust.
//!
//! Reading order: [`distributions`].

pub mod distributions;

pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
