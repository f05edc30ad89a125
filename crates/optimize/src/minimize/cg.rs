//! Nonlinear conjugate gradients.
//!
//! Counterpart of `scipy.optimize.minimize(method="CG")`.

use ndarray::{Array1, ArrayRef1, Zip};
use onkai_core::Result;

use super::norm::{check_norm, norm};
use super::problem::{End, Problem};
use super::result::{OptimizeResult, Status};
use crate::line_search::{Descent, Wolfe};

/// Options of [`Method::Cg`](crate::Method::Cg); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{CgOptions, Method, MinimizeOptions, minimize, rosen};
/// let method = Some(Method::Cg(CgOptions { c2: 0.1, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = minimize(rosen, &array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CgOptions {
    /// Converged once the gradient's norm is at most this.
    pub gtol: f64,
    /// Which norm: the power that is summed, ∞ for the greatest modulus, −∞ for the least.
    pub norm: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
}

impl Default for CgOptions {
    fn default() -> Self {
        Self { gtol: 1e-5, norm: f64::INFINITY, maxiter: None, c1: 1e-4, c2: 0.4 }
    }
}

/// How steeply, relative to the gradient, the next direction must fall.
const SUFFICIENT_DESCENT: f64 = 0.01;

/// Minimizes along `p ← −g + β p` with Polak and Ribière's `β = max(0, gᵀ(g − g₋) / g₋ᵀg₋)`, where
/// `g₋` is the gradient before.
///
/// # References
///
/// J. C. Gilbert, J. Nocedal, *Global convergence properties of conjugate gradient methods for
/// optimization*, SIAM J. Optim. 2 (1992) 21–42, doi:10.1137/0802003.
pub(crate) fn cg(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &CgOptions,
) -> Result<OptimizeResult> {
    let wolfe = Wolfe::new(options.c1, options.c2)?;
    check_norm(options.norm)?;
    let maxiter = options.maxiter.unwrap_or(200 * x0.len());
    let mut descent = Descent::new(problem, x0)?;
    descent.previous = Some(descent.fun + norm(&descent.gradient, 2.0) / 2.0);
    let mut next = Next {
        gradient: descent.gradient.clone(),
        direction: descent.direction.clone(),
        ahead: descent.direction.clone(),
    };
    let mut nit = 0;
    let status = loop {
        if norm(&descent.gradient, options.norm) <= options.gtol {
            break Status::SmallGradient;
        }
        if !descent.is_finite() {
            break Status::NotFinite;
        }
        if nit >= maxiter {
            break Status::IterationLimit;
        }
        next.gradient.assign(&descent.gradient);
        next.direction.assign(&descent.direction);
        let mut accept = |gradient: &ArrayRef1<f64>| {
            next.turn(gradient);
            let slope = next.ahead.dot(gradient);
            norm(gradient, options.norm) <= options.gtol
                || slope <= -SUFFICIENT_DESCENT * gradient.dot(gradient)
        };
        if descent.search(problem, &wolfe, &mut accept)?.is_none() {
            break Status::PrecisionLoss;
        }
        descent.advance();
        next.turn(&descent.gradient);
        descent.direction.assign(&next.ahead);
        nit += 1;
        if problem.report(&descent.x, descent.fun, nit).is_break() {
            break Status::Stopped;
        }
    };
    let jac = Some(descent.gradient);
    problem.best_result(End { x: descent.x, fun: descent.fun, jac, nit, status })
}

/// The gradient and direction of an iteration, from which the next direction is made.
struct Next {
    gradient: Array1<f64>,
    direction: Array1<f64>,
    ahead: Array1<f64>,
}

impl Next {
    fn turn(&mut self, gradient: &ArrayRef1<f64>) {
        let square = self.gradient.dot(&self.gradient);
        let change = gradient.dot(gradient) - gradient.dot(&self.gradient);
        let beta = (change / square).max(0.0);
        Zip::from(&mut self.ahead)
            .and(gradient)
            .and(&self.direction)
            .for_each(|ahead, g, p| *ahead = beta * p - g);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{Method, MinimizeOptions, Minimizer};

    #[test]
    fn a_quadratic_takes_about_as_many_steps_as_variables() {
        let scale = array![1.0, 3.0, 10.0, 40.0];
        let scaled = |x: &ArrayRef1<f64>| x.to_owned() * &scale;
        let method = Some(Method::Cg(CgOptions { c2: 0.01, ..Default::default() }));
        let result = Minimizer::new(|x| 0.5 * x.dot(&scaled(x)))
            .gradient(scaled)
            .run(&array![1.0, 1.0, 1.0, 1.0], &MinimizeOptions { method, ..Default::default() })
            .unwrap();
        assert!(result.success() && result.nit <= 8, "{result:?}");
        assert!(result.x.iter().all(|x| x.abs() < 1e-5));
    }
}
