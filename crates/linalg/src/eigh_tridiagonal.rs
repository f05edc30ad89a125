//! Eigenvalues of symmetric tridiagonal matrices.
//!
//! Counterpart of `scipy.linalg.eigh_tridiagonal` and `eigvalsh_tridiagonal`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};

use crate::backend::EighParts;
use crate::col_major::ColMajor;
use crate::eigh::{Eigh, EighSubset, selected};
use crate::kernels::{no_convergence, normalise};
use crate::scalar::LinalgScalar;

/// Eigenvalues, rising, and orthonormal eigenvectors of a symmetric tridiagonal matrix.
///
/// # Shapes
///
/// `d`: `[n]`, the diagonal; `e`: `[n - 1]`, its neighbours. `w`: `[k]`, `v`: `[n, k]`, where `k` is
/// how many `subset` selects.
///
/// # Errors
///
/// [`Error::TooShort`] if `d` is empty, [`Error::Shape`] if `e` does not fit, [`Error::NotFinite`],
/// [`Error::Parameter`] for a subset that does not fit.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EighSubset, eigh_tridiagonal};
/// let eigh = eigh_tridiagonal(&array![2.0, 2.0], &array![1.0], EighSubset::All)?;
/// assert!((eigh.w - array![1.0, 3.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., sections 8.3 and 8.4.
pub fn eigh_tridiagonal<F: Real + LinalgScalar<Real = F>>(
    d: &ArrayRef1<F>,
    e: &ArrayRef1<F>,
    subset: EighSubset,
) -> Result<Eigh<F>> {
    decomposed(d, e, subset, true)
}

/// Eigenvalues, rising, of a symmetric tridiagonal matrix; see [`eigh_tridiagonal`].
///
/// # Errors
///
/// See [`eigh_tridiagonal`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EighSubset, eigvalsh_tridiagonal};
/// let w = eigvalsh_tridiagonal(&array![2.0, 2.0], &array![1.0], EighSubset::ByIndex(1, 1))?;
/// assert!((w[0] - 3.0_f64).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn eigvalsh_tridiagonal<F: Real + LinalgScalar<Real = F>>(
    d: &ArrayRef1<F>,
    e: &ArrayRef1<F>,
    subset: EighSubset,
) -> Result<Array1<F>> {
    Ok(decomposed(d, e, subset, false)?.w)
}

fn decomposed<F: Real + LinalgScalar<Real = F>>(
    d: &ArrayRef1<F>,
    e: &ArrayRef1<F>,
    subset: EighSubset,
    vectors: bool,
) -> Result<Eigh<F>> {
    let n = d.len();
    if n == 0 {
        return Err(Error::TooShort { name: "d", expected: 1, actual: 0 });
    }
    if e.len() != n - 1 {
        return Err(Error::Shape { name: "e", expected: vec![n - 1], actual: vec![e.len()] });
    }
    check_finite("d", d)?;
    check_finite("e", e)?;
    let subset = subset.check(n)?;
    // One column, so that both are scaled alike.
    let both: Vec<F> = d.iter().chain(e).copied().collect();
    let mut both = ColMajor::from_vec(both, 2 * n - 1, 1);
    let unit = normalise(&mut both);
    let (d, e) = both.as_slice().split_at(n);
    let EighParts { w, v } = F::eigh_tridiagonal(d, e, vectors).map_err(|_| no_convergence())?;
    let w = w.into_iter().map(|w| w * unit).collect();
    Ok(selected(EighParts { w, v }, subset))
}
