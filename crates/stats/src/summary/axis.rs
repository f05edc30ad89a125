//! Statistics of samples lifted to an axis of an array.
//!
//! Counterpart of the `axis` argument of `scipy.stats`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, Axis, Dimension, RemoveAxis};
use onkai_core::{Error, Real, Result, map_lanes};

use super::nan_policy::NanPolicy;

/// Computes a statistic of every lane of `x` along `axis`, which is left out of the result.
///
/// Any function of one sample will do, so that no function needs an `axis` of its own. For the
/// statistic of all elements give it `x.flatten()`.
///
/// # Shapes
///
/// `x`: any. Returns its shape without `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when there is no such axis; what `policy` or `statistic` refuse.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_stats::{NanPolicy, median, over_axis};
///
/// let x = array![[1.0, 2.0, f64::NAN], [3.0, 5.0, 7.0]];
/// assert_eq!(over_axis(&x, Axis(1), NanPolicy::Omit, |lane| median(lane))?, array![1.5, 5.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn over_axis<T, U, D, F>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    policy: NanPolicy,
    statistic: F,
) -> Result<Array<U, D::Smaller>>
where
    T: Real,
    U: Clone + Default + Send,
    D: Dimension + RemoveAxis,
    F: Fn(&ArrayRef1<T>) -> Result<U> + Sync,
{
    let kept = map_lanes(x, axis, 1, |lane, mut out| {
        out[0] = statistic(&*policy.apply("x", &lane)?)?;
        Ok(())
    })?;
    Ok(kept.index_axis_move(axis, 0))
}

/// Transforms every lane of `x` along `axis` to one of the same length.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when there is no such axis, [`Error::Shape`] when `transform` changes the
/// length; what `transform` refuses.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_stats::{map_axis, rankdata, RankMethod};
///
/// let x = array![[3.0, 1.0, 2.0], [5.0, 5.0, 4.0]];
/// let ranks = map_axis(&x, Axis(1), |lane| Ok(rankdata(lane, RankMethod::Min)))?;
/// assert_eq!(ranks, array![[3.0, 1.0, 2.0], [2.0, 2.0, 1.0]]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn map_axis<T, U, D, F>(x: &ArrayRef<T, D>, axis: Axis, transform: F) -> Result<Array<U, D>>
where
    T: Real,
    U: Clone + Default + Send,
    D: Dimension,
    F: Fn(&ArrayRef1<T>) -> Result<Array1<U>> + Sync,
{
    let len = x.shape().get(axis.index()).copied().unwrap_or_default();
    map_lanes(x, axis, len, |lane, mut out| {
        let transformed = transform(&lane)?;
        if transformed.len() != len {
            let (expected, actual) = (vec![len], vec![transformed.len()]);
            return Err(Error::Shape { name: "transform", expected, actual });
        }
        out.assign(&transformed);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, array};

    use super::*;
    use crate::mean;

    #[test]
    fn either_axis_is_taken_out() {
        let x = Array3::from_shape_fn((2, 3, 4), |(i, j, k)| (i + 10 * j + 100 * k) as f64);
        let means = over_axis(&x, Axis(1), NanPolicy::Propagate, mean).unwrap();
        assert_eq!(means.shape(), [2, 4]);
        assert_eq!(means[[1, 3]], 311.0);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let x = array![[1.0, f64::NAN]];
        let raised = over_axis(&x, Axis(1), NanPolicy::Raise, mean);
        assert!(matches!(raised, Err(Error::NotFinite { .. })));
        let missing = over_axis(&x, Axis(2), NanPolicy::Propagate, mean);
        assert!(matches!(missing, Err(Error::Parameter { name: "axis", .. })));
        let short = map_axis(&x, Axis(1), |_| Ok(array![1.0]));
        assert!(matches!(short, Err(Error::Shape { .. })));
    }
}
