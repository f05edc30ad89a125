//! The beta distribution and what follows from its odds: F and beta prime.
//!
//! Counterpart of `scipy.stats.beta`, `f` and `betaprime`.

use onkai_special::{betainc, betaincc, betainccinv, betaincinv, betaln, digamma, xlog1py, xlogy};
use rand::{Rng, RngExt};

use super::gamma::Gamma;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{log_betainc, log_binomial_term, lower_odds, upper_odds};

family! {
    /// The beta distribution: f(x) = x^(a - 1) (1 - x)^(b - 1) / B(a, b), 0 ≤ x ≤ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Beta, Continuous};
    /// let beta = Beta::new(2.0, 3.0)?;
    /// assert!((beta.cdf(0.5) - 0.6875).abs() < 1e-15);
    /// assert!((beta.mean() - 0.4).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Beta, "beta" {
        a: positive(a) => "positive and finite",
        b: positive(b) => "positive and finite",
    }
}

impl ContinuousShape for Beta {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_density(&self, x: f64) -> f64 {
        let Self { a, b } = *self;
        if a > 10.0 && b > 10.0 && x > 0.0 && x < 1.0 {
            let n = a + b - 2.0;
            return log_binomial_term(a - 1.0, n, x, 1.0 - x) + (n + 1.0).ln();
        }
        xlog1py(b - 1.0, -x) + xlogy(a - 1.0, x) - betaln(a, b)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        betainc(self.a, self.b, x)
    }

    fn upper_tail(&self, x: f64) -> f64 {
        betaincc(self.a, self.b, x)
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_betainc(self.a, self.b, x, 1.0 - x)
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_betainc(self.b, self.a, 1.0 - x, x)
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        betaincinv(self.a, self.b, p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        betainccinv(self.a, self.b, q)
    }

    fn standard_moments(&self) -> Moments {
        let Self { a, b } = *self;
        let sum = a + b;
        let fourth = (a - b).powi(2) * (sum + 1.0) - a * b * (sum + 2.0);
        Moments {
            mean: a / sum,
            variance: a / sum * (b / sum) / (sum + 1.0),
            skewness: 2.0 * (b - a) * (sum + 1.0).sqrt() / ((sum + 2.0) * (a * b).sqrt()),
            kurtosis: 6.0 * fourth / (a * b * (sum + 2.0) * (sum + 3.0)),
        }
    }

    fn standard_entropy(&self) -> f64 {
        let Self { a, b } = *self;
        if a + b > 1e3 {
            return crate::distributions::numerics::default_entropy(self);
        }
        betaln(a, b) - (a - 1.0) * digamma(a) - (b - 1.0) * digamma(b)
            + (a + b - 2.0) * digamma(a + b)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match rand_distr::Beta::new(self.a, self.b) {
            Ok(beta) => rng.sample(beta),
            Err(_) => f64::NAN,
        }
    }
}

family! {
    /// Fisher's and Snedecor's F: the ratio of two χ² variables, each divided by its degrees of
    /// freedom.
    ///
    /// ```text
    /// f(x) = (dfn/dfd)^(dfn/2) x^(dfn/2 - 1) (1 + x dfn/dfd)^(-(dfn + dfd)/2) / B(dfn/2, dfd/2)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{Continuous, F};
    /// assert!((F::new(3.0, 10.0)?.isf(0.05) - 3.708_264_819_046_41).abs() < 1e-12);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    F, "f" {
        dfn: positive(dfn) => "positive and finite",
        dfd: positive(dfd) => "positive and finite",
    }
}

impl F {
    fn prime(&self) -> BetaPrime {
        BetaPrime { a: 0.5 * self.dfn, b: 0.5 * self.dfd }
    }

    fn ratio(&self) -> f64 {
        self.dfn / self.dfd
    }
}

