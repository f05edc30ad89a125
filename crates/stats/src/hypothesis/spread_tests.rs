//! Do samples have the same spread?
//!
//! Counterpart of `scipy.stats.levene`, `bartlett`, `fligner`, `ansari`, `mood`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};
use onkai_special::ndtri;

use super::counts::{lower_tail, sample_sums, upper_tail};
use super::outcome::{Alternative, TestResult, any_nan, groups, sample};
use super::tails::{chi2_sf, f_sf};
use crate::quantile::select_median;
use crate::rank::rank_average;
use crate::summary::{has_nan, mean_of, sorted, squares_of, sum, variance_of};

/// What [`levene`] and [`fligner`] measure distances from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum SpreadCenter {
    /// The median, for skewed populations (Brown and Forsythe). The default.
    #[default]
    Median,
    /// The mean, for symmetric ones with moderate tails.
    Mean,
    /// The mean without a proportion of both ends, below 0.5, for heavy tails. SciPy's default
    /// proportion is 0.05.
    Trimmed(f64),
}

impl SpreadCenter {
    fn check(self) -> Result<()> {
        match self {
            Self::Trimmed(share) if !(0.0..0.5).contains(&share) => {
                Err(Error::parameter("center", share, "at least 0 and below 0.5"))
            }
            Self::Median | Self::Mean | Self::Trimmed(_) => Ok(()),
        }
    }

    /// Absolute distances from the centre of a sample without NaN.
    fn distances(self, x: &[f64]) -> Vec<f64> {
        let center = match self {
            Self::Median => select_median(&mut x.to_vec()),
            Self::Mean => mean_of(x),
            Self::Trimmed(share) => {
                let n_cut = (share * x.len() as f64) as usize;
                mean_of(&sorted(x)[n_cut..x.len() - n_cut])
            }
        };
        x.iter().map(|v| (v - center).abs()).collect()
    }
}

/// Levene's test: do populations have the same variance?
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples or an empty one, [`Error::Parameter`] for a
/// proportion out of range.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{SpreadCenter, levene};
///
/// let (a, b) = (array![1.0, 2.0, 3.0, 4.0], array![-9.0, 3.0, 12.0, 20.0]);
/// assert!(levene(&[&*a, &*b], SpreadCenter::Median)?.pvalue < 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// M. B. Brown, A. B. Forsythe, "Robust tests for the equality of variances", J. Am. Stat. Assoc. 69,
/// 1974. <https://doi.org/10.1080/01621459.1974.10482955>
pub fn levene<T: Real>(samples: &[&ArrayRef1<T>], center: SpreadCenter) -> Result<TestResult> {
    center.check()?;
    let samples = groups(samples, 2, 1)?;
    if any_nan(&samples) {
        return Ok(TestResult::NAN);
    }
    let distances: Vec<Vec<f64>> = samples.iter().map(|x| center.distances(x)).collect();
    let (k, n) = (samples.len() as f64, samples.iter().map(Vec::len).sum::<usize>() as f64);
    let mean = mean_of(&distances.concat());
    let between: f64 = distances.iter().map(|z| z.len() as f64 * (mean_of(z) - mean).powi(2)).sum();
    let within: f64 = distances.iter().map(|z| squares_of(z)).sum();
    let statistic = (n - k) * between / ((k - 1.0) * within);
    Ok(TestResult { statistic, pvalue: f_sf(statistic, k - 1.0, n - k) })
}

/// Bartlett's test: do normal populations have the same variance?
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples or one of fewer than two values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b) = (array![1.0, 2.0, 3.0, 4.0], array![-9.0, 3.0, 12.0, 20.0]);
/// assert!(onkai_stats::bartlett(&[&*a, &*b])?.pvalue < 0.01);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn bartlett<T: Real>(samples: &[&ArrayRef1<T>]) -> Result<TestResult> {
    let samples = groups(samples, 2, 2)?;
    let freedoms: Vec<f64> = samples.iter().map(|x| x.len() as f64 - 1.0).collect();
    let variances: Vec<f64> = samples.iter().map(|x| variance_of(x, 1.0)).collect();
    let (k, total) = (samples.len() as f64, sum(&freedoms));
    let pooled = freedoms.iter().zip(&variances).map(|(f, v)| f * v).sum::<f64>() / total;
    let logs: f64 = freedoms.iter().zip(&variances).map(|(f, v)| f * v.ln()).sum();
    let reciprocals: f64 = freedoms.iter().map(|f| f.recip()).sum();
    let scale = 1.0 + (reciprocals - total.recip()) / (3.0 * (k - 1.0));
    let statistic = (total * pooled.ln() - logs) / scale;
    let statistic = if statistic < 0.0 { 0.0 } else { statistic };
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, k - 1.0) })
}

