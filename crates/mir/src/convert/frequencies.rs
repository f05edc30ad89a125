//! The frequencies of the bins of a spectrogram.
//!
//! Counterpart of `librosa.fft_frequencies`.

use ndarray::Array1;
use onkai_core::{Result, check_positive};
use onkai_fft::rfftfreq;

/// The centre frequencies of the bins of a [`stft`](crate::stft()).
///
/// # Shapes
///
/// Returns `[n_fft / 2 + 1]`, in hertz.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when the rate is not positive and finite,
/// [`Error::TooShort`](crate::Error::TooShort) or [`Error::Parameter`](crate::Error::Parameter) when `n_fft` is zero.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::fft_frequencies(22050.0, 4)?.to_vec(), [0.0, 5512.5, 11025.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn fft_frequencies(sample_rate: f64, n_fft: usize) -> Result<Array1<f64>> {
    check_positive("sample_rate", sample_rate)?;
    rfftfreq(n_fft, sample_rate.recip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_refused() {
        assert!(fft_frequencies(0.0, 8).is_err());
        assert!(fft_frequencies(f64::NAN, 8).is_err());
        assert!(fft_frequencies(8000.0, 0).is_err());
    }
}
