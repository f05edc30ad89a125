//! Beats by dynamic programming.
//!
//! Counterpart of `librosa.beat.beat_track`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result, check_finite, check_positive};

use crate::clock::FrameClock;
use crate::rhythm::beat_path::BeatPath;
use crate::rhythm::tempo::{TempoOptions, tempo};

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
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range,
/// [`Error::TooShort`](crate::Error::TooShort) when `envelope` is empty,
/// [`Error::NotFinite`](crate::Error::NotFinite).
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
/// bands ([`OnsetStrengthOptions::aggregate`](crate::OnsetStrengthOptions)). The tempo is fixed for
/// the whole piece.
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
    check_positive("tightness", options.tightness)?;
    let tempo_options = TempoOptions { start_bpm: options.start_bpm, ..Default::default() };
    // The envelope is checked by `tempo`, or here if the tempo is given.
    let tempo_bpm = match options.tempo_bpm {
        Some(bpm) => {
            check_positive("tempo_bpm", bpm)?;
            check_finite("envelope", envelope)?;
            bpm
        }
        None => tempo(envelope, clock, &tempo_options)?,
    };
    if envelope.iter().all(|&v| v == F::zero()) {
        return Ok(BeatTrack { tempo_bpm: 0.0, beats: vec![] });
    }
    let path = BeatPath::new(envelope, clock.frame_rate() * 60.0 / tempo_bpm, options.tightness)?;
    Ok(BeatTrack { tempo_bpm, beats: path.beats(options.trim) })
}

/// Options of [`beat_track`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeatTrackOptions {
    /// The tempo that is likeliest before anything is heard; above 0. Default: `120.0`.
    pub start_bpm: f64,
    /// How strictly beats keep to the tempo; above 0. Default: `100.0`.
    pub tightness: f64,
    /// Whether weak beats at either end are dropped. Default: `true`.
    pub trim: bool,
    /// The tempo, if it is known. Default: `None`, meaning what [`tempo`] finds.
    pub tempo_bpm: Option<f64>,
}

impl Default for BeatTrackOptions {
    fn default() -> Self {
        Self { start_bpm: 120.0, tightness: 100.0, trim: true, tempo_bpm: None }
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

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::Error;

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
    }
}
