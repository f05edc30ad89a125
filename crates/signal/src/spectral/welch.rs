//! Welch's averaged-periodogram estimate of the power spectral density.
//!
//! Counterpart of `scipy.signal.welch`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, Axis, Dimension};
use onkai_core::{Result, Scalar, as_contiguous, map_lanes};

use super::options::{SegmentTrend, SpectrumAverage, SpectrumScaling, SpectrumSides};
use super::segments::{GROUP, SegmentOptions, Segments, median, segment_len};
use crate::rates::samples_along;
use crate::window::Window;

/// Estimates the power spectrum of `x` along `axis` by Welch's method: the mean over segments.
///
/// ```text
/// P[k] = (1 / (R · fs · Σ w²)) · Σᵣ |FFT(w · xᵣ)[k]|²        (doubled for 0 < k < N/2)
/// ```
///
/// # Shapes
///
/// `x`: any, in some unit; `sample_rate` in hertz. Returns a value for each frequency along `axis`:
/// `n_fft / 2 + 1` or, for both sides or a complex signal, `n_fft`, in (unit of `x`)² per hertz or,
/// for [`SpectrumScaling::Spectrum`], without the hertz.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range or `x` has no such
/// axis, [`Error::TooShort`](crate::Error::TooShort) when that is empty, or shorter than
/// [`Window::Samples`]; whatever the window refuses. A NaN spoils the estimate.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{WelchOptions, welch};
/// let x = Array1::from_shape_fn(2048, |i| (0.25 * std::f64::consts::TAU * i as f64).sin());
/// let options = WelchOptions { segment_len: Some(64), ..Default::default() };
/// let spectrum = welch(&x, 1.0, Axis(0), &options)?;
/// assert_eq!((spectrum.frequencies[16], spectrum.values.len()), (0.25, 33));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// An empty signal is refused. A segment longer than the signal is shortened, as SciPy does, but
/// without a warning; [`WelchPlan`] refuses such a signal.
///
/// # References
///
/// P. D. Welch, "The use of fast Fourier transform for the estimation of power spectra",
/// IEEE Trans. Audio Electroacoust. 15(2), 1967. <https://doi.org/10.1109/TAU.1967.1161901>
pub fn welch<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    sample_rate: f64,
    axis: Axis,
    options: &WelchOptions,
) -> Result<PowerSpectrum<T::Real, D>> {
    let n = samples_along(x, axis)?;
    let len = segment_len(options.segment_len, &options.window, n);
    let plan = WelchPlan::<T>::new(
        sample_rate,
        &WelchOptions { segment_len: Some(len), ..options.clone() },
    )?;
    plan.segments.count("x", n)?;
    let values = map_lanes(x, axis, plan.segments.n_bins(), |lane, mut out| {
        let values = plan.estimate(&as_contiguous(&lane))?;
        out.iter_mut().zip(values).for_each(|(out, v)| *out = v);
        Ok(())
    })?;
    Ok(PowerSpectrum { frequencies: plan.segments.frequencies()?, values })
}

/// What [`welch`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct PowerSpectrum<F, D: Dimension> {
    /// The frequencies, in the unit of the sample rate.
    pub frequencies: Array1<F>,
    /// The estimates.
    pub values: Array<F, D>,
}

/// Options of [`welch`] and its kin; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct WelchOptions {
    /// The weights of a segment's samples. Default: [`Window::Hann`].
    pub window: Window,
    /// Samples per segment. Default: `None`, as many as [`Window::Samples`] has, or 256.
    #[doc(alias = "nperseg")]
    pub segment_len: Option<usize>,
    /// Samples shared by neighbouring segments; less than their length. Default: `None`, meaning half
    /// of it.
    #[doc(alias = "noverlap")]
    pub overlap: Option<usize>,
    /// Samples to transform, zeros being added. Default: `None`, those of the segment.
    #[doc(alias = "nfft")]
    pub n_fft: Option<usize>,
    /// What is taken off each segment. Default: [`SegmentTrend::Constant`].
    pub detrend: SegmentTrend,
    /// The frequencies. Default: [`SpectrumSides::OneSided`].
    #[doc(alias = "return_onesided")]
    pub sides: SpectrumSides,
    /// The unit. Default: [`SpectrumScaling::Density`].
    pub scaling: SpectrumScaling,
    /// How segments are joined. Default: [`SpectrumAverage::Mean`].
    pub average: SpectrumAverage,
}

impl Default for WelchOptions {
    fn default() -> Self {
        Self {
            window: Window::Hann,
            segment_len: None,
            overlap: None,
            n_fft: None,
            detrend: SegmentTrend::Constant,
            sides: SpectrumSides::OneSided,
            scaling: SpectrumScaling::Density,
            average: SpectrumAverage::Mean,
        }
    }
}

impl WelchOptions {
    /// The options of segments of this length.
    pub(super) fn of_segments(&self, segment_len: usize) -> SegmentOptions<'_> {
        SegmentOptions {
            window: &self.window,
            segment_len,
            overlap: self.overlap.unwrap_or(segment_len / 2),
            n_fft: self.n_fft,
            trend: self.detrend,
            sides: self.sides,
            scaling: self.scaling,
        }
    }
}

