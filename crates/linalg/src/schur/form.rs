//! The Schur form.
//!
//! Counterpart of `scipy.linalg.schur`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Result;

use super::to_complex::rsf2csf;
use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::kernels::{no_convergence, normalise};
use crate::scalar::LinalgScalar;
use crate::small;

/// From this order on the reduction to Hessenberg form is done by blocks.
pub(super) const BLOCKS_FROM: usize = 64;

/// Brings a square matrix to triangular form by a unitary similarity.
///
/// ```text
/// a = Z · T · Z^H
/// ```
///
/// Of a real matrix `T` is real and has blocks of order two on its diagonal, one for each pair of
/// conjugate eigenvalues; [`schur_complex`] makes it triangular.
///
/// # Shapes
///
/// `a`, `t`, `z`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[0.0, 2.0, 2.0], [0.0, 1.0, 2.0], [1.0, 0.0, 1.0]];
/// let schur = onkai_linalg::schur(&a)?;
/// let back = schur.z.dot(&schur.t).dot(&schur.z.t());
/// assert!((back - a).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., chapter 7.
pub fn schur<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Schur<T>> {
    let n = finite_order("a", a)?;
    let mut a = ColMajor::from_array(a);
    let unit = normalise(&mut a);
    let (mut t, mut z) =
        if n < BLOCKS_FROM { small::hessenberg(a, true) } else { T::hessenberg(a, true) };
    T::schur_of_hessenberg(&mut t, &mut z).map_err(|_| no_convergence())?;
    if unit != num_traits::One::one() {
        t.as_mut_slice().iter_mut().for_each(|v| *v = v.scale(unit));
    }
    Ok(Schur { t: t.into_array(), z: z.into_array() })
}

/// The Schur form with a triangular `T` for real matrices, too.
///
/// # Errors
///
/// See [`schur`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let schur = onkai_linalg::schur_complex(&array![[0.0, 1.0_f64], [-1.0, 0.0]])?;
/// assert!((schur.t[(0, 0)].im - 1.0).abs() < 1e-15 && schur.t[(1, 0)].norm() == 0.0);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn schur_complex<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Schur<T::Complex>> {
    rsf2csf(&schur(a)?)
}

/// `a = z · t · z^H`; see [`schur`].
#[derive(Clone, Debug, PartialEq)]
pub struct Schur<T> {
    /// The (quasi-)triangular form.
    pub t: Array2<T>,
    /// The unitary matrix.
    pub z: Array2<T>,
}
