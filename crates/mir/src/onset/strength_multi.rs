//! Onset strength by bands.
//!
//! Counterpart of `librosa.onset.onset_strength_multi`.

use std::ops::Range;

use ndarray::{Array2, ArrayRef1, ArrayRef2, Axis, aview1, s};
use onkai_core::{Error, Real, Result, check_finite, collect_columns};
use onkai_ndimage::{SlidingOptions, maximum_filter1d};
use onkai_signal::lfilter;

use super::strength::OnsetStrengthOptions;
use crate::mel::MelSpectrogramPlan;
use crate::spectrum::{DbOptions, power_to_db};
use crate::sync::{FixFramesOptions, fix_frames};

/// The onset strength envelopes of several ranges of mel bands: [`onset_strength`](crate::onset_strength)
/// of each by itself.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_channels, n_frames]`.
///
/// # Errors
///
/// Those of [`onset_strength`](crate::onset_strength) and of [`onset_strength_multi_from_db`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{OnsetChannels, OnsetStrengthOptions, onset_strength_multi};
///
/// // A low tone, to which a high one is faded in at frame 22.
/// let fade = |i: usize| ((i as f32 - 11264.0) / 2000.0).clamp(0.0, 1.0);
/// let y = Array1::from_shape_fn(22050, |i| {
///     (0.03 * i as f32).sin() + fade(i) * (1.5 * i as f32).sin()
/// });
/// let halves = OnsetChannels::Bounds(vec![0, 64, 128]);
/// let envelopes = onset_strength_multi(&y, 22050.0, &halves, &OnsetStrengthOptions::default())?;
/// assert_eq!(envelopes.dim(), (2, 44));
/// assert!(envelopes[[1, 23]] > 10.0 * envelopes[[0, 23]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn onset_strength_multi<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    channels: &OnsetChannels,
    options: &OnsetStrengthOptions,
) -> Result<Array2<F>> {
    options.check()?;
    // What cannot work is refused before the work.
    channels.ranges(options.mel.mel.n_mels)?;
    let mel = MelSpectrogramPlan::new(sample_rate, &options.mel)?.run(y)?;
    let spectrogram_db = power_to_db(&mel, &DbOptions::default())?;
    onset_strength_multi_from_db(&spectrogram_db, None, channels, options)
}

/// [`onset_strength_multi`] of a spectrogram in decibels that exists already.
///
/// Each frame is compared with an earlier one of `reference_db`, if there is one; else with one of
/// the spectrogram itself, widened over `max_size` bins. Of `options.mel` only the lengths of frame
/// and hop count here, and only if `center` is on.
///
/// # Shapes
///
/// `spectrogram_db` and `reference_db`: `[n_bins, n_frames]`. Returns `[n_channels, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when there is no bin,
/// [`Error::Shape`] when the reference has another shape, [`Error::NotFinite`], [`Error::Values`]
/// when a channel is empty or reaches beyond the bins.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{OnsetChannels, OnsetStrengthOptions, onset_strength_multi_from_db};
///
/// let db = array![[0.0, 2.0, 1.0], [0.0, 4.0, 5.0]];
/// let options = OnsetStrengthOptions { center: false, ..Default::default() };
/// let bands = onset_strength_multi_from_db(&db, None, &OnsetChannels::Bands, &options)?;
/// assert_eq!(bands, array![[0.0, 2.0, 0.0], [0.0, 4.0, 1.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn onset_strength_multi_from_db<F: Real>(
    spectrogram_db: &ArrayRef2<F>,
    reference_db: Option<&ArrayRef2<F>>,
    channels: &OnsetChannels,
    options: &OnsetStrengthOptions,
) -> Result<Array2<F>> {
    options.check()?;
    let (n_bins, n_frames) = spectrogram_db.dim();
    if n_bins == 0 {
        return Err(Error::TooShort { name: "spectrogram_db", expected: 1, actual: 0 });
    }
    check_finite("spectrogram_db", spectrogram_db)?;
    if let Some(reference) = reference_db {
        if reference.dim() != (n_bins, n_frames) {
            let (expected, actual) = (vec![n_bins, n_frames], reference.shape().to_vec());
            return Err(Error::Shape { name: "reference_db", expected, actual });
        }
        check_finite("reference_db", reference)?;
    }
    let widened = match (reference_db, options.max_size) {
        (Some(_), _) | (None, 1) => None,
        (None, size) => {
            Some(maximum_filter1d(spectrogram_db, Axis(0), size, &SlidingOptions::default())?)
        }
    };
    let reference = reference_db.or(widened.as_deref()).unwrap_or(spectrogram_db);
    let ranges = channels.ranges(n_bins)?;
    let (lag, delay) = (options.lag, options.delay()?);
    let shape = (ranges.len(), n_frames);
    let envelopes = collect_columns(shape, FRAMES_PER_TASK, Vec::new, |scratch, t, rise| {
        // Frame `t` of the envelope compares frames `t - delay` and `t - delay - lag`.
        let Some(before) = t.checked_sub(lag + delay) else { return };
        let (now, before) = (spectrogram_db.column(before + lag), reference.column(before));
        for (range, rise) in ranges.iter().zip(rise) {
            let (now, before) = (now.slice(s![range.clone()]), before.slice(s![range.clone()]));
            let mut rises = now.iter().zip(before).map(|(&a, &b)| F::zero().max(a - b));
            *rise = match channels {
                OnsetChannels::Bands => rises.next().unwrap_or_else(F::zero),
                _ => options.aggregate.of(rises, scratch),
            };
        }
    });
    if options.detrend { without_mean(&envelopes) } else { Ok(envelopes) }
}

