//! LU factors of a band matrix.

use onkai_core::{Error, Result};

use crate::lu::Transpose;
use crate::scalar::LinalgScalar;

/// `P · L · U = A` by elimination with partial pivoting, within the band.
///
/// Row `i` is kept from column `i - l` on, so that rows, which elimination adds up, lie in one piece.
/// Pivoting widens the upper part of the band from `u` to `l + u` diagonals.
pub(crate) struct BandedLu<T> {
    l: usize,
    /// Elements kept of a row: `2 l + u + 1`.
    width: usize,
    rows: Vec<T>,
    pivots: Vec<usize>,
}

impl<T: LinalgScalar> BandedLu<T> {
    /// Factors the matrix of order `n` that has `element(i, j)` up to `l` diagonals below and `u` above
    /// the main one; `name` is what it is called where it is singular.
    pub(crate) fn new(
        name: &'static str,
        n: usize,
        (l, u): (usize, usize),
        element: impl Fn(usize, usize) -> T,
    ) -> Result<Self> {
        let width = 2 * l + u + 1;
        let mut rows = vec![T::zero(); n * width];
        for i in 0..n {
            for j in i.saturating_sub(l)..n.min(i + u + 1) {
                rows[i * width + l + j - i] = element(i, j);
            }
        }
        let mut factors = Self { l, width, rows, pivots: (0..n).collect() };
        for k in 0..n {
            if !factors.eliminate(k) {
                return Err(Error::Singular { name, pivot: k });
            }
        }
        Ok(factors)
    }

    /// Element `j` of row `i`, as a place in `rows`.
    fn at(&self, i: usize, j: usize) -> usize {
        i * self.width + self.l + j - i
    }

    /// Column `k` below the diagonal; false if there is no pivot.
    fn eliminate(&mut self, k: usize) -> bool {
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
            return false;
        }
        self.pivots[k] = pivot;
        let len = (self.width - self.l).min(n - k);
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
        true
    }

    /// Replaces `b` by the solution of `A x = b`, or of that with the transpose of `A`.
    pub(crate) fn solve(&self, b: &mut [T], transpose: Transpose) {
        match transpose {
            Transpose::No => self.solve_plain(b),
            Transpose::Yes => self.solve_transposed(b, |v| v),
            Transpose::Conjugate => self.solve_transposed(b, T::conj),
        }
    }

    fn solve_plain(&self, b: &mut [T]) {
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

    /// Both triangles the other way round, with their elements `turned`.
    fn solve_transposed(&self, b: &mut [T], turned: impl Fn(T) -> T) {
        let n = self.pivots.len();
        for k in 0..n {
            let end = n.min(k + self.width - self.l);
            let row = &self.rows[self.at(k, k)..][..end - k];
            let v = b[k] / turned(row[0]);
            b[k] = v;
            for (b, &u) in b[k + 1..end].iter_mut().zip(&row[1..]) {
                *b -= turned(u) * v;
            }
        }
        for k in (0..n).rev() {
            let known = (k + 1..n.min(k + self.l + 1)).map(|i| (self.rows[self.at(i, k)], b[i]));
            b[k] = known.fold(b[k], |sum, (l, x)| sum - turned(l) * x);
            b.swap(k, self.pivots[k]);
        }
    }
}
