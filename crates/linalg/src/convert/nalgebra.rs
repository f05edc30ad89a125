//! Matrices of nalgebra.

use nalgebra::{DMatrix, DVector, Matrix, RawStorage};
use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::Scalar;

/// Copies an array to a matrix of nalgebra.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let matrix = onkai_linalg::to_nalgebra(&array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
/// assert_eq!((matrix.nrows(), matrix.ncols(), matrix[(1, 0)]), (2, 3, 4.0));
/// ```
pub fn to_nalgebra<T: Scalar>(a: &ArrayRef2<T>) -> DMatrix<T> {
    DMatrix::from_fn(a.nrows(), a.ncols(), |i, j| a[(i, j)])
}

/// Copies a one-dimensional array to a column vector of nalgebra.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_linalg::to_nalgebra_vector(&array![1.0, 2.0])[1], 2.0);
/// ```
pub fn to_nalgebra_vector<T: Scalar>(x: &ArrayRef1<T>) -> DVector<T> {
    DVector::from_iterator(x.len(), x.iter().copied())
}

/// Copies a matrix of nalgebra, of fixed or dynamic size, to an array.
///
/// # Examples
///
/// ```
/// use nalgebra::Matrix2;
/// use ndarray::array;
/// let a = onkai_linalg::from_nalgebra(&Matrix2::new(1.0, 2.0, 3.0, 4.0));
/// assert_eq!(a, array![[1.0, 2.0], [3.0, 4.0]]);
/// ```
pub fn from_nalgebra<T, R, C, S>(a: &Matrix<T, R, C, S>) -> Array2<T>
where
    T: Scalar,
    R: nalgebra::Dim,
    C: nalgebra::Dim,
    S: RawStorage<T, R, C>,
{
    Array2::from_shape_fn((a.nrows(), a.ncols()), |(i, j)| a[(i, j)])
}

/// Copies a column vector of nalgebra to a one-dimensional array.
///
/// # Examples
///
/// ```
/// use nalgebra::Vector2;
/// use ndarray::array;
/// assert_eq!(onkai_linalg::from_nalgebra_vector(&Vector2::new(1.0, 2.0)), array![1.0, 2.0]);
/// ```
pub fn from_nalgebra_vector<T, R, S>(x: &Matrix<T, R, nalgebra::U1, S>) -> Array1<T>
where
    T: Scalar,
    R: nalgebra::Dim,
    S: RawStorage<T, R>,
{
    (0..x.nrows()).map(|i| x[i]).collect()
}
