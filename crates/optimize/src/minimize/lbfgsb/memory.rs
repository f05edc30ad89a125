//! What L-BFGS-B remembers: the last steps, the changes of the gradient over them, their products.

use std::collections::VecDeque;

use ndarray::{Array1, Array2, ArrayRef1, s};
use onkai_linalg::{Side, cholesky};

use super::low_rank::LowRankInverse;

/// The Hessian's estimate `B = θ I − W M Wᵀ` with `W = [Y, θ S]`, where column `j` of `S` and of `Y`
/// are the `j`-th oldest step and the change of the gradient over it, and
///
/// ```text
/// M⁻¹ = | −D   Lᵀ   |   with  SᵀY = L + D + R  split below, on and above the diagonal.
///       |  L   θSᵀS |
/// ```
///
/// # References
///
/// R. H. Byrd, J. Nocedal, R. B. Schnabel, *Representations of quasi-Newton matrices and their use in
/// limited memory methods*, Math. Program. 63 (1994) 129–156, doi:10.1007/BF01582063.
pub(super) struct Memory {
    capacity: usize,
    pub(super) steps: VecDeque<Array1<f64>>,
    pub(super) changes: VecDeque<Array1<f64>>,
    /// `SᵀS`, `SᵀY` and `YᵀY`, of which the first [`Memory::len`] rows and columns count.
    pub(super) ss: Array2<f64>,
    pub(super) sy: Array2<f64>,
    pub(super) yy: Array2<f64>,
    /// The curvature along the last step.
    pub(super) theta: f64,
    /// The Cholesky factor of `θ SᵀS + L D⁻¹ Lᵀ`; none where bounds do not ask for it.
    factor: Option<Array2<f64>>,
    is_bounded: bool,
}

