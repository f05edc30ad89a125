//! Piecewise cubics through given points.

mod curve;
mod hermite;
mod boundary;
mod slopes;
mod spline;
mod pchip;
mod akima;

pub use akima::{Akima1DInterpolator, AkimaMethod};
pub use boundary::{CubicBoundary, CubicSplineOptions, EndCondition};
pub use hermite::CubicHermiteSpline;
pub use pchip::PchipInterpolator;
pub(crate) use spline::check_period;

pub use spline::CubicSpline;
