//! Splines as sums of B-splines, and what makes them of data.

mod basis;
mod spline;
mod calculus;
mod insert;
mod design;
mod knots;
mod boundary;
mod make_interp;
mod periodic;
mod givens;
mod make_lsq;
mod make_smoothing;
mod reinsch;
mod gcv;
mod bounded_minimum;

pub(crate) use basis::{KnotFinder, basis_derivatives};
pub(crate) use givens::BandQr;
pub(crate) use knots::not_a_knot;
pub(crate) use make_lsq::Data;

pub use boundary::{EndDerivative, SplineBoundary};
pub use design::DesignMatrix;
pub use make_interp::{InterpSplineOptions, make_interp_spline};
pub use make_lsq::{LsqSplineOptions, make_lsq_spline};
pub use make_smoothing::{SmoothingSplineOptions, make_smoothing_spline};
pub use spline::BSpline;
