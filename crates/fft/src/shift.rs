//! Frequency zero in the middle.
//!
//! Counterpart of `scipy.fft.fftshift` and `scipy.fft.ifftshift`.

use ndarray::{Array, ArrayRef, Axis, Dimension, Slice};
use onkai_core::Result;

use crate::options::resolve_axes;

/// Moves frequency zero from the first bin to the middle, along all axes.
///
/// # Shapes
///
/// `x`: any. Returns the same shape; bin `k` of an axis of `N` comes to `(k + N / 2) mod N`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_fft::fftshift(&array![0, 1, 2, -2, -1]), array![-2, -1, 0, 1, 2]);
/// ```
pub fn fftshift<T: Clone, D: Dimension>(x: &ArrayRef<T, D>) -> Array<T, D> {
    rotated(x, &all(x), |n| n / 2)
}

/// The inverse of [`fftshift`]; another one for odd lengths only.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_fft::ifftshift(&array![-2, -1, 0, 1, 2]), array![0, 1, 2, -2, -1]);
/// ```
pub fn ifftshift<T: Clone, D: Dimension>(x: &ArrayRef<T, D>) -> Array<T, D> {
    rotated(x, &all(x), |n| n - n / 2)
}

/// [`fftshift`] along some axes.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when one is no axis of `x`,
/// [`Error::Values`](crate::Error::Values) when one is named twice.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::fftshift_axes;
/// assert_eq!(fftshift_axes(&array![[0, 1], [2, 3]], &[Axis(0)])?, array![[2, 3], [0, 1]]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fftshift_axes<T: Clone, D: Dimension>(
    x: &ArrayRef<T, D>,
    axes: &[Axis],
) -> Result<Array<T, D>> {
    resolve_axes(None, Some(axes), x.ndim())?;
    Ok(rotated(x, axes, |n| n / 2))
}

/// [`ifftshift`] along some axes.
///
/// # Errors
///
/// As [`fftshift_axes`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::ifftshift_axes;
/// assert_eq!(ifftshift_axes(&array![[-1, 0, 1]], &[Axis(1)])?, array![[0, 1, -1]]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifftshift_axes<T: Clone, D: Dimension>(
    x: &ArrayRef<T, D>,
    axes: &[Axis],
) -> Result<Array<T, D>> {
    resolve_axes(None, Some(axes), x.ndim())?;
    Ok(rotated(x, axes, |n| n - n / 2))
}

fn all<T, D: Dimension>(x: &ArrayRef<T, D>) -> Vec<Axis> {
    (0..x.ndim()).map(Axis).collect()
}

/// Turns each of the axes by as many places as `places` says of its length.
fn rotated<T: Clone, D: Dimension>(
    x: &ArrayRef<T, D>,
    axes: &[Axis],
    places: fn(usize) -> usize,
) -> Array<T, D> {
    let mut out = x.to_owned();
    for &axis in axes {
        let n = x.len_of(axis);
        let start = n - places(n);
        let before = out.clone();
        let (mut head, mut tail) = out.view_mut().split_at(axis, n - start);
        head.assign(&before.slice_axis(axis, Slice::from(start..)));
        tail.assign(&before.slice_axis(axis, Slice::from(..start)));
    }
    out
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn empty_arrays_stay_and_missing_axes_are_named() {
        assert_eq!(fftshift(&Array2::<f32>::zeros((0, 3))).shape(), [0, 3]);
        assert_eq!(ifftshift(&array![5]), array![5]);
        let error = fftshift_axes(&array![1], &[Axis(1)]).unwrap_err().to_string();
        assert_eq!(error, "`axes` is 1, but must be an axis of the array");
        assert!(ifftshift_axes(&array![1], &[Axis(0), Axis(0)]).is_err());
    }
}
