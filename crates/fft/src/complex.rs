//! The discrete Fourier transform to and from a whole spectrum.
//!
//! Counterpart of `scipy.fft.fft` and `scipy.fft.ifft`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Real, Result, Scalar};

use crate::axis::{for_each_lane, map_axis};
use crate::norm::{Direction, Norm};
use crate::options::{FftOptions, resolve_axis};
use crate::plan::{FftPlan, RealFftPlan};

/// The discrete Fourier transform along the last axis.
///
/// ```text
/// X[k] = Σₙ x[n] · exp(-2πi k n / N)
/// ```
///
/// # Shapes
///
/// `x`: any with at least one axis, real or complex, any `N ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, fft};
/// assert_eq!(fft(&array![1.0, 0.0, 0.0, 0.0])?.to_vec(), vec![Complex::new(1.0, 0.0); 4]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fft<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    fft_with(x, &FftOptions::default())
}

/// The inverse of [`fft`], scaled so that `ifft(fft(x)) = x`.
///
/// ```text
/// x[n] = (1 / N) · Σₖ X[k] · exp(2πi k n / N)
/// ```
///
/// # Shapes
///
/// `x`: any with at least one axis, any `N ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// As [`fft`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_fft::{Complex, ifft};
/// let flat = Array1::from_elem(5, Complex::new(1.0_f32, 0.0));
/// assert!((ifft(&flat)?[0].re - 1.0).abs() < 1e-6);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifft<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>) -> Result<Array<Complex<T::Real>, D>> {
    ifft_with(x, &FftOptions::default())
}

/// [`fft`] of `n` samples along any axis, scaled by any norm.
///
/// Real input takes half the time of complex input.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n` along the axis; `None` keeps the length.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `n` is zero or the axis is none of the array,
/// [`Error::TooShort`](crate::Error::TooShort) when the axis is empty and `n` not given.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::{Complex, FftOptions, Norm, fft_with};
/// let x = array![[1.0_f32, 2.0], [1.0, 2.0]];
/// let y = fft_with(&x, &FftOptions { n: Some(3), axis: Some(Axis(0)), norm: Norm::Forward })?;
/// assert_eq!(y.shape(), [3, 2]);
/// assert_eq!(y[[0, 1]], Complex::new(4.0 / 3.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fft_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    transform(x, options, Direction::Forward)
}

/// [`ifft`] of `n` bins along any axis, scaled by any norm; see [`fft_with`].
///
/// # Errors
///
/// As [`fft_with`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, FftOptions, ifft_with};
/// let spectrum = array![4.0, 8.0];
/// let first = ifft_with(&spectrum, &FftOptions { n: Some(1), ..Default::default() })?;
/// assert_eq!(first, array![Complex::new(4.0, 0.0)]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifft_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
) -> Result<Array<Complex<T::Real>, D>> {
    transform(x, options, Direction::Inverse)
}

/// [`fft`] along `axis` in the place of `x`.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when the axis is none of the array,
/// [`Error::TooShort`](crate::Error::TooShort) when it is empty.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis};
/// use onkai_fft::{Complex, Norm, fft_in_place};
/// let mut x = Array2::from_elem((2, 3), Complex::new(1.0, 0.0));
/// fft_in_place(&mut x, Axis(0), Norm::Backward)?;
/// assert_eq!(x.row(0)[2], Complex::new(2.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fft_in_place<F: Real, D: Dimension>(
    x: &mut ArrayRef<Complex<F>, D>,
    axis: Axis,
    norm: Norm,
) -> Result<()> {
    transform_in_place(x, axis, norm, Direction::Forward)
}

/// [`ifft`] along `axis` in the place of `x`.
///
/// # Errors
///
/// As [`fft_in_place`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::{Complex, Norm, ifft_in_place};
/// let mut x = array![4.0, 0.0].mapv(Complex::<f64>::from);
/// ifft_in_place(&mut x, Axis(0), Norm::Backward)?;
/// assert_eq!(x[1], Complex::new(2.0, 0.0));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifft_in_place<F: Real, D: Dimension>(
    x: &mut ArrayRef<Complex<F>, D>,
    axis: Axis,
    norm: Norm,
) -> Result<()> {
    transform_in_place(x, axis, norm, Direction::Inverse)
}

