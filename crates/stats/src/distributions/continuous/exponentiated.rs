//! The exponential power and the exponentiated Weibull distribution.
//!
//! Counterpart of `scipy.stats.exponpow` and `exponweib`.

use onkai_special::xlogy;

use super::extreme_value::WeibullMin;
use super::shape::{ContinuousShape, Support};
use crate::distributions::family::positive;

family! {
    /// The exponential power distribution of lifetimes: F(x) = 1 - exp(1 - exp(x^b)), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, ExponentialPower};
    /// let expected = 1.0 - 1.0_f64.exp();
    /// assert!((ExponentialPower::new(2.0)?.logsf(1.0) - expected).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ExponentialPower, "exponpow" { b: positive(b) => "positive and finite" }
}

impl ContinuousShape for ExponentialPower {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let power = x.powf(self.b);
        self.b.ln() + xlogy(self.b - 1.0, x) + power - power.exp_m1()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-x.powf(self.b).exp_m1()).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.log_upper_tail(x).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -x.powf(self.b).exp_m1()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-(-p).ln_1p()).ln_1p().powf(1.0 / self.b)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-q.ln()).ln_1p().powf(1.0 / self.b)
    }
}

family! {
    /// The exponentiated Weibull distribution: F(x) = (1 - exp(-x^c))^a, x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, ExponentiatedWeibull, WeibullMin};
    /// let exponweib = ExponentiatedWeibull::new(2.0, 3.0)?;
    /// assert!((exponweib.cdf(0.8) - WeibullMin::new(3.0)?.cdf(0.8).powi(2)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ExponentiatedWeibull, "exponweib" {
        a: positive(a) => "positive and finite",
        c: positive(c) => "positive and finite",
    }
}

impl ExponentiatedWeibull {
    fn weibull(&self) -> WeibullMin {
        WeibullMin::of(self.c)
    }
}

impl ContinuousShape for ExponentiatedWeibull {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let Self { a, c } = *self;
        if x == 0.0 {
            // Near 0 the density goes as x^(a c - 1).
            return (a * c).ln() + xlogy(a * c - 1.0, x);
        }
        a.ln() + xlogy(a - 1.0, self.weibull().lower_tail(x)) + self.weibull().log_density(x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.weibull().lower_tail(x).powf(self.a)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        -self.log_lower_tail(x).exp_m1()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.a * self.weibull().log_lower_tail(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        let log = p.ln() / self.a;
        if log < -0.7 {
            self.weibull().lower_quantile(log.exp())
        } else {
            self.weibull().upper_quantile(-log.exp_m1())
        }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        let log = (-q).ln_1p() / self.a;
        if log < -0.7 {
            self.weibull().lower_quantile(log.exp())
        } else {
            self.weibull().upper_quantile(-log.exp_m1())
        }
    }
}
