//! Riccati's equations themselves: what a matrix leaves of them, and Newton's step to less.

use ndarray::Array2;
use num_traits::{Float, Zero};
use onkai_core::{Real, Result};

use super::lyapunov::{solve_continuous_lyapunov, solve_discrete_lyapunov};
use crate::lu::{LuFactor, Transpose};
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;

/// Newton's steps that are tried: the subspace method is nearly exact, and steps converge quadratically.
const MAX_STEPS: usize = 4;

/// The matrices of an equation without `E`.
pub(super) struct Equation<T> {
    pub(super) a: Array2<T>,
    pub(super) b: Array2<T>,
    pub(super) q: Array2<T>,
    pub(super) r: Array2<T>,
    pub(super) s: Array2<T>,
    pub(super) discrete: bool,
}

/// What is left of the equation.
struct Residual<T: LinalgScalar> {
    matrix: Array2<T>,
    /// Its size, in units of that of the terms.
    relative: T::Real,
    /// `A - B K` with the gain `K`.
    closed_loop: Array2<T>,
}

impl<T: LinalgScalar> Equation<T> {
    /// Improves a solution by Newton's method as long as that lessens the residual, and tells the latter.
    ///
    /// D. Kleinman, "On an iterative technique for Riccati equation computations", IEEE Trans. Autom.
    /// Control 13 (1968), doi:10.1109/TAC.1968.1098829.
    pub(super) fn refine(&self, mut x: Array2<T>) -> Result<(Array2<T>, T::Real)> {
        let mut residual = self.residual(&x)?;
        let enough = T::Real::epsilon();
        for _ in 0..MAX_STEPS {
            if residual.relative <= enough || !residual.relative.is_finite() {
                break;
            }
            let transposed = adjoint(&residual.closed_loop);
            let step = if self.discrete {
                solve_discrete_lyapunov(&transposed, &residual.matrix)
            } else {
                solve_continuous_lyapunov(&transposed, &residual.matrix.mapv(|v| -v))
            };
            // Without a step, what there is is as good as it gets.
            let Ok(step) = step else { break };
            let half = T::Real::of(0.5);
            let next = &x + &(&step + &adjoint(&step)).mapv(|v| v.scale(half));
            let Ok(next_residual) = self.residual(&next) else { break };
            if next_residual.relative.is_nan() || residual.relative <= next_residual.relative {
                break;
            }
            (x, residual) = (next, next_residual);
        }
        Ok((x, residual.relative))
    }

    fn residual(&self, x: &Array2<T>) -> Result<Residual<T>> {
        let a_adjoint_x = matmul(&adjoint(&self.a), x);
        let (weight, cross, linear) = if self.discrete {
            let weight = &self.r + &matmul(&adjoint(&self.b), &matmul(x, &self.b));
            let cross = matmul(&a_adjoint_x, &self.b) + &self.s;
            (weight, cross, [matmul(&a_adjoint_x, &self.a), x.mapv(|v| -v)])
        } else {
            let cross = matmul(x, &self.b) + &self.s;
            (self.r.clone(), cross, [adjoint(&a_adjoint_x), a_adjoint_x])
        };
        let gain = LuFactor::of(&weight).solve(&adjoint(&cross), Transpose::No)?;
        let quadratic = matmul(&cross, &gain);
        let matrix = &linear[0] + &linear[1] - &quadratic + &self.q;
        let size = |m: &Array2<T>| m.iter().map(|v| v.modulus_squared()).sum::<T::Real>().sqrt();
        let terms = size(&linear[0]) + size(&linear[1]) + size(&quadratic) + size(&self.q);
        let relative = if terms == T::Real::zero() { terms } else { size(&matrix) / terms };
        let closed_loop = &self.a - &matmul(&self.b, &gain);
        Ok(Residual { matrix, relative, closed_loop })
    }
}
