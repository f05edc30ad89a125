//! Columns between boundaries summed up in one.
//!
//! Counterpart of `librosa.util.sync`.

use std::ops::Range;

use ndarray::{Array, ArrayRef, Dimension, ShapeBuilder, Slice};
use onkai_core::{Error, Real, Result, check_finite, for_each_chunk};

use super::fix_frames::{FixFramesOptions, index_to_ranges};
use crate::Aggregate;
use crate::aggregate::FrameScratch;
use crate::channels::time_axis;

/// Sums up what lies between neighbouring `boundaries` of the last axis, such as beats.
///
/// With `pad`, the stretches before the first and after the last boundary count, too.
///
/// # Shapes
///
/// `data`: `[..., n_frames]`. Returns `[..., n_intervals]`.
///
/// # Errors
///
/// [`Error::Values`] when a boundary lies beyond `data` or there is no interval between them,
/// [`Error::TooShort`] when `data` is empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{Aggregate, sync};
///
/// let data = array![[1.0, 3.0, 5.0, 5.0, 8.0], [0.0, 0.0, 1.0, 1.0, 2.0]];
/// let beats = sync(&data, &[2, 4], Aggregate::Mean, true)?;
/// assert_eq!(beats, array![[2.0, 5.0, 8.0], [0.0, 1.0, 2.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Boundaries beyond the data are refused, not moved to its end. For another axis, permute.
pub fn sync<F: Real, D: Dimension>(
    data: &ArrayRef<F, D>,
    boundaries: &[usize],
    aggregate: Aggregate,
    pad: bool,
) -> Result<Array<F, D>> {
    let n = data.len_of(time_axis("data", data)?);
    if boundaries.iter().any(|&frame| n < frame) {
        return Err(Error::Values { name: "boundaries", requirement: "lie within `data`" });
    }
    let options = FixFramesOptions { x_min: Some(0), x_max: Some(n), pad };
    let ranges = index_to_ranges(boundaries, &options)?;
    if ranges.is_empty() {
        return Err(Error::Values { name: "boundaries", requirement: "have frames between them" });
    }
    sync_ranges(data, &ranges, aggregate)
}

/// Sums up each of the `ranges` of the last axis, which may overlap and leave gaps.
///
/// # Shapes
///
/// `data`: `[..., n_frames]`. Returns `[..., ranges.len()]`.
///
/// # Errors
///
/// [`Error::Values`] when a range is empty or reaches beyond `data`, [`Error::TooShort`] when `data` is
/// empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{Aggregate, sync_ranges};
/// let data = array![1.0, 3.0, 5.0, 5.0, 8.0];
/// assert_eq!(sync_ranges(&data, &[0..2, 1..5], Aggregate::Max)?, array![3.0, 8.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn sync_ranges<F: Real, D: Dimension>(
    data: &ArrayRef<F, D>,
    ranges: &[Range<usize>],
    aggregate: Aggregate,
) -> Result<Array<F, D>> {
    let time = time_axis("data", data)?;
    let n = data.len_of(time);
    if ranges.iter().any(|range| range.is_empty() || n < range.end) {
        let requirement = "not be empty, and lie within `data`";
        return Err(Error::Values { name: "ranges", requirement });
    }
    check_finite("data", data)?;
    let mut shape = data.raw_dim();
    shape[time.index()] = ranges.len();
    if let Some(frames) = data.as_slice_memory_order().filter(|_| lies_by_frames(data)) {
        let sums = sync_frames(frames, frames.len() / n, ranges, aggregate);
        return Ok(Array::from_shape_vec(shape.f(), sums).expect("a frame for each range"));
    }
    let mut out = Array::zeros(shape);
    // Range by range, not lane by lane: the frames of a range are in the cache for all lanes then.
    let mut parts: Vec<_> = ranges.iter().zip(out.axis_chunks_iter_mut(time, 1)).collect();
    for_each_chunk(&mut parts, 1, 4, Vec::new, |scratch, _, part| {
        let (range, sums) = &mut part[0];
        let frames = data.slice_axis(time, Slice::from(range.clone()));
        for (lane, sum) in frames.lanes(time).into_iter().zip(sums) {
            *sum = aggregate.of(lane.iter().copied(), scratch);
        }
    });
    Ok(out)
}

/// Whether all that belongs to a frame lies together, as in spectrograms.
fn lies_by_frames<F, D: Dimension>(data: &ArrayRef<F, D>) -> bool {
    1 < data.ndim() && data.t().is_standard_layout()
}

/// Sums up frames of `n_bins` values; nothing is read but along the memory.
fn sync_frames<F: Real>(
    data: &[F],
    n_bins: usize,
    ranges: &[Range<usize>],
    aggregate: Aggregate,
) -> Vec<F> {
    let mut out = vec![F::zero(); n_bins * ranges.len()];
    let make = || (Vec::new(), FrameScratch::new());
    for_each_chunk(&mut out, n_bins, 4, make, |(frames, scratch), index, sums| {
        let Range { start, end } = ranges[index];
        frames.clear();
        frames.extend(data[start * n_bins..end * n_bins].chunks_exact(n_bins));
        aggregate.of_frames(frames, sums, scratch);
    });
    out
}
