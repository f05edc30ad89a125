//! The talk's sounds.

use std::path::Path;

use ndarray::{Array1, Axis};
use onkai::io::Result;
use onkai::io::audio::{WavFormat, write_wav};
use onkai::mir::audio::Recording;

use crate::effects::Effects;
use crate::factors::Factors;
use crate::rhythm::Rhythm;

/// Writes all of them into `folder`.
pub(crate) fn write(
    folder: &Path,
    recording: &Recording,
    effects: &Effects,
    rhythm: &Rhythm,
    factors: &Factors,
) -> Result<()> {
    let mixed = &recording.samples + &rhythm.clicks;
    for (name, y) in [
        ("recording", &recording.samples),
        ("harmonic", &effects.harmonic),
        ("percussive", &effects.percussive),
        ("twice-as-fast", &effects.fast),
        ("four-steps-up", &effects.higher),
        ("six-steps-down", &effects.lower),
        ("clicks", &rhythm.clicks),
        ("recording-with-clicks", &mixed),
        ("components-all", &factors.all),
        ("components-first-three", &factors.chosen),
    ] {
        let path = folder.join(name).with_extension("wav");
        let samples = within_full_scale(y).insert_axis(Axis(0));
        write_wav(path, &samples, recording.sample_rate as u32, WavFormat::Int16)?;
    }
    Ok(())
}

/// The signal, quieter if it would be clipped.
fn within_full_scale(y: &Array1<f32>) -> Array1<f32> {
    y / y.iter().fold(1.0_f32, |peak, v| peak.max(v.abs()))
}
