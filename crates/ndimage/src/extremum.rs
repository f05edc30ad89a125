//! Sliding maximum and minimum.
//!
//! Counterpart of `scipy.ndimage.maximum_filter1d` and `minimum_filter1d`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Real, Result};

use crate::fold::{Fold, fold_windows};
use crate::lines::{LineFilter, filter_lines};
use crate::sliding::{Sliding, SlidingOptions};

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
    Ok(filter_lines(x, axis, &window, &Maximum { size }))
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
    Ok(filter_lines(x, axis, &window, &Minimum { size }))
}

struct Maximum {
    size: usize,
}

impl<F: Real> LineFilter<F> for Maximum {
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        // A comparison with NaN is false: a NaN on the right is taken, one on the left is kept.
        let combine = |a: F, b: F| if b <= a || a.is_nan() { a } else { b };
        fold_windows(line, self.size, out, &Fold { lift: |v| v, combine, finish: |v| v });
    }
}

struct Minimum {
    size: usize,
}

impl<F: Real> LineFilter<F> for Minimum {
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        let combine = |a: F, b: F| if a <= b || a.is_nan() { a } else { b };
        fold_windows(line, self.size, out, &Fold { lift: |v| v, combine, finish: |v| v });
    }
}
