//! The mel spectrogram.
//!
//! Counterpart of `librosa.feature.melspectrogram`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::{Real, Result, check_positive};

use crate::mel::filter_bank::{MelFilterBank, MelOptions};
use crate::spectrum::{StftOptions, StftPlan};

/// The power of `y` in bands that are equally wide on the mel scale.
///
/// ```text
/// M[m, t] = Σₖ B[m, k] · |X[k, t]|^power        X = stft(y), B = mel filter bank
/// ```
///
/// To filter a spectrogram that exists already, use [`MelFilterBank::apply`].
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_mels, n_frames]`, frame by frame in
/// memory, with as many frames as [`stft`](crate::stft) gives.
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
/// use onkai_mir::{MelSpectrogramOptions, melspectrogram};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let mel = melspectrogram(&y, 22050.0, &MelSpectrogramOptions::default())?;
/// assert_eq!(mel.dim(), (128, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn melspectrogram<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &MelSpectrogramOptions,
) -> Result<Array2<F>> {
    MelSpectrogramPlan::new(sample_rate, options)?.run(y)
}

/// Options of [`melspectrogram`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct MelSpectrogramOptions {
    /// The frames. Default: those of [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// The exponent of the magnitudes; above 0. Default: `2.0`.
    pub power: f64,
    /// The filters.
    pub mel: MelOptions,
}

impl Default for MelSpectrogramOptions {
    fn default() -> Self {
        let stft = StftOptions { hop_length: Some(512), ..Default::default() };
        Self { stft, power: 2.0, mel: MelOptions::default() }
    }
}

/// Validated [`MelSpectrogramOptions`] with everything precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct MelSpectrogramPlan<F: Real> {
    stft: StftPlan<F>,
    power: F,
    bank: MelFilterBank<F>,
}

impl<F: Real> MelSpectrogramPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range.
    pub fn new(sample_rate: f64, options: &MelSpectrogramOptions) -> Result<Self> {
        check_positive("power", options.power)?;
        let stft = StftPlan::new(&options.stft)?;
        let bank = MelFilterBank::new(sample_rate, stft.n_fft(), &options.mel)?;
        Ok(Self { stft, power: F::of(options.power), bank })
    }

    /// The frames.
    pub fn stft(&self) -> &StftPlan<F> {
        &self.stft
    }

    /// The filters.
    pub fn filter_bank(&self) -> &MelFilterBank<F> {
        &self.bank
    }

    /// The mel spectrogram of one signal; see [`melspectrogram`].
    ///
    /// # Errors
    ///
    /// Those of [`stft`](crate::stft).
    pub fn run(&self, y: &ArrayRef1<F>) -> Result<Array2<F>> {
        let make = || vec![F::zero(); self.bank.n_bins()];
        self.stft.map_frames(y, self.bank.n_mels(), make, |power, spectrum, out| {
            // Squares are what nearly everyone asks for, and need no root.
            if self.power == F::of(2.0) {
                power.iter_mut().zip(spectrum).for_each(|(p, z)| *p = z.norm_sqr());
            } else {
                let exponent = self.power / F::of(2.0);
                power.iter_mut().zip(spectrum).for_each(|(p, z)| *p = z.norm_sqr().powf(exponent));
            }
            self.bank.apply_frame(power, out);
        })
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;
    use crate::Error;
    use crate::spectrum::stft;

    #[test]
    fn it_is_the_filtered_power_of_the_transform() {
        let y = noise(4000, 1);
        for power in [2.0, 1.0, 0.7] {
            let options = MelSpectrogramOptions { power, ..Default::default() };
            let plan = MelSpectrogramPlan::new(8000.0, &options).unwrap();
            let magnitude = stft(&y, &options.stft).unwrap().mapv(|z| z.norm().powf(power));
            let expected = plan.filter_bank().apply(&magnitude).unwrap();
            assert_close!(plan.run(&y).unwrap(), expected, 1e-12, 0.0);
        }
    }

    #[test]
    fn a_power_that_is_not_positive_is_named() {
        let options = MelSpectrogramOptions { power: 0.0, ..Default::default() };
        let error = melspectrogram(&noise(100, 1), 8000.0, &options).unwrap_err();
        assert_eq!(error, Error::parameter("power", 0.0, "positive and finite"));
    }
}
