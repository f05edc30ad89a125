//! Triangular factors and triangular systems.

use ndarray_linalg::{Diag, Lapack, MatrixLayout, UPLO};
use onkai_core::Scalar;

use super::super::traits::Triangle;
use crate::col_major::ColMajor;

/// How LAPACK is told of a matrix.
pub(super) fn layout<T: Scalar>(a: &ColMajor<T>) -> MatrixLayout {
    let size = |n: usize| i32::try_from(n).expect("LAPACK counts rows and columns in 32 bits");
    MatrixLayout::F { col: size(a.n_cols()), lda: size(a.n_rows()) }
}

/// LU with partial pivoting; `None` if a pivot is zero: the interface then keeps the rows to itself.
pub(super) fn lu_in_place<T: Scalar + Lapack>(a: &mut ColMajor<T>) -> Option<Vec<usize>> {
    let shape = layout(a);
    let exchanges = T::lu(shape, a.as_mut_slice()).ok()?;
    let mut rows: Vec<usize> = (0..a.n_rows()).collect();
    for (i, exchange) in exchanges.into_iter().enumerate() {
        rows.swap(i, usize::try_from(exchange).expect("rows are counted from 1") - 1);
    }
    Some(rows)
}

/// Cholesky's factor; `None` if the matrix is not positive definite.
pub(super) fn cholesky_in_place<T: Scalar + Lapack>(a: &mut ColMajor<T>) -> Option<()> {
    let shape = layout(a);
    T::cholesky(shape, UPLO::Lower, a.as_mut_slice()).ok()
}

/// Solves a triangular system in place; see `Backend::solve_triangle_in_place`.
pub(super) fn solve_triangle<T: Scalar + Lapack>(
    a: &ColMajor<T>,
    shape: Triangle,
    b: &mut ColMajor<T>,
) {
    // The interface has no transposes: the triangle is turned over by hand.
    let turned = match (shape.transposed, shape.conjugated) {
        (true, true) => Some(a.adjoint()),
        (true, false) => Some(ColMajor::from_array(&a.clone().into_transposed_array())),
        (false, _) => None,
    };
    let a = turned.as_ref().unwrap_or(a);
    let side = if shape.lower == shape.transposed { UPLO::Upper } else { UPLO::Lower };
    let diagonal = if shape.unit { Diag::Unit } else { Diag::NonUnit };
    let of_b = layout(b);
    T::solve_triangular(layout(a), of_b, side, diagonal, a.as_slice(), b.as_mut_slice())
        .expect("the sizes fit, and the callers have refused zeros on the diagonal");
}
