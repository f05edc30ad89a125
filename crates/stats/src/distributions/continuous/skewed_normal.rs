//! Normal variables made lopsided: by an added exponential one, or by selection.
//!
//! Counterpart of `scipy.stats.exponnorm` and `skewnorm`.

use std::f64::consts::{FRAC_2_PI, LN_2, PI};

use onkai_special::{log_ndtr, ndtr};
use rand::Rng;

use super::exponential::Exponential;
use super::normal::Normal;
use super::shape::{ContinuousShape, Moments};
use crate::distributions::family::positive;
use crate::distributions::numerics::log_tail_integral;

family! {
    /// The sum of a standard normal variable and an exponential one of mean `k`.
    ///
    /// ```text
    /// f(x) = exp(1/(2 k²) - x/k) Φ(x - 1/k) / k
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, ExponentialNormal};
    /// let exponnorm = ExponentialNormal::new(1.5)?;
    /// assert_eq!([exponnorm.mean(), exponnorm.variance()], [1.5, 3.25]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ExponentialNormal, "exponnorm" { k: positive(k) => "positive and finite" }
}

impl ExponentialNormal {
    /// ln of what the exponential part adds to the normal tail.
    fn log_excess(self, x: f64) -> f64 {
        let rate = 1.0 / self.k;
        rate * (0.5 * rate - x) + log_ndtr(x - rate)
    }
}

impl ContinuousShape for ExponentialNormal {
    fn log_density(&self, x: f64) -> f64 {
        let rate = 1.0 / self.k;
        if x - rate < -10.0 {
            // φ(x) erfcx(…): both large exponents of the plain formula are one.
            let hazard = onkai_special::erfcx((rate - x) / std::f64::consts::SQRT_2);
            return Normal.log_density(x) + (0.5 * PI).ln() * 0.5 + hazard.ln() + rate.ln();
        }
        self.log_excess(x) + rate.ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < 0.5 * self.k.min(1.0) {
            return log_tail_integral(|t| self.log_density(t), x, -1.0).exp();
        }
        1.0 - self.upper_tail(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(-x) + self.log_excess(x).exp()
    }

    fn standard_moments(&self) -> Moments {
        let squared = self.k * self.k;
        let variance = 1.0 + squared;
        Moments {
            mean: self.k,
            variance,
            skewness: 2.0 * self.k.powi(3) / variance.powf(1.5),
            kurtosis: 6.0 * squared * squared / (variance * variance),
        }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Normal.draw(rng) + self.k * Exponential.draw(rng)
    }
}

family! {
    /// The skew-normal distribution: f(x) = 2 φ(x) Φ(a x).
    ///
    /// Its tails are integrated, as the closed form by Owen's T cancels.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, SkewNormal};
    /// let skewnorm = SkewNormal::new(1.0)?;
    /// // Φ(x)² for a = 1.
    /// assert!((skewnorm.cdf(-3.0) / 1.822_224_695_798_804e-6 - 1.0).abs() < 1e-11);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// A. Azzalini, "A class of distributions which includes the normal ones", Scand. J. Statist.
    /// 12, 1985.
    SkewNormal, "skewnorm" { a: a.is_finite() => "finite" }
}

impl SkewNormal {
    /// The slant of the equivalent normal pair, a / √(1 + a²).
    fn delta(self) -> f64 {
        self.a / self.a.hypot(1.0)
    }
}

impl ContinuousShape for SkewNormal {
    fn log_density(&self, x: f64) -> f64 {
        LN_2 + Normal.log_density(x) + log_ndtr(self.a * x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        // Each tail from its own side of a point near the middle of the mass.
        if x <= 0.5 * self.delta() {
            log_tail_integral(|t| self.log_density(t), x, -1.0).exp()
        } else {
            1.0 - log_tail_integral(|t| self.log_density(t), x, 1.0).exp()
        }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        Self { a: -self.a }.lower_tail(-x)
    }

    fn standard_moments(&self) -> Moments {
        let mean = FRAC_2_PI.sqrt() * self.delta();
        let squared = mean * mean;
        let variance = 1.0 - squared;
        Moments {
            mean,
            variance,
            skewness: 0.5 * (4.0 - PI) * (mean / variance.sqrt()).powi(3),
            kurtosis: 2.0 * (PI - 3.0) * (squared / variance).powi(2),
        }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let (first, second) = (Normal.draw(rng), Normal.draw(rng));
        let delta = self.delta();
        delta * first.abs() + (1.0 - delta * delta).sqrt() * second
    }
}
