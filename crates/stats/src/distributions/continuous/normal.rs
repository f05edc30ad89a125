//! The normal distribution and its transforms: log-normal, half-normal, folded.
//!
//! Counterpart of `scipy.stats.norm`, `lognorm`, `halfnorm` and `foldnorm`.

use std::f64::consts::{FRAC_2_PI, LN_2, PI, SQRT_2};

use onkai_special::{erf, erfc, erfinv, log_ndtr, ndtr, ndtri};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{finite_integral, log_normal_interval};

/// 1 / √(2π)
const DENSITY_AT_ZERO: f64 = 0.398_942_280_401_432_7;
/// ln √(2π)
pub(crate) const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;

family! {
    /// The normal distribution: f(x) = exp(-x² / 2) / √(2π).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Normal};
    /// assert_eq!(Normal.pdf(0.0), 0.3989422804014327);
    /// assert!((Normal.isf(1e-300) - 37.047_096_299_361_2).abs() < 1e-12);
    /// ```
    Normal, "norm"
}

impl ContinuousShape for Normal {
    fn log_density(&self, x: f64) -> f64 {
        -0.5 * x * x - LN_SQRT_2PI
    }

    #[inline]
    fn density(&self, x: f64) -> f64 {
        DENSITY_AT_ZERO * (-0.5 * x * x).exp()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        ndtr(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(-x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_ndtr(x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_ndtr(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        ndtri(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -ndtri(q)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.0, variance: 1.0, skewness: 0.0, kurtosis: 0.0 }
    }

    fn standard_entropy(&self) -> f64 {
        LN_SQRT_2PI + 0.5
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        rng.sample(StandardNormal)
    }
}

family! {
    /// The distribution of exp(s Z), Z standard normal: f(x) = exp(-ln² x / (2 s²)) / (s x √(2π)).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, LogNormal};
    /// let lognorm = LogNormal::new(0.5)?.at(0.0, 3.0)?;
    /// assert!((lognorm.median() - 3.0).abs() < 1e-14);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    LogNormal, "lognorm" { s: positive(s) => "positive and finite" }
}

impl ContinuousShape for LogNormal {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        let log = x.ln();
        Normal.log_density(log / self.s) - self.s.ln() - log
    }

    fn lower_tail(&self, x: f64) -> f64 {
        ndtr(x.ln() / self.s)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(-x.ln() / self.s)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_ndtr(x.ln() / self.s)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_ndtr(-x.ln() / self.s)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (self.s * ndtri(p)).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-self.s * ndtri(q)).exp()
    }

    fn standard_moments(&self) -> Moments {
        let squared = self.s * self.s;
        let (p, p_less_1) = (squared.exp(), squared.exp_m1());
        Moments {
            mean: (0.5 * squared).exp(),
            variance: p * p_less_1,
            skewness: p_less_1.sqrt() * (2.0 + p),
            // p⁴ + 2p³ + 3p² - 6 with the root p = 1 taken out.
            kurtosis: p_less_1 * (((p + 3.0) * p + 6.0) * p + 6.0),
        }
    }

    fn standard_entropy(&self) -> f64 {
        LN_SQRT_2PI + 0.5 + self.s.ln()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        (self.s * Normal.draw(rng)).exp()
    }
}

family! {
    /// The distribution of |Z|, Z standard normal: f(x) = √(2/π) exp(-x² / 2), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, HalfNormal, Normal};
    /// assert!((HalfNormal.sf(2.0) - 2.0 * Normal.sf(2.0)).abs() < 1e-16);
    /// ```
    HalfNormal, "halfnorm"
}

impl ContinuousShape for HalfNormal {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        Normal.log_density(x) + LN_2
    }

    fn lower_tail(&self, x: f64) -> f64 {
        erf(x / SQRT_2)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        erfc(x / SQRT_2)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        if x < 0.5 { (-self.lower_tail(x)).ln_1p() } else { log_ndtr(-x) + LN_2 }
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        SQRT_2 * erfinv(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -ndtri(0.5 * q)
    }

    fn standard_moments(&self) -> Moments {
        Moments {
            mean: FRAC_2_PI.sqrt(),
            variance: 1.0 - FRAC_2_PI,
            skewness: SQRT_2 * (4.0 - PI) / (PI - 2.0).powf(1.5),
            kurtosis: 8.0 * (PI - 3.0) / (PI - 2.0).powi(2),
        }
    }

    fn standard_entropy(&self) -> f64 {
        LN_SQRT_2PI + 0.5 - LN_2
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Normal.draw(rng).abs()
    }
}

family! {
    /// The distribution of |Z + c|, Z standard normal: f(x) = φ(x - c) + φ(x + c), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, FoldedNormal, HalfNormal};
    /// assert!((FoldedNormal::new(0.0)?.cdf(1.0) - HalfNormal.cdf(1.0)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    FoldedNormal, "foldnorm" { c: (0.0..f64::INFINITY).contains(&c) => "finite and not negative" }
}

impl ContinuousShape for FoldedNormal {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        Normal.log_density(x - self.c) + (-2.0 * x * self.c).exp().ln_1p()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(x).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(self.c - x) + ndtr(-self.c - x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x < 0.5 {
            // The bounds of the interval would lose the digits of its width.
            return finite_integral(0.0, x, |t, _, _| self.density(t)).ln();
        }
        log_normal_interval(-x - self.c, x - self.c)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        let tail = self.upper_tail(x);
        if tail > 0.5 {
            return (-self.lower_tail(x)).ln_1p();
        }
        let (near, far): (f64, f64) = (log_ndtr(self.c - x), log_ndtr(-self.c - x));
        near + (far - near).exp().ln_1p()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        (Normal.draw(rng) + self.c).abs()
    }
}
