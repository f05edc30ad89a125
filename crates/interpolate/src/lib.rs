//! Interpolation and splines: `scipy.interpolate`.
//!
//! Reading order: [`interp()`] and [`Interp1d`], which go through given points; [`PPoly`], piecewise
//! polynomials, and the cubic ones that go through points ([`CubicSpline`], [`PchipInterpolator`],
//! [`Akima1DInterpolator`], [`CubicHermiteSpline`]); [`BSpline`] and what makes splines of data
//! ([`make_interp_spline`], [`make_lsq_spline`], [`make_smoothing_spline`], [`make_splrep`]); single
//! polynomials ([`BarycentricInterpolator`], [`KroghInterpolator`]); more variables
//! ([`RegularGridInterpolator`], [`RBFInterpolator`]).
//!
//! Values may be arrays of any dimension with the points along one axis. A function evaluated at `m`
//! points gives an array of the same dimension with `m` in place of that axis' length.

mod layout;
mod check;
mod interval;
mod extrapolation;
mod interp;
mod interp1d;
mod ppoly;
mod cubic;
mod bspline;
mod splrep;
mod polynomial;
mod grid;
mod rbf;

pub use onkai_core::{Error, Result};

pub use crate::bspline::{
    BSpline, DesignMatrix, EndDerivative, InterpSplineOptions, LsqSplineOptions,
    SmoothingSplineOptions, SplineBoundary, make_interp_spline, make_lsq_spline,
    make_smoothing_spline,
};
pub use crate::cubic::{
    Akima1DInterpolator, AkimaMethod, CubicBoundary, CubicHermiteSpline, CubicSpline,
    CubicSplineOptions, EndCondition, PchipInterpolator,
};
pub use crate::extrapolation::Extrapolation;
pub use crate::grid::{GridMethod, GridOptions, OutOfGrid, RegularGridInterpolator, interpn};
pub use crate::interp::{InterpOptions, interp};
pub use crate::interp1d::{Interp1d, Interp1dKind, Interp1dOptions, OutOfRange};
pub use crate::polynomial::{BarycentricInterpolator, KroghInterpolator};
pub use crate::ppoly::{PPoly, RootOptions};
pub use crate::rbf::{RBFInterpolator, RbfKernel, RbfOptions, RbfPolynomial, RbfSmoothing};
pub use crate::splrep::{SmoothingFit, SplrepOptions, make_splrep};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
