//! Sound from mel bands or cepstral coefficients.
//!
//! Counterpart of `librosa.feature.inverse.mel_to_audio` and `mfcc_to_audio`.

use ndarray::{Array1, ArrayRef2};
use onkai_core::{Real, Result};

use super::{mel_to_stft, mfcc_to_mel};
use crate::mel::{MelSpectrogramOptions, MfccOptions};
use crate::spectrum::{GriffinLimOptions, griffinlim};

/// A signal with the mel spectrogram `mel`, made with the same options: [`griffinlim`] of
/// [`mel_to_stft`].
///
/// # Shapes
///
/// `mel`: `[n_mels, n_frames]`. Returns `[length]`.
///
/// # Errors
///
/// Those of [`mel_to_stft`] and [`griffinlim`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{GriffinLimOptions, MelSpectrogramOptions, mel_to_audio, melspectrogram};
///
/// let y = Array1::from_shape_fn(8192, |i| (0.1 * i as f64).sin());
/// let options = MelSpectrogramOptions::default();
/// let mel = melspectrogram(&y, 22050.0, &options)?;
/// let z = mel_to_audio(&mel, 22050.0, &options, &GriffinLimOptions::default())?;
/// assert_eq!(z.len(), 8192);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`mel_to_stft`] and [`griffinlim`]; the signal has the precision of `mel`.
pub fn mel_to_audio<F: Real>(
    mel: &ArrayRef2<F>,
    sample_rate: f64,
    options: &MelSpectrogramOptions,
    griffin_lim: &GriffinLimOptions,
) -> Result<Array1<F>> {
    griffinlim(&mel_to_stft(mel, sample_rate, options)?, &options.stft, griffin_lim)
}

/// A signal with the coefficients `mfcc`, made with the same options: [`mel_to_audio`] of
/// [`mfcc_to_mel`].
///
/// # Shapes
///
/// `mfcc`: `[n_mfcc, n_frames]`. Returns `[length]`.
///
/// # Errors
///
/// Those of [`mfcc_to_mel`] and [`mel_to_audio`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{GriffinLimOptions, MfccOptions, mfcc, mfcc_to_audio};
///
/// let y = Array1::from_shape_fn(8192, |i| (0.1 * i as f32).sin());
/// let options = MfccOptions::default();
/// let coefficients = mfcc(&y, 22050.0, &options)?;
/// let z = mfcc_to_audio(&coefficients, 22050.0, 1.0, &options, &GriffinLimOptions::default())?;
/// assert_eq!(z.len(), 8192);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`mfcc_to_mel`] and [`mel_to_audio`].
pub fn mfcc_to_audio<F: Real>(
    mfcc: &ArrayRef2<F>,
    sample_rate: f64,
    reference: f64,
    options: &MfccOptions,
    griffin_lim: &GriffinLimOptions,
) -> Result<Array1<F>> {
    let mel = mfcc_to_mel(mfcc, reference, options)?;
    mel_to_audio(&mel, sample_rate, &options.mel, griffin_lim)
}
