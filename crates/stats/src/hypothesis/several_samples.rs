//! Do several samples have the same mean, or the same location?
//!
//! Counterpart of `scipy.stats.f_oneway`, `alexandergovern`, `kruskal`, `friedmanchisquare`,
//! `median_test`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::{Error, Real, Result};

use super::chi_square::{ContingencyOptions, chi2_contingency};
use super::outcome::{TestResult, any_nan, groups};
use super::tails::{chi2_sf, f_sf};
use crate::quantile::select_median;
use crate::rank::rank_average;
use crate::summary::{check_same_len, mean_of, squares_of, sum, variance_of};

/// One-way analysis of variance: do normal populations have the same mean?
///
/// With `equal_variances` the classical test, else Welch's.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples, an empty one (one of fewer than two values in
/// Welch's test), or no more values than samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b) = (array![1.0, 2.0, 3.0], array![4.0, 5.0, 7.0]);
/// assert!(onkai_stats::f_oneway(&[&*a, &*b], true)?.pvalue < 0.05);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// B. L. Welch, "On the comparison of several mean values", Biometrika 38, 1951.
/// <https://doi.org/10.1093/biomet/38.3-4.330>
pub fn f_oneway<T: Real>(samples: &[&ArrayRef1<T>], equal_variances: bool) -> Result<TestResult> {
    let samples = groups(samples, 2, if equal_variances { 1 } else { 2 })?;
    let all = samples.concat();
    if all.len() <= samples.len() {
        let (name, expected) = ("samples", samples.len() + 1);
        return Err(Error::TooShort { name, expected, actual: all.len() });
    }
    let is_constant = |x: &[f64]| x.iter().all(|v| *v == x[0]);
    if is_constant(&all) {
        return Ok(TestResult::NAN);
    }
    if samples.iter().all(|x| is_constant(x)) {
        return Ok(TestResult { statistic: f64::INFINITY, pvalue: 0.0 });
    }
    let k = samples.len() as f64;
    let n = all.len() as f64;
    if equal_variances {
        let mean = mean_of(&all);
        let between: f64 =
            samples.iter().map(|x| x.len() as f64 * (mean_of(x) - mean).powi(2)).sum();
        let within: f64 = samples.iter().map(|x| squares_of(x)).sum();
        let statistic = (between / (k - 1.0)) / (within / (n - k));
        return Ok(TestResult { statistic, pvalue: f_sf(statistic, k - 1.0, n - k) });
    }
    let weights: Vec<f64> = samples.iter().map(|x| x.len() as f64 / variance_of(x, 1.0)).collect();
    let total = sum(&weights);
    let mean = samples.iter().zip(&weights).map(|(x, w)| w * mean_of(x)).sum::<f64>() / total;
    let between: f64 =
        samples.iter().zip(&weights).map(|(x, w)| w * (mean_of(x) - mean).powi(2)).sum();
    let spread: f64 = { samples.iter().zip(&weights) }
        .map(|(x, w)| (1.0 - w / total).powi(2) / (x.len() as f64 - 1.0))
        .sum();
    let statistic = between / (k - 1.0) / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * spread);
    let df = (k * k - 1.0) / (3.0 * spread);
    Ok(TestResult { statistic, pvalue: f_sf(statistic, k - 1.0, df) })
}

/// The Alexander-Govern test: do normal populations of any variances have the same mean?
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples, or one of fewer than two values;
/// [`Error::Values`] for a sample of equal values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b) = (array![1.0, 2.0, 3.0], array![4.0, 5.0, 9.0]);
/// assert!(onkai_stats::alexandergovern(&[&*a, &*b])?.pvalue < 0.2);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// R. A. Alexander, D. M. Govern, "A new and simpler approximation for ANOVA under variance
/// heterogeneity", J. Educ. Stat. 19, 1994. <https://doi.org/10.2307/1165140>
pub fn alexandergovern<T: Real>(samples: &[&ArrayRef1<T>]) -> Result<TestResult> {
    let samples = groups(samples, 2, 2)?;
    if samples.iter().any(|x| x.iter().all(|v| *v == x[0])) {
        return Err(Error::Values { name: "samples", requirement: "not be constant" });
    }
    let squared_errors: Vec<f64> =
        samples.iter().map(|x| variance_of(x, 1.0) / x.len() as f64).collect();
    let total: f64 = squared_errors.iter().map(|e| e.recip()).sum();
    let mean: f64 = samples.iter().zip(&squared_errors).map(|(x, e)| mean_of(x) / e / total).sum();
    let statistic: f64 = { samples.iter().zip(&squared_errors) }
        .map(|(x, e)| normalized_t((mean_of(x) - mean) / e.sqrt(), x.len() as f64 - 1.0).powi(2))
        .sum();
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, samples.len() as f64 - 1.0) })
}

