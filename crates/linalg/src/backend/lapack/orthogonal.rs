//! QR by Householder reflections.

use ndarray_linalg::Lapack;
use onkai_core::Scalar;

use super::factor::layout;
use crate::col_major::ColMajor;

/// See `Backend::qr`.
pub(super) fn qr<T: Scalar + Lapack>(
    a: ColMajor<T>,
    n_q: usize,
) -> Option<(ColMajor<T>, ColMajor<T>)> {
    let (m, n) = (a.n_rows(), a.n_cols());
    // All of `Q` is made by appending columns of zeros, whose reflections are none.
    let mut work = if n < n_q { widened(a, n_q) } else { a };
    let shape = layout(&work);
    let tau = T::householder(shape, work.as_mut_slice()).ok()?;
    let n_rows = if n_q == 0 { m.min(n) } else { n_q };
    let mut r = ColMajor::zeros(n_rows, n);
    for j in 0..n {
        let top = (j + 1).min(n_rows);
        r.col_mut(j)[..top].copy_from_slice(&work.col(j)[..top]);
    }
    if n_q == 0 {
        return Some((ColMajor::zeros(m, 0), r));
    }
    T::q(shape, work.as_mut_slice(), &tau).ok()?;
    let mut columns = work.into_vec();
    columns.truncate(m * n_q);
    Some((ColMajor::from_vec(columns, m, n_q), r))
}

fn widened<T: Scalar>(a: ColMajor<T>, n_cols: usize) -> ColMajor<T> {
    let m = a.n_rows();
    let mut columns = a.into_vec();
    columns.resize(m * n_cols, T::zero());
    ColMajor::from_vec(columns, m, n_cols)
}
