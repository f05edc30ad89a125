//! Local minima of functions of several variables.
//!
//! Counterpart of `scipy.optimize.minimize`.

use std::ops::ControlFlow;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_finite, check_positive};

use super::bounds::Bounds;
use super::constraint::Constraint;
use super::method::Method;
use super::problem::{Functions, Problem, Progress};
use super::result::OptimizeResult;
use crate::differences::Differences;

/// What a minimization may be told; the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{Bounds, MinimizeOptions, minimize};
/// let bounds = Some(Bounds::uniform(2, 0.0, 1.0)?);
/// let options = MinimizeOptions { bounds, ..Default::default() };
/// let f = |x: &ArrayRef1<f64>| (x[0] - 3.0).powi(2) + (x[1] + 1.0).powi(2);
/// assert_eq!(minimize(f, &array![0.5, 0.5], &options)?.x, array![1.0, 0.0]);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MinimizeOptions {
    /// The method; by default BFGS, with bounds L-BFGS-B, with constraints SLSQP.
    pub method: Option<Method>,
    /// The box in which to look.
    pub bounds: Option<Bounds>,
    /// Takes the place of all tolerances of the method.
    pub tol: Option<f64>,
    /// How gradients are computed that are not given; by default from two points, `2⁻²⁶` apart, with
    /// L-BFGS-B `1e-8`.
    pub differences: Option<Differences>,
}

/// A local minimum of `fun`, looked for from `x0` on.
///
/// [`Minimizer`] takes derivatives, constraints and a callback, too.
///
/// # Shapes
///
/// `x0`: `[n]`, as is the argument of `fun`.
///
/// # Errors
///
/// As [`Minimizer::run`].
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{MinimizeOptions, minimize};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
/// let result = minimize(f, &array![0.0], &MinimizeOptions::default())?;
/// assert!(result.success() && (result.x[0] + 1.30644).abs() < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn minimize<F>(fun: F, x0: &ArrayRef1<f64>, options: &MinimizeOptions) -> Result<OptimizeResult>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    Minimizer::new(fun).run(x0, options)
}

/// A function to minimize and what is known of it.
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use ndarray::array;
/// use onkai_optimize::{MinimizeOptions, Minimizer, rosen, rosen_der, rosen_hess};
/// let options = MinimizeOptions { method: Some("trust-exact".parse()?), ..Default::default() };
/// let mut path = vec![];
/// let result = Minimizer::new(rosen)
///     .gradient(rosen_der)
///     .hessian(rosen_hess)
///     .callback(|progress| {
///         path.push(progress.x.to_owned());
///         ControlFlow::Continue(())
///     })
///     .run(&array![-1.2, 1.0], &options)?;
/// assert!((result.x - array![1.0, 1.0]).iter().all(|e| e.abs() < 1e-5));
/// assert_eq!(path.len(), result.nit);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct Minimizer<'a> {
    functions: Functions<'a>,
    constraints: Vec<Constraint<'a>>,
}

impl<'a> Minimizer<'a> {
    /// The function to minimize.
    pub fn new(fun: impl FnMut(&ArrayRef1<f64>) -> f64 + 'a) -> Self {
        let functions = Functions {
            objective: Box::new(fun),
            gradient: None,
            hessian: None,
            product: None,
            callback: None,
        };
        Self { functions, constraints: Vec::new() }
    }

    /// Its gradient, `[n]`.
    #[must_use]
    pub fn gradient(mut self, g: impl FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a) -> Self {
        self.functions.gradient = Some(Box::new(g));
        self
    }

    /// Its matrix of second derivatives, `[n, n]`.
    #[must_use]
    pub fn hessian(mut self, h: impl FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a) -> Self {
        self.functions.hessian = Some(Box::new(h));
        self
    }

    /// The product of that matrix at the first argument with the second, `[n]`.
    #[must_use]
    pub fn hessian_product(
        mut self,
        product: impl FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a,
    ) -> Self {
        self.functions.product = Some(Box::new(product));
        self
    }

    /// One more constraint.
    #[must_use]
    pub fn constraint(mut self, constraint: Constraint<'a>) -> Self {
        self.constraints.push(constraint);
        self
    }

