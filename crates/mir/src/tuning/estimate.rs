//! How far a recording is out of tune.
//!
//! Counterpart of `librosa.estimate_tuning`.

use ndarray::{ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, Scalar};

use super::piptrack::{Peak, PeakFinder, PiptrackOptions};
use super::pitch_tuning::tuning_of;
use crate::aggregate::median;

/// The tuning of `y` in fractions of a bin, between -0.5 and 0.5: that of the louder half of the
/// peaks that [`piptrack`](crate::piptrack) finds, by [`pitch_tuning`](crate::pitch_tuning).
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz.
///
/// # Errors
///
/// Those of [`piptrack`](crate::piptrack) and [`pitch_tuning`](crate::pitch_tuning).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{EstimateTuningOptions, estimate_tuning};
///
/// // A quarter of a semitone above A.
/// let hz = 440.0 * 2.0_f64.powf(0.25 / 12.0);
/// let tone = Array1::from_shape_fn(22050, |i| (std::f64::consts::TAU * hz * i as f64 / 22050.0).sin());
/// let tuning = estimate_tuning(&tone, 22050.0, &EstimateTuningOptions::default())?;
/// assert!((tuning - 0.25).abs() < 0.05);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The peaks of several channels are not pooled: each channel has a tuning of its own.
pub fn estimate_tuning<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &EstimateTuningOptions,
) -> Result<f64> {
    let n_fft = options.piptrack.stft.n_fft;
    let finder = PeakFinder::new(sample_rate, n_fft, &options.piptrack)?;
    options.tuning(&finder.peaks_of_signal(y, &options.piptrack.stft)?)
}

/// [`estimate_tuning`] of a spectrogram, complex, of magnitudes or of power.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`; see [`piptrack_of_spectrogram`](crate::piptrack_of_spectrogram).
///
/// # Errors
///
/// Those of [`piptrack_of_spectrogram`](crate::piptrack_of_spectrogram) and
/// [`pitch_tuning`](crate::pitch_tuning).
///
/// # Examples
///
/// ```
/// use onkai_mir::{EstimateTuningOptions, StftOptions, estimate_tuning_of_spectrogram, stft};
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (0.13 * i as f64).sin());
/// let s = stft(&y, &StftOptions::default())?;
/// let tuning = estimate_tuning_of_spectrogram(&s, 22050.0, &EstimateTuningOptions::default())?;
/// assert!((-0.5..0.5).contains(&tuning));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn estimate_tuning_of_spectrogram<T: Scalar>(
    s: &ArrayRef2<T>,
    sample_rate: f64,
    options: &EstimateTuningOptions,
) -> Result<f64> {
    let finder = PeakFinder::of_spectrogram(s, sample_rate, &options.piptrack)?;
    options.tuning(&finder.peaks_of_spectrogram(s)?)
}

/// Options of [`estimate_tuning`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct EstimateTuningOptions {
    /// How peaks are found.
    pub piptrack: PiptrackOptions,
    /// How fine the estimate is, in fractions of a bin; from 1e-7 to 1. Default: `0.01`.
    pub resolution: f64,
    /// Notes in an octave; at least 1. Default: `12`.
    pub bins_per_octave: usize,
}

impl Default for EstimateTuningOptions {
    fn default() -> Self {
        Self { piptrack: PiptrackOptions::default(), resolution: 0.01, bins_per_octave: 12 }
    }
}

impl EstimateTuningOptions {
    fn tuning<F: Real>(&self, peaks: &[Vec<Peak<F>>]) -> Result<f64> {
        let peaks = || peaks.iter().flatten();
        let threshold = median(&mut peaks().map(|peak| peak.magnitude).collect::<Vec<_>>());
        let louder = peaks().filter(|peak| threshold <= peak.magnitude);
        tuning_of(louder.map(|peak| peak.pitch.as_f64()), self.resolution, self.bins_per_octave)
    }
}

/// How far the notes lie beside those that hold A = 440 Hz.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tuning {
    /// This fraction of a bin above them.
    Bins(f64),
    /// As [`estimate_tuning`] finds.
    Estimated,
}

impl Tuning {
    /// The number, if it is one.
    pub(crate) fn known(self) -> Result<f64> {
        match self {
            Self::Bins(tuning) if tuning.is_finite() => Ok(tuning),
            Self::Bins(tuning) => Err(Error::parameter("tuning", tuning, "finite")),
            Self::Estimated => {
                let requirement = "be a number where there is no signal to estimate it from";
                Err(Error::Values { name: "tuning", requirement })
            }
        }
    }

    /// The number, estimated from `y` by default options if it has to be.
    pub(crate) fn of_signal<F: Real>(
        self,
        y: &ArrayRef1<F>,
        sample_rate: f64,
        bins_per_octave: usize,
    ) -> Result<Self> {
        if self != Self::Estimated {
            return Ok(self);
        }
        let options = EstimateTuningOptions { bins_per_octave, ..Default::default() };
        Ok(Self::Bins(estimate_tuning(y, sample_rate, &options)?))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2};

    use super::*;

    #[test]
    fn silence_is_in_tune() {
        let options = EstimateTuningOptions::default();
        assert_eq!(estimate_tuning(&Array1::<f32>::zeros(3000), 8e3, &options), Ok(0.0));
        let s = Array2::<f64>::zeros((129, 4));
        assert_eq!(estimate_tuning_of_spectrogram(&s, 8e3, &options), Ok(0.0));
    }

    #[test]
    fn bad_input_is_named() {
        let options = EstimateTuningOptions { bins_per_octave: 0, ..Default::default() };
        let y = Array1::from_elem(5, 1.0);
        let error = estimate_tuning(&y, 8e3, &options).unwrap_err();
        assert_eq!(error, Error::parameter("bins_per_octave", 0.0, "at least 1"));
        let options = EstimateTuningOptions::default();
        assert!(estimate_tuning(&Array1::from_elem(5, f32::NAN), 8e3, &options).is_err());
        assert!(estimate_tuning(&Array1::<f32>::zeros(0), 8e3, &options).is_err());
        assert!(Tuning::Bins(f64::NAN).known().is_err() && Tuning::Estimated.known().is_err());
    }
}
