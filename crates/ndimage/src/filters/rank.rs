//! The sample of one rank in the window about each.
//!
//! Counterpart of `scipy.ndimage.rank_filter` and `percentile_filter`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Real, Result};

use super::extremum::{Extremum, extremum_filter};
use super::median::RankLines;
use super::network::{self, Network};
use super::ordinals::select_sliding;
use crate::boundary::Boundary;
use crate::grid::{elements, from_elements, strides};
use crate::window::{FilterOptions, Padded, Region, Window, fill_rows, filter_lines};

/// The sample of rank `rank`, counted from the smallest, in the window about each; a negative rank is
/// counted from the end, -1 being the largest.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when the window has no sample of that rank; else as
/// [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::rank_filter;
/// let y = rank_filter(&array![4.0, 1.0, 3.0, 2.0], -2, 3, &Default::default())?;
/// assert_eq!(y, array![4.0, 3.0, 2.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result is then undefined.
pub fn rank_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    rank: isize,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    let n = region.len();
    let from_start = if rank < 0 { rank.saturating_add_unsigned(n) } else { rank };
    let Some(index) = usize::try_from(from_start).ok().filter(|&index| index < n) else {
        let requirement = "a rank within the window";
        return Err(Error::parameter("rank", rank as f64, requirement));
    };
    Ok(select_rank(x, index, &region, options.boundary))
}

/// The sample below which `percentile` per cent of the window about each lie: that of rank
/// `size · percentile / 100`, rounded down; a negative percentile is counted from the end.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `percentile` is not between -100 and 100; else as
/// [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::percentile_filter;
/// let y = percentile_filter(&array![4.0, 1.0, 3.0, 2.0], 100.0, 3, &Default::default())?;
/// assert_eq!(y, array![4.0, 4.0, 3.0, 3.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// As [`rank_filter`].
pub fn percentile_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    percentile: f64,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    let from_start = if percentile < 0.0 { percentile + 100.0 } else { percentile };
    if !(0.0..=100.0).contains(&from_start) {
        return Err(Error::parameter("percentile", percentile, "between -100 and 100"));
    }
    let n = region.len();
    let rank = (n as f64 * from_start / 100.0) as usize;
    Ok(select_rank(x, rank.min(n - 1), &region, options.boundary))
}

/// The sample of a rank that the window has.
pub(super) fn select_rank<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    rank: usize,
    region: &Region,
    boundary: Boundary<F>,
) -> Array<F, D> {
    let n = region.len();
    if rank == 0 || x.is_empty() {
        return extremum_filter(x, region, boundary, Extremum::Minimum);
    }
    if rank == n - 1 {
        return extremum_filter(x, region, boundary, Extremum::Maximum);
    }
    if let Some(axis) = region.line_axis() {
        let window = region.along(axis, x.shape(), boundary);
        return filter_lines(x, Axis(axis), &window, &RankLines::new(n, rank));
    }
    let padded = Padded::new(&elements(x), x.shape(), &region.before, &region.after(), boundary);
    let mut out = if n <= network::LARGEST {
        let network = Network::new(n, rank);
        let offsets = region.offsets(&padded.strides);
        fill_rows(
            x.shape(),
            &padded,
            || (),
            |(), row, start| {
                network.select(row, &padded.data, start, &offsets);
            },
        )
    } else {
        select_sliding(&padded, x.shape(), region, rank)
    };
    mark_nan(&mut out, x.shape(), &padded, region);
    from_elements(x.raw_dim(), out)
}

/// Makes the output of every window with a NaN in it NaN.
fn mark_nan<F: Real>(out: &mut [F], shape: &[usize], padded: &Padded<F>, region: &Region) {
    let members: Vec<Vec<usize>> = {
        let box_strides = strides(&region.sizes);
        let index = |i: usize| {
            box_strides.iter().zip(&region.sizes).map(|(stride, size)| i / stride % size).collect()
        };
        region.offsets(&box_strides).into_iter().map(index).collect()
    };
    let out_strides = strides(shape);
    for (i, _) in padded.data.iter().enumerate().filter(|(_, v)| v.is_nan()) {
        for member in &members {
            let output = (0..shape.len()).try_fold(0, |output, axis| {
                let at = i / padded.strides[axis] % padded.shape[axis];
                let at = at.checked_sub(member[axis]).filter(|&at| at < shape[axis])?;
                Some(output + at * out_strides[axis])
            });
            if let Some(output) = output {
                out[output] = F::nan();
            }
        }
    }
}
