//! Student's t-tests.
//!
//! Counterpart of `scipy.stats.ttest_1samp`, `ttest_rel`, `ttest_ind`, `ttest_ind_from_stats`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

use super::outcome::{Alternative, ConfidenceInterval, sample};
use super::tails::t_ppf;
use crate::summary::{check_level, check_same_len, has_nan, mean_of, sorted, variance_of};

/// The outcome of a t-test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TTestResult {
    /// The t-statistic.
    pub statistic: f64,
    /// Probability of a statistic at least as extreme if the null hypothesis holds.
    pub pvalue: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The mean, or the difference of means, that was found.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// What was tested against.
    pub alternative: Alternative,
}

impl TTestResult {
    fn new(
        estimate: f64,
        null: f64,
        standard_error: f64,
        df: f64,
        alternative: Alternative,
    ) -> Self {
        let statistic = (estimate - null) / standard_error;
        let pvalue = alternative.of_t(statistic, df);
        Self { statistic, pvalue, df, estimate, standard_error, alternative }
    }

    /// An interval for the mean, or the difference of means; one-sided if the test was.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `confidence_level` is not between 0 and 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_stats::{Alternative, ttest_1samp};
    ///
    /// let found = ttest_1samp(&array![1.0, 2.0, 3.0], 0.0, Alternative::TwoSided)?;
    /// let interval = found.confidence_interval(0.9)?;
    /// assert!(interval.low < 2.0 && 2.0 < interval.high);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    pub fn confidence_interval(&self, confidence_level: f64) -> Result<ConfidenceInterval> {
        check_level(confidence_level)?;
        let at = |p: f64| self.estimate + t_ppf(p, self.df) * self.standard_error;
        let tail = 0.5 * (1.0 - confidence_level);
        Ok(match self.alternative {
            Alternative::TwoSided => ConfidenceInterval { low: at(tail), high: at(1.0 - tail) },
            Alternative::Less => {
                ConfidenceInterval { low: f64::NEG_INFINITY, high: at(confidence_level) }
            }
            Alternative::Greater => {
                ConfidenceInterval { low: at(1.0 - confidence_level), high: f64::INFINITY }
            }
        })
    }
}

/// Tests whether the mean of a normal population is `mean`.
///
/// A sample of equal values gives an infinite statistic, or NaN if they equal `mean`.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, ttest_1samp};
///
/// let found = ttest_1samp(&array![1.0, 2.0, 3.0], 2.0, Alternative::TwoSided)?;
/// assert_eq!((found.statistic, found.pvalue), (0.0, 1.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn ttest_1samp<T: Real>(
    x: &ArrayRef1<T>,
    mean: f64,
    alternative: Alternative,
) -> Result<TTestResult> {
    let x = sample("x", x, 2)?;
    let n = x.len() as f64;
    let error = (variance_of(&x, 1.0) / n).sqrt();
    Ok(TTestResult::new(mean_of(&x), mean, error, n - 1.0, alternative))
}

/// Tests whether paired samples of normal populations have equal means.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than two pairs.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, ttest_rel};
///
/// let (before, after) = (array![1.0, 2.0, 3.0], array![2.0, 4.0, 3.5]);
/// assert!(ttest_rel(&before, &after, Alternative::Less)?.pvalue < 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn ttest_rel<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TTestResult> {
    check_same_len("y", y.len(), x.len())?;
    let differences = x.iter().zip(y).map(|(a, b)| a.as_f64() - b.as_f64());
    ttest_1samp(&ndarray::Array1::from_iter(differences), 0.0, alternative)
}

/// Options of [`ttest_ind`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TTestOptions {
    /// The populations have equal variances; else Welch's test. Default: `true`.
    pub equal_variances: bool,
    /// What is tested against. Default: two-sided.
    pub alternative: Alternative,
    /// Proportion of each end that is cut off, below 0.5: Yuen's test. Default: 0.
    pub trim: f64,
}

impl Default for TTestOptions {
    fn default() -> Self {
        Self { equal_variances: true, alternative: Alternative::TwoSided, trim: 0.0 }
    }
}

/// Tests whether two independent samples of normal populations have equal means.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two values, [`Error::Parameter`] when `trim` is out of range.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{TTestOptions, ttest_ind};
///
/// let welch = TTestOptions { equal_variances: false, ..Default::default() };
/// let found = ttest_ind(&array![1.0, 2.0, 3.0], &array![5.0, 9.0, 7.5, 8.0], &welch)?;
/// assert!(found.pvalue < 0.01 && found.df < 5.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// K. K. Yuen, "The two-sample trimmed t for unequal population variances", Biometrika 61, 1974.
/// <https://doi.org/10.1093/biomet/61.1.165>
pub fn ttest_ind<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &TTestOptions,
) -> Result<TTestResult> {
    let (x, y) = (sample("x", x, 2)?, sample("y", y, 2)?);
    if options.trim.is_nan() || options.trim < 0.0 || 0.5 <= options.trim {
        return Err(Error::parameter("trim", options.trim, "at least 0 and below 0.5"));
    }
    let (a, b) = (SampleStats::trimmed(&x, options.trim), SampleStats::trimmed(&y, options.trim));
    Ok(compare(a, b, options))
}

