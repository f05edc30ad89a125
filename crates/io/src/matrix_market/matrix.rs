//! What a Matrix Market file holds.

use ndarray::Array2;
use num_complex::Complex;

use crate::error::Error;
use crate::sparse::Sparse;
use crate::sparse_matrix::SparseMatrix;

/// A matrix: sparse from a file of coordinates, dense from an array file.
///
/// It is made by `from` of a [`Sparse`] matrix or an array of `f64`, `i64`, `u64` or complex numbers,
/// and taken apart by `match`, or by `Sparse::<f64>::try_from` and `Array2::<f64>::try_from`.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_io::matrix_market::Matrix;
///
/// let matrix = Matrix::from(array![[1_i64, 2]]);
/// assert_eq!(matrix.shape(), [1, 2]);
/// assert_eq!(Array2::<f64>::try_from(matrix)?, array![[1.0, 2.0]]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Matrix {
    /// Entries at coordinates.
    Sparse(SparseMatrix),
    /// Every element.
    Dense(DenseMatrix),
}

/// A dense matrix of whatever numbers a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum DenseMatrix {
    /// Whole numbers.
    Integer(Array2<i64>),
    /// Whole numbers, none of them negative.
    Unsigned(Array2<u64>),
    /// Real numbers.
    Real(Array2<f64>),
    /// Complex numbers.
    Complex(Array2<Complex<f64>>),
}

impl Matrix {
    /// How many rows and columns the matrix has.
    pub fn shape(&self) -> [usize; 2] {
        match self {
            Self::Sparse(sparse) => sparse.shape(),
            Self::Dense(dense) => dense.shape(),
        }
    }
}

impl DenseMatrix {
    /// How many rows and columns the matrix has.
    pub fn shape(&self) -> [usize; 2] {
        match self {
            Self::Integer(a) => a.dim().into(),
            Self::Unsigned(a) => a.dim().into(),
            Self::Real(a) => a.dim().into(),
            Self::Complex(a) => a.dim().into(),
        }
    }
}

fn wrong_kind(found: &str, expected: &'static str) -> Error {
    Error::WrongKind { variable: None, found: found.to_owned(), expected: expected.into() }
}

impl TryFrom<Matrix> for Sparse<f64> {
    type Error = Error;

    /// Takes a sparse matrix of any but complex numbers.
    fn try_from(matrix: Matrix) -> Result<Self, Error> {
        match matrix {
            Matrix::Sparse(sparse) => sparse.try_into(),
            Matrix::Dense(_) => Err(wrong_kind("a dense matrix", "a sparse one")),
        }
    }
}

impl TryFrom<Matrix> for Array2<f64> {
    type Error = Error;

    /// Takes a dense matrix of any but complex numbers.
    fn try_from(matrix: Matrix) -> Result<Self, Error> {
        match matrix {
            Matrix::Dense(DenseMatrix::Integer(a)) => Ok(a.mapv(|v| v as f64)),
            Matrix::Dense(DenseMatrix::Unsigned(a)) => Ok(a.mapv(|v| v as f64)),
            Matrix::Dense(DenseMatrix::Real(a)) => Ok(a),
            Matrix::Dense(DenseMatrix::Complex(_)) => {
                Err(wrong_kind("complex numbers", "a dense matrix of real numbers"))
            }
            Matrix::Sparse(_) => Err(wrong_kind("a sparse matrix", "a dense one")),
        }
    }
}

impl From<SparseMatrix> for Matrix {
    fn from(matrix: SparseMatrix) -> Self {
        Self::Sparse(matrix)
    }
}

impl From<DenseMatrix> for Matrix {
    fn from(matrix: DenseMatrix) -> Self {
        Self::Dense(matrix)
    }
}

macro_rules! impl_from {
    ($($number:ty => $kind:ident),*) => {
        $(
            impl From<Array2<$number>> for DenseMatrix {
                fn from(matrix: Array2<$number>) -> Self {
                    Self::$kind(matrix)
                }
            }
            impl From<Array2<$number>> for Matrix {
                fn from(matrix: Array2<$number>) -> Self {
                    Self::Dense(DenseMatrix::$kind(matrix))
                }
            }
            impl From<Sparse<$number>> for Matrix {
                fn from(matrix: Sparse<$number>) -> Self {
                    Self::Sparse(SparseMatrix::$kind(matrix))
                }
            }
        )*
    };
}

impl_from!(i64 => Integer, u64 => Unsigned, f64 => Real, Complex<f64> => Complex);

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_is_of_another_kind_is_refused() {
        let dense = Matrix::from(array![[1.0, 2.0]]);
        let sparse = Matrix::from(Sparse::from_dense(&array![[1.0, 0.0, 2.0]]));
        assert_eq!((dense.shape(), sparse.shape()), ([1, 2], [1, 3]));
        assert!(Sparse::try_from(dense).unwrap_err().to_string().contains("a dense matrix, but"));
        let error = Array2::try_from(sparse).unwrap_err();
        assert!(error.to_string().contains("a sparse matrix, but"), "{error}");
        let complex = Matrix::from(array![[Complex::new(1.0, 2.0)]]);
        assert!(Array2::try_from(complex).unwrap_err().to_string().contains("complex numbers"));
    }
}
