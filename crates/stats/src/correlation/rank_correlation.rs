//! Correlation of ranks.
//!
//! Counterpart of `scipy.stats.spearmanr`, `kendalltau`, `somersd`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

use super::pearson::coefficient;
use crate::hypothesis::{Alternative, PMethod, TestResult};
use crate::rank::rank_average;
use crate::summary::{check_len, check_same_len, check_table, doubles, has_nan};

/// Spearman's correlation: Pearson's of the ranks. The p-value is that of Student's t.
///
/// NaN for a constant sample.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than three pairs.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, spearmanr};
///
/// let (x, y) = (array![1.0, 2.0, 3.0, 4.0, 5.0], array![5.0, 6.0, 7.0, 8.0, 7.0]);
/// let found = spearmanr(&x, &y, Alternative::TwoSided)?;
/// assert!((found.statistic - 0.8207826816681233).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn spearmanr<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TestResult> {
    check_same_len("y", y.len(), x.len())?;
    check_len("x", x.len(), 3)?;
    let (x, y) = (doubles(x), doubles(y));
    if has_nan(&x) || has_nan(&y) {
        return Ok(TestResult::NAN);
    }
    let statistic = coefficient(&rank_average(&x).ranks, &rank_average(&y).ranks);
    let df = x.len() as f64 - 2.0;
    let t = statistic * (df / ((statistic + 1.0) * (1.0 - statistic))).sqrt();
    Ok(TestResult { statistic, pvalue: alternative.of_t(t, df) })
}

/// Which of Kendall's coefficients is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KendallVariant {
    /// Tau-b, with a correction for ties. The default.
    #[default]
    B,
    /// Stuart's tau-c, for tables that are not square.
    C,
}

/// Options of [`kendalltau`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KendallOptions {
    /// The coefficient. Default: tau-b.
    pub variant: KendallVariant,
    /// What is tested against. Default: two-sided.
    pub alternative: Alternative,
    /// How the p-value is computed. Default: exactly if there are no ties and either at most 33 pairs
    /// or at most one pair of pairs in (or out of) order.
    pub method: PMethod,
}

/// Kendall's rank correlation: the share of pairs of points in order, less that of those out of order.
///
/// NaN for a constant sample. Takes time `n log n`.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than two pairs,
/// [`Error::Values`] when the exact p-value is asked for in spite of ties or very many pairs.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{KendallOptions, kendalltau};
///
/// let (x, y) = (array![12.0, 2.0, 1.0, 12.0, 2.0], array![1.0, 4.0, 7.0, 1.0, 0.0]);
/// let found = kendalltau(&x, &y, &KendallOptions::default())?;
/// assert!((found.statistic + 0.4714045207910316).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data", J. Am. Stat.
/// Assoc. 61, 1966. <https://doi.org/10.1080/01621459.1966.10480879>
pub fn kendalltau<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &KendallOptions,
) -> Result<TestResult> {
    check_same_len("y", y.len(), x.len())?;
    check_len("x", x.len(), 2)?;
    let (x, y) = (doubles(x), doubles(y));
    if has_nan(&x) || has_nan(&y) {
        return Ok(TestResult::NAN);
    }
    let pairs = PairCounts::new(&x, &y);
    if pairs.x_tied == pairs.total || pairs.y_tied == pairs.total {
        return Ok(TestResult::NAN);
    }
    let difference = pairs.difference();
    let statistic = match options.variant {
        KendallVariant::B => {
            let scale = (pairs.total - pairs.x_tied).sqrt() * (pairs.total - pairs.y_tied).sqrt();
            difference / scale
        }
        KendallVariant::C => {
            let least = pairs.x_distinct.min(pairs.y_distinct) as f64;
            let n = x.len() as f64;
            2.0 * difference / (n * n * (least - 1.0) / least)
        }
    };
    let statistic = statistic.clamp(-1.0, 1.0);
    let has_ties = pairs.x_tied != 0.0 || pairs.y_tied != 0.0;
    if has_ties && options.method == PMethod::Exact {
        return Err(Error::Values { name: "x", requirement: "have no ties for an exact p-value" });
    }
    let is_extreme = pairs.discordant.min(pairs.total - pairs.discordant) <= 1.0;
    let is_exact = match options.method {
        PMethod::Exact => true,
        PMethod::Auto => !has_ties && (x.len() <= 33 || is_extreme),
        PMethod::Asymptotic => false,
    };
    let pvalue = if is_exact {
        exact_tail(x.len(), (pairs.total - pairs.discordant) as usize, options.alternative)?
    } else {
        options.alternative.of_normal(difference / pairs.variance(x.len() as f64).sqrt())
    };
    Ok(TestResult { statistic, pvalue })
}

