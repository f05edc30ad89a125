//! Samples that compare with all others in a window.
//!
//! Counterpart of `scipy.signal.argrelextrema`, `argrelmin` and `argrelmax`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Real, Result, Scalar, map_lanes};

/// Marks the samples for which `compare(sample, other)` is true of the `order` samples on either side
/// along `axis`.
///
/// # Shapes
///
/// `x`: any. Returns the same shape: `true` at the extrema.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero or `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::argrelextrema;
/// let x = array![2.0, 1.0, 1.0, 3.0, 0.0, 3.0];
/// let lowest = argrelextrema(&x, |a, b| a <= b, Axis(0), 1, false)?;
/// assert_eq!(lowest, array![false, true, true, false, true, false]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Returns a mask, of which `indexed_iter` gives the indices that SciPy returns. `wrap` is SciPy's
/// `mode`: without it (`"clip"`) a sample at the end is compared with itself beyond it.
pub fn argrelextrema<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    compare: impl Fn(T, T) -> bool + Sync,
    axis: Axis,
    order: usize,
    wrap: bool,
) -> Result<Array<bool, D>> {
    if order == 0 {
        return Err(Error::parameter("order", 0.0, "at least 1"));
    }
    let n = x.shape().get(axis.index()).copied().unwrap_or(0);
    let mode: PadMode<T> = if wrap { PadMode::Wrap } else { PadMode::Edge };
    // Beyond the length nothing new is seen.
    let order = order.min(n);
    map_lanes(x, axis, n, |lane, mut out| {
        let other = |i: isize| mode.source(i, n).map(|i| lane[i]);
        for (i, out) in out.iter_mut().enumerate() {
            let at = |shift: isize| other(i.cast_signed() + shift);
            let holds = |shift| at(shift).is_none_or(|other| compare(lane[i], other));
            *out = (1..=order.cast_signed()).all(|shift| holds(shift) && holds(-shift));
        }
        Ok(())
    })
}

/// Marks the samples that are lower than all of the `order` samples on either side; see
/// [`argrelextrema`].
///
/// # Errors
///
/// As [`argrelextrema`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// let x = array![2.0, 1.0, 2.0, 0.0, 3.0];
/// assert_eq!(
///     onkai_signal::argrelmin(&x, Axis(0), 2, false)?,
///     array![false, false, false, true, false]
/// );
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn argrelmin<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    order: usize,
    wrap: bool,
) -> Result<Array<bool, D>> {
    argrelextrema(x, |a, b| a < b, axis, order, wrap)
}

/// Marks the samples that are higher than all of the `order` samples on either side; see
/// [`argrelextrema`].
///
/// # Errors
///
/// As [`argrelextrema`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// let x = array![1.0, 2.0, 1.0, 3.0, 0.0];
/// assert_eq!(
///     onkai_signal::argrelmax(&x, Axis(0), 1, false)?,
///     array![false, true, false, true, false]
/// );
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn argrelmax<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    order: usize,
    wrap: bool,
) -> Result<Array<bool, D>> {
    argrelextrema(x, |a, b| b < a, axis, order, wrap)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![1.0, 2.0];
        assert!(matches!(argrelmax(&x, Axis(0), 0, false), Err(Error::Parameter { .. })));
        assert!(matches!(argrelmin(&x, Axis(1), 1, false), Err(Error::Parameter { .. })));
        assert!(argrelmin(&Array1::<f32>::zeros(0), Axis(0), 3, true).unwrap().is_empty());
    }

    #[test]
    fn a_nan_is_no_extremum() {
        let x = array![0.0, f64::NAN, 0.0];
        assert!(argrelmax(&x, Axis(0), 1, true).unwrap().iter().all(|&marked| !marked));
    }
}
