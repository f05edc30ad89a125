//! Beats by dynamic programming.
//!
//! Counterpart of `librosa.beat.beat_track`.

use ndarray::{Array1, ArrayRef1, aview1};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use super::beat_path::{BeatPath, BeatPeriods};
use super::prior::TempoPrior;
use super::tempo::{TempoOptions, tempo};
use crate::clock::FrameClock;

/// The tempo and the frames of the beats: onsets that are strong and evenly spaced.
///
/// ```text
/// C[t] = O[t] + max over τ of  C[t - τ] - tightness · (log τ - log period)²
/// ```
///
/// where `O` is the envelope, scaled by its standard deviation and smoothed over 1/32 of a beat, and
/// `τ` runs from half a period to two. The beats are the path that leads to the last good `C`.
/// Silence has no beats, and tempo 0.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, whose frames follow `clock`. The clock turns the beats into
/// [seconds](FrameClock::frames_to_time) or [samples](FrameClock::frames_to_samples).
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range,
/// [`Error::TooShort`] when `envelope` is empty,
/// [`Error::NotFinite`], [`Error::Values`] when `prior` does not suit.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{BeatTrackOptions, FrameClock, beat_track};
///
/// // An onset every 20 frames of 512 samples at 22 050 Hz.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 7 { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// let track = beat_track(&envelope, clock, &BeatTrackOptions::default())?;
/// assert_eq!(track.tempo_bpm, 129.19921875);
/// assert_eq!(track.beats[..3], [7, 27, 47]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The envelope must be given: librosa, given audio, uses the median instead of the mean over the
/// bands ([`OnsetStrengthOptions::aggregate`](crate::OnsetStrengthOptions)). For a tempo that varies,
/// see [`beat_track_at_tempo`]; for its `sparse=False`, [`BeatTrack::is_beat`].
///
/// # References
///
/// D. P. W. Ellis, "Beat tracking by dynamic programming", J. New Music Research 36(1), 2007.
/// <https://doi.org/10.1080/09298210701653344>
pub fn beat_track<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &BeatTrackOptions,
) -> Result<BeatTrack> {
    let &BeatTrackOptions { start_bpm, prior, .. } = options;
    check_positive("tightness", options.tightness)?;
    let tempo_options = TempoOptions { start_bpm, prior, ..Default::default() };
    // The envelope is checked by `tempo`, or below if the tempo is given.
    let tempo_bpm = match options.tempo_bpm {
        Some(bpm) => bpm,
        None => tempo(envelope, clock, &tempo_options)?,
    };
    let is_silent = envelope.iter().all(|&v| v == F::zero());
    if is_silent && options.tempo_bpm.is_none() {
        return Ok(BeatTrack { tempo_bpm: 0.0, beats: vec![] });
    }
    let beats = beat_track_at_tempo(envelope, clock, &aview1(&[tempo_bpm]), options)?;
    Ok(BeatTrack { tempo_bpm: if is_silent { 0.0 } else { tempo_bpm }, beats })
}

/// The frames of the beats of music whose tempo is known, and may vary: [`beat_track`] with a period
/// that changes from frame to frame.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, whose frames follow `clock`; `tempo_bpm`: `[n_frames]`, such as
/// [`tempo_per_frame`](crate::tempo_per_frame) returns, or `[1]`. Returns ascending frame indices.
/// Of `options`, only `tightness` and `trim` matter.
///
/// # Errors
///
/// [`Error::Parameter`] when `tightness` or a tempo is not positive, or a tempo has more than a beat a
/// frame, [`Error::Shape`] when there are other than one tempo or one for each frame,
/// [`Error::TooShort`] when `envelope` is empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{BeatTrackOptions, FrameClock, beat_track_at_tempo};
///
/// // An onset every 20 frames, later every 30.
/// let is_onset = |t: usize| if t < 600 { t % 20 == 0 } else { t % 30 == 0 };
/// let envelope = Array1::from_shape_fn(1200, |t| if is_onset(t) { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// let bpms = Array1::from_shape_fn(1200, |t| if t < 600 { 129.2 } else { 86.1 });
/// let beats = beat_track_at_tempo(&envelope, clock, &bpms, &BeatTrackOptions::default())?;
/// assert!(beats.contains(&300) && beats.contains(&320) && !beats.contains(&310));
/// assert!(beats.contains(&900) && beats.contains(&930) && !beats.contains(&920));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn beat_track_at_tempo<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    tempo_bpm: &ArrayRef1<f64>,
    options: &BeatTrackOptions,
) -> Result<Vec<usize>> {
    check_positive("tightness", options.tightness)?;
    if envelope.is_empty() {
        return Err(Error::TooShort { name: "envelope", expected: 1, actual: 0 });
    }
    check_finite("envelope", envelope)?;
    if tempo_bpm.len() != 1 && tempo_bpm.len() != envelope.len() {
        let (expected, actual) = (vec![envelope.len()], vec![tempo_bpm.len()]);
        return Err(Error::Shape { name: "tempo_bpm", expected, actual });
    }
    let periods = BeatPeriods::new(tempo_bpm.iter().copied(), clock)?;
    if envelope.iter().all(|&v| v == F::zero()) {
        return Ok(vec![]);
    }
    Ok(BeatPath::new(envelope, &periods, options.tightness).beats(options.trim))
}

