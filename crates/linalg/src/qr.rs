//! Orthogonal factors.
//!
//! Counterpart of `scipy.linalg.qr`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Result, check_finite};

use crate::col_major::ColMajor;
use crate::kernels;
use crate::scalar::LinalgScalar;

/// Factors a matrix of any shape into a unitary and an upper triangular matrix.
///
/// ```text
/// a = Q · R
/// ```
///
/// # Shapes
///
/// `a`: `[m, n]`. [`QrForm::Full`]: `q` is `[m, m]`, `r` is `[m, n]`. [`QrForm::Economic`], with
/// `k = min(m, n)`: `q` is `[m, k]`, `r` is `[k, n]`.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{QrForm, qr};
/// let a = array![[3.0, 1.0], [4.0, 2.0], [0.0, 5.0]];
/// let factors = qr(&a, QrForm::Economic)?;
/// assert_eq!(factors.q.dim(), (3, 2));
/// assert!((factors.q.dot(&factors.r) - a).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., sections 5.2 and 5.4.
pub fn qr<T: LinalgScalar>(a: &ArrayRef2<T>, form: QrForm) -> Result<Qr<T>> {
    check_finite("a", a)?;
    let (q, r) = kernels::qr(ColMajor::from_array(a), form.n_q(a));
    Ok(Qr { q: q.into_array(), r: r.into_array() })
}

/// The factor `R` of [`qr`] alone, of shape `[min(m, n), n]`: `Q` is not formed.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let r = onkai_linalg::qr_r(&array![[3.0_f64], [4.0]])?;
/// assert!((r[(0, 0)].abs() - 5.0).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn qr_r<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    check_finite("a", a)?;
    Ok(kernels::qr(ColMajor::from_array(a), 0).1.into_array())
}

/// Factors a matrix with the columns in such an order that the diagonal of `R` falls.
///
/// ```text
/// a[:, p] = Q · R        |R₀₀| ≥ |R₁₁| ≥ …
/// ```
///
/// # Shapes
///
/// As [`qr`]; `p` has `n` entries.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{QrForm, qr_pivoted};
/// let factors = qr_pivoted(&array![[1.0, 3.0], [0.0, 4.0]], QrForm::Full)?;
/// assert_eq!(factors.p, [1, 0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// P. Businger, G. H. Golub, *Linear least squares solutions by Householder transformations*, Numer.
/// Math. 7 (1965), doi:10.1007/BF01436084.
pub fn qr_pivoted<T: LinalgScalar>(a: &ArrayRef2<T>, form: QrForm) -> Result<PivotedQr<T>> {
    check_finite("a", a)?;
    let (q, r, p) = kernels::qr_pivoted(ColMajor::from_array(a), form.n_q(a));
    Ok(PivotedQr { q: q.into_array(), r: r.into_array(), p })
}

/// How much of `Q` is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QrForm {
    /// All of it: a square matrix.
    #[default]
    Full,
    /// The columns that `R` needs.
    Economic,
}

impl QrForm {
    pub(crate) fn n_q<T>(self, a: &ArrayRef2<T>) -> usize {
        match self {
            Self::Full => a.nrows(),
            Self::Economic => a.nrows().min(a.ncols()),
        }
    }
}

/// What [`qr`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr<T> {
    /// Orthonormal columns.
    pub q: Array2<T>,
    /// Upper triangle.
    pub r: Array2<T>,
}

/// What [`qr_pivoted`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct PivotedQr<T> {
    /// Orthonormal columns.
    pub q: Array2<T>,
    /// Upper triangle.
    pub r: Array2<T>,
    /// Column `j` of `q · r` is column `p[j]` of the matrix.
    pub p: Vec<usize>,
}
