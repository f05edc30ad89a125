//! The logistic distribution, its powers and exponentials, and the hyperbolic secant.
//!
//! Counterpart of `scipy.stats.logistic`, `genlogistic`, `fisk`, `burr`, `burr12` and `hypsecant`.

use std::f64::consts::{FRAC_2_PI, LN_2, PI};

use onkai_special::{expit, log_expit, logit, xlogy};

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;

family! {
    /// The logistic distribution: F(x) = 1 / (1 + e^-x).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Logistic};
    /// assert_eq!([Logistic.cdf(0.0), Logistic.pdf(0.0)], [0.5, 0.25]);
    /// ```
    Logistic, "logistic"
}

impl ContinuousShape for Logistic {
    fn log_density(&self, x: f64) -> f64 {
        -x.abs() - 2.0 * (-x.abs()).exp().ln_1p()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        expit(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        expit(-x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_expit(x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_expit(-x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        logit(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -logit(q)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.0, variance: PI * PI / 3.0, skewness: 0.0, kurtosis: 1.2 }
    }

    fn standard_entropy(&self) -> f64 {
        2.0
    }
}

/// The y with ln expit(y) = log.
fn inverse_log_expit(log: f64) -> f64 {
    if log < -30.0 { log } else { -(-log).exp_m1().ln() }
}

family! {
    /// The generalized logistic distribution: F(x) = (1 + e^-x)^-c.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, GeneralizedLogistic};
    /// assert!((GeneralizedLogistic::new(2.0)?.cdf(0.0) - 0.25).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    GeneralizedLogistic, "genlogistic" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for GeneralizedLogistic {
    fn log_density(&self, x: f64) -> f64 {
        self.c.ln() + self.c * log_expit(x) + log_expit(-x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(x).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        -self.log_lower_tail(x).exp_m1()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.c * log_expit(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        inverse_log_expit(p.ln() / self.c)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        inverse_log_expit((-q).ln_1p() / self.c)
    }
}

family! {
    /// The log-logistic distribution, also Fisk's: F(x) = 1 / (1 + x^-c), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Fisk};
    /// assert!((Fisk::new(3.0)?.sf(2.0) - 1.0 / 9.0).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Fisk, "fisk" { c: positive(c) => "positive and finite" }
}

impl ContinuousShape for Fisk {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        Burr12 { c: self.c, d: 1.0 }.log_density(x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        expit(self.c * x.ln())
    }

    fn upper_tail(&self, x: f64) -> f64 {
        expit(-self.c * x.ln())
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_expit(self.c * x.ln())
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_expit(-self.c * x.ln())
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (logit(p) / self.c).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-logit(q) / self.c).exp()
    }

    fn tail_index(&self) -> f64 {
        self.c
    }

    fn standard_entropy(&self) -> f64 {
        2.0 - self.c.ln()
    }
}

family! {
    /// Burr's distribution of type III: F(x) = (1 + x^-c)^-d, x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Burr, Continuous};
    /// assert!((Burr::new(3.0, 2.0)?.cdf(1.0) - 0.25).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Burr, "burr" {
        c: positive(c) => "positive and finite",
        d: positive(d) => "positive and finite",
    }
}

impl ContinuousShape for Burr {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let Self { c, d } = *self;
        (c * d).ln() + xlogy(c * d - 1.0, x) + (d + 1.0) * log_expit(-c * x.ln())
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.log_lower_tail(x).exp()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        -self.log_lower_tail(x).exp_m1()
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.d * log_expit(self.c * x.ln())
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (inverse_log_expit(p.ln() / self.d) / self.c).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (inverse_log_expit((-q).ln_1p() / self.d) / self.c).exp()
    }

    fn tail_index(&self) -> f64 {
        self.c
    }
}

family! {
    /// Burr's distribution of type XII, also Singh's and Maddala's: F(x) = 1 - (1 + x^c)^-d, x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Burr12, Continuous};
    /// assert!((Burr12::new(3.0, 2.0)?.sf(1.0) - 0.25).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Burr12, "burr12" {
        c: positive(c) => "positive and finite",
        d: positive(d) => "positive and finite",
    }
}

impl ContinuousShape for Burr12 {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let Self { c, d } = *self;
        (c * d).ln() + xlogy(c - 1.0, x) + (d + 1.0) * log_expit(-c * x.ln())
    }

    fn lower_tail(&self, x: f64) -> f64 {
        -self.log_upper_tail(x).exp_m1()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.log_upper_tail(x).exp()
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.d * log_expit(-self.c * x.ln())
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        (-inverse_log_expit((-p).ln_1p() / self.d) / self.c).exp()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        (-inverse_log_expit(q.ln() / self.d) / self.c).exp()
    }

    fn tail_index(&self) -> f64 {
        self.c * self.d
    }
}

family! {
    /// The hyperbolic secant distribution: f(x) = 1 / (π cosh x).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, HyperbolicSecant};
    /// assert!((HyperbolicSecant.pdf(0.0) - std::f64::consts::FRAC_1_PI).abs() < 1e-16);
    /// ```
    HyperbolicSecant, "hypsecant"
}

impl ContinuousShape for HyperbolicSecant {
    fn log_density(&self, x: f64) -> f64 {
        LN_2 - PI.ln() - x.abs() - (-2.0 * x.abs()).exp().ln_1p()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * x.exp().atan()
    }

    fn upper_tail(&self, x: f64) -> f64 {
        FRAC_2_PI * (-x).exp().atan()
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        if p <= 0.5 { (0.5 * PI * p).tan().ln() } else { -(0.5 * PI * (1.0 - p)).tan().ln() }
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        -self.lower_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        Moments { mean: 0.0, variance: 0.25 * PI * PI, skewness: 0.0, kurtosis: 2.0 }
    }
}
