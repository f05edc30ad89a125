//! Interpolation of values at points of a line, by the nearest value up to cubic splines.

mod kind;
mod interpolator;
mod steps;

pub use interpolator::{Interp1d, Interp1dOptions, OutOfRange};
pub use kind::Interp1dKind;
