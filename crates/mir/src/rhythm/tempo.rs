//! The tempo of an onset strength envelope.
//!
//! Counterpart of `librosa.feature.tempo`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use crate::clock::FrameClock;
use crate::rhythm::tempogram::mean_tempogram;

/// The tempo, in beats per minute: the likeliest lag of the mean tempogram.
///
/// ```text
/// argmax over bpm of  log(1 + 10⁶ · G(bpm)) - ½ · ((log₂ bpm - log₂ start_bpm) / std_bpm)²
/// ```
///
/// 0 for an envelope that is zero everywhere.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, `n_frames ≥ 1`, whose frames follow `clock`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `envelope` is
/// empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, TempoOptions, tempo};
///
/// // An onset every 20 frames of 512 samples at 22 050 Hz.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 0 { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// assert_eq!(tempo(&envelope, clock, &TempoOptions::default())?, 129.19921875);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Silence has tempo 0; librosa's `tempo` answers with its prior (`beat_track` with 0). Prior
/// distributions other than the log-normal one and a tempo for each frame are not there yet.
///
/// # References
///
/// P. Grosche, M. Müller, F. Kurth, "Cyclic tempogram — a mid-level tempo representation for music
/// signals", Proc. ICASSP, 2010. <https://doi.org/10.1109/ICASSP.2010.5495219>
pub fn tempo<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &TempoOptions,
) -> Result<f64> {
    let win_length = options.win_length(clock)?;
    check_finite("envelope", envelope)?;
    if envelope.is_empty() {
        return Err(Error::TooShort { name: "envelope", expected: 1, actual: 0 });
    }
    if envelope.iter().all(|&v| v == F::zero()) {
        return Ok(0.0);
    }
    let bpms = tempo_frequencies(win_length, clock);
    let score = |(g, &bpm): (&f64, &f64)| {
        let slow_enough = options.max_tempo.is_none_or(|max| bpm < max);
        if bpm.is_infinite() || !slow_enough {
            return f64::NEG_INFINITY;
        }
        let octaves = (bpm.log2() - options.start_bpm.log2()) / options.std_bpm;
        (1e6 * g).ln_1p() - 0.5 * octaves * octaves
    };
    let scores =
        mean_tempogram(envelope, win_length)?.iter().zip(&bpms).map(score).collect::<Vec<_>>();
    let mut best = 0;
    for (lag, &score) in scores.iter().enumerate() {
        if scores[best] < score {
            best = lag;
        }
    }
    if best == 0 {
        // Lag 0 is no tempo: the window is too short for a lag that `max_tempo` lets through.
        let requirement = "long enough for a lag of a beat at `max_tempo`";
        return Err(Error::parameter("ac_size_s", options.ac_size_s, requirement));
    }
    Ok(bpms[best])
}

/// Options of [`tempo`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TempoOptions {
    /// The tempo that is likeliest before anything is heard; above 0. Default: `120.0`.
    pub start_bpm: f64,
    /// Its standard deviation, in octaves; above 0. Default: `1.0`.
    pub std_bpm: f64,
    /// Length of the autocorrelation window, in seconds; above 0. Default: `8.0`.
    pub ac_size_s: f64,
    /// Only tempos below this are considered. Default: `Some(320.0)`.
    pub max_tempo: Option<f64>,
}

impl Default for TempoOptions {
    fn default() -> Self {
        Self { start_bpm: 120.0, std_bpm: 1.0, ac_size_s: 8.0, max_tempo: Some(320.0) }
    }
}

impl TempoOptions {
    /// The autocorrelation window in frames of `clock`, at least one.
    fn win_length(&self, clock: FrameClock) -> Result<usize> {
        check_positive("start_bpm", self.start_bpm)?;
        check_positive("std_bpm", self.std_bpm)?;
        check_positive("ac_size_s", self.ac_size_s)?;
        if let Some(max) = self.max_tempo {
            check_positive("max_tempo", max)?;
        }
        Ok(clock.time_to_frame(self.ac_size_s).max(1))
    }
}

/// The tempo of each lag of a tempogram, in beats per minute; infinite at lag 0.
///
/// # Examples
///
/// ```
/// use onkai_mir::{FrameClock, tempo_frequencies};
/// let bpms = tempo_frequencies(3, FrameClock::new(22050.0, 441)?);
/// assert_eq!(bpms.to_vec(), [f64::INFINITY, 3000.0, 1500.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tempo_frequencies(n_lags: usize, clock: FrameClock) -> Array1<f64> {
    let frames_a_minute = 60.0 * clock.sample_rate();
    Array1::from_shape_fn(n_lags, |lag| frames_a_minute / (clock.hop_length() as f64 * lag as f64))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn silence_has_no_tempo() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let silence = Array1::<f32>::zeros(100);
        assert_eq!(tempo(&silence, clock, &TempoOptions::default()).unwrap(), 0.0);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let named = |options: TempoOptions| match tempo(&array![1.0, 0.0, 1.0], clock, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = TempoOptions::default();
        assert_eq!(named(TempoOptions { start_bpm: 0.0, ..default }), "start_bpm");
        assert_eq!(named(TempoOptions { std_bpm: f64::NAN, ..default }), "std_bpm");
        assert_eq!(named(TempoOptions { ac_size_s: -1.0, ..default }), "ac_size_s");
        assert_eq!(named(TempoOptions { ac_size_s: 0.01, ..default }), "ac_size_s");
        assert_eq!(named(TempoOptions { max_tempo: Some(0.0), ..default }), "max_tempo");
        let nothing = Array1::<f64>::zeros(0);
        assert!(tempo(&nothing, clock, &default).is_err());
        assert!(tempo(&array![f64::NAN], clock, &default).is_err());
    }
}
