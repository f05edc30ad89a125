//! Distributions, summaries, tests and resampling; scipy.stats in Rust.

pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
