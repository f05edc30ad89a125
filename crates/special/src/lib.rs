//! Special functions of real and complex arguments; scipy.special in Rust.
//!
//! Every function takes numbers and gives a number: `gamma(0.5)`. Real functions take `f32` and
//! `f64`; they are computed in double precision and rounded once, so that `f32` in gives `f32` out,
//! correct to its last place but for rare ties. Where SciPy takes complex numbers, so do they: see
//! [`Argument`]. A value that does not exist is NaN, as is one that no method here can compute.
//!
//! [`map`] calls a function on each element of an array, [`par_map`] does so on all cores.
//!
//! How far each function is from the exact value stands in the accuracy table of the
//! documentation; no error there exceeds 1e-13 in the ordinary range and 1e-11 elsewhere.
//!
//! Reading order: [`Argument`], [`map`], then the families. Each family's `mod.rs` lists its
//! functions; what several need (double-double arithmetic, series) stands before them.

mod argument;
mod arrays;
mod double_double;
mod series;
mod trigonometry;
mod gamma;
mod incomplete;
mod error_function;
mod bessel;
mod elliptic;
mod integral;
mod hypergeometric;
mod polynomial;
mod statistics;

pub use num_complex::Complex;
pub use onkai_core::{Error, Real, Result};

pub use crate::argument::Argument;
pub use crate::arrays::{map, par_map};
pub use crate::bessel::*;
pub use crate::elliptic::*;
pub use crate::error_function::*;
pub use crate::gamma::*;
pub use crate::hypergeometric::*;
pub use crate::incomplete::*;
pub use crate::integral::*;
pub use crate::polynomial::*;
pub use crate::statistics::*;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
