//! Rows or columns put in order.
//!
//! Counterpart of `librosa.util.axis_sort`.

use ndarray::{Array2, ArrayRef2, ArrayView1, Axis};
use onkai_core::{Error, Real, Result, check_finite};

/// Sorts the lanes across `axis` by where each is largest: with `Axis(1)` the columns, by the row of
/// their maximum.
///
/// # Shapes
///
/// `s`: `[n_rows, n_columns]`, as is the result.
///
/// # Errors
///
/// [`Error::Parameter`] when `axis` is neither 0 nor 1, [`Error::NotFinite`], [`Error::TooShort`] when there
/// are lanes that hold nothing.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::axis_sort;
/// let sorted = axis_sort(&array![[0.0, 3.0], [2.0, 1.0]], Axis(1))?;
/// assert_eq!(sorted.order, [1, 0]);
/// assert_eq!(sorted.values, array![[3.0, 0.0], [1.0, 2.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Lanes that are equal in this keep their order.
pub fn axis_sort<F: Real>(s: &ArrayRef2<F>, axis: Axis) -> Result<AxisSort<F>> {
    check_finite("s", s)?;
    axis_sort_by(s, axis, |lane| {
        let first = |best: usize, (i, &v): (usize, &F)| if lane[best] < v { i } else { best };
        lane.iter().enumerate().fold(0, first) as f64
    })
}

/// [`axis_sort`] by any number that `key` gives to a lane.
///
/// # Errors
///
/// [`Error::Parameter`] when `axis` is neither 0 nor 1, [`Error::Values`] when a key is NaN,
/// [`Error::TooShort`] when there are lanes that hold nothing.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::axis_sort_by;
/// let by_sum = axis_sort_by(&array![[5.0], [1.0], [3.0]], Axis(0), |row| row.sum())?;
/// assert_eq!(by_sum.order, [1, 2, 0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn axis_sort_by<F: Real>(
    s: &ArrayRef2<F>,
    axis: Axis,
    mut key: impl FnMut(ArrayView1<'_, F>) -> f64,
) -> Result<AxisSort<F>> {
    if 1 < axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "0 or 1"));
    }
    if s.is_empty() && 0 < s.len_of(axis) {
        return Err(Error::TooShort { name: "s", expected: 1, actual: 0 });
    }
    let keys: Vec<f64> = s.axis_iter(axis).map(&mut key).collect();
    if keys.iter().any(|key| key.is_nan()) {
        return Err(Error::Values { name: "key", requirement: "not give NaN" });
    }
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys[a].total_cmp(&keys[b]));
    Ok(AxisSort { values: s.select(axis, &order), order })
}

/// What [`axis_sort`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisSort<F> {
    /// The lanes in their new order.
    pub values: Array2<F>,
    /// Which lane stands at each place.
    pub order: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let s = array![[1.0, 2.0]];
        assert!(matches!(axis_sort(&s, Axis(2)), Err(Error::Parameter { name: "axis", .. })));
        assert!(matches!(axis_sort(&array![[f64::NAN]], Axis(0)), Err(Error::NotFinite { .. })));
        let nan = axis_sort_by(&s, Axis(0), |_| f64::NAN);
        assert!(matches!(nan, Err(Error::Values { name: "key", .. })));
        let hollow = axis_sort(&Array2::<f32>::zeros((0, 3)), Axis(1));
        assert!(matches!(hollow, Err(Error::TooShort { name: "s", .. })));
        assert_eq!(axis_sort(&Array2::<f32>::zeros((0, 3)), Axis(0)).unwrap().order, []);
    }
}
