//! The gamma distribution and what is a gamma variable but for its scale.
//!
//! Counterpart of `scipy.stats.gamma`, `chi2`, `erlang` and `invgamma`.

use std::f64::consts::LN_2;

use onkai_special::{digamma, gammainc, gammaincc, gammainccinv, gammaincinv, gammaln, xlogy};
use rand::{Rng, RngExt};

use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{log_gammainc, log_gammaincc, log_poisson_term};

family! {
    /// The gamma distribution: f(x) = x^(a - 1) e^-x / Γ(a), x ≥ 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Gamma};
    /// let gamma = Gamma::new(2.0)?;
    /// assert!((gamma.sf(3.0) - 4.0 * (-3.0_f64).exp()).abs() < 1e-15);
    /// // The tail's logarithm goes on where the tail underflows.
    /// assert!((gamma.logsf(1000.0) - (1001.0_f64.ln() - 1000.0)).abs() < 1e-10);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Gamma, "gamma" { a: positive(a) => "positive and finite" }
}

impl Gamma {
    /// What is a gamma variable beneath; `a` has been checked.
    pub(crate) fn of(a: f64) -> Self {
        Self { a }
    }
}

impl ContinuousShape for Gamma {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if self.a > 10.0 && x > 0.0 {
            return log_poisson_term(self.a - 1.0, x);
        }
        xlogy(self.a - 1.0, x) - x - gammaln(self.a)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        gammainc(self.a, x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        gammaincc(self.a, x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_gammainc(self.a, x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_gammaincc(self.a, x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        gammaincinv(self.a, p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        gammainccinv(self.a, q)
    }

    fn standard_moments(&self) -> Moments {
        let a = self.a;
        Moments { mean: a, variance: a, skewness: 2.0 / a.sqrt(), kurtosis: 6.0 / a }
    }

    fn standard_entropy(&self) -> f64 {
        let a = self.a;
        if a > 1e3 {
            // The leading terms of the closed form cancel; its asymptotic series.
            let inverse = 1.0 / a;
            return super::normal::LN_SQRT_2PI + 0.5 + 0.5 * a.ln()
                - inverse / 3.0
                - inverse * inverse / 12.0
                - inverse.powi(3) / 90.0
                + inverse.powi(4) / 120.0;
        }
        digamma(a) * (1.0 - a) + a + gammaln(a)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match rand_distr::Gamma::new(self.a, 1.0) {
            Ok(gamma) => rng.sample(gamma),
            Err(_) => f64::NAN,
        }
    }
}

family! {
    /// Pearson's χ² distribution with `df` degrees of freedom, a gamma distribution of scale 2.
    ///
    /// ```text
    /// f(x) = x^(df/2 - 1) e^(-x/2) / (2^(df/2) Γ(df/2)),   x ≥ 0
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{ChiSquared, Continuous};
    /// assert!((ChiSquared::new(1.0)?.isf(0.05) - 3.841_458_820_694_124).abs() < 1e-13);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ChiSquared, "chi2" { df: positive(df) => "positive and finite" }
}

impl ChiSquared {
    fn gamma(self) -> Gamma {
        Gamma { a: 0.5 * self.df }
    }
}

impl ContinuousShape for ChiSquared {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.gamma().log_density(0.5 * x) - LN_2
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.gamma().lower_tail(0.5 * x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.gamma().upper_tail(0.5 * x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.gamma().log_lower_tail(0.5 * x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.gamma().log_upper_tail(0.5 * x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        2.0 * self.gamma().lower_quantile(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        2.0 * self.gamma().upper_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        let df = self.df;
        Moments {
            mean: df,
            variance: 2.0 * df,
            skewness: 2.0 * (2.0 / df).sqrt(),
            kurtosis: 12.0 / df,
        }
    }

    fn standard_entropy(&self) -> f64 {
        self.gamma().standard_entropy() + LN_2
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        2.0 * self.gamma().draw(rng)
    }
}

family! {
    /// Erlang's distribution: the gamma distribution with a whole number `a`.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Erlang, Exponential};
    /// assert!((Erlang::new(1.0)?.sf(2.0) - Exponential.sf(2.0)).abs() < 1e-16);
    /// assert!(Erlang::new(1.5).is_err());
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// A fractional `a` is an error, not a warning.
    Erlang, "erlang" { a: positive(a) && a == a.floor() => "a whole number, at least 1" }
}

impl Erlang {
    fn gamma(self) -> Gamma {
        Gamma { a: self.a }
    }
}

impl ContinuousShape for Erlang {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.gamma().log_density(x)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.gamma().lower_tail(x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.gamma().upper_tail(x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.gamma().log_lower_tail(x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.gamma().log_upper_tail(x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        self.gamma().lower_quantile(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        self.gamma().upper_quantile(q)
    }

    fn standard_moments(&self) -> Moments {
        self.gamma().standard_moments()
    }

    fn standard_entropy(&self) -> f64 {
        self.gamma().standard_entropy()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.gamma().draw(rng)
    }
}

family! {
    /// The distribution of 1 / G, G a gamma variable: f(x) = x^(-a - 1) e^(-1/x) / Γ(a), x > 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, Gamma, InverseGamma};
    /// assert_eq!(InverseGamma::new(3.0)?.cdf(0.5), Gamma::new(3.0)?.sf(2.0));
    /// assert_eq!(InverseGamma::new(3.0)?.mean(), 0.5);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    InverseGamma, "invgamma" { a: positive(a) => "positive and finite" }
}

impl InverseGamma {
    fn gamma(self) -> Gamma {
        Gamma { a: self.a }
    }
}

impl ContinuousShape for InverseGamma {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        self.gamma().log_density(1.0 / x) - 2.0 * x.ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.gamma().upper_tail(1.0 / x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.gamma().lower_tail(1.0 / x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.gamma().log_upper_tail(1.0 / x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.gamma().log_lower_tail(1.0 / x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        1.0 / self.gamma().upper_quantile(p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        1.0 / self.gamma().lower_quantile(q)
    }

    fn tail_index(&self) -> f64 {
        self.a
    }

    fn standard_moments(&self) -> Moments {
        let a = self.a;
        let above =
            |order: f64, value: f64, otherwise: f64| if a > order { value } else { otherwise };
        Moments {
            mean: above(1.0, 1.0 / (a - 1.0), f64::INFINITY),
            variance: above(2.0, 1.0 / (a - 1.0).powi(2) / (a - 2.0), f64::INFINITY),
            skewness: above(3.0, 4.0 * (a - 2.0).sqrt() / (a - 3.0), f64::NAN),
            kurtosis: above(4.0, 6.0 * (5.0 * a - 11.0) / ((a - 3.0) * (a - 4.0)), f64::NAN),
        }
    }

    fn standard_entropy(&self) -> f64 {
        // E ln X = -ψ(a), and dx = x² dy for y = 1/x.
        self.gamma().standard_entropy() - 2.0 * digamma(self.a)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        1.0 / self.gamma().draw(rng)
    }
}
