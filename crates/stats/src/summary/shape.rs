//! Moments, what is made of them, and the description of a sample in one pass.
//!
//! Counterpart of `scipy.stats.describe`, `moment`, `skew`, `kurtosis`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result};

use super::check::check_len;
use super::location::mean_f64;
use super::sums::{sum_by, sums_by};

/// Mean and central moments of a sample, in double precision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    pub(crate) n: f64,
    pub(crate) mean: f64,
    pub(crate) second: f64,
    pub(crate) third: f64,
    pub(crate) fourth: f64,
}

impl Moments {
    pub(crate) fn new<T: Real>(x: &ArrayRef1<T>) -> Self {
        let n = x.len() as f64;
        let mean = mean_f64(x);
        let sums = sums_by(x, |v| {
            let d = v.as_f64() - mean;
            let square = d * d;
            [square, square * d, square * square]
        });
        let [second, third, fourth] = sums.map(|s| s / n);
        Self { n, mean, second, third, fourth }
    }

    /// True if the values differ by no more than rounding does.
    fn is_constant(&self) -> bool {
        self.second <= (f64::EPSILON * self.mean).powi(2)
    }

    pub(crate) fn skewness(&self, bias: bool) -> f64 {
        if self.is_constant() {
            return f64::NAN;
        }
        let n = self.n;
        let skewness = self.third / self.second.powf(1.5);
        if bias || n < 3.0 { skewness } else { skewness * ((n - 1.0) * n).sqrt() / (n - 2.0) }
    }

    /// Kurtosis by Fisher's definition: that of a normal distribution is 0.
    pub(crate) fn excess(&self, bias: bool) -> f64 {
        if self.is_constant() {
            return f64::NAN;
        }
        let n = self.n;
        let kurtosis = self.fourth / (self.second * self.second);
        if bias || n < 4.0 {
            return kurtosis - 3.0;
        }
        ((n * n - 1.0) * kurtosis - 3.0 * (n - 1.0) * (n - 1.0)) / ((n - 2.0) * (n - 3.0))
    }
}

/// The moment of some order about a centre, `Σ (xᵢ - c)^order / n`; about the mean if none is given.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 2.0, 3.0];
/// assert_eq!(onkai_stats::moment(&x, 2, Some(0.0))?, 14.0 / 3.0);
/// assert_eq!(onkai_stats::moment(&x, 1, None)?, 0.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn moment<T: Real>(x: &ArrayRef1<T>, order: i32, center: Option<f64>) -> Result<T> {
    check_len("x", x.len(), 1)?;
    // About its own mean the first moment is zero by definition, but not in floating point.
    if order == 1 && center.is_none() {
        return Ok(if x.iter().any(|v| v.is_nan()) { T::nan() } else { T::zero() });
    }
    let center = center.unwrap_or_else(|| mean_f64(x));
    Ok(T::of(sum_by(x, |v| (v.as_f64() - center).powi(order)) / x.len() as f64))
}

/// The skewness, `g₁ = m₃ / m₂^(3/2)`; without bias `G₁ = g₁ √(n(n-1)) / (n-2)`.
///
/// NaN for a constant sample. Fewer than three values give the biased value.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::skew(&ndarray::array![1.0, 2.0, 3.0], true)?, 0.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn skew<T: Real>(x: &ArrayRef1<T>, bias: bool) -> Result<T> {
    check_len("x", x.len(), 1)?;
    Ok(T::of(Moments::new(x).skewness(bias)))
}

/// Options of [`kurtosis`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KurtosisOptions {
    /// Fisher's definition, which subtracts 3, so that a normal distribution has 0. Default: `true`.
    pub fisher: bool,
    /// Leave the estimate biased. Default: `true`.
    pub bias: bool,
}

impl Default for KurtosisOptions {
    fn default() -> Self {
        Self { fisher: true, bias: true }
    }
}

/// The kurtosis, `m₄ / m₂²`, less 3 by Fisher's definition.
///
/// NaN for a constant sample. Fewer than four values give the biased value.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![-1.0, 1.0, -1.0, 1.0];
/// assert_eq!(onkai_stats::kurtosis(&x, &Default::default())?, -2.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn kurtosis<T: Real>(x: &ArrayRef1<T>, options: &KurtosisOptions) -> Result<T> {
    check_len("x", x.len(), 1)?;
    let excess = Moments::new(x).excess(options.bias);
    Ok(T::of(if options.fisher { excess } else { excess + 3.0 }))
}

/// What [`describe`] finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Description<T> {
    /// Number of values.
    pub n: usize,
    /// The smallest value.
    pub min: T,
    /// The largest value.
    pub max: T,
    /// The arithmetic mean.
    pub mean: T,
    /// The variance with the options' `ddof`.
    pub variance: T,
    /// The skewness, see [`skew`].
    pub skewness: T,
    /// The kurtosis by Fisher's definition, see [`kurtosis`].
    pub kurtosis: T,
}

/// Options of [`describe`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescribeOptions {
    /// Degrees of freedom that the variance loses. Default: 1.
    pub ddof: usize,
    /// Leave skewness and kurtosis biased. Default: `true`.
    pub bias: bool,
}

impl Default for DescribeOptions {
    fn default() -> Self {
        Self { ddof: 1, bias: true }
    }
}

/// Describes a sample: its number, extremes, mean, variance, skewness and kurtosis.
///
/// A single NaN makes all of them NaN, but for the number. The variance of as few values as `ddof`
/// is NaN.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// let found = onkai_stats::describe(&ndarray::array![1.0, 2.0, 3.0, 6.0], &Default::default())?;
/// assert_eq!((found.min, found.max, found.mean), (1.0, 6.0, 3.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn describe<T: Real>(x: &ArrayRef1<T>, options: &DescribeOptions) -> Result<Description<T>> {
    check_len("x", x.len(), 1)?;
    let moments = Moments::new(x);
    let (mut min, mut max) = (T::infinity(), T::neg_infinity());
    for &v in x {
        min = if v < min { v } else { min };
        max = if max < v { v } else { max };
    }
    if moments.mean.is_nan() && x.iter().any(|v| v.is_nan()) {
        (min, max) = (T::nan(), T::nan());
    }
    let freedom = moments.n - options.ddof as f64;
    let variance = if freedom <= 0.0 { f64::NAN } else { moments.second * moments.n / freedom };
    Ok(Description {
        n: x.len(),
        min,
        max,
        mean: T::of(moments.mean),
        variance: T::of(variance),
        skewness: T::of(moments.skewness(options.bias)),
        kurtosis: T::of(moments.excess(options.bias)),
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn constant_samples_have_no_shape() {
        let x = Array1::from_elem(10, 0.1_f64);
        assert!(skew(&x, true).unwrap().is_nan());
        assert!(kurtosis(&x, &KurtosisOptions::default()).unwrap().is_nan());
        assert!(describe(&array![1.0_f64], &DescribeOptions::default()).unwrap().variance.is_nan());
    }

    #[test]
    fn empty_is_refused_and_nan_propagates() {
        let none = Array1::<f32>::zeros(0);
        assert!(skew(&none, true).is_err() && moment(&none, 2, None).is_err());
        assert!(kurtosis(&none, &KurtosisOptions::default()).is_err());
        assert!(describe(&none, &DescribeOptions::default()).is_err());
        let found = describe(&array![1.0, f64::NAN, 0.0], &DescribeOptions::default()).unwrap();
        assert!(found.min.is_nan() && found.max.is_nan() && found.variance.is_nan());
        assert!(moment(&array![f64::NAN], 1, None).unwrap().is_nan());
    }
}
