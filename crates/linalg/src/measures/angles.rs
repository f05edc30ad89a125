//! The angles between two subspaces.
//!
//! Counterpart of `scipy.linalg.subspace_angles`.

use ndarray::{Array1, Array2, ArrayRef2, s};
use num_traits::{Float, One, Zero};
use onkai_core::{Error, Real, Result, check_finite};

use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;
use crate::svd::{SvdVectors, svd, svdvals};

/// The principal angles between the subspaces that the columns of two matrices span, in radians, falling.
///
/// Large angles come from cosines and small ones from sines, so that all are exact.
///
/// # Shapes
///
/// `a`: `[m, k]`, `b`: `[m, l]`. Returns as many angles as the smaller of both ranks.
///
/// # Errors
///
/// [`Error::Shape`] when the numbers of rows differ, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let (x, diagonal) = (array![[1.0_f64], [0.0]], array![[1.0], [1.0]]);
/// let angles = onkai_linalg::subspace_angles(&x, &diagonal)?;
/// assert!((angles[0] - std::f64::consts::FRAC_PI_4).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// A. V. Knyazev, M. E. Argentati, "Principal angles between subspaces in an A-based scalar product",
/// SIAM J. Sci. Comput. 23 (2002), doi:10.1137/S1064827500377332.
pub fn subspace_angles<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
) -> Result<Array1<T::Real>> {
    if a.nrows() != b.nrows() {
        let expected = vec![a.nrows(), b.ncols()];
        return Err(Error::Shape { name: "b", expected, actual: b.shape().to_vec() });
    }
    check_finite("a", a)?;
    check_finite("b", b)?;
    let (mut wide, mut narrow) = (basis(a)?, basis(b)?);
    if wide.ncols() < narrow.ncols() {
        std::mem::swap(&mut wide, &mut narrow);
    }
    if narrow.ncols() == 0 {
        return Ok(Array1::zeros(0));
    }
    let overlap = matmul(&adjoint(&wide), &narrow);
    let cosines = svdvals(&overlap)?;
    let sines = svdvals(&(&narrow - &matmul(&wide, &overlap)))?;
    let half = T::Real::of(0.5);
    // Cosines fall and angles rise; sines fall with the angles.
    let angles = cosines.iter().rev().zip(&sines).map(|(&cos, &sin)| {
        if half <= cos * cos {
            sin.min(T::Real::one()).asin()
        } else {
            cos.min(T::Real::one()).acos()
        }
    });
    Ok(angles.collect())
}

/// An orthonormal basis of what the columns span.
fn basis<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    if a.is_empty() {
        return Ok(Array2::zeros((a.nrows(), 0)));
    }
    let parts = svd(a, SvdVectors::Thin)?;
    let largest = parts.s.first().copied().unwrap_or_else(T::Real::zero);
    let bound = T::Real::epsilon() * T::Real::of_usize(a.nrows().max(a.ncols())) * largest;
    let rank = parts.s.iter().filter(|&&v| bound < v).count();
    Ok(parts.u.slice_move(s![.., ..rank]))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn small_angles_are_exact_and_shapes_checked() {
        let (x, tilted) = (array![[1.0_f64], [0.0]], array![[1.0], [1e-10]]);
        assert!((subspace_angles(&x, &tilted).unwrap()[0] / 1e-10 - 1.0_f64).abs() < 1e-12);
        assert!(matches!(subspace_angles(&x, &array![[1.0]]), Err(Error::Shape { name: "b", .. })));
        assert_eq!(subspace_angles(&x, &Array2::zeros((2, 1))).unwrap().len(), 0);
    }
}
