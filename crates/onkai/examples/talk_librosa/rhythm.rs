//! Onsets, beats, and clicks to hear them by.

use ndarray::{Array1, ArrayRef1};
use onkai::Result;
use onkai::mir::audio::Recording;
use onkai::mir::{
    Aggregate, BeatTrackOptions, ClicksOptions, OnsetDetectOptions, OnsetStrengthOptions,
    beat_track, clicks, onset_detect, onset_strength,
};

use crate::tour::{Tour, digest};

/// What happens when.
pub(crate) struct Rhythm {
    pub(crate) strength: Array1<f32>,
    /// Of the strength's frames, in seconds.
    pub(crate) times_s: Vec<f64>,
    pub(crate) onset_times_s: Vec<f64>,
    pub(crate) beat_times_s: Vec<f64>,
    /// The recording's clicks.
    pub(crate) clicks: Array1<f32>,
    /// Frames of the beats of the percussive part.
    pub(crate) percussive_beats: Vec<usize>,
}

pub(crate) fn visit(
    tour: &mut Tour,
    recording: &Recording,
    percussive: &ArrayRef1<f32>,
) -> Result<Rhythm> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let options = OnsetStrengthOptions::default();
    let clock = options.mel.stft.clock(rate)?;
    let strength = tour.run("onset_strength", || onset_strength(y, rate, &options))?;
    tour.add("onset_strength", digest(&strength));
    let pick = OnsetDetectOptions::default();
    let onsets = tour.run("onset_detect", || onset_detect(&strength, clock, &pick))?;
    tour.add("onset_frames", onsets.clone());
    let track = BeatTrackOptions::default();
    let found = tour.run("beat_track", || beat_track(&strength, clock, &track))?;
    tour.add("tempo", found.tempo_bpm);
    tour.add("beat_frames", found.beats.clone());
    let beat_times_s = clock.frames_to_time(&found.beats);
    let whole = ClicksOptions { length: Some(y.len()), ..Default::default() };
    let clicks = tour.run("clicks", || clicks(&beat_times_s, rate, &whole))?;
    tour.add("clicks", digest(&clicks));
    // As `librosa.beat.beat_track(y=...)` does: half of the bands must rise for the strength to.
    let steady = OnsetStrengthOptions { aggregate: Aggregate::Median, ..options };
    let of_percussive = beat_track(&onset_strength(percussive, rate, &steady)?, clock, &track)?;
    tour.add("tempo_percussive", of_percussive.tempo_bpm);
    tour.add("beat_frames_percussive", of_percussive.beats.clone());
    Ok(Rhythm {
        times_s: clock.times(strength.len()),
        strength,
        onset_times_s: clock.frames_to_time(&onsets),
        beat_times_s,
        clicks,
        percussive_beats: of_percussive.beats,
    })
}