/// Hill's transformation of a t-statistic to a normal one.
fn normalized_t(t: f64, df: f64) -> f64 {
    let a = df - 0.5;
    let b = 48.0 * a * a;
    let c = (a * (t * t / df).ln_1p()).sqrt();
    let tail = 4.0 * c.powi(7) + 33.0 * c.powi(5) + 240.0 * c.powi(3) + 855.0 * c;
    c + (c.powi(3) + 3.0 * c) / b - tail / (10.0 * b * b + 8.0 * b * c.powi(4) + 1000.0 * b)
}

/// The Kruskal-Wallis test: do populations have the same median?
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples, or an empty one. NaN if all values are equal.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b) = (array![1.0, 3.0, 5.0], array![2.0, 4.0, 6.0]);
/// assert!((onkai_stats::kruskal(&[&*a, &*b])?.statistic - 3.0 / 7.0).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn kruskal<T: Real>(samples: &[&ArrayRef1<T>]) -> Result<TestResult> {
    let samples = groups(samples, 2, 1)?;
    if any_nan(&samples) {
        return Ok(TestResult::NAN);
    }
    let ranked = rank_average(&samples.concat());
    let n = ranked.ranks.len() as f64;
    let (mut rest, mut squares) = (&ranked.ranks[..], 0.0);
    for x in &samples {
        let (own, others) = rest.split_at(x.len());
        squares += sum(own).powi(2) / x.len() as f64;
        rest = others;
    }
    let statistic = (12.0 / (n * (n + 1.0)) * squares - 3.0 * (n + 1.0)) / ranked.correction();
    let statistic = if ranked.correction() == 0.0 { f64::NAN } else { statistic };
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, samples.len() as f64 - 1.0) })
}

/// Friedman's test: do repeated measurements have the same distribution?
///
/// Each sample is a treatment; their values at the same place belong together.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than three samples or empty ones, [`Error::Shape`] when their lengths
/// differ.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b, c) = (array![1.0, 2.0, 3.0], array![2.0, 3.0, 4.0], array![5.0, 6.0, 7.0]);
/// assert_eq!(onkai_stats::friedmanchisquare(&[&*a, &*b, &*c])?.statistic, 6.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn friedmanchisquare<T: Real>(samples: &[&ArrayRef1<T>]) -> Result<TestResult> {
    let samples = groups(samples, 3, 1)?;
    let n = samples[0].len();
    for x in &samples {
        check_same_len("samples", x.len(), n)?;
    }
    if any_nan(&samples) {
        return Ok(TestResult::NAN);
    }
    let (k, mut ties) = (samples.len(), 0.0);
    let mut sums = vec![0.0; k];
    for i in 0..n {
        let ranked = rank_average(&samples.iter().map(|x| x[i]).collect::<Vec<f64>>());
        ties += ranked.tie_term();
        sums.iter_mut().zip(&ranked.ranks).for_each(|(s, r)| *s += r);
    }
    let (k, n) = (k as f64, n as f64);
    let correction = 1.0 - ties / (k * (k * k - 1.0) * n);
    let squares: f64 = sums.iter().map(|s| s * s).sum();
    let statistic = (12.0 / (k * n * (k + 1.0)) * squares - 3.0 * n * (k + 1.0)) / correction;
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, k - 1.0) })
}

/// Where [`median_test`] counts values that equal the median of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MedianTies {
    /// Below. The default.
    #[default]
    Below,
    /// Above.
    Above,
    /// Nowhere.
    Ignore,
}

/// The outcome of [`median_test`].
#[derive(Clone, Debug, PartialEq)]
pub struct MedianTestResult {
    /// The statistic of the test of the table.
    pub statistic: f64,
    /// Its p-value.
    pub pvalue: f64,
    /// The median of all values.
    pub median: f64,
    /// How many values of each sample are above (first row) and below.
    pub table: Array2<f64>,
}

