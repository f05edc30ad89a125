//! The variable metric method of Broyden, Fletcher, Goldfarb and Shanno.
//!
//! Counterpart of `scipy.optimize.minimize(method="BFGS")`.

use ndarray::linalg::general_mat_vec_mul;
use ndarray::{Array1, Array2, Zip};
use onkai_core::{Error, Result, check_finite};
use onkai_linalg::{Side, cholesky};

use super::norm::{check_norm, norm};
use super::problem::{End, Problem};
use super::result::{InverseHessian, OptimizeResult, Status};
use crate::line_search::{Descent, Wolfe};

/// Options of [`Method::Bfgs`](crate::Method::Bfgs); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{BfgsOptions, Method, MinimizeOptions, minimize, rosen};
/// let method = Some(Method::Bfgs(BfgsOptions { gtol: 1e-3, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = minimize(rosen, &array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BfgsOptions {
    /// Converged once the gradient's norm is at most this.
    pub gtol: f64,
    /// Which norm: the power that is summed, ∞ for the greatest modulus, −∞ for the least.
    pub norm: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Converged once a step is at most this multiple of the point's norm plus this.
    pub xrtol: f64,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
    /// The first estimate of the inverse Hessian, `[n, n]`, symmetric and positive definite; by
    /// default the identity.
    pub hess_inv0: Option<Array2<f64>>,
}

impl Default for BfgsOptions {
    fn default() -> Self {
        Self {
            gtol: 1e-5,
            norm: f64::INFINITY,
            maxiter: None,
            xrtol: 0.0,
            c1: 1e-4,
            c2: 0.9,
            hess_inv0: None,
        }
    }
}

impl BfgsOptions {
    /// The estimate to begin with.
    fn metric(&self, n: usize) -> Result<Array2<f64>> {
        let Some(matrix) = &self.hess_inv0 else { return Ok(Array2::eye(n)) };
        if matrix.dim() != (n, n) {
            let (expected, actual) = (vec![n, n], matrix.shape().to_vec());
            return Err(Error::Shape { name: "hess_inv0", expected, actual });
        }
        check_finite("hess_inv0", matrix)?;
        if matrix != matrix.t() {
            return Err(Error::Values { name: "hess_inv0", requirement: "be symmetric" });
        }
        match cholesky(matrix, Side::Lower) {
            Err(Error::NotPositiveDefinite { order, .. }) => {
                Err(Error::NotPositiveDefinite { name: "hess_inv0", order })
            }
            other => other.map(|_| matrix.clone()),
        }
    }
}

/// Minimizes along `p = −H g`, where the estimate `H` of the inverse Hessian learns from every step.
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., algorithm 6.1.
pub(crate) fn bfgs(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &BfgsOptions,
) -> Result<OptimizeResult> {
    let n = x0.len();
    let wolfe = Wolfe::new(options.c1, options.c2)?;
    check_norm(options.norm)?;
    let maxiter = options.maxiter.unwrap_or(200 * n);
    let mut metric = Metric::new(options.metric(n)?);
    let mut descent = Descent::new(problem, x0)?;
    // As if the value had been this high before: the first step is then about 1 long.
    descent.previous = Some(descent.fun + norm(&descent.gradient, 2.0) / 2.0);
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
        metric.direction_into(&descent.gradient, &mut descent.direction);
        let Some(step) = descent.search(problem, &wolfe, &mut |_| true)? else {
            break Status::PrecisionLoss;
        };
        metric.learn(step, &descent);
        descent.advance();
        nit += 1;
        if problem.report(&descent.x, descent.fun, nit).is_break() {
            break Status::Stopped;
        }
        let is_flat = norm(&descent.gradient, options.norm) <= options.gtol;
        let length = step * norm(&descent.direction, 2.0);
        if !is_flat && length <= options.xrtol * (options.xrtol + norm(&descent.x, 2.0)) {
            break Status::SmallStep;
        }
    };
    let jac = Some(descent.gradient);
    let end = End { x: descent.x, fun: descent.fun, jac, nit, status };
    let result = problem.best_result(end)?;
    Ok(OptimizeResult { hess_inv: Some(InverseHessian::Dense(metric.inverse)), ..result })
}

/// The estimate of the inverse Hessian, and room to work.
struct Metric {
    inverse: Array2<f64>,
    change: Array1<f64>,
    image: Array1<f64>,
}

impl Metric {
    fn new(inverse: Array2<f64>) -> Self {
        let n = inverse.nrows();
        Self { inverse, change: Array1::zeros(n), image: Array1::zeros(n) }
    }

