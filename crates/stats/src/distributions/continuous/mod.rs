//! Continuous distributions: `scipy.stats.norm`, `gamma`, `t` and the others.
//!
//! Reading order: [`Continuous`], what a distribution can do; [`ContinuousShape`], what makes one;
//! [`LocScale`], one that is moved and stretched; then the families.

mod distribution;
mod shape;
mod loc_scale;
mod normal;
mod truncated_normal;
mod skewed_normal;
mod johnson;
mod uniform;
mod circular;
mod exponential;
mod logistic;
mod extreme_value;
mod exponentiated;
mod pareto;
mod gamma;
mod powers_of_gamma;
mod beta;
mod student;
mod first_passage;
mod noncentral;
mod kolmogorov;

pub use beta::{Beta, BetaPrime, F};
pub use circular::{Arcsine, Cosine, Semicircular, VonMises};
pub use distribution::Continuous;
pub use exponential::{Exponential, Gompertz, Laplace, LogLaplace, TruncatedExponential};
pub use exponentiated::{ExponentialPower, ExponentiatedWeibull};
pub use extreme_value::{GeneralizedExtreme, GumbelLeft, GumbelRight, WeibullMax, WeibullMin};
pub use first_passage::{InverseGaussian, Levy, Moyal, Wald};
pub use gamma::{ChiSquared, Erlang, Gamma, InverseGamma};
pub use johnson::{JohnsonSb, JohnsonSu};
pub use kolmogorov::{KolmogorovLimit, KolmogorovOneSided, KolmogorovTwoSided};
pub use loc_scale::LocScale;
pub use logistic::{Burr, Burr12, Fisk, GeneralizedLogistic, HyperbolicSecant, Logistic};
pub use noncentral::{NoncentralChiSquared, Rice};
pub use normal::{FoldedNormal, HalfNormal, LogNormal, Normal};
pub use pareto::{GeneralizedPareto, Lomax, Pareto};
pub use powers_of_gamma::{Chi, GeneralizedNormal, Maxwell, Nakagami, Rayleigh};
pub use shape::{ContinuousShape, Moments, Support};
pub use skewed_normal::{ExponentialNormal, SkewNormal};
pub use student::{Cauchy, HalfCauchy, StudentT};
pub use truncated_normal::TruncatedNormal;
pub use uniform::{Bradford, LogUniform, PowerLaw, Triangular, Uniform};