/// Numbers of pairs of points, by how they are ordered.
struct PairCounts {
    total: f64,
    discordant: f64,
    x_tied: f64,
    y_tied: f64,
    both_tied: f64,
    /// `Σ t(t-1)(t-2)` and `Σ t(t-1)(2t+5)` of each sample.
    x_terms: [f64; 2],
    y_terms: [f64; 2],
    x_distinct: usize,
    y_distinct: usize,
}

impl PairCounts {
    fn new(x: &[f64], y: &[f64]) -> Self {
        let n = x.len() as f64;
        let (x_ties, y_ties) = (rank_average(x).ties, rank_average(y).ties);
        let pairs_of = |t: f64| t * (t - 1.0) / 2.0;
        let tied = |ties: &[f64]| ties.iter().map(|t| pairs_of(*t)).sum();
        let terms = |ties: &[f64]| {
            let third = ties.iter().map(|t| t * (t - 1.0) * (t - 2.0)).sum();
            [third, ties.iter().map(|t| t * (t - 1.0) * (2.0 * t + 5.0)).sum()]
        };
        let mut points: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
        points.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let both_tied = points.chunk_by(|a, b| a == b).map(|run| pairs_of(run.len() as f64)).sum();
        let mut ordinates: Vec<f64> = points.into_iter().map(|(_, y)| y).collect();
        let mut spare = ordinates.clone();
        Self {
            total: pairs_of(n),
            discordant: inversions(&mut ordinates, &mut spare) as f64,
            x_tied: tied(&x_ties),
            y_tied: tied(&y_ties),
            both_tied,
            x_terms: terms(&x_ties),
            y_terms: terms(&y_ties),
            x_distinct: x_ties.len(),
            y_distinct: y_ties.len(),
        }
    }

    /// Pairs in order less those out of order.
    fn difference(&self) -> f64 {
        self.total - self.x_tied - self.y_tied + self.both_tied - 2.0 * self.discordant
    }

    /// The variance of the difference if the samples are independent.
    fn variance(&self, n: f64) -> f64 {
        let ordered = n * (n - 1.0);
        let plain = (ordered * (2.0 * n + 5.0) - self.x_terms[1] - self.y_terms[1]) / 18.0;
        let pairs = 2.0 * self.x_tied * self.y_tied / ordered;
        let triples = if n < 3.0 {
            0.0
        } else {
            self.x_terms[0] * self.y_terms[0] / (9.0 * ordered * (n - 2.0))
        };
        plain + pairs + triples
    }
}

/// Sorts by merging and counts the pairs that were out of order.
fn inversions(values: &mut [f64], spare: &mut [f64]) -> u64 {
    let n = values.len();
    if n < 2 {
        return 0;
    }
    let middle = n / 2;
    let mut count = inversions(&mut values[..middle], &mut spare[..middle])
        + inversions(&mut values[middle..], &mut spare[middle..]);
    let (mut i, mut j) = (0, middle);
    for out in spare.iter_mut() {
        // A value of the right half that goes first passes all that is left of the left half.
        if j == n || i < middle && values[i] <= values[j] {
            *out = values[i];
            i += 1;
        } else {
            *out = values[j];
            count += (middle - i) as u64;
            j += 1;
        }
    }
    values.copy_from_slice(spare);
    count
}

/// The probability of as many pairs in order, of all orders of `n` values.
///
/// The number is distributed symmetrically; the shorter tail alone is computed, and keeps its digits.
fn exact_tail(n: usize, n_ordered: usize, alternative: Alternative) -> Result<f64> {
    let total = n * (n - 1) / 2;
    let end = n_ordered.min(total - n_ordered);
    check_table("x", end as f64)?;
    // Probabilities of numbers of pairs out of order: the i-th value passes 0 to i - 1 others.
    let mut p = vec![0.0; end + 1];
    let mut sums = vec![0.0; end + 2];
    p[0] = 1.0;
    for i in 2..=n {
        for k in 0..=end {
            sums[k + 1] = sums[k] + p[k];
        }
        for (k, p) in p.iter_mut().enumerate() {
            *p = (sums[k + 1] - sums[(k + 1).saturating_sub(i)]) / i as f64;
        }
    }
    let short: f64 = p.iter().sum();
    let long = 1.0 - (short - p[end]);
    let (less, greater) = if n_ordered == end { (short, long) } else { (long, short) };
    Ok(alternative.of_tails(less, greater))
}

