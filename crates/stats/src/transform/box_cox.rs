//! The Box-Cox transformation.
//!
//! Counterpart of `scipy.stats.boxcox`, `boxcox_llf`, `boxcox_normmax`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_special::ndtri;

use super::search::{crossing, peak};
use crate::hypothesis::ConfidenceInterval;
use crate::summary::{check_between, check_len, sum, variance_of};

/// Transforms each value to `(x^λ - 1) / λ`, or `ln x` for `λ = 0`.
///
/// The inverse is [`onkai_special::inv_boxcox`].
///
/// # Errors
///
/// [`Error::Values`] when a value is negative.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_stats::boxcox(&array![1.0, 3.0], 2.0)?, array![0.0, 4.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// G. E. P. Box, D. R. Cox, "An analysis of transformations", J. R. Stat. Soc. B 26, 1964.
pub fn boxcox<T: Real>(x: &ArrayRef1<T>, lambda: f64) -> Result<Array1<T>> {
    if x.iter().any(|v| *v < T::zero()) {
        return Err(Error::Values { name: "x", requirement: "not be negative" });
    }
    Ok(x.mapv(|v| T::of(onkai_special::boxcox(v.as_f64(), lambda))))
}

/// The log-likelihood of λ for a sample that the transformation makes normal.
///
/// ```text
/// (λ - 1) Σ ln xᵢ - n/2 · ln(Var(y))
/// ```
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::Values`] when a value is not positive.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 2.0, 4.0, 8.0];
/// assert!(onkai_stats::boxcox_llf(0.0, &x)? > onkai_stats::boxcox_llf(1.0, &x)?);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn boxcox_llf<T: Real>(lambda: f64, x: &ArrayRef1<T>) -> Result<f64> {
    Ok(likelihood(lambda, &logarithms(x, 1)?))
}

fn logarithms<T: Real>(x: &ArrayRef1<T>, least: usize) -> Result<Vec<f64>> {
    check_len("x", x.len(), least)?;
    if x.iter().any(|v| *v <= T::zero()) {
        return Err(Error::Values { name: "x", requirement: "be positive" });
    }
    Ok(x.iter().map(|v| v.as_f64().ln()).collect())
}

fn likelihood(lambda: f64, logs: &[f64]) -> f64 {
    let n = logs.len() as f64;
    let log_variance = if lambda == 0.0 {
        variance_of(logs, 0.0).ln()
    } else {
        // Powers relative to the largest, so that they do not overflow.
        let largest = logs.iter().map(|l| lambda * l).fold(f64::NEG_INFINITY, f64::max);
        let powers: Vec<f64> = logs.iter().map(|l| (lambda * l - largest).exp()).collect();
        variance_of(&powers, 0.0).ln() + 2.0 * (largest - lambda.abs().ln())
    };
    (lambda - 1.0) * sum(logs) - 0.5 * n * log_variance
}

/// The λ of greatest likelihood.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two values, [`Error::Values`] for values that are not positive or
/// all equal, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::linspace(1.0, 5.0, 50).mapv(f64::exp);
/// assert!(onkai_stats::boxcox_normmax(&x)?.abs() < 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn boxcox_normmax<T: Real>(x: &ArrayRef1<T>) -> Result<f64> {
    let logs = fit_input(x)?;
    Ok(peak(|lambda| likelihood(lambda, &logs), -2.0, 2.0))
}

fn fit_input<T: Real>(x: &ArrayRef1<T>) -> Result<Vec<f64>> {
    let logs = logarithms(x, 2)?;
    check_finite("x", x)?;
    if x.iter().all(|v| *v == x[0]) {
        return Err(Error::Values { name: "x", requirement: "not be constant" });
    }
    Ok(logs)
}

/// What [`boxcox_fit`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxCoxFit<T> {
    /// The transformed sample.
    pub transformed: Array1<T>,
    /// The λ of greatest likelihood.
    pub lambda: f64,
    /// An interval for λ by the likelihood ratio.
    pub confidence_interval: ConfidenceInterval,
}

/// Transforms by the λ of greatest likelihood, and tells in which interval that lies with confidence
/// `1 - alpha`.
///
/// # Errors
///
/// See [`boxcox_normmax`]; [`Error::Parameter`] when `alpha` is not between 0 and 1.
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::linspace(1.0, 5.0, 50).mapv(f64::exp);
/// let fit = onkai_stats::boxcox_fit(&x, 0.05)?;
/// assert!(fit.confidence_interval.low < fit.lambda && fit.lambda < fit.confidence_interval.high);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn boxcox_fit<T: Real>(x: &ArrayRef1<T>, alpha: f64) -> Result<BoxCoxFit<T>> {
    check_between("alpha", alpha, 1.0, "between 0 and 1")?;
    let logs = fit_input(x)?;
    let lambda = boxcox_normmax(x)?;
    // Half the quantile of chi-squared with one degree of freedom.
    let drop = 0.5 * ndtri(0.5 * alpha).powi(2);
    let level = likelihood(lambda, &logs) - drop;
    let above = |t: f64| likelihood(t, &logs) - level;
    let confidence_interval = ConfidenceInterval {
        low: crossing(above, lambda, -0.1),
        high: crossing(above, lambda, 0.1),
    };
    Ok(BoxCoxFit { transformed: boxcox(x, lambda)?, lambda, confidence_interval })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        assert!(boxcox(&array![-1.0], 0.5).is_err());
        assert!(boxcox_llf(1.0, &array![0.0, 1.0]).is_err());
        assert!(boxcox_llf(1.0, &Array1::<f64>::zeros(0)).is_err());
        assert!(matches!(boxcox_normmax(&array![2.0, 2.0]), Err(Error::Values { .. })));
        assert!(matches!(boxcox_normmax(&array![2.0, f64::NAN]), Err(Error::NotFinite { .. })));
        assert!(boxcox_fit(&array![1.0, 2.0, 3.0], 1.5).is_err());
        assert!(boxcox_llf(1.0, &array![1.0, f64::NAN]).unwrap().is_nan());
    }
}
