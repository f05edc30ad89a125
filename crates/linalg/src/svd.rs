//! Singular values.
//!
//! Counterpart of `scipy.linalg.svd`, `svdvals` and `diagsvd`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use crate::backend::SvdForm;
use crate::col_major::ColMajor;
use crate::kernels;
use crate::scalar::LinalgScalar;

/// Decomposes a matrix of any shape into its singular values and vectors.
///
/// ```text
/// a = U · diag(s) · V^H        s₀ ≥ s₁ ≥ … ≥ 0
/// ```
///
/// # Shapes
///
/// `a`: `[m, n]`, `s`: `[k]` with `k = min(m, n)`. [`SvdVectors::Full`]: `u` is `[m, m]`, `vt` is
/// `[n, n]`. [`SvdVectors::Thin`]: `u` is `[m, k]`, `vt` is `[k, n]`.
///
/// # Errors
///
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_linalg::{SvdVectors, svd};
/// let a = array![[0.0, 2.0], [1.0, 0.0], [0.0, 0.0]];
/// let svd = svd(&a, SvdVectors::Thin)?;
/// assert!((&svd.s - array![2.0, 1.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// let back = svd.u.dot(&Array2::from_diag(&svd.s)).dot(&svd.vt);
/// assert!((back - a).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 8.6.
pub fn svd<T: LinalgScalar>(a: &ArrayRef2<T>, vectors: SvdVectors) -> Result<Svd<T>> {
    check_finite("a", a)?;
    let form = match vectors {
        SvdVectors::Full => SvdForm::Full,
        SvdVectors::Thin => SvdForm::Thin,
    };
    let parts = kernels::svd(ColMajor::from_array(a), form)?;
    let mut vt = parts.v.into_transposed_array();
    if T::IS_COMPLEX {
        vt.mapv_inplace(T::conj);
    }
    Ok(Svd { u: parts.u.into_array(), s: parts.s.into(), vt })
}

/// The singular values of a matrix of any shape, falling.
///
/// # Errors
///
/// [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let s = onkai_linalg::svdvals(&array![[3.0, 0.0], [4.0, 0.0]])?;
/// assert!((s - array![5.0, 0.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn svdvals<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array1<T::Real>> {
    check_finite("a", a)?;
    Ok(kernels::svd(ColMajor::from_array(a), SvdForm::Values)?.s.into())
}

/// The `[m, n]` matrix with the singular values on its diagonal.
///
/// # Errors
///
/// [`Error::Shape`] if `s` has not `min(m, n)` entries.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let sigma = onkai_linalg::diagsvd(&array![2.0, 1.0], 2, 3)?;
/// assert_eq!(sigma, array![[2.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn diagsvd<T: LinalgScalar>(s: &ArrayRef1<T>, m: usize, n: usize) -> Result<Array2<T>> {
    if s.len() != m.min(n) {
        return Err(Error::Shape { name: "s", expected: vec![m.min(n)], actual: vec![s.len()] });
    }
    let mut matrix = Array2::zeros((m, n));
    matrix.diag_mut().assign(s);
    Ok(matrix)
}

/// How many singular vectors are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvdVectors {
    /// All: `u` and `vt` are square.
    #[default]
    Full,
    /// As many as there are singular values.
    Thin,
}

/// `a = u · diag(s) · vt`; see [`svd`].
#[derive(Clone, Debug, PartialEq)]
pub struct Svd<T: LinalgScalar> {
    /// Left singular vectors, one a column.
    pub u: Array2<T>,
    /// Singular values, falling.
    pub s: Array1<T::Real>,
    /// Right singular vectors, conjugated, one a row.
    pub vt: Array2<T>,
}
