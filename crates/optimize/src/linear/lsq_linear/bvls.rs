//! Stark and Parker's active set method for least squares within bounds.
//!
//! Counterpart of `scipy.optimize.lsq_linear(method="bvls")`.

use ndarray::{Array1, ArrayRef1, Axis};
use onkai_core::Result;
use onkai_linalg::{LstsqOptions, lstsq};

use super::problem::{LsqLinear, LsqLinearStatus, Problem, half_square};

/// Unknowns, each free or held by a bound.
struct State<'s, 'p> {
    problem: &'s Problem<'p>,
    x: Array1<f64>,
    /// −1 at the lower bound, 1 at the upper, 0 if free.
    held: Array1<i8>,
}

pub(super) fn solve(
    problem: &Problem<'_>,
    unbounded: &ArrayRef1<f64>,
    max_iter: usize,
) -> Result<LsqLinear> {
    let mut state =
        State { problem, x: unbounded.to_owned(), held: Array1::zeros(unbounded.len()) };
    for j in 0..state.x.len() {
        state.hold_if_outside(j);
    }
    let n_start = state.start()?;
    let mut fit = problem.fit(state.x.clone());
    let mut gradient = problem.gradient(&fit.fun);
    fit.optimality = state.optimality(&gradient);
    fit.nit = n_start;
    for _ in 0..max_iter {
        if fit.optimality < problem.tol {
            fit.status = LsqLinearStatus::SmallOptimality;
            break;
        }
        let cost = fit.cost;
        state.free_one(&gradient)?;
        fit.nit += 1;
        fit.fun = problem.residuals(&state.x);
        fit.cost = half_square(&fit.fun);
        gradient = problem.gradient(&fit.fun);
        fit.optimality = state.optimality(&gradient);
        if cost - fit.cost < problem.tol * cost {
            fit.status = LsqLinearStatus::SmallReduction;
            break;
        }
    }
    fit.x = state.x;
    fit.active_mask = state.held;
    Ok(fit)
}

impl State<'_, '_> {
    /// Puts unknown `j` on the bound that it violates or meets.
    fn hold_if_outside(&mut self, j: usize) {
        let (lower, upper) = (self.problem.bounds.lower[j], self.problem.bounds.upper[j]);
        if self.x[j] <= lower {
            (self.x[j], self.held[j]) = (lower, -1);
        } else if self.x[j] >= upper {
            (self.x[j], self.held[j]) = (upper, 1);
        }
    }

    fn free(&self) -> Vec<usize> {
        (0..self.x.len()).filter(|&j| self.held[j] == 0).collect()
    }

    /// The best values of the free unknowns, wherever they lie.
    fn target(&self, free: &[usize]) -> Result<Array1<f64>> {
        let mut at_bounds = self.x.clone();
        for &j in free {
            at_bounds[j] = 0.0;
        }
        let right = &self.problem.b.view() - &self.problem.a.dot(&at_bounds);
        let columns = self.problem.a.select(Axis(1), free);
        Ok(lstsq(&columns, &right, &LstsqOptions::default())?.x)
    }

    /// Holds what leaves the bounds, until the best values of the rest lie within; how often.
    fn start(&mut self) -> Result<usize> {
        for round in 0.. {
            let free = self.free();
            if free.is_empty() {
                return Ok(round);
            }
            let target = self.target(&free)?;
            for (&j, &goal) in free.iter().zip(&target) {
                self.x[j] = goal;
                let within =
                    self.problem.bounds.lower[j] <= goal && goal <= self.problem.bounds.upper[j];
                if !within {
                    self.hold_if_outside(j);
                }
            }
            if free.iter().all(|&j| self.held[j] == 0) {
                return Ok(round + 1);
            }
        }
        Ok(0)
    }

    /// The worst violation of the conditions for a minimum.
    fn optimality(&self, gradient: &ArrayRef1<f64>) -> f64 {
        let violation =
            |(&g, &held): (&f64, &i8)| if held == 0 { g.abs() } else { g * f64::from(held) };
        gradient.iter().zip(&self.held).map(violation).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Frees the unknown that gains most by leaving its bound, then goes to the best values of those
    /// that are free, holding what is met on the way.
    fn free_one(&mut self, gradient: &ArrayRef1<f64>) -> Result<()> {
        let gain = |j: usize| gradient[j] * f64::from(self.held[j]);
        let first = (0..self.x.len()).reduce(|a, b| if gain(b) > gain(a) { b } else { a });
        if let Some(j) = first {
            self.held[j] = 0;
        }
        loop {
            let free = self.free();
            if free.is_empty() {
                return Ok(());
            }
            let target = self.target(&free)?;
            let (mut fraction, mut met) = (f64::INFINITY, None);
            for (&j, &goal) in free.iter().zip(&target) {
                let (lower, upper) = (self.problem.bounds.lower[j], self.problem.bounds.upper[j]);
                let (bound, side) = match goal {
                    goal if goal < lower => (lower, -1),
                    goal if goal > upper => (upper, 1),
                    _ => continue,
                };
                let share = (bound - self.x[j]) / (goal - self.x[j]);
                if share < fraction {
                    (fraction, met) = (share, Some((j, bound, side)));
                }
            }
            let Some((j, bound, side)) = met else {
                for (&j, &goal) in free.iter().zip(&target) {
                    self.x[j] = goal;
                }
                return Ok(());
            };
            for (&j, &goal) in free.iter().zip(&target) {
                self.x[j] += fraction * (goal - self.x[j]);
            }
            (self.x[j], self.held[j]) = (bound, side);
        }
    }
}
