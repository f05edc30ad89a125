//! LU factors of a tridiagonal matrix.

use ndarray::ArrayRef2;
use onkai_core::{Error, Result};

use crate::scalar::LinalgScalar;

/// `P · L · U = A` by elimination with partial pivoting; `U` has two diagonals above its main one.
///
/// The same as [`BandedLu`](super::banded_lu::BandedLu) without its inner loops, which would have one
/// element each.
pub(super) struct TridiagonalLu<T> {
    steps: Vec<Step<T>>,
}

/// Row `k` of `U`, and what was done to row `k + 1` in order to get it.
struct Step<T> {
    diagonal: T,
    upper: T,
    second_upper: T,
    factor: T,
    swapped: bool,
}

impl<T: LinalgScalar> TridiagonalLu<T> {
    /// Factors the matrix whose three diagonals, the upper one first, are the rows of `ab`.
    pub(super) fn new(ab: &ArrayRef2<T>) -> Result<Self> {
        let n = ab.ncols();
        let (upper, diagonal, lower) = (ab.row(0), ab.row(1), ab.row(2));
        let beyond = |k: usize| if k + 1 < n { upper[k + 1] } else { T::zero() };
        let mut steps = Vec::with_capacity(n);
        // What is left of row k when the columns before have been eliminated.
        let (mut d, mut u) = if n == 0 { (T::zero(), T::zero()) } else { (diagonal[0], beyond(0)) };
        for k in 0..n {
            let last = k + 1 == n;
            let below = if last { T::zero() } else { lower[k] };
            let swapped = d.modulus_bound() < below.modulus_bound();
            if !swapped && d == T::zero() {
                return Err(Error::Singular { name: "ab", pivot: k });
            }
            let (next_d, next_u) =
                if last { (T::zero(), T::zero()) } else { (diagonal[k + 1], beyond(k + 1)) };
            if swapped {
                let factor = d / below;
                let (upper, second_upper) = (next_d, next_u);
                steps.push(Step { diagonal: below, upper, second_upper, factor, swapped });
                (d, u) = (u - factor * next_d, -(factor * next_u));
            } else {
                let factor = below / d;
                let second_upper = T::zero();
                steps.push(Step { diagonal: d, upper: u, second_upper, factor, swapped });
                (d, u) = (next_d - factor * u, next_u);
            }
        }
        Ok(Self { steps })
    }

    /// Replaces `b` by the solution of `A x = b`.
    pub(super) fn solve(&self, b: &mut [T]) {
        let n = b.len();
        for (k, step) in self.steps.iter().enumerate().take(n.saturating_sub(1)) {
            if step.swapped {
                b.swap(k, k + 1);
            }
            let above = b[k];
            b[k + 1] -= step.factor * above;
        }
        let (mut next, mut second) = (T::zero(), T::zero());
        for (v, step) in b.iter_mut().zip(&self.steps).rev() {
            *v = (*v - step.upper * next - step.second_upper * second) / step.diagonal;
            (next, second) = (*v, next);
        }
    }
}
