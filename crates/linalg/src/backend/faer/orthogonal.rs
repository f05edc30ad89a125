//! Orthogonal factors by Householder reflections: QR and Hessenberg.

use faer::dyn_stack::MemStack;
use faer::linalg::evd::hessenberg;
use faer::linalg::householder as reflect;
use faer::linalg::qr::{col_pivoting::factor as pivoted, no_pivoting::factor as plain};
use faer::prelude::default;
use faer::traits::ComplexField;
use faer::{Conj, Mat, MatMut, MatRef, Par};
use onkai_core::Scalar;
use rayon::prelude::*;

#[cfg(not(feature = "lapack"))]
use super::view::threads_of_elimination;
use super::view::{threads, workspace};
use crate::col_major::ColMajor;

/// QR without pivoting; see `Backend::qr`.
#[cfg(not(feature = "lapack"))]
pub(super) fn qr<T: Scalar + ComplexField>(
    mut a: ColMajor<T>,
    n_q: usize,
) -> (ColMajor<T>, ColMajor<T>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    let par = threads_of_elimination(m, n);
    let block = plain::recommended_block_size::<T>(m, n);
    let mut coefficients = Mat::zeros(block, m.min(n));
    let mut memory = workspace(plain::qr_in_place_scratch::<T>(m, n, block, par, default()));
    let stack = MemStack::new(&mut memory);
    plain::qr_in_place(a.view_mut(), coefficients.as_mut(), par, stack, default());
    (unit_times(a.view(), coefficients.as_ref(), n_q), upper_part(a, n_q))
}

/// QR with columns pivoted by their norms; see `Shared::qr_pivoted`.
pub(super) fn qr_pivoted<T: Scalar + ComplexField>(
    mut a: ColMajor<T>,
    n_q: usize,
) -> (ColMajor<T>, ColMajor<T>, Vec<usize>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    let par = threads(m, n);
    let block = plain::recommended_block_size::<T>(m, n);
    let mut coefficients = Mat::zeros(block, m.min(n));
    let (mut columns, mut places) = (vec![0; n], vec![0; n]);
    let size = pivoted::qr_in_place_scratch::<usize, T>(m, n, block, par, default());
    let mut memory = workspace(size);
    let stack = MemStack::new(&mut memory);
    let h = coefficients.as_mut();
    pivoted::qr_in_place(a.view_mut(), h, &mut columns, &mut places, par, stack, default());
    (unit_times(a.view(), coefficients.as_ref(), n_q), upper_part(a, n_q), columns)
}

/// Columns of `q` that are made in one go: enough for the kernels of products, and few enough to be
/// spread over threads.
const COLUMNS_AT_A_TIME: usize = 64;

/// The first `n_q` columns of the product of the reflections that stand below the diagonal.
///
/// Each column is its own task: reflections come in blocks that many threads would have to wait for.
fn unit_times<T: Scalar + ComplexField>(
    reflections: MatRef<'_, T>,
    coefficients: MatRef<'_, T>,
    n_q: usize,
) -> ColMajor<T> {
    let m = reflections.nrows();
    let mut q = ColMajor::identity(m, n_q);
    if n_q == 0 {
        return q;
    }
    let make = |(index, columns): (usize, &mut [T])| {
        let first = index * COLUMNS_AT_A_TIME;
        reflect_unit_columns(reflections, coefficients, first, columns);
    };
    let chunk = m * COLUMNS_AT_A_TIME;
    if threads(m, n_q) == Par::Seq {
        q.as_mut_slice().chunks_mut(chunk).enumerate().for_each(make);
    } else {
        q.as_mut_slice().par_chunks_mut(chunk).enumerate().for_each(make);
    }
    q
}

/// Multiplies columns of the unit matrix, from index `first` on, by the reflections.
fn reflect_unit_columns<T: Scalar + ComplexField>(
    reflections: MatRef<'_, T>,
    coefficients: MatRef<'_, T>,
    first: usize,
    columns: &mut [T],
) {
    let (m, size, block) = (reflections.nrows(), coefficients.ncols(), coefficients.nrows());
    let n_columns = columns.len() / m;
    let mut columns = MatMut::from_column_major_slice_mut(columns, m, n_columns);
    let scratch =
        reflect::apply_block_householder_on_the_left_in_place_scratch::<T>(m, block, n_columns);
    let mut memory = workspace(scratch);
    let stack = MemStack::new(&mut memory);
    for start in (0..size).step_by(block).rev() {
        // A block leaves the unit vectors before its own rows as they are.
        let untouched = start.saturating_sub(first);
        if n_columns <= untouched {
            continue;
        }
        let n_block = block.min(size - start);
        reflect::apply_block_householder_on_the_left_in_place_with_conj(
            reflections.submatrix(start, start, m - start, n_block),
            coefficients.submatrix(0, start, n_block, n_block),
            Conj::No,
            columns.as_mut().submatrix_mut(start, untouched, m - start, n_columns - untouched),
            Par::Seq,
            stack,
        );
    }
}

/// The upper trapezoid, with as many rows as `q` has columns.
fn upper_part<T: Scalar>(a: ColMajor<T>, n_q: usize) -> ColMajor<T> {
    let (m, n) = (a.n_rows(), a.n_cols());
    let n_rows = if n_q == 0 { m.min(n) } else { n_q };
    let mut r = if n_rows == m { a } else { top_rows(&a, n_rows) };
    for j in 0..n {
        let column = r.col_mut(j);
        let below = (j + 1).min(column.len());
        column[below..].fill(T::zero());
    }
    r
}

fn top_rows<T: Scalar>(a: &ColMajor<T>, n_rows: usize) -> ColMajor<T> {
    let mut out = ColMajor::zeros(n_rows, a.n_cols());
    for j in 0..a.n_cols() {
        out.col_mut(j).copy_from_slice(&a.col(j)[..n_rows]);
    }
    out
}

/// Hessenberg form; see `Shared::hessenberg`.
pub(super) fn hessenberg_form<T: Scalar + ComplexField>(
    mut a: ColMajor<T>,
    want_q: bool,
) -> (ColMajor<T>, ColMajor<T>) {
    let n = a.n_rows();
    let mut q = ColMajor::identity(n, if want_q { n } else { 0 });
    if n < 2 {
        return (a, q);
    }
    let par = threads(n, n);
    let block = plain::recommended_block_size::<T>(n - 1, n - 1);
    let mut coefficients = Mat::zeros(block, n - 1);
    let size = hessenberg::hessenberg_in_place_scratch::<T>(n, block, par, default());
    let mut memory = workspace(size);
    let stack = MemStack::new(&mut memory);
    hessenberg::hessenberg_in_place(a.view_mut(), coefficients.as_mut(), par, stack, default());
    if want_q {
        let size = reflect::apply_block_householder_sequence_on_the_right_in_place_scratch::<T>(
            n - 1,
            block,
            n - 1,
        );
        reflect::apply_block_householder_sequence_on_the_right_in_place_with_conj(
            a.view().submatrix(1, 0, n - 1, n - 1),
            coefficients.as_ref(),
            Conj::No,
            q.view_mut().submatrix_mut(1, 1, n - 1, n - 1),
            par,
            MemStack::new(&mut workspace(size)),
        );
    }
    for j in 0..n {
        let below = (j + 2).min(n);
        a.col_mut(j)[below..].fill(<T as num_traits::Zero>::zero());
    }
    (a, q)
}
