//! The clip as samples: every note of the score, played by its instrument.

use ndarray::Array1;

use super::score::{self, Event, Voice, events};
use super::voices;

/// Samples a second: what `audio::load` brings any recording to.
pub const SAMPLE_RATE: f64 = 22050.0;
/// Length of the clip, in seconds.
pub const DURATION_S: f64 = 20.0;

/// The samples of the clip, the same every time, within ± 0.8.
///
/// # Shapes
///
/// `[441_000]`, [`DURATION_S`] seconds at [`SAMPLE_RATE`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{BeatTrackOptions, OnsetStrengthOptions, beat_track, demo, onset_strength};
///
/// let options = OnsetStrengthOptions::default();
/// let envelope = onset_strength(&demo::clip(), demo::SAMPLE_RATE, &options)?;
/// let clock = options.mel.stft.clock(demo::SAMPLE_RATE)?;
/// let track = beat_track(&envelope, clock, &BeatTrackOptions::default())?;
/// assert!((track.tempo_bpm / demo::TEMPO_BPM - 1.0).abs() < 0.02);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn clip() -> Array1<f32> {
    let n = (DURATION_S * SAMPLE_RATE) as usize;
    let mut samples = vec![0.0; n];
    for Event { time_s, voice } in events(DURATION_S) {
        let start = (time_s * SAMPLE_RATE).round() as usize;
        let note = match voice {
            Voice::Kick => voices::kick(SAMPLE_RATE),
            Voice::Snare => voices::snare(SAMPLE_RATE),
            Voice::Hat { gain } => voices::hat(SAMPLE_RATE, gain),
            Voice::Bass { hz } => voices::bass(SAMPLE_RATE, hz),
            Voice::Chord { hz } => voices::chord(SAMPLE_RATE, hz),
        };
        samples[start.min(n)..].iter_mut().zip(note).for_each(|(s, v)| *s += v);
    }
    let peak = samples.iter().fold(0.0_f64, |peak, v| peak.max(v.abs()));
    Array1::from_iter(samples.into_iter().map(|v| (0.8 * v / peak) as f32))
}

/// The beats of the clip, in seconds.
pub fn beat_times_s() -> Vec<f64> {
    score::eighth_times_s(DURATION_S).into_iter().step_by(2).collect()
}

/// The moments at which at least one note begins, in seconds: every eighth has its hi-hat.
pub fn onset_times_s() -> Vec<f64> {
    score::eighth_times_s(DURATION_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clip_is_the_same_every_time_and_within_full_scale() {
        let samples = clip();
        assert_eq!(samples, clip());
        assert_eq!(samples.len(), 441_000);
        assert!(samples.iter().all(|v| v.abs() <= 0.8));
        assert_eq!(beat_times_s().len(), onset_times_s().len().div_ceil(2));
    }
}
