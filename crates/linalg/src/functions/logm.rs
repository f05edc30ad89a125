//! The matrix logarithm.
//!
//! Counterpart of `scipy.linalg.logm`.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Error, Real as _, Result};

use super::expm::expm;
use super::schur_form::{TriangularFunction, evaluate};
use super::triangular::{NEAR_IDENTITY, log_near_identity, log_triangular};
use super::value::{RealOrComplex, to_complex};
use crate::check::finite_order;
use crate::measures::largest_column_sum;
use crate::scalar::LinalgScalar;

/// The logarithm of a matrix, and how well its exponential gives the matrix back.
#[derive(Clone, Debug, PartialEq)]
pub struct Logm<T: LinalgScalar> {
    /// The principal logarithm `X`.
    pub logm: RealOrComplex<T>,
    /// `‖e^X - A‖ / ‖A‖` in the 1-norm; some `n ε` if all went well, infinite if the exponential is.
    pub residual: T::Real,
}

/// The principal logarithm of a square matrix: `e^X = A`, imaginary parts of eigenvalues in (-π, π].
///
/// By the Schur form, of which square roots are taken until a Padé approximant serves. The logarithm of a
/// real matrix is real unless it has negative eigenvalues.
///
/// # Shapes
///
/// `a`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`], [`Error::Singular`] with the index of an eigenvalue zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let log = onkai_linalg::logm(&array![[1.0_f64, 2.0], [0.0, 1.0]])?;
/// assert_eq!(log.logm.real(), Some(array![[0.0, 2.0], [0.0, 0.0]]));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A singular matrix, which has no logarithm, is an error; SciPy puts 1e-20 for the eigenvalue zero and
/// warns.
///
/// # References
///
/// A. H. Al-Mohy, N. J. Higham, "Improved inverse scaling and squaring algorithms for the matrix
/// logarithm", SIAM J. Sci. Comput. 34 (2012), doi:10.1137/110852553.
pub fn logm<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Logm<T>> {
    finite_order("a", a)?;
    let mut distance = a.to_owned();
    for v in distance.diag_mut() {
        *v -= T::one();
    }
    let norm = largest_column_sum(&distance).as_f64();
    let log = if norm <= NEAR_IDENTITY {
        RealOrComplex::from_same(&log_near_identity(&distance, norm)?)
    } else {
        let evaluated = evaluate(a, &Logarithm)?;
        let pivot = evaluated.zero_eigenvalue.unwrap_or(0);
        evaluated.value.ok_or(Error::Singular { name: "a", pivot })?
    };
    let residual = match &log {
        RealOrComplex::Real(x) => relative_residual(&x.mapv(T::from_real), &a.to_owned()),
        RealOrComplex::Complex(x) => relative_residual(x, &to_complex(a)),
    };
    Ok(Logm { logm: log, residual })
}

struct Logarithm;

impl TriangularFunction for Logarithm {
    fn apply<S: LinalgScalar>(&self, t: &ArrayRef2<S>) -> Option<Array2<S>> {
        if t.diag().iter().any(|&v| v == S::zero()) {
            return None;
        }
        log_triangular(t)
    }
}

/// The 1-norm of what is missing, over that of `a`.
fn relative_residual<S: LinalgScalar>(x: &Array2<S>, a: &Array2<S>) -> S::Real {
    let whole = largest_column_sum(a);
    match expm(x) {
        Ok(_) if whole == S::Real::zero() => whole,
        Ok(e) if e.iter().all(|v| v.is_all_finite()) => largest_column_sum(&(e - a)) / whole,
        _ => S::Real::infinity(),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn singular_matrices_have_no_logarithm() {
        let error = logm(&array![[1.0, 2.0], [0.0, 0.0]]).unwrap_err();
        assert_eq!(error, Error::Singular { name: "a", pivot: 1 });
        assert!(matches!(logm(&array![[f32::NAN]]), Err(Error::NotFinite { name: "a", .. })));
    }

    #[test]
    fn negative_eigenvalues_have_half_turns() {
        let log = logm(&array![[-1.0_f64]]).unwrap();
        assert_eq!(log.logm.complex()[[0, 0]].im, std::f64::consts::PI);
        let log = logm(&array![[0.0_f64, -1.0], [1.0, 0.0]]).unwrap().logm.real().unwrap();
        let quarter = std::f64::consts::FRAC_PI_2;
        let expected = array![[0.0, -quarter], [quarter, 0.0]];
        assert!((log - expected).iter().all(|d: &f64| d.abs() < 1e-14));
        let log = logm(&Array2::<f64>::zeros((0, 0))).unwrap();
        assert_eq!(log.residual, 0.0);
    }
}
