//! The iteration of trust-region methods.
//!
//! Counterpart of `scipy.optimize.minimize` with the methods `dogleg`, `trust-ncg` and `trust-exact`.

use ndarray::Array1;
use onkai_core::{Error, Result, check_positive};

use super::model::{Model, Step, Walls};
use super::{dogleg as legs, exact, steihaug};
use crate::minimize::{End, OptimizeResult, Problem, Status};

/// Options of the trust-region methods; the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Method, MinimizeOptions, Minimizer, TrustRegionOptions, rosen, rosen_der, rosen_hess};
/// let method = Some(Method::TrustExact(TrustRegionOptions { gtol: 1e-8, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = Minimizer::new(rosen)
///     .gradient(rosen_der)
///     .hessian(rosen_hess)
///     .run(&array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrustRegionOptions {
    /// The first radius.
    pub initial_trust_radius: f64,
    /// The greatest radius.
    pub max_trust_radius: f64,
    /// A step is taken if it gains more than this fraction, below 1/4, of what the model promises.
    pub eta: f64,
    /// Converged once the gradient's Euclidean norm is below this.
    pub gtol: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
}

impl Default for TrustRegionOptions {
    fn default() -> Self {
        Self {
            initial_trust_radius: 1.0,
            max_trust_radius: 1000.0,
            eta: 0.15,
            gtol: 1e-4,
            maxiter: None,
        }
    }
}

impl TrustRegionOptions {
    fn check(&self) -> Result<()> {
        check_positive("max_trust_radius", self.max_trust_radius)?;
        check_positive("initial_trust_radius", self.initial_trust_radius)?;
        if self.initial_trust_radius >= self.max_trust_radius {
            let requirement = "less than `max_trust_radius`";
            return Err(Error::parameter(
                "initial_trust_radius",
                self.initial_trust_radius,
                requirement,
            ));
        }
        if !(0.0..0.25).contains(&self.eta) {
            return Err(Error::parameter("eta", self.eta, "at least 0 and less than 1/4"));
        }
        Ok(())
    }
}

