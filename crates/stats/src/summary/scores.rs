//! Values as distances from the mean in standard deviations.
//!
//! Counterpart of `scipy.stats.zscore`, `gzscore`, `zmap`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Real, Result};

use super::check::check_len;
use super::location::mean_f64;
use super::spread::std;

/// Standard scores, `(xᵢ - x̄) / s`; SciPy's default for `ddof` is 0. NaN for a constant sample.
///
/// # Shapes
///
/// `x`: `[n]`. Returns `[n]`.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` has no more than `ddof` values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_stats::zscore(&array![1.0, 3.0], 0)?, array![-1.0, 1.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn zscore<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<Array1<T>> {
    zmap(x, x, ddof)
}

/// Standard scores of `scores` by the mean and standard deviation of `compare`.
///
/// # Shapes
///
/// `scores`: `[n]`, `compare`: `[m]`. Returns `[n]`.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `compare` has no more than `ddof` values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_stats::zmap(&array![5.0], &array![1.0, 3.0], 0)?, array![3.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn zmap<T: Real>(
    scores: &ArrayRef1<T>,
    compare: &ArrayRef1<T>,
    ddof: usize,
) -> Result<Array1<T>> {
    check_len("compare", compare.len(), ddof + 1)?;
    let mean = T::of(mean_f64(compare));
    // Rounding leaves a constant sample a spread of its own, which would scale noise up to scores.
    let is_constant = compare.iter().all(|v| *v == compare[0]);
    let spread = if is_constant { T::nan() } else { std(compare, ddof)? };
    Ok(scores.mapv(|v| (v - mean) / spread))
}

/// Standard scores of the logarithms; SciPy's default for `ddof` is 0.
///
/// # Errors
///
/// See [`zscore`]; [`Error::Values`](crate::Error::Values) when a value is not positive.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let scores = onkai_stats::gzscore(&array![0.5_f64, 2.0], 0)?;
/// assert!((scores[1] - 1.0).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn gzscore<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<Array1<T>> {
    if x.iter().any(|v| *v <= T::zero()) {
        return Err(crate::Error::Values { name: "x", requirement: "be positive" });
    }
    zscore(&x.mapv(T::ln), ddof)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn constant_samples_have_no_scores() {
        assert!(zscore(&array![0.1_f64, 0.1, 0.1], 0).unwrap().iter().all(|v| v.is_nan()));
        assert!(zscore(&array![1.0, f64::NAN], 0).unwrap().iter().all(|v| v.is_nan()));
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert!(zscore(&Array1::<f64>::zeros(0), 0).is_err());
        assert!(zmap(&array![1.0], &array![1.0], 1).is_err());
        let error = gzscore(&array![1.0, -1.0], 0).unwrap_err();
        assert_eq!(error.to_string(), "`x` must be positive");
    }
}