/// Which bands of a spectrogram make an onset strength envelope together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OnsetChannels {
    /// All bands.
    #[default]
    All,
    /// The bands between neighbouring boundaries, which are put in order.
    Bounds(Vec<usize>),
    /// Ranges, which may overlap and leave gaps.
    Ranges(Vec<Range<usize>>),
    /// Each band by itself: nothing is summed up, so `aggregate` does not matter.
    Bands,
}

impl OnsetChannels {
    /// The bands of each channel, at least one.
    fn ranges(&self, n_bins: usize) -> Result<Vec<Range<usize>>> {
        let ranges = match self {
            Self::All => std::iter::once(0..n_bins).collect(),
            Self::Bands => (0..n_bins).map(|bin| bin..bin + 1).collect(),
            Self::Ranges(ranges) => ranges.clone(),
            Self::Bounds(bounds) => {
                let as_they_are = FixFramesOptions { x_min: None, x_max: None, pad: false };
                let bounds = fix_frames(bounds, &as_they_are)?;
                bounds.windows(2).map(|ends| ends[0]..ends[1]).collect()
            }
        };
        if ranges.is_empty() || ranges.iter().any(|range| range.is_empty() || n_bins < range.end) {
            let requirement = "hold bands, all of which there are";
            return Err(Error::Values { name: "channels", requirement });
        }
        Ok(ranges)
    }
}

/// Frames that a thread takes in a row: about 30 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 128;

/// Takes the mean away by a high-pass filter: `y[t] = x[t] - x[t-1] + 0.99 · y[t-1]`.
fn without_mean<F: Real>(envelopes: &ArrayRef2<F>) -> Result<Array2<F>> {
    let (b, a) = ([F::one(), -F::one()], [F::one(), F::of(-0.99)]);
    lfilter(&aview1(&b), &aview1(&a), envelopes, Axis(1))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "one channel is meant")]
    fn bad_channels_are_named() {
        let db = Array2::<f64>::ones((4, 9));
        let bad = [
            OnsetChannels::Bounds(vec![]),
            OnsetChannels::Bounds(vec![2, 2]),
            OnsetChannels::Bounds(vec![0, 5]),
            OnsetChannels::Ranges(vec![]),
            OnsetChannels::Ranges(vec![1..1]),
            OnsetChannels::Ranges(vec![3..6]),
            #[allow(clippy::reversed_empty_ranges, reason = "that is what is bad")]
            OnsetChannels::Ranges(vec![3..1]),
        ];
        let options = OnsetStrengthOptions::default();
        for channels in bad {
            let refused = onset_strength_multi_from_db(&db, None, &channels, &options);
            assert!(
                matches!(refused, Err(Error::Values { name: "channels", .. })),
                "{channels:?}: {refused:?}"
            );
        }
        let beyond = OnsetChannels::Bounds(vec![0, 129]);
        assert!(onset_strength_multi(&array![1.0], 22050.0, &beyond, &options).is_err());
    }

    #[test]
    fn bad_references_are_named() {
        let db = Array2::<f64>::ones((4, 9));
        let (channels, options) = (OnsetChannels::All, OnsetStrengthOptions::default());
        let against = |reference: &Array2<f64>| {
            onset_strength_multi_from_db(&db, Some(reference), &channels, &options).unwrap_err()
        };
        let narrow = against(&Array2::ones((3, 9)));
        assert!(matches!(narrow, Error::Shape { name: "reference_db", .. }));
        let nan = against(&Array2::from_elem((4, 9), f64::NAN));
        assert!(matches!(nan, Error::NotFinite { name: "reference_db", .. }));
    }

    #[test]
    fn no_frames_and_fewer_than_the_lag_have_no_rise() {
        let options = OnsetStrengthOptions { lag: 3, ..Default::default() };
        for n_frames in [0, 1, 2] {
            let db = Array2::<f32>::ones((4, n_frames));
            let bounds = OnsetChannels::Bounds(vec![4, 0, 2]);
            let rises = onset_strength_multi_from_db(&db, None, &bounds, &options).unwrap();
            assert_eq!(rises, Array2::zeros((2, n_frames)));
        }
    }
}
