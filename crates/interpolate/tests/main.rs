//! Golden values and properties of onkai-interpolate.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sample;
mod talk;
mod points;
mod piecewise;
mod cubic;
mod bspline;
mod data;
mod smoothing;
mod polynomial;
mod several;
mod properties;
mod precision;
