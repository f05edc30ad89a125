//! Columns that rotations turn two at a time.

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// A matrix as a kernel of Jacobi's sees it: of any order, or of one that is known when the kernel is
/// compiled, so that its loops over a column are unrolled.
pub(super) trait Columns<T> {
    fn n_cols(&self) -> usize;
    fn col(&self, j: usize) -> &[T];
    fn col_mut(&mut self, j: usize) -> &mut [T];
    fn two_cols_mut(&mut self, p: usize, q: usize) -> [&mut [T]; 2];
}

impl<T: LinalgScalar> Columns<T> for ColMajor<T> {
    fn n_cols(&self) -> usize {
        self.n_cols()
    }
    fn col(&self, j: usize) -> &[T] {
        self.col(j)
    }
    fn col_mut(&mut self, j: usize) -> &mut [T] {
        self.col_mut(j)
    }
    fn two_cols_mut(&mut self, p: usize, q: usize) -> [&mut [T]; 2] {
        self.two_cols_mut(p, q)
    }
}

impl<T: LinalgScalar, const M: usize> Columns<T> for [[T; M]] {
    #[inline]
    fn n_cols(&self) -> usize {
        self.len()
    }
    #[inline]
    fn col(&self, j: usize) -> &[T] {
        &self[j]
    }
    #[inline]
    fn col_mut(&mut self, j: usize) -> &mut [T] {
        &mut self[j]
    }
    #[inline]
    fn two_cols_mut(&mut self, p: usize, q: usize) -> [&mut [T]; 2] {
        let columns = self.get_disjoint_mut([p, q]).expect("two different columns");
        columns.map(<[T; M]>::as_mut_slice)
    }
}
