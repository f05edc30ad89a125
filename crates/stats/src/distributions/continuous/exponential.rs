//! The exponential distribution and its kin: truncated, two-sided, and their logarithms.
//!
//! Counterpart of `scipy.stats.expon`, `truncexpon`, `laplace`, `loglaplace` and `gompertz`.

use std::f64::consts::LN_2;

use rand::{Rng, RngExt};
use rand_distr::Exp1;

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

family! {
    /// The exponential distribution: f(x) = e^-x, x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Exponential};
    /// assert_eq!(Exponential.at(0.0, 2.0)?.logsf(3000.0), -1500.0);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Exponential, "expon"
}

impl ContinuousShape for Exponential {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        -x
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-x).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-x).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -x
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        -(-p).ln_1p()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -q.ln()
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 1.0, variance: 1.0, skewness: 2.0, kurtosis: 6.0 }
    }

    fn standard_entropy(&self) -> f64 {
        1.0
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        rng.sample(Exp1)
    }
}

family! {
    /// The exponential distribution up to `b`: f(x) = e^-x / (1 - e^-b), 0 ≤ x ≤ b.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, TruncatedExponential};
    /// let truncexpon = TruncatedExponential::new(2.0)?;
    /// assert!((truncexpon.ppf(truncexpon.cdf(0.5)) - 0.5).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    TruncatedExponential, "truncexpon" { b: positive(b) => "positive and finite" }
}

impl ContinuousShape for TruncatedExponential {
    fn standard_support(&self) -> Support {
        Support { low: 0.0, high: self.b }
    }

    fn log_density(&self, x: f64) -> f64 {
        -x - (-(-self.b).exp_m1()).ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        (-x).exp_m1() / (-self.b).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-x).exp() * ((x - self.b).exp_m1() / (-self.b).exp_m1())
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        let lower = self.lower_tail(x);
        if lower < 0.5 {
            return (-lower).ln_1p();
        }
        ((x - self.b).exp_m1() / (-self.b).exp_m1()).ln() - x
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        -(p * (-self.b).exp_m1()).ln_1p()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -((-self.b).exp() - q * (-self.b).exp_m1()).ln()
    }
}

family! {
    /// Laplace's distribution: f(x) = e^-|x| / 2.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Laplace};
    /// assert_eq!([Laplace.pdf(0.0), Laplace.cdf(0.0)], [0.5, 0.5]);
    /// ```
    Laplace, "laplace"
}

impl ContinuousShape for Laplace {
    fn log_density(&self, x: f64) -> f64 {
        -x.abs() - LN_2
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < 0.0 { 0.5 * x.exp() } else { 1.0 - 0.5 * (-x).exp() }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.lower_tail(-x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        if x < 0.0 { x - LN_2 } else { (-0.5 * (-x).exp()).ln_1p() }
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p < 0.5 { (2.0 * p).ln() } else { -(2.0 * (1.0 - p)).ln() }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.0, variance: 2.0, skewness: 0.0, kurtosis: 3.0 }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 + LN_2
    }
}

family! {
    /// The distribution of exp(Y / c), Y Laplace's: f(x) = c/2 min(x, 1/x)^c / x, x > 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, LogLaplace};
    /// assert_eq!(LogLaplace::new(2.0)?.sf(10.0), 0.005);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    LogLaplace, "loglaplace" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for LogLaplace {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let power = if x < 1.0 { self.c - 1.0 } else { -self.c - 1.0 };
        (0.5 * self.c).ln() + onkai_special::xlogy(power, x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < 1.0 { 0.5 * x.powf(self.c) } else { 1.0 - 0.5 * x.powf(-self.c) }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        if x < 1.0 { 1.0 - 0.5 * x.powf(self.c) } else { 0.5 * x.powf(-self.c) }
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        Laplace.log_lower_tail(self.c * x.ln())
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        Laplace.log_upper_tail(self.c * x.ln())
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (Laplace.lower_quantile(p) / self.c).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (Laplace.upper_quantile(q) / self.c).exp()
    }

    fn tail_index(&self) -> f64 {
        self.c
    }

    fn standard_entropy(&self) -> f64 {
        (2.0 / self.c).ln() + 1.0
    }
}

family! {
    /// Gompertz's distribution of lifetimes: f(x) = c e^x exp(-c (e^x - 1)), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Gompertz};
    /// assert!((Gompertz::new(2.0)?.sf(1.0_f64.ln_1p()) - (-2.0_f64).exp()).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Gompertz, "gompertz" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for Gompertz {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.c.ln() + x - self.c * x.exp_m1()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-self.c * x.exp_m1()).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-self.c * x.exp_m1()).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -self.c * x.exp_m1()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-(-p).ln_1p() / self.c).ln_1p()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-q.ln() / self.c).ln_1p()
    }
}
