//! Orthogonal factors by Householder reflections: QR and Hessenberg.

use faer::dyn_stack::MemStack;
use faer::linalg::evd::hessenberg;
use faer::linalg::householder as reflect;
use faer::linalg::qr::{col_pivoting::factor as pivoted, no_pivoting::factor as plain};
use faer::prelude::default;
use faer::traits::ComplexField;
use faer::{Conj, Mat, MatRef, Par};
use onkai_core::Scalar;

use super::view::{threads, workspace};
use crate::col_major::ColMajor;

/// QR without pivoting; see `Backend::qr`.
#[cfg(not(feature = "lapack"))]
pub(super) fn qr<T: Scalar + ComplexField>(
    mut a: ColMajor<T>,
    n_q: usize,
) -> (ColMajor<T>, ColMajor<T>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    let par = threads(m, n);
    let block = plain::recommended_block_size::<T>(m, n);
    let mut coefficients = Mat::zeros(block, m.min(n));
    let mut memory = workspace(plain::qr_in_place_scratch::<T>(m, n, block, par, default()));
    let stack = MemStack::new(&mut memory);
    plain::qr_in_place(a.view_mut(), coefficients.as_mut(), par, stack, default());
    (unit_times(a.view(), coefficients.as_ref(), n_q, par), upper_part(a, n_q))
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
    (unit_times(a.view(), coefficients.as_ref(), n_q, par), upper_part(a, n_q), columns)
}

/// The first `n_q` columns of the product of the reflections that stand below the diagonal.
fn unit_times<T: Scalar + ComplexField>(
    reflections: MatRef<'_, T>,
    coefficients: MatRef<'_, T>,
    n_q: usize,
    par: Par,
) -> ColMajor<T> {
    let m = reflections.nrows();
    let mut q = ColMajor::identity(m, n_q);
    if n_q == 0 {
        return q;
    }
    let size = reflect::apply_block_householder_sequence_on_the_left_in_place_scratch::<T>(
        m,
        coefficients.nrows(),
        n_q,
    );
    reflect::apply_block_householder_sequence_on_the_left_in_place_with_conj(
        reflections.subcols(0, coefficients.ncols()),
        coefficients,
        Conj::No,
        q.view_mut(),
        par,
        MemStack::new(&mut workspace(size)),
    );
    q
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
