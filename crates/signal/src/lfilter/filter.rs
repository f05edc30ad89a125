//! Filtering along an axis.
//!
//! Counterpart of `scipy.signal.lfilter`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, Dimension};
use onkai_core::{Error, Result, Scalar, map_lanes};

use crate::lfilter::streaming::LinearFilter;

/// Filters `x` along `axis`, starting at rest.
///
/// ```text
/// a[0] y[n] = b[0] x[n] + … + b[M] x[n-M] - a[1] y[n-1] - … - a[N] y[n-N]
/// ```
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`. `x`: any. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::TooShort`] when `b` or `a` is empty, [`Error::Values`] when `a[0]` is zero or a
/// coefficient is not finite, [`Error::Parameter`] when `x` has no such axis. `x` itself may hold
/// anything; a NaN in it stays in the output for as long as the filter remembers it. An unstable
/// filter is no error: its output grows. [`Zpk::is_stable`](crate::Zpk::is_stable) tells.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::lfilter;
/// let y = lfilter(&array![0.5], &array![1.0, -0.5], &array![1.0, 1.0, 1.0], Axis(0))?;
/// assert_eq!(y, array![0.5, 0.75, 0.875]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 3rd ed., 2010, section 6.3
/// (the transposed direct form II).
pub fn lfilter<T: Scalar, D: Dimension>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    x: &ArrayRef<T, D>,
    axis: Axis,
) -> Result<Array<T, D>> {
    let filter = LinearFilter::new(b, a)?;
    let n = x.shape().get(axis.index()).copied().unwrap_or(0);
    map_lanes(x, axis, n, |lane, mut out| {
        filter.clone().run_lane(&lane, &mut out);
        Ok(())
    })
}

/// Filters `x` along `axis`, starting from the state `zi`, and tells the state it ends in.
///
/// The state is that of the transposed direct form II, as SciPy's: a signal cut into blocks and
/// filtered block by block, each from the state its predecessor left, gives what it gives in one
/// go, to the last bit. For one channel [`LinearFilter`] does the book-keeping.
///
/// # Shapes
///
/// As [`lfilter`]; `zi` has the shape of `x`, but `max(M, N)` elements along `axis`.
///
/// # Errors
///
/// As [`lfilter`]; [`Error::Shape`] for any other shape of `zi`.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::{lfilter_with_state, lfilter_zi};
/// let (b, a) = (array![0.5], array![1.0, -0.5]);
/// let start = lfilter_zi(&b, &a)?;
/// let steady = lfilter_with_state(&b, &a, &array![1.0, 1.0, 1.0], Axis(0), &start)?;
/// assert_eq!((steady.y, steady.zf), (array![1.0, 1.0, 1.0], start));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn lfilter_with_state<T: Scalar, D: Dimension>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    x: &ArrayRef<T, D>,
    axis: Axis,
    zi: &ArrayRef<T, D>,
) -> Result<Lfiltered<T, D>> {
    let mut filter = LinearFilter::new(b, a)?;
    if x.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    let mut expected = x.raw_dim();
    expected[axis.index()] = filter.state().len();
    if zi.raw_dim() != expected {
        let (expected, actual) = (expected.slice().to_vec(), zi.shape().to_vec());
        return Err(Error::Shape { name: "zi", expected, actual });
    }
    // Neither a memoryless filter nor an empty signal has lanes of both kinds to pair.
    if zi.is_empty() || x.is_empty() {
        return Ok(Lfiltered { y: lfilter(b, a, x, axis)?, zf: zi.to_owned() });
    }
    let mut y = Array::default(x.raw_dim());
    let mut zf = Array::default(zi.raw_dim());
    let states = zi.lanes(axis).into_iter().zip(zf.lanes_mut(axis));
    let signals = x.lanes(axis).into_iter().zip(y.lanes_mut(axis));
    for ((start, mut end), (signal, mut out)) in states.zip(signals) {
        filter.set_state(&start)?;
        filter.run_lane(&signal, &mut out);
        end.assign(&filter.state());
    }
    Ok(Lfiltered { y, zf })
}

/// What [`lfilter_with_state`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Lfiltered<T, D: Dimension> {
    /// The filtered signal.
    pub y: Array<T, D>,
    /// The state after the last sample, of the shape of `zi`.
    pub zf: Array<T, D>,
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn an_axis_the_array_lacks_is_named() {
        let (b, x) = (array![1.0], array![1.0]);
        let expected = Error::parameter("axis", 1.0, "an axis of the array");
        assert_eq!(lfilter(&b, &b, &x, Axis(1)).unwrap_err(), expected);
        assert_eq!(lfilter_with_state(&b, &b, &x, Axis(1), &x).unwrap_err(), expected);
    }

    #[test]
    fn a_state_of_another_shape_is_refused() {
        let (b, a) = (array![1.0, 2.0, 3.0], array![1.0]);
        let x = Array2::<f64>::zeros((4, 5));
        let error = lfilter_with_state(&b, &a, &x, Axis(0), &Array2::zeros((5, 2))).unwrap_err();
        assert_eq!(error.to_string(), "`zi` has shape [5, 2], but must have [2, 5]");
    }

    #[test]
    fn no_samples_leave_the_state_as_it_was() {
        let (b, a) = (array![1.0, 2.0], array![1.0, 0.5]);
        let x = Array1::<f32>::zeros(0);
        let zi = array![7.0];
        let done =
            lfilter_with_state(&b.mapv(|v| v as f32), &a.mapv(|v| v as f32), &x, Axis(0), &zi);
        assert_eq!(done.unwrap(), Lfiltered { y: x, zf: zi });
    }
}