/// Options of [`beat_track`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug)]
pub struct BeatTrackOptions {
    /// The tempo that is likeliest before anything is heard; above 0. Default: `120.0`.
    pub start_bpm: f64,
    /// How strictly beats keep to the tempo; above 0. Default: `100.0`.
    pub tightness: f64,
    /// Whether weak beats at either end are dropped. Default: `true`.
    pub trim: bool,
    /// The tempo, if it is known. Default: `None`, meaning what [`tempo`] finds.
    pub tempo_bpm: Option<f64>,
    /// Another belief about the tempo, instead of `start_bpm`. Default: `None`.
    pub prior: Option<TempoPrior>,
}

impl Default for BeatTrackOptions {
    fn default() -> Self {
        Self { start_bpm: 120.0, tightness: 100.0, trim: true, tempo_bpm: None, prior: None }
    }
}

/// What [`beat_track`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct BeatTrack {
    /// The tempo, in beats per minute; 0 if there are no onsets.
    pub tempo_bpm: f64,
    /// The frames of the beats, ascending.
    pub beats: Vec<usize>,
}

impl BeatTrack {
    /// Whether there is a beat in each of the first `n_frames` frames.
    ///
    /// # Examples
    ///
    /// ```
    /// let track = onkai_mir::BeatTrack { tempo_bpm: 120.0, beats: vec![1, 3] };
    /// assert_eq!(track.is_beat(5).to_vec(), [false, true, false, true, false]);
    /// ```
    pub fn is_beat(&self, n_frames: usize) -> Array1<bool> {
        let mut is_beat = Array1::from_elem(n_frames, false);
        for &beat in self.beats.iter().filter(|&&beat| beat < n_frames) {
            is_beat[beat] = true;
        }
        is_beat
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn track(envelope: &Array1<f64>, options: &BeatTrackOptions) -> Result<BeatTrack> {
        beat_track(envelope, FrameClock::new(22050.0, 512).unwrap(), options)
    }

    #[test]
    fn silence_has_no_beats() {
        let given = BeatTrackOptions { tempo_bpm: Some(100.0), ..Default::default() };
        for options in [BeatTrackOptions::default(), given] {
            let silent = track(&Array1::zeros(100), &options).unwrap();
            assert_eq!(silent, BeatTrack { tempo_bpm: 0.0, beats: vec![] });
        }
    }

    #[test]
    fn very_short_envelopes_are_tracked() {
        for n in 1..6 {
            let mut envelope = Array1::zeros(n);
            envelope[n - 1] = 1.0;
            let found = track(&envelope, &BeatTrackOptions::default()).unwrap();
            assert!(found.beats.len() <= 1, "{found:?}");
        }
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let named = |options: BeatTrackOptions| match track(&Array1::ones(50), &options) {
            Err(Error::Parameter { name, .. }) => name,
            other => panic!("{other:?}"),
        };
        let default = BeatTrackOptions::default();
        assert_eq!(named(BeatTrackOptions { start_bpm: 0.0, ..default }), "start_bpm");
        assert_eq!(named(BeatTrackOptions { tightness: 0.0, ..default }), "tightness");
        assert_eq!(named(BeatTrackOptions { tempo_bpm: Some(-3.0), ..default }), "tempo_bpm");
        assert_eq!(named(BeatTrackOptions { tempo_bpm: Some(1e9), ..default }), "tempo_bpm");
        assert!(track(&Array1::zeros(0), &default).is_err());
        assert!(track(&array![0.0, f64::NAN], &default).is_err());
        let prior = Some(TempoPrior::Normal { mean_bpm: 100.0, std_bpm: 0.0 });
        let refused = track(&Array1::ones(50), &BeatTrackOptions { prior, ..default });
        assert!(matches!(refused, Err(Error::Values { name: "prior", .. })));
    }

    #[test]
    fn bad_tempos_are_named() {
        let (x, clock) = (Array1::<f32>::ones(4), FrameClock::new(22050.0, 512).unwrap());
        let refused = |bpms: &Array1<f64>| {
            beat_track_at_tempo(&x, clock, bpms, &BeatTrackOptions::default()).unwrap_err()
        };
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
            let error = refused(&array![100.0, 100.0, bad, 100.0]);
            assert!(matches!(error, Error::Parameter { name: "tempo_bpm", .. }), "{error}");
        }
        for bad in [array![], array![100.0, 100.0]] {
            assert!(matches!(refused(&bad), Error::Shape { name: "tempo_bpm", .. }));
        }
    }

    #[test]
    fn a_tempo_of_a_beat_a_century_is_tracked() {
        let options = BeatTrackOptions { tempo_bpm: Some(1e-300), ..Default::default() };
        let mut envelope = Array1::zeros(50);
        envelope[20] = 1.0;
        assert!(track(&envelope, &options).unwrap().beats.len() <= 1);
    }
}
