//! Distributions, summaries, tests and resampling; scipy.stats in Rust.
//!
//! Functions take one sample; [`over_axis`] lifts them to an axis of an array, and [`NanPolicy`] says
//! what becomes of NaN. A sample may be of single or double precision.
//!
//! Reading order:
//!
//! 1. Distributions: [`Continuous`], [`Discrete`], [`Fit`]; all of them are in [`distributions`].
//! 2. One sample: [`describe`] and the other summaries, [`NanPolicy`], [`over_axis`], [`quantile()`],
//!    [`histogram()`], [`rankdata`].
//! 3. Tests of hypotheses: [`Alternative`] and [`TestResult`], then [`ttest_ind`] and the others.
//! 4. Correlation and regression: [`pearsonr`], [`linregress`].
//! 5. Resampling: [`bootstrap`], [`permutation_test`], [`monte_carlo_test`].
//! 6. Transformations and distances: [`boxcox`], [`wasserstein_distance`].
//!
//! Functions have SciPy's names. A distribution has its full one (`norm` is [`Normal`], `t`
//! [`StudentT`]) and is found by SciPy's in a search.

pub mod distributions;
mod summary;
mod quantile;
mod histogram;
mod rank;
mod hypothesis;
mod correlation;
mod resampling;
mod transform;

pub use onkai_core::{Error, Result};

pub use crate::correlation::*;
pub use crate::distributions::continuous::{
    Beta, ChiSquared, Continuous, Exponential, F, Gamma, LogNormal, Normal, StudentT, Uniform,
};
pub use crate::distributions::discrete::{Binomial, Discrete, Poisson};
pub use crate::distributions::fit::{Fit, FitOptions};
pub use crate::distributions::multivariate::{GaussianKde, KdeOptions, MultivariateNormal};
pub use crate::histogram::*;
pub use crate::hypothesis::*;
pub use crate::quantile::*;
pub use crate::rank::*;
pub use crate::resampling::*;
pub use crate::summary::*;
pub use crate::transform::*;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
