//! The discrete Fourier transform of signals whose spectrum is real.
//!
//! Counterpart of `scipy.fft.hfft` and `scipy.fft.ihfft`.

use ndarray::{Array, ArrayRef, Dimension};
use num_complex::Complex;
use onkai_core::{Real, Result, Scalar};

use crate::norm::Direction;
use crate::options::FftOptions;
use crate::real::{to_signal, to_spectrum};

/// The real spectrum of a signal with Hermitian symmetry, of which the last axis holds one half.
///
/// ```text
/// X[k] = Σₙ x[n] · exp(-2πi k n / N),        x[N - n] = conj(x[n])
/// ```
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `n` along the last axis; of more
/// than `n / 2 + 1` samples the rest is left out, missing ones are zero.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `n` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, hfft};
/// let x = array![Complex::new(1.0, 0.0), Complex::new(0.0, 1.0)];
/// let spectrum = hfft(&x, 3)?; // of [1, i, -i]
/// assert!((spectrum[1] - (1.0 + 3.0_f64.sqrt())).abs() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hfft<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    hfft_with(x, &FftOptions { n: Some(n), ..Default::default() })
}

/// The inverse of [`hfft`] along the last axis: the first half of the signal whose spectrum is `x`.
///
/// # Shapes
///
/// `x`: any with at least one axis, any `N ≥ 1`. Returns the same shape with `N / 2 + 1` along the
/// last axis.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{hfft, ihfft};
/// let x = array![1.0, 5.0, 2.0];
/// assert!((hfft(&ihfft(&x)?, 3)? - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihfft<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    ihfft_with(x, &FftOptions::default())
}

/// [`hfft`] to `n` bins along any axis, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n` along the axis; `n: None` means `2 (m - 1)` for an axis
/// of `m` samples.
///
/// # Errors
///
/// As [`irfft_with`](crate::irfft_with).
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_fft::{FftOptions, Norm, hfft_with};
/// let options = FftOptions { norm: Norm::Forward, ..Default::default() };
/// assert_eq!(hfft_with(&array![4.0_f64, 0.0, 0.0], &options)?, Array1::ones(4));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hfft_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
) -> Result<Array<T::Real, D>> {
    to_signal(x, options, Direction::Forward)
}

/// [`ihfft`] of `n` bins along any axis, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n / 2 + 1` along the axis; `n: None` means all bins.
///
/// # Errors
///
/// As [`rfft_with`](crate::rfft_with).
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis};
/// use onkai_fft::{FftOptions, ihfft_with};
/// let options = FftOptions { axis: Some(Axis(0)), ..Default::default() };
/// assert_eq!(ihfft_with(&Array2::<f32>::ones((5, 2)), &options)?.shape(), [3, 2]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihfft_with<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftOptions,
) -> Result<Array<Complex<F>, D>> {
    to_spectrum(x, options, Direction::Inverse)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn lengths_are_named() {
        assert_eq!(
            hfft(&array![1.0, 2.0], 0).unwrap_err().to_string(),
            "`n` is 0, but must be at least 1"
        );
        assert_eq!(
            hfft_with(&array![1.0], &FftOptions::default()).unwrap_err().to_string(),
            "`x` has length 1, but needs at least 2"
        );
        assert!(ihfft(&Array1::<f32>::zeros(0)).is_err());
    }
}
