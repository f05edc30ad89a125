//! Seeing our matrices as faer's, and what all calls of faer share.

use faer::{MatMut, MatRef, Par, dyn_stack::MemBuffer, dyn_stack::StackReq};
use onkai_core::Scalar;

use crate::col_major::ColMajor;

/// From this order on a decomposition is spread over threads: below it, waking them costs more than
/// they save (measured on two cores).
const PARALLEL_FROM: usize = 192;
/// The same for elimination and QR, which take a tenth of the time or less.
const PARALLEL_ELIMINATION_FROM: usize = 640;
/// The same for eigenvalues of general matrices, whose steps are short and many.
const PARALLEL_EIG_FROM: usize = 900;

impl<T: Scalar> ColMajor<T> {
    pub(super) fn view(&self) -> MatRef<'_, T> {
        MatRef::from_column_major_slice(self.as_slice(), self.n_rows(), self.n_cols())
    }

    pub(super) fn view_mut(&mut self) -> MatMut<'_, T> {
        let (n_rows, n_cols) = (self.n_rows(), self.n_cols());
        MatMut::from_column_major_slice_mut(self.as_mut_slice(), n_rows, n_cols)
    }
}

/// How a decomposition of a matrix of the given sizes is spread over threads.
pub(super) fn threads(n_rows: usize, n_cols: usize) -> Par {
    if n_rows.min(n_cols) < PARALLEL_FROM { Par::Seq } else { Par::rayon(0) }
}

/// The same for eigenvalues of a general matrix of order `n`.
pub(super) fn threads_of_eig(n: usize) -> Par {
    if n < PARALLEL_EIG_FROM { Par::Seq } else { Par::rayon(0) }
}

/// The same for elimination: LU, QR, Cholesky, triangular systems.
pub(super) fn threads_of_elimination(n_rows: usize, n_cols: usize) -> Par {
    if n_rows.min(n_cols) < PARALLEL_ELIMINATION_FROM { Par::Seq } else { Par::rayon(0) }
}

/// The memory that a call of faer works in.
pub(super) fn workspace(size: StackReq) -> MemBuffer {
    MemBuffer::new(size)
}
