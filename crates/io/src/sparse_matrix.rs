//! A sparse matrix whose kind of numbers the file decides.

use num_complex::Complex;

use crate::error::Error;
use crate::sparse::Sparse;

/// A sparse matrix of whatever numbers a file holds.
///
/// `Sparse::<f64>::try_from` takes every kind but the complex ones, `Sparse::<Complex<f64>>::from`
/// takes them all.
///
/// # Examples
///
/// ```
/// use onkai_io::{Sparse, SparseMatrix};
///
/// let a = Sparse::new([1, 2], vec![0], vec![1], vec![3_i64])?;
/// let matrix = SparseMatrix::from(a);
/// assert_eq!((matrix.shape(), matrix.n_stored()), ([1, 2], 1));
/// assert_eq!(Sparse::<f64>::try_from(matrix)?.values(), [3.0]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum SparseMatrix {
    /// Only the places of the entries are known; each counts as 1 (or, mirrored in a skew-symmetric
    /// matrix, as -1).
    Pattern(Sparse<f64>),
    /// Whole numbers.
    Integer(Sparse<i64>),
    /// Whole numbers, none of them negative.
    Unsigned(Sparse<u64>),
    /// Real numbers.
    Real(Sparse<f64>),
    /// Complex numbers.
    Complex(Sparse<Complex<f64>>),
}

impl SparseMatrix {
    /// How many rows and columns the matrix has.
    pub fn shape(&self) -> [usize; 2] {
        match self {
            Self::Pattern(a) | Self::Real(a) => a.shape(),
            Self::Integer(a) => a.shape(),
            Self::Unsigned(a) => a.shape(),
            Self::Complex(a) => a.shape(),
        }
    }

    /// How many entries are stored.
    pub fn n_stored(&self) -> usize {
        match self {
            Self::Pattern(a) | Self::Real(a) => a.n_stored(),
            Self::Integer(a) => a.n_stored(),
            Self::Unsigned(a) => a.n_stored(),
            Self::Complex(a) => a.n_stored(),
        }
    }
}

impl TryFrom<SparseMatrix> for Sparse<f64> {
    type Error = Error;

    /// Whole numbers become the nearest real ones; complex numbers are refused.
    fn try_from(matrix: SparseMatrix) -> Result<Self, Error> {
        match matrix {
            SparseMatrix::Pattern(a) | SparseMatrix::Real(a) => Ok(a),
            SparseMatrix::Integer(a) => Ok(a.map(|v| v as f64)),
            SparseMatrix::Unsigned(a) => Ok(a.map(|v| v as f64)),
            SparseMatrix::Complex(_) => Err(Error::WrongKind {
                variable: None,
                found: "complex numbers".to_owned(),
                expected: "a sparse matrix of real numbers".into(),
            }),
        }
    }
}

impl From<SparseMatrix> for Sparse<Complex<f64>> {
    fn from(matrix: SparseMatrix) -> Self {
        match matrix {
            SparseMatrix::Pattern(a) | SparseMatrix::Real(a) => a.map(Complex::from),
            SparseMatrix::Integer(a) => a.map(|v| Complex::from(v as f64)),
            SparseMatrix::Unsigned(a) => a.map(|v| Complex::from(v as f64)),
            SparseMatrix::Complex(a) => a,
        }
    }
}

macro_rules! impl_from {
    ($($number:ty => $kind:ident),*) => {
        $(impl From<Sparse<$number>> for SparseMatrix {
            fn from(matrix: Sparse<$number>) -> Self {
                Self::$kind(matrix)
            }
        })*
    };
}

impl_from!(i64 => Integer, u64 => Unsigned, f64 => Real, Complex<f64> => Complex);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_widen_but_never_narrow() {
        let one = |value| Sparse::new([1, 1], vec![0], vec![0], vec![value]).unwrap();
        let real = SparseMatrix::from(one(2.0));
        assert_eq!(Sparse::<Complex<f64>>::from(real).values(), [Complex::new(2.0, 0.0)]);
        let whole = SparseMatrix::Unsigned(one(2.0).map(|v| v as u64));
        assert_eq!(Sparse::<f64>::try_from(whole).unwrap().values(), [2.0]);
        let complex = SparseMatrix::from(one(2.0).map(Complex::from));
        assert_eq!((complex.shape(), complex.n_stored()), ([1, 1], 1));
        let message = Sparse::<f64>::try_from(complex).unwrap_err().to_string();
        assert!(message.contains("complex numbers, but a sparse matrix of real"), "{message}");
    }
}
