//! Magnitudes from mel bands.
//!
//! Counterpart of `librosa.feature.inverse.mel_to_stft`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, check_positive, collect_columns};

use super::band_fit::{Band, BandFit};
use crate::mel::{MelFilterBank, MelSpectrogramOptions};

/// Magnitudes of a short-time Fourier transform that have the mel spectrogram `mel`, made with the same
/// options.
///
/// ```text
/// S^power = the X ≥ 0 of least ‖B · X − mel‖        B = mel filter bank
/// ```
///
/// and of all those the one of least norm: what lies in a band is spread over its bins.
///
/// # Shapes
///
/// `mel`: `[n_mels, n_frames]`. Returns `[n_fft / 2 + 1, n_frames]`, frame by frame in memory.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::Shape`] when `mel` has not `n_mels`
/// rows, [`Error::Values`] when a band is negative, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{MelSpectrogramOptions, mel_to_stft, melspectrogram};
///
/// let y = Array1::from_shape_fn(8192, |i| (0.1 * i as f64).sin());
/// let options = MelSpectrogramOptions::default();
/// let mel = melspectrogram(&y, 22050.0, &options)?;
/// let magnitude = mel_to_stft(&mel, 22050.0, &options)?;
/// assert_eq!(magnitude.dim(), (1025, 17));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa sets out from least squares with negative bins cut off and takes steps until they are small,
/// at bands that are some tenths of a percent off. Here the bands come out as they went in, to eight
/// digits of the largest, or as near as bins that are not negative can bring them.
pub fn mel_to_stft<F: Real>(
    mel: &ArrayRef2<F>,
    sample_rate: f64,
    options: &MelSpectrogramOptions,
) -> Result<Array2<F>> {
    check_positive("power", options.power)?;
    let bank = MelFilterBank::<f64>::new(sample_rate, options.stft.n_fft, &options.mel)?;
    let n_frames = mel.ncols();
    if mel.nrows() != bank.n_mels() {
        let (expected, actual) = (vec![bank.n_mels(), n_frames], mel.shape().to_vec());
        return Err(Error::Shape { name: "mel", expected, actual });
    }
    check_finite("mel", mel)?;
    if mel.iter().any(|&v| v < F::zero()) {
        return Err(Error::Values { name: "mel", requirement: "not be negative anywhere" });
    }
    let bands = bank.filters().map(|(bins, weights)| Band { bins, weights: weights.to_vec() });
    let fit = BandFit::new(bank.n_bins(), bands);
    let root = options.power.recip();
    let shape = (bank.n_bins(), n_frames);
    Ok(collect_columns(
        shape,
        FRAMES_PER_TASK,
        || fit.make_scratch(),
        |scratch, t, out| {
            let band = mel.column(t);
            let power = fit.solve(|m| band[m].as_f64(), scratch);
            for (out, &power) in out.iter_mut().zip(power) {
                *out = F::of(if root == 0.5 { power.sqrt() } else { power.powf(root) });
            }
        },
    ))
}

/// Frames that a thread takes in a row: about 50 µs each at the default sizes.
const FRAMES_PER_TASK: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_named() {
        let options = MelSpectrogramOptions::default();
        let mel = Array2::<f64>::ones((128, 2));
        let of = |mel: &Array2<f64>| mel_to_stft(mel, 22050.0, &options).unwrap_err();
        assert_eq!(
            of(&Array2::ones((40, 2))),
            Error::Shape { name: "mel", expected: vec![128, 2], actual: vec![40, 2] }
        );
        assert!(matches!(of(&-mel.clone()), Error::Values { name: "mel", .. }));
        assert!(matches!(of(&(&mel / 0.0)), Error::NotFinite { name: "mel", .. }));
        let named = |rate, options| match mel_to_stft(&mel, rate, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(0.0, options.clone()), "sample_rate");
        assert_eq!(named(8000.0, MelSpectrogramOptions { power: 0.0, ..options.clone() }), "power");
        let none = mel_to_stft(&Array2::<f64>::zeros((128, 0)), 22050.0, &options).unwrap();
        assert_eq!(none.dim(), (1025, 0));
    }
}
