//! The harmonic and the percussive part of a signal.
//!
//! Counterpart of `librosa.effects.hpss`, `harmonic` and `percussive`.

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayViewMut1, Axis, Dimension};
use onkai_core::{Real, Result, map_lanes};

use crate::channels::time_axis;
use crate::decompose::{self, Hpss, HpssOptions};
use crate::{IstftOptions, StftOptions, istft, stft};

/// Splits a signal into what lasts and what is short, by way of its spectrogram.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Both parts have its shape.
///
/// # Errors
///
/// Those of [`stft`] and of [`decompose::hpss`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::effects::{EffectsHpssOptions, hpss};
///
/// let mut y = Array1::from_shape_fn(22050, |i| 0.1 * (0.06 * i as f32).sin());
/// y[11025] = 1.0;
/// let parts = hpss(&y, &EffectsHpssOptions::default())?;
/// assert!(parts.percussive[11025] > parts.harmonic[11025]);
/// let sum = &parts.harmonic + &parts.percussive;
/// assert!((sum - y).iter().all(|d| d.abs() < 1e-5));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa analyses with a Hann window whatever its argument `window` says; here it is used.
pub fn hpss<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
) -> Result<Hpss<F, D>> {
    // Both parts of a channel are made at once and lie one after the other until they are parted.
    let both = each_channel(y, 2, |lane, mut out| {
        let spectrogram = stft(lane, &options.stft)?;
        let parts = decompose::hpss(&spectrogram, &options.hpss)?;
        let back = options.istft(lane.len());
        let (mut first, mut second) = out.view_mut().split_at(Axis(0), lane.len());
        first.assign(&istft(&parts.harmonic, &back)?);
        second.assign(&istft(&parts.percussive, &back)?);
        Ok(())
    })?;
    let (time, n) = (Axis(y.ndim() - 1), both.len_of(Axis(y.ndim() - 1)) / 2);
    let (harmonic, percussive) = both.view().split_at(time, n);
    Ok(Hpss { harmonic: harmonic.to_owned(), percussive: percussive.to_owned() })
}

/// What lasts in a signal; see [`hpss`].
///
/// # Errors
///
/// As [`hpss`].
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::{EffectsHpssOptions, harmonic};
/// let silence = ndarray::Array1::<f32>::zeros(4096);
/// assert_eq!(harmonic(&silence, &EffectsHpssOptions::default())?, silence);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn harmonic<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
) -> Result<Array<F, D>> {
    one_part(y, options, |parts| parts.harmonic)
}

/// What is short in a signal; see [`hpss`].
///
/// # Errors
///
/// As [`hpss`].
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::{EffectsHpssOptions, percussive};
/// let silence = ndarray::Array1::<f32>::zeros(4096);
/// assert_eq!(percussive(&silence, &EffectsHpssOptions::default())?, silence);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn percussive<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
) -> Result<Array<F, D>> {
    one_part(y, options, |parts| parts.percussive)
}

/// Options of [`hpss`]; the defaults are those of librosa.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffectsHpssOptions {
    /// How the spectrogram is made, and undone.
    pub stft: StftOptions,
    /// How it is split.
    pub hpss: HpssOptions,
}

impl EffectsHpssOptions {
    fn istft(&self, length: usize) -> IstftOptions {
        IstftOptions { length: Some(length), ..IstftOptions::undoing(&self.stft) }
    }
}

fn one_part<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
    part: impl Fn(Hpss<num_complex::Complex<F>>) -> ndarray::Array2<num_complex::Complex<F>> + Sync,
) -> Result<Array<F, D>> {
    each_channel(y, 1, |lane, mut out| {
        let parts = decompose::hpss(&stft(lane, &options.stft)?, &options.hpss)?;
        out.assign(&istft(&part(parts), &options.istft(lane.len()))?);
        Ok(())
    })
}

/// Runs `kernel` on the channels of `y`, which gives `n_times` as many samples.
fn each_channel<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    n_times: usize,
    kernel: impl Fn(&ArrayRef1<F>, ArrayViewMut1<'_, F>) -> Result<()> + Sync,
) -> Result<Array<F, D>> {
    let time = time_axis("y", y)?;
    map_lanes(y, time, n_times * y.len_of(time), |lane, out| kernel(&lane, out))
}
