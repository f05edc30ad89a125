//! What makes a continuous distribution: its density and tails in standard form.
//!
//! Counterpart of the methods that a subclass of `scipy.stats.rv_continuous` overrides.

use std::fmt::Debug;

use rand::{Rng, RngExt};

use crate::distributions::numerics::{
    default_entropy, default_moments, log_of_tail, log_tail_integral, solve_lower, solve_upper,
};

/// Below this a tail may have lost digits, and its logarithm is integrated anew.
const SMALL: f64 = 1e-290;

/// A continuous distribution in standard form (loc 0, scale 1).
///
/// Every implementor is [`Continuous`](super::Continuous): it can be moved and scaled, and has all
/// methods of a distribution. The functions here are called inside the support only; what lies
/// outside of it is dealt with before.
///
/// # Examples
///
/// A density of one's own: f(x) = 3 x² on \[0, 1\].
///
/// ```
/// use onkai_stats::distributions::continuous::{Continuous, ContinuousShape, Support};
///
/// #[derive(Clone, Debug)]
/// struct Square;
///
/// impl ContinuousShape for Square {
///     fn standard_support(&self) -> Support {
///         Support { low: 0.0, high: 1.0 }
///     }
///     fn log_density(&self, x: f64) -> f64 {
///         (3.0 * x * x).ln()
///     }
///     fn lower_tail(&self, x: f64) -> f64 {
///         x.powi(3)
///     }
///     fn upper_tail(&self, x: f64) -> f64 {
///         -(3.0 * x.ln()).exp_m1()
///     }
/// }
///
/// let moved = Square.at(10.0, 2.0)?;
/// assert!((moved.mean() - 11.5).abs() < 1e-12);
/// assert!((moved.ppf(0.125) - 11.0).abs() < 1e-12);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub trait ContinuousShape: Clone + Debug + Sync {
    /// Where the density is not zero.
    fn standard_support(&self) -> Support {
        Support { low: f64::NEG_INFINITY, high: f64::INFINITY }
    }

    /// The logarithm of the density.
    fn log_density(&self, x: f64) -> f64;

    /// The density.
    fn density(&self, x: f64) -> f64 {
        self.log_density(x).exp()
    }

    /// P(X ≤ x).
    fn lower_tail(&self, x: f64) -> f64;

    /// P(X > x), not by subtraction where digits would be lost.
    fn upper_tail(&self, x: f64) -> f64;

    /// Logarithm of P(X ≤ x); by quadrature where the tail underflows.
    fn log_lower_tail(&self, x: f64) -> f64 {
        let tail = self.lower_tail(x);
        if tail < SMALL && self.standard_support().low == f64::NEG_INFINITY {
            return log_tail_integral(|t| self.log_density(t), x, -1.0);
        }
        log_of_tail(tail, self.upper_tail(x))
    }

    /// Logarithm of P(X > x); by quadrature where the tail underflows.
    fn log_upper_tail(&self, x: f64) -> f64 {
        let tail = self.upper_tail(x);
        if tail < SMALL && self.standard_support().high == f64::INFINITY {
            return log_tail_integral(|t| self.log_density(t), x, 1.0);
        }
        log_of_tail(tail, self.lower_tail(x))
    }

    /// The x with P(X ≤ x) = p, 0 < p < 1; by a bracketed Newton iteration unless overridden.
    fn lower_quantile(&self, p: f64) -> f64 {
        solve_lower(self, p)
    }

    /// The x with P(X > x) = q, 0 < q < 1; by a bracketed Newton iteration unless overridden.
    fn upper_quantile(&self, q: f64) -> f64 {
        solve_upper(self, q)
    }

    /// Moments of this order and above do not exist.
    fn tail_index(&self) -> f64 {
        f64::INFINITY
    }

    /// Mean, variance, skewness and kurtosis; by quadrature unless overridden.
    fn standard_moments(&self) -> Moments {
        default_moments(self)
    }

    /// The differential entropy; by quadrature unless overridden.
    fn standard_entropy(&self) -> f64 {
        default_entropy(self)
    }

    /// One random number; by inversion unless overridden.
    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        // A multiple of 2^-53 between the ends, both of which are excluded.
        let bits = rng.random::<u64>() >> 12;
        let p = (bits as f64 + 0.5) / (1_u64 << 52) as f64;
        if p < 0.5 { self.lower_quantile(p) } else { self.upper_quantile(1.0 - p) }
    }
}

/// The ends of a distribution's support.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Support {
    /// Where it begins; -∞ if nowhere.
    pub low: f64,
    /// Where it ends; ∞ if nowhere.
    pub high: f64,
}

impl Support {
    /// From 0 to ∞.
    pub(crate) const POSITIVE: Self = Self { low: 0.0, high: f64::INFINITY };
    /// From 0 to 1.
    pub(crate) const UNIT: Self = Self { low: 0.0, high: 1.0 };
}

/// The first four moments; infinite or NaN where they do not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The expected value.
    pub mean: f64,
    /// The expected square of the distance from the mean.
    pub variance: f64,
    /// The third central moment, in units of the standard deviation.
    pub skewness: f64,
    /// The fourth central moment in units of the standard deviation, less 3 (excess kurtosis).
    pub kurtosis: f64,
}

impl Moments {
    /// Where the higher ones do not exist.
    pub(crate) fn from_mean_and_variance(mean: f64, variance: f64) -> Self {
        Self { mean, variance, skewness: f64::NAN, kurtosis: f64::NAN }
    }

    /// From E X, E X², E X³, E X⁴.
    pub(crate) fn from_raw(raw: [f64; 4]) -> Self {
        let [m1, m2, m3, m4] = raw;
        let variance = m2 - m1 * m1;
        let third = m3 - 3.0 * m1 * m2 + 2.0 * m1.powi(3);
        let fourth = m4 - 4.0 * m1 * m3 + 6.0 * m1 * m1 * m2 - 3.0 * m1.powi(4);
        Self {
            mean: m1,
            variance,
            skewness: third / variance.powf(1.5),
            kurtosis: fourth / (variance * variance) - 3.0,
        }
    }

    /// E X^n for n ≤ 4.
    pub(crate) fn raw(&self, n: u32) -> f64 {
        let (m, v) = (self.mean, self.variance);
        let third = self.skewness * v.powf(1.5);
        match n {
            0 => 1.0,
            1 => m,
            2 => v + m * m,
            3 => third + 3.0 * m * v + m.powi(3),
            _ => (self.kurtosis + 3.0) * v * v + 4.0 * m * third + 6.0 * m * m * v + m.powi(4),
        }
    }

    /// Those of -X.
    pub(crate) fn mirrored(self) -> Self {
        Self { mean: -self.mean, skewness: -self.skewness, ..self }
    }
}
