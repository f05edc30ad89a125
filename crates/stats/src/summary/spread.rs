//! How far the values of a sample lie apart.
//!
//! Counterpart of `numpy.var`, `numpy.std`, `scipy.stats.sem`, `variation`, `gstd`, `iqr`,
//! `median_abs_deviation`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result};

use super::check::check_len;
use super::location::{mean_f64, median};
use super::sums::sum_by;
use crate::quantile::{QuantileMethod, quantile};

/// The quartiles of a normal distribution are this many standard deviations apart, `2√2 erf⁻¹(½)`.
/// As the `scale` of [`iqr`] it makes the result an estimate of the standard deviation.
pub const NORMAL_IQR: f64 = 1.3489795003921634;

/// The median absolute deviation of a normal distribution of variance 1, the `scale` that makes
/// [`median_abs_deviation`] an estimate of the standard deviation.
pub const NORMAL_MAD: f64 = 0.6744897501960817;

/// The variance, `Σ (xᵢ - x̄)² / (n - ddof)`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` has no more than `ddof` values.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::variance(&ndarray::array![1.0, 2.0, 3.0], 1)?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[doc(alias = "var")]
pub fn variance<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<T> {
    Ok(T::of(variance_f64(x, ddof)?))
}

fn variance_f64<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<f64> {
    check_len("x", x.len(), ddof + 1)?;
    let mean = mean_f64(x);
    let squares = sum_by(x, |v| (v.as_f64() - mean) * (v.as_f64() - mean));
    Ok(squares / (x.len() - ddof) as f64)
}

/// The standard deviation, the root of [`variance`].
///
/// # Errors
///
/// See [`variance`].
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::std(&ndarray::array![1.0, 3.0], 0)?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn std<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<T> {
    Ok(T::of(variance_f64(x, ddof)?.sqrt()))
}

/// The standard error of the mean, `s / √n`; SciPy's default for `ddof` is 1.
///
/// # Errors
///
/// See [`variance`].
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::sem(&ndarray::array![1.0, 1.0, 3.0, 3.0], 0)?, 0.5);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn sem<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<T> {
    Ok(T::of((variance_f64(x, ddof)? / x.len() as f64).sqrt()))
}

/// The coefficient of variation, `s / x̄`; SciPy's default for `ddof` is 0.
///
/// # Errors
///
/// See [`variance`].
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::variation(&ndarray::array![1.0, 3.0], 0)?, 0.5);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn variation<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<T> {
    Ok(T::of(variance_f64(x, ddof)?.sqrt() / mean_f64(x)))
}

/// The geometric standard deviation, `exp` of the standard deviation of the logarithms; SciPy's
/// default for `ddof` is 1.
///
/// # Errors
///
/// See [`variance`]; [`Error::Values`] when a value is not positive.
///
/// # Examples
///
/// ```
/// let e = std::f64::consts::E;
/// let spread = onkai_stats::gstd(&ndarray::array![1.0, e * e], 0)?;
/// assert!((spread - e).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn gstd<T: Real>(x: &ArrayRef1<T>, ddof: usize) -> Result<T> {
    if x.iter().any(|v| *v <= T::zero()) {
        return Err(Error::Values { name: "x", requirement: "be positive" });
    }
    let logs: Array1<f64> = x.iter().map(|v| v.as_f64().ln()).collect();
    Ok(T::of(variance_f64(&logs, ddof)?.sqrt().exp()))
}

/// Options of [`iqr`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IqrOptions {
    /// The two percentiles, in percent. Default: `[25.0, 75.0]`.
    pub range: [f64; 2],
    /// What the difference is divided by, e.g. [`NORMAL_IQR`]. Default: 1.
    pub scale: f64,
    /// How quantiles are computed. Default: linear.
    pub method: QuantileMethod,
}

impl Default for IqrOptions {
    fn default() -> Self {
        Self { range: [25.0, 75.0], scale: 1.0, method: QuantileMethod::Linear }
    }
}

/// The interquartile range, or the distance of two other percentiles.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::Parameter`] when a percentile is outside 0 to 100.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 2.0, 3.0, 4.0, 5.0];
/// assert_eq!(onkai_stats::iqr(&x, &Default::default())?, 2.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn iqr<T: Real>(x: &ArrayRef1<T>, options: &IqrOptions) -> Result<T> {
    let [low, high] = options.range;
    let levels = Array1::from(vec![low.min(high) / 100.0, low.max(high) / 100.0]);
    let found = quantile(x, &levels, options.method)?;
    Ok((found[1] - found[0]) / T::of(options.scale))
}

/// What deviations are measured from in [`median_abs_deviation`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Center {
    /// The median of the sample. The default.
    #[default]
    Median,
    /// The mean of the sample.
    Mean,
    /// A given value.
    At(f64),
}

/// The median of the absolute deviations from the centre, divided by `scale`.
///
/// With `scale` 1 it is SciPy's default; with [`NORMAL_MAD`] it estimates a standard deviation.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Center, median_abs_deviation};
/// let x = ndarray::array![1.0, 2.0, 3.0, 4.0, 100.0];
/// assert_eq!(median_abs_deviation(&x, Center::Median, 1.0)?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn median_abs_deviation<T: Real>(x: &ArrayRef1<T>, center: Center, scale: f64) -> Result<T> {
    check_len("x", x.len(), 1)?;
    let center = match center {
        Center::Median => median(x)?,
        Center::Mean => T::of(mean_f64(x)),
        Center::At(value) => T::of(value),
    };
    Ok(median(&x.mapv(|v| (v - center).abs()))? / T::of(scale))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn too_few_values_are_refused() {
        assert!(matches!(variance(&array![1.0], 1), Err(Error::TooShort { expected: 2, .. })));
        let none = Array1::<f64>::zeros(0);
        assert!(std(&none, 0).is_err() && sem(&none, 1).is_err() && variation(&none, 0).is_err());
        assert!(iqr(&none, &IqrOptions::default()).is_err());
        assert!(median_abs_deviation(&none, Center::Mean, 1.0).is_err());
        assert!(matches!(gstd(&array![1.0, 0.0], 1), Err(Error::Values { .. })));
    }

    #[test]
    fn percentiles_are_checked_and_nan_propagates() {
        let options = IqrOptions { range: [-1.0, 50.0], ..Default::default() };
        assert!(iqr(&array![1.0, 2.0], &options).is_err());
        let x = array![1.0, f64::NAN, 2.0];
        assert!(iqr(&x, &IqrOptions::default()).unwrap().is_nan());
        assert!(variance(&x, 1).unwrap().is_nan());
        assert!(median_abs_deviation(&x, Center::At(1.0), 1.0).unwrap().is_nan());
    }
}