fn transform<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
    direction: Direction,
) -> Result<Array<Complex<T::Real>, D>> {
    let (axis, n) = options.resolve(x.shape())?;
    let n = n.unwrap_or(x.len_of(axis));
    if !T::IS_COMPLEX {
        return from_real(x, (axis, n), options.norm, direction);
    }
    let plan = FftPlan::new(n)?.with_norm(options.norm);
    map_axis(
        x,
        (axis, n),
        || plan.borrow_scratch(),
        |scratch, lane, out| {
            out.iter_mut().zip(lane).for_each(|(z, &v)| *z = v.to_complex());
            plan.run(direction, out, scratch);
        },
    )
}

/// The spectrum of real numbers is its first half and that half's mirror image, conjugated.
fn from_real<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    (axis, n): (Axis, usize),
    norm: Norm,
    direction: Direction,
) -> Result<Array<Complex<T::Real>, D>> {
    let plan = RealFftPlan::new(n)?.with_norm(norm);
    map_axis(
        x,
        (axis, n),
        || plan.borrow_scratch(),
        |scratch, lane, out| {
            let lane = lane.iter().map(|&v| v.re());
            let (half, mirrored) = out.split_at_mut(plan.spectrum_len());
            plan.to_spectrum(direction, lane, half, scratch);
            mirrored.iter_mut().rev().zip(&half[1..]).for_each(|(z, w)| *z = w.conj());
        },
    )
}

pub(crate) fn transform_in_place<F: Real, D: Dimension>(
    x: &mut ArrayRef<Complex<F>, D>,
    axis: Axis,
    norm: Norm,
    direction: Direction,
) -> Result<()> {
    let axis = resolve_axis(Some(axis), x.ndim())?;
    let plan = FftPlan::new(x.len_of(axis))?.with_norm(norm);
    for_each_lane(
        x,
        axis,
        || plan.borrow_scratch(),
        |scratch, lane| {
            plan.run(direction, lane, scratch);
        },
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, arr0};
    use onkai_core::Error;

    use super::*;

    #[test]
    fn an_empty_axis_is_refused_but_may_be_padded() {
        let empty = Array2::<Complex<f64>>::zeros((2, 0));
        let error = Error::TooShort { name: "x", expected: 1, actual: 0 };
        assert_eq!(fft(&empty).unwrap_err(), error);
        assert_eq!(ifft(&empty).unwrap_err(), error);
        assert_eq!(fft(&Array1::<f32>::zeros(0)).unwrap_err(), error);
        assert_eq!(fft_in_place(&mut empty.clone(), Axis(1), Norm::Ortho).unwrap_err(), error);
        let padded = fft_with(&empty, &FftOptions { n: Some(3), ..Default::default() });
        assert_eq!(padded.unwrap(), Array2::zeros((2, 3)));
        assert_eq!(fft(&Array2::<f64>::zeros((0, 3))).unwrap().shape(), [0, 3]);
    }

    #[test]
    fn options_out_of_range_are_named() {
        let x = Array1::<f64>::ones(4);
        let error = fft_with(&x, &FftOptions { n: Some(0), ..Default::default() });
        assert_eq!(error.unwrap_err().to_string(), "`n` is 0, but must be at least 1");
        let error = ifft_with(&x, &FftOptions { axis: Some(Axis(1)), ..Default::default() });
        assert_eq!(error.unwrap_err().to_string(), "`axis` is 1, but must be an axis of the array");
        let mut z = x.mapv(Complex::from);
        assert!(ifft_in_place(&mut z, Axis(1), Norm::Ortho).is_err());
        assert_eq!(fft(&arr0(1.0)).unwrap_err().to_string(), "`x` must have an axis");
        let error = fft_with(&x, &FftOptions { n: Some(usize::MAX), ..Default::default() });
        assert!(error.is_err());
    }

    #[test]
    fn a_reversed_view_is_transformed_in_its_own_order() {
        let x = Array1::from_shape_fn(6, |i| Complex::new(i as f64, 0.0));
        let reversed = x.slice(ndarray::s![..;-1]);
        assert_eq!(fft(&reversed).unwrap(), fft(&Array1::from_vec(reversed.to_vec())).unwrap());
    }
}
