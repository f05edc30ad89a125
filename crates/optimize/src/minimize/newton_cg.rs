//! Newton's method with truncated conjugate gradients.
//!
//! Counterpart of `scipy.optimize.minimize(method="Newton-CG")`.

use ndarray::{Array1, Array2};
use onkai_core::{Result, check_positive};

use super::norm::norm;
use super::problem::{End, Problem};
use super::result::{OptimizeResult, Status};
use crate::line_search::{Descent, Wolfe};

/// Options of [`Method::NewtonCg`](crate::Method::NewtonCg); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Method, MinimizeOptions, Minimizer, NewtonCgOptions, rosen, rosen_der, rosen_hess};
/// let method = Some(Method::NewtonCg(NewtonCgOptions { xtol: 1e-8, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = Minimizer::new(rosen)
///     .gradient(rosen_der)
///     .hessian(rosen_hess)
///     .run(&array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewtonCgOptions {
    /// Converged once a step's mean modulus is at most this.
    pub xtol: f64,
    /// The step with which gradients give products with a Hessian that is not known.
    pub eps: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
}

impl Default for NewtonCgOptions {
    fn default() -> Self {
        Self { xtol: 1e-5, eps: f64::EPSILON.sqrt(), maxiter: None, c1: 1e-4, c2: 0.9 }
    }
}

/// The range of steps of the line search, which starts with Newton's.
const STEPS: (f64, f64) = (1e-8, 50.0);
/// Curvature up to this is none.
const FLAT: f64 = 3.0 * f64::EPSILON;
/// For each variable, so many conjugate gradients at most.
const INNER_STEPS: usize = 20;

/// Solves `H p = −g` by conjugate gradients, up to `‖r‖₁ ≤ min(½, √‖g‖₁) ‖g‖₁` or to a direction along
/// which the function does not curve upwards, and minimizes along `p`.
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., algorithm 7.1.
pub(crate) fn newton_cg(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &NewtonCgOptions,
) -> Result<OptimizeResult> {
    check_positive("eps", options.eps)?;
    let n = x0.len();
    let wolfe = Wolfe { range: STEPS, max: f64::INFINITY, ..Wolfe::new(options.c1, options.c2)? };
    let maxiter = options.maxiter.unwrap_or(200 * n);
    let mut descent = Descent::new(problem, x0)?;
    let mut nit = 0;
    let status = loop {
        let size = norm(&descent.gradient, 1.0);
        if !descent.is_finite() {
            break Status::NotFinite;
        }
        if nit >= maxiter {
            break Status::IterationLimit;
        }
        if size == 0.0 {
            break Status::SmallGradient;
        }
        let hessian = problem.hessian(&descent.x)?;
        let model = Model { hessian, eps: options.eps };
        if !model.direction_into(problem, &mut descent)? {
            break Status::IndefiniteHessian;
        }
        let Some(step) = descent.search(problem, &wolfe, &mut |_| true)? else {
            // Newton's whole step may be too short for the value to tell.
            let is_short = norm(&descent.direction, 1.0) <= n as f64 * options.xtol;
            break if is_short { Status::SmallStep } else { Status::PrecisionLoss };
        };
        descent.advance();
        nit += 1;
        if problem.report(&descent.x, descent.fun, nit).is_break() {
            break Status::Stopped;
        }
        if step * norm(&descent.direction, 1.0) <= n as f64 * options.xtol {
            break Status::SmallStep;
        }
    };
    let jac = Some(descent.gradient);
    problem.best_result(End { x: descent.x, fun: descent.fun, jac, nit, status })
}

/// How products with the Hessian at a point are made.
struct Model {
    hessian: Option<Array2<f64>>,
    eps: f64,
}

impl Model {
    /// The Hessian's product with `v`: from the matrix, the caller's products, or differences of
    /// gradients.
    fn product(
        &self,
        problem: &mut Problem<'_>,
        descent: &Descent,
        v: &Array1<f64>,
    ) -> Result<Array1<f64>> {
        if let Some(hessian) = &self.hessian {
            return Ok(hessian.dot(v));
        }
        if let Some(product) = problem.product(&descent.x, v)? {
            return Ok(product);
        }
        let moved = &descent.x + &(v * self.eps);
        // Only differences of values ask for the value.
        let fun = if problem.has_gradient() { 0.0 } else { problem.value(&moved) };
        Ok((problem.gradient(&moved, fun)? - &descent.gradient) / self.eps)
    }

    /// Sets the direction; false if conjugate gradients do not end.
    fn direction_into(&self, problem: &mut Problem<'_>, descent: &mut Descent) -> Result<bool> {
        let size = norm(&descent.gradient, 1.0);
        let enough = size.sqrt().min(0.5) * size;
        let mut solution = Array1::<f64>::zeros(descent.x.len());
        let mut residual = descent.gradient.clone();
        let mut direction = -&residual;
        let mut square = residual.dot(&residual);
        for i in 0..INNER_STEPS * descent.x.len() {
            if norm(&residual, 1.0) <= enough {
                descent.direction = solution;
                return Ok(true);
            }
            let image = self.product(problem, descent, &direction)?;
            let curvature = direction.dot(&image);
            if curvature.is_nan() {
                return Ok(false);
            }
            if curvature <= FLAT {
                if i == 0 {
                    // Straight downhill, as far as the curvature says.
                    let scale = if curvature < 0.0 { square / -curvature } else { 1.0 };
                    solution.scaled_add(-scale, &descent.gradient);
                }
                descent.direction = solution;
                return Ok(true);
            }
            let step = square / curvature;
            solution.scaled_add(step, &direction);
            residual.scaled_add(step, &image);
            let next = residual.dot(&residual);
            direction *= next / square;
            direction -= &residual;
            square = next;
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{
        Method, MinimizeOptions, Minimizer, rosen, rosen_der, rosen_hess, rosen_hess_prod,
    };

    fn options() -> MinimizeOptions {
        let method = Some(Method::NewtonCg(NewtonCgOptions::default()));
        MinimizeOptions { method, ..Default::default() }
    }

    #[test]
    fn matrix_products_and_differences_lead_to_the_same_point() {
        let x0 = array![1.3, 0.7, 0.8, 1.9, 1.2];
        let with = || Minimizer::new(rosen).gradient(rosen_der);
        let matrix = with().hessian(rosen_hess).run(&x0, &options()).unwrap();
        let products = with().hessian_product(rosen_hess_prod).run(&x0, &options()).unwrap();
        let gradients = with().run(&x0, &options()).unwrap();
        let values = Minimizer::new(rosen).run(&x0, &options()).unwrap();
        for result in [&matrix, &products, &gradients] {
            assert!((&result.x - 1.0).iter().all(|e| e.abs() < 1e-3), "{result:?}");
        }
        assert_eq!((matrix.nit, matrix.nfev), (products.nit, products.nfev));
        assert!(matrix.nhev > 0 && products.nhev > matrix.nhev && gradients.nhev == 0);
        // Second differences of values are rough.
        assert!(values.fun < 1e-4, "{values:?}");
    }

    #[test]
    fn a_ridge_is_left_downhill() {
        let result = Minimizer::new(|x| x[0].powi(4) - x[0] * x[0])
            .gradient(|x| array![4.0 * x[0].powi(3) - 2.0 * x[0]])
            .hessian(|x| array![[12.0 * x[0] * x[0] - 2.0]])
            .run(&array![0.1], &options())
            .unwrap();
        assert!(result.success() && (result.fun + 0.25).abs() < 1e-8, "{result:?}");
    }
}