/// Somers' D of `y` given `x`: ordered pairs less disordered ones, among those not tied in `x`.
///
/// The p-value is that of the normal approximation.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than two pairs.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, somersd};
///
/// let (x, y) = (array![1.0, 1.0, 2.0, 3.0], array![1.0, 2.0, 3.0, 3.0]);
/// assert_eq!(somersd(&x, &y, Alternative::TwoSided)?.statistic, 0.8);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// R. H. Somers, "A new asymmetric measure of association for ordinal variables", Am. Sociol. Rev. 27,
/// 1962. <https://doi.org/10.2307/2090408>
pub fn somersd<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TestResult> {
    check_same_len("y", y.len(), x.len())?;
    check_len("x", x.len(), 2)?;
    let (x, y) = (doubles(x), doubles(y));
    if has_nan(&x) || has_nan(&y) {
        return Ok(TestResult::NAN);
    }
    let n = x.len() as f64;
    let size = n * n - rank_average(&x).ties.iter().map(|t| t * t).sum::<f64>();
    if size == 0.0 {
        return Ok(TestResult::NAN);
    }
    // Twice the number of pairs in order less those out of order.
    let difference = 2.0 * PairCounts::new(&x, &y).difference();
    let statistic = difference / size;
    let squares: f64 = (0..x.len())
        .map(|i| {
            let sign = |a: f64, b: f64| f64::from(i8::from(b < a) - i8::from(a < b));
            let own: f64 = (0..x.len()).map(|j| sign(x[i], x[j]) * sign(y[i], y[j])).sum();
            own * own
        })
        .sum();
    let spread = (squares - difference * difference / n).max(0.0).sqrt();
    let z = if spread == 0.0 {
        difference.signum() * f64::INFINITY
    } else {
        difference / (2.0 * spread)
    };
    Ok(TestResult { statistic, pvalue: alternative.of_normal(z) })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        let (x, one) = (array![1.0, 2.0, 2.0], array![1.0]);
        assert!(spearmanr(&x, &one, Alternative::Less).is_err());
        assert!(spearmanr(&one, &one, Alternative::Less).is_err());
        let options = KendallOptions { method: PMethod::Exact, ..Default::default() };
        assert!(matches!(kendalltau(&x, &x, &options), Err(Error::Values { .. })));
        assert!(kendalltau(&one, &one, &options).is_err());
        assert!(somersd(&x, &one, Alternative::Less).is_err());
    }

    #[test]
    fn constant_samples_and_nan_have_no_correlation() {
        let (x, same) = (array![1.0, 2.0, 4.0], array![3.0, 3.0, 3.0]);
        let lost = array![1.0, f64::NAN, 2.0];
        for y in [&same, &lost] {
            assert!(spearmanr(&x, y, Alternative::Less).unwrap().pvalue.is_nan());
            assert!(kendalltau(&x, y, &KendallOptions::default()).unwrap().pvalue.is_nan());
        }
        assert!(somersd(&same, &x, Alternative::Less).unwrap().statistic.is_nan());
    }

    #[test]
    fn many_values_in_order_need_no_large_table() {
        let x = ndarray::Array1::linspace(0.0_f64, 1.0, 50_000);
        let found = kendalltau(&x, &x, &KendallOptions::default()).unwrap();
        assert_eq!((found.statistic, found.pvalue), (1.0, 0.0));
        let options = KendallOptions { method: PMethod::Exact, ..Default::default() };
        let mixed = x.mapv(|v| (1e6 * v).sin());
        assert!(matches!(kendalltau(&x, &mixed, &options), Err(Error::Values { .. })));
    }

    #[test]
    fn orders_are_counted() {
        let mut values = [3.0, 1.0, 2.0, 2.0];
        assert_eq!(inversions(&mut values, &mut [0.0; 4]), 3);
        assert!((exact_tail(3, 3, Alternative::Greater).unwrap() - 1.0 / 6.0).abs() < 1e-15);
        assert!((exact_tail(3, 0, Alternative::Less).unwrap() - 1.0 / 6.0).abs() < 1e-15);
    }
}
