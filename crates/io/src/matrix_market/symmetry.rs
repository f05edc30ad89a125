//! Which symmetry a matrix has.

use ndarray::ArrayRef2;

use crate::matrix_market::header::Symmetry;
use crate::matrix_market::number::Number;
use crate::sparse::Sparse;

/// What pairs of elements on either side of the diagonal have in common.
struct Kinds {
    symmetric: bool,
    skew: bool,
    hermitian: bool,
}

impl Kinds {
    fn new() -> Self {
        Self { symmetric: true, skew: true, hermitian: true }
    }

    /// Takes account of an element and of that across the diagonal; tells whether any kind is left.
    fn add<T: Number>(&mut self, value: T, across: T) -> bool {
        self.symmetric &= value == across;
        self.skew &= value.negated() == Some(across);
        self.hermitian &= value == across.conjugated();
        self.symmetric || self.skew || self.hermitian
    }

    /// The first that fits, in SciPy's order.
    fn first(&self) -> Symmetry {
        match self {
            Self { symmetric: true, .. } => Symmetry::Symmetric,
            Self { skew: true, .. } => Symmetry::SkewSymmetric,
            Self { hermitian: true, .. } => Symmetry::Hermitian,
            _ => Symmetry::General,
        }
    }

    fn has(&self, symmetry: Symmetry) -> bool {
        match symmetry {
            Symmetry::General => true,
            Symmetry::Symmetric => self.symmetric,
            Symmetry::SkewSymmetric => self.skew,
            Symmetry::Hermitian => self.hermitian,
        }
    }
}

/// What a matrix is asked for.
pub(super) trait HasSymmetry {
    /// The symmetry that it has.
    fn symmetry(&self) -> Symmetry;
    /// Whether it has this one.
    fn has(&self, symmetry: Symmetry) -> bool;
}

impl<T: Number> HasSymmetry for Sparse<T> {
    fn symmetry(&self) -> Symmetry {
        sparse_kinds(self).map_or(Symmetry::General, |kinds| kinds.first())
    }

    fn has(&self, symmetry: Symmetry) -> bool {
        symmetry == Symmetry::General || sparse_kinds(self).is_some_and(|kinds| kinds.has(symmetry))
    }
}

impl<T: Number> HasSymmetry for ArrayRef2<T> {
    fn symmetry(&self) -> Symmetry {
        dense_kinds(self).map_or(Symmetry::General, |kinds| kinds.first())
    }

    fn has(&self, symmetry: Symmetry) -> bool {
        symmetry == Symmetry::General || dense_kinds(self).is_some_and(|kinds| kinds.has(symmetry))
    }
}

/// `None` if there is none.
fn sparse_kinds<T: Number>(matrix: &Sparse<T>) -> Option<Kinds> {
    let [n_rows, n_cols] = matrix.shape();
    if n_rows != n_cols {
        return None;
    }
    // Both are in order, so that what lies across from an entry is at the same position.
    let (here, across) = (matrix.sum_duplicates(), matrix.clone().transposed().sum_duplicates());
    if here.rows() != across.rows() || here.cols() != across.cols() {
        return None;
    }
    let mut kinds = Kinds::new();
    here.values().iter().zip(across.values()).all(|(&a, &b)| kinds.add(a, b)).then_some(kinds)
}

fn dense_kinds<T: Number>(matrix: &ArrayRef2<T>) -> Option<Kinds> {
    if matrix.nrows() != matrix.ncols() {
        return None;
    }
    let mut kinds = Kinds::new();
    for col in 0..matrix.ncols() {
        for row in col..matrix.nrows() {
            if !kinds.add(matrix[[row, col]], matrix[[col, row]]) {
                return None;
            }
        }
    }
    Some(kinds)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use num_complex::Complex;

    use super::*;

    fn of<T: Number>(dense: &Array2<T>) -> Symmetry {
        let sparse = Sparse::from_dense(dense);
        assert_eq!(sparse.symmetry(), dense.symmetry());
        dense.symmetry()
    }

    #[test]
    fn each_symmetry_is_seen() {
        let i = Complex::<f64>::i();
        assert_eq!(of(&array![[1.0, 2.0], [2.0, 3.0]]), Symmetry::Symmetric);
        assert_eq!(of(&array![[0.0, 2.0], [-2.0, 0.0]]), Symmetry::SkewSymmetric);
        assert_eq!(of(&array![[1.0, 2.0], [-2.0, 0.0]]), Symmetry::General);
        assert_eq!(of(&array![[1.0 + 0.0 * i, i], [-i, 3.0 + 0.0 * i]]), Symmetry::Hermitian);
        assert_eq!(of(&array![[1_u64, 2], [2, 3]]), Symmetry::Symmetric);
        assert_eq!(of(&array![[1_i64, 2, 3]]), Symmetry::General);
        assert_eq!(of(&array![[1_i64, 2], [0, 1]]), Symmetry::General);
    }

    #[test]
    fn a_claim_is_checked() {
        let zero = Array2::<f64>::zeros((2, 2));
        assert!(zero.has(Symmetry::SkewSymmetric) && zero.has(Symmetry::Hermitian));
        let a = Sparse::from_dense(&array![[0.0, 2.0], [1.0, 0.0]]);
        assert!(a.has(Symmetry::General) && !a.has(Symmetry::Symmetric));
    }
}
