//! A linear program whose rows and columns have been brought to about the same size.

use ndarray::Array1;
use onkai_core::dot;

use super::program::LinearProgram;

/// Rounds of scaling; the third changes little.
const N_ROUNDS: usize = 3;

/// The program `minimize cost · x`, `A x + s = right`, `lower ≤ (x, s) ≤ upper`.
///
/// Each row has a slack variable of its own, behind the variables: without an upper limit for an
/// inequality, zero for an equality. Scales are powers of two, so that nothing is rounded.
pub(super) struct Scaled {
    /// Rows, and variables without slacks.
    pub(super) m: usize,
    pub(super) n: usize,
    /// Where each column starts in `rows` and `values`.
    starts: Vec<usize>,
    rows: Vec<usize>,
    values: Vec<f64>,
    pub(super) right: Vec<f64>,
    /// Of variables and slacks.
    pub(super) cost: Vec<f64>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    /// Scaled values times these are those of the program.
    row_scale: Vec<f64>,
    column_scale: Vec<f64>,
    cost_scale: f64,
}

impl Scaled {
    pub(super) fn new(program: &LinearProgram) -> Self {
        let n = program.c.len();
        let (m_ub, m_eq) = (program.b_ub.len(), program.b_eq.len());
        let m = m_ub + m_eq;
        let (mut starts, mut rows, mut values) = (vec![0], Vec::new(), Vec::new());
        for j in 0..n {
            let column = program.a_ub.column(j).into_iter().chain(program.a_eq.column(j));
            for (i, &value) in column.enumerate().filter(|(_, value)| **value != 0.0) {
                rows.push(i);
                values.push(value);
            }
            starts.push(rows.len());
        }
        // A limit of infinity is none: its slack, measured from zero, has no limits at all.
        let is_open = |i: usize| i < m_ub && program.b_ub[i] == f64::INFINITY;
        let right = program.b_ub.iter().chain(&program.b_eq);
        let right = right.map(|&b| if b == f64::INFINITY { 0.0 } else { b }).collect();
        let mut cost = program.c.to_vec();
        cost.resize(n + m, 0.0);
        let mut lower = program.bounds.lower.to_vec();
        lower.extend((0..m).map(|i| if is_open(i) { f64::NEG_INFINITY } else { 0.0 }));
        let mut upper = program.bounds.upper.to_vec();
        upper.extend((0..m).map(|i| if i < m_ub { f64::INFINITY } else { 0.0 }));
        let (row_scale, column_scale) = (vec![1.0; m], vec![1.0; n]);
        let mut scaled = Self {
            m,
            n,
            starts,
            rows,
            values,
            right,
            cost,
            lower,
            upper,
            row_scale,
            column_scale,
            cost_scale: 1.0,
        };
        scaled.scale();
        scaled
    }

    /// Divides rows and columns by the geometric means of their least and greatest elements.
    fn scale(&mut self) {
        for _ in 0..N_ROUNDS {
            let mut ranges = vec![Range::default(); self.m];
            for (&i, &value) in self.rows.iter().zip(&self.values) {
                ranges[i].include(value);
            }
            let factors: Vec<f64> = ranges.iter().map(Range::factor).collect();
            for (&i, value) in self.rows.iter().zip(&mut self.values) {
                *value *= factors[i];
            }
            for (i, factor) in factors.iter().enumerate() {
                self.right[i] *= factor;
                self.row_scale[i] *= factor;
            }
            for j in 0..self.n {
                let column = &mut self.values[self.starts[j]..self.starts[j + 1]];
                let mut range = Range::default();
                for &value in column.iter() {
                    range.include(value);
                }
                let factor = range.factor();
                for value in column {
                    *value *= factor;
                }
                self.cost[j] *= factor;
                self.lower[j] /= factor;
                self.upper[j] /= factor;
                self.column_scale[j] *= factor;
            }
        }
        let largest = self.cost.iter().fold(0.0_f64, |largest, c| largest.max(c.abs()));
        if largest > 0.0 && largest.is_finite() {
            self.cost_scale = power_of_two(largest);
            for c in &mut self.cost {
                *c /= self.cost_scale;
            }
        }
    }

