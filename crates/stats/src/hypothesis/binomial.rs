//! Tests of counts: one proportion, and two rates.
//!
//! Counterpart of `scipy.stats.binomtest`, `poisson_means_test`.

use onkai_core::{Error, Result};
use onkai_special::{betainccinv, betaincinv, gammaln, ndtri, xlogy};

use super::outcome::{Alternative, ConfidenceInterval, TestResult};
use crate::distributions::discrete::{Binomial, Discrete};
use crate::summary::{check_between, check_level};

/// The outcome of [`binomtest`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinomTestResult {
    /// Number of successes.
    pub k: u64,
    /// Number of trials.
    pub n: u64,
    /// What was tested against.
    pub alternative: Alternative,
    /// The proportion of successes.
    pub statistic: f64,
    /// Probability of a number at least as extreme if the null hypothesis holds.
    pub pvalue: f64,
}

/// How the interval for a proportion is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProportionMethod {
    /// Clopper and Pearson's. The default.
    #[default]
    Exact,
    /// Wilson's.
    Wilson,
    /// Wilson's with a correction for steps.
    WilsonCorrected,
}

impl BinomTestResult {
    /// An interval for the probability of success; one-sided if the test was.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `confidence_level` is not between 0 and 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::{Alternative, ProportionMethod, binomtest};
    ///
    /// let found = binomtest(7, 50, 0.1, Alternative::TwoSided)?;
    /// let interval = found.proportion_ci(0.95, ProportionMethod::Exact)?;
    /// assert!((interval.low - 0.0581917).abs() < 1e-7);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    pub fn proportion_ci(
        &self,
        confidence_level: f64,
        method: ProportionMethod,
    ) -> Result<ConfidenceInterval> {
        check_level(confidence_level)?;
        let tail = match self.alternative {
            Alternative::TwoSided => 0.5 * (1.0 - confidence_level),
            Alternative::Less | Alternative::Greater => 1.0 - confidence_level,
        };
        let interval = match method {
            ProportionMethod::Exact => self.exact(tail),
            ProportionMethod::Wilson => self.wilson(-ndtri(tail), false),
            ProportionMethod::WilsonCorrected => self.wilson(-ndtri(tail), true),
        };
        let no_low = self.k == 0 || self.alternative == Alternative::Less;
        let no_high = self.k == self.n || self.alternative == Alternative::Greater;
        Ok(ConfidenceInterval {
            low: if no_low { 0.0 } else { interval.low },
            high: if no_high { 1.0 } else { interval.high },
        })
    }

    fn exact(&self, tail: f64) -> ConfidenceInterval {
        let (k, n) = (self.k as f64, self.n as f64);
        ConfidenceInterval {
            low: betaincinv(k, n - k + 1.0, tail),
            high: betainccinv(k + 1.0, n - k, tail),
        }
    }

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17, 1998.
    fn wilson(&self, z: f64, is_corrected: bool) -> ConfidenceInterval {
        let (n, p) = (self.n as f64, self.statistic);
        let (square, q) = (z * z, 1.0 - p);
        let scale = 2.0 * (n + square);
        let center = (2.0 * n * p + square) / scale;
        let reach = |sign: f64| {
            let step = square - sign * 2.0 - n.recip() + 4.0 * p * (n * q + sign);
            (1.0 + z * step.sqrt()) / scale
        };
        if is_corrected {
            return ConfidenceInterval { low: center - reach(1.0), high: center + reach(-1.0) };
        }
        let delta = z / scale * (4.0 * n * p * q + square).sqrt();
        ConfidenceInterval { low: center - delta, high: center + delta }
    }
}

/// Numbers whose probabilities differ by less are equally extreme.
const SLACK: f64 = 1.0 + 1e-7;

/// The exact test of `k` successes in `n` trials: is the probability of success `p`?
///
/// Two-sided it adds up all numbers that are not more probable than `k`.
///
/// # Errors
///
/// [`Error::Parameter`] for no trials or 9·10¹⁵ and more, more successes than trials, or `p` outside
/// `[0, 1]`.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Alternative, binomtest};
/// let found = binomtest(3, 15, 0.1, Alternative::Greater)?;
/// assert!((found.pvalue - 0.18406106910639114).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn binomtest(k: u64, n: u64, p: f64, alternative: Alternative) -> Result<BinomTestResult> {
    if n < 1 {
        return Err(Error::parameter("n", n as f64, "at least 1"));
    }
    if n < k {
        return Err(Error::parameter("k", k as f64, "at most `n`"));
    }
    check_between("p", p, 1.0, "between 0 and 1")?;
    let (successes, trials) = (k as f64, n as f64);
    let binomial = Binomial::new(trials, p)?;
    let pvalue = match alternative {
        Alternative::Less => binomial.cdf(successes),
        Alternative::Greater => binomial.sf(successes - 1.0),
        Alternative::TwoSided => two_sided(k, n, &binomial),
    };
    Ok(BinomTestResult { k, n, alternative, statistic: successes / trials, pvalue })
}