impl Memory {
    pub(super) fn new(capacity: usize, is_bounded: bool) -> Self {
        let room = || Array2::zeros((capacity, capacity));
        Self {
            capacity,
            steps: VecDeque::with_capacity(capacity),
            changes: VecDeque::with_capacity(capacity),
            ss: room(),
            sy: room(),
            yy: room(),
            theta: 1.0,
            factor: None,
            is_bounded,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.steps.clear();
        self.changes.clear();
        self.theta = 1.0;
        self.factor = None;
    }

    /// Takes in a step and the change of the gradient over it, whose product is positive; forgets
    /// everything if rounding has made the estimate indefinite.
    pub(super) fn push(&mut self, step: &ArrayRef1<f64>, change: &ArrayRef1<f64>) {
        let (mut kept_step, mut kept_change) = if self.len() == self.capacity {
            for products in [&mut self.ss, &mut self.sy, &mut self.yy] {
                let rest = products.slice(s![1.., 1..]).to_owned();
                products.slice_mut(s![..-1, ..-1]).assign(&rest);
            }
            // Its memory is used again.
            (
                self.steps.pop_front().unwrap_or_default(),
                self.changes.pop_front().unwrap_or_default(),
            )
        } else {
            (Array1::zeros(step.len()), Array1::zeros(step.len()))
        };
        kept_step.assign(step);
        kept_change.assign(change);
        self.steps.push_back(kept_step);
        self.changes.push_back(kept_change);
        let last = self.len() - 1;
        for (j, (s, y)) in self.steps.iter().zip(&self.changes).enumerate() {
            if self.is_bounded {
                self.ss[[last, j]] = step.dot(s);
                self.ss[[j, last]] = self.ss[[last, j]];
                self.yy[[last, j]] = change.dot(y);
                self.yy[[j, last]] = self.yy[[last, j]];
                self.sy[[last, j]] = step.dot(y);
            }
            self.sy[[j, last]] = s.dot(change);
        }
        self.theta = change.dot(change) / self.sy[[last, last]];
        if self.is_bounded {
            self.refactor();
        }
    }

    fn refactor(&mut self) {
        let k = self.len();
        let mut matrix = Array2::zeros((k, k));
        for i in 0..k {
            for j in 0..=i {
                let lower = |l: usize| self.sy[[i, l]] * self.sy[[j, l]] / self.sy[[l, l]];
                matrix[[i, j]] = self.theta * self.ss[[i, j]] + (0..j).map(lower).sum::<f64>();
            }
        }
        match cholesky(&matrix, Side::Lower) {
            Ok(factor) => self.factor = Some(factor),
            Err(_) => self.clear(),
        }
    }

    /// `Wᵀ v`.
    pub(super) fn project(&self, v: &ArrayRef1<f64>) -> Vec<f64> {
        let along_steps = self.steps.iter().map(|s| self.theta * s.dot(v));
        self.changes.iter().map(|y| y.dot(v)).chain(along_steps).collect()
    }

    /// Row `i` of `W`.
    pub(super) fn row_into(&self, i: usize, row: &mut [f64]) {
        let along_steps = self.steps.iter().map(|s| self.theta * s[i]);
        let both = self.changes.iter().map(|y| y[i]).chain(along_steps);
        row.iter_mut().zip(both).for_each(|(to, from)| *to = from);
    }

    /// Element `i` of `W p`.
    pub(super) fn combine(&self, i: usize, p: &[f64]) -> f64 {
        let (first, second) = p.split_at(self.len());
        let changes: f64 = self.changes.iter().zip(first).map(|(y, p)| y[i] * p).sum();
        let steps: f64 = self.steps.iter().zip(second).map(|(s, p)| s[i] * p).sum();
        changes + self.theta * steps
    }

    /// `M v`, by the factors
    ///
    /// ```text
    /// M⁻¹ = | D^½       0 | · | −D^½  D^−½ Lᵀ |   with  J Jᵀ = θ SᵀS + L D⁻¹ Lᵀ
    ///       | −L D^−½   J |   |  0      Jᵀ    |
    /// ```
    pub(super) fn middle_into(&self, v: &[f64], out: &mut [f64]) {
        let k = self.len();
        let Some(factor) = &self.factor else { return };
        let (first, second) = v.split_at(k);
        let (top, bottom) = out.split_at_mut(k);
        for i in 0..k {
            let from_top: f64 = (0..i).map(|l| self.sy[[i, l]] * first[l] / self.sy[[l, l]]).sum();
            let known: f64 = (0..i).map(|l| factor[[i, l]] * bottom[l]).sum();
            bottom[i] = (second[i] + from_top - known) / factor[[i, i]];
        }
        for i in (0..k).rev() {
            let known: f64 = (i + 1..k).map(|l| factor[[l, i]] * bottom[l]).sum();
            bottom[i] = (bottom[i] - known) / factor[[i, i]];
        }
        for i in 0..k {
            let from_bottom: f64 = (i + 1..k).map(|l| self.sy[[l, i]] * bottom[l]).sum();
            top[i] = (from_bottom - first[i]) / self.sy[[i, i]];
        }
    }

    /// `−H g` with the inverse `H` of `B`, by Nocedal's two loops.
    pub(super) fn descend_into(&self, gradient: &ArrayRef1<f64>, direction: &mut ArrayRef1<f64>) {
        direction.assign(gradient);
        direction.map_inplace(|d| *d = -*d);
        let mut factors = vec![0.0; self.len()];
        for j in (0..self.len()).rev() {
            factors[j] = self.steps[j].dot(direction) / self.sy[[j, j]];
            direction.scaled_add(-factors[j], &self.changes[j]);
        }
        direction.map_inplace(|d| *d /= self.theta);
        for (j, factor) in factors.into_iter().enumerate() {
            let rest = self.changes[j].dot(direction) / self.sy[[j, j]];
            direction.scaled_add(factor - rest, &self.steps[j]);
        }
    }

    /// The pairs, as an inverse Hessian.
    pub(super) fn into_inverse(self, n: usize) -> LowRankInverse {
        let rows = |pairs: VecDeque<Array1<f64>>| {
            let mut matrix = Array2::zeros((pairs.len(), n));
            matrix.outer_iter_mut().zip(pairs).for_each(|(mut row, pair)| row.assign(&pair));
            matrix
        };
        LowRankInverse::new(rows(self.steps), rows(self.changes))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn sample() -> Memory {
        let mut memory = Memory::new(2, true);
        memory.push(&array![9.0, 9.0, 9.0], &array![1.0, 1.0, 1.0]);
        memory.push(&array![1.0, 0.0, 2.0], &array![2.0, 0.5, 1.0]);
        memory.push(&array![0.0, 1.0, 1.0], &array![0.5, 3.0, 1.0]);
        memory
    }

    /// The matrix `B`, column by column.
    fn estimate(memory: &Memory) -> Array2<f64> {
        let mut matrix = Array2::zeros((3, 3));
        for i in 0..3 {
            let mut unit = Array1::zeros(3);
            unit[i] = 1.0;
            let mut image = vec![0.0; 2 * memory.len()];
            memory.middle_into(&memory.project(&unit), &mut image);
            for row in 0..3 {
                matrix[[row, i]] = memory.theta * unit[row] - memory.combine(row, &image);
            }
        }
        matrix
    }

    #[test]
    fn it_maps_the_last_step_to_its_change_and_forgets_the_oldest() {
        let memory = sample();
        assert_eq!(memory.len(), 2);
        let change = estimate(&memory).dot(&array![0.0, 1.0, 1.0]);
        assert!((change - array![0.5, 3.0, 1.0]).iter().all(|e| e.abs() < 1e-12));
    }

    #[test]
    fn the_two_loops_invert_it() {
        let memory = sample();
        let (gradient, mut direction) = (array![0.3, -1.0, 2.0], Array1::zeros(3));
        memory.descend_into(&gradient, &mut direction);
        let rest = estimate(&memory).dot(&direction) + &gradient;
        assert!(rest.iter().all(|e| e.abs() < 1e-12), "{rest}");
    }

    #[test]
    fn its_parts_fit_together() {
        let memory = sample();
        let mut row = vec![0.0; 4];
        memory.row_into(1, &mut row);
        let unit = array![0.0, 1.0, 0.0];
        assert_eq!(row, memory.project(&unit));
        let inverse = memory.into_inverse(3);
        assert!(inverse.apply(&unit).is_ok());
    }
}
