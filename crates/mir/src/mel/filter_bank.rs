//! Triangular filters along the mel scale.
//!
//! Counterpart of `librosa.filters.mel`.

use std::ops::Range;

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, MelScale, Real, Result, check_positive, dot};

use crate::filter_frames::filter_frames;
use crate::mel::frequencies::mel_frequencies;
use crate::norm::Norm;

/// What a mel filter bank looks like; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct MelOptions {
    /// How many filters; at least 1. Default: `128`.
    pub n_mels: usize,
    /// Where the first filter begins, in hertz. Default: `0.0`.
    pub fmin_hz: f64,
    /// Where the last filter ends, in hertz. Default: `None`, meaning half the sample rate.
    pub fmax_hz: Option<f64>,
    /// The scale on which the filters are equally wide. Default: [`MelScale::Slaney`].
    pub scale: MelScale,
    /// How high each filter is. Default: [`MelNorm::Area`].
    pub norm: MelNorm,
}

impl Default for MelOptions {
    fn default() -> Self {
        Self {
            n_mels: 128,
            fmin_hz: 0.0,
            fmax_hz: None,
            scale: MelScale::Slaney,
            norm: MelNorm::Area,
        }
    }
}

/// How high the triangles of a mel filter bank are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum MelNorm {
    /// Each encloses an area of 1 over the frequency in hertz; librosa calls it `"slaney"`.
    #[default]
    Area,
    /// Each is 1 high (where its peak falls on a bin).
    Peak,
    /// Each row of weights has length 1 in the sense of a norm.
    Unit(Norm),
}

/// A bank of triangular filters, equally wide on the mel scale and overlapping by half.
///
/// Only the bins under each triangle are stored and multiplied: about two weights a bin instead of
/// one for each filter and bin.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{MelFilterBank, MelOptions};
///
/// let bank = MelFilterBank::<f32>::new(22050.0, 2048, &MelOptions::default())?;
/// assert_eq!(bank.to_dense().dim(), (128, 1025));
/// let power = Array2::ones((1025, 3));
/// assert_eq!(bank.apply(&power)?.dim(), (128, 3));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Weights are rounded once, to the scalar type of the signal; librosa's are single-precision
/// unless `dtype` says otherwise, even for a double-precision spectrogram.
#[derive(Clone, Debug)]
pub struct MelFilterBank<F: Real> {
    n_bins: usize,
    bands: Vec<Band>,
    weights: Vec<F>,
}

/// The bins under one triangle, and where their weights stand.
#[derive(Clone, Debug)]
struct Band {
    bins: Range<usize>,
    weights: Range<usize>,
}

