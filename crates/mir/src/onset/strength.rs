//! How much louder each frame is than the one before.
//!
//! Counterpart of `librosa.onset.onset_strength`.

use ndarray::{Array1, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result, check_finite, for_each_chunk};
use onkai_ndimage::{SlidingOptions, maximum_filter1d};
use onkai_signal::lfilter;

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
/// Of `options.mel` only the lengths of frame and hop count here, and only if `center` is on.
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
    options.check()?;
    let (n_bins, n_frames) = spectrogram_db.dim();
    if n_bins == 0 {
        return Err(Error::TooShort { name: "spectrogram_db", expected: 1, actual: 0 });
    }
    check_finite("spectrogram_db", spectrogram_db)?;
    let widened = match options.max_size {
        1 => None,
        size => Some(maximum_filter1d(spectrogram_db, Axis(0), size, &SlidingOptions::default())?),
    };
    let reference = widened.as_deref().unwrap_or(spectrogram_db);
    let (lag, delay) = (options.lag, options.delay()?);
    let mut envelope = vec![F::zero(); n_frames];
    // Frame `t` of the envelope compares frames `t - delay` and `t - delay - lag`.
    let risen = envelope.get_mut(lag + delay..).unwrap_or(&mut []);
    for_each_chunk(risen, 1, FRAMES_PER_TASK, Vec::new, |scratch, t, rise| {
        let (now, before) = (spectrogram_db.column(t + lag), reference.column(t));
        let rises = now.iter().zip(before).map(|(&a, &b)| F::zero().max(a - b));
        rise[0] = options.aggregate.of(rises, scratch);
    });
    let envelope = Array1::from_vec(envelope);
    if options.detrend { without_mean(&envelope) } else { Ok(envelope) }
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
    fn check(&self) -> Result<()> {
        for (name, value) in [("lag", self.lag), ("max_size", self.max_size)] {
            if value == 0 {
                return Err(Error::parameter(name, 0.0, "at least 1"));
            }
        }
        Ok(())
    }

    /// How many frames later a rise is reported than it is seen.
    fn delay(&self) -> Result<usize> {
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

/// Frames that a thread takes in a row: about 30 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 128;

/// Takes the mean away by a high-pass filter: `y[t] = x[t] - x[t-1] + 0.99 · y[t-1]`.
fn without_mean<F: Real>(envelope: &ArrayRef1<F>) -> Result<Array1<F>> {
    let (b, a) = ([F::one(), -F::one()], [F::one(), F::of(-0.99)]);
    lfilter(&ndarray::aview1(&b), &ndarray::aview1(&a), envelope, Axis(0))
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
