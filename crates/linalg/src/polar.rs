//! A matrix as a turn and a stretch.
//!
//! Counterpart of `scipy.linalg.polar`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Result;

use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;
use crate::svd::{SvdVectors, svd};

/// Splits a matrix into one with orthonormal columns or rows and a positive semidefinite one.
///
/// ```text
/// a = U · P   (PolarSide::Right)        a = P · U   (PolarSide::Left)
/// ```
///
/// # Shapes
///
/// `a`, `u`: `[m, n]`; `p`: `[n, n]` on the right, `[m, m]` on the left.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{PolarSide, polar};
/// let polar = polar(&array![[0.0, -2.0], [3.0, 0.0]], PolarSide::Right)?;
/// let (u, p) = (array![[0.0, -1.0], [1.0, 0.0]], array![[3.0, 0.0], [0.0, 2.0]]);
/// assert!((polar.u - u).iter().chain(&(polar.p - p)).all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// N. J. Higham, *Computing the polar decomposition with applications*, SIAM J. Sci. Stat. Comput. 7
/// (1986), doi:10.1137/0907079.
pub fn polar<T: LinalgScalar>(a: &ArrayRef2<T>, side: PolarSide) -> Result<Polar<T>> {
    let svd = svd(a, SvdVectors::Thin)?;
    let u = matmul(&svd.u, &svd.vt);
    let s = svd.s.mapv(T::from_real);
    let p = match side {
        PolarSide::Right => matmul(&(adjoint(&svd.vt) * &s), &svd.vt),
        PolarSide::Left => matmul(&(&svd.u * &s), &adjoint(&svd.u)),
    };
    Ok(Polar { u, p })
}

/// On which side the semidefinite factor stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PolarSide {
    /// `a = u · p`.
    #[default]
    Right,
    /// `a = p · u`.
    Left,
}

/// What [`polar`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Polar<T> {
    /// The turn: orthonormal columns or rows.
    pub u: Array2<T>,
    /// The stretch: Hermitian, no eigenvalue negative.
    pub p: Array2<T>,
}
