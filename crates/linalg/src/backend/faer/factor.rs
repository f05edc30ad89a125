//! Triangular factors: LU and Cholesky.

use faer::dyn_stack::MemStack;
use faer::linalg::cholesky::llt::factor as llt;
use faer::linalg::lu::partial_pivoting::factor as lu;
use faer::prelude::default;
use faer::traits::ComplexField;
use onkai_core::Scalar;

use super::view::{threads_of_elimination, workspace};
use crate::col_major::ColMajor;

/// LU with partial pivoting; see `Backend::lu_in_place`.
pub(in crate::backend) fn lu_in_place<T: Scalar + ComplexField>(a: &mut ColMajor<T>) -> Vec<usize> {
    let (m, n) = (a.n_rows(), a.n_cols());
    let par = threads_of_elimination(m, n);
    let (mut rows, mut places) = (vec![0; m], vec![0; m]);
    let mut memory = workspace(lu::lu_in_place_scratch::<usize, T>(m, n, par, default()));
    let stack = MemStack::new(&mut memory);
    lu::lu_in_place(a.view_mut(), &mut rows, &mut places, par, stack, default());
    rows
}

/// Cholesky's factor; see `Backend::cholesky_in_place`.
pub(in crate::backend) fn cholesky_in_place<T: Scalar + ComplexField>(
    a: &mut ColMajor<T>,
) -> Result<(), usize> {
    let n = a.n_rows();
    let par = threads_of_elimination(n, n);
    let mut memory = workspace(llt::cholesky_in_place_scratch::<T>(n, par, default()));
    let stack = MemStack::new(&mut memory);
    match llt::cholesky_in_place(a.view_mut(), default(), par, stack, default()) {
        Ok(_) => Ok(()),
        Err(llt::LltError::NonPositivePivot { index }) => Err(index + 1),
    }
}
