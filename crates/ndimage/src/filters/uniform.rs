//! Sliding mean.
//!
//! Counterpart of `scipy.ndimage.uniform_filter1d` and `uniform_filter`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Real, Result};

use crate::grid::{elements, from_elements};
use crate::window::{
    FilterOptions, Fold, LineFilter, Region, Sliding, SlidingOptions, Window, filter_in_place,
    filter_lines, fold_windows,
};

/// The mean of the `size` samples about each sample along `axis`.
///
/// Sums are f64 also for f32 samples, as in SciPy.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter1d`](crate::maximum_filter1d).
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{Boundary, SlidingOptions, uniform_filter1d};
/// let options = SlidingOptions { boundary: Boundary::Constant(0.0), ..Default::default() };
/// let y = uniform_filter1d(&array![3.0, 6.0, 9.0], Axis(0), 3, &options)?;
/// assert_eq!(y, array![3.0, 6.0, 5.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy keeps one running sum, so that a large, an infinite or a NaN sample spoils the rest of
/// its line; here it is felt only in the windows that contain it.
pub fn uniform_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    size: usize,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    let window = Sliding::new(x, axis, size, options)?;
    Ok(filter_lines(x, axis, &window, &Mean { size }))
}

/// The mean of the box of samples about each.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter`](crate::maximum_filter), and [`Error::Values`](crate::Error::Values) for a footprint: a mean is taken
/// over boxes only; `correlate` takes weights.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::uniform_filter;
/// let y = uniform_filter(&array![[9.0, 0.0], [0.0, 0.0]], 3, &Default::default())?;
/// assert_eq!(y, array![[4.0, 2.0], [2.0, 1.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn uniform_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    size: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&size.into(), &options.origin, x.shape())?;
    if region.members.is_some() {
        return Err(Error::Values { name: "size", requirement: "be a box, not a footprint" });
    }
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    for axis in (0..x.ndim()).filter(|&axis| 1 < region.sizes[axis]) {
        let window = region.along(axis, x.shape(), options.boundary);
        filter_in_place(&mut out, Axis(axis), &window, &Mean { size: window.size });
    }
    Ok(out)
}

struct Mean {
    size: usize,
}

impl<F: Real> LineFilter<F> for Mean {
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        let size = self.size as f64;
        let fold = Fold {
            lift: F::as_f64,
            combine: |a: f64, b| a + b,
            finish: |sum: f64| F::of(sum / size),
        };
        fold_windows(line, self.size, out, &fold);
    }
}
