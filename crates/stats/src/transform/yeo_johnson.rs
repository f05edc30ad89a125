//! The Yeo-Johnson transformation, for values of either sign.
//!
//! Counterpart of `scipy.stats.yeojohnson`, `yeojohnson_llf`, `yeojohnson_normmax`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};

use super::search::peak;
use crate::summary::{check_len, doubles, sum, variance_of};

/// Transforms each value: Box-Cox of `1 + x` with λ for positive ones, of `1 - x` with `2 - λ` for
/// negative ones.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_stats::yeojohnson(&array![-1.0, 0.0, 2.0], 1.0), array![-1.0, 0.0, 2.0]);
/// ```
///
/// # References
///
/// I.-K. Yeo, R. A. Johnson, "A new family of power transformations to improve normality or symmetry",
/// Biometrika 87, 2000. <https://doi.org/10.1093/biomet/87.4.954>
pub fn yeojohnson<T: Real>(x: &ArrayRef1<T>, lambda: f64) -> Array1<T> {
    x.mapv(|v| T::of(transform(v.as_f64(), lambda)))
}

fn transform(x: f64, lambda: f64) -> f64 {
    if x < 0.0 {
        -onkai_special::boxcox1p(-x, 2.0 - lambda)
    } else {
        onkai_special::boxcox1p(x, lambda)
    }
}

/// The log-likelihood of λ for a sample that the transformation makes normal.
///
/// ```text
/// -n/2 · ln(Var(y)) + (λ - 1) Σ sign(xᵢ) ln(1 + |xᵢ|)
/// ```
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![0.0, 2.0, 6.0, 20.0];
/// assert!(onkai_stats::yeojohnson_llf(0.0, &x)? > onkai_stats::yeojohnson_llf(1.0, &x)?);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn yeojohnson_llf<T: Real>(lambda: f64, x: &ArrayRef1<T>) -> Result<f64> {
    check_len("x", x.len(), 1)?;
    Ok(likelihood(lambda, &doubles(x)))
}

fn likelihood(lambda: f64, x: &[f64]) -> f64 {
    let y: Vec<f64> = x.iter().map(|v| transform(*v, lambda)).collect();
    let logs: Vec<f64> = x.iter().map(|v| v.abs().ln_1p().copysign(*v)).collect();
    -0.5 * x.len() as f64 * variance_of(&y, 0.0).ln() + (lambda - 1.0) * sum(&logs)
}

/// The λ of greatest likelihood; 1 if all values are zero.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::NotFinite`], [`Error::Values`] when all values are
/// equal and not zero.
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::linspace(0.0, 5.0, 50).mapv(f64::exp_m1);
/// assert!(onkai_stats::yeojohnson_normmax(&x)?.abs() < 0.2);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn yeojohnson_normmax<T: Real>(x: &ArrayRef1<T>) -> Result<f64> {
    check_len("x", x.len(), 1)?;
    check_finite("x", x)?;
    let x = doubles(x);
    if x.iter().all(|v| *v == 0.0) {
        return Ok(1.0);
    }
    if x.iter().all(|v| *v == x[0]) {
        return Err(Error::Values { name: "x", requirement: "not be constant" });
    }
    Ok(peak(|lambda| likelihood(lambda, &x), -2.0, 2.0))
}

/// What [`yeojohnson_fit`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct YeoJohnsonFit<T> {
    /// The transformed sample.
    pub transformed: Array1<T>,
    /// The λ of greatest likelihood.
    pub lambda: f64,
}

/// Transforms by the λ of greatest likelihood.
///
/// # Errors
///
/// See [`yeojohnson_normmax`].
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::linspace(0.0, 5.0, 50).mapv(f64::exp_m1);
/// let fit = onkai_stats::yeojohnson_fit(&x)?;
/// assert_eq!(fit.transformed.len(), 50);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn yeojohnson_fit<T: Real>(x: &ArrayRef1<T>) -> Result<YeoJohnsonFit<T>> {
    let lambda = yeojohnson_normmax(x)?;
    Ok(YeoJohnsonFit { transformed: yeojohnson(x, lambda), lambda })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        assert!(yeojohnson_llf(1.0, &Array1::<f64>::zeros(0)).is_err());
        assert!(matches!(yeojohnson_normmax(&array![2.0, 2.0]), Err(Error::Values { .. })));
        assert!(matches!(yeojohnson_fit(&array![f64::NAN, 2.0]), Err(Error::NotFinite { .. })));
        assert_eq!(yeojohnson_normmax(&array![0.0, 0.0]), Ok(1.0));
    }
}
