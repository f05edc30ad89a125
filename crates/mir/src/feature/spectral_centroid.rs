//! The mean frequency of each frame.
//!
//! Counterpart of `librosa.feature.spectral_centroid`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Real, Result, dot, sum_of};

use super::frequencies::BinFrequencies;
use super::magnitude::{check_not_negative, default_frames, number_a_column, number_a_frame};
use crate::convert::bin_frequencies;
use crate::spectrum::{StftOptions, StftPlan};

/// The centre of gravity of each frame's spectrum, in hertz: how bright a sound is.
///
/// ```text
/// c[t] = Σₖ f[k] |X[k, t]| / Σₖ |X[k, t]|        X = stft(y)
/// ```
///
/// A silent frame has the centroid 0.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[..., n_frames]`, in hertz, with as many
/// frames as [`stft`](crate::stft) gives.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when the sample rate is not positive, else those of
/// [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{SpectralCentroidOptions, spectral_centroid};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.2 * i as f64).sin());
/// let centroid = spectral_centroid(&y, 22050.0, &SpectralCentroidOptions::default())?;
/// // 0.2 radians a sample are 702 Hz.
/// assert!((centroid[20] - 702.0).abs() < 10.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result, and single precision stays what it is. Other
/// frequencies than those of the transform are for [`spectral_centroid_of_spectrogram`].
///
/// # References
///
/// A. Klapuri, M. Davy (eds.), "Signal Processing Methods for Music Transcription", 2006, chapter 5.
/// <https://doi.org/10.1007/0-387-32845-9>
pub fn spectral_centroid<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &SpectralCentroidOptions,
) -> Result<Array<F, D>> {
    let plan = StftPlan::new(&options.stft)?;
    let frequencies = bin_frequencies(sample_rate, plan.n_fft())?;
    number_a_frame(y, &plan, || (), |(), s| centroid_of(&frequencies, s))
}

/// [`spectral_centroid`] of magnitudes that exist already.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes. Returns `[n_frames]`, in hertz.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape) when `frequencies` do not fit `s`,
/// [`Error::Values`](crate::Error::Values) when a magnitude is negative,
/// [`Error::NotFinite`](crate::Error::NotFinite), [`Error::TooShort`](crate::Error::TooShort) when
/// `s` is empty.
///
/// # Examples
///
/// See [`BinFrequencies`].
pub fn spectral_centroid_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    frequencies: BinFrequencies<'_, F>,
) -> Result<Array1<F>> {
    let bins = frequencies.bins_of(s)?;
    check_not_negative(s)?;
    number_a_column(s, || (), |(), t, s| centroid_of(&bins.of_frame(t), s))
}

/// Options of [`spectral_centroid`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralCentroidOptions {
    /// The frames. Default: those of [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
}

impl Default for SpectralCentroidOptions {
    fn default() -> Self {
        Self { stft: default_frames() }
    }
}

/// The mean of the frequencies by the weights `s`; their sum where these add up to nothing.
pub(super) fn centroid_of<F: Real>(frequencies: &[F], s: &[F]) -> F {
    dot(frequencies, s) / weight_of(s)
}

/// By what a spectrum is divided to add up to 1; 1 where there is nothing to add up.
pub(super) fn weight_of<F: Real>(s: &[F]) -> F {
    let total = sum_of(s, |v| v);
    if total < F::min_positive_value() { F::one() } else { total }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array, s};
    use onkai_testing::noise;

    use super::*;
    use crate::Error;

    #[test]
    fn channels_are_taken_one_by_one() {
        let y = noise(6000, 3).into_shape_with_order((2, 3000)).unwrap();
        let options = SpectralCentroidOptions::default();
        let both = spectral_centroid(&y, 8000.0, &options).unwrap();
        assert_eq!(both.dim(), (2, 6));
        for channel in 0..2 {
            let alone = spectral_centroid(&y.row(channel), 8000.0, &options).unwrap();
            assert_eq!(both.row(channel), alone);
        }
    }

    #[test]
    fn silence_is_at_zero() {
        let bins = array![1.0, 2.0];
        let silent =
            spectral_centroid_of_spectrogram(&Array2::zeros((2, 3)), BinFrequencies::Fixed(&bins));
        assert_eq!(silent.unwrap(), array![0.0, 0.0, 0.0]);
    }

    #[test]
    fn layouts_do_not_matter() {
        let (s, f) = (noise(60, 1).mapv(f64::abs), noise(60, 2));
        let s = s.into_shape_with_order((12, 5)).unwrap();
        let f = f.into_shape_with_order((12, 5)).unwrap();
        let rows = spectral_centroid_of_spectrogram(&s, BinFrequencies::PerFrame(&f)).unwrap();
        let (s, f) =
            (s.t().as_standard_layout().into_owned(), f.t().as_standard_layout().into_owned());
        let columns = spectral_centroid_of_spectrogram(&s.t(), BinFrequencies::PerFrame(&f.t()));
        assert_eq!(columns.unwrap(), rows);
    }

    #[test]
    fn bad_input_is_named() {
        let options = SpectralCentroidOptions::default();
        let of_audio = |y: &Array1<f64>, rate| spectral_centroid(y, rate, &options).unwrap_err();
        let empty = of_audio(&Array1::zeros(0), 8000.0);
        assert_eq!(empty, Error::TooShort { name: "y", expected: 1, actual: 0 });
        let nan = of_audio(&array![f64::NAN], 8000.0);
        assert!(matches!(nan, Error::NotFinite { name: "y", .. }));
        let rate = of_audio(&Array1::ones(9), -1.0);
        assert!(matches!(rate, Error::Parameter { name: "sample_rate", .. }));
        let uncentred = SpectralCentroidOptions {
            stft: StftOptions { center: false, ..StftOptions::default() },
        };
        let short = spectral_centroid(&Array1::<f32>::zeros(2047), 8000.0, &uncentred).unwrap_err();
        assert_eq!(short, Error::TooShort { name: "y", expected: 2048, actual: 2047 });
        assert_eq!(spectral_centroid(&array![1.0], 8000.0, &options).unwrap().len(), 1);

        let bins = array![1.0, 2.0];
        let of = |s: &Array2<f64>| {
            spectral_centroid_of_spectrogram(s, BinFrequencies::Fixed(&bins)).unwrap_err()
        };
        assert_eq!(of(&array![[1.0], [-1.0]]).to_string(), "`s` must not be negative anywhere");
        assert!(matches!(of(&array![[1.0], [f64::NAN]]), Error::NotFinite { name: "s", .. }));
        assert!(matches!(of(&Array2::zeros((2, 0))), Error::TooShort { name: "s", .. }));
        assert!(matches!(of(&Array2::zeros((3, 1))), Error::Shape { name: "frequencies", .. }));
        let s = Array2::<f64>::ones((4, 3));
        let none = s.slice(s![..0, ..]);
        assert!(spectral_centroid_of_spectrogram(&none, BinFrequencies::PerFrame(&none)).is_err());
    }
}
