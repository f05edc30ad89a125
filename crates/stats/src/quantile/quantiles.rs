//! Quantiles of a sample.
//!
//! Counterpart of `numpy.quantile`, `numpy.percentile`, `scipy.stats.quantile`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, Dimension};
use onkai_core::{Error, Real, Result};
use onkai_special::betainc;

use super::method::QuantileMethod;
use super::select::ascending;
use crate::summary::check_len;

/// Below this many levels the values are partitioned for each rather than sorted.
const SORT_FROM: usize = 5;

/// The quantiles of `x` at the levels `q`, which lie between 0 and 1.
///
/// NaN in `x` gives NaN. Few levels partition the values, many sort them.
///
/// # Shapes
///
/// `x`: `[n]`, `q`: any. Returns the shape of `q`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::Parameter`] when a level is outside `[0, 1]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{QuantileMethod, quantile};
///
/// let x = array![3.0, 1.0, 2.0, 4.0];
/// assert_eq!(quantile(&x, &array![0.0, 0.5, 1.0], QuantileMethod::Linear)?, array![1.0, 2.5, 4.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn quantile<T: Real, D: Dimension>(
    x: &ArrayRef1<T>,
    q: &ArrayRef<f64, D>,
    method: QuantileMethod,
) -> Result<Array<T, D>> {
    check_len("x", x.len(), 1)?;
    if let Some(&bad) = q.iter().find(|q| q.is_nan() || **q < 0.0 || 1.0 < **q) {
        return Err(Error::parameter("q", bad, "between 0 and 1"));
    }
    if x.iter().any(|v| v.is_nan()) {
        return Ok(q.mapv(|_| T::nan()));
    }
    let mut values = x.to_vec();
    if method == QuantileMethod::HarrellDavis {
        values.sort_unstable_by(ascending);
        return Ok(q.mapv(|q| harrell_davis(&values, q)));
    }
    let is_sorted = SORT_FROM <= q.len();
    if is_sorted {
        values.sort_unstable_by(ascending);
    }
    Ok(q.mapv(|q| {
        let place = method.place(values.len(), q);
        let (low, high) = if is_sorted {
            (values[place.index], values[(place.index + 1).min(values.len() - 1)])
        } else {
            let (_, &mut low, above) = values.select_nth_unstable_by(place.index, ascending);
            (low, above.iter().copied().reduce(|a, b| if b < a { b } else { a }).unwrap_or(low))
        };
        between(low, high, T::of(place.fraction))
    }))
}

/// The percentiles of `x`, at levels between 0 and 100; see [`quantile`].
///
/// # Errors
///
/// See [`quantile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{QuantileMethod, percentile};
///
/// let x = array![3.0, 1.0, 2.0, 4.0];
/// assert_eq!(percentile(&x, &array![75.0], QuantileMethod::Lower)?, array![3.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn percentile<T: Real, D: Dimension>(
    x: &ArrayRef1<T>,
    percents: &ArrayRef<f64, D>,
    method: QuantileMethod,
) -> Result<Array<T, D>> {
    if let Some(&bad) = percents.iter().find(|p| p.is_nan() || **p < 0.0 || 100.0 < **p) {
        return Err(Error::parameter("percents", bad, "between 0 and 100"));
    }
    quantile(x, &percents.mapv(|p| p / 100.0), method)
}

/// A point of the line from `low` to `high`, reached exactly at both ends.
fn between<T: Real>(low: T, high: T, fraction: T) -> T {
    if low == high || fraction == T::zero() {
        return low;
    }
    if fraction < T::of(0.5) {
        low + (high - low) * fraction
    } else {
        high - (high - low) * (T::one() - fraction)
    }
}

/// The mean of all order statistics, weighted as the beta distribution of the quantile's rank says.
fn harrell_davis<T: Real>(values: &[T], q: f64) -> T {
    let n = values.len();
    if q == 0.0 || n == 1 {
        return values[0];
    }
    if q == 1.0 {
        return values[n - 1];
    }
    let (a, b) = (q * (n + 1) as f64, (1.0 - q) * (n + 1) as f64);
    let shares: Array1<f64> = (0..=n).map(|k| betainc(a, b, k as f64 / n as f64)).collect();
    T::of(values.iter().enumerate().map(|(i, v)| v.as_f64() * (shares[i + 1] - shares[i])).sum())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, arr0, array};

    use super::*;

    #[test]
    fn levels_and_samples_are_checked() {
        let x = array![1.0, 2.0];
        for bad in [-0.1, 1.1, f64::NAN] {
            let error = quantile(&x, &array![0.5, bad], QuantileMethod::Hazen).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "q", .. }));
        }
        assert!(percentile(&x, &array![101.0], QuantileMethod::Linear).is_err());
        assert!(quantile(&Array1::<f64>::zeros(0), &array![0.5], QuantileMethod::Linear).is_err());
        let lost = array![1.0_f32, f32::NAN];
        assert!(quantile(&lost, &arr0(0.5), QuantileMethod::Linear).unwrap()[()].is_nan());
    }

    #[test]
    fn one_value_is_every_quantile_and_infinities_stay() {
        for method in [QuantileMethod::Weibull, QuantileMethod::HarrellDavis] {
            assert_eq!(
                quantile(&array![7.0], &array![0.0, 0.3, 1.0], method).unwrap(),
                array![7.0, 7.0, 7.0]
            );
        }
        let x = array![f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY];
        assert_eq!(quantile(&x, &arr0(0.75), QuantileMethod::Linear).unwrap()[()], f64::INFINITY);
    }
}
