//! Orthogonal factors from the other side.
//!
//! Counterpart of `scipy.linalg.rq`.

use ndarray::{Array2, ArrayRef2, s};
use onkai_core::{Result, check_finite};

use crate::col_major::ColMajor;
use crate::kernels;
use crate::product::adjoint;
use crate::qr::QrForm;
use crate::scalar::LinalgScalar;

/// Factors a matrix of any shape into an upper triangular and a unitary matrix.
///
/// ```text
/// a = R · Q
/// ```
///
/// # Shapes
///
/// `a`: `[m, n]`. [`QrForm::Full`]: `r` is `[m, n]`, `q` is `[n, n]`. [`QrForm::Economic`], with
/// `k = min(m, n)`: `r` is `[m, k]`, `q` is `[k, n]`. The triangle ends in the last corner of `r`.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{QrForm, rq};
/// let a = array![[3.0, 1.0, 2.0], [4.0, 2.0, 5.0]];
/// let factors = rq(&a, QrForm::Economic)?;
/// assert_eq!(factors.r[(1, 0)], 0.0);
/// assert!((factors.r.dot(&factors.q) - a).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn rq<T: LinalgScalar>(a: &ArrayRef2<T>, form: QrForm) -> Result<Rq<T>> {
    check_finite("a", a)?;
    // With the rows reversed and the whole transposed this is a QR factorisation.
    let turned = adjoint(&a.slice(s![..;-1, ..]));
    let (q, r) = kernels::qr(ColMajor::from_array(&turned), form.n_q(&turned));
    let r = adjoint(&r.into_array());
    let q = adjoint(&q.into_array());
    Ok(Rq {
        r: r.slice(s![..;-1, ..;-1]).as_standard_layout().into_owned(),
        q: q.slice(s![..;-1, ..]).as_standard_layout().into_owned(),
    })
}

/// What [`rq`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Rq<T> {
    /// Upper triangle.
    pub r: Array2<T>,
    /// Orthonormal rows.
    pub q: Array2<T>,
}
