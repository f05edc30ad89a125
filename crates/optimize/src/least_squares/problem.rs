//! Nonlinear least squares with bounds and robust losses.
//!
//! Counterpart of `scipy.optimize.least_squares`.

use std::fmt;
use std::str::FromStr;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_finite, check_positive};

use super::dogbox::dogbox;
use super::loss::Loss;
use super::marquardt::{LmEnd, LmSettings, levenberg_marquardt};
use super::reflective::trf;
use crate::differences::{DifferenceStep, Differences, Scheme, check_len};
use crate::minimize::Bounds;
use crate::vector_function::{MatrixClosure, Steps, VectorClosure, VectorFunction};
use crate::vectors::{max_norm, norm};

/// A method of least squares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeastSquaresMethod {
    /// Trust region with reflections at bounds; robust, for any problem.
    #[default]
    Trf,
    /// Dogleg in a rectangular region; for small problems with bounds.
    Dogbox,
    /// Levenberg and Marquardt (MINPACK); without bounds and losses, often the fastest.
    Lm,
}

impl FromStr for LeastSquaresMethod {
    type Err = Error;

    /// Reads SciPy's names.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "trf" => Ok(Self::Trf),
            "dogbox" => Ok(Self::Dogbox),
            "lm" => Ok(Self::Lm),
            _ => Err(Error::UnknownName {
                name: "method",
                value: name.to_owned(),
                known: "trf, dogbox, lm",
            }),
        }
    }
}

/// The characteristic magnitude of each variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum XScale {
    /// 1 for trf and dogbox, as [`XScale::Jacobian`] for lm.
    #[default]
    Automatic,
    /// The reciprocal norms of the Jacobian's columns, anew in each iteration.
    Jacobian,
    /// These positive numbers, `[n]`.
    Each(Array1<f64>),
}

/// What least squares may be told; the defaults are those of SciPy.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{Bounds, LeastSquaresOptions, Loss};
/// let bounds = Some(Bounds::uniform(2, 0.0, 1.0)?);
/// let options = LeastSquaresOptions { bounds, loss: Loss::Huber, ..Default::default() };
/// assert_eq!(options.ftol, 1e-8);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LeastSquaresOptions {
    /// The method.
    pub method: LeastSquaresMethod,
    /// The box in which to look (trf, dogbox).
    pub bounds: Option<Bounds>,
    /// Ends where the cost changes relatively by less; default 1e-8, 0 for never.
    pub ftol: f64,
    /// Ends where the variables change relatively by less; default 1e-8, 0 for never.
    pub xtol: f64,
    /// Ends where the gradient (lm: its cosine with the residuals) is less; default 1e-8, 0 for never.
    pub gtol: f64,
    /// The magnitude of each variable.
    pub x_scale: XScale,
    /// What is summed up (trf, dogbox).
    pub loss: Loss,
    /// The residual from which on the loss takes effect; default 1.
    pub f_scale: f64,
    /// At most so many evaluations, those for differences aside; default `100 n`.
    pub max_nfev: Option<usize>,
    /// How the Jacobian matrix is computed if not given; default two points, automatic step.
    pub differences: Differences,
}

impl Default for LeastSquaresOptions {
    fn default() -> Self {
        Self {
            method: LeastSquaresMethod::Trf,
            bounds: None,
            ftol: 1e-8,
            xtol: 1e-8,
            gtol: 1e-8,
            x_scale: XScale::Automatic,
            loss: Loss::Linear,
            f_scale: 1.0,
            max_nfev: None,
            differences: Differences { scheme: Scheme::TwoPoint, step: DifferenceStep::Automatic },
        }
    }
}

/// Why least squares ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeastSquaresStatus {
    /// The gradient is within `gtol`.
    SmallGradient,
    /// The change of the cost is within `ftol`.
    SmallReduction,
    /// The change of the variables is within `xtol`.
    SmallStep,
    /// Both.
    SmallReductionAndStep,
    /// The number of evaluations was used up.
    EvaluationLimit,
    /// lm: rounding does not allow more, though no tolerance is met.
    ToleranceTooSmall,
    /// The Jacobian matrix is not finite.
    NotFinite,
}

impl LeastSquaresStatus {
    /// Whether this is what one hopes for.
    pub fn is_success(self) -> bool {
        matches!(
            self,
            Self::SmallGradient
                | Self::SmallReduction
                | Self::SmallStep
                | Self::SmallReductionAndStep
        )
    }
}