impl<F: Real> MelFilterBank<F> {
    /// Makes the filters for spectra of `n_fft / 2 + 1` bins.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an argument is out of range.
    pub fn new(sample_rate: f64, n_fft: usize, options: &MelOptions) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        if n_fft == 0 {
            return Err(Error::parameter("n_fft", 0.0, "at least 1"));
        }
        if options.n_mels == 0 {
            return Err(Error::parameter("n_mels", 0.0, "at least 1"));
        }
        let fmax_hz = options.fmax_hz.unwrap_or(sample_rate / 2.0);
        let edges = mel_frequencies(options.n_mels + 2, options.fmin_hz, fmax_hz, options.scale)?;
        if let MelNorm::Unit(norm) = options.norm {
            norm.check()?;
        }
        let n_bins = n_fft / 2 + 1;
        let mut bank = Self { n_bins, bands: Vec::with_capacity(options.n_mels), weights: vec![] };
        for triangle in edges.windows(3) {
            let (low, peak, high) = (triangle[0], triangle[1], triangle[2]);
            let weight = |bin: usize| {
                let hz = bin as f64 * sample_rate / n_fft as f64;
                ((hz - low) / (peak - low)).min((high - hz) / (high - peak)).max(0.0)
            };
            let mut row: Vec<f64> = (0..n_bins).map(weight).collect();
            let scale = match options.norm {
                MelNorm::Area => 2.0 / (high - low),
                MelNorm::Peak => 1.0,
                MelNorm::Unit(norm) => {
                    let length = norm.of(row.iter().copied());
                    if f64::MIN_POSITIVE <= length { length.recip() } else { 1.0 }
                }
            };
            for w in &mut row {
                *w *= scale;
            }
            bank.push(&row);
        }
        Ok(bank)
    }

    fn push(&mut self, row: &[f64]) {
        let start = row.iter().position(|&w| 0.0 < w).unwrap_or(0);
        let end = row.iter().rposition(|&w| 0.0 < w).map_or(start, |last| last + 1);
        let first = self.weights.len();
        self.weights.extend(row[start..end].iter().map(|&w| F::of(w)));
        self.bands.push(Band { bins: start..end, weights: first..self.weights.len() });
    }

    /// How many filters there are.
    pub fn n_mels(&self) -> usize {
        self.bands.len()
    }

    /// How many bins a spectrum must have.
    pub fn n_bins(&self) -> usize {
        self.n_bins
    }

    /// The filters that lie between two bins, and so are always silent: there are some when
    /// `n_mels` is large for `n_fft`, or when `fmax_hz` lies above half the sample rate.
    pub fn empty_filters(&self) -> Vec<usize> {
        (0..self.n_mels()).filter(|&m| self.bands[m].bins.is_empty()).collect()
    }

    /// The bins under each filter and their weights.
    pub(crate) fn filters(&self) -> impl Iterator<Item = (Range<usize>, &[F])> {
        self.bands.iter().map(|band| (band.bins.clone(), &self.weights[band.weights.clone()]))
    }

    /// All weights, zeros included, `[n_mels, n_bins]`.
    pub fn to_dense(&self) -> Array2<F> {
        let mut dense = Array2::zeros((self.n_mels(), self.n_bins));
        for (band, mut row) in self.bands.iter().zip(dense.rows_mut()) {
            for (bin, weight) in band.bins.clone().zip(&self.weights[band.weights.clone()]) {
                row[bin] = *weight;
            }
        }
        dense
    }

    /// Filters a spectrogram.
    ///
    /// # Shapes
    ///
    /// `spectrogram`: `[n_bins, n_frames]`. Returns `[n_mels, n_frames]`, frame by frame in memory.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when it has other bins than the filters, [`Error::NotFinite`].
    pub fn apply(&self, spectrogram: &ArrayRef2<F>) -> Result<Array2<F>> {
        filter_frames(spectrogram, self.n_bins, self.n_mels(), |spectrum, out| {
            self.apply_frame(spectrum, out);
        })
    }

    /// Filters one spectrum of `n_bins` into `out` of `n_mels`.
    pub(crate) fn apply_frame(&self, spectrum: &[F], out: &mut [F]) {
        for (band, out) in self.bands.iter().zip(out) {
            *out = dot(&self.weights[band.weights.clone()], &spectrum[band.bins.clone()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn sparse_is_dense() {
        let bank =
            MelFilterBank::new(16000.0, 511, &MelOptions { n_mels: 17, ..Default::default() });
        let bank = bank.unwrap();
        let power =
            Array2::from_shape_vec((256, 5), noise(1280, 4).mapv(|v| v * v).to_vec()).unwrap();
        let expected = bank.to_dense().dot(&power);
        assert_close!(bank.apply(&power).unwrap(), expected, 1e-13, 0.0);
    }

    #[test]
    fn filters_between_bins_are_told() {
        let bank = MelFilterBank::<f32>::new(22050.0, 128, &MelOptions::default()).unwrap();
        assert!(!bank.empty_filters().is_empty());
        let default = MelFilterBank::<f32>::new(22050.0, 2048, &MelOptions::default()).unwrap();
        assert!(default.empty_filters().is_empty());
    }

    #[test]
    fn bad_arguments_are_named() {
        let named = |sample_rate, n_fft, options: MelOptions| match MelFilterBank::<f64>::new(
            sample_rate,
            n_fft,
            &options,
        )
        .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = MelOptions::default();
        assert_eq!(named(0.0, 2048, default.clone()), "sample_rate");
        assert_eq!(named(8000.0, 0, default.clone()), "n_fft");
        assert_eq!(named(8000.0, 512, MelOptions { n_mels: 0, ..default.clone() }), "n_mels");
        assert_eq!(
            named(8000.0, 512, MelOptions { fmin_hz: 4000.0, ..default.clone() }),
            "fmax_hz"
        );
        let norm = MelNorm::Unit(Norm::P(-1.0));
        assert_eq!(named(8000.0, 512, MelOptions { norm, ..default }), "norm");
    }

    #[test]
    fn spectrograms_that_do_not_fit_are_named() {
        let bank = MelFilterBank::<f64>::new(8000.0, 512, &MelOptions::default()).unwrap();
        let error = bank.apply(&Array2::zeros((256, 2))).unwrap_err();
        assert_eq!(error.to_string(), "`spectrogram` has shape [256, 2], but must have [257, 2]");
        assert!(bank.apply(&Array2::from_elem((257, 2), f64::NAN)).is_err());
    }
}
