//! Products and triangular systems.

use faer::linalg::{matmul::matmul, triangular_solve as solve};
use faer::traits::ComplexField;
use faer::{Accum, Conj, MatMut, MatRef, Par};
use ndarray::{Array2, ArrayView2};
use onkai_core::Scalar;

use super::super::traits::Triangle;
use super::view::threads_of_elimination;
use crate::col_major::ColMajor;

/// From this number of multiplications on a product is spread over threads.
const PARALLEL_FROM: usize = 128 * 128 * 128;

/// The product, row by row.
pub(super) fn product<T: Scalar + ComplexField>(
    a: &ArrayView2<'_, T>,
    b: &ArrayView2<'_, T>,
) -> Array2<T> {
    let (m, k, n) = (a.nrows(), a.ncols(), b.ncols());
    let mut out = vec![<T as num_traits::Zero>::zero(); m * n];
    let par = if m * k * n < PARALLEL_FROM { Par::Seq } else { Par::rayon(0) };
    with_view(a, |a| {
        with_view(b, |b| {
            let out = MatMut::from_row_major_slice_mut(&mut out, m, n);
            matmul(out, Accum::Replace, a, b, <T as num_traits::One>::one(), par);
        });
    });
    Array2::from_shape_vec((m, n), out).expect("a matrix has rows times columns elements")
}

/// Shows faer an array: as it lies if it has no gaps, else a copy.
fn with_view<T: Scalar + ComplexField>(a: &ArrayView2<'_, T>, run: impl FnOnce(MatRef<'_, T>)) {
    let (n_rows, n_cols) = a.dim();
    if let Some(rows) = a.as_slice() {
        run(MatRef::from_row_major_slice(rows, n_rows, n_cols));
    } else if let Some(columns) = a.t().as_slice() {
        run(MatRef::from_column_major_slice(columns, n_rows, n_cols));
    } else {
        run(ColMajor::from_array(a).view());
    }
}

/// Solves a triangular system in place.
pub(super) fn solve_triangle<T: Scalar + ComplexField>(
    a: &ColMajor<T>,
    shape: Triangle,
    b: &mut ColMajor<T>,
) {
    let par = threads_of_elimination(a.n_rows(), b.n_cols());
    let conj = if shape.conjugated { Conj::Yes } else { Conj::No };
    let (a, lower) = if shape.transposed {
        (a.view().transpose(), !shape.lower)
    } else {
        (a.view(), shape.lower)
    };
    let b = b.view_mut();
    match (lower, shape.unit) {
        (true, false) => solve::solve_lower_triangular_in_place_with_conj(a, conj, b, par),
        (true, true) => solve::solve_unit_lower_triangular_in_place_with_conj(a, conj, b, par),
        (false, false) => solve::solve_upper_triangular_in_place_with_conj(a, conj, b, par),
        (false, true) => solve::solve_unit_upper_triangular_in_place_with_conj(a, conj, b, par),
    }
}