impl ContinuousShape for F {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        self.prime().log_density(x * self.ratio()) + self.ratio().ln()
    }

    fn lower_tail(&self, x: f64) -> f64 {
        self.prime().lower_tail(x * self.ratio())
    }

    fn upper_tail(&self, x: f64) -> f64 {
        self.prime().upper_tail(x * self.ratio())
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        self.prime().log_lower_tail(x * self.ratio())
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        self.prime().log_upper_tail(x * self.ratio())
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        self.prime().lower_quantile(p) / self.ratio()
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        self.prime().upper_quantile(q) / self.ratio()
    }

    fn tail_index(&self) -> f64 {
        0.5 * self.dfd
    }

    fn standard_moments(&self) -> Moments {
        let prime = self.prime().standard_moments();
        let ratio = self.ratio();
        Moments { mean: prime.mean / ratio, variance: prime.variance / ratio.powi(2), ..prime }
    }

    fn standard_entropy(&self) -> f64 {
        self.prime().standard_entropy() - self.ratio().ln()
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.prime().draw(rng) / self.ratio()
    }
}

family! {
    /// The distribution of the odds Y / (1 - Y), Y a beta variable, also called beta prime.
    ///
    /// ```text
    /// f(x) = x^(a - 1) (1 + x)^(-a - b) / B(a, b),   x ≥ 0
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::continuous::{BetaPrime, Continuous};
    /// assert!((BetaPrime::new(2.0, 3.0)?.mean() - 1.0).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    BetaPrime, "betaprime" {
        a: positive(a) => "positive and finite",
        b: positive(b) => "positive and finite",
    }
}

impl ContinuousShape for BetaPrime {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_density(&self, x: f64) -> f64 {
        let Self { a, b } = *self;
        if a > 10.0 && b > 10.0 && x > 0.0 {
            let (y, rest) = (x / (1.0 + x), 1.0 / (1.0 + x));
            let n = a + b - 2.0;
            return log_binomial_term(a - 1.0, n, y, rest) + (n + 1.0).ln() + 2.0 * rest.ln();
        }
        xlogy(a - 1.0, x) - xlog1py(a + b, x) - betaln(a, b)
    }

    fn lower_tail(&self, x: f64) -> f64 {
        if x < 1.0 {
            betainc(self.a, self.b, x / (1.0 + x))
        } else {
            betaincc(self.b, self.a, 1.0 / (1.0 + x))
        }
    }

    fn upper_tail(&self, x: f64) -> f64 {
        if x < 1.0 {
            betaincc(self.a, self.b, x / (1.0 + x))
        } else {
            betainc(self.b, self.a, 1.0 / (1.0 + x))
        }
    }

    fn log_lower_tail(&self, x: f64) -> f64 {
        log_betainc(self.a, self.b, x / (1.0 + x), 1.0 / (1.0 + x))
    }

    fn log_upper_tail(&self, x: f64) -> f64 {
        log_betainc(self.b, self.a, 1.0 / (1.0 + x), x / (1.0 + x))
    }

    fn lower_quantile(&self, p: f64) -> f64 {
        lower_odds(self.a, self.b, p)
    }

    fn upper_quantile(&self, q: f64) -> f64 {
        upper_odds(self.a, self.b, q)
    }

    fn tail_index(&self) -> f64 {
        self.b
    }

    fn standard_moments(&self) -> Moments {
        let Self { a, b } = *self;
        let sum = a + b - 1.0;
        let above =
            |order: f64, value: f64, otherwise: f64| if b > order { value } else { otherwise };
        let variance = a * sum / ((b - 1.0).powi(2) * (b - 2.0));
        let skewness = 2.0 * (2.0 * a + b - 1.0) / (b - 3.0) * ((b - 2.0) / (a * sum)).sqrt();
        let fourth = 5.0 * b - 11.0 + (b - 1.0).powi(2) * (b - 2.0) / (a * sum);
        Moments {
            mean: above(1.0, a / (b - 1.0), f64::INFINITY),
            variance: above(2.0, variance, f64::INFINITY),
            skewness: above(3.0, skewness, f64::NAN),
            kurtosis: above(4.0, 6.0 * fourth / ((b - 3.0) * (b - 4.0)), f64::NAN),
        }
    }

    fn standard_entropy(&self) -> f64 {
        let Self { a, b } = *self;
        if a + b > 1e3 {
            return crate::distributions::numerics::default_entropy(self);
        }
        betaln(a, b) - (a - 1.0) * digamma(a) - (b + 1.0) * digamma(b) + (a + b) * digamma(a + b)
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Gamma::of(self.a).draw(rng) / Gamma::of(self.b).draw(rng)
    }
}