    /// The elements of column `j` with their rows; a slack's column is one of the identity.
    pub(super) fn column(&self, j: usize) -> impl Iterator<Item = (usize, f64)> {
        let (range, slack) = if j < self.n {
            (self.starts[j]..self.starts[j + 1], None)
        } else {
            (0..0, Some((j - self.n, 1.0)))
        };
        let rows = self.rows[range.clone()].iter().copied();
        rows.zip(self.values[range].iter().copied()).chain(slack)
    }

    /// The scalar product of column `j` with a vector over the rows.
    pub(super) fn column_dot(&self, j: usize, y: &[f64]) -> f64 {
        if j >= self.n {
            return y[j - self.n];
        }
        let range = self.starts[j]..self.starts[j + 1];
        if range.len() == self.m {
            return dot(&self.values[range], y);
        }
        let pairs = self.rows[range.clone()].iter().zip(&self.values[range]);
        pairs.map(|(&i, value)| value * y[i]).sum()
    }

    /// Sets the bounds of a variable, given as in the program.
    pub(super) fn set_bounds(&mut self, j: usize, (lower, upper): (f64, f64)) {
        self.lower[j] = lower / self.column_scale[j];
        self.upper[j] = upper / self.column_scale[j];
    }

    /// The program's variables from scaled ones.
    pub(super) fn variables(&self, x: &[f64]) -> Array1<f64> {
        x.iter().zip(&self.column_scale).map(|(x, scale)| x * scale).collect()
    }

    /// The program's prices of rows from scaled ones.
    pub(super) fn prices(&self, y: &[f64]) -> Array1<f64> {
        y.iter().zip(&self.row_scale).map(|(y, scale)| y * scale * self.cost_scale).collect()
    }

    /// The program's slope along variable `j` from the scaled one.
    pub(super) fn slope(&self, j: usize, slope: f64) -> f64 {
        slope * self.cost_scale / self.column_scale[j]
    }
}

/// The least and the greatest modulus.
#[derive(Clone)]
struct Range {
    least: f64,
    greatest: f64,
}

impl Default for Range {
    fn default() -> Self {
        Self { least: f64::INFINITY, greatest: 0.0 }
    }
}

impl Range {
    fn include(&mut self, value: f64) {
        self.least = self.least.min(value.abs());
        self.greatest = self.greatest.max(value.abs());
    }

    fn factor(&self) -> f64 {
        let mean = self.least.sqrt() * self.greatest.sqrt();
        if mean > 0.0 && mean.is_finite() { power_of_two(1.0 / mean) } else { 1.0 }
    }
}

fn power_of_two(x: f64) -> f64 {
    x.log2().round().clamp(-500.0, 500.0).exp2()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn scaling_brings_elements_to_about_one_and_can_be_undone() {
        let program = LinearProgram::new(array![1e6, 3.0])
            .less_or_equal(array![[1e5, 2e-3], [3e7, 0.0]], array![1.0, f64::INFINITY])
            .equal(array![[0.0, 5e-9]], array![1e-9]);
        let scaled = Scaled::new(&program);
        assert!(
            scaled.values.iter().all(|v| (1e-2..1e2).contains(&v.abs())),
            "{:?}",
            scaled.values
        );
        assert_eq!(scaled.lower[2..], [0.0, f64::NEG_INFINITY, 0.0]);
        assert_eq!(scaled.upper[2..], [f64::INFINITY, f64::INFINITY, 0.0]);
        let x = scaled.variables(&[1.0, 1.0]);
        let (row, value) = scaled.column(0).next().unwrap();
        assert_eq!(row, 0);
        assert_eq!(value * scaled.row_scale[0].recip() / x[0], 1e5);
        assert_eq!(scaled.slope(1, scaled.cost[1]), 3.0);
    }
}
