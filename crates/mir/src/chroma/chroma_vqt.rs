//! Pitch classes by any intervals.
//!
//! Counterpart of `librosa.feature.chroma_vqt`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, Scalar};

use super::chroma_cqt::MAX_BINS;
use super::cq_to_chroma::{CqToChromaOptions, Fold};
use crate::constant_q::{CqtOptions, CqtPlan, Intervals, VqtOptions};
use crate::norm::Norm;

/// How much of each note of a scale there is in each frame, by a variable-Q transform.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[bins_per_octave, n_frames]`, frame by frame in
/// memory, with as many frames as [`vqt`](crate::vqt) gives.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`vqt`](crate::vqt).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaVqtOptions, Intervals, chroma_vqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let options = ChromaVqtOptions { intervals: Intervals::Ji5, ..Default::default() };
/// assert_eq!(chroma_vqt(&y, 22050.0, &options)?.dim(), (12, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`vqt`](crate::vqt).
pub fn chroma_vqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &ChromaVqtOptions,
) -> Result<Array2<F>> {
    let vqt = options.vqt()?;
    let fold = options.fold(vqt.cqt.n_bins)?;
    let plan = CqtPlan::variable_q(sample_rate, &vqt)?;
    let make = || vec![F::zero(); plan.n_bins()];
    plan.map_frames(y, fold.n_chroma(), make, |magnitudes, notes, out| {
        magnitudes.iter_mut().zip(notes).for_each(|(m, z)| *m = z.modulus());
        fold.apply_frame(magnitudes, out);
    })
}

/// [`chroma_vqt`] of a variable-Q spectrogram, complex or of magnitudes.
///
/// # Shapes
///
/// `v`: `[n_bins, n_frames]`; the options' `n_octaves` does not matter, nor does what concerns the
/// transform. Returns `[bins_per_octave, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or there are no bins, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{ChromaVqtOptions, chroma_vqt_of_spectrogram};
/// let v = ndarray::Array2::<f32>::ones((36, 5));
/// assert_eq!(chroma_vqt_of_spectrogram(&v, &ChromaVqtOptions::default())?.dim(), (12, 5));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn chroma_vqt_of_spectrogram<T: Scalar>(
    v: &ArrayRef2<T>,
    options: &ChromaVqtOptions,
) -> Result<Array2<T::Real>> {
    options.fold(v.nrows())?.apply(v)
}

/// Options of [`chroma_vqt`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct ChromaVqtOptions {
    /// Samples from one frame to the next; at least 1. Default: `512`.
    pub hop_length: usize,
    /// The lowest note, in hertz. Default: `None`, meaning C1.
    pub fmin_hz: Option<f64>,
    /// How the octave is divided; [`Intervals::Ratios`] overrule `bins_per_octave`.
    /// Default: [`Intervals::Equal`] (librosa has none).
    pub intervals: Intervals,
    /// What length each frame is scaled to 1 in; `None` leaves them as they are.
    /// Default: the largest value.
    pub norm: Option<Norm>,
    /// Values below become zero, before frames are scaled. Default: `Some(0.0)`.
    pub threshold: Option<f64>,
    /// How many octaves are looked at; at least 1. Default: `7`.
    pub n_octaves: usize,
    /// How many notes an octave has; at least 1. Default: `12`.
    pub bins_per_octave: usize,
    /// What is added to each bandwidth, in hertz; see [`VqtOptions`]. Default: `Some(0.0)`.
    pub gamma: Option<f64>,
}

impl Default for ChromaVqtOptions {
    fn default() -> Self {
        Self {
            hop_length: 512,
            fmin_hz: None,
            intervals: Intervals::Equal,
            norm: Some(Norm::Max),
            threshold: Some(0.0),
            n_octaves: 7,
            bins_per_octave: 12,
            gamma: Some(0.0),
        }
    }
}

impl ChromaVqtOptions {
    fn vqt(&self) -> Result<VqtOptions> {
        let cqt = CqtOptions {
            hop_length: self.hop_length,
            fmin_hz: self.fmin_hz,
            bins_per_octave: self.bins_per_octave,
            ..Default::default()
        };
        let mut vqt = VqtOptions { cqt, intervals: self.intervals.clone(), gamma: self.gamma };
        let n_octaves = self.n_octaves;
        vqt.cqt.n_bins = match n_octaves.checked_mul(vqt.bins_per_octave()) {
            Some(n_bins) if 0 < n_octaves && n_bins <= MAX_BINS => n_bins,
            _ => {
                let requirement = "at least 1 and not too many";
                return Err(Error::parameter("n_octaves", n_octaves as f64, requirement));
            }
        };
        Ok(vqt)
    }

    fn fold<F: Real>(&self, n_bins: usize) -> Result<Fold<F>> {
        let n_notes = match &self.intervals {
            Intervals::Ratios(ratios) => ratios.len(),
            _ => self.bins_per_octave,
        };
        if n_notes == 0 {
            return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
        }
        let options = CqToChromaOptions {
            bins_per_octave: n_notes,
            n_chroma: n_notes,
            fmin_hz: self.fmin_hz,
            ..Default::default()
        };
        Fold::new(n_bins, &options, self.threshold, self.norm)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let y = Array1::<f64>::ones(3000);
        let named = |options: ChromaVqtOptions| match chroma_vqt(&y, 22050.0, &options).unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = ChromaVqtOptions::default;
        assert_eq!(named(ChromaVqtOptions { bins_per_octave: 0, ..default() }), "bins_per_octave");
        let intervals = Intervals::Ratios(vec![]);
        assert_eq!(named(ChromaVqtOptions { intervals, ..default() }), "bins_per_octave");
        let intervals = Intervals::Ratios(vec![1.0, -1.5]);
        assert_eq!(named(ChromaVqtOptions { intervals, ..default() }), "intervals");
        assert_eq!(named(ChromaVqtOptions { n_octaves: 0, ..default() }), "n_octaves");
        assert_eq!(named(ChromaVqtOptions { gamma: Some(-1.0), ..default() }), "gamma");
        assert_eq!(named(ChromaVqtOptions { hop_length: 0, ..default() }), "hop_length");
        for y in [Array1::zeros(0), Array1::from_elem(9, f32::NAN)] {
            assert!(chroma_vqt(&y, 22050.0, &default()).is_err());
        }
        let one = chroma_vqt(&Array1::<f32>::ones(1), 22050.0, &default()).unwrap();
        assert_eq!(one.dim(), (12, 1));
    }
}
