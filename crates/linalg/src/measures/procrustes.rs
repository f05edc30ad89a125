//! The rotation that brings one set of points closest to another.
//!
//! Counterpart of `scipy.linalg.orthogonal_procrustes`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Result, check_finite};

use crate::check::check_shape;
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;
use crate::svd::{SvdVectors, svd};

/// The solution of the orthogonal Procrustes problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Procrustes<T: LinalgScalar> {
    /// The unitary matrix `R`.
    pub r: Array2<T>,
    /// The sum of the singular values of `Aᴴ B`.
    pub scale: T::Real,
}

/// The unitary matrix `R` that makes `‖A R - B‖` least in the Frobenius norm.
///
/// # Shapes
///
/// `a`, `b`: `[m, n]`. `r`: `[n, n]`.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (a, b) = (array![[2.0_f64, 0.0], [0.0, 1.0]], array![[0.0, 2.0], [-1.0, 0.0]]);
/// let result = onkai_linalg::orthogonal_procrustes(&a, &b)?;
/// assert!((a.dot(&result.r) - b).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// P. H. Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 31
/// (1966), doi:10.1007/BF02289451.
pub fn orthogonal_procrustes<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
) -> Result<Procrustes<T>> {
    check_shape("b", b, a.shape())?;
    check_finite("a", a)?;
    check_finite("b", b)?;
    let parts = svd(&matmul(&adjoint(a), b), SvdVectors::Full)?;
    Ok(Procrustes { r: matmul(&parts.u, &parts.vt), scale: parts.s.iter().copied().sum() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_must_pair_up() {
        let (a, b) = (Array2::<f64>::zeros((2, 2)), Array2::<f64>::zeros((3, 2)));
        let error = orthogonal_procrustes(&a, &b).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [3, 2], but must have [2, 2]");
    }
}
