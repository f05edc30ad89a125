//! The task that is timed as a whole: from samples or from a file to beats.

use std::path::Path;

use anyhow::Result;
use ndarray::ArrayRef1;
use onkai_mir::audio::{LoadOptions, load};
use onkai_mir::{BeatTrackOptions, OnsetStrengthOptions, beat_track, onset_strength};

/// The frames of the beats, as `librosa.beat.beat_track(y=samples)` finds them.
///
/// # Errors
///
/// When the samples are none that can be analysed.
pub fn beats_of_samples(samples: &ArrayRef1<f32>, sample_rate: f64) -> Result<Vec<usize>> {
    let options = OnsetStrengthOptions::default();
    let envelope = onset_strength(samples, sample_rate, &options)?;
    let clock = options.mel.stft.clock(sample_rate)?;
    Ok(beat_track(&envelope, clock, &BeatTrackOptions::default())?.beats)
}

/// The same of a sound file, which is decoded and resampled to 22 050 Hz first.
///
/// # Errors
///
/// When the file cannot be read, as well.
pub fn beats_of_file(path: &Path) -> Result<Vec<usize>> {
    let recording = load::<f32>(path, &LoadOptions::default())?;
    beats_of_samples(&recording.samples, recording.sample_rate)
}
