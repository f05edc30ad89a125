//! Edges: first and second derivatives of images.
//!
//! Counterpart of `scipy.ndimage.sobel`, `prewitt`, `laplace`, `gaussian_laplace` and
//! `gaussian_gradient_magnitude`.

use ndarray::{Array, ArrayRef, Axis, Dimension, Zip};
use onkai_core::{Real, Result};

use super::correlate::correlate_in_place;
use super::gaussian::{GaussianOptions, gaussian_filter};
use crate::boundary::Boundary;
use crate::grid::{check_axes, check_axis, elements, from_elements};

/// Sobel's derivative along `axis`: a difference, smoothed by 1 2 1 along all other axes.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{Boundary, sobel};
/// let y = sobel(&array![[0.0, 1.0, 4.0], [0.0, 1.0, 4.0]], Axis(1), Boundary::Reflect)?;
/// assert_eq!(y, array![[4.0, 16.0, 12.0], [4.0, 16.0, 12.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn sobel<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    difference(x, axis, [1.0, 2.0, 1.0], boundary)
}

/// Prewitt's derivative along `axis`: a difference, smoothed by 1 1 1 along all other axes.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// As [`sobel`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{Boundary, prewitt};
/// let y = prewitt(&array![[0.0, 1.0, 4.0], [0.0, 1.0, 4.0]], Axis(1), Boundary::Reflect)?;
/// assert_eq!(y, array![[3.0, 12.0, 9.0], [3.0, 12.0, 9.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn prewitt<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    difference(x, axis, [1.0; 3], boundary)
}

/// The sum of the second differences along all axes.
///
/// ```text
/// y[i] = Σ over axes of x[i - 1] - 2 x[i] + x[i + 1]
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Values`](crate::Error::Values) when `x` has no axis.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{Boundary, laplace};
/// let y = laplace(&array![0.0, 1.0, 4.0, 9.0], Boundary::Nearest)?;
/// assert_eq!(y, array![1.0, 2.0, 2.0, -5.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn laplace<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    check_axes(x.ndim())?;
    sum_over_axes(x.ndim(), |axis| {
        let mut part = from_elements(x.raw_dim(), elements(x).into_owned());
        correlate_in_place(&mut part, Axis(axis), 3, boundary, || vec![1.0, -2.0, 1.0])?;
        Ok(part)
    })
}

/// The sum of the second derivatives, along all axes, of `x` smoothed by a Gaussian.
///
/// # Shapes
///
/// `x`: any, with at least one axis; `sigma`: one for each axis, or one for all. Returns the shape of `x`.
///
/// # Errors
///
/// As [`gaussian_filter`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_ndimage::gaussian_laplace;
/// let hill = Array2::from_shape_fn((9, 9), |(i, j)| if (i, j) == (4, 4) { 1.0 } else { 0.0 });
/// assert!(gaussian_laplace(&hill, &[1.0], &Default::default())?[(4, 4)] < 0.0);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The orders in `options` are not used; SciPy refuses them.
pub fn gaussian_laplace<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    sigma: &[f64],
    options: &GaussianOptions<F>,
) -> Result<Array<F, D>> {
    check_axes(x.ndim())?;
    sum_over_axes(x.ndim(), |axis| derivative(x, sigma, axis, 2, options))
}

/// The length of the gradient of `x` smoothed by a Gaussian.
///
/// # Shapes
///
/// `x`: any, with at least one axis; `sigma`: one for each axis, or one for all. Returns the shape of `x`.
///
/// # Errors
///
/// As [`gaussian_filter`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_ndimage::gaussian_gradient_magnitude;
/// let slope = Array2::from_shape_fn((20, 20), |(i, j)| 3.0 * i as f64 + 4.0 * j as f64);
/// let y = gaussian_gradient_magnitude(&slope, &[1.0], &Default::default())?;
/// assert!((y[(10, 10)] - 5.0).abs() < 0.01);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The orders in `options` are not used; SciPy refuses them.
pub fn gaussian_gradient_magnitude<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    sigma: &[f64],
    options: &GaussianOptions<F>,
) -> Result<Array<F, D>> {
    check_axes(x.ndim())?;
    let squares = sum_over_axes(x.ndim(), |axis| {
        Ok(derivative(x, sigma, axis, 1, options)?.mapv_into(|v| v * v))
    })?;
    Ok(squares.mapv_into(F::sqrt))
}

/// The sum of one array for each axis.
fn sum_over_axes<F: Real, D: Dimension>(
    n_axes: usize,
    part: impl Fn(usize) -> Result<Array<F, D>>,
) -> Result<Array<F, D>> {
    let mut sum = part(0)?;
    for axis in 1..n_axes {
        Zip::from(&mut sum).and(&part(axis)?).for_each(|sum, &part| *sum += part);
    }
    Ok(sum)
}

/// The derivative of the given order along one axis, of `x` smoothed along all.
fn derivative<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    sigma: &[f64],
    axis: usize,
    order: usize,
    options: &GaussianOptions<F>,
) -> Result<Array<F, D>> {
    let mut orders = vec![0; x.ndim()];
    orders[axis] = order;
    gaussian_filter(x, sigma, &GaussianOptions { order: orders, ..options.clone() })
}

fn difference<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    across: [f64; 3],
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    check_axis(axis, x.ndim())?;
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    correlate_in_place(&mut out, axis, 3, boundary, || vec![-1.0, 0.0, 1.0])?;
    for other in (0..x.ndim()).filter(|&other| other != axis.index()) {
        correlate_in_place(&mut out, Axis(other), 3, boundary, || across.to_vec())?;
    }
    Ok(out)
}
