//! Columns moved by their index.
//!
//! Counterpart of `librosa.util.shear`.

use ndarray::{Array2, ArrayRef2, Axis};
use onkai_core::{Error, Result};

/// Rolls lane `i` across `axis` by `factor · i` places: with `Axis(1)` the columns, with `Axis(0)` the rows.
///
/// So a recurrence matrix turns into one of lags, and back.
///
/// # Shapes
///
/// `x`: `[n_rows, n_columns]`, as is the result.
///
/// # Errors
///
/// [`Error::Parameter`] when `axis` is neither 0 nor 1.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis, array};
/// use onkai_mir::util::shear;
/// let x = Array2::<f64>::eye(3);
/// assert_eq!(shear(&x, -1, Axis(1))?, array![[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn shear<T: Clone>(x: &ArrayRef2<T>, factor: isize, axis: Axis) -> Result<Array2<T>> {
    if 1 < axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "0 or 1"));
    }
    let mut out = x.to_owned();
    if x.is_empty() {
        return Ok(out);
    }
    for (i, (lane, mut moved)) in x.axis_iter(axis).zip(out.axis_iter_mut(axis)).enumerate() {
        let n = lane.len();
        // In a wider type: the product of an index and a factor may be larger than either's.
        let by = (factor as i128 * i as i128).rem_euclid(n as i128) as usize;
        let (head, tail) = lane.split_at(Axis(0), n - by);
        let (mut first, mut second) = moved.view_mut().split_at(Axis(0), by);
        first.assign(&tail);
        second.assign(&head);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn there_and_back_on_either_axis() {
        let x = Array2::from_shape_fn((4, 7), |(i, j)| 10 * i + j);
        for axis in [Axis(0), Axis(1)] {
            for factor in [-3, -1, 0, 2, 9] {
                let sheared = shear(&x, factor, axis).unwrap();
                assert_eq!(shear(&sheared, -factor, axis).unwrap(), x);
            }
        }
        assert_eq!(shear(&array![[1, 2], [3, 4]], 1, Axis(0)).unwrap(), array![[1, 2], [4, 3]]);
    }

    #[test]
    fn other_axes_are_refused_and_extremes_are_not() {
        let x = array![[1, 2, 3], [4, 5, 6]];
        assert!(matches!(shear(&x, 1, Axis(2)), Err(Error::Parameter { name: "axis", .. })));
        assert_eq!(shear(&x, isize::MIN, Axis(1)).unwrap(), x);
        assert_eq!(shear(&Array2::<f32>::zeros((0, 3)), 1, Axis(1)).unwrap().dim(), (0, 3));
    }
}
