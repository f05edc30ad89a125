//! Sliding mean.
//!
//! Counterpart of `scipy.ndimage.uniform_filter1d`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Real, Result};

use crate::fold::{Fold, fold_windows};
use crate::lines::{LineFilter, filter_lines};
use crate::sliding::{Sliding, SlidingOptions};

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
