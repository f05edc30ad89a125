//! Distributions of one and of several variables.
//!
//! Reading order: [`continuous`].

#[macro_use]
mod family;
mod numerics;
pub mod continuous;

pub use family::Family;
