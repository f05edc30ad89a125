//! The discrete Fourier transform of real signals to and from half a spectrum.
//!
//! Counterpart of `scipy.fft.rfft` and `scipy.fft.irfft`.

use ndarray::{Array, ArrayRef, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

use crate::axis::map_axis;
use crate::norm::Direction;
use crate::options::FftOptions;
use crate::plan::RealFftPlan;

/// The discrete Fourier transform of a real signal along the last axis: its non-negative
/// frequencies.
///
/// ```text
/// X[k] = Σₙ x[n] · exp(-2πi k n / N)        0 ≤ k ≤ N / 2
/// ```
///
/// # Shapes
///
/// `x`: any with at least one axis, any `N ≥ 1`. Returns the same shape with `N / 2 + 1` along the
/// last axis.
///
/// # Errors
///
/// [`Error::TooShort`] when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let spectrum = onkai_fft::rfft(&array![1.0, -1.0, 1.0, -1.0])?;
/// assert_eq!(spectrum.mapv(|z| z.re), array![0.0, 0.0, 4.0]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfft<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
    rfft_with(x, &FftOptions::default())
}

/// The inverse of [`rfft`], scaled so that `irfft(rfft(x), N) = x`.
///
/// The imaginary parts of the bins at frequency zero and, for an even `n`, at the Nyquist frequency
/// are taken as zero: a real signal has none.
///
/// # Shapes
///
/// `x`: any with at least one axis. Returns the same shape with `n` along the last axis. The length
/// of a spectrum does not tell whether `n` was even or odd, so it must be given; a spectrum of more
/// or fewer than `n / 2 + 1` bins is cut or padded with zeros.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{irfft, rfft};
/// let x = array![1.0, 2.0, 4.0];
/// assert!((irfft(&rfft(&x)?, 3)? - x).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn irfft<T: Scalar, D: Dimension>(x: &ArrayRef<T, D>, n: usize) -> Result<Array<T::Real, D>> {
    irfft_with(x, &FftOptions { n: Some(n), ..Default::default() })
}

/// [`rfft`] of `n` samples along any axis, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n / 2 + 1` along the axis; `n: None` means all samples.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero or the axis is none of the array, [`Error::TooShort`] when
/// the axis is empty and `n` not given.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis};
/// use onkai_fft::{FftOptions, rfft_with};
/// let channels = Array2::<f32>::zeros((2, 441));
/// let options = FftOptions { n: Some(512), axis: Some(Axis(1)), ..Default::default() };
/// assert_eq!(rfft_with(&channels, &options)?.shape(), [2, 257]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfft_with<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftOptions,
) -> Result<Array<Complex<F>, D>> {
    to_spectrum(x, options, Direction::Forward)
}

/// [`irfft`] to `n` samples along any axis, scaled by any norm.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n` along the axis; `n: None` means `2 (m - 1)` for an axis
/// of `m` bins.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero or the axis is none of the array, [`Error::TooShort`] when
/// the axis has less than two bins and `n` is not given.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_fft::{FftOptions, irfft_with};
/// let x = irfft_with(&array![4.0_f64, 0.0, 0.0], &FftOptions::default())?;
/// assert_eq!(x, Array1::ones(4));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn irfft_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
) -> Result<Array<T::Real, D>> {
    to_signal(x, options, Direction::Inverse)
}

/// [`rfft_with`], or its conjugate scaled as an inverse transform, which is `ihfft_with`.
pub(crate) fn to_spectrum<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    options: &FftOptions,
    direction: Direction,
) -> Result<Array<Complex<F>, D>> {
    let (axis, n) = options.resolve(x.shape())?;
    let plan = RealFftPlan::new(n.unwrap_or(x.len_of(axis)))?.with_norm(options.norm);
    let n_bins = plan.spectrum_len();
    map_axis(
        x,
        (axis, n_bins),
        || plan.borrow_scratch(),
        |scratch, lane, out| match lane.get(..plan.len()) {
            Some(lane) => plan.spectrum_of(direction, lane, out, &mut scratch.fft),
            None => plan.to_spectrum(direction, lane.iter().copied(), out, scratch),
        },
    )
}

/// [`irfft_with`], or that of the conjugate scaled as a forward transform, which is `hfft_with`.
pub(crate) fn to_signal<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &FftOptions,
    direction: Direction,
) -> Result<Array<T::Real, D>> {
    let (axis, n) = options.resolve(x.shape())?;
    let n = match (n, x.len_of(axis)) {
        (Some(n), _) => n,
        (None, actual @ 0..2) => return Err(Error::TooShort { name: "x", expected: 2, actual }),
        (None, n_bins) => 2 * (n_bins - 1),
    };
    let plan = RealFftPlan::new(n)?.with_norm(options.norm);
    map_axis(
        x,
        (axis, n),
        || plan.borrow_scratch(),
        |scratch, lane, out| {
            plan.to_signal(direction, lane.iter().map(|&v| v.to_complex()), out, scratch);
        },
    )
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn empty_signals_and_impossible_lengths_are_named() {
        assert!(matches!(rfft(&Array1::<f32>::zeros(0)), Err(Error::TooShort { name: "x", .. })));
        let spectrum = Array1::<Complex<f64>>::zeros(1);
        assert_eq!(irfft(&spectrum, 0).unwrap_err(), Error::parameter("n", 0.0, "at least 1"));
        assert_eq!(
            irfft_with(&spectrum, &FftOptions::default()).unwrap_err().to_string(),
            "`x` has length 1, but needs at least 2"
        );
    }

    #[test]
    fn imaginary_parts_that_no_real_signal_has_are_ignored() {
        let with = array![Complex::new(1.0, 5.0), Complex::new(2.0, 1.0), Complex::new(3.0, -7.0)];
        let without = array![Complex::new(1.0, 0.0), with[1], Complex::new(3.0, 0.0)];
        assert_eq!(irfft(&with, 4).unwrap(), irfft(&without, 4).unwrap());
    }

    #[test]
    fn one_sample_is_its_own_spectrum() {
        assert_eq!(rfft(&array![3.0_f32]).unwrap(), array![Complex::new(3.0, 0.0)]);
        assert_eq!(irfft(&array![Complex::new(3.0_f32, 1.0)], 1).unwrap(), array![3.0]);
    }
}
