//! Fourier transforms over several axes.
//!
//! Counterpart of `scipy.fft.fftn` and its kin.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

use crate::complex::{fft_with, ifft_with, transform_in_place};
use crate::norm::{Direction, Norm};
use crate::options::{AxisLen, FftOptions, FftnOptions, resolve_axes};
use crate::real::{to_signal, to_spectrum};

/// [`fft`](crate::fft) over all axes.
///
/// ```text
/// X[k, l, …] = Σₘ Σₙ … x[m, n, …] · exp(-2πi (k m / M + l n / N + …))
/// ```
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`] when an axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::Array3;
/// use onkai_fft::{Complex, fftn};
/// let spectrum = fftn(&Array3::<f32>::ones((2, 3, 4)))?;
/// assert_eq!(spectrum[[0, 0, 0]], Complex::new(24.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fftn<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    fftn_with(x, &FftnOptions::default())
}

/// The inverse of [`fftn`]: [`ifft`](crate::ifft) over all axes.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape.
///
/// # Errors
///
/// As [`fftn`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, ifftn};
/// assert_eq!(ifftn(&array![[8.0, 0.0], [0.0, 0.0]])?[[1, 1]], Complex::new(2.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifftn<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    ifftn_with(x, &FftnOptions::default())
}

/// [`fftn`] of a real signal: the non-negative frequencies along the last axis, and all along the
/// others.
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `N / 2 + 1` along the last axis.
///
/// # Errors
///
/// As [`fftn`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// assert_eq!(onkai_fft::rfftn(&Array2::<f64>::ones((3, 6)))?.shape(), [3, 4]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfftn<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    rfftn_with(x, &FftnOptions::default())
}

/// The inverse of [`rfftn`].
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `n` along the last axis, see
/// [`irfft`](crate::irfft).
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero, [`Error::TooShort`] when an axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{irfftn, rfftn};
/// let x = array![[1.0, 2.0, 4.0], [0.0, -1.0, 3.0]];
/// assert!((irfftn(&rfftn(&x)?, 3)? - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn irfftn<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    inverse_of_half(x, None, n, Direction::Inverse)
}

/// The real spectrum of a signal with Hermitian symmetry over all axes, of which the last axis holds
/// one half; see [`hfft`](crate::hfft).
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `n` along the last axis.
///
/// # Errors
///
/// As [`irfftn`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// let impulse = array![[1.0_f64, 0.0], [0.0, 0.0]];
/// assert_eq!(onkai_fft::hfftn(&impulse, 3)?, Array2::ones((2, 3)));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hfftn<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    inverse_of_half(x, None, n, Direction::Forward)
}

/// The inverse of [`hfftn`].
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `N / 2 + 1` along the last axis.
///
/// # Errors
///
/// As [`fftn`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_fft::{Complex, ihfftn};
/// assert_eq!(ihfftn(&Array2::<f32>::ones((2, 3)))?[[0, 0]], Complex::new(1.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihfftn<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    ihfftn_with(x, &FftnOptions::default())
}

/// [`fftn`] of any lengths over any axes, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with the given lengths along the transformed axes.
///
/// # Errors
///
/// [`Error::Parameter`] and [`Error::Values`] when the options do not fit each other or `x`,
/// [`Error::TooShort`] when an axis is empty and its length not given.
///
/// # Examples
///
/// ```
/// use ndarray::{Array3, Axis};
/// use onkai_fft::{FftnOptions, fftn_with};
/// let axes = Some(vec![Axis(0), Axis(2)]);
/// let options = FftnOptions { shape: Some(vec![4, 8]), axes, ..Default::default() };
/// assert_eq!(fftn_with(&Array3::<f32>::ones((3, 5, 7)), &options)?.shape(), [4, 5, 8]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fftn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftnOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    let axes = resolved(x, options)?;
    let Some((last, others)) = axes.split_last() else {
        return Ok(x.map(|&v| v.to_complex()));
    };
    let out = fft_with(x, &of_axis(last, options.norm))?;
    transform_others(out, others, options.norm, Direction::Forward)
}

/// [`ifftn`] of any lengths over any axes, scaled by any norm; see [`fftn_with`].
///
/// # Errors
///
/// As [`fftn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array3, Axis};
/// use onkai_fft::{FftnOptions, ifftn_with};
/// let options = FftnOptions { axes: Some(vec![Axis(1), Axis(0)]), ..Default::default() };
/// let y = ifftn_with(&Array3::<f64>::ones((3, 5, 7)), &options)?;
/// assert!((y[[0, 0, 6]].re - 1.0).abs() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifftn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftnOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    let axes = resolved(x, options)?;
    let Some((last, others)) = axes.split_last() else {
        return Ok(x.map(|&v| v.to_complex()));
    };
    let out = ifft_with(x, &of_axis(last, options.norm))?;
    transform_others(out, others, options.norm, Direction::Inverse)
}

/// [`rfftn`] of any lengths over any axes, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with the given lengths along the transformed axes, of which the
/// last has `n / 2 + 1` bins.
///
/// # Errors
///
/// As [`fftn_with`]; also [`Error::Values`] when no axis is to be transformed.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis};
/// use onkai_fft::{FftnOptions, rfftn_with};
/// let options = FftnOptions { axes: Some(vec![Axis(1), Axis(0)]), ..Default::default() };
/// assert_eq!(rfftn_with(&Array2::<f32>::ones((5, 4)), &options)?.shape(), [3, 4]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfftn_with<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftnOptions,
) -> Result<Array<Complex<F>, D>> {
    to_half(x, options, Direction::Forward)
}

