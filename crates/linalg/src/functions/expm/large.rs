//! Matrices of any order.

use num_traits::{Float, One, Zero};
use onkai_core::{dot, sum_of};

use super::square::Square;
use crate::functions::dense;
use crate::norm_estimate::norm_estimate;
use crate::scalar::LinalgScalar;

/// Orders up to which a product costs less than the iteration that estimates its norm.
const EXACT_NORM_UP_TO: usize = 24;

/// A matrix of order `n`, row by row.
#[derive(Clone)]
pub(super) struct Large<T> {
    n: usize,
    elements: Vec<T>,
}

impl<T: LinalgScalar> Large<T> {
    pub(super) fn from_slice(a: &[T], n: usize) -> Self {
        Self { n, elements: a.to_vec() }
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.elements
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.elements
    }

    fn rows(&self) -> std::slice::ChunksExact<'_, T> {
        self.elements.chunks_exact(self.n)
    }

    /// `x ↦ A x`.
    fn apply(&self, x: &[T]) -> Vec<T> {
        self.rows().map(|row| dot(row, x)).collect()
    }

    /// `x ↦ Aᴴ x`.
    fn apply_adjoint(&self, x: &[T]) -> Vec<T> {
        let mut y = vec![T::zero(); self.n];
        for (row, &x) in self.rows().zip(x) {
            for (y, &a) in y.iter_mut().zip(row) {
                *y += a.conj() * x;
            }
        }
        y
    }
}

/// `Σ c M` in one pass over all matrices.
fn linear_combination<T: LinalgScalar, const K: usize>(
    terms: [(T::Real, &Large<T>); K],
) -> Large<T> {
    let n = terms[0].1.n;
    let terms = terms.map(|(c, m)| (c, &m.elements[..n * n]));
    let at = |i: usize| terms.iter().fold(T::zero(), |sum, (c, m)| sum + m[i].scale(*c));
    Large { n, elements: (0..n * n).map(at).collect() }
}

impl<T: LinalgScalar> Square<T> for Large<T> {
    fn product(&self, other: &Self) -> Self {
        Self { n: self.n, elements: dense::product(&self.elements, &other.elements, self.n) }
    }

    fn combination(terms: &[(T::Real, &Self)], diagonal: T::Real) -> Self {
        let mut sum = match *terms {
            [a] => linear_combination([a]),
            [a, b] => linear_combination([a, b]),
            [a, b, c] => linear_combination([a, b, c]),
            [a, b, c, d] => linear_combination([a, b, c, d]),
            _ => unreachable!("an approximant has one to four terms"),
        };
        for diagonal_element in sum.elements.iter_mut().step_by(sum.n + 1) {
            *diagonal_element += T::from_real(diagonal);
        }
        sum
    }

    fn scaled(mut self, factor: T::Real) -> Self {
        for v in &mut self.elements {
            *v = v.scale(factor);
        }
        self
    }

    fn solve(self, other: Self) -> Self {
        let n = self.n;
        Self { n, elements: dense::solve(self.elements, other.elements, n) }
    }

    fn norm(&self) -> T::Real {
        let sums = self.rows().map(|row| sum_of(row, T::modulus));
        sums.fold(T::Real::zero(), Float::max)
    }

    fn norm_of_product(&self, other: &Self) -> T::Real {
        if self.n <= EXACT_NORM_UP_TO {
            return self.product(other).norm();
        }
        // Sums of rows are norms of columns of the adjoint.
        norm_estimate(
            self.n,
            |x| other.apply_adjoint(&self.apply_adjoint(x)),
            |x| self.apply(&other.apply(x)),
        )
    }

    fn norm_of_absolute_power(&self, p: usize) -> T::Real {
        let absolute: Vec<_> = self.elements.iter().map(|v| v.modulus()).collect();
        let mut sums = vec![T::Real::one(); self.n];
        for _ in 0..p {
            sums = absolute.chunks_exact(self.n).map(|row| dot(row, &sums)).collect();
        }
        sums.into_iter().fold(T::Real::zero(), Float::max)
    }
}
