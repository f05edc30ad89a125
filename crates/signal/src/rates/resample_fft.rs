//! Change of the number of samples of a periodic signal by way of its spectrum.
//!
//! Counterpart of `scipy.signal.resample`.

use ndarray::{Array, ArrayRef, ArrayViewMut1, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, map_lanes};
use onkai_fft::{FftPlan, RealFftPlan};

use super::upfirdn::samples_along;
use crate::window::Window;

/// Gives `x` another number of samples along `axis`, by cutting its spectrum or filling it up with
/// zeros.
///
/// The signal counts as one period of a periodic one: where its ends do not meet, the result rings
/// near them. [`resample_poly`](crate::resample_poly) and [`resample`](crate::resample) do not.
///
/// # Shapes
///
/// `x`: any, `n` along `axis`; returns `num` along it.
///
/// # Errors
///
/// [`Error::Parameter`] when `num` is zero or `x` has no such axis; [`Error::TooShort`] when that axis
/// is empty; [`Error::Values`] for a real `x` in [`SpectralDomain::Frequency`]; whatever the window
/// refuses, and [`Error::Shape`] when its weights are not `n`. A NaN spoils its whole lane.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::resample_fft;
/// use std::f64::consts::TAU;
/// let sine = |n: usize| Array1::from_shape_fn(n, |i| (TAU * i as f64 / n as f64).sin());
/// let y = resample_fft(&sine(20), 50, Axis(0), &Default::default())?;
/// assert!((y - sine(50)).iter().all(|v| v.abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy's `t` is not there: the new sample positions are `t[0] + i (t[1] - t[0]) n / num`. A function of
/// the frequency, as a window, is given by its values ([`SpectralWindow::Weights`]).
pub fn resample_fft<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    num: usize,
    axis: Axis,
    options: &ResampleFftOptions,
) -> Result<Array<T, D>> {
    if num == 0 {
        return Err(Error::parameter("num", 0.0, "at least 1"));
    }
    let n = samples_along(x, axis)?;
    if !T::IS_COMPLEX && options.domain == SpectralDomain::Frequency {
        let requirement = "be complex, as it is a spectrum";
        return Err(Error::Values { name: "x", requirement });
    }
    let weights = options.window.as_ref().map(|window| window.weights(n)).transpose()?;
    let weights = weights.as_deref();
    if !T::IS_COMPLEX {
        let (forward, inverse) = (RealFftPlan::new(n)?, RealFftPlan::new(num)?);
        return map_lanes(x, axis, num, |lane, mut out| {
            let signal: Vec<_> = lane.iter().map(|&v| v.re()).collect();
            real_lane(&signal, weights, (&forward, &inverse), |i, v| out[i] = T::from_real(v));
            Ok(())
        });
    }
    let (forward, inverse) = (FftPlan::new(n)?, FftPlan::new(num)?);
    map_lanes(x, axis, num, |lane, out| {
        let mut spectrum: Vec<_> = lane.iter().map(|&v| v.to_complex()).collect();
        if options.domain == SpectralDomain::Time {
            forward.forward(&mut spectrum);
        }
        complex_lane(&mut spectrum, weights, &inverse, out);
        Ok(())
    })
}

fn real_lane<F: Real>(
    signal: &[F],
    weights: Option<&[f64]>,
    (forward, inverse): (&RealFftPlan<F>, &RealFftPlan<F>),
    mut put: impl FnMut(usize, F),
) {
    let (n, num) = (forward.len(), inverse.len());
    let mut spectrum = vec![Complex::default(); forward.spectrum_len()];
    forward.forward_into(signal, &mut spectrum, &mut forward.make_scratch());
    if let Some(weights) = weights {
        // A weight for both the frequency and its negative keeps the signal real.
        for (k, z) in spectrum.iter_mut().enumerate() {
            let weight = if k == 0 { weights[0] } else { 0.5 * (weights[k] + weights[n - k]) };
            *z = z.scale(F::of(weight));
        }
    }
    let common = n.min(num);
    spectrum.resize(inverse.spectrum_len(), Complex::default());
    spectrum[common / 2 + 1..].fill(Complex::default());
    if common.is_multiple_of(2) && n != num {
        // The bin that stands for both ends of the narrower spectrum.
        let factor = if num < n { 2.0 } else { 0.5 };
        spectrum[common / 2] = spectrum[common / 2].scale(F::of(factor));
    }
    let mut out = vec![F::zero(); num];
    inverse.inverse_into(&mut spectrum, &mut out, &mut inverse.make_scratch());
    let gain = F::of(num as f64 / n as f64);
    out.into_iter().enumerate().for_each(|(i, v)| put(i, v * gain));
}

