//! The factored basis of the simplex method.

use ndarray::{Array1, Array2};
use onkai_linalg::{LuFactor, Transpose, lu_factor};

use super::scaled::Scaled;
use crate::vectors::{add_scaled, dot};

/// So many columns are exchanged before the basis is factored anew: rounding adds up, and so do the
/// costs of each exchange.
const MAX_EXCHANGES: usize = 64;
/// A basis is taken for singular if its condition is worse.
const LEAST_RCOND: f64 = 1e-15;

/// One column of the basis that was exchanged for another.
struct Exchange {
    row: usize,
    /// The new column in terms of the basis before.
    column: Vec<f64>,
}

/// `B = L U`, and the columns exchanged since.
pub(super) struct Factor {
    lu: Option<LuFactor<f64>>,
    exchanges: Vec<Exchange>,
}

impl Factor {
    /// Factors the columns `basis`; nothing if they are not independent.
    pub(super) fn new(problem: &Scaled, basis: &[usize]) -> Option<Self> {
        let m = problem.m;
        if basis.iter().enumerate().all(|(i, &j)| j == problem.n + i) {
            return Some(Self { lu: None, exchanges: Vec::new() });
        }
        let mut matrix = Array2::zeros((m, m));
        for (k, &j) in basis.iter().enumerate() {
            for (i, value) in problem.column(j) {
                matrix[[i, k]] = value;
            }
        }
        let lu = lu_factor(&matrix).ok()?;
        (lu.rcond() >= LEAST_RCOND).then(|| Self { lu: Some(lu), exchanges: Vec::new() })
    }

    /// Whether nothing was exchanged since.
    pub(super) fn is_fresh(&self) -> bool {
        self.exchanges.is_empty()
    }

    pub(super) fn is_worn(&self) -> bool {
        self.exchanges.len() >= MAX_EXCHANGES
    }

    /// `B⁻¹ v`; nothing if numbers overflow.
    pub(super) fn solve(&self, v: Vec<f64>) -> Option<Vec<f64>> {
        let mut v = self.lu_solve(v, Transpose::No)?;
        for Exchange { row, column } in &self.exchanges {
            let pivot = v[*row] / column[*row];
            add_scaled(&mut v, -pivot, column);
            v[*row] = pivot;
        }
        Some(v)
    }

    /// `B⁻ᵀ v`; nothing if numbers overflow.
    pub(super) fn solve_transposed(&self, mut v: Vec<f64>) -> Option<Vec<f64>> {
        for Exchange { row, column } in self.exchanges.iter().rev() {
            let others = dot(column, &v) - column[*row] * v[*row];
            v[*row] = (v[*row] - others) / column[*row];
        }
        self.lu_solve(v, Transpose::Yes)
    }

    fn lu_solve(&self, v: Vec<f64>, transpose: Transpose) -> Option<Vec<f64>> {
        match &self.lu {
            None => v.iter().all(|v| v.is_finite()).then_some(v),
            Some(lu) => lu.solve(&Array1::from_vec(v), transpose).ok().map(|x| x.to_vec()),
        }
    }

    /// Puts a column, given in terms of the basis, in the place of number `row`.
    pub(super) fn exchange(&mut self, row: usize, column: Vec<f64>) {
        self.exchanges.push(Exchange { row, column });
    }
}
