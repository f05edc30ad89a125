//! Onsets as the peaks of the onset strength envelope.
//!
//! Counterpart of `librosa.onset.onset_detect`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result, check_finite};

use crate::clock::FrameClock;
use crate::onset::backtrack::onset_backtrack;
use crate::onset::peaks::{PeakPickOptions, peak_pick};

/// The frames in which notes begin: the peaks of an onset strength envelope.
///
/// An envelope that is zero everywhere has none.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, whose frames follow `clock`. Returns ascending frame indices; the
/// clock turns them into [seconds](FrameClock::frames_to_time) or
/// [samples](FrameClock::frames_to_samples).
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range,
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, OnsetDetectOptions, onset_detect};
///
/// let mut envelope = Array1::<f32>::zeros(100);
/// envelope[20] = 1.0;
/// envelope[70] = 0.6;
/// let clock = FrameClock::new(22050.0, 512)?;
/// assert_eq!(onset_detect(&envelope, clock, &OnsetDetectOptions::default())?, [20, 70]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Onsets are frames, `backtrack` looks at the envelope (for another energy, call
/// [`onset_backtrack`]), and NaN is an error instead of "no onsets".
pub fn onset_detect<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &OnsetDetectOptions,
) -> Result<Vec<usize>> {
    check_finite("envelope", envelope)?;
    let peak_pick_options = options.peak_pick.unwrap_or_else(|| tuned(clock));
    let mut scaled = envelope.to_owned();
    if options.normalize {
        let low = scaled.iter().copied().fold(F::infinity(), F::min);
        scaled.mapv_inplace(|v| v - low);
        let high = scaled.iter().copied().fold(F::zero(), F::max) + F::min_positive_value();
        scaled.mapv_inplace(|v| v / high);
    }
    if scaled.iter().all(|&v| v == F::zero()) {
        return Ok(vec![]);
    }
    let onsets = peak_pick(&scaled, &peak_pick_options)?;
    if options.backtrack { onset_backtrack(&onsets, &scaled) } else { Ok(onsets) }
}

/// Options of [`onset_detect`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnsetDetectOptions {
    /// Whether the envelope is scaled to between 0 and 1 first. Default: `true`.
    pub normalize: bool,
    /// Whether onsets are moved back to the minimum of the envelope before the peak.
    /// Default: `false`.
    pub backtrack: bool,
    /// What counts as a peak. Default: `None`, meaning what librosa's authors found by a search:
    /// highest within 30 ms, 0.07 above the mean over 100 ms on either side, 30 ms after the last.
    pub peak_pick: Option<PeakPickOptions>,
}

impl Default for OnsetDetectOptions {
    fn default() -> Self {
        Self { normalize: true, backtrack: false, peak_pick: None }
    }
}

/// The found-by-search options, in frames of `clock`.
fn tuned(clock: FrameClock) -> PeakPickOptions {
    let frames = |time_s: f64| {
        // Multiplied before it is divided, as librosa does: the order decides some roundings.
        ((time_s * clock.sample_rate()) / clock.hop_length() as f64).floor() as usize
    };
    PeakPickOptions {
        pre_max: frames(0.03),
        post_max: 1,
        pre_avg: frames(0.1),
        post_avg: frames(0.1) + 1,
        delta: 0.07,
        wait: frames(0.03),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    fn detect(envelope: &Array1<f64>, options: &OnsetDetectOptions) -> Result<Vec<usize>> {
        onset_detect(envelope, FrameClock::new(22050.0, 512).unwrap(), options)
    }

    #[test]
    fn silence_a_constant_and_nothing_have_no_onsets() {
        for envelope in [Array1::zeros(50), Array1::from_elem(50, 3.0), Array1::zeros(0)] {
            assert_eq!(detect(&envelope, &OnsetDetectOptions::default()).unwrap(), []);
        }
    }

    #[test]
    fn nan_is_refused() {
        assert!(detect(&array![0.0, f64::NAN], &OnsetDetectOptions::default()).is_err());
    }

    // Expected values are librosa 0.11's.
    #[test]
    fn backtracking_goes_to_the_minimum_before() {
        let envelope = array![0.5, 0.4, 0.1, 0.2, 0.3, 2.0, 1.0, 0.0, 0.0];
        let options = OnsetDetectOptions { backtrack: true, ..Default::default() };
        assert_eq!(detect(&envelope, &OnsetDetectOptions::default()).unwrap(), [0, 5]);
        assert_eq!(detect(&envelope, &options).unwrap(), [0, 2]);
    }
}