/// The Fligner-Killeen test: do populations of any shape have the same variance?
///
/// # Errors
///
/// See [`levene`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{SpreadCenter, fligner};
///
/// let (a, b) = (array![1.0, 2.0, 3.0, 4.0], array![-9.0, 3.0, 12.0, 20.0]);
/// assert!(fligner(&[&*a, &*b], SpreadCenter::Median)?.pvalue < 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn fligner<T: Real>(samples: &[&ArrayRef1<T>], center: SpreadCenter) -> Result<TestResult> {
    center.check()?;
    let samples = groups(samples, 2, 1)?;
    if any_nan(&samples) {
        return Ok(TestResult::NAN);
    }
    let distances: Vec<f64> = samples.iter().flat_map(|x| center.distances(x)).collect();
    let n = distances.len() as f64;
    let to_score = |rank: f64| ndtri(rank / (2.0 * (n + 1.0)) + 0.5);
    let scores: Vec<f64> = rank_average(&distances).ranks.into_iter().map(to_score).collect();
    let mean = mean_of(&scores);
    let (mut rest, mut between) = (&scores[..], 0.0);
    for x in &samples {
        let (own, others) = rest.split_at(x.len());
        between += x.len() as f64 * (mean_of(own) - mean).powi(2);
        rest = others;
    }
    let statistic = between / variance_of(&scores, 1.0);
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, samples.len() as f64 - 1.0) })
}

/// Samples of this size and larger ones are compared by the normal approximation in [`ansari`].
const ANSARI_EXACT_BELOW: usize = 55;

/// The Ansari-Bradley test: do two populations have the same scale?
///
/// "Greater" means that `x` has the larger one. Exact for fewer than 55 values in each sample without
/// ties.
///
/// # Errors
///
/// [`Error::TooShort`] when a sample is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, ansari};
///
/// let (a, b) = (array![1.0, 2.0, 3.0, 4.0], array![-9.0, 3.5, 12.0, 20.0]);
/// assert!(ansari(&a, &b, Alternative::Less)?.pvalue < 0.3);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn ansari<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TestResult> {
    let (mut both, y) = (sample("x", x, 1)?, sample("y", y, 1)?);
    let (n_x, n_y) = (both.len(), y.len());
    both.extend(y);
    if has_nan(&both) {
        return Ok(TestResult::NAN);
    }
    let ranked = rank_average(&both);
    let n_all = both.len();
    let total = n_all as f64;
    let scores: Vec<f64> = ranked.ranks.iter().map(|r| r.min(total - r + 1.0)).collect();
    let statistic = sum(&scores[..n_x]);
    if n_x < ANSARI_EXACT_BELOW && n_y < ANSARI_EXACT_BELOW && !ranked.has_ties() {
        let places: Vec<usize> = (1..=n_all).map(|r| r.min(n_all - r + 1)).collect();
        let p = sample_sums(&places, n_x);
        // Small scores lie at both ends: the larger the scale, the smaller the statistic.
        let (less, greater) = (upper_tail(&p, statistic), lower_tail(&p, statistic));
        return Ok(TestResult { statistic, pvalue: alternative.of_tails(less, greater) });
    }
    let (m, n) = (n_x as f64, n_y as f64);
    let squares: f64 = scores.iter().map(|s| s * s).sum();
    let (mean, variance) = if n_all % 2 == 1 {
        let fourth = (total + 1.0).powi(4);
        let spread = m * n * (16.0 * total * squares - fourth);
        (m * (total + 1.0).powi(2) / (4.0 * total), spread / (16.0 * total * total * (total - 1.0)))
    } else {
        let spread = m * n * (16.0 * squares - total * (total + 2.0).powi(2));
        (m * (total + 2.0) / 4.0, spread / (16.0 * total * (total - 1.0)))
    };
    let z = (mean - statistic) / variance.sqrt();
    Ok(TestResult { statistic, pvalue: alternative.of_normal(z) })
}

