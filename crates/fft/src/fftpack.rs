//! Operators on periodic sequences, such as derivatives: each bin of the spectrum times a factor.
//!
//! Counterparts of `scipy.fftpack.hilbert`, `diff`, `tilbert` and their kin. All of them work along
//! the last axis, of which the samples are one period. With `x_j` for the Fourier coefficient of
//! frequency `j`, an operator is told by the `y_j` that it makes.

use ndarray::{Array, ArrayRef, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result};

use crate::axis::map_axis;
use crate::norm::Direction;
use crate::options::resolve_axis;
use crate::plan::RealFftPlan;

/// The Hilbert transform of a periodic sequence: `y_j = i sign(j) x_j`.
///
/// This is SciPy's sign; a sine becomes a cosine. The imaginary part of `scipy.signal.hilbert` has
/// the opposite one. At the Nyquist frequency of an even length the result is zero.
///
/// # Shapes
///
/// `x`: any with at least one axis, any length `N ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`] when the axis is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_fft::fftpack::hilbert(&array![0.0, 1.0, 0.0, -1.0])?;
/// assert!((y[0] - 1.0_f64).abs() < 1e-15 && y[1].abs() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn hilbert<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<F, D>> {
    odd(x, |_| 1.0)
}

/// The inverse of [`hilbert`] for sequences of sum zero and odd length: `y_j = -i sign(j) x_j`.
///
/// # Errors
///
/// As [`hilbert`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::fftpack::{hilbert, ihilbert};
/// let x = array![1.0, 2.0, -3.0];
/// assert!((ihilbert(&hilbert(&x)?)? - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ihilbert<F: Real, D: Dimension>(x: &ArrayRef<F, D>) -> Result<Array<F, D>> {
    odd(x, |_| -1.0)
}

/// The derivative of the given `order` of a periodic sequence; the integral, if that is negative:
/// `y_j = (2πi j / period)^order x_j`, and `y_0 = 0` but for order 0.
///
/// At the Nyquist frequency of an even length the result is zero, as SciPy's is, whatever the order.
/// SciPy's default of the period is `2π`.
///
/// # Shapes
///
/// `x`: any with at least one axis, any length `N ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`] when the axis is empty, [`Error::Parameter`] when `period` is zero or not
/// finite.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_fft::fftpack::diff;
/// use std::f64::consts::TAU;
/// let x = Array1::from_shape_fn(9, |i| (TAU * i as f64 / 9.0).sin());
/// assert!((diff(&x, 1, TAU)?[0] - 1.0).abs() < 1e-14);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn diff<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    order: i32,
    period: f64,
) -> Result<Array<F, D>> {
    let step = frequency(period)?;
    if order == 0 {
        return Ok(x.to_owned());
    }
    let turn = match order.rem_euclid(4) {
        0 => Turn::None,
        1 => Turn::Quarter,
        2 => Turn::Half,
        _ => Turn::ThreeQuarters,
    };
    multiply(x, turn, |j| (step * j).powi(order))
}

/// The Tilbert transform of a periodic sequence: `y_j = i coth(2π h j / period) x_j`, `y_0 = 0`.
///
/// It tends to [`hilbert`] for large `h`. At the Nyquist frequency of an even length the result is
/// zero.
///
/// # Errors
///
/// [`Error::TooShort`] when the axis is empty, [`Error::Parameter`] when `h` or `period` is zero or
/// not finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::fftpack::{hilbert, tilbert};
/// let x = array![1.0, 2.0, -3.0];
/// assert!((tilbert(&x, 40.0, 6.0)? - hilbert(&x)?).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn tilbert<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    h: f64,
    period: f64,
) -> Result<Array<F, D>> {
    let step = frequency(period)? * checked_h(h)?;
    odd(x, |j| (step * j).tanh().recip())
}

/// The inverse of [`tilbert`] for sequences of sum zero and odd length:
/// `y_j = -i tanh(2π h j / period) x_j`.
///
/// # Errors
///
/// As [`tilbert`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::fftpack::{itilbert, tilbert};
/// let x = array![1.0, 2.0, -3.0];
/// let back = itilbert(&tilbert(&x, 0.1, 1.0)?, 0.1, 1.0)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn itilbert<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    h: f64,
    period: f64,
) -> Result<Array<F, D>> {
    let step = frequency(period)? * checked_h(h)?;
    odd(x, |j| -(step * j).tanh())
}

/// The angular frequency of the first bin.
fn frequency(period: f64) -> Result<f64> {
    if period == 0.0 || !period.is_finite() {
        return Err(Error::parameter("period", period, "finite and not zero"));
    }
    Ok(std::f64::consts::TAU / period)
}

fn checked_h(h: f64) -> Result<f64> {
    if h == 0.0 || !h.is_finite() {
        return Err(Error::parameter("h", h, "finite and not zero"));
    }
    Ok(h)
}

/// The power of `i` in the factor.
#[derive(Clone, Copy)]
enum Turn {
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

/// `y_j = i · factor(j) · x_j` for positive `j`, and so that the result is real for negative ones.
fn odd<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    factor: impl Fn(f64) -> f64,
) -> Result<Array<F, D>> {
    multiply(x, Turn::Quarter, factor)
}

/// Multiplies bin `j` by a power of `i` and `factor(j)`, and bin 0 and that at the Nyquist frequency
/// of an even length by 0.
fn multiply<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    turn: Turn,
    factor: impl Fn(f64) -> f64,
) -> Result<Array<F, D>> {
    let axis = resolve_axis(None, x.ndim())?;
    let n = x.len_of(axis);
    let plan = RealFftPlan::<F>::new(n)?;
    let factors: Vec<F> = (0..plan.spectrum_len())
        .map(|j| match j {
            0 => F::zero(),
            j if 2 * j == n => F::zero(),
            j => F::of(factor(j as f64)),
        })
        .collect();
    let make = || (plan.borrow_scratch(), vec![Complex::default(); plan.spectrum_len()]);
    map_axis(x, (axis, n), make, |(scratch, spectrum), lane, out| {
        plan.to_spectrum(Direction::Forward, lane.iter().copied(), spectrum, scratch);
        for (z, &factor) in spectrum.iter_mut().zip(&factors) {
            let turned = match turn {
                Turn::None => *z,
                Turn::Quarter => Complex::new(-z.im, z.re),
                Turn::Half => -*z,
                Turn::ThreeQuarters => Complex::new(z.im, -z.re),
            };
            *z = turned * factor;
        }
        plan.to_signal(Direction::Inverse, spectrum.iter().copied(), out, scratch);
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn arguments_that_are_zero_or_not_finite_are_named() {
        let x = array![1.0_f32, 2.0];
        for bad in [0.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(diff(&x, 1, bad), Err(Error::Parameter { name: "period", .. })));
            assert!(matches!(tilbert(&x, bad, 1.0), Err(Error::Parameter { name: "h", .. })));
            assert!(matches!(itilbert(&x, 1.0, bad), Err(Error::Parameter { name: "period", .. })));
        }
        assert!(matches!(hilbert(&Array1::<f32>::zeros(0)), Err(Error::TooShort { .. })));
    }
}
