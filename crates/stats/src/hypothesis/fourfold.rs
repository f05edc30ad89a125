//! Tables of two rows and two columns.
//!
//! Counterpart of `scipy.stats.fisher_exact`, `contingency.odds_ratio`.

use onkai_core::{Error, Result};
use onkai_special::{gammaln, ndtri};

use super::outcome::{Alternative, ConfidenceInterval, TestResult};
use crate::summary::{LARGEST_TABLE, check_level};

/// Refuses counts of which the distribution has too many values to be computed.
fn check(table: [[u64; 2]; 2]) -> Result<()> {
    let largest = table.as_flattened().iter().map(|count| *count as f64).fold(0.0, f64::max);
    if LARGEST_TABLE < largest {
        return Err(Error::parameter("table", largest, "of counts of at most 2^27"));
    }
    Ok(())
}

/// The distribution of the first count given all margins, by Fisher's argument.
struct Conditional {
    least: u64,
    /// Logarithms of the probabilities of the numbers from `least`, for an odds ratio of 1.
    logs: Vec<f64>,
}

impl Conditional {
    fn new([[a, b], [c, d]]: [[u64; 2]; 2]) -> Self {
        let (row, column, total) = (a + b, a + c, a + b + c + d);
        let least = (row + column).saturating_sub(total);
        let log_choose = |n: u64, k: u64| {
            gammaln(n as f64 + 1.0) - gammaln(k as f64 + 1.0) - gammaln((n - k) as f64 + 1.0)
        };
        let all = log_choose(total, row);
        let log = |k: u64| log_choose(column, k) + log_choose(total - column, row - k) - all;
        Self { least, logs: (least..=row.min(column)).map(log).collect() }
    }

    /// The probabilities for an odds ratio.
    fn probabilities(&self, log_odds: f64) -> Vec<f64> {
        let tilted: Vec<f64> =
            self.logs.iter().enumerate().map(|(i, l)| l + i as f64 * log_odds).collect();
        let largest = tilted.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let p: Vec<f64> = tilted.iter().map(|l| (l - largest).exp()).collect();
        let total: f64 = p.iter().sum();
        p.into_iter().map(|p| p / total).collect()
    }

    fn mean(&self, log_odds: f64) -> f64 {
        self.probabilities(log_odds)
            .iter()
            .enumerate()
            .map(|(i, p)| p * (self.least + i as u64) as f64)
            .sum()
    }
}

/// Probabilities that differ by less are equal.
const SLACK: f64 = 1.0 + 1e-14;

/// Fisher's exact test: are rows and columns of a table independent?
///
/// The statistic is the odds ratio of the sample; "greater" means that it is more than 1.
///
/// A table with an empty row or column gives a NaN statistic and the p-value 1.
///
/// # Errors
///
/// [`Error::Parameter`] for a count above 2²⁷.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Alternative, fisher_exact};
/// let found = fisher_exact([[8, 2], [1, 5]], Alternative::TwoSided)?;
/// assert!((found.pvalue - 0.03496503496503495).abs() < 1e-14);
/// assert_eq!(found.statistic, 20.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn fisher_exact(table: [[u64; 2]; 2], alternative: Alternative) -> Result<TestResult> {
    check(table)?;
    let [[a, b], [c, d]] = table;
    if [a + b, c + d, a + c, b + d].contains(&0) {
        return Ok(TestResult { statistic: f64::NAN, pvalue: 1.0 });
    }
    let conditional = Conditional::new(table);
    let p: Vec<f64> = conditional.logs.iter().map(|l| l.exp()).collect();
    let found = (a - conditional.least) as usize;
    let total: f64 = match alternative {
        Alternative::Less => p[..=found].iter().sum(),
        Alternative::Greater => p[found..].iter().rev().sum(),
        Alternative::TwoSided => p.iter().filter(|p| **p <= near(conditional.logs[found])).sum(),
    };
    Ok(TestResult { statistic: sample_odds(table), pvalue: total.min(1.0) })
}

/// What is as probable as this but for the rounding of logarithms.
fn near(log: f64) -> f64 {
    log.exp() * (SLACK + 1e-15 * log.abs() * 100.0)
}

/// The odds ratio of a table without empty rows and columns.
fn sample_odds([[a, b], [c, d]]: [[u64; 2]; 2]) -> f64 {
    if b == 0 || c == 0 {
        return f64::INFINITY;
    }
    (a as f64 * d as f64) / (b as f64 * c as f64)
}

/// Which odds ratio [`odds_ratio`] estimates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OddsRatioKind {
    /// The one of greatest likelihood given the margins. The default.
    #[default]
    Conditional,
    /// That of the sample.
    Sample,
}

/// The outcome of [`odds_ratio`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsRatioResult {
    /// The estimate; NaN for a table with an empty row or column.
    pub statistic: f64,
    table: [[u64; 2]; 2],
    kind: OddsRatioKind,
}

