//! Powers of matrices.
//!
//! Counterpart of `scipy.linalg.fractional_matrix_power` and `numpy.linalg.matrix_power`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result};

use super::schur_form::{TriangularFunction, evaluate};
use super::triangular::{power_triangular, sqrt_triangular};
use super::value::RealOrComplex;
use crate::backend::Triangle;
use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::inv::inv;
use crate::kernels::solve_triangle;
use crate::product::matmul;
use crate::scalar::LinalgScalar;

/// The principal power of a square matrix, for any real exponent.
///
/// ```text
/// Aᵖ = e^(p ln A)
/// ```
///
/// Whole exponents are products (of the inverse, if negative). For others, the matrix in its Schur form
/// is taken to the whole part of `p`, and to the rest by square roots and a Padé approximant. The power of a
/// real matrix is real unless it has negative eigenvalues and `p` is not whole.
///
/// # Shapes
///
/// `a`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`]; [`Error::Parameter`] when `p` is not finite;
/// [`Error::Singular`] when `a` has an eigenvalue zero and `p` is negative; [`Error::Values`] when `a` has
/// an eigenvalue zero and `p` is neither whole nor a multiple of one half.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let power = onkai_linalg::fractional_matrix_power(&array![[4.0, 1.0], [0.0, 4.0]], 1.5)?;
/// assert_eq!(power.real(), Some(array![[8.0, 3.0], [0.0, 8.0]]));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy gives NaN for negative powers of singular matrices, and unreliable numbers for fractional ones.
///
/// # References
///
/// N. J. Higham, L. Lin, "An improved Schur-Padé algorithm for fractional powers of a matrix and their
/// Fréchet derivatives", SIAM J. Matrix Anal. Appl. 34 (2013), doi:10.1137/130906118.
#[doc(alias = "matrix_power")]
pub fn fractional_matrix_power<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    p: f64,
) -> Result<RealOrComplex<T>> {
    finite_order("a", a)?;
    if !p.is_finite() {
        return Err(Error::parameter("p", p, "finite"));
    }
    if p.fract() == 0.0 {
        return Ok(RealOrComplex::from_same(&whole_power(a, p)?));
    }
    let evaluated = evaluate(a, &Power { p })?;
    match (evaluated.value, evaluated.zero_eigenvalue) {
        (Some(value), _) => Ok(value),
        (None, Some(pivot)) if p < 0.0 => Err(Error::Singular { name: "a", pivot }),
        (None, _) => {
            let requirement = "have no eigenvalue zero for a fractional power";
            Err(Error::Values { name: "a", requirement })
        }
    }
}

/// Powers of a triangle that are not whole.
struct Power {
    p: f64,
}

impl TriangularFunction for Power {
    fn apply<S: LinalgScalar>(&self, t: &ArrayRef2<S>) -> Option<Array2<S>> {
        if t.diag().iter().any(|&v| v == S::zero()) {
            // The square root is the one that copes with zero.
            if self.p < 0.0 || self.p.fract() != 0.5 {
                return None;
            }
            let root = sqrt_triangular(t)?;
            return Some(matmul(&root, &triangular_whole_power(t, self.p.floor())));
        }
        let whole = self.p.trunc();
        let rest = power_triangular(t, S::Real::of(self.p - whole))?;
        if whole == 0.0 {
            return Some(rest);
        }
        Some(matmul(&rest, &triangular_whole_power(t, whole)))
    }
}

/// A whole power of a triangle whose diagonal, if the power is negative, has no zero.
fn triangular_whole_power<S: LinalgScalar>(t: &ArrayRef2<S>, p: f64) -> Array2<S> {
    if 0.0 <= p {
        return repeated_product(t.to_owned(), p);
    }
    let shape = Triangle { lower: false, unit: false, transposed: false, conjugated: false };
    let mut inverse = ColMajor::identity(t.nrows(), t.nrows());
    solve_triangle(&ColMajor::from_array(t), shape, &mut inverse);
    repeated_product(inverse.into_array(), -p)
}

/// A whole power of any matrix.
fn whole_power<T: LinalgScalar>(a: &ArrayRef2<T>, p: f64) -> Result<Array2<T>> {
    if p < 0.0 && 0 < a.nrows() {
        return Ok(repeated_product(inv(a)?, -p));
    }
    Ok(repeated_product(a.to_owned(), p.abs()))
}

/// `baseᵖ` for whole `p ≥ 0`, by squaring.
fn repeated_product<T: LinalgScalar>(mut base: Array2<T>, p: f64) -> Array2<T> {
    let mut result: Option<Array2<T>> = None;
    // A float beyond 2⁵³ is even, and stays whole when halved.
    let mut left = p;
    while 0.0 < left {
        if left % 2.0 == 1.0 {
            result = Some(match result {
                None => base.clone(),
                Some(r) => matmul(&r, &base),
            });
        }
        left = (left / 2.0).floor();
        if 0.0 < left {
            base = matmul(&base, &base);
        }
    }
    result.unwrap_or_else(|| Array2::eye(base.nrows()))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn whole_powers_are_products() {
        let a = array![[1.0_f64, 2.0], [3.0, 4.0]];
        let power = |p| fractional_matrix_power(&a, p).unwrap().real().unwrap();
        assert_eq!(power(3.0), a.dot(&a).dot(&a));
        assert_eq!(power(0.0), Array2::eye(2));
        assert!(
            (power(-2.0).dot(&a).dot(&a) - Array2::<f64>::eye(2))
                .iter()
                .all(|d: &f64| d.abs() < 1e-13)
        );
    }

    #[test]
    fn powers_of_singular_matrices_are_refused_where_there_are_none() {
        let a = array![[0.0_f64, 0.0], [0.0, 4.0]];
        let root = fractional_matrix_power(&a, 1.5).unwrap();
        assert_eq!(root.real(), Some(array![[0.0, 0.0], [0.0, 8.0]]));
        let error = fractional_matrix_power(&a, -0.5).unwrap_err();
        assert_eq!(error, Error::Singular { name: "a", pivot: 0 });
        assert!(matches!(fractional_matrix_power(&a, -1.0), Err(Error::Singular { .. })));
        assert!(matches!(fractional_matrix_power(&a, 0.3), Err(Error::Values { name: "a", .. })));
        let error = fractional_matrix_power(&a, f64::NAN).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "p", .. }));
    }
}
