//! The periodic spline through given points.

use ndarray::{Array2, RemoveAxis, s};
use onkai_core::{Real, Result};
use onkai_linalg::{LinalgScalar, SolveOptions, solve, solve_banded};

use super::basis::{KnotFinder, basis_derivatives};
use super::knots;
use super::spline::BSpline;
use crate::extrapolation::Extrapolation;
use crate::layout::Layout;

/// Makes the spline of degree `k`, 2 or more, that goes through points whose last closes a period.
pub(super) fn periodic_spline<T: Real + LinalgScalar, D: RemoveAxis>(
    x: &[T],
    y: &[T],
    k: usize,
    layout: Layout<D>,
) -> Result<BSpline<T, D>> {
    let t = knots::periodic(x, k);
    let (n, r) = (x.len() - 1, layout.n_lanes());
    let cycle = Cycle::new(&x[..n], &t, k);
    let rhs = Array2::from_shape_vec((n, r), y[..n * r].to_vec()).expect("a row for each point");
    let c = cycle.solve(&rhs)?;
    let coeffs = (0..n + k).flat_map(|j| c.row(j % n).to_vec()).collect();
    let spline = BSpline::from_parts(t, coeffs, k, layout);
    Ok(spline.with_extrapolation(Extrapolation::Periodic))
}

/// The system of a periodic spline: a band that goes round. Unknowns are shifted so that the band is
/// as wide below the diagonal as above.
struct Cycle<T> {
    /// `[n, 2 * half + 1]`: in row `i` the columns `i - half` to `i + half`.
    band: Array2<T>,
    half: usize,
    shift: usize,
}

impl<T: Real + LinalgScalar> Cycle<T> {
    fn new(x: &[T], t: &[T], k: usize) -> Self {
        let half = k / 2;
        let mut finder = KnotFinder::new(t, k);
        let mut basis = vec![T::zero(); k + 1];
        let mut band = Array2::zeros((x.len(), 2 * half + 1));
        for (i, (&x, mut row)) in x.iter().zip(band.rows_mut()).enumerate() {
            let ell = finder.find(x);
            basis_derivatives(t, ell, x, 0, &mut basis);
            // A point is a knot if k is odd, and the last of the k + 1 B-splines is zero at it. For even
            // k points lie between knots, the first one excepted: there the last B-spline is zero, too.
            let start = ell - k - i;
            for (a, b) in basis.iter().enumerate().filter(|(_, b)| !b.is_zero()) {
                row[start + a] += *b;
            }
        }
        Self { band, half, shift: half }
    }

    /// The coefficients by their own index: unknown `i` is that of B-spline `i + shift`.
    fn solve(&self, rhs: &Array2<T>) -> Result<Array2<T>> {
        let (n, r) = rhs.dim();
        let x = if n <= 4 * self.half + 1 { self.dense(rhs)? } else { self.bordered(rhs)? };
        Ok(Array2::from_shape_fn((n, r), |(j, lane)| x[[(j + n - self.shift % n) % n, lane]]))
    }

    /// Too few points for a band: what meets in one column is added up.
    fn dense(&self, rhs: &Array2<T>) -> Result<Array2<T>> {
        let n = rhs.nrows();
        let mut a = Array2::zeros((n, n));
        for ((i, d), b) in self.band.indexed_iter() {
            a[[i, (i + d + n * self.half - self.half) % n]] += *b;
        }
        Ok(solve(&a, rhs, &SolveOptions::default())?.x)
    }

    /// The last `half` unknowns are set apart: the others make a plain band, which is solved for the
    /// right-hand sides and for the columns of those set apart.
    fn bordered(&self, rhs: &Array2<T>) -> Result<Array2<T>> {
        let ((n, r), half) = (rhs.dim(), self.half);
        let m = n - half;
        let mut ab = Array2::zeros((2 * half + 1, m));
        let mut all = Array2::zeros((m, r + half));
        let (mut low, mut corner) = (Array2::zeros((half, m)), Array2::zeros((half, half)));
        for ((i, d), &b) in self.band.indexed_iter() {
            let j = (i + d + n - half) % n;
            match (i < m, j < m) {
                (true, true) => ab[[half + i - j, j]] = b,
                (true, false) => all[[i, r + j - m]] = b,
                (false, true) => low[[i - m, j]] = b,
                (false, false) => corner[[i - m, j - m]] = b,
            }
        }
        all.slice_mut(s![.., ..r]).assign(&rhs.slice(s![..m, ..]));
        let solved = solve_banded((half, half), &ab, &all)?;
        let (solution, columns) = (solved.slice(s![.., ..r]), solved.slice(s![.., r..]));
        let corner = corner - low.dot(&columns);
        let rest = &rhs.slice(s![m.., ..]) - &low.dot(&solution);
        let last = solve(&corner, &rest, &SolveOptions::default())?.x;
        let mut x = Array2::zeros((n, r));
        x.slice_mut(s![..m, ..]).assign(&(&solution - &columns.dot(&last)));
        x.slice_mut(s![m.., ..]).assign(&last);
        Ok(x)
    }
}
