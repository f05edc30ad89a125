//! Discrete distributions: `scipy.stats.binom`, `poisson` and the others.
//!
//! Reading order: [`Discrete`], what a distribution can do; [`DiscreteShape`], what makes one;
//! then the families.

mod distribution;
mod shape;
mod summation;
mod trials;
mod urns;
mod decaying;

pub use decaying::{Boltzmann, DiscreteLaplace, DiscreteUniform, LogSeries, Planck, Skellam, Zipf};
pub use distribution::{Discrete, Shifted};
pub use shape::DiscreteShape;
pub use trials::{Bernoulli, Binomial, Geometric, NegativeBinomial, Poisson};
pub use urns::{BetaBinomial, Hypergeometric, NegativeHypergeometric};