impl fmt::Display for LeastSquaresStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SmallGradient => "converged: `gtol` is satisfied",
            Self::SmallReduction => "converged: `ftol` is satisfied",
            Self::SmallStep => "converged: `xtol` is satisfied",
            Self::SmallReductionAndStep => "converged: `ftol` and `xtol` are satisfied",
            Self::EvaluationLimit => "the maximum number of function evaluations has been reached",
            Self::ToleranceTooSmall => "the tolerances are too small, no improvement is possible",
            Self::NotFinite => "the Jacobian matrix is not finite",
        })
    }
}

/// A least-squares solution and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquaresResult {
    /// The solution, `[n]`.
    pub x: Array1<f64>,
    /// Half the sum of the losses there.
    pub cost: f64,
    /// The residuals there, `[m]`.
    pub fun: Array1<f64>,
    /// The Jacobian matrix there, `[m, n]`, reweighed by the loss: `jacᵀ jac` approximates the
    /// cost's second derivatives.
    pub jac: Array2<f64>,
    /// The gradient of the cost there, `[n]`.
    pub grad: Array1<f64>,
    /// The largest element of the gradient, scaled by the distance from bounds (trf) or among the
    /// free variables (dogbox).
    pub optimality: f64,
    /// Which bounds hold the variables: −1 the lower, 1 the upper, 0 none.
    pub active_mask: Array1<i8>,
    /// Evaluations, those for differences aside.
    pub nfev: usize,
    /// Jacobian matrices.
    pub njev: usize,
    /// Iterations.
    pub nit: usize,
    /// Why it ended.
    pub status: LeastSquaresStatus,
}

impl LeastSquaresResult {
    /// Whether a tolerance is satisfied.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why it ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }
}

/// The `x` that minimizes `½ Σ ρ(fᵢ(x)²)`, looked for from `x0` on.
///
/// [`LeastSquares`] takes a Jacobian matrix, too.
///
/// # Shapes
///
/// `x0`: `[n]`; `fun` gives `[m]`, the residuals.
///
/// # Errors
///
/// As [`LeastSquares::run`].
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{LeastSquaresOptions, least_squares};
/// let rosenbrock = |x: &ArrayRef1<f64>| array![10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]];
/// let result = least_squares(rosenbrock, &array![2.0, 2.0], &LeastSquaresOptions::default())?;
/// assert!(result.success() && (result.x - array![1.0, 1.0]).iter().all(|e| e.abs() < 1e-8));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn least_squares<F>(
    fun: F,
    x0: &ArrayRef1<f64>,
    options: &LeastSquaresOptions,
) -> Result<LeastSquaresResult>
where
    F: FnMut(&ArrayRef1<f64>) -> Array1<f64>,
{
    LeastSquares::new(fun).run(x0, options)
}

/// Residuals and, if known, their Jacobian matrix.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{LeastSquares, LeastSquaresOptions};
/// let residuals = |x: &ArrayRef1<f64>| array![10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]];
/// let jacobian = |x: &ArrayRef1<f64>| array![[-20.0 * x[0], 10.0], [-1.0, 0.0]];
/// let problem = LeastSquares::new(residuals).jacobian(jacobian);
/// assert!(problem.run(&array![2.0, 2.0], &LeastSquaresOptions::default())?.cost < 1e-20);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct LeastSquares<'a> {
    fun: VectorClosure<'a>,
    jacobian: Option<MatrixClosure<'a>>,
}

impl fmt::Debug for LeastSquares<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.jacobian.is_some();
        f.debug_struct("LeastSquares").field("jacobian", &known).finish_non_exhaustive()
    }
}

impl<'a> LeastSquares<'a> {
    /// The residuals.
    pub fn new<F: FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>(fun: F) -> Self {
        Self { fun: Box::new(fun), jacobian: None }
    }

    /// Their Jacobian matrix, `∂fᵢ/∂xⱼ` in row `i`, column `j`.
    #[must_use]
    pub fn jacobian<J: FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>(mut self, jacobian: J) -> Self {
        self.jacobian = Some(Box::new(jacobian));
        self
    }