    fn direction_into(&self, gradient: &Array1<f64>, direction: &mut Array1<f64>) {
        general_mat_vec_mul(-1.0, &self.inverse, gradient, 0.0, direction);
    }

    /// Takes in a step `s = step · p` and the change `y` of the gradient over it; with `ρ = 1 / yᵀs`
    ///
    /// ```text
    /// H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ = H − ρ (s wᵀ + w sᵀ) + ρ (1 + ρ yᵀw) s sᵀ,   w = H y
    /// ```
    fn learn(&mut self, step: f64, descent: &Descent) {
        Zip::from(&mut self.change)
            .and(&descent.next_gradient)
            .and(&descent.gradient)
            .for_each(|y, &next, &now| *y = next - now);
        general_mat_vec_mul(1.0, &self.inverse, &self.change, 0.0, &mut self.image);
        let s = |i: usize| step * descent.direction[i];
        let curvature = step * self.change.dot(&descent.direction);
        // A gradient that did not change says that the curvature is small: the estimate becomes large.
        let rho = if curvature == 0.0 { 1000.0 } else { 1.0 / curvature };
        let square = rho * (1.0 + rho * self.change.dot(&self.image));
        for (i, mut row) in self.inverse.outer_iter_mut().enumerate() {
            let (along_s, along_w) = (square * s(i) - rho * self.image[i], rho * s(i));
            Zip::from(&mut row)
                .and(&descent.direction)
                .and(&self.image)
                .for_each(|h, &p, &w| *h += along_s * step * p - along_w * w);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{Method, MinimizeOptions, Minimizer, minimize, rosen, rosen_der};

    fn with(options: BfgsOptions) -> MinimizeOptions {
        MinimizeOptions { method: Some(Method::Bfgs(options)), ..Default::default() }
    }

    #[test]
    fn the_exact_inverse_solves_a_quadratic_in_one_step() {
        let inverse = array![[0.5, 0.0], [0.0, 0.05]];
        let options = with(BfgsOptions { hess_inv0: Some(inverse), ..Default::default() });
        let result = Minimizer::new(|x| x[0] * x[0] + 10.0 * x[1] * x[1])
            .gradient(|x| array![2.0 * x[0], 20.0 * x[1]])
            .run(&array![0.25, 0.25], &options)
            .unwrap();
        assert!(result.nit <= 2 && result.x.iter().all(|x| x.abs() < 1e-6), "{result:?}");
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let refused = |options| minimize(rosen, &array![0.0, 0.0], &with(options)).unwrap_err();
        let default = BfgsOptions::default;
        let error = refused(BfgsOptions { c1: 0.95, ..default() });
        assert!(matches!(error, Error::Parameter { name: "c1", .. }));
        let error = refused(BfgsOptions { c2: 1.0, ..default() });
        assert!(matches!(error, Error::Parameter { name: "c2", .. }));
        let error = refused(BfgsOptions { norm: 0.0, ..default() });
        assert!(matches!(error, Error::Parameter { name: "norm", .. }));
        let error = refused(BfgsOptions { hess_inv0: Some(Array2::eye(3)), ..default() });
        assert!(matches!(error, Error::Shape { name: "hess_inv0", .. }));
        let error = refused(BfgsOptions { hess_inv0: Some(-Array2::<f64>::eye(2)), ..default() });
        assert!(matches!(error, Error::NotPositiveDefinite { name: "hess_inv0", .. }));
        let skew = array![[1.0, 0.5], [0.0, 1.0]];
        let error = refused(BfgsOptions { hess_inv0: Some(skew), ..default() });
        assert!(matches!(error, Error::Values { name: "hess_inv0", .. }));
    }

    #[test]
    fn norms_and_short_steps_end_it_as_asked() {
        let x0 = array![-1.2, 1.0];
        let ends =
            |options| Minimizer::new(rosen).gradient(rosen_der).run(&x0, &with(options)).unwrap();
        let coarse = ends(BfgsOptions { norm: 1.0, gtol: 1e-2, ..Default::default() });
        let fine = ends(BfgsOptions::default());
        assert!(coarse.success() && coarse.nit < fine.nit);
        let short = ends(BfgsOptions { xrtol: 1e-2, ..Default::default() });
        assert_eq!(short.status, Status::SmallStep);
        let few = ends(BfgsOptions { maxiter: Some(3), ..Default::default() });
        assert_eq!((few.status, few.nit), (Status::IterationLimit, 3));
    }
}