/// [`irfftn`] to any lengths over any axes, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with the given lengths along the transformed axes; if none are
/// given, the last one gets `2 (m - 1)` samples from `m` bins.
///
/// # Errors
///
/// As [`rfftn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_fft::{FftnOptions, irfftn_with};
/// let options = FftnOptions { shape: Some(vec![3, 9]), ..Default::default() };
/// assert_eq!(irfftn_with(&Array2::<f64>::ones((3, 5)), &options)?.shape(), [3, 9]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn irfftn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftnOptions,
) -> Result<Array<T::Real, D>> {
    from_half(x, &resolved(x, options)?, options.norm, Direction::Inverse)
}

/// [`hfftn`] to any lengths over any axes, scaled by any norm.
///
/// # Shapes
///
/// As [`irfftn_with`].
///
/// # Errors
///
/// As [`rfftn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_fft::{FftnOptions, hfftn_with};
/// let y = hfftn_with(&Array2::<f64>::ones((3, 5)), &FftnOptions::default())?;
/// assert_eq!(y.shape(), [3, 8]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hfftn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftnOptions,
) -> Result<Array<T::Real, D>> {
    from_half(x, &resolved(x, options)?, options.norm, Direction::Forward)
}

/// [`ihfftn`] of any lengths over any axes, scaled by any norm; see [`rfftn_with`].
///
/// # Errors
///
/// As [`rfftn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_fft::{FftnOptions, ihfftn_with};
/// let y = ihfftn_with(&Array2::<f64>::ones((3, 8)), &FftnOptions::default())?;
/// assert_eq!(y.shape(), [3, 5]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihfftn_with<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftnOptions,
) -> Result<Array<Complex<F>, D>> {
    to_half(x, options, Direction::Inverse)
}

fn resolved<T, D: Dimension>(x: &ArrayRef<T, D>, options: &FftnOptions) -> Result<Vec<AxisLen>> {
    resolve_axes(options.shape.as_deref(), options.axes.as_deref(), x.ndim())
}

fn of_axis(axis: &AxisLen, norm: Norm) -> FftOptions {
    FftOptions { n: axis.n, axis: Some(axis.axis), norm }
}

const NO_AXIS: Error = Error::Values { name: "axes", requirement: "name an axis" };

/// Real numbers to half a spectrum along the last of the axes, then complex ones along the others.
fn to_half<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftnOptions,
    direction: Direction,
) -> Result<Array<Complex<F>, D>> {
    let axes = resolved(x, options)?;
    let (last, others) = axes.split_last().ok_or(NO_AXIS)?;
    let out = to_spectrum(x, &of_axis(last, options.norm), direction)?;
    transform_others(out, others, options.norm, direction)
}

/// The last of `axes` (or of all) gets the length `n`, the others keep theirs.
pub(crate) fn inverse_of_half<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axes: Option<&[Axis]>,
    n: usize,
    direction: Direction,
) -> Result<Array<T::Real, D>> {
    let mut axes = resolve_axes(None, axes, x.ndim())?;
    axes.last_mut().ok_or(NO_AXIS)?.n = Some(n);
    from_half(x, &axes, Norm::default(), direction)
}

/// Complex numbers along all axes but the last, along which half a spectrum becomes real.
fn from_half<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axes: &[AxisLen],
    norm: Norm,
    direction: Direction,
) -> Result<Array<T::Real, D>> {
    let (last, others) = axes.split_last().ok_or(NO_AXIS)?;
    if others.is_empty() {
        return to_signal(x, &of_axis(last, norm), direction);
    }
    let out = transform_others(x.map(|&v| v.to_complex()), others, norm, direction)?;
    to_signal(&out, &of_axis(last, norm), direction)
}

/// In place along the axes that keep their length.
fn transform_others<F: Real, D: Dimension>(
    mut out: Array<Complex<F>, D>,
    axes: &[AxisLen],
    norm: Norm,
    direction: Direction,
) -> Result<Array<Complex<F>, D>> {
    for axis in axes {
        if axis.n.is_none_or(|n| n == out.len_of(axis.axis)) {
            transform_in_place(&mut out, axis.axis, norm, direction)?;
        } else {
            out = match direction {
                Direction::Forward => fft_with(&out, &of_axis(axis, norm))?,
                Direction::Inverse => ifft_with(&out, &of_axis(axis, norm))?,
            };
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn over_no_axis_complex_transforms_change_nothing_and_real_ones_are_refused() {
        let x = array![[1.0, 2.0]];
        let options = FftnOptions { axes: Some(Vec::new()), ..Default::default() };
        assert_eq!(fftn_with(&x, &options).unwrap(), x.mapv(Complex::from));
        assert_eq!(ifftn_with(&x, &options).unwrap(), x.mapv(Complex::from));
        assert_eq!(rfftn_with(&x, &options).unwrap_err().to_string(), "`axes` must name an axis");
        assert!(irfftn_with(&x, &options).is_err());
    }

    #[test]
    fn empty_axes_are_refused() {
        let empty = Array2::<f64>::zeros((0, 3));
        assert!(matches!(fftn(&empty), Err(Error::TooShort { name: "x", .. })));
        assert!(matches!(rfftn(&empty), Err(Error::TooShort { name: "x", .. })));
        assert!(matches!(irfftn(&empty, 3), Err(Error::TooShort { name: "x", .. })));
        assert!(matches!(
            hfftn(&Array2::<f64>::ones((2, 2)), 0),
            Err(Error::Parameter { name: "n", .. })
        ));
    }
}