fn complex_lane<T: Scalar>(
    spectrum: &mut [Complex<T::Real>],
    weights: Option<&[f64]>,
    inverse: &FftPlan<T::Real>,
    mut out: ArrayViewMut1<'_, T>,
) {
    let (n, num) = (spectrum.len(), inverse.len());
    if let Some(weights) = weights {
        for (z, &weight) in spectrum.iter_mut().zip(weights) {
            *z = z.scale(T::Real::of(weight));
        }
    }
    let common = n.min(num);
    let half = common / 2;
    let mut narrow = vec![Complex::default(); num];
    narrow[..=half].copy_from_slice(&spectrum[..=half]);
    let n_negative = common - half - 1;
    narrow[num - n_negative..].copy_from_slice(&spectrum[n - n_negative..]);
    if common.is_multiple_of(2) && num < n {
        narrow[half] += spectrum[n - half];
    } else if common.is_multiple_of(2) && n < num {
        narrow[half] = narrow[half].scale(T::Real::of(0.5));
        narrow[num - half] = narrow[half];
    }
    inverse.inverse(&mut narrow);
    let gain = T::Real::of(num as f64 / n as f64);
    out.iter_mut().zip(narrow).for_each(|(out, z)| *out = T::from_complex(z.scale(gain)));
}

/// Options of [`resample_fft`]; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResampleFftOptions {
    /// Weights of the spectrum. Default: `None`, all ones.
    pub window: Option<SpectralWindow>,
    /// What `x` is. Default: [`SpectralDomain::Time`].
    pub domain: SpectralDomain,
}

/// What is given to [`resample_fft`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpectralDomain {
    /// A signal.
    #[default]
    Time,
    /// The Fourier transform of one, in the order of [`fftfreq`](onkai_fft::fftfreq).
    #[doc(alias = "freq")]
    Frequency,
}

/// Weights of a spectrum.
#[derive(Clone, Debug, PartialEq)]
pub enum SpectralWindow {
    /// A window in its periodic form, with its middle at frequency 0.
    Window(Window),
    /// A weight for each frequency of [`fftfreq`](onkai_fft::fftfreq).
    Weights(Vec<f64>),
}

impl SpectralWindow {
    fn weights(&self, n: usize) -> Result<Vec<f64>> {
        match self {
            Self::Window(window) => {
                let mut weights = window.periodic::<f64>(n)?.to_vec();
                weights.rotate_right(n / 2);
                Ok(weights)
            }
            Self::Weights(weights) => Ok(Window::Samples(weights.clone()).periodic(n)?.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let plain = ResampleFftOptions::default();
        let message = |x: &Array1<f64>, num, axis, options: &ResampleFftOptions| {
            resample_fft(x, num, Axis(axis), options).unwrap_err().to_string()
        };
        let x = array![1.0, 2.0, 3.0];
        assert_eq!(message(&x, 0, 0, &plain), "`num` is 0, but must be at least 1");
        assert_eq!(message(&x, 3, 1, &plain), "`axis` is 1, but must be an axis of the array");
        let none = Array1::zeros(0);
        assert_eq!(message(&none, 3, 0, &plain), "`x` has length 0, but needs at least 1");
        let spectrum = ResampleFftOptions { domain: SpectralDomain::Frequency, ..plain.clone() };
        assert_eq!(message(&x, 3, 0, &spectrum), "`x` must be complex, as it is a spectrum");
        let window = Some(SpectralWindow::Weights(vec![1.0]));
        let weighted = ResampleFftOptions { window, ..plain };
        assert!(message(&x, 3, 0, &weighted).contains("`window` has shape [1]"));
    }
}
