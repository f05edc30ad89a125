//! Giving way to smoothness until the sum of squares is what is allowed.

use onkai_core::{Real, Result};

use super::jumps::jump_rows;
use super::knot_search::{Knots, accuracy, squares};
use crate::bspline::Data;

/// Steps of the search before it gives up.
const MAX_STEPS: usize = 20;

/// A smoothed spline on given knots.
pub(super) struct Smoothed<T> {
    pub(super) c: Vec<T>,
    pub(super) residual: T,
    pub(super) converged: bool,
}

/// Finds the weight `1 / p²` of the jumps for which the least sum of both has squares that come to `s`.
///
/// The squares fall as `p` rises, and nearly as a rational function `(u p + v) / (p + w)`; each step goes
/// to the root of the one through the last three.
pub(super) fn smoothed<T: Real>(
    data: &Data<'_, T>,
    k: usize,
    s: T,
    knots: &Knots<T>,
) -> Result<Smoothed<T>> {
    let jumps = jump_rows(&knots.t, k);
    let wide = knots.qr.widened(k + 2);
    let n = T::of_usize(knots.t.len() - k - 1);
    let mut search = Search::new(knots.polynomial_residual - s, knots.residual - s, accuracy(s));
    let mut p = n / knots.qr.diagonal().sum();
    let mut step = 0;
    loop {
        step += 1;
        let mut qr = wide.clone();
        for (first, jump) in jumps.iter().enumerate() {
            let mut row: Vec<T> = jump.iter().map(|b| *b / p).collect();
            qr.add_row(first, &mut row, &mut [T::zero()]);
        }
        let c = qr.solve("design matrix")?;
        let residual: T = squares(data, &knots.t, &c, k).into_iter().sum();
        let excess = residual - s;
        let converged = excess.abs() < accuracy(s);
        match search.next(p, excess) {
            Some(next) if !converged && step < MAX_STEPS => p = next,
            _ => return Ok(Smoothed { c, residual, converged }),
        }
    }
}

/// A root of a falling function between 0 and infinity, enclosed by two points.
struct Search<T> {
    /// Left of the root: `p` and the value there, positive.
    left: (T, T),
    /// Right of the root; `None` is infinity.
    right: (Option<T>, T),
    left_is_sure: bool,
    right_is_sure: bool,
    accuracy: T,
}

impl<T: Real> Search<T> {
    fn new(at_zero: T, at_infinity: T, accuracy: T) -> Self {
        let (left, right) = ((T::zero(), at_zero), (None, at_infinity));
        Self { left, right, left_is_sure: false, right_is_sure: false, accuracy }
    }

    /// Where to look next after the value `f` at `p`; `None` if the values do not fall.
    fn next(&mut self, p: T, f: T) -> Option<T> {
        let (near, far, jump) = (T::of(0.9), T::of(0.1), T::of(0.04));
        if !self.right_is_sure {
            if f - self.right.1 <= self.accuracy {
                // Too far right: as good as infinity.
                self.right = (Some(p), f);
                let next = p * jump;
                let least = self.left.0;
                return Some(if next <= least { least * near + p * far } else { next });
            }
            self.right_is_sure = f < T::zero();
        }
        if !self.left_is_sure {
            if self.left.1 - f <= self.accuracy {
                // Too far left: as good as zero.
                self.left = (p, f);
                let next = p / jump;
                return Some(match self.right.0 {
                    Some(right) if right <= next => p * far + right * near,
                    _ => next,
                });
            }
            self.left_is_sure = T::zero() < f;
        }
        if self.left.1 <= f || f <= self.right.1 {
            return None;
        }
        let next = self.rational_root(p, f);
        if f < T::zero() {
            self.right = (Some(p), f);
        } else {
            self.left = (p, f);
        }
        Some(next)
    }

    /// The root of the rational function through the ends and `(p, f)`.
    fn rational_root(&self, p: T, f: T) -> T {
        let ((p1, f1), (p3, f3)) = (self.left, self.right);
        let (h1, h2, h3) = (f1 * (f - f3), f * (f3 - f1), f3 * (f1 - f));
        match p3 {
            None => -(p * h1 + p1 * h2) / h3,
            Some(p3) => -(p1 * p * h3 + p * p3 * h1 + p1 * p3 * h2) / (p1 * h1 + p * h2 + p3 * h3),
        }
    }
}