    /// Looks for a minimum from `x0` on.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] if `x0` is empty or lm has fewer residuals than variables,
    /// [`Error::NotFinite`] if `x0` or the residuals there are not finite, [`Error::Shape`] if shapes
    /// do not fit, [`Error::Values`] if `x0` is not within bounds, bounds leave no room, lm is given
    /// bounds or a loss, or all tolerances are below rounding, [`Error::Parameter`] for an option out
    /// of range.
    pub fn run(
        self,
        x0: &ArrayRef1<f64>,
        options: &LeastSquaresOptions,
    ) -> Result<LeastSquaresResult> {
        options.check(x0)?;
        let n = x0.len();
        let everywhere = || Bounds {
            lower: Array1::from_elem(n, f64::NEG_INFINITY),
            upper: Array1::from_elem(n, f64::INFINITY),
        };
        let bounds = options.bounds.clone().unwrap_or_else(everywhere);
        let steps = Steps::Differences(options.differences, options.bounds.clone());
        let mut function = VectorFunction::new(self.fun, self.jacobian, steps);
        let max_nfev = options.max_nfev.unwrap_or(100 * n);
        if options.method == LeastSquaresMethod::Lm {
            return marquardt(&mut function, x0, options, max_nfev);
        }
        let mut task = Task { function: &mut function, options, bounds, max_nfev };
        match options.method {
            LeastSquaresMethod::Dogbox => dogbox(&mut task, x0),
            _ => trf(&mut task, x0),
        }
    }
}

impl LeastSquaresOptions {
    fn check(&self, x0: &ArrayRef1<f64>) -> Result<()> {
        if x0.is_empty() {
            return Err(Error::TooShort { name: "x0", expected: 1, actual: 0 });
        }
        check_finite("x0", x0)?;
        self.differences.check()?;
        check_positive("f_scale", self.f_scale)?;
        let tolerances = [("ftol", self.ftol), ("xtol", self.xtol), ("gtol", self.gtol)];
        for (name, tol) in tolerances {
            if tol.is_nan() || tol < 0.0 {
                return Err(Error::parameter(name, tol, "0 or more"));
            }
        }
        let is_lm = self.method == LeastSquaresMethod::Lm;
        let n_small = tolerances.iter().filter(|(_, tol)| *tol < f64::EPSILON).count();
        if n_small == 3 || is_lm && n_small > 0 {
            let requirement = if is_lm {
                "all be at least the machine epsilon for lm"
            } else {
                "not all be below the machine epsilon"
            };
            return Err(Error::Values { name: "ftol, xtol, gtol", requirement });
        }
        if self.max_nfev == Some(0) {
            return Err(Error::parameter("max_nfev", 0.0, "at least 1"));
        }
        if let XScale::Each(scale) = &self.x_scale {
            check_len("x_scale", scale, x0.len())?;
            check_finite("x_scale", scale)?;
            if scale.iter().any(|&s| s <= 0.0) {
                return Err(Error::Values { name: "x_scale", requirement: "be positive" });
            }
        }
        if is_lm && !matches!(self.loss, Loss::Linear) {
            return Err(Error::Values { name: "loss", requirement: "be linear for lm" });
        }
        let Some(bounds) = &self.bounds else { return Ok(()) };
        bounds.check(x0.len())?;
        let limits = || bounds.lower.iter().zip(&bounds.upper);
        if is_lm && limits().any(|(lower, upper)| lower.is_finite() || upper.is_finite()) {
            return Err(Error::Values { name: "bounds", requirement: "be infinite for lm" });
        }
        if limits().any(|(lower, upper)| lower >= upper) {
            let requirement = "be strictly less than `bounds.upper`";
            return Err(Error::Values { name: "bounds.lower", requirement });
        }
        if !bounds.contains(x0) {
            return Err(Error::Values { name: "x0", requirement: "lie within `bounds`" });
        }
        Ok(())
    }
}

/// What the methods work on.
pub(super) struct Task<'t, 'f> {
    pub(super) function: &'t mut VectorFunction<'f>,
    pub(super) options: &'t LeastSquaresOptions,
    pub(super) bounds: Bounds,
    max_nfev: usize,
}

/// The point where a method is.
pub(super) struct Current {
    pub(super) x: Array1<f64>,
    fx: Array1<f64>,
    pub(super) cost: f64,
    /// Residuals and Jacobian matrix as the loss reweighs them.
    pub(super) weighted: Array1<f64>,
    pub(super) jacobian: Array2<f64>,
    pub(super) gradient: Array1<f64>,
    /// The magnitudes of the variables.
    pub(super) scale: Array1<f64>,
}

impl Current {
    pub(super) fn is_finite(&self) -> bool {
        self.jacobian.iter().all(|j| j.is_finite())
    }
}

