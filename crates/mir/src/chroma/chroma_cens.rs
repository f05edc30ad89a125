//! Pitch classes that tell pieces apart, and not performances.
//!
//! Counterpart of `librosa.feature.chroma_cens`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result, Scalar};
use onkai_ndimage::{Boundary, SlidingOptions, convolve1d};
use onkai_signal::Window;

use super::chroma_cqt::{ChromaCqtOptions, chroma_cqt, chroma_cqt_of_spectrogram};
use crate::norm::Norm;

/// Chroma energy normalized statistics: [`chroma_cqt`] in parts of each frame's sum, rounded to five
/// levels, smoothed over time and scaled again.
///
/// What is left is robust to loudness, timbre and ornaments: made for audio matching.
///
/// # Shapes
///
/// As [`chroma_cqt`].
///
/// # Errors
///
/// Those of [`chroma_cqt`]; [`Error::Parameter`] when the smoothing is zero frames long.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaCensOptions, chroma_cens};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(chroma_cens(&y, 22050.0, &ChromaCensOptions::default())?.dim(), (12, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`chroma_cqt`].
///
/// # References
///
/// M. Müller, S. Ewert, "Chroma Toolbox: MATLAB implementations for extracting variants of
/// chroma-based audio features", ISMIR, 2011.
pub fn chroma_cens<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &ChromaCensOptions,
) -> Result<Array2<F>> {
    options.finish(chroma_cqt(y, sample_rate, &options.in_parts())?)
}

/// [`chroma_cens`] of a constant-Q spectrogram, complex or of magnitudes.
///
/// # Shapes
///
/// As [`chroma_cqt_of_spectrogram`].
///
/// # Errors
///
/// Those of [`chroma_cqt_of_spectrogram`]; [`Error::Parameter`] when the smoothing is zero frames long.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ChromaCensOptions, chroma_cens_of_spectrogram};
/// let c = ndarray::Array2::<f32>::ones((252, 50));
/// assert_eq!(chroma_cens_of_spectrogram(&c, &ChromaCensOptions::default())?.dim(), (12, 50));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn chroma_cens_of_spectrogram<T: Scalar>(
    c: &ArrayRef2<T>,
    options: &ChromaCensOptions,
) -> Result<Array2<T::Real>> {
    options.finish(chroma_cqt_of_spectrogram(c, &options.in_parts())?)
}

/// Options of [`chroma_cens`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct ChromaCensOptions {
    /// The chroma that is smoothed; its `norm` does not matter.
    pub chroma: ChromaCqtOptions,
    /// What length each frame is scaled to 1 in at the end; `None` leaves them as they are.
    /// Default: the Euclidean one.
    pub norm: Option<Norm>,
    /// Over how many frames values are smoothed, at least 1; `None` smooths nothing. Default: `Some(41)`.
    pub win_len_smooth: Option<usize>,
    /// What neighbours are weighed by, in its symmetric form. Default: [`Window::Hann`].
    pub smoothing_window: Window,
}

impl Default for ChromaCensOptions {
    fn default() -> Self {
        Self {
            chroma: ChromaCqtOptions::default(),
            norm: Some(Norm::P(2.0)),
            win_len_smooth: Some(41),
            smoothing_window: Window::Hann,
        }
    }
}

/// Shares of a frame's sum above which a class counts for a quarter more.
const LEVELS: [f64; 4] = [0.4, 0.2, 0.1, 0.05];

impl ChromaCensOptions {
    /// The chroma in parts of each frame's sum.
    fn in_parts(&self) -> ChromaCqtOptions {
        ChromaCqtOptions { norm: Some(Norm::P(1.0)), ..self.chroma.clone() }
    }

    fn finish<F: Real>(&self, mut chroma: Array2<F>) -> Result<Array2<F>> {
        self.norm.map_or(Ok(()), Norm::check)?;
        let quarter = F::of(0.25);
        chroma.mapv_inplace(|v| {
            LEVELS.iter().filter(|&&level| F::of(level) < v).map(|_| quarter).sum()
        });
        if let Some(len) = self.win_len_smooth {
            chroma = self.smooth(&chroma, len)?;
        }
        if let Some(norm) = self.norm {
            chroma.columns_mut().into_iter().for_each(|frame| norm.scale_to_one(frame));
        }
        Ok(chroma)
    }

    fn smooth<F: Real>(&self, chroma: &Array2<F>, len: usize) -> Result<Array2<F>> {
        if len == 0 {
            return Err(Error::parameter("win_len_smooth", 0.0, "at least 1"));
        }
        // Two more than are asked for, as a Hann window ends with zeros.
        let window: Array1<f64> = self.smoothing_window.symmetric(len + 2)?;
        let sum = window.sum();
        let weights = window.mapv(|w| F::of(w / sum));
        let beyond = SlidingOptions { origin: 0, boundary: Boundary::Constant(F::zero()) };
        convolve1d(chroma, Axis(1), &weights, &beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_options_are_named() {
        let c = Array2::<f32>::ones((252, 9));
        let named = |options: ChromaCensOptions| match chroma_cens_of_spectrogram(&c, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = ChromaCensOptions::default;
        assert_eq!(
            named(ChromaCensOptions { win_len_smooth: Some(0), ..default() }),
            "win_len_smooth"
        );
        assert_eq!(named(ChromaCensOptions { norm: Some(Norm::P(-1.0)), ..default() }), "norm");
        let chroma = ChromaCqtOptions { n_chroma: 0, ..Default::default() };
        assert_eq!(named(ChromaCensOptions { chroma, ..default() }), "n_chroma");
        for y in [Array1::zeros(0), Array1::from_elem(9, f32::NAN)] {
            assert!(chroma_cens(&y, 22050.0, &default()).is_err());
        }
        assert_eq!(
            chroma_cens(&Array1::<f32>::ones(1), 22050.0, &default()).unwrap().dim(),
            (12, 1)
        );
    }

    #[test]
    fn unsmoothed_frames_have_five_levels() {
        let c = Array2::from_shape_fn((12, 1), |(k, _)| (k * k) as f64);
        let chroma = ChromaCqtOptions { bins_per_octave: None, ..Default::default() };
        let options =
            ChromaCensOptions { chroma, norm: None, win_len_smooth: None, ..Default::default() };
        let cens = chroma_cens_of_spectrogram(&c, &options).unwrap();
        // The squares of 0 to 11 add up to 506.
        let expected = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.25, 0.5, 0.5, 0.5, 0.75];
        assert_eq!(cens.column(0).to_vec(), expected);
    }
}
