//! The built-in clip, which lets someone without a recording try the command.

use onkai_mir::audio::Recording;
use onkai_mir::demo;

/// The clip, ready to be analysed.
pub(crate) fn recording() -> Recording {
    Recording { samples: demo::clip(), sample_rate: demo::SAMPLE_RATE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;

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
        let frames_a_beat = 60.0 * analysis.clock.frame_rate() / demo::TEMPO_BPM;
        let nearest = 60.0 * analysis.clock.frame_rate() / frames_a_beat.round();
        assert!((analysis.tempo_bpm - nearest).abs() < 1e-9, "{}", analysis.tempo_bpm);

        let (truth, found) = (demo::beat_times_s(), analysis.beat_times_s());
        assert!(0.95 <= matched(&truth, &found, BEAT_TOLERANCE_S), "{found:?}");
        assert!(0.95 <= matched(&found, &truth, BEAT_TOLERANCE_S), "{found:?}");

        let (truth, found) = (demo::onset_times_s(), analysis.onset_times_s());
        assert!(0.95 <= matched(&truth, &found, ONSET_TOLERANCE_S), "{found:?}");
        assert!(0.95 <= matched(&found, &truth, ONSET_TOLERANCE_S), "{found:?}");
    }
}
