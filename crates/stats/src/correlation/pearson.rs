//! Linear correlation.
//!
//! Counterpart of `scipy.stats.pearsonr`, `pointbiserialr`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};
use onkai_special::{betainc, ndtri};

use crate::hypothesis::{Alternative, ConfidenceInterval};
use crate::summary::{check_len, check_level, check_same_len, doubles, mean_of};

/// The outcome of [`pearsonr`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PearsonResult {
    /// The correlation coefficient.
    pub statistic: f64,
    /// Probability of one at least as extreme for independent normal populations.
    pub pvalue: f64,
    /// Number of pairs.
    pub n: usize,
    /// What was tested against.
    pub alternative: Alternative,
}

impl PearsonResult {
    /// An interval for the correlation by Fisher's transformation; one-sided if the test was.
    ///
    /// Fewer than four pairs leave all correlations open.
    ///
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when `confidence_level` is not between 0 and 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_stats::{Alternative, pearsonr};
    ///
    /// let (x, y) = (array![1.0, 2.0, 3.0, 4.0, 5.0], array![1.0, 3.0, 2.0, 5.0, 4.0]);
    /// let interval = pearsonr(&x, &y, Alternative::TwoSided)?.confidence_interval(0.9)?;
    /// assert!(interval.low < 0.8 && 0.8 < interval.high);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    pub fn confidence_interval(&self, confidence_level: f64) -> Result<ConfidenceInterval> {
        check_level(confidence_level)?;
        if self.n <= 3 {
            return Ok(ConfidenceInterval { low: -1.0, high: 1.0 });
        }
        let center = self.statistic.atanh();
        let error = (self.n as f64 - 3.0).sqrt().recip();
        let at = |p: f64| (center + ndtri(p) * error).tanh();
        let tail = 0.5 * (1.0 - confidence_level);
        Ok(match self.alternative {
            Alternative::TwoSided => ConfidenceInterval { low: at(tail), high: at(1.0 - tail) },
            Alternative::Less => ConfidenceInterval { low: -1.0, high: at(confidence_level) },
            Alternative::Greater => {
                ConfidenceInterval { low: at(1.0 - confidence_level), high: 1.0 }
            }
        })
    }
}

/// Pearson's correlation coefficient, and whether it is zero.
///
/// The p-value is that of the exact distribution for normal populations. A constant sample gives NaN.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than two pairs.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, pearsonr};
///
/// let found = pearsonr(&array![1.0, 2.0, 3.0], &array![2.0, 4.0, 6.0], Alternative::TwoSided)?;
/// assert!((found.statistic - 1.0).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn pearsonr<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<PearsonResult> {
    check_same_len("y", y.len(), x.len())?;
    check_len("x", x.len(), 2)?;
    let n = x.len();
    let statistic = coefficient(&doubles(x), &doubles(y));
    let pvalue = if n == 2 {
        // Two points always lie on a line; its direction is a coin.
        match alternative {
            _ if statistic.is_nan() => f64::NAN,
            Alternative::TwoSided => 1.0,
            Alternative::Less => {
                if statistic < 0.0 {
                    0.0
                } else {
                    1.0
                }
            }
            Alternative::Greater => {
                if 0.0 < statistic {
                    0.0
                } else {
                    1.0
                }
            }
        }
    } else {
        // (1 + r) / 2 is beta-distributed, symmetrically.
        let half = n as f64 / 2.0 - 1.0;
        alternative.of_symmetric(statistic, |r| betainc(half, half, 0.5 * (1.0 - r)))
    };
    Ok(PearsonResult { statistic, pvalue, n, alternative })
}

/// The correlation coefficient; NaN if a sample is constant.
pub(crate) fn coefficient(x: &[f64], y: &[f64]) -> f64 {
    if x.iter().all(|v| *v == x[0]) || y.iter().all(|v| *v == y[0]) {
        return f64::NAN;
    }
    let centered = |x: &[f64]| {
        let mean = mean_of(x);
        let mut x: Vec<f64> = x.iter().map(|v| v - mean).collect();
        // Scaled by the largest first, so that squares neither overflow nor vanish.
        let largest = x.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
        for v in &mut x {
            *v /= largest;
        }
        let length = x.iter().map(|v| v * v).sum::<f64>().sqrt();
        for v in &mut x {
            *v /= length;
        }
        x
    };
    let (x, y) = (centered(x), centered(y));
    x.iter().zip(&y).map(|(a, b)| a * b).sum::<f64>().clamp(-1.0, 1.0)
}

/// The correlation of a binary sample with another one; the same as [`pearsonr`] of 0 and 1.
///
/// # Errors
///
/// See [`pearsonr`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let found = onkai_stats::pointbiserialr(&[false, false, true, true], &array![1.0, 2.0, 3.0, 4.0])?;
/// assert!((found.statistic - 0.8944271909999159).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn pointbiserialr<T: Real>(x: &[bool], y: &ArrayRef1<T>) -> Result<PearsonResult> {
    if x.len() != y.len() {
        let (expected, actual) = (vec![x.len()], vec![y.len()]);
        return Err(Error::Shape { name: "y", expected, actual });
    }
    let x = ndarray::Array1::from_iter(x.iter().map(|v| f64::from(u8::from(*v))));
    pearsonr(&x, &y.mapv(T::as_f64), Alternative::TwoSided)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        let x = array![1.0, 2.0];
        assert!(pearsonr(&x, &array![1.0], Alternative::Less).is_err());
        assert!(pearsonr(&array![1.0], &array![1.0], Alternative::Less).is_err());
        assert!(pointbiserialr(&[true], &x).is_err());
        let found = pearsonr(&x, &x, Alternative::Less).unwrap();
        assert!(found.confidence_interval(0.0).is_err());
        assert_eq!(found.confidence_interval(0.5).unwrap().high, 1.0);
    }

    #[test]
    fn constant_samples_and_nan_have_no_correlation() {
        let x = array![1.0, 2.0, 4.0];
        let found = pearsonr(&x, &array![3.0, 3.0, 3.0], Alternative::TwoSided).unwrap();
        assert!(found.statistic.is_nan() && found.pvalue.is_nan());
        let found = pearsonr(&x, &array![3.0, f64::NAN, 3.0], Alternative::TwoSided).unwrap();
        assert!(found.pvalue.is_nan());
    }
}
