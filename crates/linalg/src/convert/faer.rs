//! Matrices of faer.

use faer::{Mat, MatRef};
use ndarray::{Array2, ArrayRef2};
use onkai_core::Scalar;

/// Copies an array to a matrix of faer.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let matrix = onkai_linalg::to_faer(&array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
/// assert_eq!((matrix.nrows(), matrix.ncols(), matrix[(1, 0)]), (2, 3, 4.0));
/// ```
pub fn to_faer<T: Scalar>(a: &ArrayRef2<T>) -> Mat<T> {
    Mat::from_fn(a.nrows(), a.ncols(), |i, j| a[(i, j)])
}

/// Copies a matrix of faer to an array.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{from_faer, to_faer};
/// let a = array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(from_faer(to_faer(&a).as_ref()), a);
/// ```
pub fn from_faer<T: Scalar>(a: MatRef<'_, T>) -> Array2<T> {
    Array2::from_shape_fn((a.nrows(), a.ncols()), |(i, j)| a[(i, j)])
}
