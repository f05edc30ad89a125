//! Filters from the bins of a spectrum to pitch classes.
//!
//! Counterpart of `librosa.filters.chroma`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_positive};

use crate::filter_frames::filter_frames;
use crate::norm::Norm;
use crate::sparse_rows::SparseRows;

/// What a bank of chroma filters looks like; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChromaFilterOptions {
    /// How many pitch classes an octave has; at least 1. Default: `12`.
    pub n_chroma: usize,
    /// The middle of the octaves that count most, in octaves above A0 (27.5 Hz). Default: `5.0`.
    #[doc(alias = "ctroct")]
    pub center_octave: f64,
    /// How fast the others count less: the standard deviation in octaves, above 0; `None`: all count the
    /// same. Default: `Some(2.0)`.
    #[doc(alias = "octwidth")]
    pub octave_width: Option<f64>,
    /// What length each bin's weights are scaled to 1 in. Default: the Euclidean one.
    pub norm: Option<Norm>,
    /// Whether the first pitch class is C rather than A. Default: `true`.
    pub base_c: bool,
}

impl Default for ChromaFilterOptions {
    fn default() -> Self {
        Self {
            n_chroma: 12,
            center_octave: 5.0,
            octave_width: Some(2.0),
            norm: Some(Norm::P(2.0)),
            base_c: true,
        }
    }
}

/// A bank of filters that fold the bins of a spectrum into pitch classes.
///
/// The weight of a bin falls with its distance `d` from the pitch class (in classes, the shorter way
/// round), as a Gaussian as wide as the bin, but at least one class:
///
/// ```text
/// w ∝ exp(-½ (2 d / width)²) · exp(-½ ((octave - center_octave) / octave_width)²)
/// ```
///
/// Weights that are less than a rounding error beside the largest of the bin are not stored.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{ChromaFilterBank, ChromaFilterOptions};
///
/// let bank = ChromaFilterBank::<f32>::new(22050.0, 2048, 0.0, &ChromaFilterOptions::default())?;
/// assert_eq!(bank.to_dense().dim(), (12, 1025));
/// let power = Array2::ones((1025, 3));
/// assert_eq!(bank.apply(&power)?.dim(), (12, 3));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Weights are rounded once, to the scalar type of the signal; librosa's are single-precision unless
/// `dtype` says otherwise.
///
/// # References
///
/// D. Ellis, "Chroma feature analysis and synthesis", Columbia University, 2007.
/// <https://www.ee.columbia.edu/~dpwe/resources/matlab/chroma-ansyn/>
#[derive(Clone, Debug)]
pub struct ChromaFilterBank<F: Real> {
    rows: SparseRows<F>,
}

impl<F: Real> ChromaFilterBank<F> {
    /// Makes the filters for spectra of `n_fft / 2 + 1` bins, and notes that lie `tuning` classes above
    /// those that hold A = 440 Hz.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an argument is out of range.
    pub fn new(
        sample_rate: f64,
        n_fft: usize,
        tuning: f64,
        options: &ChromaFilterOptions,
    ) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        options.check()?;
        if n_fft < 2 {
            return Err(Error::parameter("n_fft", n_fft as f64, "at least 2"));
        }
        if !tuning.is_finite() {
            return Err(Error::parameter("tuning", tuning, "finite"));
        }
        let n_chroma = options.n_chroma;
        let a0_hz = 440.0 * (tuning / n_chroma as f64).exp2() / 16.0;
        // The class of a bin, counted on through the octaves; that of bin 0, which has none, is taken to be
        // one octave and a half below the next.
        let class = |bin: usize| {
            let octaves = |bin: usize| (bin as f64 * sample_rate / n_fft as f64 / a0_hz).log2();
            n_chroma as f64 * if bin == 0 { octaves(1) - 1.5 } else { octaves(bin) }
        };
        let n_bins = n_fft / 2 + 1;
        let mut weights = Array2::<f64>::zeros((n_chroma, n_bins));
        for (bin, mut column) in weights.columns_mut().into_iter().enumerate() {
            let at = class(bin);
            let width = if bin + 1 == n_fft { 1.0 } else { (class(bin + 1) - at).max(1.0) };
            for (pitch_class, weight) in column.iter_mut().enumerate() {
                let apart = 2.0 * distance(at - pitch_class as f64, n_chroma) / width;
                *weight = (-0.5 * apart * apart).exp();
            }
            if let Some(norm) = options.norm {
                norm.scale_to_one(column.view_mut());
            }
            let largest = column.iter().copied().fold(0.0, f64::max);
            let least = largest * F::epsilon().as_f64() / 16.0;
            let loudness = options.octave_weight(at / n_chroma as f64);
            column.mapv_inplace(|w| if w < least { 0.0 } else { w * loudness });
        }
        // Three semitones lie between A and C.
        let first = if options.base_c { 3 * (n_chroma / 12) } else { 0 };
        let mut rows = SparseRows::new(n_bins);
        for pitch_class in 0..n_chroma {
            let row = weights.row((pitch_class + first) % n_chroma);
            rows.push(&row.iter().map(|&w| F::of(w)).collect::<Vec<_>>());
        }
        Ok(Self { rows })
    }

    /// How many pitch classes there are.
    pub fn n_chroma(&self) -> usize {
        self.rows.n_rows()
    }

    /// How many bins a spectrum must have.
    pub fn n_bins(&self) -> usize {
        self.rows.n_columns()
    }

    /// All weights, `[n_chroma, n_bins]`.
    pub fn to_dense(&self) -> Array2<F> {
        self.rows.to_dense()
    }

    /// Filters a spectrogram.
    ///
    /// # Shapes
    ///
    /// `spectrogram`: `[n_bins, n_frames]`. Returns `[n_chroma, n_frames]`, frame by frame in memory.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::NotFinite`].
    pub fn apply(&self, spectrogram: &ArrayRef2<F>) -> Result<Array2<F>> {
        filter_frames(spectrogram, self.n_bins(), self.n_chroma(), |spectrum, out| {
            self.apply_frame(spectrum, out);
        })
    }

    /// Filters one spectrum of `n_bins` into `out` of `n_chroma`.
    pub(super) fn apply_frame(&self, spectrum: &[F], out: &mut [F]) {
        out.iter_mut().zip(self.rows.products(spectrum)).for_each(|(o, product)| *o = product);
    }
}

