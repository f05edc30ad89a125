//! Distributions of one and of several variables.
//!
//! Reading order: [`continuous`], [`discrete`], [`multivariate`], [`fit`].

#[macro_use]
mod family;
mod numerics;
pub mod continuous;
pub mod discrete;
pub mod fit;
pub mod multivariate;

pub use family::Family;
