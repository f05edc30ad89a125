//! Any function of a matrix.
//!
//! Counterpart of `scipy.linalg.funm`.

use ndarray::ArrayRef2;
use num_complex::Complex;
use num_traits::{Float, One, Zero};
use onkai_core::{Result, Scalar as _};

use super::schur_form::{complex_schur, real_if_close};
use super::triangular::{Parlett, parlett};
use super::value::RealOrComplex;
use crate::check::finite_order;
use crate::scalar::LinalgScalar;

/// A function of a matrix, and how far it can be trusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Funm<T: LinalgScalar> {
    /// The function of the matrix.
    pub funm: RealOrComplex<T>,
    /// An estimate of its relative error in the 1-norm: 1 if some eigenvalues are equal or nearly so,
    /// infinite if the function is not finite.
    pub error_estimate: T::Real,
}

/// The function of a square matrix that `f` is of numbers.
///
/// By Parlett's recurrence on the complex Schur form. It divides by differences of eigenvalues: where
/// they are nearly equal, errors are large, as the estimate tells. For a Hermitian matrix, better apply
/// `f` to its eigenvalues; for exponentials, roots and logarithms there are functions of their own.
///
/// # Shapes
///
/// `a`: `[n, n]`. The result of a real matrix is real if its imaginary part is within the square root of
/// `ε`.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let square = onkai_linalg::funm(&array![[1.0_f64, 3.0], [1.0, 4.0]], |z| z * z)?;
/// let expected = array![[4.0, 15.0], [5.0, 19.0]];
/// assert!((square.funm.real().unwrap() - expected).iter().all(|d: &f64| d.abs() < 1e-13));
/// assert!(square.error_estimate < 1e-12);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., algorithm 9.1.1.
pub fn funm<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    f: impl Fn(Complex<T::Real>) -> Complex<T::Real>,
) -> Result<Funm<T>> {
    let n = finite_order("a", a)?;
    let form = complex_schur(a)?;
    let at_eigenvalues: Vec<_> = form
        .t
        .diag()
        .iter()
        .map(|v| {
            let value = f(Complex::new(v.re(), v.im()));
            T::Complex::from_parts(value.re, value.im)
        })
        .collect();
    let Parlett { value, min_gap } = parlett(&form.t, &at_eigenvalues);
    let value = form.transform_back(value);
    let epsilon = T::Real::epsilon();
    let error_estimate = if !value.iter().all(|v| v.is_all_finite()) {
        T::Real::infinity()
    } else if n < 2 {
        epsilon
    } else {
        let gap = if min_gap == T::Real::zero() { epsilon } else { min_gap };
        let off_diagonal = (1..n).map(|j| (0..j).map(|i| form.t[[i, j]].modulus()).sum());
        let off_diagonal = off_diagonal.fold(T::Real::zero(), Float::max);
        (epsilon / gap * off_diagonal).max(epsilon).min(T::Real::one())
    };
    Ok(Funm { funm: real_if_close(value), error_estimate })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn equal_eigenvalues_and_infinite_values_are_reported() {
        let jordan = array![[1.0, 1.0], [0.0, 1.0]];
        assert_eq!(funm(&jordan, Complex::exp).unwrap().error_estimate, 1.0);
        let result = funm(&array![[0.0, 1.0], [0.0, 1.0]], |z| Complex::inv(&z)).unwrap();
        assert_eq!(result.error_estimate, f64::INFINITY);
    }

    #[test]
    fn functions_of_diagonals_and_of_nothing() {
        let a = Array2::from_diag(&array![1.0, 4.0, 4.0]);
        let result = funm(&a, Complex::sqrt).unwrap();
        let root = Array2::from_diag(&array![1.0, 2.0, 2.0]);
        assert_eq!(result.funm.real(), Some(root));
        assert!(result.error_estimate < 1e-15);
        let none = funm(&Array2::<f32>::zeros((0, 0)), |z| z).unwrap();
        assert_eq!(none.funm.complex().len(), 0);
        assert!(funm(&array![[1.0, 2.0]], |z| z).is_err());
    }
}
