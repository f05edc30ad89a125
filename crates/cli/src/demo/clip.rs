//! The clip as samples: every note of the score, played by its instrument.

use ndarray::Array1;
use onkai_mir::audio::Recording;

use crate::demo::score::{Event, Voice, events};
use crate::demo::voices;

/// Samples a second: what `load` would bring any recording to.
const SAMPLE_RATE: f64 = 22050.0;
/// Length of the clip, in seconds.
const DURATION_S: f64 = 20.0;

/// The clip, ready to be analysed.
pub(crate) fn recording() -> Recording {
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
    let samples = Array1::from_iter(samples.into_iter().map(|v| (0.8 * v / peak) as f32));
    Recording { samples, sample_rate: SAMPLE_RATE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::demo::score::{TEMPO_BPM, beat_times_s, onset_times_s};

    /// What the Music Information Retrieval Evaluation Exchange allows a beat, in seconds.
    const BEAT_TOLERANCE_S: f64 = 0.07;
    /// What it allows an onset, in seconds.
    const ONSET_TOLERANCE_S: f64 = 0.05;

    /// The share of `events` with a member of `others` nearby.
    fn matched(events: &[f64], others: &[f64], tolerance_s: f64) -> f64 {
        let near = |event: &&f64| others.iter().any(|other| (*event - other).abs() <= tolerance_s);
        events.iter().filter(near).count() as f64 / events.len() as f64
    }

    #[test]
    fn the_analysis_finds_what_was_played() {
        let analysis = Analysis::of(&recording()).unwrap();
        // Tempos are told in whole frames a beat: the nearest to the truth must be found.
        let frames_a_beat = 60.0 * analysis.clock.frame_rate() / TEMPO_BPM;
        let nearest = 60.0 * analysis.clock.frame_rate() / frames_a_beat.round();
        assert!((analysis.tempo_bpm - nearest).abs() < 1e-9, "{}", analysis.tempo_bpm);

        let (truth, found) = (beat_times_s(DURATION_S), analysis.beat_times_s());
        assert!(0.95 <= matched(&truth, &found, BEAT_TOLERANCE_S), "{found:?}");
        assert!(0.95 <= matched(&found, &truth, BEAT_TOLERANCE_S), "{found:?}");

        let (truth, found) = (onset_times_s(DURATION_S), analysis.onset_times_s());
        assert!(0.95 <= matched(&truth, &found, ONSET_TOLERANCE_S), "{found:?}");
        assert!(0.95 <= matched(&found, &truth, ONSET_TOLERANCE_S), "{found:?}");
    }

    #[test]
    fn the_clip_is_the_same_every_time_and_within_full_scale() {
        let clip = recording();
        assert_eq!(clip, recording());
        assert_eq!(clip.samples.len(), 441_000);
        assert!(clip.samples.iter().all(|v| v.abs() <= 0.8));
    }
}
