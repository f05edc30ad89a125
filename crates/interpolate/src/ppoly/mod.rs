//! Piecewise polynomials.

mod piecewise;
mod calculus;
mod integral;
mod roots;
mod real_roots;

pub use piecewise::PPoly;
pub use roots::RootOptions;
