//! Fourier transforms over the last two axes: pictures.
//!
//! Counterpart of `scipy.fft.fft2` and its kin; for other axes, lengths and norms there is
//! [`fftn_with`].

use ndarray::{Array, ArrayRef, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

use crate::norm::Direction;
use crate::options::FftnOptions;
use crate::several_axes::{fftn_with, ifftn_with, ihfftn_with, inverse_of_half, rfftn_with};

/// [`fftn`](crate::fftn) over the last two axes.
///
/// # Shapes
///
/// `x`: `[…, M, N]`, real or complex. Returns the same shape.
///
/// # Errors
///
/// [`Error::Values`] when `x` has less than two axes, [`Error::TooShort`] when one is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, fft2};
/// assert_eq!(fft2(&array![[1.0, 2.0], [3.0, 4.0]])?[[0, 1]], Complex::new(-2.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fft2<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    fftn_with(x, &last_two(x)?)
}

/// The inverse of [`fft2`].
///
/// # Shapes
///
/// `x`: `[…, M, N]`, real or complex. Returns the same shape.
///
/// # Errors
///
/// As [`fft2`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, ifft2};
/// assert_eq!(ifft2(&array![[4.0, 0.0], [0.0, 0.0]])?[[1, 1]], Complex::new(1.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifft2<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    ifftn_with(x, &last_two(x)?)
}

/// [`rfftn`](crate::rfftn) over the last two axes.
///
/// # Shapes
///
/// `x`: `[…, M, N]`. Returns `[…, M, N / 2 + 1]`.
///
/// # Errors
///
/// As [`fft2`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// assert_eq!(onkai_fft::rfft2(&Array2::<f32>::ones((6, 8)))?.shape(), [6, 5]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfft2<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    rfftn_with(x, &last_two(x)?)
}

/// The inverse of [`rfft2`], see [`irfftn`](crate::irfftn).
///
/// # Shapes
///
/// `x`: `[…, M, K]`. Returns `[…, M, n]`.
///
/// # Errors
///
/// As [`fft2`]; also [`Error::Parameter`] when `n` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{irfft2, rfft2};
/// let x = array![[1.0, 2.0, 4.0], [0.0, -1.0, 3.0]];
/// assert!((irfft2(&rfft2(&x)?, 3)? - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn irfft2<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    inverse_of_half(x, last_two(x)?.axes.as_deref(), n, Direction::Inverse)
}

/// [`hfftn`](crate::hfftn) over the last two axes.
///
/// # Shapes
///
/// `x`: `[…, M, K]`. Returns `[…, M, n]`.
///
/// # Errors
///
/// As [`fft2`]; also [`Error::Parameter`] when `n` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// let impulse = array![[1.0_f64, 0.0], [0.0, 0.0]];
/// assert_eq!(onkai_fft::hfft2(&impulse, 3)?, Array2::ones((2, 3)));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hfft2<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    inverse_of_half(x, last_two(x)?.axes.as_deref(), n, Direction::Forward)
}

/// The inverse of [`hfft2`].
///
/// # Shapes
///
/// `x`: `[…, M, N]`. Returns `[…, M, N / 2 + 1]`.
///
/// # Errors
///
/// As [`fft2`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// assert_eq!(onkai_fft::ihfft2(&Array2::<f32>::ones((6, 8)))?.shape(), [6, 5]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihfft2<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    ihfftn_with(x, &last_two(x)?)
}

fn last_two<T, D: Dimension>(x: &ArrayRef<T, D>) -> Result<FftnOptions> {
    match x.ndim() {
        0 | 1 => Err(Error::Values { name: "x", requirement: "have two axes" }),
        n_dim => {
            let axes = Some(vec![Axis(n_dim - 2), Axis(n_dim - 1)]);
            Ok(FftnOptions { axes, ..Default::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn one_axis_is_too_few() {
        let x = array![1.0, 2.0];
        assert_eq!(fft2(&x).unwrap_err().to_string(), "`x` must have two axes");
        assert!(irfft2(&x, 2).is_err());
    }
}
