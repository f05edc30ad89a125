//! The harmonic and the percussive part of a signal.
//!
//! Counterpart of `librosa.effects.hpss`, `harmonic` and `percussive`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef1, Dimension, aview1};
use num_complex::Complex;
use onkai_core::{Real, Result, large_zeros, map_lanes};

use crate::channels::time_axis;
use crate::decompose::{Hpss, HpssOptions, hpss_masks};
use crate::spectrum::Synthesis;
use crate::{StftOptions, stft};

/// Splits a signal into what lasts and what is short, by way of its spectrogram.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Both parts have its shape.
///
/// # Errors
///
/// Those of [`stft`] and of [`decompose::hpss`](crate::decompose::hpss).
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
/// librosa analyses with a Hann window whatever its argument `window` says; here it is used. Its `mask`
/// would turn the masks into sound; they are had from [`hpss_masks`].
pub fn hpss<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
) -> Result<Hpss<F, D>> {
    let mut parts =
        Hpss { harmonic: Array::zeros(y.raw_dim()), percussive: Array::zeros(y.raw_dim()) };
    let time = time_axis("y", y)?;
    let channels = y.lanes(time).into_iter().zip(parts.harmonic.lanes_mut(time));
    for ((lane, mut harmonic), mut percussive) in channels.zip(parts.percussive.lanes_mut(time)) {
        let split = Split::new(&lane, options)?;
        split.part_into(&split.masks.harmonic, &mut harmonic);
        split.part_into(&split.masks.percussive, &mut percussive);
    }
    Ok(parts)
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
    one_part(y, options, |masks| &masks.harmonic)
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
    one_part(y, options, |masks| &masks.percussive)
}

/// Options of [`hpss`]; the defaults are those of librosa.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffectsHpssOptions {
    /// How the spectrogram is made, and undone.
    pub stft: StftOptions,
    /// How it is split.
    pub hpss: HpssOptions,
}

/// A channel's spectrogram, and which share of it belongs to each part.
struct Split<F: Real> {
    spectrogram: Array2<Complex<F>>,
    masks: Hpss<F>,
    synthesis: Synthesis<F>,
}

impl<F: Real> Split<F> {
    fn new(y: &ArrayRef1<F>, options: &EffectsHpssOptions) -> Result<Self> {
        let spectrogram = stft(y, &options.stft)?;
        let masks = hpss_masks(&spectrogram, &options.hpss)?;
        Ok(Self { spectrogram, masks, synthesis: Synthesis::new(&options.stft)? })
    }

    /// Makes a signal of the part that `mask` leaves, without storing its spectrogram.
    fn part_into(&self, mask: &Array2<F>, out: &mut ArrayRef1<F>) {
        let mut samples = large_zeros(out.len());
        self.synthesis.spread(&mut samples, 0, self.spectrogram.ncols(), |t, spectrum| {
            let bins = self.spectrogram.column(t).into_iter().zip(mask.column(t));
            for (v, (z, &share)) in spectrum.iter_mut().zip(bins) {
                *v = z.scale(share);
            }
        });
        out.assign(&aview1(&samples));
    }
}

fn one_part<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &EffectsHpssOptions,
    part: impl Fn(&Hpss<F>) -> &Array2<F> + Sync,
) -> Result<Array<F, D>> {
    let time = time_axis("y", y)?;
    map_lanes(y, time, y.len_of(time), |lane, mut out| {
        let split = Split::new(&lane, options)?;
        split.part_into(part(&split.masks), &mut out);
        Ok(())
    })
}