fn two_sided(k: u64, n: u64, binomial: &Binomial) -> f64 {
    let successes = k as f64;
    let mean = binomial.mean();
    if successes == mean {
        return 1.0;
    }
    let limit = binomial.pmf(successes) * SLACK;
    let is_rare = |i: u64| binomial.pmf(i as f64) <= limit;
    let total = if successes < mean {
        // Probabilities fall above the mean: find the first rare number by halving.
        let (mut low, mut high) = (mean.ceil() as u64, n.saturating_add(1));
        while low < high {
            let middle = u64::midpoint(low, high);
            if is_rare(middle) { high = middle } else { low = middle + 1 }
        }
        binomial.cdf(successes) + binomial.sf(low as f64 - 1.0)
    } else {
        // Below the mean they rise: count the rare ones.
        let (mut low, mut high) = (0, mean.floor() as u64 + 1);
        while low < high {
            let middle = u64::midpoint(low, high);
            if is_rare(middle) { low = middle + 1 } else { high = middle }
        }
        binomial.cdf(low as f64 - 1.0) + binomial.sf(successes - 1.0)
    };
    total.min(1.0)
}

/// Numbers of events, and over how much they were counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonCount {
    /// Number of events.
    pub k: u64,
    /// Size of what was observed, e.g. time; positive.
    pub n: f64,
}

/// The E-test of two Poisson rates: do they differ by `diff`?
///
/// # Errors
///
/// [`Error::Parameter`] for sizes that are not positive, or a negative `diff`.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Alternative, PoissonCount, poisson_means_test};
///
/// let (x, y) = (PoissonCount { k: 0, n: 100.0 }, PoissonCount { k: 3, n: 100.0 });
/// let found = poisson_means_test(x, y, 0.0, Alternative::TwoSided)?;
/// assert!((found.pvalue - 0.08837900929018157).abs() < 1e-9);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// K. Krishnamoorthy, J. Thomson, "A more powerful test for comparing two Poisson means", J. Stat. Plan.
/// Inference 119, 2004. <https://doi.org/10.1016/S0378-3758(02)00408-1>
pub fn poisson_means_test(
    x: PoissonCount,
    y: PoissonCount,
    diff: f64,
    alternative: Alternative,
) -> Result<TestResult> {
    onkai_core::check_positive("x", x.n)?;
    onkai_core::check_positive("y", y.n)?;
    if !diff.is_finite() || diff < 0.0 {
        return Err(Error::parameter("diff", diff, "at least 0"));
    }
    let (k_x, k_y) = (x.k as f64, y.k as f64);
    let rate = (k_x + k_y) / (x.n + y.n) - diff * x.n / (x.n + y.n);
    if rate <= 0.0 {
        // No events, or fewer than the difference asks for: nothing speaks against it.
        return Ok(TestResult { statistic: 0.0, pvalue: 1.0 });
    }
    let pivot = |a: f64, b: f64| {
        let (a, b) = (a / x.n, b / y.n);
        (a - b - diff) / (a / x.n + b / y.n).sqrt()
    };
    let statistic = pivot(k_x, k_y);
    let is_extreme = |t: f64| match alternative {
        Alternative::TwoSided => statistic.abs() <= t.abs(),
        Alternative::Less => t <= statistic,
        Alternative::Greater => statistic <= t,
    };
    let (first, second) = (poisson((rate + diff) * x.n), poisson(rate * y.n));
    let mut pvalue = 0.0;
    for (a, p) in &first {
        pvalue += p * second
            .iter()
            .filter(|(b, _)| is_extreme(pivot(*a, *b)))
            .map(|(_, q)| q)
            .sum::<f64>();
    }
    Ok(TestResult { statistic, pvalue: pvalue.min(1.0) })
}

/// The numbers of events that matter, with their probabilities.
fn poisson(mean: f64) -> Vec<(f64, f64)> {
    let reach = 9.0 * mean.sqrt() + 20.0;
    let first = (mean - reach).max(0.0).floor() as u64;
    let probability = |k: f64| (xlogy(k, mean) - mean - gammaln(k + 1.0)).exp();
    let range = first..=(mean + 2.0 * reach).ceil() as u64;
    range.map(|k| (k as f64, probability(k as f64))).filter(|(_, p)| 1e-18 < *p).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_counts_are_refused() {
        assert!(binomtest(0, 0, 0.5, Alternative::Less).is_err());
        assert!(binomtest(3, 2, 0.5, Alternative::Less).is_err());
        assert!(binomtest(1, 2, f64::NAN, Alternative::Less).is_err());
        assert!(binomtest(1, 2, 1.5, Alternative::Less).is_err());
        let found = binomtest(1, 2, 0.5, Alternative::Less).unwrap();
        assert!(found.proportion_ci(1.2, ProportionMethod::Exact).is_err());
        let (bad, good) = (PoissonCount { k: 1, n: 0.0 }, PoissonCount { k: 1, n: 1.0 });
        assert!(poisson_means_test(bad, good, 0.0, Alternative::Less).is_err());
        assert!(poisson_means_test(good, good, -1.0, Alternative::Less).is_err());
    }

    #[test]
    fn all_or_no_successes_have_open_ends() {
        let none = binomtest(0, 5, 0.5, Alternative::TwoSided).unwrap();
        for method in [ProportionMethod::Exact, ProportionMethod::Wilson] {
            assert_eq!(none.proportion_ci(0.95, method).unwrap().low, 0.0);
        }
        let all = binomtest(5, 5, 1.0, Alternative::TwoSided).unwrap();
        assert_eq!(all.pvalue, 1.0);
        assert_eq!(all.proportion_ci(0.9, ProportionMethod::WilsonCorrected).unwrap().high, 1.0);
    }
}