/// Mean, variance and number of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleStats {
    /// The mean.
    pub mean: f64,
    /// The standard deviation, with one degree of freedom less than values.
    pub std: f64,
    /// Number of values.
    pub n: f64,
}

impl SampleStats {
    /// Of a sample with a share of both ends cut: the mean of what is left, and the variance with
    /// what is cut drawn in to the ends of what is left.
    fn trimmed(x: &[f64], share: f64) -> Self {
        if has_nan(x) {
            return Self { mean: f64::NAN, std: f64::NAN, n: x.len() as f64 };
        }
        let n_cut = (x.len() as f64 * share) as usize;
        if n_cut == 0 {
            return Self { mean: mean_of(x), std: variance_of(x, 1.0).sqrt(), n: x.len() as f64 };
        }
        let mut x = sorted(x);
        let (first, last) = (n_cut, x.len() - n_cut);
        let mean = mean_of(&x[first..last]);
        let (low, high) = (x[first], x[last - 1]);
        x[..first].fill(low);
        x[last..].fill(high);
        let std = variance_of(&x, (2 * n_cut + 1) as f64).sqrt();
        Self { mean, std, n: (last - first) as f64 }
    }
}

/// [`ttest_ind`] of samples of which only means, standard deviations and numbers are known.
///
/// `trim` of the options is not used.
///
/// # Errors
///
/// [`Error::Values`] when a standard deviation is negative or a sample has fewer than one value.
///
/// # Examples
///
/// ```
/// use onkai_stats::{SampleStats, TTestOptions, ttest_ind_from_stats};
///
/// let a = SampleStats { mean: 15.0, std: 9.354, n: 13.0 };
/// let b = SampleStats { mean: 12.0, std: 7.874, n: 11.0 };
/// let found = ttest_ind_from_stats(a, b, &TTestOptions::default())?;
/// assert!((found.pvalue - 0.41).abs() < 0.01);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn ttest_ind_from_stats(
    x: SampleStats,
    y: SampleStats,
    options: &TTestOptions,
) -> Result<TTestResult> {
    for (name, stats) in [("x", x), ("y", y)] {
        if stats.std < 0.0 || stats.n.is_nan() || stats.n < 1.0 {
            let requirement = "have a standard deviation of at least 0 and at least one value";
            return Err(Error::Values { name, requirement });
        }
    }
    Ok(compare(x, y, options))
}

fn compare(x: SampleStats, y: SampleStats, options: &TTestOptions) -> TTestResult {
    // The variance of a single value is undefined, but counts for nothing in the pooled one.
    let variance = |s: SampleStats| if s.n == 1.0 { 0.0 } else { s.std * s.std };
    let (df, error) = if options.equal_variances {
        let df = x.n + y.n - 2.0;
        let pooled = ((x.n - 1.0) * variance(x) + (y.n - 1.0) * variance(y)) / df;
        (df, (pooled * (x.n.recip() + y.n.recip())).sqrt())
    } else {
        let (a, b) = (x.std * x.std / x.n, y.std * y.std / y.n);
        let df = (a + b) * (a + b) / (a * a / (x.n - 1.0) + b * b / (y.n - 1.0));
        (if df.is_nan() { 1.0 } else { df }, (a + b).sqrt())
    };
    TTestResult::new(x.mean - y.mean, 0.0, error, df, options.alternative)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn constant_samples_are_infinitely_far_or_undefined() {
        let x = array![2.0, 2.0, 2.0];
        let found = ttest_1samp(&x, 1.0, Alternative::TwoSided).unwrap();
        assert_eq!((found.statistic, found.pvalue), (f64::INFINITY, 0.0));
        assert!(ttest_1samp(&x, 2.0, Alternative::TwoSided).unwrap().pvalue.is_nan());
    }

    #[test]
    fn unfit_arguments_are_refused() {
        let (x, one) = (array![1.0, 2.0, 4.0], array![1.0]);
        assert!(ttest_1samp(&one, 0.0, Alternative::Less).is_err());
        assert!(ttest_rel(&x, &one, Alternative::Less).is_err());
        assert!(ttest_ind(&x, &one, &TTestOptions::default()).is_err());
        for trim in [-0.1, 0.5, f64::NAN] {
            let options = TTestOptions { trim, ..Default::default() };
            assert!(matches!(
                ttest_ind(&x, &x, &options),
                Err(Error::Parameter { name: "trim", .. })
            ));
        }
        let bad = SampleStats { mean: 0.0, std: -1.0, n: 3.0 };
        assert!(ttest_ind_from_stats(bad, bad, &TTestOptions::default()).is_err());
        let found = ttest_1samp(&x, 0.0, Alternative::Greater).unwrap();
        assert!(found.confidence_interval(1.0).is_err());
        assert!(found.confidence_interval(f64::NAN).is_err());
        assert_eq!(found.confidence_interval(0.5).unwrap().high, f64::INFINITY);
    }

    #[test]
    fn nan_propagates() {
        let x = array![1.0, f64::NAN, 3.0];
        for trim in [0.0, 0.4] {
            let options = TTestOptions { trim, ..Default::default() };
            assert!(ttest_ind(&x, &array![1.0, 2.0, 3.0], &options).unwrap().pvalue.is_nan());
        }
    }
}
