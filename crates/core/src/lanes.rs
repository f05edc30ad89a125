//! Lifting a one-dimensional kernel to an axis of an n-dimensional array.

use std::borrow::Cow;

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayView1, ArrayViewMut1, Axis, Dimension};

use crate::error::{Error, Result};
use crate::large_pages::large_zeros;

/// Least number of elements for which spreading lanes over threads pays for waking them.
#[cfg(feature = "rayon")]
const PARALLEL_FROM: usize = 1 << 15;

/// Runs `kernel` on each lane of `x` along `axis` and gathers the results in a new array.
///
/// The kernel gets an input lane and an output lane of `out_len` elements, zeroed. Lanes run on
/// several threads (feature `rayon`) when the array is large; the result does not depend on it.
///
/// # Shapes
///
/// `x`: any shape. Returns the same shape with `out_len` in place of the length along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis; else the first error of the kernel.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// let x = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
/// let sums = onkai_core::map_lanes(&x, Axis(1), 1, |lane, mut out| {
///     out[0] = lane.sum();
///     Ok(())
/// })?;
/// assert_eq!(sums, array![[6.0], [15.0]]);
/// # Ok::<(), onkai_core::Error>(())
/// ```
pub fn map_lanes<T, U, D, K>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    out_len: usize,
    kernel: K,
) -> Result<Array<U, D>>
where
    T: Sync,
    U: Clone + Default + Send,
    D: Dimension,
    K: Fn(ArrayView1<'_, T>, ArrayViewMut1<'_, U>) -> Result<()> + Sync,
{
    if x.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    let mut dim = x.raw_dim();
    dim[axis.index()] = out_len;
    let out = large_zeros(dim.size());
    let mut out =
        Array::<U, D>::from_shape_vec(dim, out).expect("made with as many elements as the shape");
    // An empty output has no lanes to pair with those of the input.
    if out.is_empty() {
        return Ok(out);
    }
    #[cfg(feature = "rayon")]
    let is_large = PARALLEL_FROM <= x.len().max(out.len());
    let lanes = x.lanes(axis).into_iter().zip(out.lanes_mut(axis));
    #[cfg(feature = "rayon")]
    if is_large {
        use rayon::prelude::*;
        let lanes: Vec<_> = lanes.collect();
        lanes.into_par_iter().try_for_each(|(a, b)| kernel(a, b))?;
        return Ok(out);
    }
    lanes.into_iter().try_for_each(|(a, b)| kernel(a, b))?;
    Ok(out)
}

/// The elements of `x` in order as a slice: borrowed where they lie side by side, else copied.
///
/// # Examples
///
/// ```
/// use ndarray::{array, s};
/// let x = array![1.0, 2.0, 3.0, 4.0];
/// assert_eq!(*onkai_core::as_contiguous(&x.slice(s![..;2])), [1.0, 3.0]);
/// ```
pub fn as_contiguous<T: Clone>(x: &ArrayRef1<T>) -> Cow<'_, [T]> {
    match x.as_slice() {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(x.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, Array3, array};

    use super::*;

    #[test]
    fn either_axis_and_many_threads_agree_with_a_loop() {
        let x = Array2::from_shape_fn((300, 200), |(i, j)| (i * 7 + j * 3) as f64);
        for axis in 0..2 {
            let reversed = map_lanes(&x, Axis(axis), x.len_of(Axis(axis)), |a, mut b| {
                b.assign(&a.slice(ndarray::s![..;-1]));
                Ok(())
            });
            let mut expected = x.clone();
            expected.invert_axis(Axis(axis));
            assert_eq!(reversed.unwrap(), expected);
        }
    }

    #[test]
    fn a_missing_axis_is_named() {
        let result = map_lanes(&array![1.0], Axis(1), 1, |_, _: ArrayViewMut1<'_, f64>| Ok(()));
        assert_eq!(result.unwrap_err(), Error::parameter("axis", 1.0, "an axis of the array"));
    }

    #[test]
    fn empty_arrays_give_empty_arrays() {
        let x = Array3::<f32>::zeros((2, 0, 3));
        let y = map_lanes(&x, Axis(2), 5, |_, _: ArrayViewMut1<'_, f32>| Ok(())).unwrap();
        assert_eq!(y.shape(), [2, 0, 5]);
        let y = map_lanes(&x, Axis(1), 4, |a, mut b| {
            b.fill(a.len() as f32 + 1.0);
            Ok(())
        });
        assert_eq!(y.unwrap(), Array3::ones((2, 4, 3)));
    }

    #[test]
    fn the_error_of_a_kernel_comes_back() {
        let refuse = |_: ArrayView1<'_, f64>, _: ArrayViewMut1<'_, f64>| {
            Err(Error::Values { name: "x", requirement: "be sorted" })
        };
        let error = map_lanes(&array![[1.0]], Axis(0), 1, refuse).unwrap_err();
        assert_eq!(error.to_string(), "`x` must be sorted");
    }
}
