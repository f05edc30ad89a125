//! Matrices in a row along the diagonal.
//!
//! Counterpart of `scipy.linalg.block_diag`.

use ndarray::{Array2, ArrayView2, s};
use onkai_core::Scalar;

/// The matrix that has the given ones along its diagonal and zeros elsewhere.
///
/// # Shapes
///
/// `blocks`: `[mᵢ, nᵢ]` each, rows or columns may be zero in number. Returns `[Σ mᵢ, Σ nᵢ]`.
///
/// # Examples
///
/// ```
/// use ndarray::{array, aview2};
/// let a = onkai_linalg::block_diag(&[aview2(&[[1.0, 2.0]]), aview2(&[[3.0], [4.0]])]);
/// assert_eq!(a, array![[1.0, 2.0, 0.0], [0.0, 0.0, 3.0], [0.0, 0.0, 4.0]]);
/// ```
///
/// # Differences from SciPy
///
/// No blocks at all give a matrix of shape `[0, 0]`, not `[1, 0]`.
pub fn block_diag<T: Scalar>(blocks: &[ArrayView2<'_, T>]) -> Array2<T> {
    let (n_rows, n_cols) =
        blocks.iter().fold((0, 0), |(m, n), block| (m + block.nrows(), n + block.ncols()));
    let mut a = Array2::zeros((n_rows, n_cols));
    let (mut i, mut j) = (0, 0);
    for block in blocks {
        let (i_end, j_end) = (i + block.nrows(), j + block.ncols());
        a.slice_mut(s![i..i_end, j..j_end]).assign(block);
        (i, j) = (i_end, j_end);
    }
    a
}
