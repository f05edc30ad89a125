//! The state of a filter that has seen ones for ever.
//!
//! Counterpart of `scipy.signal.lfilter_zi`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, Scalar};

/// The state in which a filter answers a constant 1 with a constant from the first sample on.
///
/// That constant is `g = Σ b / Σ a`, and the state `z[k] = Σ_{k<m} (b[m] - a[m] g)`, with `a[0]`
/// scaled to 1. Times `x[0]` it starts [`lfilter_with_state`](crate::lfilter_with_state) without
/// the jump from rest.
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`. Returns `[max(M, N)]`.
///
/// # Errors
///
/// As [`lfilter`](crate::lfilter); [`Error::Values`] when `Σ a` is zero, as such a filter adds up
/// a constant without end.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let zi = onkai_signal::lfilter_zi(&array![0.25, 0.25], &array![1.0, -0.5])?;
/// assert_eq!(zi, array![0.75]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Leading zeros of `a` are refused, not skipped.
pub fn lfilter_zi<T: Scalar>(b: &ArrayRef1<T>, a: &ArrayRef1<T>) -> Result<Array1<T>> {
    let n_state = crate::lfilter::LinearFilter::new(b, a)?.state().len();
    if a.sum() == T::zero() {
        let requirement = "not add up to zero, as the filter then has no steady state";
        return Err(Error::Values { name: "a", requirement });
    }
    let gain = b.sum() / a.sum();
    let mut zi = Array1::from_elem(n_state, T::zero());
    let mut sum = T::zero();
    for k in (0..n_state).rev() {
        let of = |c: &ArrayRef1<T>| c.get(k + 1).copied().unwrap_or_else(T::zero) / a[0];
        sum += of(b) - of(a) * gain;
        zi[k] = sum;
    }
    Ok(zi)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn an_integrator_has_no_steady_state() {
        let error = lfilter_zi(&array![1.0], &array![1.0, -1.0]).unwrap_err().to_string();
        assert_eq!(error, "`a` must not add up to zero, as the filter then has no steady state");
    }

    #[test]
    fn no_memory_no_state() {
        assert!(lfilter_zi(&array![3.0_f32], &array![2.0]).unwrap().is_empty());
    }
}
