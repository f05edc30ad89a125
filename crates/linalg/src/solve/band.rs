//! Elimination within the band of a matrix that is stored in full.

use ndarray::ArrayRef2;
use num_traits::Zero;
use onkai_core::{Error, Result};

use super::structure::bandwidths;
use crate::col_major::ColMajor;
use crate::lu::Transpose;
use crate::scalar::LinalgScalar;
use crate::small::norm_1;

/// LU factors with partial pivoting that touch only the band: `O(n · below · (below + above))` steps.
/// Exchanges are done one after the other, so that `L` keeps its band.
///
/// Golub, Van Loan, *Matrix Computations*, 4th ed., section 4.3.
pub(super) struct BandFactor<T: LinalgScalar> {
    factors: ColMajor<T>,
    /// With which row each row was exchanged.
    exchanges: Vec<usize>,
    below: usize,
    above: usize,
    pub(super) norm: T::Real,
}

impl<T: LinalgScalar> BandFactor<T> {
    pub(super) fn of(a: &ArrayRef2<T>) -> Result<Self> {
        let (below, above) = bandwidths(a);
        let mut a = ColMajor::from_array(a);
        let (n, norm) = (a.n_rows(), norm_1(&a));
        let mut exchanges = Vec::with_capacity(n);
        for k in 0..n {
            let (bottom, right) = ((k + below + 1).min(n), (k + below + above + 1).min(n));
            let (mut pivot, mut largest) = (k, T::Real::zero());
            for (i, v) in a.col(k)[k..bottom].iter().enumerate() {
                if largest < v.modulus_bound() {
                    (pivot, largest) = (k + i, v.modulus_bound());
                }
            }
            if largest == T::Real::zero() {
                return Err(Error::Singular { name: "a", pivot: k });
            }
            exchanges.push(pivot);
            a.col_mut(k).swap(k, pivot);
            let head = a[(k, k)];
            a.col_mut(k)[k + 1..bottom].iter_mut().for_each(|v| *v = *v / head);
            for j in k + 1..right {
                let [factors, column] = a.two_cols_mut(k, j);
                column.swap(k, pivot);
                let top = column[k];
                for (v, factor) in column[k + 1..bottom].iter_mut().zip(&factors[k + 1..bottom]) {
                    *v -= *factor * top;
                }
            }
        }
        Ok(Self { factors: a, exchanges, below, above: below + above, norm })
    }

    pub(super) fn solve_columns(&self, x: &mut ColMajor<T>, transpose: Transpose) {
        for j in 0..x.n_cols() {
            match transpose {
                Transpose::No => self.solve(x.col_mut(j)),
                Transpose::Yes => self.solve_transposed(x.col_mut(j), |v| v),
                Transpose::Conjugate => self.solve_transposed(x.col_mut(j), T::conj),
            }
        }
    }

    fn solve(&self, x: &mut [T]) {
        let n = x.len();
        for k in 0..n {
            x.swap(k, self.exchanges[k]);
            let (top, bottom) = (x[k], (k + self.below + 1).min(n));
            for (v, factor) in x[k + 1..bottom].iter_mut().zip(&self.factors.col(k)[k + 1..bottom])
            {
                *v -= *factor * top;
            }
        }
        for k in (0..n).rev() {
            let column = self.factors.col(k);
            x[k] = x[k] / column[k];
            let (value, top) = (x[k], k.saturating_sub(self.above));
            for (v, u) in x[top..k].iter_mut().zip(&column[top..k]) {
                *v -= *u * value;
            }
        }
    }

    fn solve_transposed(&self, x: &mut [T], turn: impl Fn(T) -> T) {
        let n = x.len();
        for k in 0..n {
            let (column, top) = (self.factors.col(k), k.saturating_sub(self.above));
            let products = column[top..k].iter().zip(&x[top..k]);
            let known = products.fold(T::zero(), |sum, (u, x)| sum + turn(*u) * *x);
            x[k] = (x[k] - known) / turn(column[k]);
        }
        for k in (0..n).rev() {
            let bottom = (k + self.below + 1).min(n);
            let products = self.factors.col(k)[k + 1..bottom].iter().zip(&x[k + 1..bottom]);
            let known = products.fold(T::zero(), |sum, (l, x)| sum + turn(*l) * *x);
            x[k] -= known;
            x.swap(k, self.exchanges[k]);
        }
    }
}
