//! Distributions on an interval with elementary tails.
//!
//! Counterpart of `scipy.stats.uniform`, `loguniform`, `triang`, `powerlaw` and `bradford`.

use std::f64::consts::{LN_2, SQRT_2};

use onkai_special::xlogy;

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

family! {
    /// The uniform distribution on \[0, 1\], with loc and scale on \[loc, loc + scale\].
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Uniform};
    /// assert_eq!(Uniform.at(2.0, 4.0)?.cdf(3.0), 0.25);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Uniform, "uniform"
}

impl ContinuousShape for Uniform {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, _: f64) -> f64 {
        0.0
    }

    fn lower_tail(&self, x: f64) -> f64 {
        x
    }

    fn upper_tail(&self, x: f64) -> f64 {
        1.0 - x
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        p
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        1.0 - q
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.5, variance: 1.0 / 12.0, skewness: 0.0, kurtosis: -1.2 }
    }

    fn standard_entropy(&self) -> f64 {
        0.0
    }
}

family! {
    /// The distribution whose logarithm is uniform: f(x) = 1 / (x ln(b / a)), a ≤ x ≤ b.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, LogUniform};
    /// assert!((LogUniform::new(0.01, 100.0)?.median() - 1.0).abs() < 1e-14);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    #[doc(alias = "reciprocal")]
    LogUniform, "loguniform" {
        a: positive(a) => "positive and finite",
        b: a < b && b < f64::INFINITY => "greater than `a` and finite",
    }
}

impl LogUniform {
    fn log_ratio(&self) -> f64 {
        (self.b / self.a).ln()
    }
}

impl ContinuousShape for LogUniform {
    fn standard_support(&self) -> Support {
        Support { low: self.a, high: self.b }
    }

    fn log_density(&self, x: f64) -> f64 {
        -x.ln() - self.log_ratio().ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        (x / self.a).ln() / self.log_ratio()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (self.b / x).ln() / self.log_ratio()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        self.a * (p * self.log_ratio()).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        self.b * (-q * self.log_ratio()).exp()
    }

    fn standard_entropy(&self) -> f64 {
        0.5 * (self.a.ln() + self.b.ln()) + self.log_ratio().ln()
    }
}

family! {
    /// The triangular distribution on \[0, 1\] with its mode at `c`.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Triangular};
    /// let triang = Triangular::new(0.25)?;
    /// assert_eq!([triang.pdf(0.25), triang.cdf(0.25)], [2.0, 0.25]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Triangular, "triang" { c: (0.0..=1.0).contains(&c) => "between 0 and 1" }
}

impl ContinuousShape for Triangular {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        self.density(x).ln()
    }

    fn density(&self, x: f64) -> f64 {
        if x < self.c {
            2.0 * x / self.c
        } else if self.c == 1.0 {
            2.0 * x
        } else {
            2.0 * (1.0 - x) / (1.0 - self.c)
        }
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < self.c { x * x / self.c } else { (x * (2.0 - x) - self.c) / (1.0 - self.c) }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        Self { c: 1.0 - self.c }.lower_tail(1.0 - x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p < self.c {
            (self.c * p).sqrt()
        } else {
            let c = self.c;
            (c + p - c * p) / (1.0 + ((1.0 - c) * (1.0 - p)).sqrt())
        }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        1.0 - Self { c: 1.0 - self.c }.lower_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        let c = self.c;
        let spread = 1.0 - c + c * c;
        Moments {
            mean: (1.0 + c) / 3.0,
            variance: spread / 18.0,
            skewness: SQRT_2 * (2.0 * c - 1.0) * (c + 1.0) * (c - 2.0) / (5.0 * spread.powf(1.5)),
            kurtosis: -0.6,
        }
    }

    fn standard_entropy(&self) -> f64 {
        0.5 - LN_2
    }
}

family! {
    /// The power-function distribution: f(x) = a x^(a - 1), 0 ≤ x ≤ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, PowerLaw};
    /// assert_eq!(PowerLaw::new(2.0)?.cdf(0.5), 0.25);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    PowerLaw, "powerlaw" { a: positive(a) => "positive and finite" }
}

impl ContinuousShape for PowerLaw {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        self.a.ln() + xlogy(self.a - 1.0, x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        x.powf(self.a)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        -(self.a * x.ln()).exp_m1()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.a * x.ln()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        p.powf(1.0 / self.a)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        ((-q).ln_1p() / self.a).exp()
    }

    fn standard_moments(&self) -> Moments {
        let a = self.a;
        Moments {
            mean: a / (a + 1.0),
            variance: a / (a + 2.0) / (a + 1.0).powi(2),
            skewness: -2.0 * (a - 1.0) / (a + 3.0) * ((a + 2.0) / a).sqrt(),
            kurtosis: 6.0 * (((a - 1.0) * a - 6.0) * a + 2.0) / (a * (a + 3.0) * (a + 4.0)),
        }
    }

    fn standard_entropy(&self) -> f64 {
        1.0 - 1.0 / self.a - self.a.ln()
    }
}

family! {
    /// Bradford's distribution: f(x) = c / (ln(1 + c) (1 + c x)), 0 ≤ x ≤ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Bradford, Continuous};
    /// assert!((Bradford::new(3.0)?.cdf(1.0 / 3.0) - 0.5).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Bradford, "bradford" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for Bradford {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        (self.c / self.c.ln_1p()).ln() - (self.c * x).ln_1p()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        (self.c * x).ln_1p() / self.c.ln_1p()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        (self.c * (1.0 - x) / (1.0 + self.c * x)).ln_1p() / self.c.ln_1p()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (p * self.c.ln_1p()).exp_m1() / self.c
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        1.0 + (1.0 + self.c) / self.c * (-q * self.c.ln_1p()).exp_m1()
    }

    fn standard_entropy(&self) -> f64 {
        0.5 * self.c.ln_1p() - (self.c / self.c.ln_1p()).ln()
    }
}
