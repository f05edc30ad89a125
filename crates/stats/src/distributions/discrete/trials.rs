//! Counts of independent trials and of rare events.
//!
//! Counterpart of `scipy.stats.binom`, `bernoulli`, `geom`, `nbinom` and `poisson`.

use onkai_special::{betainc, betaincc, entr, gammainc, gammaincc, xlog1py};
use rand::{Rng, RngExt};

use super::shape::DiscreteShape;
use crate::distributions::continuous::{Moments, Support};
use crate::distributions::family::positive;
use crate::distributions::numerics::{
    log_betainc, log_binomial_term, log_gammainc, log_gammaincc, log_poisson_term,
};

/// A count: whole, finite, not negative.
pub(crate) fn is_count(n: f64) -> bool {
    (0.0..9e15).contains(&n) && n == n.floor()
}

family! {
    /// Successes among `n` trials: P(k) = C(n, k) p^k (1 - p)^(n - k).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Binomial, Discrete};
    /// let binom = Binomial::new(1000.0, 0.5)?;
    /// assert!((binom.logcdf(0.0) - 1000.0 * 0.5_f64.ln()).abs() < 1e-10);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Binomial, "binom" {
        n: is_count(n) => "a whole number, not negative",
        p: (0.0..=1.0).contains(&p) => "between 0 and 1",
    }
}

impl DiscreteShape for Binomial {
    fn standard_support(&self) -> Support {
        Support { low: 0.0, high: self.n }
    }

    fn log_mass(&self, k: f64) -> f64 {
        log_binomial_term(k, self.n, self.p, 1.0 - self.p)
    }

    fn lower_tail(&self, k: f64) -> f64 {
        betaincc(k + 1.0, self.n - k, self.p)
    }

    fn upper_tail(&self, k: f64) -> f64 {
        betainc(k + 1.0, self.n - k, self.p)
    }

    fn log_lower_tail(&self, k: f64) -> f64 {
        log_betainc(self.n - k, k + 1.0, 1.0 - self.p, self.p)
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        log_betainc(k + 1.0, self.n - k, self.p, 1.0 - self.p)
    }

    fn standard_moments(&self) -> Moments {
        let (n, p, q) = (self.n, self.p, 1.0 - self.p);
        let variance = n * p * q;
        Moments {
            mean: n * p,
            variance,
            skewness: (q - p) / variance.sqrt(),
            kurtosis: (1.0 - 6.0 * p * q) / variance,
        }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match rand_distr::Binomial::new(self.n as u64, self.p) {
            Ok(binomial) => rng.sample(binomial) as f64,
            Err(_) => f64::NAN,
        }
    }
}

family! {
    /// One trial: 1 with probability p, else 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Bernoulli, Discrete};
    /// assert_eq!(Bernoulli::new(0.25)?.variance(), 0.1875);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Bernoulli, "bernoulli" { p: (0.0..=1.0).contains(&p) => "between 0 and 1" }
}

impl DiscreteShape for Bernoulli {
    fn standard_support(&self) -> Support {
        Support::UNIT
    }

    fn log_mass(&self, k: f64) -> f64 {
        if k == 0.0 { (-self.p).ln_1p() } else { self.p.ln() }
    }

    fn lower_tail(&self, _: f64) -> f64 {
        1.0 - self.p
    }

    fn upper_tail(&self, _: f64) -> f64 {
        self.p
    }

    fn standard_moments(&self) -> Moments {
        Binomial { n: 1.0, p: self.p }.standard_moments()
    }

    fn standard_entropy(&self) -> f64 {
        entr(self.p) + entr(1.0 - self.p)
    }
}

family! {
    /// Trials up to the first success: P(k) = (1 - p)^(k - 1) p, k ≥ 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Geometric};
    /// let geom = Geometric::new(0.5)?;
    /// assert_eq!([geom.mean(), geom.sf(10.0)], [2.0, 1.0 / 1024.0]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Geometric, "geom" { p: 0.0 < p && p <= 1.0 => "greater than 0 and at most 1" }
}

impl DiscreteShape for Geometric {
    fn standard_support(&self) -> Support {
        Support { low: 1.0, high: f64::INFINITY }
    }

