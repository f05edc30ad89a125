//! Johnson's system: curves that make a variable normal.
//!
//! Counterpart of `scipy.stats.johnsonsu` and `johnsonsb`.

use onkai_special::{expit, log_ndtr, logit, ndtr, ndtri};
use rand::Rng;

use super::normal::Normal;
use super::shape::{ContinuousShape, Support};
use crate::distributions::family::positive;

family! {
    /// The distribution of x where a + b arsinh x is standard normal.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, JohnsonSu};
    /// assert_eq!(JohnsonSu::new(0.0, 2.0)?.cdf(0.0), 0.5);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    JohnsonSu, "johnsonsu" {
        a: a.is_finite() => "finite",
        b: positive(b) => "positive and finite",
    }
}

impl JohnsonSu {
    fn normal(&self, x: f64) -> f64 {
        self.a + self.b * x.asinh()
    }
}

impl ContinuousShape for JohnsonSu {
    fn log_density(&self, x: f64) -> f64 {
        self.b.ln() - x.hypot(1.0).ln() + Normal.log_density(self.normal(x))
    }

    fn lower_tail(&self, x: f64) -> f64 {
        ndtr(self.normal(x))
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(-self.normal(x))
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_ndtr(self.normal(x))
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_ndtr(-self.normal(x))
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        ((ndtri(p) - self.a) / self.b).sinh()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        ((-ndtri(q) - self.a) / self.b).sinh()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        ((Normal.draw(rng) - self.a) / self.b).sinh()
    }
}

family! {
    /// The distribution of x in \[0, 1\] where a + b ln(x / (1 - x)) is standard normal.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, JohnsonSb};
    /// assert_eq!(JohnsonSb::new(0.0, 2.0)?.cdf(0.5), 0.5);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    JohnsonSb, "johnsonsb" {
        a: a.is_finite() => "finite",
        b: positive(b) => "positive and finite",
    }
}

impl JohnsonSb {
    fn normal(&self, x: f64) -> f64 {
        self.a + self.b * logit(x)
    }
}

impl ContinuousShape for JohnsonSb {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        if x <= 0.0 || x >= 1.0 {
            return f64::NEG_INFINITY;
        }
        self.b.ln() - x.ln() - (-x).ln_1p() + Normal.log_density(self.normal(x))
    }

    fn lower_tail(&self, x: f64) -> f64 {
        ndtr(self.normal(x))
    }

    fn upper_tail(&self, x: f64) -> f64 {
        ndtr(-self.normal(x))
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_ndtr(self.normal(x))
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_ndtr(-self.normal(x))
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        expit((ndtri(p) - self.a) / self.b)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        expit((-ndtri(q) - self.a) / self.b)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        expit((Normal.draw(rng) - self.a) / self.b)
    }
}