impl ChromaFilterOptions {
    fn check(&self) -> Result<()> {
        if self.n_chroma == 0 {
            return Err(Error::parameter("n_chroma", 0.0, "at least 1"));
        }
        if !self.center_octave.is_finite() {
            return Err(Error::parameter("center_octave", self.center_octave, "finite"));
        }
        if let Some(width) = self.octave_width {
            check_positive("octave_width", width)?;
        }
        self.norm.map_or(Ok(()), Norm::check)
    }

    fn octave_weight(&self, octave: f64) -> f64 {
        let Some(width) = self.octave_width else { return 1.0 };
        let apart = (octave - self.center_octave) / width;
        (-0.5 * apart * apart).exp()
    }
}

/// A difference of classes by the shorter way round.
fn distance(classes: f64, n_chroma: usize) -> f64 {
    let half = (n_chroma as f64 / 2.0).round_ties_even();
    (classes + half).rem_euclid(n_chroma as f64) - half
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn sparse_is_dense() {
        let bank =
            ChromaFilterBank::new(16000.0, 511, 0.1, &ChromaFilterOptions::default()).unwrap();
        let power = Array2::from_shape_vec((256, 5), noise(1280, 4).to_vec()).unwrap();
        assert_close!(bank.apply(&power).unwrap(), bank.to_dense().dot(&power), 0.0, 1e-13);
    }

    #[test]
    fn bad_arguments_are_named() {
        let named =
            |rate, n_fft, tuning, options: ChromaFilterOptions| match ChromaFilterBank::<f64>::new(
                rate, n_fft, tuning, &options,
            )
            .unwrap_err()
            {
                Error::Parameter { name, .. } => name,
                other => panic!("{other}"),
            };
        let default = ChromaFilterOptions::default();
        assert_eq!(named(0.0, 512, 0.0, default), "sample_rate");
        assert_eq!(named(8e3, 1, 0.0, default), "n_fft");
        assert_eq!(named(8e3, 512, f64::NAN, default), "tuning");
        assert_eq!(
            named(8e3, 512, 0.0, ChromaFilterOptions { n_chroma: 0, ..default }),
            "n_chroma"
        );
        let nowhere = ChromaFilterOptions { center_octave: f64::NAN, ..default };
        assert_eq!(named(8e3, 512, 0.0, nowhere), "center_octave");
        let narrow = ChromaFilterOptions { octave_width: Some(0.0), ..default };
        assert_eq!(named(8e3, 512, 0.0, narrow), "octave_width");
        let norm = Some(Norm::P(0.0));
        assert_eq!(named(8e3, 512, 0.0, ChromaFilterOptions { norm, ..default }), "norm");
    }

    #[test]
    fn spectrograms_that_do_not_fit_are_named() {
        let bank =
            ChromaFilterBank::<f64>::new(8e3, 512, 0.0, &ChromaFilterOptions::default()).unwrap();
        let error = bank.apply(&Array2::zeros((256, 2))).unwrap_err();
        assert_eq!(error.to_string(), "`spectrogram` has shape [256, 2], but must have [257, 2]");
        assert!(bank.apply(&Array2::from_elem((257, 2), f64::NAN)).is_err());
    }
}
