//! Correlation and convolution.
//!
//! Counterpart of `scipy.ndimage.correlate`, `convolve`, `correlate1d` and `convolve1d`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, Axis, Dimension};
use onkai_core::{Error, Real, Result, as_contiguous};

use super::blocks::weighted_sums;
use crate::boundary::Boundary;
use crate::grid::{elements, from_elements};
use crate::window::{
    FilterOptions, LineFilter, Padded, Region, Sliding, SlidingOptions, Window, box_offsets,
    fill_rows, filter_in_place, filter_lines, mirrored_origin,
};

/// The weighted sum of the samples about each, the weights along one axis.
///
/// ```text
/// y[i] = Σₖ weights[k] · x[i + k - size / 2 - origin]
/// ```
///
/// Sums are f64 also for f32 samples, as in SciPy.
///
/// # Shapes
///
/// `x`: any; `weights`: `[size]`. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no weights; else as [`maximum_filter1d`](crate::maximum_filter1d).
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::correlate1d;
/// let y = correlate1d(&array![1.0, 4.0, 9.0], Axis(0), &array![-1.0, 0.0, 1.0], &Default::default())?;
/// assert_eq!(y, array![3.0, 8.0, 5.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn correlate1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    weights: &ArrayRef1<F>,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    check_weights(weights.len())?;
    let window = Sliding::new(x, axis, weights.len(), options)?;
    let weights = as_contiguous(weights).iter().map(|w| w.as_f64()).collect();
    Ok(filter_lines(x, axis, &window, &Weights { weights }))
}

/// [`correlate1d`] with the weights in reverse order.
///
/// ```text
/// y[i] = Σₖ weights[k] · x[i - k + size / 2 - origin]        (an odd size)
/// ```
///
/// # Shapes
///
/// `x`: any; `weights`: `[size]`. Returns the shape of `x`.
///
/// # Errors
///
/// As [`correlate1d`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::convolve1d;
/// let y = convolve1d(&array![1.0, 4.0, 9.0], Axis(0), &array![1.0, 0.0, -1.0], &Default::default())?;
/// assert_eq!(y, array![3.0, 8.0, 5.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn convolve1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    weights: &ArrayRef1<F>,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    check_weights(weights.len())?;
    // The origin is checked here, as it was given.
    Sliding::new(x, axis, weights.len(), &SlidingOptions { origin: options.origin, ..*options })?;
    let reversed: Array1<F> = weights.iter().rev().copied().collect();
    let origin = mirrored_origin(options.origin, weights.len());
    correlate1d(x, axis, &reversed, &SlidingOptions { origin, ..*options })
}

/// The weighted sum of the samples about each.
///
/// ```text
/// y[i] = Σₖ weights[k] · x[i + k - size / 2 - origin]        i, k: one index for each axis
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis; `weights`: as many axes. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no weights; else as [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::correlate;
/// let x = array![[1.0, 2.0], [3.0, 5.0]];
/// let y = correlate(&x, &array![[-1.0, 1.0]], &Default::default())?;
/// assert_eq!(y, array![[0.0, 1.0], [0.0, 2.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn correlate<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    weights: &ArrayRef<F, D>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    check_weights(weights.len())?;
    let region = Region::new(&Window::from(weights.shape()), &options.origin, x.shape())?;
    Ok(correlate_region(x, &elements(weights), &region, options.boundary))
}

/// [`correlate`] with the weights in reverse order along every axis.
///
/// # Shapes
///
/// `x`: any, with at least one axis; `weights`: as many axes. Returns the shape of `x`.
///
/// # Errors
///
/// As [`correlate`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::convolve;
/// let x = array![[0.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
/// let y = convolve(&x, &array![[1.0, 2.0, 3.0]], &Default::default())?;
/// assert_eq!(y, array![[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn convolve<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    weights: &ArrayRef<F, D>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    check_weights(weights.len())?;
    let region = Region::new(&Window::from(weights.shape()), &options.origin, x.shape())?;
    let reversed: Vec<F> = elements(weights).iter().rev().copied().collect();
    Ok(correlate_region(x, &reversed, &region.mirrored(), options.boundary))
}

fn check_weights(len: usize) -> Result<()> {
    if len == 0 {
        return Err(Error::TooShort { name: "weights", expected: 1, actual: 0 });
    }
    Ok(())
}

fn correlate_region<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    weights: &[F],
    region: &Region,
    boundary: Boundary<F>,
) -> Array<F, D> {
    if x.is_empty() {
        return Array::default(x.raw_dim());
    }
    let padded = Padded::new(&elements(x), x.shape(), &region.before, &region.after(), boundary);
    // A sample without weight does not count, not even if it is NaN.
    let taps: Vec<_> = box_offsets(&region.sizes, &padded.strides)
        .into_iter()
        .zip(weights.iter().map(|w| w.as_f64()))
        .filter(|(_, weight)| f64::EPSILON < weight.abs() || weight.is_nan())
        .collect();
    let out = fill_rows(
        x.shape(),
        &padded,
        || (),
        |(), row, start| {
            weighted_sums(row, &padded.data, start, &taps);
        },
    );
    from_elements(x.raw_dim(), out)
}

/// Replaces `x` by its correlation with `size` weights along `axis`, the middle one at the output.
pub(super) fn correlate_in_place<F: Real, D: Dimension>(
    x: &mut Array<F, D>,
    axis: Axis,
    size: usize,
    boundary: Boundary<F>,
    weights: impl FnOnce() -> Vec<f64>,
) -> Result<()> {
    let window = Sliding::new(x, axis, size, &SlidingOptions { origin: 0, boundary })?;
    filter_in_place(x, axis, &window, &Weights { weights: weights() });
    Ok(())
}

struct Weights {
    weights: Vec<f64>,
}

impl<F: Real> LineFilter<F> for Weights {
    const SIDE_BY_SIDE: bool = false;

    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        // Side by side, the next sample of the same line is `W` further.
        let taps: Vec<_> = self.weights.iter().enumerate().map(|(k, &w)| (k * W, w)).collect();
        weighted_sums(out.as_flattened_mut(), line.as_flattened(), 0, &taps);
    }
}
