//! Interpolation and splines; scipy.interpolate in Rust.

pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
