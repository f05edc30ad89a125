//! A spectrogram as a sum of components, each with its own course in time.
//!
//! Counterpart of `librosa.decompose.decompose`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Axis, CowArray, Dimension, Ix2};
use onkai_core::{Error, Real, Result, as_contiguous, collect_columns};
use onkai_decomposition::{NmfOptions, nmf, nmf_transform};
use onkai_linalg::LinalgScalar;

use crate::channels::time_axis;

/// Factors a spectrogram without negative elements by non-negative matrix factorization.
///
/// ```text
/// s[k, t] ≈ Σⱼ components[k, j] · activations[j, t]
/// ```
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`. Returns components `[..., n_bins, n_components]` and activations
/// `[n_components, n_frames]`; several channels share their activations.
///
/// # Errors
///
/// [`Error::TooShort`] when `s` is empty or has no bins' axis, [`Error::Values`] when it is negative
/// somewhere, [`Error::NotFinite`]; [`Error::Parameter`] when `n_components` is 0, or more than the
/// bins or frames for a start from singular vectors that was asked for, when an option is out of range, or when
/// components of several channels are to be sorted.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::decompose::{DecomposeOptions, decompose};
///
/// // Two notes, the second of which comes in later.
/// let s = array![[0.0, 0.0, 3.0, 3.0], [1.0, 1.0, 1.0, 1.0], [0.5, 0.5, 0.5, 0.5]];
/// let parts = decompose(&s, 2, &DecomposeOptions { sort: true, ..Default::default() })?;
/// assert!(parts.components[[0, 0]] > parts.components[[1, 0]]);
/// let difference = parts.sum_of(&[0, 1])? - &s;
/// assert!(difference.iter().all(|d: &f64| d.abs() < 0.02));
/// // Each component alone, to be heard by itself.
/// let (first, second) = (parts.sum_of(&[0])?, parts.sum_of(&[1])?);
/// assert!(first[[0, 2]] > second[[0, 2]] && second[[1, 0]] > first[[1, 0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// `n_components` must be given; its default there is the number of bins, as many as help nobody. More
/// components than bins or frames start from random numbers, which are others than scikit-learn's.
///
/// # References
///
/// P. Smaragdis, J. C. Brown, "Non-negative matrix factorization for polyphonic music transcription",
/// IEEE Workshop Appl. Signal Process. Audio Acoust., 2003. <https://doi.org/10.1109/ASPAA.2003.1285860>
pub fn decompose<F: Real + LinalgScalar, D: Dimension>(
    s: &ArrayRef<F, D>,
    n_components: usize,
    options: &DecomposeOptions<F>,
) -> Result<Decomposition<F, D>> {
    decompose_by(s, options.sort, |x| {
        let parts = nmf(x, n_components, &options.nmf).map_err(of_s)?;
        Ok(Factors { activations: parts.w, components: parts.h })
    })
}

/// The activations of components that are known, such as those of an excerpt or of other recordings.
///
/// The counterpart of librosa's `fit=False` with a transformer that was fitted before.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`, `components`: `[..., n_bins, n_components]`. Returns
/// `[n_components, n_frames]`.
///
/// # Errors
///
/// As [`decompose`], and [`Error::Shape`] when the bins of `s` and `components` differ.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::decompose::activations;
///
/// let components = array![[1.0, 0.0], [2.0, 0.0], [0.0, 1.0]];
/// let s = array![[1.0, 0.0], [2.0, 0.0], [0.0, 5.0]];
/// let found = activations(&s, &components, &Default::default())?;
/// assert!((found - array![[1.0, 0.0], [0.0, 5.0]]).iter().all(|d: &f64| d.abs() < 1e-6));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn activations<F: Real + LinalgScalar, D: Dimension>(
    s: &ArrayRef<F, D>,
    components: &ArrayRef<F, D>,
    options: &NmfOptions<F>,
) -> Result<Array2<F>> {
    let bins = |shape: &[usize]| shape[..shape.len().saturating_sub(1)].to_vec();
    time_axis("components", components)?;
    if bins(s.shape()) != bins(components.shape()) {
        let mut expected = bins(s.shape());
        expected.extend(components.shape().last());
        let actual = components.shape().to_vec();
        return Err(Error::Shape { name: "components", expected, actual });
    }
    let h = samples("components", components)?;
    let parts = nmf_transform(&samples("s", s)?, &h, options).map_err(|error| match error {
        Error::Values { name: "h", requirement } => {
            Error::Values { name: "components", requirement }
        }
        Error::NotFinite { name: "h", index, value } => {
            Error::NotFinite { name: "components", index, value }
        }
        other => of_s(other),
    })?;
    Ok(parts.w.reversed_axes())
}

