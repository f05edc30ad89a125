//! Draws from urns, and trials whose probability is itself drawn.
//!
//! Counterpart of `scipy.stats.hypergeom`, `nhypergeom` and `betabinom`.

use onkai_special::betaln;

use super::shape::DiscreteShape;
use super::summation::tails_by_sum;
use super::trials::is_count;
use crate::distributions::continuous::{Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::log_binomial_term;

/// ln C(n, k)
fn log_choose(n: f64, k: f64) -> f64 {
    -(n + 1.0).ln() - betaln(n - k + 1.0, k + 1.0)
}

family! {
    /// Good ones among `drawn` that are drawn without replacement from `total`, of which `good`
    /// are; SciPy's N, M and n.
    ///
    /// ```text
    /// P(k) = C(good, k) C(total - good, drawn - k) / C(total, drawn)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Hypergeometric};
    /// // Aces in a hand of five.
    /// let hypergeom = Hypergeometric::new(52.0, 4.0, 5.0)?;
    /// assert!((hypergeom.pmf(4.0) - 48.0 / 2_598_960.0).abs() < 1e-18);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Hypergeometric, "hypergeom" {
        total: is_count(total) => "a whole number, not negative",
        good: is_count(good) && good <= total => "a whole number, at most `total`",
        drawn: is_count(drawn) && drawn <= total => "a whole number, at most `total`",
    }
}

impl DiscreteShape for Hypergeometric {
    fn standard_support(&self) -> Support {
        Support {
            low: (self.drawn + self.good - self.total).max(0.0),
            high: self.good.min(self.drawn),
        }
    }

    fn log_mass(&self, k: f64) -> f64 {
        let Self { total, good, drawn } = *self;
        if drawn == 0.0 || drawn == total {
            return 0.0;
        }
        let (p, q) = (drawn / total, (total - drawn) / total);
        log_binomial_term(k, good, p, q) + log_binomial_term(drawn - k, total - good, p, q)
            - log_binomial_term(drawn, total, p, q)
    }

    fn lower_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, self.good * (self.drawn / self.total)).0
    }

    fn upper_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, self.good * (self.drawn / self.total)).1
    }
}

family! {
    /// Good ones drawn without replacement before the `bad`-th bad one; SciPy's M, n and r.
    ///
    /// ```text
    /// P(k) = C(k + bad - 1, k) C(total - bad - k, good - k) / C(total, good)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, NegativeHypergeometric};
    /// let nhypergeom = NegativeHypergeometric::new(20.0, 7.0, 12.0)?;
    /// assert!((nhypergeom.mean() - 6.0).abs() < 1e-13);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    NegativeHypergeometric, "nhypergeom" {
        total: is_count(total) => "a whole number, not negative",
        good: is_count(good) && good <= total => "a whole number, at most `total`",
        bad: is_count(bad) && bad <= total - good => "a whole number, at most `total` - `good`",
    }
}

impl NegativeHypergeometric {
    fn center(&self) -> f64 {
        self.bad * self.good / (self.total - self.good + 1.0)
    }
}

impl DiscreteShape for NegativeHypergeometric {
    fn standard_support(&self) -> Support {
        // Without a bad one to wait for nothing is drawn.
        Support { low: 0.0, high: if self.bad == 0.0 { 0.0 } else { self.good } }
    }

    fn log_mass(&self, k: f64) -> f64 {
        let Self { total, good, bad } = *self;
        if bad == 0.0 {
            return 0.0;
        }
        log_choose(k + bad - 1.0, k) + log_choose(total - bad - k, good - k)
            - log_choose(total, good)
    }

    fn lower_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, self.center()).0
    }

    fn upper_tail(&self, k: f64) -> f64 {
        tails_by_sum(self, k, self.center()).1
    }
}

family! {
    /// Successes among `n` trials whose probability comes from a beta distribution.
    ///
    /// ```text
    /// P(k) = C(n, k) B(k + a, n - k + b) / B(a, b)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{BetaBinomial, Discrete};
    /// // Uniform for a = b = 1.
    /// assert!((BetaBinomial::new(9.0, 1.0, 1.0)?.cdf(3.0) - 0.4).abs() < 1e-14);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    BetaBinomial, "betabinom" {
        n: is_count(n) => "a whole number, not negative",
        a: positive(a) => "positive and finite",
        b: positive(b) => "positive and finite",
    }
}

impl BetaBinomial {
    /// Both tails; there may be a mode at either end, so no term is left out.
    fn tails(&self, k: f64) -> (f64, f64) {
        let sum = |from: u64, to: u64| (from..=to).map(|j| self.log_mass(j as f64).exp()).sum();
        let (k, n) = (k as u64, self.n as u64);
        if k < n / 2 {
            let lower: f64 = sum(0, k);
            (lower, if lower < 0.5 { 1.0 - lower } else { sum(k + 1, n) })
        } else {
            let upper: f64 = sum(k + 1, n);
            (if upper < 0.5 { 1.0 - upper } else { sum(0, k) }, upper)
        }
    }
}

impl DiscreteShape for BetaBinomial {
    fn standard_support(&self) -> Support {
        Support { low: 0.0, high: self.n }
    }

    fn log_mass(&self, k: f64) -> f64 {
        let Self { n, a, b } = *self;
        log_choose(n, k) + betaln(k + a, n - k + b) - betaln(a, b)
    }

    fn lower_tail(&self, k: f64) -> f64 {
        self.tails(k).0
    }

    fn upper_tail(&self, k: f64) -> f64 {
        self.tails(k).1
    }

    fn standard_moments(&self) -> Moments {
        let n = self.n as u64;
        let sum = |f: &dyn Fn(f64) -> f64| -> f64 {
            (0..=n).map(|k| f(k as f64) * self.log_mass(k as f64).exp()).sum()
        };
        let mean = self.n * self.a / (self.a + self.b);
        let variance = sum(&|k| (k - mean).powi(2));
        let deviation = variance.sqrt();
        Moments {
            mean,
            variance,
            skewness: sum(&|k| ((k - mean) / deviation).powi(3)),
            kurtosis: sum(&|k| ((k - mean) / deviation).powi(4)) - 3.0,
        }
    }
}
