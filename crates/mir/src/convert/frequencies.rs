//! The frequencies of the bins of a spectrogram.
//!
//! Counterpart of `librosa.fft_frequencies`.

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};

/// The centre frequencies of the bins of a [`stft`](crate::stft()).
///
/// # Shapes
///
/// Returns `[n_fft / 2 + 1]`, in hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, or `n_fft` is zero.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::fft_frequencies(22050.0, 4)?.to_vec(), [0.0, 5512.5, 11025.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn fft_frequencies(sample_rate: f64, n_fft: usize) -> Result<Array1<f64>> {
    bin_frequencies(sample_rate, n_fft).map(Array1::from_vec)
}

/// [`fft_frequencies`] in the precision of a spectrogram.
pub(crate) fn bin_frequencies<F: Real>(sample_rate: f64, n_fft: usize) -> Result<Vec<F>> {
    check_positive("sample_rate", sample_rate)?;
    if n_fft == 0 {
        return Err(Error::parameter("n_fft", 0.0, "at least 1"));
    }
    Ok((0..=n_fft / 2).map(|k| F::of(k as f64 * sample_rate / n_fft as f64)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_frames_have_a_bin_less_than_half() {
        assert_eq!(bin_frequencies::<f32>(500.0, 5).unwrap(), [0.0, 100.0, 200.0]);
    }

    #[test]
    fn bad_arguments_are_refused() {
        assert!(fft_frequencies(0.0, 8).is_err());
        assert!(fft_frequencies(f64::NAN, 8).is_err());
        assert!(fft_frequencies(8000.0, 0).is_err());
    }
}
