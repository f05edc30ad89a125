//! Matrices that are constant along their diagonals or antidiagonals.
//!
//! Counterpart of `scipy.linalg.toeplitz`, `circulant` and `hankel`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::Scalar;

/// The Toeplitz matrix with first column `c` and first row `r`.
///
/// ```text
/// A[i, j] = c[i - j] for i ≥ j, r[j - i] else
/// ```
///
/// # Shapes
///
/// `c`: `[m]`, `r`: `[n]`; without `r` it is the conjugate of `c`, which makes the matrix Hermitian
/// if `c[0]` is real. `r[0]` is ignored. Returns `[m, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::toeplitz;
/// let a = toeplitz(&array![1, 2, 3].mapv(f64::from), Some(&array![1.0, 4.0]));
/// assert_eq!(a, array![[1.0, 4.0], [2.0, 1.0], [3.0, 2.0]]);
/// ```
pub fn toeplitz<T: Scalar>(c: &ArrayRef1<T>, r: Option<&ArrayRef1<T>>) -> Array2<T> {
    let n_cols = r.map_or(c.len(), |r| r.len());
    Array2::from_shape_fn((c.len(), n_cols), |(i, j)| match r {
        _ if j <= i => c[i - j],
        Some(r) => r[j - i],
        None => c[j - i].conj(),
    })
}

/// The circulant matrix with first column `c`: each column is the one before, turned by one.
///
/// ```text
/// A[i, j] = c[(i - j) mod n]
/// ```
///
/// # Shapes
///
/// `c`: `[n]`. Returns `[n, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::circulant(&array![1.0, 2.0, 3.0]);
/// assert_eq!(a, array![[1.0, 3.0, 2.0], [2.0, 1.0, 3.0], [3.0, 2.0, 1.0]]);
/// ```
pub fn circulant<T: Scalar>(c: &ArrayRef1<T>) -> Array2<T> {
    let n = c.len();
    Array2::from_shape_fn((n, n), |(i, j)| c[(n + i - j) % n])
}

/// The Hankel matrix with first column `c` and last row `r`: constant along antidiagonals.
///
/// ```text
/// A[i, j] = c[i + j] for i + j < m, r[i + j - m + 1] else
/// ```
///
/// # Shapes
///
/// `c`: `[m]`, `r`: `[n]`; without `r` it is zero, and `n = m`. `r[0]` is ignored. Returns `[m, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::hankel(&array![1.0, 2.0, 3.0], None);
/// assert_eq!(a, array![[1.0, 2.0, 3.0], [2.0, 3.0, 0.0], [3.0, 0.0, 0.0]]);
/// ```
pub fn hankel<T: Scalar>(c: &ArrayRef1<T>, r: Option<&ArrayRef1<T>>) -> Array2<T> {
    let m = c.len();
    Array2::from_shape_fn((m, r.map_or(m, |r| r.len())), |(i, j)| match r {
        _ if i + j < m => c[i + j],
        Some(r) => r[i + j + 1 - m],
        None => T::zero(),
    })
}