/// Mood's median test: do populations have the same median?
///
/// `options` are those of the test of the table of values above and below the median of all.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples or an empty one, [`Error::Values`] when all values
/// lie on one side of the median or a sample has none that count. NaN in a sample gives a NaN result
/// with an empty table.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{ContingencyOptions, MedianTies, median_test};
///
/// let (a, b) = (array![1.0, 2.0, 3.0, 9.0], array![4.0, 5.0, 6.0, 0.0]);
/// let found = median_test(&[&*a, &*b], MedianTies::Below, &ContingencyOptions::default())?;
/// assert_eq!(found.table, array![[1.0, 3.0], [3.0, 1.0]]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn median_test<T: Real>(
    samples: &[&ArrayRef1<T>],
    ties: MedianTies,
    options: &ContingencyOptions,
) -> Result<MedianTestResult> {
    let samples = groups(samples, 2, 1)?;
    if any_nan(&samples) {
        let (statistic, pvalue, median) = (f64::NAN, f64::NAN, f64::NAN);
        return Ok(MedianTestResult { statistic, pvalue, median, table: Array2::zeros((2, 0)) });
    }
    let median = select_median(&mut samples.concat());
    let table = Array2::from_shape_fn((2, samples.len()), |(row, k)| {
        let is_counted = |v: &&f64| {
            let is_above = **v > median || **v == median && ties == MedianTies::Above;
            let is_below = **v < median || **v == median && ties == MedianTies::Below;
            if row == 0 { is_above } else { is_below }
        };
        samples[k].iter().filter(is_counted).count() as f64
    });
    let is_empty = |sum: f64| sum == 0.0;
    if table.rows().into_iter().any(|row| is_empty(row.sum())) {
        let requirement = "have values on both sides of the median of all";
        return Err(Error::Values { name: "samples", requirement });
    }
    if table.columns().into_iter().any(|column| is_empty(column.sum())) {
        let requirement = "have values other than the median of all where those are ignored";
        return Err(Error::Values { name: "samples", requirement });
    }
    let found = chi2_contingency(&table, options)?;
    Ok(MedianTestResult { statistic: found.statistic, pvalue: found.pvalue, median, table })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn constant_samples_are_the_same_or_infinitely_apart() {
        let (a, b) = (array![3.0, 3.0], array![5.0, 5.0]);
        assert_eq!(f_oneway(&[&*a, &*b], true).unwrap().pvalue, 0.0);
        assert!(f_oneway(&[&*a, &*a], true).unwrap().pvalue.is_nan());
        assert!(kruskal(&[&*a, &*a]).unwrap().pvalue.is_nan());
        assert!(matches!(alexandergovern(&[&*a, &*b]), Err(Error::Values { .. })));
    }

    #[test]
    fn unfit_samples_are_refused() {
        let (a, one) = (array![1.0, 2.0, 4.0], array![1.0]);
        assert!(f_oneway(&[&*a], true).is_err() && kruskal(&[&*a]).is_err());
        assert!(f_oneway(&[&*one, &*one], true).is_err());
        assert!(f_oneway(&[&*one, &*a], false).is_err());
        assert!(alexandergovern(&[&*one, &*a]).is_err());
        assert!(friedmanchisquare(&[&*a, &*a]).is_err());
        assert!(friedmanchisquare(&[&*a, &*a, &*one]).is_err());
        let run = |x: &ndarray::Array1<f64>, y: &ndarray::Array1<f64>, ties| {
            median_test(&[&**x, &**y], ties, &ContingencyOptions::default())
        };
        assert!(matches!(run(&one, &one, MedianTies::Below), Err(Error::Values { .. })));
        let middle = array![2.0, 2.0];
        assert!(matches!(run(&a, &middle, MedianTies::Ignore), Err(Error::Values { .. })));
    }

    #[test]
    fn nan_propagates() {
        let (a, b) = (array![1.0, 2.0, 4.0], array![1.0, f64::NAN, 3.0]);
        assert!(f_oneway(&[&*a, &*b], true).unwrap().pvalue.is_nan());
        assert!(f_oneway(&[&*a, &*b], false).unwrap().pvalue.is_nan());
        assert!(kruskal(&[&*a, &*b]).unwrap().pvalue.is_nan());
        assert!(alexandergovern(&[&*a, &*b]).unwrap().pvalue.is_nan());
        assert!(friedmanchisquare(&[&*a, &*b, &*a]).unwrap().pvalue.is_nan());
        let options = ContingencyOptions::default();
        assert!(median_test(&[&*a, &*b], MedianTies::Above, &options).unwrap().pvalue.is_nan());
    }
}