    /// What is told of every iteration and may stop: the result is then the best point seen.
    #[must_use]
    pub fn callback(mut self, callback: impl FnMut(&Progress<'_>) -> ControlFlow<()> + 'a) -> Self {
        self.functions.callback = Some(Box::new(callback));
        self
    }

    /// Looks for a local minimum from `x0` on.
    ///
    /// A start outside the bounds is moved to the nearest point within.
    ///
    /// # Shapes
    ///
    /// `x0`: `[n]`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] if `x0` is empty, [`Error::NotFinite`] if it is not finite; what
    /// [`Bounds::new`] refuses; [`Error::Values`] for bounds or constraints that the method does not
    /// take, or second derivatives that it needs and has not; [`Error::Parameter`] for an option out
    /// of range; [`Error::Shape`] for a gradient or Hessian of another size.
    ///
    /// A function whose value is NaN is no error: the result's status tells.
    ///
    /// # Differences from SciPy
    ///
    /// Bounds and constraints that the method cannot take are refused, where SciPy warns and goes on
    /// without them. A method that does not converge returns the best point it has seen, not its last.
    /// A start outside the bounds is moved inside for Powell's method, too. Steps to where a function is
    /// NaN are shortened. BFGS and CG that converge with their last admissible iteration have converged.
    /// L-BFGS-B does not stop for a small reduction where the projected gradient promises far more, but
    /// begins anew there. The trust region's model is minimized exactly by eigenvalues in `trust-exact`, not up to a tenth of
    /// the radius. For `nit`, Nelder and Mead's first simplex is no iteration. `tol` takes the place of
    /// tolerances that the method's options state, where SciPy leaves those.
    pub fn run(self, x0: &ArrayRef1<f64>, options: &MinimizeOptions) -> Result<OptimizeResult> {
        if x0.is_empty() {
            return Err(Error::TooShort { name: "x0", expected: 1, actual: 0 });
        }
        check_finite("x0", x0)?;
        let has_constraints = !self.constraints.is_empty();
        let method = match &options.method {
            Some(method) => method.clone(),
            None => Method::automatic(options.bounds.is_some(), has_constraints),
        };
        let method = match options.tol {
            Some(tol) => {
                check_positive("tol", tol)?;
                method.with_tolerance(tol)
            }
            None => method,
        };
        if has_constraints && !method.takes_constraints() {
            let requirement = "be left out: this method takes none";
            return Err(Error::Values { name: "constraints", requirement });
        }
        let mut x0 = x0.to_owned();
        if let Some(bounds) = &options.bounds {
            bounds.check(x0.len())?;
            if !method.takes_bounds() {
                let requirement = "be left out: this method takes none";
                return Err(Error::Values { name: "bounds", requirement });
            }
            bounds.clip(&mut x0);
        }
        let mut problem = Problem::new(self.functions, &x0);
        problem.constraints = self.constraints;
        problem.bounds.clone_from(&options.bounds);
        problem.differences = options.differences.unwrap_or(method.differences());
        problem.differences.check()?;
        dispatch(&method, &mut problem, x0)
    }
}

impl std::fmt::Debug for Minimizer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Minimizer")
            .field("gradient", &self.functions.gradient.is_some())
            .field("hessian", &self.functions.hessian.is_some())
            .field("hessian_product", &self.functions.product.is_some())
            .field("constraints", &self.constraints)
            .finish_non_exhaustive()
    }
}

/// Every method is a function of its problem, its start within the bounds, and its options.
fn dispatch(method: &Method, problem: &mut Problem<'_>, x0: Array1<f64>) -> Result<OptimizeResult> {
    match method {
        Method::Bfgs(options) => super::bfgs::bfgs(problem, x0, options),
        Method::Cg(options) => super::cg::cg(problem, x0, options),
        Method::LBfgsB(options) => super::lbfgsb::lbfgsb(problem, x0, options),
        Method::NelderMead(options) => super::nelder_mead::nelder_mead(problem, &x0, options),
        Method::NewtonCg(options) => super::newton_cg::newton_cg(problem, x0, options),
        Method::Powell(options) => super::powell::powell(problem, x0, options),
        Method::Dogleg(options) => super::trust_region::dogleg(problem, x0, options),
        Method::TrustNcg(options) => super::trust_region::trust_ncg(problem, x0, options),
        Method::TrustExact(options) => super::trust_region::trust_exact(problem, x0, options),
        Method::Slsqp(options) => super::slsqp::slsqp(problem, x0, options),
        Method::Cobyla(options) => super::cobyla::cobyla(problem, &x0, options),
    }
}
