//! Pitch classes from a constant-Q transform.
//!
//! Counterpart of `librosa.feature.chroma_cqt`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, Scalar};

use super::cq_to_chroma::{CqToChromaOptions, Fold};
use crate::constant_q::{CqtOptions, CqtPlan, hybrid_cqt};
use crate::norm::Norm;
use crate::tuning::Tuning;

/// How much of each pitch class there is in each frame, by a constant-Q transform.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_chroma, n_frames]`, frame by frame in memory, with
/// as many frames as [`cqt`](crate::cqt) gives.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, `bins_per_octave` is no multiple of `n_chroma` or the
/// notes reach beyond half the sample rate, else those of [`cqt`](crate::cqt).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaCqtOptions, chroma_cqt};
///
/// let a4 = Array1::from_shape_fn(22050, |i| (std::f32::consts::TAU * 440.0 * i as f32 / 22050.0).sin());
/// let chroma = chroma_cqt(&a4, 22050.0, &ChromaCqtOptions::default())?;
/// assert_eq!(chroma.dim(), (12, 44));
/// // A is the tenth pitch class from C on.
/// assert_eq!(chroma[[9, 20]], 1.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`cqt`](crate::cqt): each channel has a tuning of its own.
pub fn chroma_cqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &ChromaCqtOptions,
) -> Result<Array2<F>> {
    let fold = Fold::new(options.n_bins()?, &options.fold(), options.threshold, options.norm)?;
    let cqt = options.cqt()?.tuned_to(y, sample_rate)?;
    match options.mode {
        ChromaCqtMode::Full => {
            let plan = CqtPlan::new(sample_rate, &cqt)?;
            let make = || vec![F::zero(); plan.n_bins()];
            plan.map_frames(y, fold.n_chroma(), make, |magnitudes, notes, out| {
                magnitudes.iter_mut().zip(notes).for_each(|(m, z)| *m = z.modulus());
                fold.apply_frame(magnitudes, out);
            })
        }
        ChromaCqtMode::Hybrid => fold.apply(&hybrid_cqt(y, sample_rate, &cqt)?),
    }
}

/// [`chroma_cqt`] of a constant-Q spectrogram, complex or of magnitudes.
///
/// # Shapes
///
/// `c`: `[n_bins, n_frames]`; the options' `n_octaves` does not matter, nor does what concerns the
/// transform. Returns `[n_chroma, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or there are no bins, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaCqtOptions, CqtOptions, chroma_cqt_of_spectrogram, cqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let c = cqt(&y, 22050.0, &CqtOptions::default())?;
/// let options = ChromaCqtOptions { bins_per_octave: Some(12), ..Default::default() };
/// assert_eq!(chroma_cqt_of_spectrogram(&c, &options)?.dim(), (12, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn chroma_cqt_of_spectrogram<T: Scalar>(
    c: &ArrayRef2<T>,
    options: &ChromaCqtOptions,
) -> Result<Array2<T::Real>> {
    Fold::new(c.nrows(), &options.fold(), options.threshold, options.norm)?.apply(c)
}

/// Options of [`chroma_cqt`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct ChromaCqtOptions {
    /// Samples from one frame to the next; at least 1. Default: `512`.
    pub hop_length: usize,
    /// The lowest note, in hertz. Default: `None`, meaning C1.
    pub fmin_hz: Option<f64>,
    /// What length each frame is scaled to 1 in; `None` leaves them as they are.
    /// Default: the largest value.
    pub norm: Option<Norm>,
    /// Values below become zero, before frames are scaled. Default: `Some(0.0)`.
    pub threshold: Option<f64>,
    /// How far the notes lie above those that hold A = 440 Hz. Default: estimated.
    pub tuning: Tuning,
    /// How many pitch classes there are; at least 1. Default: `12`.
    pub n_chroma: usize,
    /// How many octaves are looked at; at least 1. Default: `7`.
    pub n_octaves: usize,
    /// What the bins are weighed by about each pitch class. Default: `None`, all the same.
    pub window: Option<Vec<f64>>,
    /// How many bins an octave has, a multiple of `n_chroma`; `None` means `n_chroma`. Default: `Some(36)`.
    pub bins_per_octave: Option<usize>,
    /// Which transform. Default: [`ChromaCqtMode::Full`].
    #[doc(alias = "cqt_mode")]
    pub mode: ChromaCqtMode,
}

impl Default for ChromaCqtOptions {
    fn default() -> Self {
        Self {
            hop_length: 512,
            fmin_hz: None,
            norm: Some(Norm::Max),
            threshold: Some(0.0),
            tuning: Tuning::Estimated,
            n_chroma: 12,
            n_octaves: 7,
            window: None,
            bins_per_octave: Some(36),
            mode: ChromaCqtMode::Full,
        }
    }
}