/// A way to minimize the model within a radius; none where the Hessian does not suit it.
type Solver = fn(&mut Model, &mut Problem<'_>, f64) -> Result<Option<Step>>;

/// A path of two legs: down the gradient to the minimum there, then towards Newton's point.
pub(crate) fn dogleg(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &TrustRegionOptions,
) -> Result<OptimizeResult> {
    need_hessian(problem.has_hessian())?;
    iterate(problem, x0, options, legs::solve)
}

/// Conjugate gradients up to the ball's wall.
pub(crate) fn trust_ncg(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &TrustRegionOptions,
) -> Result<OptimizeResult> {
    need_hessian(problem.has_hessian() || problem.has_product())?;
    iterate(problem, x0, options, steihaug::solve)
}

/// The model's minimum in the ball.
pub(crate) fn trust_exact(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &TrustRegionOptions,
) -> Result<OptimizeResult> {
    need_hessian(problem.has_hessian())?;
    iterate(problem, x0, options, exact::solve)
}

fn need_hessian(is_there: bool) -> Result<()> {
    if is_there {
        return Ok(());
    }
    Err(Error::Values { name: "hessian", requirement: "be given for this method" })
}

/// Takes the steps that gain what the model promises, and fits the radius to how well it does.
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., algorithm 4.1.
fn iterate(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &TrustRegionOptions,
    solve: Solver,
) -> Result<OptimizeResult> {
    options.check()?;
    let maxiter = options.maxiter.unwrap_or(200 * x0.len());
    let fun = problem.value(&x0);
    let mut model = Model::new(problem, x0, fun)?;
    let mut radius = options.initial_trust_radius;
    let mut nit = 0;
    let status = loop {
        if !model.is_finite() {
            break Status::NotFinite;
        }
        if model.gradient_norm < options.gtol {
            break Status::SmallGradient;
        }
        if nit >= maxiter {
            break Status::IterationLimit;
        }
        let Some(step) = solve(&mut model, problem, radius)? else {
            break Status::IndefiniteHessian;
        };
        let promised = -model.change(problem, &step.p)?;
        if promised.is_nan() || promised <= 0.0 {
            break Status::PrecisionLoss;
        }
        let x = &model.x + &step.p;
        let fun = problem.value(&x);
        let ratio = (model.fun - fun) / promised;
        // What cannot be evaluated is no gain.
        if ratio.is_nan() || ratio < 0.25 {
            radius *= 0.25;
        } else if ratio > 0.75 && step.walls == Walls::Hit {
            radius = (2.0 * radius).min(options.max_trust_radius);
        }
        if ratio > options.eta {
            model = Model::new(problem, x, fun)?;
        }
        nit += 1;
        if problem.report(&model.x, model.fun, nit).is_break() {
            break Status::Stopped;
        }
    };
    let end = End { x: model.x, fun: model.fun, jac: Some(model.gradient), nit, status };
    Ok(OptimizeResult { hess: model.hessian, ..problem.best_result(end)? })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{
        Method, MinimizeOptions, Minimizer, rosen, rosen_der, rosen_hess, rosen_hess_prod,
    };

    fn with(method: Method) -> MinimizeOptions {
        MinimizeOptions { method: Some(method), ..Default::default() }
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let default = TrustRegionOptions::default();
        let refused = |options| {
            let minimizer = Minimizer::new(rosen).hessian(rosen_hess);
            let options = with(Method::TrustExact(options));
            minimizer.run(&array![0.0, 0.0], &options).unwrap_err()
        };
        let error = refused(TrustRegionOptions { eta: 0.25, ..default });
        assert!(matches!(error, Error::Parameter { name: "eta", .. }));
        let error = refused(TrustRegionOptions { initial_trust_radius: 1e3, ..default });
        assert!(matches!(error, Error::Parameter { name: "initial_trust_radius", .. }));
        let error = refused(TrustRegionOptions { max_trust_radius: 0.0, ..default });
        assert!(matches!(error, Error::Parameter { name: "max_trust_radius", .. }));
    }

    #[test]
    fn second_derivatives_must_be_there_in_the_form_that_is_used() {
        for name in ["dogleg", "trust-ncg", "trust-exact"] {
            let run = |minimizer: Minimizer<'_>| {
                minimizer.run(&array![-1.2, 1.0], &with(name.parse().unwrap()))
            };
            let error = run(Minimizer::new(rosen).gradient(rosen_der)).unwrap_err();
            assert!(matches!(error, Error::Values { name: "hessian", .. }));
            let products =
                run(Minimizer::new(rosen).gradient(rosen_der).hessian_product(rosen_hess_prod));
            assert_eq!(products.is_ok(), name == "trust-ncg");
            let matrix = run(Minimizer::new(rosen).gradient(rosen_der).hessian(rosen_hess));
            let result = matrix.unwrap();
            assert!(result.success() && result.fun < 1e-6, "{name}: {result:?}");
            assert!(result.hess.is_some_and(|hess| hess.dim() == (2, 2)));
        }
    }

    #[test]
    fn a_saddle_stops_the_dogleg_only() {
        let minimizer = || {
            Minimizer::new(|x| x[0] * x[0] - x[1] * x[1] + x[1].powi(4))
                .gradient(|x| array![2.0 * x[0], -2.0 * x[1] + 4.0 * x[1].powi(3)])
                .hessian(|x| array![[2.0, 0.0], [0.0, -2.0 + 12.0 * x[1] * x[1]]])
        };
        let run =
            |name: &str| minimizer().run(&array![1.0, 0.0], &with(name.parse().unwrap())).unwrap();
        assert_eq!(run("dogleg").status, Status::IndefiniteHessian);
        // The exact step leaves the ridge although the gradient does not point away from it.
        let exact = run("trust-exact");
        assert!(exact.success() && (exact.fun + 0.25).abs() < 1e-6, "{exact:?}");
    }
}
