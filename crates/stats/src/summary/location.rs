//! Means of several kinds, the median and the mode.
//!
//! Counterpart of `numpy.mean`, `numpy.median`, `scipy.stats.gmean`, `hmean`, `pmean`, `mode`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

use super::check::{check_len, check_weights};
use super::sums::{sum_by, sums_by};
use crate::quantile::select_median;

/// The arithmetic mean, `Σ x / n`; a single-precision sample is summed in double precision.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::mean(&ndarray::array![1.0, 2.0, 6.0])?, 3.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn mean<T: Real>(x: &ArrayRef1<T>) -> Result<T> {
    check_len("x", x.len(), 1)?;
    Ok(T::of(mean_f64(x)))
}

pub(crate) fn mean_f64<T: Real>(x: &ArrayRef1<T>) -> f64 {
    sum_by(x, T::as_f64) / x.len() as f64
}

/// The median: the middle value, or the mean of the two middle ones. NaN if there is NaN.
///
/// The values are partitioned, not sorted, so that the time is proportional to `n`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::median(&ndarray::array![9.0, 1.0, 2.0, 4.0])?, 3.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn median<T: Real>(x: &ArrayRef1<T>) -> Result<T> {
    check_len("x", x.len(), 1)?;
    if x.iter().any(|v| v.is_nan()) {
        return Ok(T::nan());
    }
    Ok(select_median(&mut x.to_vec()))
}

/// The geometric mean, `exp(Σ wᵢ ln xᵢ / Σ wᵢ)`; weights are 1 where `None` is given.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::Values`] for negative values or unfit weights,
/// [`Error::Shape`] when the weights are of another number.
///
/// # Examples
///
/// ```
/// let mean = onkai_stats::gmean(&ndarray::array![1.0_f64, 4.0], None)?;
/// assert!((mean - 2.0).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn gmean<T: Real>(x: &ArrayRef1<T>, weights: Option<&ArrayRef1<T>>) -> Result<T> {
    check_not_negative(x)?;
    Ok(T::of(weighted(x, weights, f64::ln)?.exp()))
}

/// The harmonic mean, `Σ wᵢ / Σ (wᵢ / xᵢ)`; zero if any value is zero.
///
/// # Errors
///
/// See [`gmean`].
///
/// # Examples
///
/// ```
/// let mean = onkai_stats::hmean(&ndarray::array![1.0, 4.0], None)?;
/// assert_eq!(mean, 1.6);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn hmean<T: Real>(x: &ArrayRef1<T>, weights: Option<&ArrayRef1<T>>) -> Result<T> {
    check_not_negative(x)?;
    Ok(T::of(weighted(x, weights, f64::recip)?.recip()))
}

/// The power mean, `(Σ wᵢ xᵢᵖ / Σ wᵢ)^(1/p)`; the geometric mean for `p = 0`.
///
/// # Errors
///
/// See [`gmean`]; [`Error::Parameter`] when `p` is not finite.
///
/// # Examples
///
/// ```
/// let mean = onkai_stats::pmean(&ndarray::array![1.0_f64, 7.0], 2.0, None)?;
/// assert!((mean - 5.0).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn pmean<T: Real>(x: &ArrayRef1<T>, p: f64, weights: Option<&ArrayRef1<T>>) -> Result<T> {
    if !p.is_finite() {
        return Err(Error::parameter("p", p, "finite"));
    }
    if p == 0.0 {
        return gmean(x, weights);
    }
    check_not_negative(x)?;
    Ok(T::of(weighted(x, weights, |v| v.powf(p))?.powf(p.recip())))
}

fn check_not_negative<T: Real>(x: &ArrayRef1<T>) -> Result<()> {
    check_len("x", x.len(), 1)?;
    if x.iter().any(|v| *v < T::zero()) {
        return Err(Error::Values { name: "x", requirement: "not be negative" });
    }
    Ok(())
}

fn weighted<T: Real>(
    x: &ArrayRef1<T>,
    weights: Option<&ArrayRef1<T>>,
    f: impl Fn(f64) -> f64 + Copy,
) -> Result<f64> {
    let Some(weights) = weights else {
        return Ok(sums_by(x, |v| [f(v.as_f64())])[0] / x.len() as f64);
    };
    check_weights(weights, x.len())?;
    let terms = x.iter().zip(weights).filter(|(_, w)| **w != T::zero());
    let total: f64 = terms.map(|(v, w)| f(v.as_f64()) * w.as_f64()).sum();
    Ok(total / sum_by(weights, T::as_f64))
}

/// The most common value and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mode<T> {
    /// The most common value, the smallest of several; NaN if there is NaN.
    pub mode: T,
    /// How often it occurs; 0 if the sample has a NaN.
    pub count: usize,
}

/// The most common value, the smallest one if there are several.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// let found = onkai_stats::mode(&ndarray::array![3.0, 1.0, 3.0, 1.0, 2.0])?;
/// assert_eq!((found.mode, found.count), (1.0, 2));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn mode<T: Real>(x: &ArrayRef1<T>) -> Result<Mode<T>> {
    check_len("x", x.len(), 1)?;
    let mut values = x.to_vec();
    if values.iter().any(|v| v.is_nan()) {
        return Ok(Mode { mode: T::nan(), count: 0 });
    }
    values.sort_unstable_by(|a, b| a.partial_cmp(b).expect("no NaN, checked above"));
    let mut best = Mode { mode: values[0], count: 0 };
    for run in values.chunk_by(|a, b| a == b) {
        if best.count < run.len() {
            best = Mode { mode: run[0], count: run.len() };
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn a_zero_makes_geometric_and_harmonic_means_zero() {
        let x = array![0.0, 1.0, 2.0];
        assert_eq!(gmean(&x, None), Ok(0.0));
        assert_eq!(hmean(&x, None), Ok(0.0));
        assert_eq!(pmean(&x, -1.0, None), Ok(0.0));
    }

    #[test]
    fn empty_negative_and_unfit_are_refused() {
        let none = Array1::<f64>::zeros(0);
        assert!(mean(&none).is_err() && median(&none).is_err() && mode(&none).is_err());
        assert!(matches!(gmean(&none, None), Err(Error::TooShort { name: "x", .. })));
        let x = array![1.0, 2.0];
        assert!(matches!(hmean(&array![1.0, -1.0], None), Err(Error::Values { .. })));
        assert!(matches!(pmean(&x, f64::NAN, None), Err(Error::Parameter { name: "p", .. })));
        assert!(matches!(gmean(&x, Some(&*array![1.0])), Err(Error::Shape { .. })));
        for weights in [array![0.0, 0.0], array![-1.0, 2.0], array![f64::NAN, 1.0]] {
            assert!(matches!(gmean(&x, Some(&*weights)), Err(Error::Values { .. })));
        }
    }

    #[test]
    fn nan_propagates() {
        let x = array![1.0, f64::NAN];
        assert!(mean(&x).unwrap().is_nan() && median(&x).unwrap().is_nan());
        assert!(gmean(&x, None).unwrap().is_nan() && mode(&x).unwrap().mode.is_nan());
    }
}
