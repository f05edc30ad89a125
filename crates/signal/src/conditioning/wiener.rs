//! Smoothing that leaves alone what varies more than the noise.
//!
//! Counterpart of `scipy.signal.wiener`.

use ndarray::{Array, ArrayRef, Dimension, Zip};
use onkai_core::{Error, Real, Result};
use onkai_ndimage::{Boundary, FilterOptions, uniform_filter};

use super::medfilt::kernel_shape;

/// Smooths `x` by the mean of the samples about each sample where these vary no more than noise does.
///
/// ```text
/// y = m + max(0, 1 - ν / σ²) (x - m)
/// ```
///
/// with the local mean `m` and variance `σ²`; beyond the ends stand zeros.
///
/// # Shapes
///
/// `x`: any. `kernel_size`: a number for each axis, or one for all. `noise`: the variance `ν` of the
/// noise, in (unit of `x`)²; `None`: the mean of the local variances. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Parameter`] when a size is zero or `noise` is NaN, [`Error::Shape`] when there are neither
/// one size nor as many as axes.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = array![0.0_f64, 0.1, -0.1, 0.0, 5.0, 5.1, 4.9, 5.0];
/// let y = onkai_signal::wiener(&x, &[3], Some(0.1))?;
/// assert!(y[1].abs() < 1e-12 && (y[4] - 5.0).abs() < 0.1);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Where the local variance is zero and so is the noise the result is the mean, which is the sample;
/// SciPy's is NaN.
///
/// # References
///
/// J. S. Lim, "Two-Dimensional Signal and Image Processing", Prentice Hall, 1990, p. 548.
pub fn wiener<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    kernel_size: &[usize],
    noise: Option<f64>,
) -> Result<Array<F, D>> {
    let sizes = kernel_shape(kernel_size, x.ndim())?;
    if sizes.contains(&0) {
        return Err(Error::parameter("kernel_size", 0.0, "at least 1"));
    }
    if let Some(noise) = noise.filter(|noise| noise.is_nan()) {
        return Err(Error::parameter("noise", noise, "a number"));
    }
    if x.is_empty() || x.ndim() == 0 {
        return Ok(x.to_owned());
    }
    let options = FilterOptions { boundary: Boundary::Constant(F::zero()), ..Default::default() };
    let mean = uniform_filter(x, &sizes[..], &options)?;
    let mut variance = uniform_filter(&x.mapv(|v| v * v), &sizes[..], &options)?;
    variance.zip_mut_with(&mean, |v, &m| *v -= m * m);
    let noise = match noise {
        Some(noise) => F::of(noise),
        None => variance.sum() / F::of_usize(variance.len()),
    };
    Ok(Zip::from(x).and(&mean).and(&variance).map_collect(|&x, &mean, &variance| {
        if variance < noise || variance == F::zero() {
            mean
        } else {
            mean + (x - mean) * (F::one() - noise / variance)
        }
    }))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![1.0, 2.0, 3.0];
        assert!(matches!(wiener(&x, &[0], None), Err(Error::Parameter { .. })));
        assert!(matches!(wiener(&x, &[3, 3], None), Err(Error::Shape { .. })));
        assert!(matches!(wiener(&x, &[3], Some(f64::NAN)), Err(Error::Parameter { .. })));
        let none = Array1::<f32>::zeros(0);
        assert_eq!(wiener(&none, &[3], None).unwrap(), none);
    }

    #[test]
    fn silence_stays_silent() {
        let x = Array1::<f64>::zeros(9);
        assert_eq!(wiener(&x, &[3], None).unwrap(), x);
    }
}