/// Estimates the odds ratio of a table.
///
/// # Errors
///
/// [`Error::Parameter`] for a count above 2²⁷.
///
/// # Examples
///
/// ```
/// use onkai_stats::{OddsRatioKind, odds_ratio};
/// assert_eq!(odds_ratio([[8, 2], [1, 5]], OddsRatioKind::Sample)?.statistic, 20.0);
/// assert!(odds_ratio([[8, 2], [1, 5]], OddsRatioKind::Conditional)?.statistic < 20.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// J. Cornfield, "A statistical problem arising from retrospective studies", 1956.
pub fn odds_ratio(table: [[u64; 2]; 2], kind: OddsRatioKind) -> Result<OddsRatioResult> {
    check(table)?;
    let [[a, b], [c, d]] = table;
    let statistic = if [a + b, c + d, a + c, b + d].contains(&0) {
        f64::NAN
    } else if kind == OddsRatioKind::Sample {
        sample_odds(table)
    } else {
        let conditional = Conditional::new(table);
        let place = a - conditional.least;
        if place == 0 {
            0.0
        } else if place + 1 == conditional.logs.len() as u64 {
            f64::INFINITY
        } else {
            rising_root(|t| conditional.mean(t) - a as f64).exp()
        }
    };
    Ok(OddsRatioResult { statistic, table, kind })
}

/// The root of a function that rises, by bisection.
fn rising_root(f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-1.0, 1.0);
    while 0.0 < f(low) && -1e3 < low {
        low *= 2.0;
    }
    while f(high) < 0.0 && high < 1e3 {
        high *= 2.0;
    }
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || high <= middle {
            return middle;
        }
        if f(middle) < 0.0 { low = middle } else { high = middle }
    }
}

impl OddsRatioResult {
    /// An interval for the odds ratio, one-sided for the alternatives "less" and "greater".
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `confidence_level` is not between 0 and 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::{Alternative, OddsRatioKind, odds_ratio};
    /// let found = odds_ratio([[8, 2], [1, 5]], OddsRatioKind::Sample)?;
    /// let interval = found.confidence_interval(0.95, Alternative::TwoSided)?;
    /// assert!(1.0 < interval.low && 200.0 < interval.high);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// Where a count of zero leaves the error of a sample's ratio infinite, the interval is open, not NaN.
    pub fn confidence_interval(
        &self,
        confidence_level: f64,
        alternative: Alternative,
    ) -> Result<ConfidenceInterval> {
        check_level(confidence_level)?;
        let tail = match alternative {
            Alternative::TwoSided => 0.5 * (1.0 - confidence_level),
            Alternative::Less | Alternative::Greater => 1.0 - confidence_level,
        };
        let [[a, b], [c, d]] = self.table;
        if self.statistic.is_nan() {
            return Ok(ConfidenceInterval { low: 0.0, high: f64::INFINITY });
        }
        let both = match self.kind {
            OddsRatioKind::Conditional => self.conditional_interval(tail),
            OddsRatioKind::Sample => {
                let error: f64 = [a, b, c, d].iter().map(|n| (*n as f64).recip()).sum();
                let reach = -ndtri(tail) * error.sqrt();
                let center = self.statistic.ln();
                let ends = |t: f64| if t.is_nan() { 0.0 } else { t.exp() };
                let high = center + reach;
                let high = if high.is_nan() { f64::INFINITY } else { high.exp() };
                ConfidenceInterval { low: ends(center - reach), high }
            }
        };
        Ok(match alternative {
            Alternative::TwoSided => both,
            Alternative::Less => ConfidenceInterval { low: 0.0, ..both },
            Alternative::Greater => ConfidenceInterval { high: f64::INFINITY, ..both },
        })
    }

    /// The ratios at which the table is just as extreme as `tail` allows.
    fn conditional_interval(&self, tail: f64) -> ConfidenceInterval {
        let conditional = Conditional::new(self.table);
        let place = (self.table[0][0] - conditional.least) as usize;
        let upper = |t: f64| conditional.probabilities(t)[place..].iter().sum::<f64>();
        let lower = |t: f64| conditional.probabilities(t)[..=place].iter().sum::<f64>();
        let is_last = place + 1 == conditional.logs.len();
        ConfidenceInterval {
            low: if place == 0 { 0.0 } else { rising_root(|t| upper(t) - tail).exp() },
            high: if is_last { f64::INFINITY } else { rising_root(|t| tail - lower(t)).exp() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_say_nothing() {
        let found = fisher_exact([[0, 0], [1, 5]], Alternative::TwoSided).unwrap();
        assert!(found.statistic.is_nan() && found.pvalue == 1.0);
        let found = odds_ratio([[0, 0], [1, 5]], OddsRatioKind::Conditional).unwrap();
        assert!(found.statistic.is_nan());
        let interval = found.confidence_interval(0.9, Alternative::TwoSided).unwrap();
        assert_eq!((interval.low, interval.high), (0.0, f64::INFINITY));
        assert!(found.confidence_interval(1.0, Alternative::Less).is_err());
    }

    #[test]
    fn zeros_make_ratios_zero_or_infinite() {
        assert_eq!(
            odds_ratio([[0, 3], [4, 5]], OddsRatioKind::Conditional).unwrap().statistic,
            0.0
        );
        assert_eq!(
            odds_ratio([[3, 0], [4, 5]], OddsRatioKind::Conditional).unwrap().statistic,
            f64::INFINITY
        );
        let found = odds_ratio([[3, 0], [4, 5]], OddsRatioKind::Sample).unwrap();
        assert_eq!(found.statistic, f64::INFINITY);
        let interval = found.confidence_interval(0.9, Alternative::TwoSided).unwrap();
        assert_eq!((interval.low, interval.high), (0.0, f64::INFINITY));
    }

    #[test]
    fn very_large_counts_are_refused() {
        let table = [[u64::MAX, 1], [1, u64::MAX]];
        assert!(matches!(fisher_exact(table, Alternative::Less), Err(Error::Parameter { .. })));
        assert!(matches!(odds_ratio(table, OddsRatioKind::Sample), Err(Error::Parameter { .. })));
    }
}
