//! Spectra of consecutive segments.
//!
//! Counterpart of `scipy.signal.spectrogram`.

use std::str::FromStr;

use ndarray::{Array1, Array2, ArrayRef1};
use num_complex::Complex;
use num_traits::Float as _;
use onkai_core::{Error, Real, Result, Scalar, as_contiguous};

use super::options::{SegmentTrend, SpectrumScaling, SpectrumSides};
use super::segments::{SegmentOptions, Segments, segment_len};
use crate::window::Window;

/// The power, magnitude or phase of each segment of `x` at each frequency.
///
/// # Shapes
///
/// `x`: `[n]`, in some unit; `sample_rate` in hertz. Returns `[n_bins, n_segments]`, column by column
/// in memory.
///
/// # Errors
///
/// As [`welch`](crate::welch).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{SpectrogramOptions, spectrogram};
/// let s = spectrogram(&Array1::<f64>::ones(1000), 100.0, &SpectrogramOptions::default())?;
/// assert_eq!((s.values.dim(), s.times[0]), ((129, 4), 1.28));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// One signal at a time. An empty signal is refused, a segment longer than the signal shortened without
/// a warning. Mode `complex` is [`complex_spectrogram`]. A silent bin has the phase 0.
pub fn spectrogram<T: Scalar>(
    x: &ArrayRef1<T>,
    sample_rate: f64,
    options: &SpectrogramOptions,
) -> Result<Spectrogram<T::Real>> {
    let (segments, count) = prepared::<T>(x.len(), sample_rate, options)?;
    let x = &*as_contiguous(x);
    let (mode, amplitude) = (options.mode, segments.amplitude());
    let make_state = || segments.make_state();
    let values = segments.columns((count, 1), make_state, |state, index, out| {
        segments.transform(state, x, index);
        let spectrum = &state.spectrum;
        for (k, (out, &z)) in out.iter_mut().zip(spectrum).enumerate() {
            *out = match mode {
                SpectrogramMode::Psd => z.norm_sqr() * segments.weight(k, 1),
                SpectrogramMode::Magnitude => z.modulus() * amplitude,
                SpectrogramMode::Angle | SpectrogramMode::Phase => z.im.atan2(z.re),
            };
        }
        if mode == SpectrogramMode::Phase {
            unwrap(out);
        }
    });
    let (frequencies, times) = (segments.frequencies()?, segments.times(count));
    Ok(Spectrogram { frequencies, times, values })
}

/// The transform of each segment of `x`, scaled so that the square of its modulus is a power.
///
/// # Shapes
///
/// As [`spectrogram`]; [`mode`](SpectrogramOptions::mode) does not matter.
///
/// # Errors
///
/// As [`spectrogram`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_signal::{SpectrogramOptions, complex_spectrogram};
/// let s = complex_spectrogram(&Array1::<f64>::ones(300), 1.0, &SpectrogramOptions::default())?;
/// assert_eq!(s.values.dim(), (129, 1));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn complex_spectrogram<T: Scalar>(
    x: &ArrayRef1<T>,
    sample_rate: f64,
    options: &SpectrogramOptions,
) -> Result<ComplexSpectrogram<T::Real>> {
    let (segments, count) = prepared::<T>(x.len(), sample_rate, options)?;
    let x = &*as_contiguous(x);
    let amplitude = segments.amplitude();
    let make_state = || segments.make_state();
    let values = segments.columns((count, 1), make_state, |state, index, out| {
        segments.transform(state, x, index);
        for (out, z) in out.iter_mut().zip(&state.spectrum) {
            *out = z.scale(amplitude);
        }
    });
    let (frequencies, times) = (segments.frequencies()?, segments.times(count));
    Ok(ComplexSpectrogram { frequencies, times, values })
}

fn prepared<T: Scalar>(
    n: usize,
    sample_rate: f64,
    options: &SpectrogramOptions,
) -> Result<(Segments<T>, usize)> {
    if n == 0 {
        return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
    }
    let len = segment_len(options.segment_len, &options.window, n);
    let segments = Segments::new(
        sample_rate,
        &SegmentOptions {
            window: &options.window,
            segment_len: len,
            overlap: options.overlap.unwrap_or(len / 8),
            n_fft: options.n_fft,
            trend: options.detrend,
            sides: options.sides,
            scaling: options.scaling,
        },
    )?;
    let count = segments.count("x", n)?;
    Ok((segments, count))
}

