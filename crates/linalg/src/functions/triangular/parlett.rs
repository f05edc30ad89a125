//! Any function of a triangular matrix, from its values at the eigenvalues.

use ndarray::{Array2, ArrayRef2};
use num_traits::Float;

use crate::scalar::LinalgScalar;

/// What [`parlett`] gives.
pub(crate) struct Parlett<T: LinalgScalar> {
    /// The function of the matrix.
    pub(crate) value: Array2<T>,
    /// The smallest difference of two eigenvalues; where it is small, rounding errors are large.
    pub(crate) min_gap: T::Real,
}

/// The function of an upper triangular matrix that has the given values at its eigenvalues.
///
/// Where eigenvalues are equal, the elements between them are zero if that solves the equation, and
/// wrong else; `min_gap` tells.
///
/// B. N. Parlett, "A recurrence among the elements of functions of triangular matrices", Linear Algebra
/// Appl. 14 (1976), doi:10.1016/0024-3795(76)90018-5.
pub(crate) fn parlett<T: LinalgScalar>(t: &ArrayRef2<T>, at_eigenvalues: &[T]) -> Parlett<T> {
    let n = t.nrows();
    let mut f = Array2::from_diag(&ndarray::ArrayView1::from(at_eigenvalues));
    let mut min_gap = <T::Real as Float>::max_value();
    for j in 1..n {
        for i in (0..j).rev() {
            let mut sum = t[[i, j]] * (f[[j, j]] - f[[i, i]]);
            for k in i + 1..j {
                sum += t[[i, k]] * f[[k, j]] - f[[i, k]] * t[[k, j]];
            }
            let gap = t[[j, j]] - t[[i, i]];
            min_gap = min_gap.min(gap.modulus());
            f[[i, j]] = if gap == T::zero() { sum } else { sum / gap };
        }
    }
    Parlett { value: f, min_gap }
}
