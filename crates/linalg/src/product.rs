//! Products of matrices, for this crate's own use.

use ndarray::{Array2, ArrayRef2};

use crate::scalar::LinalgScalar;

/// Up to this number of multiplications plain loops are done before a kernel has been chosen.
const PLAIN_UP_TO: usize = 8 * 8 * 8;

/// `a · b`, row by row; the caller sees to it that the sizes fit.
pub(crate) fn matmul<T: LinalgScalar>(a: &ArrayRef2<T>, b: &ArrayRef2<T>) -> Array2<T> {
    let (m, k, n) = (a.nrows(), a.ncols(), b.ncols());
    assert_eq!(k, b.nrows(), "the sizes of a product fit");
    if m * k * n > PLAIN_UP_TO {
        return T::matmul(a.view(), b.view());
    }
    Array2::from_shape_fn((m, n), |(i, j)| {
        (0..k).fold(T::zero(), |sum, l| sum + a[(i, l)] * b[(l, j)])
    })
}

/// The conjugate transpose, row by row.
pub(crate) fn adjoint<T: LinalgScalar>(a: &ArrayRef2<T>) -> Array2<T> {
    Array2::from_shape_fn((a.ncols(), a.nrows()), |(i, j)| a[(j, i)].conj())
}
