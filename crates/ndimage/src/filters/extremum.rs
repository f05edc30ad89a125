//! Sliding maximum and minimum.
//!
//! Counterpart of `scipy.ndimage.maximum_filter1d`, `minimum_filter1d`, `maximum_filter` and
//! `minimum_filter`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Real, Result};

use super::blocks::{fill_blocks, load};
use super::doubling;
use crate::boundary::Boundary;
use crate::grid::{elements, from_elements};
use crate::window::{
    FilterOptions, Fold, LineFilter, Padded, Region, Sliding, SlidingOptions, Window, fill_rows,
    filter_in_place, filter_lines, fold_windows,
};

/// The largest of the `size` samples about each sample along `axis`.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `x` has no such axis, `size` is zero, or the
/// origin moves the window off its output.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{SlidingOptions, maximum_filter1d};
/// let x = array![1.0, 5.0, 2.0, 0.0, 3.0];
/// let y = maximum_filter1d(&x, Axis(0), 3, &SlidingOptions::default())?;
/// assert_eq!(y, array![5.0, 5.0, 5.0, 3.0, 3.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result then depends on the order of the samples.
pub fn maximum_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    size: usize,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    let window = Sliding::new(x, axis, size, options)?;
    Ok(filter_lines(x, axis, &window, &Lines { size, extremum: Extremum::Maximum }))
}

/// The smallest of the `size` samples about each sample along `axis`.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter1d`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{SlidingOptions, minimum_filter1d};
/// let x = array![1.0, 5.0, 2.0, 0.0, 3.0];
/// let y = minimum_filter1d(&x, Axis(0), 3, &SlidingOptions::default())?;
/// assert_eq!(y, array![1.0, 1.0, 0.0, 0.0, 0.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// As [`maximum_filter1d`].
pub fn minimum_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    size: usize,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    let window = Sliding::new(x, axis, size, options)?;
    Ok(filter_lines(x, axis, &window, &Lines { size, extremum: Extremum::Minimum }))
}

/// The largest of the samples in the window about each sample.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when a size is zero or too large, or the origin moves the window off its output;
/// [`Error::Values`](crate::Error::Values) when sizes, origins or the axes of a footprint do not fit the axes of `x`, or no
/// element of a footprint is true.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::maximum_filter;
/// let x = array![[1.0, 2.0, 3.0], [6.0, 5.0, 4.0]];
/// let y = maximum_filter(&x, [1, 3], &Default::default())?;
/// assert_eq!(y, array![[2.0, 3.0, 3.0], [6.0, 6.0, 5.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result then depends on the order of the samples.
pub fn maximum_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    Ok(extremum_filter(x, &region, options.boundary, Extremum::Maximum))
}

/// The smallest of the samples in the window about each sample.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::minimum_filter;
/// let x = array![[1.0, 2.0, 3.0], [6.0, 5.0, 4.0]];
/// let cross = array![[false, true, false], [true, true, true], [false, true, false]];
/// let y = minimum_filter(&x, cross, &Default::default())?;
/// assert_eq!(y, array![[1.0, 1.0, 2.0], [1.0, 2.0, 3.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// As [`maximum_filter`].
pub fn minimum_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    Ok(extremum_filter(x, &region, options.boundary, Extremum::Minimum))
}

/// Which end of the order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extremum {
    Minimum,
    Maximum,
}

/// The one of two that is larger; NaN if one is.
///
/// A comparison with NaN is false: a NaN on the right is taken, one on the left is kept.
#[inline]
fn larger<F: Real>(a: F, b: F) -> F {
    if b <= a || a.is_nan() { a } else { b }
}

/// The one of two that is smaller; NaN if one is.
#[inline]
fn smaller<F: Real>(a: F, b: F) -> F {
    if a <= b || a.is_nan() { a } else { b }
}

/// The extremum of a checked window: box by axes, footprint sample by sample.
pub(crate) fn extremum_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    region: &Region,
    boundary: Boundary<F>,
    extremum: Extremum,
) -> Array<F, D> {
    if x.is_empty() {
        return Array::default(x.raw_dim());
    }
    if region.members.is_none() {
        let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
        for axis in (0..x.ndim()).filter(|&axis| 1 < region.sizes[axis]) {
            let window = region.along(axis, x.shape(), boundary);
            let filter = Lines { size: window.size, extremum };
            filter_in_place(&mut out, Axis(axis), &window, &filter);
        }
        return out;
    }
    let flat = vec![F::zero(); region.len()];
    let out = sloped_extremum(&elements(x), x.shape(), (region, &flat), boundary, extremum);
    from_elements(x.raw_dim(), out)
}

/// The extremum of the samples in a window, each plus the height of its place.
pub(crate) fn sloped_extremum<F: Real>(
    x: &[F],
    shape: &[usize],
    (region, heights): (&Region, &[F]),
    boundary: Boundary<F>,
    extremum: Extremum,
) -> Vec<F> {
    if x.is_empty() {
        return Vec::new();
    }
    let padded = Padded::new(x, shape, &region.before, &region.after(), boundary);
    let offsets = region.offsets(&padded.strides);
    let members: Vec<_> = offsets.into_iter().zip(heights.iter().copied()).collect();
    match extremum {
        Extremum::Maximum => fold_footprint(shape, &padded, &members, larger),
        Extremum::Minimum => fold_footprint(shape, &padded, &members, smaller),
    }
}

fn fold_footprint<F: Real>(
    shape: &[usize],
    padded: &Padded<F>,
    members: &[(usize, F)],
    pick: impl Fn(F, F) -> F + Sync + Send,
) -> Vec<F> {
    let (first, rest) = members.split_first().expect("a window that holds something");
    fill_rows(
        shape,
        padded,
        || (),
        |(), row, start| {
            fill_blocks(row, |i| {
                let sample = |&(offset, height): &(usize, F)| {
                    load(&padded.data, start + offset + i).map(|v| v + height)
                };
                let mut best = sample(first);
                for member in rest {
                    for (best, sample) in best.iter_mut().zip(sample(member)) {
                        *best = pick(*best, sample);
                    }
                }
                best
            });
        },
    )
}

struct Lines {
    size: usize,
    extremum: Extremum,
}

impl<F: Real> LineFilter<F> for Lines {
    const SIDE_BY_SIDE: bool = false;

    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        match self.extremum {
            Extremum::Maximum => run_line(line, self.size, out, larger),
            Extremum::Minimum => run_line(line, self.size, out, smaller),
        }
    }
}

fn run_line<F: Real, const W: usize>(
    line: &[[F; W]],
    size: usize,
    out: &mut [[F; W]],
    pick: impl Fn(F, F) -> F + Copy,
) {
    if W == 1 && size <= doubling::LARGEST {
        doubling::extrema(line.as_flattened(), size, out.as_flattened_mut(), pick);
        return;
    }
    fold_windows(line, size, out, &Fold { lift: |v| v, combine: pick, finish: |v| v });
}