    fn log_mass(&self, k: f64) -> f64 {
        xlog1py(k - 1.0, -self.p) + self.p.ln()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        -(k * (-self.p).ln_1p()).exp_m1()
    }

    fn upper_tail(&self, k: f64) -> f64 {
        self.log_upper_tail(k).exp()
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        k * (-self.p).ln_1p()
    }

    fn standard_moments(&self) -> Moments {
        let (p, q) = (self.p, 1.0 - self.p);
        Moments {
            mean: 1.0 / p,
            variance: q / (p * p),
            skewness: (2.0 - p) / q.sqrt(),
            kurtosis: 6.0 + p * p / q,
        }
    }

    fn standard_entropy(&self) -> f64 {
        (entr(self.p) + entr(1.0 - self.p)) / self.p
    }
}

family! {
    /// Failures before the n-th success: P(k) = Γ(n + k) / (k! Γ(n)) p^n (1 - p)^k.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, NegativeBinomial};
    /// assert!((NegativeBinomial::new(3.0, 0.5)?.mean() - 3.0).abs() < 1e-15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    NegativeBinomial, "nbinom" {
        n: positive(n) => "positive and finite",
        p: 0.0 < p && p <= 1.0 => "greater than 0 and at most 1",
    }
}

impl DiscreteShape for NegativeBinomial {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_mass(&self, k: f64) -> f64 {
        let n = self.n;
        log_binomial_term(n, n + k, self.p, 1.0 - self.p) + (n / (n + k)).ln()
    }

    fn lower_tail(&self, k: f64) -> f64 {
        betainc(self.n, k + 1.0, self.p)
    }

    fn upper_tail(&self, k: f64) -> f64 {
        betaincc(self.n, k + 1.0, self.p)
    }

    fn log_lower_tail(&self, k: f64) -> f64 {
        log_betainc(self.n, k + 1.0, self.p, 1.0 - self.p)
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        log_betainc(k + 1.0, self.n, 1.0 - self.p, self.p)
    }

    fn standard_moments(&self) -> Moments {
        let (n, p, q) = (self.n, self.p, 1.0 - self.p);
        Moments {
            mean: n * q / p,
            variance: n * q / (p * p),
            skewness: (2.0 - p) / (n * q).sqrt(),
            kurtosis: 6.0 / n + p * p / (n * q),
        }
    }
}

family! {
    /// Rare events of mean number μ: P(k) = e^-μ μ^k / k!.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::distributions::discrete::{Discrete, Poisson};
    /// let poisson = Poisson::new(3.0)?;
    /// assert!((poisson.pmf(2.0) - 4.5 * (-3.0_f64).exp()).abs() < 1e-16);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    Poisson, "poisson" { mu: (0.0..f64::INFINITY).contains(&mu) => "finite and not negative" }
}

impl Poisson {
    /// One whose parameter has been checked.
    pub(crate) fn of(mu: f64) -> Self {
        Self { mu }
    }
}

impl DiscreteShape for Poisson {
    fn standard_support(&self) -> Support {
        Support::POSITIVE
    }

    fn log_mass(&self, k: f64) -> f64 {
        log_poisson_term(k, self.mu)
    }

    fn lower_tail(&self, k: f64) -> f64 {
        gammaincc(k + 1.0, self.mu)
    }

    fn upper_tail(&self, k: f64) -> f64 {
        gammainc(k + 1.0, self.mu)
    }

    fn log_lower_tail(&self, k: f64) -> f64 {
        log_gammaincc(k + 1.0, self.mu)
    }

    fn log_upper_tail(&self, k: f64) -> f64 {
        log_gammainc(k + 1.0, self.mu)
    }

    fn standard_moments(&self) -> Moments {
        let mu = self.mu;
        Moments { mean: mu, variance: mu, skewness: 1.0 / mu.sqrt(), kurtosis: 1.0 / mu }
    }

    fn draw<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        if self.mu == 0.0 {
            return 0.0;
        }
        rand_distr::Poisson::new(self.mu).map_or(f64::NAN, |poisson| rng.sample::<f64, _>(poisson))
    }
}
