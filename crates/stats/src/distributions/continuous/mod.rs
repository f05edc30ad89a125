//! Continuous distributions: `scipy.stats.norm`, `gamma`, `t` and the others.
//!
//! Reading order: [`Continuous`], what a distribution can do; [`ContinuousShape`], what makes one;
//! [`LocScale`], one that is moved and stretched; then the families.

mod distribution;
mod shape;
mod loc_scale;
mod normal;
mod truncated_normal;
mod uniform;
mod exponential;
mod gamma;
mod beta;
mod student;

pub use beta::{Beta, BetaPrime, F};
pub use distribution::Continuous;
pub use exponential::{Exponential, Gompertz, Laplace, LogLaplace, TruncatedExponential};
pub use gamma::{ChiSquared, Erlang, Gamma, InverseGamma};
pub use loc_scale::LocScale;
pub use normal::{FoldedNormal, HalfNormal, LogNormal, Normal};
pub use shape::{ContinuousShape, Moments, Support};
pub use student::{Cauchy, HalfCauchy, StudentT};
pub use truncated_normal::TruncatedNormal;
pub use uniform::{Bradford, LogUniform, PowerLaw, Triangular, Uniform};