/// Checked [`WelchOptions`] with the window and transform made ready, for signals of any length.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{WelchOptions, WelchPlan};
/// let plan = WelchPlan::<f32>::new(8000.0, &WelchOptions::default())?;
/// assert_eq!(plan.run(&Array1::zeros(1000))?.len(), plan.frequencies()?.len());
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct WelchPlan<T: Scalar> {
    segments: Segments<T>,
    average: SpectrumAverage,
}

impl<T: Scalar> WelchPlan<T> {
    /// Checks `options` and computes what does not depend on the signal.
    ///
    /// # Errors
    ///
    /// As [`welch`].
    pub fn new(sample_rate: f64, options: &WelchOptions) -> Result<Self> {
        let len = segment_len(options.segment_len, &options.window, usize::MAX);
        let segments = Segments::new(sample_rate, &options.of_segments(len))?;
        Ok(Self { segments, average: options.average })
    }

    /// The frequencies of the estimates, in the unit of the sample rate.
    ///
    /// # Errors
    ///
    /// None for a plan that was made.
    pub fn frequencies(&self) -> Result<Array1<T::Real>> {
        self.segments.frequencies()
    }

    /// Estimates the power spectrum of one signal.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) when `x` is shorter than a segment.
    pub fn run(&self, x: &ArrayRef1<T>) -> Result<Array1<T::Real>> {
        self.estimate(&as_contiguous(x)).map(Array1::from)
    }

    fn estimate(&self, x: &[T]) -> Result<Vec<T::Real>> {
        let segments = &self.segments;
        let count = segments.count("x", x.len())?;
        let weights = |n| (0..segments.n_bins()).map(move |k| segments.weight(k, n));
        Ok(match self.average {
            SpectrumAverage::Mean => {
                let sums = segments.powers(x, count, GROUP);
                let mut totals = vec![T::Real::default(); segments.n_bins()];
                for column in sums.columns() {
                    totals.iter_mut().zip(column).for_each(|(total, &sum)| *total += sum);
                }
                totals.into_iter().zip(weights(count)).map(|(v, w)| v * w).collect()
            }
            SpectrumAverage::Median => {
                let powers = segments.powers(x, count, 1);
                let medians = powers.rows().into_iter().map(|row| median(&mut row.to_vec()));
                medians.zip(weights(1)).map(|(v, w)| v * w).collect()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use onkai_core::Error;
    use onkai_testing::noise;

    use super::*;

    fn message(n: usize, sample_rate: f64, options: &WelchOptions) -> String {
        welch(&noise(n, 1), sample_rate, Axis(0), options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        let plain = WelchOptions::default();
        assert_eq!(message(0, 1.0, &plain), "`x` has length 0, but needs at least 1");
        assert_eq!(
            message(300, 0.0, &plain),
            "`sample_rate` is 0, but must be positive and finite"
        );
        assert!(message(300, f64::NAN, &plain).contains("`sample_rate`"));
        let overlap = WelchOptions { overlap: Some(256), ..Default::default() };
        let expected = "`overlap` is 256, but must be less than `segment_len`";
        assert_eq!(message(512, 1.0, &overlap), expected);
        let none = WelchOptions { segment_len: Some(0), ..Default::default() };
        assert_eq!(message(512, 1.0, &none), "`segment_len` is 0, but must be at least 1");
        let n_fft = WelchOptions { n_fft: Some(255), ..Default::default() };
        assert_eq!(message(512, 1.0, &n_fft), "`n_fft` is 255, but must be at least `segment_len`");
        let window = Window::Samples(vec![1.0; 9]);
        let samples = WelchOptions { window, ..Default::default() };
        assert_eq!(message(8, 1.0, &samples), "`x` has length 8, but needs at least 9");
        let window = Window::Samples(vec![0.0; 9]);
        let zeros = WelchOptions { window, ..Default::default() };
        assert_eq!(message(9, 1.0, &zeros), "`window` must not add up to zero");
    }

    #[test]
    fn a_plan_does_not_shorten_its_segments() {
        let plan = WelchPlan::<f64>::new(1.0, &WelchOptions::default()).unwrap();
        let error = plan.run(&noise(255, 1)).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "x", expected: 256, actual: 255 });
    }

    #[test]
    fn a_nan_is_told_by_the_estimate() {
        let mut x = noise(300, 1);
        x[40] = f64::NAN;
        let spectrum = welch(&x, 1.0, Axis(0), &WelchOptions::default()).unwrap();
        assert!(spectrum.values.iter().all(|v| v.is_nan()));
    }

    #[test]
    fn the_density_integrates_to_the_mean_square() {
        let x = noise(1 << 16, 3);
        let spectrum = welch(&x, 8.0, Axis(0), &WelchOptions::default()).unwrap();
        let power = spectrum.values.sum() * spectrum.frequencies[1];
        let variance = x.mapv(|v| v * v).mean().unwrap() - x.mean().unwrap().powi(2);
        assert!((power / variance - 1.0).abs() < 0.05, "{power} {variance}");
    }
}
