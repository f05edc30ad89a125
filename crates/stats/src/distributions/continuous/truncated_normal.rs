//! The normal distribution between two bounds.
//!
//! Counterpart of `scipy.stats.truncnorm`.

use onkai_special::{log_ndtr, ndtri_exp};

use super::normal::Normal;
use super::shape::{ContinuousShape, Support};
use crate::distributions::numerics::log_normal_interval;

family! {
    /// The normal distribution between `a` and `b`, either of which may be infinite, in units of
    /// the scale and measured from loc: f(x) = φ(x) / (Φ(b) - Φ(a)).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, TruncatedNormal};
    /// let truncnorm = TruncatedNormal::new(40.0, f64::INFINITY)?;
    /// assert!((truncnorm.mean() - 40.024_968_847_2).abs() < 1e-9);
    /// assert!(TruncatedNormal::new(1.0, 1.0).is_err());
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// Narrow intervals keep their digits.
    TruncatedNormal, "truncnorm" {
        a: a < f64::INFINITY => "a number or -∞",
        b: b > a => "greater than `a`",
    }
}

impl TruncatedNormal {
    fn log_mass(&self) -> f64 {
        log_normal_interval(self.a, self.b)
    }
}

impl ContinuousShape for TruncatedNormal {
    fn standard_support(&self) -> Support {
        Support { low: self.a, high: self.b }
    }

    fn log_density(&self, x: f64) -> f64 {
        Normal.log_density(x) - self.log_mass()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        (log_normal_interval(self.a, x) - self.log_mass()).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (log_normal_interval(x, self.b) - self.log_mass()).exp()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        let upper = self.upper_tail(x);
        if upper < 0.5 {
            return (-upper).ln_1p();
        }
        log_normal_interval(self.a, x) - self.log_mass()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        let lower = self.lower_tail(x);
        if lower < 0.5 {
            return (-lower).ln_1p();
        }
        log_normal_interval(x, self.b) - self.log_mass()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        let mass = self.log_mass();
        let x = if self.a <= 0.0 {
            ndtri_exp(log_sum(log_ndtr(self.a), p.ln() + mass))
        } else {
            -ndtri_exp(log_sum(log_ndtr(-self.b), (-p).ln_1p() + mass))
        };
        x.clamp(self.a, self.b)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        let mirror = Self { a: -self.b, b: -self.a };
        -mirror.lower_quantile(q)
    }
}

/// ln(e^a + e^b)
fn log_sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
