//! The state of a filter by what went in and came out before.
//!
//! Counterpart of `scipy.signal.lfiltic`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Result, Scalar};

use crate::lfilter::LinearFilter;

/// The state of a filter whose last outputs were `y` and whose last inputs were `x`, the latest
/// first.
///
/// ```text
/// z[m] = Σ b[m+1+i] x[-1-i] - Σ a[m+1+i] y[-1-i],   with a[0] scaled to 1
/// ```
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`. `y`, `x`: any length; what is missing of `N` and `M` samples is taken
/// to be zero. Returns `[max(M, N)]`.
///
/// # Errors
///
/// As [`lfilter`](crate::lfilter).
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::{lfilter_with_state, lfiltic};
/// let (b, a) = (array![1.0], array![1.0, -0.5]);
/// let zi = lfiltic(&b, &a, &array![4.0], &array![])?;
/// let y = lfilter_with_state(&b, &a, &array![0.0, 0.0], Axis(0), &zi)?.y;
/// assert_eq!(y, array![2.0, 1.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn lfiltic<T: Scalar>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    x: &ArrayRef1<T>,
) -> Result<Array1<T>> {
    let n_state = LinearFilter::new(b, a)?.state().len();
    let sum = |c: &ArrayRef1<T>, past: &ArrayRef1<T>, m: usize| {
        let products = c.iter().skip(m + 1).zip(past).map(|(&c, &v)| c * v);
        products.fold(T::zero(), |sum, product| sum + product)
    };
    Ok(Array1::from_shape_fn(n_state, |m| (sum(b, x, m) - sum(a, y, m)) / a[0]))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_coefficients_are_refused() {
        let none: Array1<f64> = array![];
        assert!(lfiltic(&array![1.0], &array![0.0, 1.0], &none, &none).is_err());
        assert!(lfiltic(&none, &array![1.0], &none, &none).is_err());
        assert_eq!(lfiltic(&array![2.0], &array![1.0], &none, &none).unwrap(), none);
    }
}
