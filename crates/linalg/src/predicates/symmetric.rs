//! Whether a matrix equals its transpose.
//!
//! Counterpart of `scipy.linalg.issymmetric` and `ishermitian`.

use ndarray::ArrayRef2;
use num_traits::{Float, Zero};
use onkai_core::{Real, Scalar};

/// Whether a matrix is symmetric: `|a[i, j] - a[j, i]| ≤ atol + rtol |a[j, i]|` for all `i`, `j`.
///
/// With both tolerances zero the elements must be equal. The diagonal is not looked at; NaN beside it
/// equals nothing. A matrix that is not square is not symmetric.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[1.0, 2.0], [2.0 + 1e-12, 3.0]];
/// assert!(!onkai_linalg::issymmetric(&a, 0.0, 0.0));
/// assert!(onkai_linalg::issymmetric(&a, 1e-9, 0.0));
/// ```
///
/// # Differences from SciPy
///
/// With tolerances SciPy looks at the diagonal, too, so that NaN there says no; and a matrix that is not
/// square is an error there.
#[doc(alias = "is_symmetric")]
pub fn issymmetric<T: Scalar>(a: &ArrayRef2<T>, rtol: f64, atol: f64) -> bool {
    is_equal_to(a, |v| v, rtol, atol)
}

/// Whether a matrix is Hermitian: [`issymmetric`] with the conjugate of `a[j, i]`.
///
/// The diagonal is looked at, too, unless the matrix is real: it must be real as far as the tolerances
/// say.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use num_complex::Complex;
/// let i = Complex::new(0.0, 1.0);
/// assert!(onkai_linalg::ishermitian(&array![[i * 0.0, i], [-i, i * 0.0]], 0.0, 0.0));
/// ```
#[doc(alias = "is_hermitian")]
pub fn ishermitian<T: Scalar>(a: &ArrayRef2<T>, rtol: f64, atol: f64) -> bool {
    let is_close = |v: T| close(v, v.conj(), rtol, atol) || v.modulus().is_nan();
    is_equal_to(a, T::conj, rtol, atol) && a.diag().iter().all(|&v| is_close(v))
}

fn is_equal_to<T: Scalar>(a: &ArrayRef2<T>, image: fn(T) -> T, rtol: f64, atol: f64) -> bool {
    let n = a.nrows();
    n == a.ncols()
        && (0..n).all(|i| {
            (0..i).all(|j| {
                let (low, high) = (a[[i, j]], a[[j, i]]);
                close(low, image(high), rtol, atol) && close(high, image(low), rtol, atol)
            })
        })
}

fn close<T: Scalar>(a: T, b: T, rtol: f64, atol: f64) -> bool {
    if a == b {
        return true;
    }
    let allowed = T::Real::of(atol) + T::Real::of(rtol) * b.modulus();
    T::Real::zero() < allowed && allowed.is_finite() && (a - b).modulus() <= allowed
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use num_complex::Complex;

    use super::*;

    #[test]
    fn infinity_equals_itself_and_nan_nothing() {
        let inf = f64::INFINITY;
        assert!(issymmetric(&array![[f64::NAN, inf], [inf, 2.0]], 0.0, 0.0));
        assert!(!issymmetric(&array![[1.0, inf], [-inf, 2.0]], 1.0, 1.0));
        assert!(!issymmetric(&array![[1.0, f64::NAN], [f64::NAN, 2.0]], 1.0, 1.0));
        assert!(!issymmetric(&Array2::<f32>::zeros((1, 2)), 0.0, 0.0));
        assert!(issymmetric(&Array2::<f32>::zeros((0, 0)), 0.0, 0.0));
    }

    #[test]
    fn symmetric_is_not_hermitian() {
        let z = Complex::new(1.0, 2.0);
        let a = array![[z, z], [z, z]];
        assert!(issymmetric(&a, 0.0, 0.0));
        assert!(!ishermitian(&a, 0.0, 0.0));
        assert!(!ishermitian(&array![[z]], 0.0, 0.0));
        assert!(ishermitian(&array![[z]], 0.0, 4.0));
        let real = Complex::new(1.0, 0.0);
        assert!(ishermitian(&array![[real, z], [z.conj(), real]], 0.0, 0.0));
    }
}