/// [`decompose`] by any method that writes samples as sums of components, such as a dictionary that
/// was learned elsewhere.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`. `factor` gets one row for each frame, `[n_frames, n_features]`, in
/// which the bins of all channels follow each other, and returns its [`Factors`].
///
/// # Errors
///
/// Those of `factor`; [`Error::Shape`] when its factors do not fit; [`Error::Parameter`] when components
/// of several channels are to be sorted.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::decompose::{Factors, decompose_by};
///
/// // Every bin a component of its own.
/// let s = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
/// let parts = decompose_by(&s, false, |x| {
///     Ok(Factors { activations: x.to_owned(), components: array![[1.0, 0.0], [0.0, 1.0]] })
/// })?;
/// assert_eq!(parts.activations, s);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn decompose_by<F: Real, D: Dimension>(
    s: &ArrayRef<F, D>,
    sort: bool,
    factor: impl FnOnce(&ArrayRef2<F>) -> Result<Factors<F>>,
) -> Result<Decomposition<F, D>> {
    if sort && s.ndim() != 2 {
        let requirement = "2 axes, that components can be sorted";
        return Err(Error::parameter("s", s.ndim() as f64, requirement));
    }
    let x = samples("s", s)?;
    let Factors { activations, components } = factor(&x)?;
    let n_components = components.nrows();
    for (name, found, expected) in [
        ("components", components.dim(), (n_components, x.ncols())),
        ("activations", activations.dim(), (x.nrows(), n_components)),
    ] {
        if found != expected {
            let (expected, actual) = (vec![expected.0, expected.1], vec![found.0, found.1]);
            return Err(Error::Shape { name, expected, actual });
        }
    }
    let (mut components, mut activations) =
        (components.reversed_axes(), activations.reversed_axes());
    if sort {
        let order = by_peak(&components);
        components = components.select(Axis(1), &order);
        activations = activations.select(Axis(0), &order);
    }
    let mut shape = s.raw_dim();
    shape[s.ndim() - 1] = n_components;
    let components = if s.ndim() == 2 {
        components.into_dimensionality().expect("two axes as `s` has")
    } else {
        let bins = components.as_standard_layout().into_owned();
        bins.into_shape_with_order(shape).expect("the bins of `s`, one by one")
    };
    Ok(Decomposition { components, activations })
}

/// Options of [`decompose`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct DecomposeOptions<F> {
    /// Whether components come in the order of their strongest bins. Default: `false`.
    pub sort: bool,
    /// How the factors are found. Default: as scikit-learn's.
    pub nmf: NmfOptions<F>,
}

impl<F> Default for DecomposeOptions<F> {
    fn default() -> Self {
        Self { sort: false, nmf: NmfOptions::default() }
    }
}

/// What [`decompose`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition<F, D: Dimension> {
    /// What sounds: `[..., n_bins, n_components]`.
    pub components: Array<F, D>,
    /// How much of it in each frame: `[n_components, n_frames]`.
    pub activations: Array2<F>,
}

impl<F: Real> Decomposition<F, Ix2> {
    /// The spectrogram that the `chosen` components make together.
    ///
    /// ```text
    /// y[k, t] = Σⱼ components[k, j] · activations[j, t]        j in chosen
    /// ```
    ///
    /// To hear it, give it a phase: [`MagPhase::with_magnitude`](crate::MagPhase::with_magnitude).
    ///
    /// # Shapes
    ///
    /// Returns `[n_bins, n_frames]`, frame by frame in memory; zeros if nothing is chosen.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when there is no component of a chosen index.
    pub fn sum_of(&self, chosen: &[usize]) -> Result<Array2<F>> {
        let (n_bins, n_components) = self.components.dim();
        if let Some(&j) = chosen.iter().find(|&&j| j >= n_components) {
            return Err(Error::parameter("chosen", j as f64, "an index of a component"));
        }
        let activations = &self.activations;
        let columns: Vec<_> = chosen
            .iter()
            .map(|&j| (j, as_contiguous(&self.components.column(j)).into_owned()))
            .collect();
        let shape = (n_bins, activations.ncols());
        Ok(collect_columns(
            shape,
            FRAMES_PER_TASK,
            || (),
            |(), t, frame| {
                for (j, column) in &columns {
                    let strength = activations[[*j, t]];
                    frame.iter_mut().zip(column).for_each(|(y, &v)| *y += strength * v);
                }
            },
        ))
    }
}

/// Two factors as [`decompose_by`] takes them: frames are rows here.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors<F> {
    /// `[n_frames, n_components]`.
    pub activations: Array2<F>,
    /// `[n_components, n_features]`.
    pub components: Array2<F>,
}

/// Frames that a worker sums at least: a few microseconds each.
const FRAMES_PER_TASK: usize = 64;

/// Frames as rows; they lie so in memory already if `s` lies frame by frame.
fn samples<'a, F: Real, D: Dimension>(
    name: &'static str,
    s: &'a ArrayRef<F, D>,
) -> Result<CowArray<'a, F, Ix2>> {
    let time = time_axis(name, s)?;
    if s.ndim() < 2 {
        return Err(Error::parameter(name, s.ndim() as f64, "at least 2 axes"));
    }
    let n = s.len_of(time);
    let rows = s.to_shape((s.len() / n, n)).expect("the axes before time are one");
    Ok(rows.reversed_axes())
}

/// The columns in the order of their largest elements.
fn by_peak<F: Real>(components: &ArrayRef2<F>) -> Vec<usize> {
    let peak = |j: usize| {
        let column = components.column(j);
        (1..column.len()).fold(0, |peak, k| if column[peak] < column[k] { k } else { peak })
    };
    let mut order: Vec<usize> = (0..components.ncols()).collect();
    order.sort_by_key(|&j| peak(j));
    order
}

/// An error of the factorization in terms of the spectrogram, which is called `x` there.
fn of_s(error: Error) -> Error {
    match error {
        Error::Values { name: "x", requirement } => Error::Values { name: "s", requirement },
        Error::NotFinite { name: "x", index, value } => {
            Error::NotFinite { name: "s", index, value }
        }
        Error::TooShort { name: "x", expected, actual } => {
            Error::TooShort { name: "s", expected, actual }
        }
        other => other,
    }
}
