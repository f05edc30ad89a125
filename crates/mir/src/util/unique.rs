//! How many different values there are.
//!
//! Counterpart of `librosa.util.count_unique` and `is_unique`.

use std::cmp::Ordering;

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayView1, Axis, RemoveAxis};
use onkai_core::{Error, Result};

/// How many different values each lane along `axis` has.
///
/// # Shapes
///
/// Returns the shape of `data` without `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `data` has no such axis, [`Error::Values`] when it has NaN.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::count_unique;
/// assert_eq!(count_unique(&array![[1, 2, 2], [5, 3, 4]], Axis(1))?, array![2, 3]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn count_unique<T, D>(data: &ArrayRef<T, D>, axis: Axis) -> Result<Array<usize, D::Smaller>>
where
    T: PartialOrd + Clone,
    D: RemoveAxis,
{
    let mut sorted = Vec::new();
    of_lanes(data, axis, |lane| n_different(&lane, &mut sorted))
}

/// Whether all values of each lane along `axis` differ.
///
/// # Shapes
///
/// Returns the shape of `data` without `axis`.
///
/// # Errors
///
/// As [`count_unique`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::is_unique;
/// assert_eq!(is_unique(&array![[1, 2, 2], [5, 3, 4]], Axis(1))?, array![false, true]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn is_unique<T, D>(data: &ArrayRef<T, D>, axis: Axis) -> Result<Array<bool, D::Smaller>>
where
    T: PartialOrd + Clone,
    D: RemoveAxis,
{
    let mut sorted = Vec::new();
    of_lanes(data, axis, |lane| n_different(&lane, &mut sorted) == lane.len())
}

fn of_lanes<T: PartialOrd, U, D: RemoveAxis>(
    data: &ArrayRef<T, D>,
    axis: Axis,
    run: impl FnMut(ArrayView1<'_, T>) -> U,
) -> Result<Array<U, D::Smaller>> {
    if data.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    if data.iter().any(|v| v.partial_cmp(v).is_none()) {
        return Err(Error::Values { name: "data", requirement: "not have NaN" });
    }
    Ok(data.map_axis(axis, run))
}

fn n_different<T: PartialOrd + Clone>(lane: &ArrayRef1<T>, sorted: &mut Vec<T>) -> usize {
    sorted.clear();
    sorted.extend(lane.iter().cloned());
    sorted.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    sorted.dedup();
    sorted.len()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, arr0, array};

    use super::*;

    #[test]
    fn either_axis_and_nothing() {
        let x = array![[1.0, 2.0], [1.0, -0.0], [3.0, 0.0]];
        assert_eq!(count_unique(&x, Axis(0)).unwrap(), array![2, 2]);
        assert_eq!(is_unique(&x, Axis(1)).unwrap(), array![true, true, true]);
        assert_eq!(count_unique(&Array2::<i32>::zeros((2, 0)), Axis(1)).unwrap(), array![0, 0]);
        assert_eq!(count_unique(&array![4, 4], Axis(0)).unwrap(), arr0(1));
    }

    #[test]
    fn bad_arguments_are_named() {
        let no_axis = count_unique(&array![1], Axis(1));
        assert!(matches!(no_axis, Err(Error::Parameter { name: "axis", .. })));
        let nan = is_unique(&array![1.0, f64::NAN], Axis(0));
        assert!(matches!(nan, Err(Error::Values { name: "data", .. })));
    }
}
