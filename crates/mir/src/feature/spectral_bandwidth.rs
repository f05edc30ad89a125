//! How far a frame's spectrum reaches about its centre.
//!
//! Counterpart of `librosa.feature.spectral_bandwidth`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, ArrayRef2, Dimension};
use onkai_core::{Error, Real, Result, check_finite, check_positive, sum_of_pairs};

use super::frequencies::BinFrequencies;
use super::magnitude::{check_not_negative, default_frames, number_a_column, number_a_frame};
use super::spectral_centroid::{centroid_of, weight_of};
use crate::convert::bin_frequencies;
use crate::spectrum::{StftOptions, StftPlan};

/// The spread of each frame's spectrum about its centroid, in hertz.
///
/// ```text
/// b[t] = (Σₖ S[k, t] |f[k] - c[t]|^p)^(1/p)        S[·, t] = |X[·, t]| / Σₖ |X[k, t]|, X = stft(y)
/// ```
///
/// where `c` is [`spectral_centroid`](crate::spectral_centroid()). Without `norm`, `S` is `|X|`.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[..., n_frames]`, in hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{SpectralBandwidthOptions, spectral_bandwidth};
///
/// let tone = Array1::from_shape_fn(22050, |i| (0.2 * i as f64).sin());
/// let options = SpectralBandwidthOptions::default();
/// assert!(spectral_bandwidth(&tone, 22050.0, &options)?[20] < 100.0);
/// let click = Array1::from_shape_fn(22050, |i| f64::from(i == 10000));
/// assert!(spectral_bandwidth(&click, 22050.0, &options)?[20] > 3000.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result, and single precision stays what it is. Other
/// frequencies or centroids are for [`spectral_bandwidth_of_spectrogram`].
///
/// # References
///
/// A. Klapuri, M. Davy (eds.), "Signal Processing Methods for Music Transcription", 2006, chapter 5.
/// <https://doi.org/10.1007/0-387-32845-9>
pub fn spectral_bandwidth<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &SpectralBandwidthOptions,
) -> Result<Array<F, D>> {
    let spread = Spread::new(options)?;
    let plan = StftPlan::new(&options.stft)?;
    let frequencies = bin_frequencies(sample_rate, plan.n_fft())?;
    number_a_frame(y, &plan, || (), |(), s| spread.of(&frequencies, s, None))
}

/// [`spectral_bandwidth`] of magnitudes that exist already, about given centroids if there are any.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes; `centroid`: `[n_frames]`, in hertz. Returns `[n_frames]`, in
/// hertz.
///
/// # Errors
///
/// As [`spectral_centroid_of_spectrogram`](crate::spectral_centroid_of_spectrogram);
/// [`Error::Parameter`] when `p` is not positive.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{BinFrequencies, SpectralBandwidthOptions, spectral_bandwidth_of_spectrogram};
///
/// let (s, f) = (array![[1.0], [1.0]], array![100.0, 300.0]);
/// let options = SpectralBandwidthOptions::default();
/// let of = |centroid| {
///     spectral_bandwidth_of_spectrogram(&s, BinFrequencies::Fixed(&f), centroid, &options)
/// };
/// assert_eq!(of(None)?, array![100.0]);
/// assert_eq!(of(Some(&array![100.0]))?, array![20000.0_f64.sqrt()]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn spectral_bandwidth_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    frequencies: BinFrequencies<'_, F>,
    centroid: Option<&ArrayRef1<F>>,
    options: &SpectralBandwidthOptions,
) -> Result<Array1<F>> {
    let spread = Spread::new(options)?;
    let bins = frequencies.bins_of(s)?;
    check_not_negative(s)?;
    if let Some(centroid) = centroid {
        if centroid.len() != s.ncols() {
            let (expected, actual) = (vec![s.ncols()], centroid.shape().to_vec());
            return Err(Error::Shape { name: "centroid", expected, actual });
        }
        check_finite("centroid", centroid)?;
    }
    number_a_column(s, || (), |(), t, s| spread.of(&bins.of_frame(t), s, centroid.map(|c| c[t])))
}

