//! What a Harwell-Boeing file holds.

use ndarray::Array2;

use crate::sparse_matrix::SparseMatrix;

/// A sparse matrix with a title.
#[derive(Clone, Debug, PartialEq)]
pub struct HarwellBoeing {
    /// Up to 72 characters.
    pub title: String,
    /// Up to 8 characters by which a collection knows the matrix.
    pub key: String,
    /// What the entries that are left out are like.
    pub structure: Structure,
    /// The matrix; its entries come column by column.
    pub matrix: SparseMatrix,
    /// Right-hand sides of a system with this matrix, if there are any.
    pub right_hand_sides: Option<RightHandSides>,
}

/// What the entries above the diagonal are like, which a file need not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Structure {
    /// As they stand in the file; the matrix is square.
    #[default]
    Unsymmetric,
    /// `a[i, j] = a[j, i]`.
    Symmetric,
    /// `a[i, j]` is the complex conjugate of `a[j, i]`.
    Hermitian,
    /// `a[i, j] = -a[j, i]`.
    SkewSymmetric,
    /// As they stand in the file; the matrix is not square.
    Rectangular,
}

/// Dense right-hand sides, with guesses at the solutions and the solutions themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct RightHandSides {
    /// A column for each system.
    pub values: Array2<f64>,
    /// Where a solver is to start.
    pub guesses: Option<Array2<f64>>,
    /// The solutions.
    pub solutions: Option<Array2<f64>>,
}

impl HarwellBoeing {
    /// A matrix of which all entries are there, without title and key.
    pub fn new(matrix: impl Into<SparseMatrix>) -> Self {
        let matrix = matrix.into();
        let [n_rows, n_cols] = matrix.shape();
        let structure =
            if n_rows == n_cols { Structure::Unsymmetric } else { Structure::Rectangular };
        let (title, key) = (String::new(), String::new());
        Self { title, key, structure, matrix, right_hand_sides: None }
    }
}

impl Structure {
    pub(super) fn from_letter(letter: u8) -> Option<Self> {
        Some(match letter {
            b'U' => Self::Unsymmetric,
            b'S' => Self::Symmetric,
            b'H' => Self::Hermitian,
            b'Z' => Self::SkewSymmetric,
            b'R' => Self::Rectangular,
            _ => return None,
        })
    }

    pub(super) fn letter(self) -> char {
        match self {
            Self::Unsymmetric => 'U',
            Self::Symmetric => 'S',
            Self::Hermitian => 'H',
            Self::SkewSymmetric => 'Z',
            Self::Rectangular => 'R',
        }
    }

    /// Whether entries above the diagonal follow from those below it.
    pub(super) fn is_half(self) -> bool {
        matches!(self, Self::Symmetric | Self::Hermitian | Self::SkewSymmetric)
    }
}
