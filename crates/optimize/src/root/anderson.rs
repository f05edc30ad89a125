//! Anderson's mixing: the combination of the last steps that would have been the best one.
//!
//! Counterpart of `scipy.optimize.anderson`.

use std::collections::VecDeque;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_finite};
use onkai_linalg::{SolveOptions, solve};

use super::nonlin::{Inverse, NonlinOptions, first_scale, nonlin_solve};
use super::system::{RootResult, Start};
use crate::vector_function::VectorFunction;

/// Options of [`RootMethod::Anderson`](crate::RootMethod::Anderson); the defaults are those of SciPy.
///
/// # References
///
/// V. Eyert, "A comparative study on methods for convergence acceleration of iterative vector
/// sequences", J. Comput. Phys. 124, 1996. <https://doi.org/10.1006/jcph.1996.0059>
#[derive(Clone, Debug, PartialEq)]
pub struct AndersonOptions {
    /// The first guess of the Jacobian matrix is `−1/alpha`; by default `alpha` comes from `x₀` and
    /// the values there.
    pub alpha: Option<f64>,
    /// Steps that are remembered; default 5.
    pub n_steps: usize,
    /// A relative weight that keeps the combination's equations regular; default 0.01.
    pub regularization: f64,
    /// When and how the iteration goes on.
    pub nonlin: NonlinOptions,
}

impl Default for AndersonOptions {
    fn default() -> Self {
        let nonlin = NonlinOptions::default();
        Self { alpha: None, n_steps: 5, regularization: 0.01, nonlin }
    }
}

struct Anderson {
    alpha: f64,
    n_steps: usize,
    regularization: f64,
    steps: VecDeque<(Array1<f64>, Array1<f64>)>,
}

pub(super) fn anderson(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &AndersonOptions,
) -> Result<RootResult> {
    let regularization = options.regularization;
    if !regularization.is_finite() || regularization < 0.0 {
        return Err(Error::parameter("regularization", regularization, "finite and 0 or more"));
    }
    let alpha = first_scale(options.alpha, &start)?;
    let steps = VecDeque::new();
    let mut mixing = Anderson { alpha, n_steps: options.n_steps, regularization, steps };
    nonlin_solve(system, start, &mut mixing, &options.nonlin)
}

impl Inverse for Anderson {
    fn solve(&mut self, _: &mut VectorFunction<'_>, at: &Start, _: f64) -> Result<Array1<f64>> {
        let mut direction = &at.fx * -self.alpha;
        let n = self.steps.len();
        if n == 0 {
            return Ok(direction);
        }
        let ridge = self.regularization.powi(2);
        let gram = Array2::from_shape_fn((n, n), |(i, j)| {
            let product = self.steps[i].1.dot(&self.steps[j].1);
            if i == j { product * (1.0 + ridge) } else { product }
        });
        let right: Array1<f64> = self.steps.iter().map(|(_, df)| df.dot(&at.fx)).collect();
        let weights = check_finite("gram", &gram)
            .and_then(|()| solve(&gram, &right, &SolveOptions::default()))
            .map(|solution| solution.x);
        let Ok(weights) = weights else {
            // Steps that repeat each other say nothing new.
            self.steps.clear();
            return Ok(direction);
        };
        for (&weight, (dx, df)) in weights.iter().zip(&self.steps) {
            direction.scaled_add(weight, dx);
            direction.scaled_add(weight * self.alpha, df);
        }
        Ok(direction)
    }

    fn update(&mut self, dx: &ArrayRef1<f64>, df: &ArrayRef1<f64>) {
        if self.n_steps == 0 {
            return;
        }
        self.steps.push_back((dx.to_owned(), df.to_owned()));
        while self.steps.len() > self.n_steps {
            self.steps.pop_front();
        }
    }
}
