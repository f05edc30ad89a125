//! The fold of a constant-Q spectrum.
//!
//! Counterpart of `librosa.filters.cq_to_chroma`.

use ndarray::{Array1, Array2, ArrayView1, Axis};
use onkai_core::{Error, Real, Result, check_finite, check_positive, collect_columns};
use onkai_signal::{ConvolutionMethod, ConvolutionMode, convolve};

use crate::constant_q::c1_hz;
use crate::norm::Norm;
use crate::sparse_rows::SparseRows;

/// The weights that sum the bins of a constant-Q spectrum up to pitch classes.
///
/// Each bin counts for the pitch class nearest to it, and where `window` is given, neighbouring bins count
/// for each other's.
///
/// # Shapes
///
/// Returns `[n_chroma, n_bins]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `bins_per_octave` is no multiple of `n_chroma`,
/// [`Error::TooShort`] and [`Error::NotFinite`] for an unfit window.
///
/// # Examples
///
/// ```
/// use onkai_mir::{CqToChromaOptions, cq_to_chroma};
///
/// let fold = cq_to_chroma::<f32>(84, &CqToChromaOptions::default())?;
/// assert_eq!(fold.dim(), (12, 84));
/// // A4 is the 45th semitone above C1, and A the 9th above C.
/// assert_eq!(fold[[9, 45]], 1.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn cq_to_chroma<F: Real>(n_bins: usize, options: &CqToChromaOptions) -> Result<Array2<F>> {
    let &CqToChromaOptions { bins_per_octave, n_chroma, fmin_hz, ref window, base_c } = options;
    if n_chroma == 0 {
        return Err(Error::parameter("n_chroma", 0.0, "at least 1"));
    }
    if bins_per_octave == 0 || !bins_per_octave.is_multiple_of(n_chroma) {
        let requirement = "a multiple of `n_chroma`";
        return Err(Error::parameter("bins_per_octave", bins_per_octave as f64, requirement));
    }
    if n_bins == 0 {
        return Err(Error::parameter("n_bins", 0.0, "at least 1"));
    }
    let fmin_hz = fmin_hz.unwrap_or(c1_hz());
    check_positive("fmin_hz", fmin_hz)?;
    let n_merge = bins_per_octave / n_chroma;
    // How many classes the lowest note lies above the one that is to come first.
    let semitone = (12.0 * (fmin_hz / 440.0).log2() + 69.0).rem_euclid(12.0);
    let semitones = if base_c { semitone } else { semitone - 9.0 };
    let turn = (semitones * (n_chroma as f64 / 12.0)).round_ties_even() as isize;
    let mut fold = Array2::zeros((n_chroma, n_bins));
    for bin in 0..n_bins {
        // The bins of a class lie on both sides of it.
        let class = (bin + n_merge / 2) % bins_per_octave / n_merge;
        let turned = (class.cast_signed() + turn).rem_euclid(n_chroma.cast_signed());
        fold[[turned.cast_unsigned(), bin]] = F::one();
    }
    if let Some(window) = window {
        check_finite("window", &ArrayView1::from(window))?;
        let window: Array1<F> = window.iter().map(|&w| F::of(w)).collect();
        if window.is_empty() {
            return Err(Error::TooShort { name: "window", expected: 1, actual: 0 });
        }
        for mut row in fold.axis_iter_mut(Axis(0)) {
            let smooth = convolve(&row, &window, ConvolutionMode::Same, ConvolutionMethod::Direct)?;
            row.assign(&smooth);
        }
    }
    Ok(fold)
}

/// Options of [`cq_to_chroma`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct CqToChromaOptions {
    /// How many bins the spectrum has to an octave; a multiple of `n_chroma`. Default: `12`.
    pub bins_per_octave: usize,
    /// How many pitch classes an octave has; at least 1. Default: `12`.
    pub n_chroma: usize,
    /// The lowest note, in hertz. Default: `None`, meaning C1.
    pub fmin_hz: Option<f64>,
    /// What the weights of each class are convolved with along the bins. Default: `None`.
    pub window: Option<Vec<f64>>,
    /// Whether the first pitch class is C rather than A. Default: `true`.
    pub base_c: bool,
}

impl Default for CqToChromaOptions {
    fn default() -> Self {
        Self { bins_per_octave: 12, n_chroma: 12, fmin_hz: None, window: None, base_c: true }
    }
}

/// From the magnitudes of notes to a frame of chroma: fold, threshold, norm.
#[derive(Clone, Debug)]
pub(super) struct Fold<F: Real> {
    rows: SparseRows<F>,
    threshold: Option<F>,
    norm: Option<Norm>,
}

/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 64;

impl<F: Real> Fold<F> {
    pub(super) fn new(
        n_bins: usize,
        options: &CqToChromaOptions,
        threshold: Option<f64>,
        norm: Option<Norm>,
    ) -> Result<Self> {
        let dense = cq_to_chroma::<F>(n_bins, options)?;
        let mut rows = SparseRows::new(n_bins);
        dense.rows().into_iter().for_each(|row| rows.push(&row.to_vec()));
        if let Some(threshold) = threshold
            && threshold.is_nan()
        {
            return Err(Error::parameter("threshold", threshold, "a number"));
        }
        norm.map_or(Ok(()), Norm::check)?;
        Ok(Self { rows, threshold: threshold.map(F::of), norm })
    }

    pub(super) fn n_chroma(&self) -> usize {
        self.rows.n_rows()
    }

    /// One frame.
    pub(super) fn apply_frame(&self, magnitudes: &[F], out: &mut [F]) {
        for (o, product) in out.iter_mut().zip(self.rows.products(magnitudes)) {
            *o = match self.threshold {
                Some(threshold) if product < threshold => F::zero(),
                _ => product,
            };
        }
        if let Some(norm) = self.norm {
            norm.scale_to_one(out.into());
        }
    }

    /// All frames of a spectrogram, complex or of magnitudes.
    pub(super) fn apply<T: onkai_core::Scalar<Real = F>>(
        &self,
        spectrogram: &ndarray::ArrayRef2<T>,
    ) -> Result<Array2<F>> {
        check_finite("spectrogram", spectrogram)?;
        let shape = (self.n_chroma(), spectrogram.ncols());
        let make = || vec![F::zero(); spectrogram.nrows()];
        Ok(collect_columns(shape, FRAMES_PER_TASK, make, |magnitudes, t, out| {
            let column = spectrogram.column(t);
            magnitudes.iter_mut().zip(column).for_each(|(m, z)| *m = z.modulus());
            self.apply_frame(magnitudes, out);
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_options_are_named() {
        let named = |n_bins, options: CqToChromaOptions| match cq_to_chroma::<f64>(n_bins, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. }
            | Error::TooShort { name, .. }
            | Error::NotFinite { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = CqToChromaOptions::default;
        assert_eq!(named(0, default()), "n_bins");
        assert_eq!(named(84, CqToChromaOptions { n_chroma: 0, ..default() }), "n_chroma");
        assert_eq!(named(84, CqToChromaOptions { n_chroma: 7, ..default() }), "bins_per_octave");
        let none = CqToChromaOptions { bins_per_octave: 0, ..default() };
        assert_eq!(named(84, none), "bins_per_octave");
        assert_eq!(named(84, CqToChromaOptions { fmin_hz: Some(0.0), ..default() }), "fmin_hz");
        for window in [vec![], vec![f64::NAN]] {
            assert_eq!(
                named(84, CqToChromaOptions { window: Some(window), ..default() }),
                "window"
            );
        }
    }
}
