//! Which frequency each bin of a spectrogram stands for.

use std::borrow::Cow;

use ndarray::{ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

use crate::convert::bin_frequencies;

/// The centre frequencies of a spectrogram's bins, in hertz.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_mir::{BinFrequencies, spectral_centroid_of_spectrogram};
///
/// let s = Array2::<f64>::from_elem((3, 2), 1.0);
/// let of_fft = BinFrequencies::Fft { sample_rate: 400.0, n_fft: 4 };
/// assert_eq!(spectral_centroid_of_spectrogram(&s, of_fft)?, array![100.0, 100.0]);
/// let octaves = array![100.0, 200.0, 400.0];
/// let centroid = spectral_centroid_of_spectrogram(&s, BinFrequencies::Fixed(&octaves))?;
/// assert!((centroid[0] - 700.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum BinFrequencies<'a, F: Real> {
    /// Those of Fourier transforms of `n_fft` samples: `k · sample_rate / n_fft`.
    Fft {
        /// Samples a second, in hertz.
        sample_rate: f64,
        /// Samples per frame.
        n_fft: usize,
    },
    /// The same in each frame, `[n_bins]`.
    Fixed(&'a ArrayRef1<F>),
    /// Of each bin of each frame, `[n_bins, n_frames]`, such as reassigned ones.
    PerFrame(&'a ArrayRef2<F>),
}

/// Checked [`BinFrequencies`].
#[derive(Debug)]
pub(super) enum Bins<'a, F: Real> {
    Fixed(Vec<F>),
    PerFrame(&'a ArrayRef2<F>),
}

impl<'a, F: Real> BinFrequencies<'a, F> {
    /// Checks that they fit a spectrogram.
    pub(super) fn bins_of(self, s: &ArrayRef2<F>) -> Result<Bins<'a, F>> {
        let shape = |name, expected: &[usize], actual: &[usize]| {
            let (expected, actual) = (expected.to_vec(), actual.to_vec());
            if expected == actual { Ok(()) } else { Err(Error::Shape { name, expected, actual }) }
        };
        match self {
            Self::Fft { sample_rate, n_fft } => {
                let bins = bin_frequencies(sample_rate, n_fft)?;
                shape("s", &[bins.len(), s.ncols()], s.shape())?;
                Ok(Bins::Fixed(bins))
            }
            Self::Fixed(frequencies) => {
                shape("frequencies", &[s.nrows()], frequencies.shape())?;
                check_finite("frequencies", frequencies)?;
                Ok(Bins::Fixed(frequencies.to_vec()))
            }
            Self::PerFrame(frequencies) => {
                shape("frequencies", s.shape(), frequencies.shape())?;
                check_finite("frequencies", frequencies)?;
                Ok(Bins::PerFrame(frequencies))
            }
        }
    }
}

impl<F: Real> Bins<'_, F> {
    /// The frequencies of frame `t`.
    pub(super) fn of_frame(&self, t: usize) -> Cow<'_, [F]> {
        match self {
            Self::Fixed(frequencies) => Cow::Borrowed(frequencies),
            Self::PerFrame(frequencies) => match frequencies.column(t).to_slice() {
                Some(column) => Cow::Borrowed(column),
                None => Cow::Owned(frequencies.column(t).to_vec()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn frequencies_that_do_not_fit_are_named() {
        let s = Array2::<f64>::ones((5, 3));
        let message =
            |frequencies: BinFrequencies<'_, f64>| frequencies.bins_of(&s).unwrap_err().to_string();
        let fft = |sample_rate, n_fft| BinFrequencies::Fft { sample_rate, n_fft };
        assert_eq!(message(fft(8000.0, 10)), "`s` has shape [5, 3], but must have [6, 3]");
        assert!(message(fft(0.0, 8)).starts_with("`sample_rate` is 0"));
        assert!(message(fft(8000.0, 0)).starts_with("`n_fft` is 0"));
        let four = Array1::zeros(4);
        assert_eq!(
            message(BinFrequencies::Fixed(&four)),
            "`frequencies` has shape [4], but must have [5]"
        );
        let narrow = Array2::zeros((5, 2));
        assert!(message(BinFrequencies::PerFrame(&narrow)).starts_with("`frequencies` has shape"));
        let nan = array![0.0, 1.0, f64::NAN, 3.0, 4.0];
        assert!(message(BinFrequencies::Fixed(&nan)).starts_with("`frequencies` is not finite"));
    }

    #[test]
    fn odd_frames_have_a_bin_less_than_half() {
        let s = Array2::<f32>::ones((3, 1));
        assert!(BinFrequencies::Fft { sample_rate: 1.0, n_fft: 5 }.bins_of(&s).is_ok());
    }
}
