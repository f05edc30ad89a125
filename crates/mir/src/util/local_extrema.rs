//! Where a value is above or below its neighbours.
//!
//! Counterpart of `librosa.util.localmax` and `localmin`.

use ndarray::{Array, ArrayRef, Axis, Dimension, ShapeBuilder, Slice, Zip};
use onkai_core::{Error, Result, for_each_chunk};

/// Whether each element is larger than the one before, and at least as large as the next.
///
/// The first is no maximum, the last one may be. NaN is none, and nothing beside it.
///
/// # Shapes
///
/// Returns the shape of `x`, in its order in memory; lanes lie along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::localmax;
/// let x = array![1, 0, 1, 2, 2, 0, 3];
/// let peaks = localmax(&x, Axis(0))?;
/// assert_eq!(peaks, array![false, false, false, true, false, false, true]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn localmax<T, D>(x: &ArrayRef<T, D>, axis: Axis) -> Result<Array<bool, D>>
where
    T: PartialOrd + Copy + Send + Sync,
    D: Dimension,
{
    extrema(x, axis, |before, value, next| value > before && value >= next)
}

/// Whether each element is smaller than the one before, and at most as large as the next.
///
/// The first is no minimum, the last one may be. NaN is none, and nothing beside it.
///
/// # Shapes
///
/// Returns the shape of `x`, in its order in memory; lanes lie along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::util::localmin;
/// let x = array![[2.0, 1.0, 3.0], [0.0, 1.0, 0.5]];
/// let dips = localmin(&x, Axis(1))?;
/// assert_eq!(dips, array![[false, true, false], [false, false, true]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn localmin<T, D>(x: &ArrayRef<T, D>, axis: Axis) -> Result<Array<bool, D>>
where
    T: PartialOrd + Copy + Send + Sync,
    D: Dimension,
{
    extrema(x, axis, |before, value, next| value < before && value <= next)
}

fn extrema<T, D>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    is_extremum: impl Fn(T, T, T) -> bool + Send + Sync,
) -> Result<Array<bool, D>>
where
    T: PartialOrd + Copy + Send + Sync,
    D: Dimension,
{
    if x.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    let by_columns = x.strides().first() < x.strides().last();
    let mut out = Array::from_elem(x.raw_dim().set_f(by_columns), false);
    let n = x.len_of(axis);
    if out.is_empty() || n < 2 {
        return Ok(out);
    }
    if x.stride_of(axis) == 1 && out.stride_of(axis) == 1 {
        let mut lanes: Vec<_> = x.lanes(axis).into_iter().zip(out.lanes_mut(axis)).collect();
        for_each_chunk(
            &mut lanes,
            1,
            LANES_PER_TASK,
            || (),
            |(), _, lane| {
                let (x, out) = &mut lane[0];
                if let (Some(x), Some(out)) = (x.as_slice(), out.as_slice_mut()) {
                    along(x, out, &is_extremum);
                }
            },
        );
    } else {
        let mut planes: Vec<_> = out.axis_chunks_iter_mut(axis, 1).collect();
        for_each_chunk(
            &mut planes,
            1,
            LANES_PER_TASK,
            || (),
            |(), at, plane| {
                let Some(before) = at.checked_sub(1) else { return };
                // The last one is its own next, which it is as large as.
                let plane_at = |index: usize| x.slice_axis(axis, Slice::from(index..=index));
                let [before, value, next] = [before, at, (at + 1).min(n - 1)].map(plane_at);
                Zip::from(&mut plane[0]).and(before).and(value).and(next).for_each(
                    |out, &before, &value, &next| *out = is_extremum(before, value, next),
                );
            },
        );
    }
    Ok(out)
}

/// So many that waking a thread pays.
const LANES_PER_TASK: usize = 32;

/// One lane, which lies in one piece.
fn along<T: Copy>(x: &[T], out: &mut [bool], is_extremum: impl Fn(T, T, T) -> bool) {
    let n = x.len();
    let befores_and_values = x[..n - 2].iter().zip(&x[1..n - 1]);
    let triples = befores_and_values.zip(&x[2..]);
    for (out, ((&before, &value), &next)) in out[1..n - 1].iter_mut().zip(triples) {
        *out = is_extremum(before, value, next);
    }
    out[n - 1] = is_extremum(x[n - 2], x[n - 1], x[n - 1]);
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array, s};
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn layouts_agree() {
        let rows = Array2::from_shape_vec((70, 50), noise(3500, 4).to_vec()).unwrap();
        let rows = rows.mapv(|v| (4.0 * v).round());
        let mut columns = Array2::zeros((70, 50).f());
        columns.assign(&rows);
        for axis in [Axis(0), Axis(1)] {
            let peaks = localmax(&rows, axis).unwrap();
            assert_eq!(localmax(&columns, axis).unwrap(), peaks);
            assert_eq!(localmin(&columns.mapv(|v| -v), axis).unwrap(), peaks);
            let every_other = columns.slice(s![..;3, ..;2]);
            let thin = rows.slice(s![..;3, ..;2]).to_owned();
            assert_eq!(localmax(&every_other, axis).unwrap(), localmax(&thin, axis).unwrap());
        }
    }

    #[test]
    fn short_lanes_have_none_but_the_last() {
        assert_eq!(localmax(&Array1::<f64>::zeros(0), Axis(0)).unwrap().len(), 0);
        assert_eq!(localmax(&array![5.0], Axis(0)).unwrap(), array![false]);
        assert_eq!(localmax(&array![5.0, 6.0], Axis(0)).unwrap(), array![false, true]);
        assert_eq!(localmin(&array![5.0, 6.0], Axis(0)).unwrap(), array![false, false]);
    }

    #[test]
    fn nan_is_no_extremum_and_bad_axes_are_named() {
        let x = array![0.0, 2.0, f64::NAN, 2.0, 1.0];
        assert!(localmax(&x, Axis(0)).unwrap().iter().all(|peak| !peak));
        assert!(localmin(&x, Axis(0)).unwrap().to_vec() == [false, false, false, false, true]);
        let no_axis = localmax(&x, Axis(1));
        assert!(matches!(no_axis, Err(Error::Parameter { name: "axis", .. })));
    }
}
