//! Frequencies that are equally spaced on the mel scale.
//!
//! Counterpart of `librosa.mel_frequencies`.

use ndarray::Array1;
use onkai_core::{Error, MelScale, Result, hz_to_mel, mel_to_hz};

/// `n_mels` frequencies from `fmin_hz` to `fmax_hz`, equally spaced in mel.
///
/// # Errors
///
/// [`Error::Parameter`] when `fmin_hz` is negative or `fmax_hz` not above it.
///
/// # Examples
///
/// ```
/// use onkai_mir::{MelScale, mel_frequencies};
/// let frequencies = mel_frequencies(3, 0.0, 400.0, MelScale::Slaney)?;
/// assert_eq!(frequencies.to_vec(), [0.0, 200.0, 400.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn mel_frequencies(
    n_mels: usize,
    fmin_hz: f64,
    fmax_hz: f64,
    scale: MelScale,
) -> Result<Array1<f64>> {
    if !(fmin_hz.is_finite() && 0.0 <= fmin_hz) {
        return Err(Error::parameter("fmin_hz", fmin_hz, "at least 0 and finite"));
    }
    if !(fmax_hz.is_finite() && fmin_hz < fmax_hz) {
        return Err(Error::parameter("fmax_hz", fmax_hz, "above `fmin_hz` and finite"));
    }
    let (low, high) = (hz_to_mel(fmin_hz, scale), hz_to_mel(fmax_hz, scale));
    Ok(Array1::linspace(low, high, n_mels).mapv_into(|mel| mel_to_hz(mel, scale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_limits_are_named() {
        assert!(mel_frequencies(4, -1.0, 100.0, MelScale::Htk).is_err());
        assert!(mel_frequencies(4, f64::NAN, 100.0, MelScale::Htk).is_err());
        assert!(mel_frequencies(4, 100.0, 100.0, MelScale::Htk).is_err());
    }
}
