//! The slopes at which a cubic through given points bends evenly: tridiagonal systems.

use onkai_core::Real;

use super::boundary::End;

/// The points that a curve is to go through: abscissae, and values as rows of lanes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Polygon<'a, T> {
    pub(super) x: &'a [T],
    pub(super) y: &'a [T],
    pub(super) n_lanes: usize,
}

/// One row of a tridiagonal system; its right-hand side has a number for each lane.
struct Row<T> {
    lower: T,
    diagonal: T,
    upper: T,
}

impl<T: Real> Polygon<'_, T> {
    /// How many intervals there are.
    pub(super) fn n_intervals(&self) -> usize {
        self.x.len() - 1
    }

    #[inline]
    pub(super) fn width(&self, i: usize) -> T {
        self.x[i + 1] - self.x[i]
    }

    /// The slope of the secant over an interval. It is needed twice, but a division costs less than
    /// memory to keep it in.
    #[inline]
    pub(super) fn secant(&self, i: usize, lane: usize) -> T {
        let place = i * self.n_lanes + lane;
        (self.y[place + self.n_lanes] - self.y[place]) / self.width(i)
    }

    /// The system's row at an inner point; the right-hand side goes to `rhs`.
    #[inline]
    fn inner(&self, i: usize, rhs: &mut [T]) -> Row<T> {
        self.joint((i - 1, i), rhs)
    }

    /// The row at the point between two intervals: the second derivative does not jump there.
    #[inline]
    fn joint(&self, (before, behind): (usize, usize), rhs: &mut [T]) -> Row<T> {
        let (h0, h1) = (self.width(before), self.width(behind));
        for (lane, b) in rhs.iter_mut().enumerate() {
            let bend = h1 * self.secant(before, lane) + h0 * self.secant(behind, lane);
            *b = T::of(3.0) * bend;
        }
        Row { lower: h1, diagonal: T::of(2.0) * (h0 + h1), upper: h0 }
    }

    /// The row at one end, `near` being the interval there and `next` its neighbour. Returns the
    /// diagonal and the one other coefficient. `side` is 1 at the start and -1 at the end.
    fn end(&self, end: &End<T>, (near, next): (usize, usize), side: T, rhs: &mut [T]) -> (T, T) {
        let h = self.width(near);
        match end {
            End::NotAKnot => {
                let (h1, d) = (self.width(next), h + self.width(next));
                for (lane, b) in rhs.iter_mut().enumerate() {
                    let (m0, m1) = (self.secant(near, lane), self.secant(next, lane));
                    *b = ((h + T::of(2.0) * d) * h1 * m0 + h * h * m1) / d;
                }
                (h1, d)
            }
            End::First(values) => {
                rhs.copy_from_slice(values);
                (T::one(), T::zero())
            }
            End::Second(values) => {
                for (lane, b) in rhs.iter_mut().enumerate() {
                    let bend = side * T::of(0.5) * values[lane] * h;
                    *b = T::of(3.0) * self.secant(near, lane) - bend;
                }
                (T::of(2.0), T::one())
            }
        }
    }

    /// The slopes at all points, as rows, of the spline with these conditions at its ends.
    ///
    /// A sweep without pivoting: inner rows are diagonally dominant, and the rows of `NotAKnot` leave
    /// pivots that are sums of widths.
    pub(super) fn slopes(&self, [start, end]: [&End<T>; 2]) -> Vec<T> {
        let (n, r) = (self.x.len(), self.n_lanes);
        let mut slopes = vec![T::zero(); n * r];
        let mut ratios = vec![T::zero(); n]; // upper diagonal over pivot
        let next = 1.min(n - 2);
        let (diagonal, upper) = self.end(start, (0, next), T::one(), &mut slopes[..r]);
        let inverse = diagonal.recip();
        ratios[0] = upper * inverse;
        slopes[..r].iter_mut().for_each(|b| *b *= inverse);
        for i in 1..n {
            let (above, rhs) = slopes[(i - 1) * r..(i + 1) * r].split_at_mut(r);
            let row = if i < n - 1 {
                self.inner(i, rhs)
            } else {
                let near = (n - 2, (n - 2).saturating_sub(1));
                let (diagonal, lower) = self.end(end, near, -T::one(), rhs);
                Row { lower, diagonal, upper: T::zero() }
            };
            let inverse = (row.diagonal - row.lower * ratios[i - 1]).recip();
            ratios[i] = row.upper * inverse;
            for (b, above) in rhs.iter_mut().zip(above) {
                *b = (*b - row.lower * *above) * inverse;
            }
        }
        for i in (0..n - 1).rev() {
            let (here, below) = slopes[i * r..(i + 2) * r].split_at_mut(r);
            for (s, below) in here.iter_mut().zip(below) {
                *s -= ratios[i] * *below;
            }
        }
        slopes
    }

    /// The slopes at all points, as rows, of the periodic spline.
    ///
    /// The system is cyclic. Its last unknown is set apart: with `u` the solution of the rest for that
    /// unknown's column, all others are `s - u · last` (de Boor's condensed system).
    pub(super) fn periodic_slopes(&self) -> Vec<T> {
        let (n, r) = (self.n_intervals(), self.n_lanes); // n unknowns: the last point is the first
        let mut slopes = vec![T::zero(); (n + 1) * r];
        if n == 1 {
            return slopes;
        }
        let (m, mut column, mut ratios) = (n - 1, vec![T::zero(); n], vec![T::zero(); n]);
        for i in 0..m {
            let before = if i == 0 { n - 1 } else { i - 1 };
            let (above, rhs) = slopes.split_at_mut(i * r);
            let row = self.joint((before, i), &mut rhs[..r]);
            let mut entry = T::zero(); // of the last unknown's column
            if i == 0 {
                entry += row.lower;
            }
            if i == m - 1 {
                entry += row.upper;
            }
            let (lower, ratio, u) = if i == 0 {
                (T::zero(), T::zero(), T::zero())
            } else {
                (row.lower, ratios[i - 1], column[i - 1])
            };
            let inverse = (row.diagonal - lower * ratio).recip();
            ratios[i] = if i == m - 1 { T::zero() } else { row.upper * inverse };
            column[i] = (entry - lower * u) * inverse;
            for (lane, b) in rhs[..r].iter_mut().enumerate() {
                let above = if i == 0 { T::zero() } else { above[(i - 1) * r + lane] };
                *b = (*b - lower * above) * inverse;
            }
        }
        for i in (0..m - 1).rev() {
            column[i] = column[i] - ratios[i] * column[i + 1];
            for lane in i * r..(i + 1) * r {
                slopes[lane] = slopes[lane] - ratios[i] * slopes[lane + r];
            }
        }
        let (solved, last) = slopes.split_at_mut(m * r);
        let row = self.joint((n - 2, n - 1), &mut last[..r]);
        let pivot = row.diagonal - row.upper * column[0] - row.lower * column[m - 1];
        for lane in 0..r {
            let rest = row.upper * solved[lane] + row.lower * solved[(m - 1) * r + lane];
            last[lane] = (last[lane] - rest) / pivot;
            for (row, u) in solved.chunks_exact_mut(r).zip(&column) {
                row[lane] -= *u * last[lane];
            }
            last[r + lane] = solved[lane];
        }
        slopes
    }
}
