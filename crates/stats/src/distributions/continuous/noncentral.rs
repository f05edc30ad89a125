//! The noncentral χ² distribution and Rice's, its root for two degrees of freedom.
//!
//! Counterpart of `scipy.stats.ncx2` and `rice`.

use std::f64::consts::LN_2;

use rand::Rng;

use super::gamma::Gamma;
use super::normal::Normal;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{
    default_entropy, light_entropy, light_moments, log_poisson_term,
};

/// A term this much smaller than the sum ends it.
const NEGLIGIBLE: f64 = 1e-18;

family! {
    /// The distribution of the squared length of `df` normal variables whose means' squares add
    /// up to `nc`: a mixture of χ² distributions with Poisson's weights.
    ///
    /// ```text
    /// f(x) = Σ_j e^(-nc/2) (nc/2)^j / j! f_χ²(x; df + 2 j),   x ≥ 0
    /// ```
    ///
    /// All terms are positive, so that both tails keep their digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, NoncentralChiSquared};
    /// let ncx2 = NoncentralChiSquared::new(3.0, 2.0)?;
    /// assert_eq!([ncx2.mean(), ncx2.variance()], [5.0, 14.0]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    NoncentralChiSquared, "ncx2" {
        df: positive(df) => "positive and finite",
        nc: (0.0..f64::INFINITY).contains(&nc) => "finite and not negative",
    }
}

impl NoncentralChiSquared {
    /// One whose parameters have been checked.
    pub(crate) fn of(df: f64, nc: f64) -> Self {
        Self { df, nc }
    }

    /// Sums the mixture; `term` takes the logarithm of a weight and the gamma variable under it.
    fn mixture(&self, x: f64, term: impl Fn(f64, Gamma) -> f64) -> f64 {
        let (half_df, mean) = (0.5 * self.df, 0.5 * self.nc);
        let weighted = |j: f64| term(log_poisson_term(j, mean), Gamma::of(half_df + j));
        // The terms rise to one maximum and fall, between the mode of the weights and that of the
        // density's terms, where j (j + df/2) = nc x / 4.
        let b = half_df + 1.0;
        let mode = 0.5 * ((b * b + self.nc * x).sqrt() - b);
        let low = mode.min(mean).floor().max(0.0);
        let high = mode.max(mean).ceil();
        let mut sum = 0.0;
        let mut j = low;
        loop {
            let part = weighted(j);
            sum += part;
            if j >= high && part <= NEGLIGIBLE * sum {
                break;
            }
            j += 1.0;
        }
        j = low - 1.0;
        while j >= 0.0 {
            let part = weighted(j);
            sum += part;
            if part <= NEGLIGIBLE * sum {
                break;
            }
            j -= 1.0;
        }
        sum
    }
}

impl ContinuousShape for NoncentralChiSquared {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let (half, mean) = (0.5 * x, 0.5 * self.nc);
        if x == 0.0 {
            return Gamma::of(0.5 * self.df).log_density(0.0) - mean - LN_2;
        }
        // About the exponent of the largest term; taken out, so that the sum does not underflow.
        let reference = -(half.sqrt() - mean.sqrt()).powi(2);
        let sum = self.mixture(x, |log_weight, gamma| {
            (log_weight + gamma.log_density(half) - reference).exp()
        });
        sum.ln() + reference - LN_2
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.mixture(x, |log_weight, gamma| log_weight.exp() * gamma.lower_tail(0.5 * x)).min(1.0)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.mixture(x, |log_weight, gamma| log_weight.exp() * gamma.upper_tail(0.5 * x)).min(1.0)
    }

    fn standard_moments(&self) -> Moments {
        let Self { df, nc } = *self;
        let spread = df + 2.0 * nc;
        Moments {
            mean: df + nc,
            variance: 2.0 * spread,
            skewness: 8.0_f64.sqrt() * (df + 3.0 * nc) / spread.powf(1.5),
            kurtosis: 12.0 * (df + 4.0 * nc) / (spread * spread),
        }
    }

    fn standard_entropy(&self) -> f64 {
        // Too steep a pole has weight even where the density is infinite in double precision.
        if self.df < 0.5 { default_entropy(self) } else { light_entropy(self) }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let weight = if self.nc == 0.0 {
            0.0
        } else {
            rand_distr::Poisson::new(0.5 * self.nc)
                .map_or(f64::NAN, |poisson| rand_distr::Distribution::<f64>::sample(&poisson, rng))
        };
        2.0 * Gamma::of(0.5 * self.df + weight).draw(rng)
    }
}

family! {
    /// Rice's distribution of the length of a plane vector of normal variables about (b, 0).
    ///
    /// ```text
    /// f(x) = x exp(-(x² + b²)/2) I₀(x b),   x ≥ 0
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Rayleigh, Rice};
    /// assert!((Rice::new(0.0)?.cdf(1.5) - Rayleigh.cdf(1.5)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Rice, "rice" { b: (0.0..f64::INFINITY).contains(&b) => "finite and not negative" }
}

impl Rice {
    fn squared(self) -> NoncentralChiSquared {
        NoncentralChiSquared { df: 2.0, nc: self.b * self.b }
    }
}

impl ContinuousShape for Rice {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let bessel: f64 = onkai_special::i0e(x * self.b);
        x.ln() - 0.5 * (x - self.b).powi(2) + bessel.ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.squared().lower_tail(x * x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.squared().upper_tail(x * x)
    }

    fn standard_moments(&self) -> Moments {
        light_moments(self)
    }

    fn standard_entropy(&self) -> f64 {
        light_entropy(self)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        (Normal.draw(rng) + self.b).hypot(Normal.draw(rng))
    }
}