/// Options of [`spectral_bandwidth`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralBandwidthOptions {
    /// The frames; [`spectral_bandwidth_of_spectrogram`] has no use for them. Default: those of
    /// [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// Whether the magnitudes of each frame are scaled to add up to 1. Default: `true`.
    pub norm: bool,
    /// The exponent of the deviations; positive. Default: `2.0`.
    pub p: f64,
}

impl Default for SpectralBandwidthOptions {
    fn default() -> Self {
        Self { stft: default_frames(), norm: true, p: 2.0 }
    }
}

/// Checked options.
struct Spread {
    norm: bool,
    p: f64,
}

impl Spread {
    fn new(options: &SpectralBandwidthOptions) -> Result<Self> {
        check_positive("p", options.p)?;
        Ok(Self { norm: options.norm, p: options.p })
    }

    fn of<F: Real>(&self, frequencies: &[F], s: &[F], centroid: Option<F>) -> F {
        let centroid = centroid.unwrap_or_else(|| centroid_of(frequencies, s));
        let weight = if self.norm { weight_of(s) } else { F::one() };
        if self.p == 2.0 {
            let square = |f: F, s: F| s * (f - centroid) * (f - centroid);
            return (sum_of_pairs(frequencies, s, square) / weight).sqrt();
        }
        // In units of the largest deviation, a power of which could leave the range.
        let deviation = |f: F| num_traits::Float::abs(f - centroid);
        let largest = frequencies.iter().fold(F::zero(), |most, &f| most.max(deviation(f)));
        if largest == F::zero() {
            return F::zero();
        }
        let p = F::of(self.p);
        let power = |f: F, s: F| s * (deviation(f) / largest).powf(p);
        largest * (sum_of_pairs(frequencies, s, power) / weight).powf(p.recip())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn large_powers_stay_in_range() {
        let (s, f) = (array![[1.0_f32], [1.0]], array![0.0, 20000.0]);
        let options = SpectralBandwidthOptions { p: 40.0, ..Default::default() };
        let bins = BinFrequencies::Fixed(&f);
        let width = spectral_bandwidth_of_spectrogram(&s, bins, None, &options).unwrap();
        assert!((width[0] - 10000.0).abs() < 1.0);
    }

    #[test]
    fn one_bin_has_no_width() {
        let (s, f) = (Array2::ones((1, 2)), array![440.0]);
        for p in [2.0, 3.0] {
            let options = SpectralBandwidthOptions { p, ..Default::default() };
            let bins = BinFrequencies::Fixed(&f);
            let width = spectral_bandwidth_of_spectrogram(&s, bins, None, &options).unwrap();
            assert_eq!(width, array![0.0, 0.0]);
        }
    }

    #[test]
    fn bad_input_is_named() {
        let y = Array1::<f64>::ones(100);
        for p in [0.0, -1.0, f64::NAN] {
            let options = SpectralBandwidthOptions { p, ..Default::default() };
            let error = spectral_bandwidth(&y, 8000.0, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "p", .. }));
        }
        let (s, f) = (Array2::<f64>::ones((2, 3)), array![1.0, 2.0]);
        let options = SpectralBandwidthOptions::default();
        let of = |s: &Array2<f64>, centroid: &Array1<f64>| {
            let bins = BinFrequencies::Fixed(&f);
            spectral_bandwidth_of_spectrogram(s, bins, Some(centroid), &options).unwrap_err()
        };
        assert!(matches!(of(&s, &array![1.0]), Error::Shape { name: "centroid", .. }));
        let nan = array![1.0, f64::NAN, 1.0];
        assert!(matches!(of(&s, &nan), Error::NotFinite { name: "centroid", .. }));
        assert!(matches!(of(&-s.clone(), &Array1::ones(3)), Error::Values { name: "s", .. }));
        assert!(matches!(of(&(s / 0.0), &Array1::ones(3)), Error::NotFinite { name: "s", .. }));
    }
}