/// Which transform chroma is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ChromaCqtMode {
    /// [`cqt`](crate::cqt).
    #[default]
    Full,
    /// [`hybrid_cqt`](crate::hybrid_cqt).
    Hybrid,
}

impl ChromaCqtOptions {
    fn effective_bins_per_octave(&self) -> usize {
        self.bins_per_octave.unwrap_or(self.n_chroma)
    }

    fn n_bins(&self) -> Result<usize> {
        let n_octaves = self.n_octaves;
        match n_octaves.checked_mul(self.effective_bins_per_octave()) {
            Some(n_bins) if 0 < n_octaves && n_bins <= MAX_BINS => Ok(n_bins),
            _ => {
                Err(Error::parameter("n_octaves", n_octaves as f64, "at least 1 and not too many"))
            }
        }
    }

    fn fold(&self) -> CqToChromaOptions {
        CqToChromaOptions {
            bins_per_octave: self.effective_bins_per_octave(),
            n_chroma: self.n_chroma,
            fmin_hz: self.fmin_hz,
            window: self.window.clone(),
            base_c: true,
        }
    }

    fn cqt(&self) -> Result<CqtOptions> {
        Ok(CqtOptions {
            hop_length: self.hop_length,
            fmin_hz: self.fmin_hz,
            n_bins: self.n_bins()?,
            bins_per_octave: self.effective_bins_per_octave(),
            tuning: self.tuning,
            ..Default::default()
        })
    }
}

/// A bound on what memory is asked for before frequencies are looked at.
pub(super) const MAX_BINS: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    #[test]
    fn a_spectrogram_gives_the_same() {
        let y = onkai_testing::noise(6000, 2);
        for mode in [ChromaCqtMode::Full, ChromaCqtMode::Hybrid] {
            let options = ChromaCqtOptions {
                tuning: Tuning::Bins(0.1),
                n_octaves: 5,
                norm: Some(Norm::P(2.0)),
                threshold: Some(0.05),
                mode,
                ..Default::default()
            };
            let cqt = options.cqt().unwrap();
            let magnitudes = match mode {
                ChromaCqtMode::Full => crate::constant_q::cqt(&y, 8000.0, &cqt)
                    .unwrap()
                    .mapv(num_complex::Complex::norm),
                ChromaCqtMode::Hybrid => hybrid_cqt(&y, 8000.0, &cqt).unwrap(),
            };
            let expected = chroma_cqt_of_spectrogram(&magnitudes, &options).unwrap();
            let actual = chroma_cqt(&y, 8000.0, &options).unwrap();
            onkai_testing::assert_close!(actual, expected, 1e-12, 0.0);
        }
    }

    #[test]
    fn bad_input_is_named() {
        let y = Array1::<f64>::ones(3000);
        let named = |options: ChromaCqtOptions| match chroma_cqt(&y, 22050.0, &options).unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = ChromaCqtOptions::default;
        assert_eq!(named(ChromaCqtOptions { n_chroma: 0, ..default() }), "n_chroma");
        assert_eq!(named(ChromaCqtOptions { n_chroma: 7, ..default() }), "bins_per_octave");
        assert_eq!(named(ChromaCqtOptions { n_octaves: 0, ..default() }), "n_octaves");
        assert_eq!(named(ChromaCqtOptions { n_octaves: usize::MAX, ..default() }), "n_octaves");
        assert_eq!(named(ChromaCqtOptions { n_octaves: 9, ..default() }), "n_bins");
        assert_eq!(named(ChromaCqtOptions { hop_length: 0, ..default() }), "hop_length");
        assert_eq!(named(ChromaCqtOptions { fmin_hz: Some(2e4), ..default() }), "fmin_hz");
        assert_eq!(named(ChromaCqtOptions { norm: Some(Norm::P(0.0)), ..default() }), "norm");
        let threshold = Some(f64::NAN);
        assert_eq!(named(ChromaCqtOptions { threshold, ..default() }), "threshold");
        for y in [Array1::zeros(0), Array1::from_elem(9, f32::NAN)] {
            assert!(chroma_cqt(&y, 22050.0, &default()).is_err());
        }
        let one = chroma_cqt(&Array1::<f32>::ones(1), 22050.0, &default()).unwrap();
        assert_eq!(one.dim(), (12, 1));
        assert!(chroma_cqt_of_spectrogram(&Array2::<f32>::ones((0, 2)), &default()).is_err());
        let nan = Array2::from_elem((84, 2), f64::NAN);
        assert!(matches!(
            chroma_cqt_of_spectrogram(&nan, &default()),
            Err(Error::NotFinite { name: "spectrogram", .. })
        ));
    }
}
