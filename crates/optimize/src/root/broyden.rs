//! Broyden's two methods: rank-one corrections of the Jacobian matrix or of its inverse.
//!
//! Counterpart of `scipy.optimize.broyden1` and `broyden2`.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result};

use super::nonlin::{Inverse, NonlinOptions, first_scale, nonlin_solve};
use super::system::{RootResult, Start};
use crate::vector_function::VectorFunction;

/// Options of [`RootMethod::Broyden1`](crate::RootMethod::Broyden1) and
/// [`RootMethod::Broyden2`](crate::RootMethod::Broyden2); the defaults are those of SciPy.
///
/// The inverse is kept as a full matrix. Where `max_rank` corrections have come together, it starts
/// again from the first guess, which is SciPy's `reduction_method="restart"`.
///
/// # References
///
/// C. G. Broyden, "A class of methods for solving nonlinear simultaneous equations", Math. Comp. 19,
/// 1965. <https://doi.org/10.1090/S0025-5718-1965-0198670-6>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BroydenOptions {
    /// The first guess of the Jacobian matrix is `−1/alpha`; by default `alpha` comes from `x₀` and
    /// the values there.
    pub alpha: Option<f64>,
    /// Corrections that are kept, at least 1; by default all.
    pub max_rank: Option<usize>,
    /// When and how the iteration goes on.
    pub nonlin: NonlinOptions,
}

/// Which matrix changes as little as possible.
#[derive(Clone, Copy)]
enum Least {
    Jacobian,
    Inverse,
}

struct Broyden {
    least: Least,
    alpha: f64,
    inverse: Array2<f64>,
    rank: usize,
    max_rank: usize,
}

pub(super) fn broyden1(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &BroydenOptions,
) -> Result<RootResult> {
    run(system, start, options, Least::Jacobian)
}

pub(super) fn broyden2(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &BroydenOptions,
) -> Result<RootResult> {
    run(system, start, options, Least::Inverse)
}

fn run(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &BroydenOptions,
    least: Least,
) -> Result<RootResult> {
    if options.max_rank == Some(0) {
        return Err(Error::parameter("max_rank", 0.0, "at least 1"));
    }
    let alpha = first_scale(options.alpha, &start)?;
    let inverse = Array2::from_diag_elem(start.x.len(), -alpha);
    let max_rank = options.max_rank.unwrap_or(usize::MAX);
    let mut broyden = Broyden { least, alpha, inverse, rank: 0, max_rank };
    nonlin_solve(system, start, &mut broyden, &options.nonlin)
}

impl Inverse for Broyden {
    fn solve(&mut self, _: &mut VectorFunction<'_>, at: &Start, _: f64) -> Result<Array1<f64>> {
        let direction = self.inverse.dot(&at.fx);
        if direction.iter().all(|d| d.is_finite()) {
            return Ok(direction);
        }
        self.restart();
        Ok(self.inverse.dot(&at.fx))
    }

    fn update(&mut self, dx: &ArrayRef1<f64>, df: &ArrayRef1<f64>) {
        if self.rank >= self.max_rank {
            self.restart();
        }
        let error = dx - self.inverse.dot(df);
        let direction = match self.least {
            Least::Jacobian => self.inverse.t().dot(dx),
            Least::Inverse => df.to_owned(),
        };
        let scale = direction.dot(df);
        for (mut row, &error) in self.inverse.rows_mut().into_iter().zip(&error) {
            row.scaled_add(error / scale, &direction);
        }
        self.rank += 1;
    }
}

impl Broyden {
    fn restart(&mut self) {
        self.inverse.fill(0.0);
        self.inverse.diag_mut().fill(-self.alpha);
        self.rank = 0;
    }
}
