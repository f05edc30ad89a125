//! Filters by any function of a window.
//!
//! Counterpart of `scipy.ndimage.generic_filter`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Real, Result};

use crate::grid::{elements, from_elements};
use crate::window::{FilterOptions, Padded, Region, Window, fill_rows};

/// What `function` makes of the samples in the window about each, which it gets row by row.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::generic_filter;
/// let span = |window: &[f64]| window[2] - window[0];
/// let y = generic_filter(&array![1.0, 2.0, 4.0], 3, &Default::default(), span)?;
/// assert_eq!(y, array![1.0, 3.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn generic_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
    function: impl Fn(&[F]) -> F + Sync + Send,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    if x.is_empty() {
        return Ok(Array::default(x.raw_dim()));
    }
    let (before, after) = (&region.before, region.after());
    let padded = Padded::new(&elements(x), x.shape(), before, &after, options.boundary);
    let offsets = region.offsets(&padded.strides);
    let make_state = || vec![F::zero(); offsets.len()];
    let out = fill_rows(x.shape(), &padded, make_state, |samples, row, start| {
        for (i, out) in row.iter_mut().enumerate() {
            for (sample, offset) in samples.iter_mut().zip(&offsets) {
                *sample = padded.data[start + offset + i];
            }
            *out = function(samples);
        }
    });
    Ok(from_elements(x.raw_dim(), out))
}