/// Adds whole turns so that neighbours differ by half a turn at most.
fn unwrap<F: Real>(phases: &mut [F]) {
    let mut turns = F::zero();
    let Some(&(mut last)) = phases.first() else { return };
    for phase in &mut phases[1..] {
        let step = *phase - last;
        last = *phase;
        turns -= (step / F::TAU()).round() * F::TAU();
        *phase += turns;
    }
}

/// What [`spectrogram`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrogram<F> {
    /// The frequencies, in the unit of the sample rate.
    pub frequencies: Array1<F>,
    /// The times of the segments' middles, in seconds if the sample rate is in hertz.
    pub times: Array1<F>,
    /// `[n_bins, n_segments]`.
    pub values: Array2<F>,
}

/// What [`complex_spectrogram`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplexSpectrogram<F> {
    /// The frequencies, in the unit of the sample rate.
    pub frequencies: Array1<F>,
    /// The times of the segments' middles, in seconds if the sample rate is in hertz.
    pub times: Array1<F>,
    /// `[n_bins, n_segments]`.
    pub values: Array2<Complex<F>>,
}

/// What a [`spectrogram`] shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpectrogramMode {
    /// The power.
    #[default]
    Psd,
    /// The modulus of the transform.
    Magnitude,
    /// Its angle, in radians.
    Angle,
    /// Its angle, unwrapped along the frequencies.
    Phase,
}

impl FromStr for SpectrogramMode {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "psd" => Ok(Self::Psd),
            "magnitude" => Ok(Self::Magnitude),
            "angle" => Ok(Self::Angle),
            "phase" => Ok(Self::Phase),
            _ => Err(Error::UnknownName {
                name: "spectrogram mode",
                value: name.to_owned(),
                known: "psd, magnitude, angle, phase",
            }),
        }
    }
}

/// Options of [`spectrogram`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectrogramOptions {
    /// The weights of a segment's samples. Default: [`Window::Tukey`] with `alpha` 0.25.
    pub window: Window,
    /// Samples per segment. Default: `None`, as many as [`Window::Samples`] has, or 256.
    #[doc(alias = "nperseg")]
    pub segment_len: Option<usize>,
    /// Samples shared by neighbouring segments. Default: `None`, an eighth of their length.
    #[doc(alias = "noverlap")]
    pub overlap: Option<usize>,
    /// Samples to transform, zeros being added. Default: `None`, those of the segment.
    #[doc(alias = "nfft")]
    pub n_fft: Option<usize>,
    /// What is taken off each segment. Default: [`SegmentTrend::Constant`].
    pub detrend: SegmentTrend,
    /// The frequencies. Default: [`SpectrumSides::OneSided`].
    pub sides: SpectrumSides,
    /// The unit. Default: [`SpectrumScaling::Density`].
    pub scaling: SpectrumScaling,
    /// What is shown. Default: [`SpectrogramMode::Psd`].
    pub mode: SpectrogramMode,
}

impl Default for SpectrogramOptions {
    fn default() -> Self {
        Self {
            window: Window::Tukey { alpha: 0.25 },
            segment_len: None,
            overlap: None,
            n_fft: None,
            detrend: SegmentTrend::Constant,
            sides: SpectrumSides::OneSided,
            scaling: SpectrumScaling::Density,
            mode: SpectrogramMode::Psd,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_named() {
        let none = Array1::<f64>::zeros(0);
        assert!(spectrogram(&none, 1.0, &SpectrogramOptions::default()).is_err());
        let options = SpectrogramOptions { overlap: Some(8), ..Default::default() };
        let error = complex_spectrogram(&Array1::<f64>::zeros(8), 1.0, &options).unwrap_err();
        assert_eq!(error.to_string(), "`overlap` is 8, but must be less than `segment_len`");
        assert!("power".parse::<SpectrogramMode>().is_err());
    }

    #[test]
    fn turns_are_added() {
        let mut phases = [0.0, 3.0, -3.0, 0.5];
        unwrap(&mut phases);
        let tau = std::f64::consts::TAU;
        let expected = [0.0, 3.0, tau - 3.0, 0.5];
        assert!(phases.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{phases:?}");
    }
}
