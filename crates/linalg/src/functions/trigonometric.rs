//! Sine, cosine and tangent of matrices, circular and hyperbolic.
//!
//! Counterpart of `scipy.linalg.cosm`, `sinm`, `tanm`, `coshm`, `sinhm` and `tanhm`.

use ndarray::{Array2, ArrayRef2};
use num_traits::One;
use onkai_core::{Real, Result, Scalar};

use super::expm::expm;
use super::value::to_complex;
use crate::check::finite_order;
use crate::lu::{Transpose, lu_factor};
use crate::product::matmul;
use crate::scalar::LinalgScalar;

/// The matrix cosine.
///
/// ```text
/// cos A = (e^(iA) + e^(-iA)) / 2
/// ```
///
/// # Shapes
///
/// `a`: `[n, n]`. Returns the same, as do the functions below.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let c = onkai_linalg::cosm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(c, array![[1.0, 0.0], [0.0, 1.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cosm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    finite_order("a", a)?;
    let plus = expm(&times_i(a, T::Real::one()))?;
    if !T::IS_COMPLEX {
        return Ok(plus.mapv(|v| T::from_real(v.re())));
    }
    let minus = expm(&times_i(a, -T::Real::one()))?;
    Ok(half_of(&(plus + minus)))
}

/// The matrix sine.
///
/// ```text
/// sin A = (e^(iA) - e^(-iA)) / 2i
/// ```
///
/// # Errors
///
/// Those of [`cosm`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let s = onkai_linalg::sinm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(s, array![[0.0, 1.0], [0.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn sinm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    finite_order("a", a)?;
    if is_small(a) {
        return Ok(odd_series(a, -T::Real::one()));
    }
    let plus = expm(&times_i(a, T::Real::one()))?;
    if !T::IS_COMPLEX {
        return Ok(plus.mapv(|v| T::from_real(v.im())));
    }
    let minus = expm(&times_i(a, -T::Real::one()))?;
    let difference = (plus - minus).mapv(|v| T::Complex::from_parts(v.im(), -v.re()));
    Ok(half_of(&difference))
}

/// The matrix tangent: `cos(A)⁻¹ sin(A)`.
///
/// # Errors
///
/// Those of [`cosm`]; [`Error::Singular`](crate::Error::Singular) where the cosine is.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let t = onkai_linalg::tanm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(t, array![[0.0, 1.0], [0.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn tanm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    quotient(&sinm(a)?, &cosm(a)?)
}

/// The hyperbolic matrix cosine.
///
/// ```text
/// cosh A = (e^A + e^(-A)) / 2
/// ```
///
/// # Errors
///
/// Those of [`cosm`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let c = onkai_linalg::coshm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(c, array![[1.0, 0.0], [0.0, 1.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn coshm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    finite_order("a", a)?;
    let half = T::Real::of(0.5);
    Ok((expm(a)? + expm(&a.mapv(|v| -v))?).mapv(|v| v.scale(half)))
}

/// The hyperbolic matrix sine.
///
/// ```text
/// sinh A = (e^A - e^(-A)) / 2
/// ```
///
/// # Errors
///
/// Those of [`cosm`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let s = onkai_linalg::sinhm(&array![[0.0, 1e-9], [0.0, 0.0]])?;
/// assert_eq!(s, array![[0.0, 1e-9], [0.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Small matrices do not lose digits to the difference; so with [`sinm`].
pub fn sinhm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    finite_order("a", a)?;
    if is_small(a) {
        return Ok(odd_series(a, T::Real::one()));
    }
    let half = T::Real::of(0.5);
    Ok((expm(a)? - expm(&a.mapv(|v| -v))?).mapv(|v| v.scale(half)))
}

/// The hyperbolic matrix tangent: `cosh(A)⁻¹ sinh(A)`.
///
/// # Errors
///
/// Those of [`tanm`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let t = onkai_linalg::tanhm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(t, array![[0.0, 1.0], [0.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn tanhm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    quotient(&sinhm(a)?, &coshm(a)?)
}

/// `± i A`.
fn times_i<T: LinalgScalar>(a: &ArrayRef2<T>, sign: T::Real) -> Array2<T::Complex> {
    to_complex(a).mapv(|v| T::Complex::from_parts(-(v.im() * sign), v.re() * sign))
}

fn half_of<T: LinalgScalar>(a: &Array2<T::Complex>) -> Array2<T> {
    let half = T::Real::of(0.5);
    a.mapv(|v| T::from_parts(v.re() * half, v.im() * half))
}

/// `denominator⁻¹ · numerator`.
fn quotient<T: LinalgScalar>(numerator: &Array2<T>, denominator: &Array2<T>) -> Result<Array2<T>> {
    lu_factor(denominator)?.solve(numerator, Transpose::No)
}

/// Whether the difference of two exponentials would lose digits.
fn is_small<T: LinalgScalar>(a: &ArrayRef2<T>) -> bool {
    a.rows()
        .into_iter()
        .all(|row| row.iter().map(|v| v.modulus()).sum::<T::Real>() < T::Real::one())
}

/// `A + sign · A³ / 3! + A⁵ / 5! + …`, signs alternating if `sign` is -1, for a norm up to one.
fn odd_series<T: LinalgScalar>(a: &ArrayRef2<T>, sign: T::Real) -> Array2<T> {
    // 1 / 19! is below the unit roundoff of a double.
    let square = matmul(a, a);
    let mut sum = Array2::eye(a.nrows());
    for k in (1..10).rev() {
        let factor = sign / T::Real::of_usize(2 * k * (2 * k + 1));
        sum = matmul(&square, &sum).mapv(|v: T| v.scale(factor));
        for v in sum.diag_mut() {
            *v += T::one();
        }
    }
    matmul(a, &sum)
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use num_complex::Complex;

    use super::*;

    #[test]
    fn small_matrices_keep_their_digits() {
        let a = array![[1e-8_f64, 2e-8], [-1e-8, 3e-8]];
        for value in [sinm(&a).unwrap(), sinhm(&a).unwrap()] {
            assert!((&value / &a - 1.0).iter().all(|d: &f64| d.abs() < 1e-14));
        }
        let z = a.mapv(|v| Complex::new(v, v));
        assert!((sinm(&z).unwrap() / &z).iter().all(|q| (q - 1.0).norm() < 1e-14));
    }

    #[test]
    fn squares_add_up_to_one() {
        let a = array![[1.0_f64, 2.0, 0.5], [-1.0, 3.0, 0.1], [0.3, 0.2, -2.0]];
        for turn in [Complex::new(1.0, 0.0), Complex::new(0.6, 0.8)] {
            let z = a.mapv(|v| turn * v);
            let (c, s) = (cosm(&z).unwrap(), sinm(&z).unwrap());
            let one = c.dot(&c) + s.dot(&s) - Array2::<Complex<f64>>::eye(3);
            assert!(one.iter().all(|d| d.norm() < 1e-11));
        }
        assert!(cosm(&Array2::<f64>::zeros((1, 2))).is_err());
    }
}
