//! The matrix square root.
//!
//! Counterpart of `scipy.linalg.sqrtm`.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Error, Result};

use super::schur_form::{TriangularFunction, evaluate};
use super::triangular::sqrt_triangular;
use super::value::{RealOrComplex, to_complex};
use crate::check::finite_order;
use crate::product::matmul;
use crate::scalar::LinalgScalar;

/// The square root of a matrix, and how well it squares back.
#[derive(Clone, Debug, PartialEq)]
pub struct Sqrtm<T: LinalgScalar> {
    /// The principal square root `X`.
    pub sqrtm: RealOrComplex<T>,
    /// `‖X² - A‖ / ‖A‖` in the Frobenius norm; some `n ε` if all went well.
    pub residual: T::Real,
    /// Whether an eigenvalue is zero. Rounding makes a square root of `ε` of it easily, so that the root
    /// of a singular matrix has only half of the digits.
    pub is_singular: bool,
}

/// The principal square root of a square matrix: `X² = A` with eigenvalues right of the imaginary axis.
///
/// By the Schur form. The root of a real matrix is real unless it has negative eigenvalues; then the
/// roots of those are taken above the real axis.
///
/// # Shapes
///
/// `a`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`]; [`Error::Values`] when `a` has an eigenvalue zero that is
/// defective, as `[[0, 1], [0, 0]]` has: then there is no root, or none that is a function of `a`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let root = onkai_linalg::sqrtm(&array![[4.0_f64, 1.0], [0.0, 4.0]])?;
/// assert_eq!(root.sqrtm.real(), Some(array![[2.0, 0.25], [0.0, 2.0]]));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// What SciPy warns of stands in the result. A matrix without a square root is an error, not a matrix of
/// NaN.
///
/// # References
///
/// Å. Björck, S. Hammarling, "A Schur method for the square root of a matrix", Linear Algebra Appl. 52
/// (1983), doi:10.1016/0024-3795(83)80010-X.
pub fn sqrtm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Sqrtm<T>> {
    finite_order("a", a)?;
    let evaluated = evaluate(a, &SquareRoot)?;
    let Some(root) = evaluated.value else {
        let requirement = "have a square root, but its eigenvalue zero is defective";
        return Err(Error::Values { name: "a", requirement });
    };
    let residual = match &root {
        RealOrComplex::Real(x) => relative_residual(&x.mapv(T::from_real), &a.to_owned()),
        RealOrComplex::Complex(x) => relative_residual(x, &to_complex(a)),
    };
    let is_singular = evaluated.zero_eigenvalue.is_some();
    Ok(Sqrtm { sqrtm: root, residual, is_singular })
}

struct SquareRoot;

impl TriangularFunction for SquareRoot {
    fn apply<S: LinalgScalar>(&self, t: &ArrayRef2<S>) -> Option<Array2<S>> {
        sqrt_triangular(t)
    }
}

fn relative_residual<S: LinalgScalar>(x: &Array2<S>, a: &Array2<S>) -> S::Real {
    let size = |m: &Array2<S>| m.iter().map(|v| v.modulus_squared()).sum::<S::Real>().sqrt();
    let whole = size(a);
    if whole == S::Real::zero() {
        return whole;
    }
    size(&(matmul(x, x) - a)) / whole
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use num_complex::Complex;

    use super::*;

    #[test]
    fn a_matrix_without_root_is_told() {
        let error = sqrtm(&array![[0.0, 1.0], [0.0, 0.0]]).unwrap_err();
        assert!(error.to_string().contains("have a square root"), "{error}");
        assert!(matches!(sqrtm(&array![[1.0, 2.0]]), Err(Error::NotSquare { .. })));
    }

    #[test]
    fn singular_matrices_are_reported() {
        let root = sqrtm(&array![[0.0_f64, 0.0], [0.0, 9.0]]).unwrap();
        assert!(root.is_singular && root.residual == 0.0);
        assert_eq!(root.sqrtm.real(), Some(array![[0.0, 0.0], [0.0, 3.0]]));
        let root = sqrtm(&Array2::<f64>::zeros((3, 3))).unwrap();
        assert_eq!(root.sqrtm.real(), Some(Array2::zeros((3, 3))));
    }

    #[test]
    fn negative_eigenvalues_lead_above_the_axis() {
        let root = sqrtm(&array![[-4.0_f64, 0.0], [0.0, 1.0]]).unwrap();
        assert!(!root.sqrtm.is_real());
        assert_eq!(root.sqrtm.complex()[[0, 0]], Complex::new(0.0, 2.0));
        let root = sqrtm(&Array2::<f32>::zeros((0, 0))).unwrap();
        assert_eq!(root.sqrtm.real(), Some(Array2::zeros((0, 0))));
    }
}