impl Task<'_, '_> {
    pub(super) fn cost(&self, fx: &ArrayRef1<f64>) -> f64 {
        self.options.loss.cost(fx, self.options.f_scale)
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.function.n_values >= self.max_nfev
    }

    pub(super) fn start(&mut self, x: Array1<f64>) -> Result<Current> {
        let fx = self.function.first_value(&x)?;
        let jacobian = Array2::zeros((fx.len(), x.len()));
        let (gradient, scale) = (Array1::zeros(x.len()), Array1::from_elem(x.len(), f64::INFINITY));
        let (weighted, cost) = (fx.clone(), 0.0);
        let mut at =
            Current { x: x.clone(), fx: fx.clone(), cost, weighted, jacobian, gradient, scale };
        self.advance(&mut at, x, fx)?;
        Ok(at)
    }

    /// Makes `x` the point where the method is.
    pub(super) fn advance(
        &mut self,
        at: &mut Current,
        x: Array1<f64>,
        fx: Array1<f64>,
    ) -> Result<()> {
        at.jacobian = self.function.jacobian(&x, &fx)?;
        at.cost = self.cost(&fx);
        at.weighted.clone_from(&fx);
        self.options.loss.reweigh(&mut at.weighted, &mut at.jacobian, self.options.f_scale);
        at.gradient = at.jacobian.t().dot(&at.weighted);
        (at.x, at.fx) = (x, fx);
        match &self.options.x_scale {
            XScale::Automatic => at.scale.fill(1.0),
            XScale::Each(scale) => at.scale.assign(scale),
            XScale::Jacobian => {
                for (scale, column) in at.scale.iter_mut().zip(at.jacobian.columns()) {
                    let length = norm(&column);
                    // The first time there is no scale to keep below; a column of zeros says nothing.
                    let length = if length == 0.0 && scale.is_infinite() { 1.0 } else { length };
                    *scale = scale.min(length.recip());
                }
            }
        }
        Ok(())
    }

    pub(super) fn result(
        &self,
        at: Current,
        active_mask: Array1<i8>,
        (optimality, nit, status): (f64, usize, Option<LeastSquaresStatus>),
    ) -> LeastSquaresResult {
        LeastSquaresResult {
            x: at.x,
            cost: at.cost,
            fun: at.fx,
            jac: at.jacobian,
            grad: at.gradient,
            optimality,
            active_mask,
            nfev: self.function.n_values,
            njev: self.function.n_jacobians,
            nit,
            status: status.unwrap_or(LeastSquaresStatus::EvaluationLimit),
        }
    }
}

fn marquardt(
    function: &mut VectorFunction<'_>,
    x0: &ArrayRef1<f64>,
    options: &LeastSquaresOptions,
    maxfev: usize,
) -> Result<LeastSquaresResult> {
    let fx = function.first_value(x0)?;
    let diag = match &options.x_scale {
        XScale::Each(scale) => Some(scale.mapv(f64::recip)),
        XScale::Automatic | XScale::Jacobian => None,
    };
    let LeastSquaresOptions { ftol, xtol, gtol, .. } = *options;
    let settings =
        LmSettings { ftol, xtol, gtol, maxfev, count_differences: false, factor: 100.0, diag };
    let fit = levenberg_marquardt(function, (x0.to_owned(), fx), &settings)?;
    let (nfev, njev) = (function.n_values, function.n_jacobians);
    let jac = function.jacobian(&fit.x, &fit.fx)?;
    let grad = jac.t().dot(&fit.fx);
    Ok(LeastSquaresResult {
        cost: 0.5 * fit.fx.dot(&fit.fx),
        optimality: max_norm(&grad),
        active_mask: Array1::zeros(x0.len()),
        x: fit.x,
        fun: fit.fx,
        jac,
        grad,
        nfev,
        njev,
        nit: fit.n_iter,
        status: match fit.end {
            LmEnd::SmallReduction => LeastSquaresStatus::SmallReduction,
            LmEnd::SmallStep => LeastSquaresStatus::SmallStep,
            LmEnd::Both => LeastSquaresStatus::SmallReductionAndStep,
            LmEnd::Orthogonal => LeastSquaresStatus::SmallGradient,
            LmEnd::EvaluationLimit => LeastSquaresStatus::EvaluationLimit,
            LmEnd::ToleranceTooSmall => LeastSquaresStatus::ToleranceTooSmall,
            LmEnd::NotFinite => LeastSquaresStatus::NotFinite,
        },
    })
}
