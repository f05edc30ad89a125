//! How much louder each frame is than the one before.
//!
//! Counterpart of `librosa.onset.onset_strength`.

use ndarray::{Array1, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result};

use super::strength_multi::{OnsetChannels, onset_strength_multi_from_db};
use crate::aggregate::Aggregate;
use crate::mel::{MelSpectrogramOptions, MelSpectrogramPlan};
use crate::spectrum::{DbOptions, power_to_db};

/// The onset strength envelope of `y`: the rise of its mel spectrum in decibels ("spectral flux").
///
/// ```text
/// e[t] = aggregateₘ max(0, S[m, t] - max_{|i| ≤ max_size/2} S[m+i, t-lag])        S = 10 · log₁₀ melspectrogram(y)
/// ```
///
/// moved `n_fft / (2 · hop_length)` frames later if `center` is on, as a frame rises when its end
/// meets the note.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_frames]`, with as many frames as
/// [`stft`](crate::stft) gives.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{OnsetStrengthOptions, onset_strength};
///
/// // Silence, then a tone from sample 11264, which is frame 22.
/// let y = Array1::from_shape_fn(22050, |i| if i < 11264 { 0.0 } else { (0.1 * i as f32).sin() });
/// let envelope = onset_strength(&y, 22050.0, &OnsetStrengthOptions::default())?;
/// let loudest = (0..envelope.len()).max_by(|&a, &b| envelope[a].total_cmp(&envelope[b]));
/// assert!(loudest.is_some_and(|frame| frame.abs_diff(22) <= 1));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", Proc. `DAFx`, 2013.
pub fn onset_strength<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &OnsetStrengthOptions,
) -> Result<Array1<F>> {
    options.check()?;
    let mel = MelSpectrogramPlan::new(sample_rate, &options.mel)?.run(y)?;
    onset_strength_from_db(&power_to_db(&mel, &DbOptions::default())?, options)
}

/// [`onset_strength`] of a spectrogram in decibels that exists already.
///
/// This is how onsets are found in other features than the mel spectrum (librosa's `feature`). To compare
/// with frames of another spectrogram (its `ref`), see
/// [`onset_strength_multi_from_db`](crate::onset_strength_multi_from_db). Of `options.mel` only the
/// lengths of frame and hop count here, and only if `center` is on.
///
/// # Shapes
///
/// `spectrogram_db`: `[n_bins, n_frames]`. Returns `[n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when there is no bin,
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{OnsetStrengthOptions, onset_strength_from_db};
///
/// let db = array![[0.0, 2.0, 1.0], [0.0, 4.0, 5.0]];
/// let options = OnsetStrengthOptions { center: false, ..Default::default() };
/// assert_eq!(onset_strength_from_db(&db, &options)?, array![0.0, 3.0, 0.5]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn onset_strength_from_db<F: Real>(
    spectrogram_db: &ArrayRef2<F>,
    options: &OnsetStrengthOptions,
) -> Result<Array1<F>> {
    let one = onset_strength_multi_from_db(spectrogram_db, None, &OnsetChannels::All, options)?;
    Ok(one.index_axis_move(Axis(0), 0))
}

/// Options of [`onset_strength`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct OnsetStrengthOptions {
    /// The mel spectrogram.
    pub mel: MelSpectrogramOptions,
    /// How many frames lie between the two that are compared; at least 1. Default: `1`.
    pub lag: usize,
    /// Over how many bands the earlier frame is widened by its maximum, which keeps vibrato from
    /// counting as onsets; at least 1. Default: `1`, meaning not at all.
    pub max_size: usize,
    /// Whether a slow filter takes the mean away. Default: `false`.
    pub detrend: bool,
    /// Whether the envelope is moved by half a frame to where the notes begin. Default: `true`.
    pub center: bool,
    /// How the rises of the bands become one. Default: [`Aggregate::Mean`].
    pub aggregate: Aggregate,
}

impl Default for OnsetStrengthOptions {
    fn default() -> Self {
        Self {
            mel: MelSpectrogramOptions::default(),
            lag: 1,
            max_size: 1,
            detrend: false,
            center: true,
            aggregate: Aggregate::Mean,
        }
    }
}

impl OnsetStrengthOptions {
    pub(super) fn check(&self) -> Result<()> {
        for (name, value) in [("lag", self.lag), ("max_size", self.max_size)] {
            if value == 0 {
                return Err(Error::parameter(name, 0.0, "at least 1"));
            }
        }
        Ok(())
    }

    /// How many frames later a rise is reported than it is seen.
    pub(super) fn delay(&self) -> Result<usize> {
        let hop = self.mel.stft.effective_hop_length();
        if !self.center {
            return Ok(0);
        }
        if hop == 0 {
            return Err(Error::parameter("hop_length", 0.0, "at least 1"));
        }
        Ok(self.mel.stft.n_fft / (2 * hop))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn fewer_frames_than_the_lag_have_no_rise() {
        let db = Array2::<f32>::ones((4, 2));
        let options = OnsetStrengthOptions { lag: 5, ..Default::default() };
        assert_eq!(onset_strength_from_db(&db, &options).unwrap(), array![0.0, 0.0]);
        assert_eq!(onset_strength(&array![1.0], 22050.0, &options).unwrap(), array![0.0]);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let db = Array2::<f64>::ones((4, 9));
        let named = |options: OnsetStrengthOptions| match onset_strength_from_db(&db, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(OnsetStrengthOptions { lag: 0, ..Default::default() }), "lag");
        assert_eq!(named(OnsetStrengthOptions { max_size: 0, ..Default::default() }), "max_size");
        let mut no_hop = OnsetStrengthOptions::default();
        no_hop.mel.stft.hop_length = Some(0);
        assert_eq!(named(no_hop), "hop_length");
        let none =
            onset_strength_from_db(&Array2::<f64>::ones((0, 9)), &OnsetStrengthOptions::default());
        assert!(matches!(none, Err(Error::TooShort { name: "spectrogram_db", .. })));
        let nan = Array2::from_elem((2, 2), f64::NAN);
        assert!(onset_strength_from_db(&nan, &OnsetStrengthOptions::default()).is_err());
    }
}
