//! Times at which a Brownian motion arrives: inverse Gaussian, Wald's, Lévy's; and Moyal's.
//!
//! Counterpart of `scipy.stats.invgauss`, `wald`, `levy` and `moyal`.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, PI, SQRT_2};

use onkai_special::{erf, erfc, erfcinv, erfcx, erfinv, log_ndtr, ndtri};
use rand::{Rng, RngExt};

use super::extreme_value::APERY;
use super::normal::{LN_SQRT_2PI, Normal};
use super::powers_of_gamma::EULER_GAMMA;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

family! {
    /// The inverse Gaussian distribution: f(x) = exp(-(x - μ)² / (2 x μ²)) / √(2π x³), x > 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, InverseGaussian};
    /// let invgauss = InverseGaussian::new(0.5)?;
    /// assert_eq!([invgauss.mean(), invgauss.variance()], [0.5, 0.125]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// G. Giner, G. K. Smyth, "statmod: probability calculations for the inverse Gaussian
    /// distribution", R Journal 8(1), 2016. <https://doi.org/10.32614/RJ-2016-024>
    InverseGaussian, "invgauss" { mu: positive(mu) => "positive and finite" }
}

impl InverseGaussian {
    /// How far x lies beyond the mean and its mirror image, in standard deviations.
    fn distances(self, x: f64) -> (f64, f64) {
        let root = x.sqrt();
        ((x / self.mu - 1.0) / root, (x / self.mu + 1.0) / root)
    }
}

impl ContinuousShape for InverseGaussian {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        Normal.log_density(self.distances(x).0) - 1.5 * x.ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(x).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.log_upper_tail(x).exp()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        let (near, far) = self.distances(x);
        if near > 1.0 {
            return (-self.upper_tail(x)).ln_1p();
        }
        let direct: f64 = log_ndtr(near);
        // e^(2/μ) Φ(-far), whose exponents are those of φ(near).
        let reflected = (0.5 * erfcx(far * FRAC_1_SQRT_2)).ln() - 0.5 * near * near;
        direct + (reflected - direct).exp().ln_1p()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        let (near, far) = self.distances(x);
        let reflected: f64 = 0.5 * erfcx(far * FRAC_1_SQRT_2);
        if near > 0.0 {
            let direct: f64 = 0.5 * erfcx(near * FRAC_1_SQRT_2);
            return (direct - reflected).ln() - 0.5 * near * near;
        }
        let direct: f64 = log_ndtr(-near);
        direct + (-(reflected.ln() - 0.5 * near * near - direct).exp()).ln_1p()
    }

    fn standard_moments(&self) -> Moments {
        let mu = self.mu;
        Moments { mean: mu, variance: mu.powi(3), skewness: 3.0 * mu.sqrt(), kurtosis: 15.0 * mu }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        // J. R. Michael, W. R. Schucany, R. W. Haas, Amer. Statist. 30(2), 1976.
        let chi2 = Normal.draw(rng).powi(2);
        let half = 0.5 * self.mu * chi2;
        // The smaller root of the quadratic, written without cancellation.
        let x = self.mu / (1.0 + half + (half * (half + 2.0)).sqrt());
        if rng.random::<f64>() * (self.mu + x) <= self.mu { x } else { self.mu * (self.mu / x) }
    }
}

family! {
    /// Wald's distribution: the inverse Gaussian one with mean 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, InverseGaussian, Wald};
    /// assert_eq!(Wald.cdf(2.0), InverseGaussian::new(1.0)?.cdf(2.0));
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Wald, "wald"
}

impl Wald {
    const INVERSE_GAUSSIAN: InverseGaussian = InverseGaussian { mu: 1.0 };
}

impl ContinuousShape for Wald {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        Self::INVERSE_GAUSSIAN.log_density(x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        Self::INVERSE_GAUSSIAN.lower_tail(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        Self::INVERSE_GAUSSIAN.upper_tail(x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        Self::INVERSE_GAUSSIAN.log_lower_tail(x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        Self::INVERSE_GAUSSIAN.log_upper_tail(x)
    }

    fn standard_moments(&self) -> Moments {
        Self::INVERSE_GAUSSIAN.standard_moments()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Self::INVERSE_GAUSSIAN.draw(rng)
    }
}

family! {
    /// Lévy's distribution: f(x) = exp(-1 / (2 x)) / √(2π x³), x > 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Levy, Normal};
    /// assert!((Levy.cdf(0.25) - 2.0 * Normal.sf(2.0)).abs() < 1e-16);
    /// ```
    Levy, "levy"
}

impl ContinuousShape for Levy {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        -0.5 / x - 1.5 * x.ln() - LN_SQRT_2PI
    }

    fn lower_tail(&self, x: f64) -> f64 {
        erfc(1.0 / (2.0 * x).sqrt())
    }

    fn upper_tail(&self, x: f64) -> f64 {
        erf(1.0 / (2.0 * x).sqrt())
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x > 1.0 { (-self.upper_tail(x)).ln_1p() } else { LN_2 + log_ndtr(-1.0 / x.sqrt()) }
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        1.0 / ndtri(0.5 * p).powi(2)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        0.5 / erfinv(q).powi(2)
    }

    fn tail_index(&self) -> f64 {
        0.5
    }

    fn standard_entropy(&self) -> f64 {
        0.5 * (1.0 + 3.0 * EULER_GAMMA + (16.0 * PI).ln())
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        1.0 / Normal.draw(rng).powi(2)
    }
}

family! {
    /// Moyal's distribution of energy losses: f(x) = exp(-(x + e^-x) / 2) / √(2π).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Moyal};
    /// assert!((Moyal.mean() - 1.270_362_845_461_478).abs() < 1e-14);
    /// ```
    Moyal, "moyal"
}

impl ContinuousShape for Moyal {
    fn log_density(&self, x: f64) -> f64 {
        -0.5 * (x + (-x).exp()) - LN_SQRT_2PI
    }

    fn lower_tail(&self, x: f64) -> f64 {
        erfc((-0.5 * x).exp() / SQRT_2)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        erf((-0.5 * x).exp() / SQRT_2)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x > 1.0 { (-self.upper_tail(x)).ln_1p() } else { LN_2 + log_ndtr(-(-0.5 * x).exp()) }
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        -2.0 * (SQRT_2 * erfcinv(p)).ln()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -2.0 * (SQRT_2 * erfinv(q)).ln()
    }

    fn standard_moments(&self) -> Moments {
        Moments {
            mean: EULER_GAMMA + LN_2,
            variance: 0.5 * PI * PI,
            skewness: 28.0 * SQRT_2 * APERY / PI.powi(3),
            kurtosis: 4.0,
        }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        -2.0 * Normal.draw(rng).abs().ln()
    }
}