/// Mood's test: do two populations of the same location have the same scale?
///
/// The statistic is normal; it is positive where `x` has the larger scale.
///
/// # Errors
///
/// [`Error::TooShort`] when a sample is empty or both together have fewer than three values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, mood};
///
/// let (a, b) = (array![1.0, 2.0, 3.0, 4.0], array![-9.0, 3.5, 12.0, 20.0]);
/// assert!(mood(&a, &b, Alternative::TwoSided)?.statistic < 0.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// P. W. Mielke, "Note on some squared rank tests with existing ties", Technometrics 9, 1967.
/// <https://doi.org/10.1080/00401706.1967.10490466>
pub fn mood<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TestResult> {
    let (mut both, y) = (sample("x", x, 1)?, sample("y", y, 1)?);
    let n_x = both.len();
    let (m, n) = (n_x as f64, y.len() as f64);
    both.extend(y);
    crate::summary::check_len("y", both.len(), 3)?;
    if has_nan(&both) {
        return Ok(TestResult::NAN);
    }
    let total = m + n;
    let ranked = rank_average(&both);
    // A tie's values share the mean of the squares at its places, and those spread by (t² - 1) / 12
    // about the square at their mean.
    let mut seen = 0.0;
    let (mut ties, mut shared) = (0.0, Vec::new());
    for &t in &ranked.ties {
        let middle = seen + 0.5 * (t + 1.0);
        shared.push((middle, (middle - 0.5 * (total + 1.0)).powi(2) + (t * t - 1.0) / 12.0));
        let ends = total - seen - (seen + t);
        ties += t * (t * t - 1.0) * (t * t - 4.0 + 15.0 * ends * ends);
        seen += t;
    }
    let square_of = |rank: &f64| {
        let found = shared.partition_point(|(middle, _)| middle < rank);
        shared[found].1
    };
    let statistic: f64 = ranked.ranks[..n_x].iter().map(square_of).sum();
    let mean = m * (total * total - 1.0) / 12.0;
    let variance = m * n * (total + 1.0) * (total * total - 4.0) / 180.0
        - m * n / (180.0 * total * (total - 1.0)) * ties;
    Ok(TestResult::normal((statistic - mean) / variance.sqrt(), alternative))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        let (a, none) = (array![1.0, 2.0, 4.0], Array1::<f64>::zeros(0));
        assert!(levene(&[&*a], SpreadCenter::Mean).is_err());
        assert!(levene(&[&*a, &*none], SpreadCenter::Mean).is_err());
        assert!(fligner(&[&*a, &*none], SpreadCenter::Mean).is_err());
        assert!(bartlett(&[&*a, &*array![1.0]]).is_err());
        assert!(ansari(&none, &a, Alternative::Less).is_err());
        assert!(mood(&array![1.0], &array![2.0], Alternative::Less).is_err());
        for share in [-0.1, 0.5, f64::NAN] {
            let error = levene(&[&*a, &*a], SpreadCenter::Trimmed(share)).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "center", .. }));
        }
    }

    #[test]
    fn nan_propagates_and_constant_samples_are_undefined() {
        let (a, b) = (array![1.0, 2.0, 4.0], array![1.0, f64::NAN, 3.0]);
        assert!(levene(&[&*a, &*b], SpreadCenter::Trimmed(0.4)).unwrap().pvalue.is_nan());
        assert!(fligner(&[&*a, &*b], SpreadCenter::Median).unwrap().pvalue.is_nan());
        assert!(bartlett(&[&*a, &*b]).unwrap().pvalue.is_nan());
        assert!(ansari(&a, &b, Alternative::Less).unwrap().pvalue.is_nan());
        assert!(mood(&a, &b, Alternative::Less).unwrap().pvalue.is_nan());
        let same = array![2.0, 2.0];
        assert!(levene(&[&*same, &*same], SpreadCenter::Mean).unwrap().pvalue.is_nan());
    }
}
