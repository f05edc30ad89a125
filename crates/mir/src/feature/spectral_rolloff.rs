//! Below which frequency most of a frame lies.
//!
//! Counterpart of `librosa.feature.spectral_rolloff`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Error, Real, Result};

use super::frequencies::{BinFrequencies, Bins};
use super::magnitude::{check_not_negative, default_frames, number_a_column, number_a_frame};
use crate::convert::bin_frequencies;
use crate::spectrum::{StftOptions, StftPlan};

/// The lowest frequency below which, itself included, lies a share `roll_percent` of each frame's
/// magnitudes.
///
/// ```text
/// r[t] = min { f[k] : Σ_{j ≤ k} |X[j, t]| ≥ roll_percent · Σⱼ |X[j, t]| }        X = stft(y)
/// ```
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[..., n_frames]`, in hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when `roll_percent` does not lie between 0 and 1, else those of
/// [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{SpectralRolloffOptions, spectral_rolloff};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.2 * i as f64).sin());
/// let rolloff = spectral_rolloff(&y, 22050.0, &SpectralRolloffOptions::default())?;
/// assert!((rolloff[20] - 702.0).abs() < 30.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result. Magnitudes of single precision are added up in double
/// precision: where librosa's sum is off by more than a bin's magnitude, its answer is a bin off.
/// Other frequencies than those of the transform are for [`spectral_rolloff_of_spectrogram`].
pub fn spectral_rolloff<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &SpectralRolloffOptions,
) -> Result<Array<F, D>> {
    options.check()?;
    let plan = StftPlan::new(&options.stft)?;
    let frequencies: Vec<F> = bin_frequencies(sample_rate, plan.n_fft())?;
    number_a_frame(y, &plan, || (), |(), s| frequencies[bin_of(s, options.roll_percent)])
}

/// [`spectral_rolloff`] of magnitudes that exist already.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes. Returns `[n_frames]`, in hertz.
///
/// # Errors
///
/// As [`spectral_centroid_of_spectrogram`](crate::spectral_centroid_of_spectrogram);
/// [`Error::Parameter`] when `roll_percent` does not lie between 0 and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{BinFrequencies, SpectralRolloffOptions, spectral_rolloff_of_spectrogram};
///
/// let (s, f) = (array![[5.0], [3.0], [2.0]], array![10.0, 20.0, 40.0]);
/// let options = SpectralRolloffOptions { roll_percent: 0.6, ..Default::default() };
/// let rolloff = spectral_rolloff_of_spectrogram(&s, BinFrequencies::Fixed(&f), &options)?;
/// assert_eq!(rolloff, array![20.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn spectral_rolloff_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    frequencies: BinFrequencies<'_, F>,
    options: &SpectralRolloffOptions,
) -> Result<Array1<F>> {
    options.check()?;
    let bins = match frequencies.bins_of(s)? {
        // Each bin's frequency becomes the lowest from there on, once for all frames.
        Bins::Fixed(mut frequencies) => {
            for k in (1..frequencies.len()).rev() {
                frequencies[k - 1] = frequencies[k - 1].min(frequencies[k]);
            }
            Bins::Fixed(frequencies)
        }
        per_frame @ Bins::PerFrame(_) => per_frame,
    };
    check_not_negative(s)?;
    number_a_column(
        s,
        || (),
        |(), t, s| {
            let (from, frequencies) = (bin_of(s, options.roll_percent), bins.of_frame(t));
            match bins {
                Bins::Fixed(_) => frequencies[from],
                Bins::PerFrame(_) => {
                    frequencies[from..].iter().copied().fold(F::infinity(), F::min)
                }
            }
        },
    )
}

/// Options of [`spectral_rolloff`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralRolloffOptions {
    /// The frames; [`spectral_rolloff_of_spectrogram`] has no use for them. Default: those of
    /// [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// The share, between 0 and 1. Default: `0.85`.
    pub roll_percent: f64,
}

impl Default for SpectralRolloffOptions {
    fn default() -> Self {
        Self { stft: default_frames(), roll_percent: 0.85 }
    }
}

impl SpectralRolloffOptions {
    fn check(&self) -> Result<()> {
        if 0.0 < self.roll_percent && self.roll_percent < 1.0 {
            return Ok(());
        }
        Err(Error::parameter("roll_percent", self.roll_percent, "between 0 and 1, these excluded"))
    }
}

/// Bins that are added up before they are compared.
const BLOCK: usize = 16;

/// The first bin up to which `share` of `s` lies.
fn bin_of<F: Real>(s: &[F], share: f64) -> usize {
    let sum_of = |block: &[F]| block.iter().map(|v| v.as_f64()).sum::<f64>();
    let threshold = share * s.chunks(BLOCK).map(sum_of).sum::<f64>();
    let mut below = 0.0;
    for (number, block) in s.chunks(BLOCK).enumerate() {
        let with_block = below + sum_of(block);
        if with_block < threshold {
            below = with_block;
            continue;
        }
        let within = block.iter().position(|v| {
            below += v.as_f64();
            threshold <= below
        });
        // One by one, they may round to less than the block's sum.
        return number * BLOCK + within.unwrap_or(block.len() - 1);
    }
    s.len() - 1
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn blocks_change_nothing() {
        for n in [1, 15, 16, 17, 100] {
            let s = noise(n, 5).mapv(f64::abs).to_vec();
            for share in [0.01, 0.5, 0.85, 0.999] {
                let threshold = share * s.iter().sum::<f64>();
                let mut sum = 0.0;
                let expected = s.iter().position(|v| {
                    sum += v;
                    threshold <= sum
                });
                assert_eq!(Some(bin_of(&s, share)), expected);
            }
        }
    }

    #[test]
    fn silence_rolls_off_at_the_lowest_bin() {
        let f = array![7.0, 5.0, 9.0];
        let options = SpectralRolloffOptions::default();
        let s = Array2::zeros((3, 1));
        let of = |bins| spectral_rolloff_of_spectrogram(&s, bins, &options).unwrap();
        assert_eq!(of(BinFrequencies::Fixed(&f)), array![5.0]);
        let per_frame = f.clone().insert_axis(ndarray::Axis(1));
        assert_eq!(of(BinFrequencies::PerFrame(&per_frame)), array![5.0]);
    }

    #[test]
    fn bad_input_is_named() {
        let s = Array2::<f32>::ones((3, 2));
        let bins = BinFrequencies::Fft { sample_rate: 8000.0, n_fft: 4 };
        for roll_percent in [0.0, 1.0, -0.5, 2.0, f64::NAN] {
            let options = SpectralRolloffOptions { roll_percent, ..Default::default() };
            let error = spectral_rolloff_of_spectrogram(&s, bins, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "roll_percent", .. }));
            let error = spectral_rolloff(&Array1::<f32>::ones(9), 8000.0, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "roll_percent", .. }));
        }
        let options = SpectralRolloffOptions::default();
        let of = |s: &Array2<f32>| spectral_rolloff_of_spectrogram(s, bins, &options).unwrap_err();
        assert!(matches!(of(&-s.clone()), Error::Values { name: "s", .. }));
        assert!(matches!(of(&(s / 0.0)), Error::NotFinite { name: "s", .. }));
        assert!(matches!(of(&Array2::ones((4, 2))), Error::Shape { name: "s", .. }));
    }
}
