//! Distributions with power-law tails: Pareto's, Lomax's, the generalized one.
//!
//! Counterpart of `scipy.stats.pareto`, `lomax` and `genpareto`.

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

family! {
    /// Pareto's distribution: f(x) = b / x^(b + 1), x ≥ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Pareto};
    /// let pareto = Pareto::new(2.0)?;
    /// assert_eq!([pareto.sf(10.0), pareto.mean()], [0.01, 2.0]);
    /// assert_eq!(pareto.variance(), f64::INFINITY);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Pareto, "pareto" { b: positive(b) => "positive and finite" }
}

impl ContinuousShape for Pareto {
    fn standard_support(&self) -> Support {
        Support { low: 1.0, high: f64::INFINITY }
    }

    fn log_density(&self, x: f64) -> f64 {
        self.b.ln() - (self.b + 1.0) * x.ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-self.b * x.ln()).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        x.powf(-self.b)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -self.b * x.ln()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-(-p).ln_1p() / self.b).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        q.powf(-1.0 / self.b)
    }

    fn tail_index(&self) -> f64 {
        self.b
    }

    fn standard_moments(&self) -> Moments {
        let b = self.b;
        let above =
            |order: f64, value: f64, otherwise: f64| if b > order { value } else { otherwise };
        let fourth = 6.0 * (((b + 1.0) * b - 6.0) * b - 2.0);
        let skewness = 2.0 * (b + 1.0) / (b - 3.0) * ((b - 2.0) / b).sqrt();
        Moments {
            mean: above(1.0, b / (b - 1.0), f64::INFINITY),
            variance: above(2.0, b / (b - 2.0) / (b - 1.0).powi(2), f64::INFINITY),
            skewness: above(3.0, skewness, f64::NAN),
            kurtosis: above(4.0, fourth / (b * (b - 3.0) * (b - 4.0)), f64::NAN),
        }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 + 1.0 / self.b - self.b.ln()
    }
}

family! {
    /// Lomax's distribution, Pareto's moved to 0: f(x) = c / (1 + x)^(c + 1), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Lomax};
    /// assert!((Lomax::new(2.0)?.sf(9.0) - 0.01).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Lomax, "lomax" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for Lomax {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.c.ln() - (self.c + 1.0) * x.ln_1p()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-self.c * x.ln_1p()).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-self.c * x.ln_1p()).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -self.c * x.ln_1p()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-(-p).ln_1p() / self.c).exp_m1()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-q.ln() / self.c).exp_m1()
    }

    fn tail_index(&self) -> f64 {
        self.c
    }

    fn standard_moments(&self) -> Moments {
        let moments = Pareto { b: self.c }.standard_moments();
        let mean = if self.c > 1.0 { 1.0 / (self.c - 1.0) } else { f64::INFINITY };
        Moments { mean, ..moments }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 + 1.0 / self.c - self.c.ln()
    }
}

family! {
    /// The generalized Pareto distribution: f(x) = (1 + c x)^(-1 - 1/c), x ≥ 0, and x ≤ -1/c for
    /// negative c; the exponential one for c = 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GeneralizedPareto, Uniform};
    /// assert!((GeneralizedPareto::new(-1.0)?.cdf(0.3) - Uniform.cdf(0.3)).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    GeneralizedPareto, "genpareto" { c: c.is_finite() => "finite" }
}

impl GeneralizedPareto {
    /// The exponential variable at x.
    fn reduced(self, x: f64) -> f64 {
        if self.c == 0.0 { x } else { (self.c * x).ln_1p() / self.c }
    }

    fn unreduced(self, y: f64) -> f64 {
        if self.c == 0.0 { y } else { (self.c * y).exp_m1() / self.c }
    }
}

impl ContinuousShape for GeneralizedPareto {
    fn standard_support(&self) -> Support {
        let high = if self.c < 0.0 { -1.0 / self.c } else { f64::INFINITY };
        Support { low: 0.0, high }
    }

    fn log_density(&self, x: f64) -> f64 {
        let power = self.c + 1.0;
        if power == 0.0 { 0.0 } else { -power * self.reduced(x) }
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -(-self.reduced(x)).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (-self.reduced(x)).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        -self.reduced(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        self.unreduced(-(-p).ln_1p())
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        self.unreduced(-q.ln())
    }

    fn tail_index(&self) -> f64 {
        if self.c > 0.0 { 1.0 / self.c } else { f64::INFINITY }
    }

    fn standard_moments(&self) -> Moments {
        let c = self.c;
        let exists = |order: f64, value: f64, otherwise: f64| {
            if c * order < 1.0 { value } else { otherwise }
        };
        let two = 1.0 - 2.0 * c;
        let fourth = 3.0 * two * (2.0 * c * c + c + 3.0) / ((1.0 - 3.0 * c) * (1.0 - 4.0 * c));
        let skewness = 2.0 * (1.0 + c) * two.sqrt() / (1.0 - 3.0 * c);
        Moments {
            mean: exists(1.0, 1.0 / (1.0 - c), f64::INFINITY),
            variance: exists(2.0, 1.0 / ((1.0 - c).powi(2) * two), f64::INFINITY),
            skewness: exists(3.0, skewness, f64::NAN),
            kurtosis: exists(4.0, fourth - 3.0, f64::NAN),
        }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 + self.c
    }
}
