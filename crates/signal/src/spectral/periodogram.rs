//! The spectrum of a whole signal at once.
//!
//! Counterpart of `scipy.signal.periodogram`.

use ndarray::{ArrayRef, Axis, Dimension, Slice};
use onkai_core::{Error, Result, Scalar};

use super::options::{SegmentTrend, SpectrumScaling, SpectrumSides};
use super::welch::{PowerSpectrum, WelchOptions, welch};
use crate::rates::samples_along;
use crate::window::Window;

/// Estimates the power spectrum of `x` along `axis` by one transform of all samples.
///
/// The variance of the estimate does not fall with the length of the signal; that of
/// [`welch`](crate::welch) does.
///
/// # Shapes
///
/// `x`: any. Returns values as [`welch`](crate::welch); with `n_fft` the signal is cut to that length,
/// or continued by zeros.
///
/// # Errors
///
/// As [`welch`](crate::welch); [`Error::Parameter`] when `n_fft` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{PeriodogramOptions, SpectrumScaling, periodogram};
/// let x = Array1::from_shape_fn(100, |i| 3.0 * (std::f64::consts::TAU * 0.1 * i as f64).sin());
/// let options = PeriodogramOptions { scaling: SpectrumScaling::Spectrum, ..Default::default() };
/// let spectrum = periodogram(&x, 1.0, Axis(0), &options)?;
/// assert!((spectrum.values[10] - 4.5).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// An empty signal is refused.
pub fn periodogram<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    sample_rate: f64,
    axis: Axis,
    options: &PeriodogramOptions,
) -> Result<PowerSpectrum<T::Real, D>> {
    let n = samples_along(x, axis)?;
    if options.n_fft == Some(0) {
        return Err(Error::parameter("n_fft", 0.0, "at least 1"));
    }
    let used = options.n_fft.map_or(n, |n_fft| n_fft.min(n));
    let mut x = x.view();
    x.slice_axis_inplace(axis, Slice::from(..used));
    let PeriodogramOptions { detrend, sides, scaling, .. } = *options;
    let whole = WelchOptions {
        window: options.window.clone(),
        segment_len: Some(used),
        overlap: Some(0),
        n_fft: options.n_fft,
        detrend,
        sides,
        scaling,
        ..Default::default()
    };
    welch(&x, sample_rate, axis, &whole)
}

/// Options of [`periodogram`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodogramOptions {
    /// The weights of the samples. Default: [`Window::Boxcar`].
    pub window: Window,
    /// Samples to transform. Default: `None`, those of the signal.
    #[doc(alias = "nfft")]
    pub n_fft: Option<usize>,
    /// What is taken off the signal. Default: [`SegmentTrend::Constant`].
    pub detrend: SegmentTrend,
    /// The frequencies. Default: [`SpectrumSides::OneSided`].
    #[doc(alias = "return_onesided")]
    pub sides: SpectrumSides,
    /// The unit. Default: [`SpectrumScaling::Density`].
    pub scaling: SpectrumScaling,
}

impl Default for PeriodogramOptions {
    fn default() -> Self {
        Self {
            window: Window::Boxcar,
            n_fft: None,
            detrend: SegmentTrend::Constant,
            sides: SpectrumSides::OneSided,
            scaling: SpectrumScaling::Density,
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let options = PeriodogramOptions { n_fft: Some(0), ..Default::default() };
        let error = periodogram(&array![1.0, 2.0], 1.0, Axis(0), &options).unwrap_err();
        assert_eq!(error.to_string(), "`n_fft` is 0, but must be at least 1");
        let none = Array1::<f64>::zeros(0);
        assert!(periodogram(&none, 1.0, Axis(0), &PeriodogramOptions::default()).is_err());
    }
}
