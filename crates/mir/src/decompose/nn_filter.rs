//! Frames smoothed by those that sound like them.
//!
//! Counterpart of `librosa.decompose.nn_filter`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_finite, collect_columns};

use crate::Aggregate;
use crate::aggregate::FrameScratch;
use crate::channels::time_axis;
use crate::frame_rows::{frames_as_rows, rows_as_frames};
use crate::segment::{Recurrence, RecurrenceOptions, recurrence_matrix};

/// Replaces each frame by what its nearest neighbours, wherever they are, have in common.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`. Returns the same shape.
///
/// # Errors
///
/// Those of [`recurrence_matrix`], whose `data` is `s`.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::Aggregate;
/// use onkai_mir::decompose::{NeighborAggregate, NnFilterOptions, nn_filter};
///
/// // Chords that come again, and one wrong note.
/// let mut s = Array2::from_shape_fn((4, 40), |(k, t)| f64::from(u8::from(k == t % 4)));
/// s[[0, 10]] = 0.3;
/// let options = NnFilterOptions {
///     aggregate: NeighborAggregate::Alike(Aggregate::Median),
///     ..Default::default()
/// };
/// assert_eq!(nn_filter(&s, &options)?[[0, 10]], 0.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// A. Buades, B. Coll, J.-M. Morel, "A non-local algorithm for image denoising", CVPR, 2005.
/// <https://doi.org/10.1109/CVPR.2005.38>
///
/// Z. Rafii, B. Pardo, "Music/voice separation using the similarity matrix", ISMIR, 2012.
pub fn nn_filter<F: Real, D: Dimension>(
    s: &ArrayRef<F, D>,
    options: &NnFilterOptions<F>,
) -> Result<Array<F, D>> {
    let links = recurrence_matrix(s, &options.recurrence).map_err(|error| match error {
        Error::TooShort { name: "data", expected, actual } => {
            Error::TooShort { name: "s", expected, actual }
        }
        Error::NotFinite { name: "data", index, value } => {
            Error::NotFinite { name: "s", index, value }
        }
        Error::Values { name: "data", requirement } => Error::Values { name: "s", requirement },
        other => other,
    })?;
    nn_filter_by(s, &links, options.aggregate)
}

/// [`nn_filter`] by links that are known.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`. Returns the same shape. A frame without links stays as it is.
///
/// # Errors
///
/// [`Error::Shape`] when `links` is of another number of frames, [`Error::TooShort`] when `s` is empty,
/// [`Error::NotFinite`]; [`Error::Values`] when weights add up to zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::decompose::{NeighborAggregate, nn_filter_by};
/// use onkai_mir::segment::Recurrence;
///
/// let links = Recurrence::from_dense(&array![[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 3.0, 0.0]])?;
/// let y = nn_filter_by(&array![[1.0, 2.0, 5.0]], &links, NeighborAggregate::Weighted)?;
/// assert_eq!(y, array![[1.0, 4.0, 5.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn nn_filter_by<F: Real, D: Dimension>(
    s: &ArrayRef<F, D>,
    links: &Recurrence<F>,
    aggregate: NeighborAggregate,
) -> Result<Array<F, D>> {
    let n = s.len_of(time_axis("s", s)?);
    check_finite("s", s)?;
    if links.n_frames() != n {
        let (expected, actual) = (vec![n; 2], vec![links.n_frames(); 2]);
        return Err(Error::Shape { name: "links", expected, actual });
    }
    if matches!(aggregate, NeighborAggregate::Weighted) {
        let sum = |frame: usize| links.values(frame).iter().copied().sum::<F>();
        if (0..n).any(|t| !links.neighbors(t).is_empty() && sum(t) == F::zero()) {
            let requirement = "not have weights that add up to zero";
            return Err(Error::Values { name: "links", requirement });
        }
    }
    let rows = frames_as_rows(s);
    let row = |t: usize| rows.row(t).to_slice().expect("a row of a row-major array");
    let make = || (Vec::new(), FrameScratch::new());
    let shape = (rows.ncols(), n);
    let out = collect_columns(shape, FRAMES_PER_TASK, make, |(frames, scratch), t, out| {
        frames.clear();
        frames.extend(links.neighbors(t).iter().map(|&neighbor| row(neighbor)));
        match aggregate {
            _ if frames.is_empty() => out.copy_from_slice(row(t)),
            NeighborAggregate::Alike(aggregate) => aggregate.of_frames(frames, out, scratch),
            NeighborAggregate::Weighted => scratch.weighted_mean(frames, links.values(t), out),
        }
    });
    Ok(rows_as_frames(out.reversed_axes(), &s.raw_dim()))
}

/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 8;

/// Options of [`nn_filter`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct NnFilterOptions<F> {
    /// Which frames are neighbours.
    pub recurrence: RecurrenceOptions<F>,
    /// What becomes of them. Default: their mean.
    pub aggregate: NeighborAggregate,
}

impl<F: Real> Default for NnFilterOptions<F> {
    fn default() -> Self {
        Self { recurrence: RecurrenceOptions::default(), aggregate: NeighborAggregate::default() }
    }
}

/// How neighbours are made into one frame.
#[derive(Clone, Copy, Debug)]
pub enum NeighborAggregate {
    /// All count alike.
    Alike(Aggregate),
    /// The mean, in which each counts as its link says.
    #[doc(alias = "average")]
    Weighted,
}

impl Default for NeighborAggregate {
    fn default() -> Self {
        Self::Alike(Aggregate::Mean)
    }
}
