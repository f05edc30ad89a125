//! Sylvester's equation.
//!
//! Counterpart of `scipy.linalg.solve_sylvester`.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Error, Result, Scalar as _, check_finite};

use crate::check::{check_shape, finite_order};
use crate::functions::{
    Division, Triangularised, complex_schur, from_complex, sylvester_triangular, to_complex,
};
use crate::product::matmul;
use crate::scalar::LinalgScalar;

/// Solves `A X + X B = Q`.
///
/// By the Schur forms of `A` and `B` (Bartels and Stewart's algorithm).
///
/// # Shapes
///
/// `a`: `[m, m]`, `b`: `[n, n]`, `q`: `[m, n]`. Returns `[m, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`]; [`Error::Values`] when an eigenvalue of
/// `A` is one of `-B` as far as rounding can tell: then there is no solution, or more than one.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[-3.0_f64, -2.0, 0.0], [-1.0, -1.0, 3.0], [3.0, -5.0, -1.0]];
/// let x = onkai_linalg::solve_sylvester(&a, &array![[1.0]], &array![[1.0], [2.0], [3.0]])?;
/// let expected = array![[0.0625], [-0.5625], [0.6875]];
/// assert!((x - expected).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy disturbs the matrices where the solution is not unique, and says nothing.
///
/// # References
///
/// R. H. Bartels, G. W. Stewart, "Algorithm 432: solution of the matrix equation AX + XB = C", Commun.
/// ACM 15 (1972), doi:10.1145/361573.361582.
pub fn solve_sylvester<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
    q: &ArrayRef2<T>,
) -> Result<Array2<T>> {
    let (m, n) = (finite_order("a", a)?, finite_order("b", b)?);
    check_shape("q", q, &[m, n])?;
    check_finite("q", q)?;
    if m == 0 || n == 0 {
        return Ok(Array2::zeros((m, n)));
    }
    let (left, right) = (complex_schur(a)?, complex_schur(b)?);
    solve_by_schur(&left, &right, q).ok_or(Error::Values {
        name: "a",
        requirement: "have no eigenvalue in common with the negative of `b`",
    })
}

/// Solves `A X + X B = Q` with the Schur forms of `A` and `B`.
pub(super) fn solve_by_schur<T: LinalgScalar>(
    left: &Triangularised<T::Complex>,
    right: &Triangularised<T::Complex>,
    q: &ArrayRef2<T>,
) -> Option<Array2<T>> {
    let mut f = between(adjoint(left.z.as_ref()).as_ref(), to_complex(q), right.z.as_ref());
    let size = |form: &Triangularised<T::Complex>| {
        form.t.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max)
    };
    let small = T::Real::epsilon() * size(left).max(size(right));
    let division = Division { small, negligible: None };
    sylvester_triangular(&left.t, &right.t, &mut f, division)?;
    Some(from_complex(&between(left.z.as_ref(), f, adjoint(right.z.as_ref()).as_ref())))
}

/// `left · middle · right`, where no matrix stands for the identity.
pub(super) fn between<C: LinalgScalar>(
    left: Option<&Array2<C>>,
    middle: Array2<C>,
    right: Option<&Array2<C>>,
) -> Array2<C> {
    let product = match left {
        Some(left) => matmul(left, &middle),
        None => middle,
    };
    match right {
        Some(right) => matmul(&product, right),
        None => product,
    }
}

/// The conjugate transpose.
pub(super) fn adjoint<C: LinalgScalar>(z: Option<&Array2<C>>) -> Option<Array2<C>> {
    z.map(|z| crate::product::adjoint(z))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_common_eigenvalue_is_told() {
        let error = solve_sylvester(&array![[1.0]], &array![[-1.0]], &array![[1.0]]).unwrap_err();
        let message = "`a` must have no eigenvalue in common with the negative of `b`";
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn shapes_are_checked_and_may_be_empty() {
        let (one, none) = (array![[1.0]], Array2::<f64>::zeros((0, 0)));
        let error = solve_sylvester(&one, &one, &array![[1.0, 2.0]]).unwrap_err();
        assert_eq!(error.to_string(), "`q` has shape [1, 2], but must have [1, 1]");
        assert_eq!(solve_sylvester(&one, &none, &Array2::zeros((1, 0))).unwrap().dim(), (1, 0));
    }
}
