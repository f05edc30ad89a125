//! A clip to try things with: 20 seconds of drums, bass and chords whose beats and onsets are known.
//!
//! It serves those who have no recording at hand, and tests that hold an analysis against the truth.

mod score;
mod voices;
mod clip;

pub use clip::{DURATION_S, SAMPLE_RATE, beat_times_s, clip, onset_times_s};
pub use score::TEMPO_BPM;
