//! How long a signal is.
//!
//! Counterpart of `librosa.get_duration`.

use ndarray::{ArrayRef, Dimension};
use onkai_core::{Error, Result, check_positive};

use crate::StftOptions;

/// How long a signal is, in seconds.
///
/// # Shapes
///
/// `y`: `[..., n]`.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, [`Error::TooShort`] for an array without
/// an axis.
///
/// # Examples
///
/// ```
/// let y = ndarray::Array2::<f32>::zeros((2, 11025));
/// assert_eq!(onkai_mir::duration(&y, 22050.0)?, 0.5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Of a file, `onkai_io::audio::info` tells it.
#[doc(alias = "get_duration")]
pub fn duration<T, D: Dimension>(y: &ArrayRef<T, D>, sample_rate: f64) -> Result<f64> {
    Ok(last_len("y", y, sample_rate)? as f64 / sample_rate)
}

/// How long the signal is that a spectrogram is of, in seconds, to within a hop.
///
/// # Shapes
///
/// `spectrogram`: `[..., n_frames]`.
///
/// # Errors
///
/// As [`duration`]; [`Error::TooShort`] when there are no frames.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{StftOptions, duration_of_spectrogram, stft};
/// let options = StftOptions::default();
/// let spectrogram = stft(&Array1::<f32>::zeros(22050), &options)?;
/// assert_eq!(duration_of_spectrogram(&spectrogram, 22050.0, &options)?, 43.0 * 512.0 / 22050.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[doc(alias = "get_duration")]
pub fn duration_of_spectrogram<T, D: Dimension>(
    spectrogram: &ArrayRef<T, D>,
    sample_rate: f64,
    options: &StftOptions,
) -> Result<f64> {
    let n_frames = last_len("spectrogram", spectrogram, sample_rate)?;
    if n_frames == 0 {
        return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
    }
    let hop_length = options.clock(sample_rate)?.hop_length();
    // Centred frames reach half a window over either end of the signal.
    let of_one = if options.center { options.n_fft % 2 } else { options.n_fft };
    Ok((of_one as f64 + hop_length as f64 * (n_frames as f64 - 1.0)) / sample_rate)
}

fn last_len<T, D: Dimension>(
    name: &'static str,
    x: &ArrayRef<T, D>,
    sample_rate: f64,
) -> Result<usize> {
    check_positive("sample_rate", sample_rate)?;
    x.shape().last().copied().ok_or(Error::TooShort { name, expected: 1, actual: 0 })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array0, Array1, Array2};

    use super::*;

    // Expected values are librosa 0.11's get_duration.
    #[test]
    fn frames_are_counted_as_librosa_does() {
        let frames = Array2::<f64>::zeros((151, 20));
        let run = |n_fft, center| {
            let options =
                StftOptions { n_fft, hop_length: Some(100), center, ..Default::default() };
            duration_of_spectrogram(&frames, 1000.0, &options).unwrap()
        };
        assert_eq!([run(300, true), run(301, true), run(300, false)], [1.9, 1.901, 2.2]);
    }

    #[test]
    fn bad_arguments_are_named() {
        let y = Array1::<f32>::zeros(0);
        assert_eq!(duration(&y, 8000.0), Ok(0.0));
        assert!(matches!(duration(&y, 0.0), Err(Error::Parameter { name: "sample_rate", .. })));
        assert!(duration(&Array0::<f32>::zeros(()), 8000.0).is_err());
        let none = duration_of_spectrogram(&y, 8000.0, &StftOptions::default());
        assert!(matches!(none, Err(Error::TooShort { name: "spectrogram", .. })));
    }
}
