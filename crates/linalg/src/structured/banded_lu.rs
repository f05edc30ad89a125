//! LU factors of a band matrix.

use ndarray::ArrayRef2;
use onkai_core::{Error, Result};

use crate::scalar::LinalgScalar;

/// `P · L · U = A` by elimination with partial pivoting, within the band.
///
/// Row `i` is kept from column `i - l` on, so that rows, which elimination adds up, lie in one piece.
/// Pivoting widens the upper part of the band from `u` to `l + u` diagonals.
pub(super) struct BandedLu<T> {
    l: usize,
    /// Elements kept of a row: `2 l + u + 1`.
    width: usize,
    rows: Vec<T>,
    pivots: Vec<usize>,
}

impl<T: LinalgScalar> BandedLu<T> {
    /// Factors the matrix whose diagonals, the upper `u` first, are the rows of `ab`.
    pub(super) fn new((l, u): (usize, usize), ab: &ArrayRef2<T>) -> Result<Self> {
        let n = ab.ncols();
        let width = 2 * l + u + 1;
        let mut rows = vec![T::zero(); n * width];
        for i in 0..n {
            for j in i.saturating_sub(l)..n.min(i + u + 1) {
                rows[i * width + l + j - i] = ab[[u + i - j, j]];
            }
        }
        let mut factors = Self { l, width, rows, pivots: (0..n).collect() };
        for k in 0..n {
            factors.eliminate(k)?;
        }
        Ok(factors)
    }

    /// Element `j` of row `i`, as a place in `rows`.
    fn at(&self, i: usize, j: usize) -> usize {
        i * self.width + self.l + j - i
    }

    fn eliminate(&mut self, k: usize) -> Result<()> {
        let n = self.pivots.len();
        let below = n.min(k + self.l + 1);
        let mut pivot = k;
        for i in k + 1..below {
            if self.rows[self.at(pivot, k)].modulus_bound()
                < self.rows[self.at(i, k)].modulus_bound()
            {
                pivot = i;
            }
        }
        if self.rows[self.at(pivot, k)] == T::zero() {
            return Err(Error::Singular { name: "ab", pivot: k });
        }
        self.pivots[k] = pivot;
        let len = self.width - self.l;
        let len = len.min(n - k);
        if pivot != k {
            for j in k..k + len {
                let (p, q) = (self.at(pivot, j), self.at(k, j));
                self.rows.swap(p, q);
            }
        }
        let (upper, lower) = self.rows.split_at_mut((k + 1) * self.width);
        let pivot_row = &upper[k * self.width + self.l..][..len];
        for i in k + 1..below {
            let start = (i - k - 1) * self.width + self.l + k - i;
            let row = &mut lower[start..start + len];
            let factor = row[0] / pivot_row[0];
            row[0] = factor;
            for (a, &p) in row[1..].iter_mut().zip(&pivot_row[1..]) {
                *a -= factor * p;
            }
        }
        Ok(())
    }

    /// Replaces `b` by the solution of `A x = b`.
    pub(super) fn solve(&self, b: &mut [T]) {
        let n = self.pivots.len();
        for k in 0..n {
            b.swap(k, self.pivots[k]);
            let v = b[k];
            for (i, b) in (k + 1..n.min(k + self.l + 1)).zip(&mut b[k + 1..]) {
                *b -= self.rows[self.at(i, k)] * v;
            }
        }
        for i in (0..n).rev() {
            let end = n.min(i + self.width - self.l);
            let row = &self.rows[self.at(i, i)..][..end - i];
            let known = row[1..].iter().zip(&b[i + 1..end]);
            let sum = known.fold(b[i], |sum, (&a, &x)| sum - a * x);
            b[i] = sum / row[0];
        }
    }
}
