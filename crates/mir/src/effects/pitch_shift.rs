//! A signal higher or lower at the same pace.
//!
//! Counterpart of `librosa.effects.pitch_shift`.

use ndarray::{Array, ArrayRef, Dimension, s};
use onkai_core::{Error, Real, Result, map_lanes};
use onkai_signal::ResamplePlan;

use super::time_stretch::{stretched, stretched_len};
use crate::StftOptions;
use crate::channels::time_axis;

/// Shifts the pitch of a signal by `n_steps`: stretches it in time, then resamples it to its length.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_steps` is not finite, too far (sixteen octaves are the limit), or
/// there are no bins in an octave; those of [`stft`](crate::stft()).
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::{PitchShiftOptions, pitch_shift};
///
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let fifth = pitch_shift(&y, 22050.0, 7.0, &PitchShiftOptions::default())?;
/// assert_eq!(fifth.len(), y.len());
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Zero steps return the input itself. The resampler is that of [`onkai_signal::resample`], of the
/// quality of librosa's default.
pub fn pitch_shift<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    n_steps: f64,
    options: &PitchShiftOptions,
) -> Result<Array<F, D>> {
    onkai_core::check_positive("sample_rate", sample_rate)?;
    if options.bins_per_octave == 0 {
        return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
    }
    let octaves = n_steps / options.bins_per_octave as f64;
    if octaves.is_nan() || MAX_OCTAVES < octaves.abs() {
        return Err(Error::parameter("n_steps", n_steps, "at most sixteen octaves up or down"));
    }
    let rate = (-octaves).exp2();
    let time = time_axis("y", y)?;
    let n = y.len_of(time);
    let length = stretched_len(n, rate)?;
    let resample = ResamplePlan::new(sample_rate / rate, sample_rate)?;
    map_lanes(y, time, n, |lane, mut out| {
        // At a rate of 1 neither changes anything.
        let shifted = resample.run(&stretched(&lane, rate, &options.stft, length)?)?;
        let common = n.min(shifted.len());
        out.slice_mut(s![..common]).assign(&shifted.slice(s![..common]));
        if options.scale {
            let scale = F::of(rate.sqrt().recip());
            out.mapv_inplace(|v| v * scale);
        }
        Ok(())
    })
}

/// The resampler's limit, and far beyond hearing.
const MAX_OCTAVES: f64 = 16.0;

/// Options of [`pitch_shift`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct PitchShiftOptions {
    /// How many steps make an octave; at least 1. Default: `12`.
    pub bins_per_octave: usize,
    /// Whether the resampled signal is scaled so that its energy is about that of `y`: by the square
    /// root of the shift as a ratio of frequencies. Default: `false`.
    pub scale: bool,
    /// How the spectrogram that is stretched is made.
    pub stft: StftOptions,
}

impl Default for PitchShiftOptions {
    fn default() -> Self {
        Self { bins_per_octave: 12, scale: false, stft: StftOptions::default() }
    }
}
