//! Whether a frame is a noise or a tone.
//!
//! Counterpart of `librosa.feature.spectral_flatness`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Real, Result, check_positive};

use super::magnitude::{check_not_negative, default_frames, number_a_column, number_a_frame};
use crate::spectrum::{StftOptions, StftPlan};

/// The geometric mean of each frame's power over its arithmetic mean: 1 for white noise, near 0 for
/// tones.
///
/// ```text
/// (Πₖ P[k, t])^(1/n) / ((1/n) Σₖ P[k, t])        P = max(amin, |X|^power), X = stft(y)
/// ```
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., n_frames]`, from 0 to 1.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range, else those of
/// [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{SpectralFlatnessOptions, spectral_flatness};
///
/// let tone = Array1::from_shape_fn(22050, |i| (0.2 * i as f64).sin());
/// assert!(spectral_flatness(&tone, &SpectralFlatnessOptions::default())?[20] < 1e-4);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result.
///
/// # References
///
/// S. Dubnov, "Generalization of spectral flatness measure for non-Gaussian linear processes", IEEE
/// Signal Process. Lett. 11(8), 2004. <https://doi.org/10.1109/LSP.2004.831663>
pub fn spectral_flatness<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &SpectralFlatnessOptions,
) -> Result<Array<F, D>> {
    let means = Means::new(options)?;
    let plan = StftPlan::new(&options.stft)?;
    number_a_frame(y, &plan, || (), |(), s| means.ratio(s))
}

/// [`spectral_flatness`] of magnitudes that exist already.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes (for powers let `power` be 1). Returns `[n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range,
/// [`Error::Values`](crate::Error::Values) when a magnitude is negative,
/// [`Error::NotFinite`](crate::Error::NotFinite), [`Error::TooShort`](crate::Error::TooShort) when
/// `s` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{SpectralFlatnessOptions, spectral_flatness_of_spectrogram};
///
/// let s = array![[1.0, 1.0], [1.0, 4.0]];
/// let options = SpectralFlatnessOptions { power: 1.0, ..Default::default() };
/// let flatness = spectral_flatness_of_spectrogram(&s, &options)?;
/// assert!((flatness - array![1.0, 0.8]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn spectral_flatness_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    options: &SpectralFlatnessOptions,
) -> Result<Array1<F>> {
    let means = Means::new(options)?;
    check_not_negative(s)?;
    number_a_column(s, || (), |(), _, s| means.ratio(s))
}

/// Options of [`spectral_flatness`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralFlatnessOptions {
    /// The frames; [`spectral_flatness_of_spectrogram`] has no use for them. Default: those of
    /// [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// Anything less counts as this; above 0. Default: `1e-10`.
    pub amin: f64,
    /// The exponent of the magnitudes; above 0. Default: `2.0`.
    pub power: f64,
}

impl Default for SpectralFlatnessOptions {
    fn default() -> Self {
        Self { stft: default_frames(), amin: 1e-10, power: 2.0 }
    }
}

/// Checked options.
struct Means<F> {
    amin: F,
    power: F,
}

/// Powers that are multiplied before a logarithm is taken.
const FACTORS: usize = 8;

impl<F: Real> Means<F> {
    fn new(options: &SpectralFlatnessOptions) -> Result<Self> {
        check_positive("amin", options.amin)?;
        check_positive("power", options.power)?;
        // What single precision cannot tell from zero would have no logarithm.
        let amin = F::of(options.amin).max(F::min_positive_value());
        Ok(Self { amin, power: F::of(options.power) })
    }

    /// The geometric mean over the arithmetic one.
    fn ratio(&self, s: &[F]) -> F {
        let (mut sum, mut log_sum) = (0.0, 0.0);
        for chunk in s.chunks(FACTORS) {
            let mut powers = [1.0; FACTORS];
            for (power, &v) in powers.iter_mut().zip(chunk) {
                *power = self.amin.max(self.raise(v)).as_f64();
            }
            sum += powers[..chunk.len()].iter().sum::<f64>();
            log_sum += log_of_product(&powers);
        }
        let n = s.len() as f64;
        F::of((log_sum / n).exp() / (sum / n))
    }

    fn raise(&self, magnitude: F) -> F {
        // The usual powers, without a logarithm.
        if self.power == F::of(2.0) {
            magnitude * magnitude
        } else if self.power == F::one() {
            magnitude
        } else {
            magnitude.powf(self.power)
        }
    }
}

/// The logarithm of the product of positive numbers: one logarithm where the product is sure to lie
/// in range, as eight such factors are.
fn log_of_product(factors: &[f64; FACTORS]) -> f64 {
    if factors.iter().all(|v| (1e-38..1e38).contains(v)) {
        return factors.iter().product::<f64>().ln();
    }
    factors.iter().map(|v| v.ln()).sum()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;
    use crate::Error;

    #[test]
    fn silence_is_flat() {
        let flatness =
            spectral_flatness(&Array1::<f32>::zeros(5000), &SpectralFlatnessOptions::default());
        assert!(flatness.unwrap().iter().all(|v| (v - 1.0).abs() < 1e-6));
    }

    #[test]
    fn products_may_leave_the_range() {
        for scale in [1e-60, 1e60] {
            let s = Array2::from_elem((20, 1), scale);
            let options = SpectralFlatnessOptions { amin: 1e-200, ..Default::default() };
            let flatness = spectral_flatness_of_spectrogram(&s, &options).unwrap();
            assert!((flatness[0] - 1.0_f64).abs() < 1e-12);
        }
    }

    #[test]
    fn bad_input_is_named() {
        let y = Array1::<f64>::ones(100);
        let named = |options| match spectral_flatness(&y, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = SpectralFlatnessOptions::default();
        assert_eq!(named(SpectralFlatnessOptions { amin: 0.0, ..default.clone() }), "amin");
        assert_eq!(named(SpectralFlatnessOptions { amin: f64::NAN, ..default.clone() }), "amin");
        assert_eq!(named(SpectralFlatnessOptions { power: 0.0, ..default.clone() }), "power");
        let of = |s: &Array2<f64>| spectral_flatness_of_spectrogram(s, &default).unwrap_err();
        assert!(matches!(of(&array![[-1.0]]), Error::Values { name: "s", .. }));
        assert!(matches!(of(&array![[f64::NAN]]), Error::NotFinite { name: "s", .. }));
        assert!(matches!(of(&Array2::zeros((0, 3))), Error::TooShort { name: "s", .. }));
    }
}
