//! Music taken apart, faster, higher and lower.

use ndarray::Array1;
use onkai::Result;
use onkai::mir::StftOptions;
use onkai::mir::audio::Recording;
use onkai::mir::effects::{EffectsHpssOptions, PitchShiftOptions, hpss, pitch_shift, time_stretch};

use crate::tour::{Tour, digest};

/// Signals made from the recording.
pub(crate) struct Effects {
    pub(crate) harmonic: Array1<f32>,
    pub(crate) percussive: Array1<f32>,
    pub(crate) fast: Array1<f32>,
    pub(crate) higher: Array1<f32>,
    pub(crate) lower: Array1<f32>,
}

pub(crate) fn visit(tour: &mut Tour, recording: &Recording) -> Result<Effects> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let parts = tour.run("hpss", || hpss(y, &EffectsHpssOptions::default()))?;
    tour.add("harmonic", digest(&parts.harmonic));
    tour.add("percussive", digest(&parts.percussive));
    let fast = tour.run("time_stretch_x2", || time_stretch(y, 2.0, &StftOptions::default()))?;
    tour.add("time_stretch_x2", digest(&fast));
    let shift = |steps| pitch_shift(y, rate, steps, &PitchShiftOptions::default());
    let higher = tour.run("pitch_shift", || shift(4.0))?;
    tour.add("pitch_shift_+4", digest(&higher));
    let lower = shift(-6.0)?;
    tour.add("pitch_shift_-6", digest(&lower));
    let (harmonic, percussive) = (parts.harmonic, parts.percussive);
    Ok(Effects { harmonic, percussive, fast, higher, lower })
}
