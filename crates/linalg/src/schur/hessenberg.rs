//! The Hessenberg form.
//!
//! Counterpart of `scipy.linalg.hessenberg`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Result;

use super::form::BLOCKS_FROM;
use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::small;

/// Brings a square matrix to Hessenberg form, zero below the first subdiagonal, by a unitary
/// similarity.
///
/// ```text
/// a = Q · H · Q^H
/// ```
///
/// # Shapes
///
/// `a`, `h`, `q`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[2.0, 5.0, 8.0], [5.0, 2.0, 2.0], [8.0, 7.0, 5.0]];
/// let form = onkai_linalg::hessenberg(&a)?;
/// assert_eq!(form.h[(2, 0)], 0.0);
/// let back = form.q.dot(&form.h).dot(&form.q.t());
/// assert!((back - a).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 7.4.
pub fn hessenberg<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Hessenberg<T>> {
    let n = finite_order("a", a)?;
    let a = ColMajor::from_array(a);
    let (h, q) = if n < BLOCKS_FROM { small::hessenberg(a, true) } else { T::hessenberg(a, true) };
    Ok(Hessenberg { h: h.into_array(), q: q.into_array() })
}

/// `a = q · h · q^H`; see [`hessenberg`].
#[derive(Clone, Debug, PartialEq)]
pub struct Hessenberg<T> {
    /// The Hessenberg form.
    pub h: Array2<T>,
    /// The unitary matrix.
    pub q: Array2<T>,
}
