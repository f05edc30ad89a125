//! Least squares with rows that are zero but for a short stretch, by Givens rotations.

use onkai_core::{Error, Real, Result};

/// The triangular factor of a band system, which grows row by row.
#[derive(Clone, Debug)]
pub(crate) struct BandQr<T> {
    /// Rows of `width` numbers, the first on the diagonal.
    factor: Vec<T>,
    width: usize,
    /// Right-hand sides, rows of lanes.
    rhs: Vec<T>,
    n_lanes: usize,
    /// For each lane the squares of what no unknown can meet.
    misfits: Vec<T>,
}

impl<T: Real> BandQr<T> {
    /// A system of `n` unknowns, still without rows.
    pub(crate) fn new(n: usize, width: usize, n_lanes: usize) -> Self {
        let (factor, rhs) = (vec![T::zero(); n * width], vec![T::zero(); n * n_lanes]);
        Self { factor, width, rhs, n_lanes, misfits: vec![T::zero(); n_lanes] }
    }

    /// The same system with room for wider rows.
    pub(crate) fn widened(&self, width: usize) -> Self {
        let n = self.n();
        let mut wide = Self::new(n, width, self.n_lanes);
        for (new, old) in
            wide.factor.chunks_exact_mut(width).zip(self.factor.chunks_exact(self.width))
        {
            new[..self.width].copy_from_slice(old);
        }
        wide.rhs.clone_from(&self.rhs);
        wide.misfits.clone_from(&self.misfits);
        wide
    }

    fn n(&self) -> usize {
        self.factor.len() / self.width
    }

    /// The diagonal of the factor, nowhere negative.
    pub(crate) fn diagonal(&self) -> impl Iterator<Item = T> {
        self.factor.iter().step_by(self.width).copied()
    }

    /// The sum of the squares that are left over.
    pub(crate) fn misfit(&self) -> T {
        self.misfits.iter().copied().sum()
    }

    /// Adds an equation whose numbers begin in column `first`; both arguments are used up.
    pub(crate) fn add_row(&mut self, first: usize, row: &mut [T], rhs: &mut [T]) {
        for j in first..self.n() {
            let pivot = row[0];
            if !pivot.is_zero() {
                let above = &mut self.factor[j * self.width..(j + 1) * self.width];
                let length = above[0].hypot(pivot);
                let turn = (above[0] / length, pivot / length);
                for (above, here) in above.iter_mut().zip(&mut *row) {
                    (*above, *here) = turned((*above, *here), turn);
                }
                let above = &mut self.rhs[j * self.n_lanes..(j + 1) * self.n_lanes];
                for (above, here) in above.iter_mut().zip(&mut *rhs) {
                    (*above, *here) = turned((*above, *here), turn);
                }
            }
            row.rotate_left(1);
            row[self.width - 1] = T::zero();
            if row.iter().all(T::is_zero) {
                break;
            }
        }
        for (misfit, rest) in self.misfits.iter_mut().zip(rhs) {
            *misfit += *rest * *rest;
        }
    }

    /// The unknowns, rows of lanes.
    pub(crate) fn solve(&self, name: &'static str) -> Result<Vec<T>> {
        let (n, r) = (self.n(), self.n_lanes);
        let mut c = self.rhs.clone();
        for i in (0..n).rev() {
            let row = &self.factor[i * self.width..(i + 1) * self.width];
            if row[0].is_zero() {
                return Err(Error::Singular { name, pivot: i });
            }
            let (here, below) = c[i * r..].split_at_mut(r);
            for (lane, here) in here.iter_mut().enumerate() {
                let solved = below[lane.min(below.len())..].iter().step_by(r.max(1));
                let sum: T = row[1..].iter().zip(solved).map(|(a, c)| *a * *c).sum();
                *here = (*here - sum) / row[0];
            }
        }
        Ok(c)
    }
}

/// A pair of numbers turned in their plane.
#[inline]
fn turned<T: Real>((a, b): (T, T), (cos, sin): (T, T)) -> (T, T) {
    (cos * a + sin * b, cos * b - sin * a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_three_points() {
        // y = c0 (1 - x) + c1 x at 0, 1/2, 1 with values 0, 1, 1
        let mut qr = BandQr::new(2, 2, 1);
        for (x, y) in [(0.0, 0.0), (0.5, 1.0), (1.0, 1.0)] {
            qr.add_row(0, &mut [1.0 - x, x], &mut [y]);
        }
        let c = qr.solve("a").unwrap();
        assert!((c[0] - 1.0 / 6.0_f64).abs() < 1e-15 && (c[1] - 7.0 / 6.0).abs() < 1e-15);
        assert!((qr.misfit() - 1.0 / 6.0).abs() < 1e-15);
        let wide = qr.widened(3).solve("a").unwrap();
        assert_eq!(wide, c);
    }

    #[test]
    fn an_unknown_without_equations_is_told() {
        let mut qr = BandQr::new(2, 2, 1);
        qr.add_row(0, &mut [1.0, 0.0], &mut [1.0]);
        assert_eq!(qr.solve("a"), Err(Error::Singular { name: "a", pivot: 1 }));
    }
}
