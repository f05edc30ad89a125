//! A signal faster or slower at the same pitch.
//!
//! Counterpart of `librosa.effects.time_stretch`.

use ndarray::{Array, ArrayRef, ArrayRef1, Dimension};
use onkai_core::{Error, Real, Result, check_finite, check_positive, map_lanes};

use super::phase_vocoder;
use crate::channels::time_axis;
use crate::{IstftOptions, StftOptions, istft, stft};

/// Plays a signal `rate` times as fast without changing its pitch.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., round(n / rate)]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `rate` is not positive and finite, or so small that the result would be
/// too long; those of [`stft`].
///
/// # Examples
///
/// ```
/// use onkai_mir::StftOptions;
/// use onkai_mir::effects::time_stretch;
///
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(time_stretch(&y, 2.0, &StftOptions::default())?.len(), 11025);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// A rate of 1 returns the input itself. See [`phase_vocoder`] for the phases.
pub fn time_stretch<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    rate: f64,
    options: &StftOptions,
) -> Result<Array<F, D>> {
    check_positive("rate", rate)?;
    let time = time_axis("y", y)?;
    let length = stretched_len(y.len_of(time), rate)?;
    map_lanes(y, time, length, |lane, mut out| stretch_into(&lane, rate, options, &mut out))
}

/// How long a stretched signal is; ties go to the even number, as in Python.
pub(super) fn stretched_len(n: usize, rate: f64) -> Result<usize> {
    let length = (n as f64 / rate).round_ties_even();
    if f64::from(u32::MAX) < length {
        return Err(Error::parameter("rate", rate, "larger for a signal of this length"));
    }
    Ok(length as usize)
}

/// Stretches one channel to the length of `out`.
pub(super) fn stretch_into<F: Real>(
    y: &ArrayRef1<F>,
    rate: f64,
    options: &StftOptions,
    out: &mut ArrayRef1<F>,
) -> Result<()> {
    if rate == 1.0 {
        check_finite("y", y)?;
        out.assign(y);
        return Ok(());
    }
    let stretched = phase_vocoder(&stft(y, options)?, rate)?;
    let back = IstftOptions { length: Some(out.len()), ..IstftOptions::undoing(options) };
    out.assign(&istft(&stretched, &back)?);
    Ok(())
}
