//! What makes a discrete distribution: its probabilities and tails in standard form.
//!
//! Counterpart of the methods that a subclass of `scipy.stats.rv_discrete` overrides.

use std::fmt::Debug;

use rand::{Rng, RngExt};

use super::summation::{entropy_by_sum, moments_by_sum, search};
use crate::distributions::continuous::{Moments, Support};
use crate::distributions::numerics::log_of_tail;

/// A distribution on the whole numbers in standard form (loc 0).
///
/// Every implementor is [`Discrete`](super::Discrete). The functions here are called with whole
/// numbers of the support only.
///
/// # Examples
///
/// A die of one's own:
///
/// ```
/// use onkai_stats::distributions::continuous::Support;
/// use onkai_stats::distributions::discrete::{Discrete, DiscreteShape};
///
/// #[derive(Clone, Debug)]
/// struct Die;
///
/// impl DiscreteShape for Die {
///     fn standard_support(&self) -> Support {
///         Support { low: 1.0, high: 6.0 }
///     }
///     fn log_mass(&self, _: f64) -> f64 {
///         -6.0_f64.ln()
///     }
///     fn lower_tail(&self, k: f64) -> f64 {
///         k / 6.0
///     }
///     fn upper_tail(&self, k: f64) -> f64 {
///         (6.0 - k) / 6.0
///     }
/// }
/// assert!((Die.mean() - 3.5).abs() < 1e-14);
/// assert_eq!(Die.ppf(0.5), 3.0);
/// ```
pub trait DiscreteShape: Clone + Debug + Sync {
    /// The least and the greatest number of positive probability, infinite if there is none.
    fn standard_support(&self) -> Support;

    /// The logarithm of P(X = k).
    fn log_mass(&self, k: f64) -> f64;

    /// P(X ≤ k).
    fn lower_tail(&self, k: f64) -> f64;

    /// P(X > k), not by subtraction where digits would be lost.
    fn upper_tail(&self, k: f64) -> f64;

    /// Logarithm of P(X ≤ k).
    fn log_lower_tail(&self, k: f64) -> f64 {
        log_of_tail(self.lower_tail(k), self.upper_tail(k))
    }

    /// Logarithm of P(X > k).
    fn log_upper_tail(&self, k: f64) -> f64 {
        log_of_tail(self.upper_tail(k), self.lower_tail(k))
    }

    /// The least k with P(X ≤ k) ≥ p, 0 < p < 1; by bisection unless overridden.
    fn lower_quantile(&self, p: f64) -> f64 {
        search(self.standard_support(), |k| self.lower_tail(k) >= p)
    }

    /// The least k with P(X > k) ≤ q, 0 < q < 1; by bisection unless overridden.
    fn upper_quantile(&self, q: f64) -> f64 {
        search(self.standard_support(), |k| self.upper_tail(k) <= q)
    }

    /// Mean, variance, skewness and kurtosis; by summation unless overridden.
    fn standard_moments(&self) -> Moments {
        moments_by_sum(self)
    }

    /// The entropy in nats; by summation unless overridden.
    fn standard_entropy(&self) -> f64 {
        entropy_by_sum(self)
    }

    /// One random number; by inversion unless overridden.
    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let bits = rng.random::<u64>() >> 12;
        self.lower_quantile((bits as f64 + 0.5) / (1_u64 << 52) as f64)
    }
}
