//! What a minimization gives.
//!
//! Counterpart of `scipy.optimize.OptimizeResult`.

use std::fmt;

use ndarray::{Array1, Array2};

use super::lbfgsb::LowRankInverse;

/// Why a minimization ended.
///
/// # Examples
///
/// ```
/// use onkai_optimize::Status;
/// assert!(Status::SmallGradient.is_success() && !Status::IterationLimit.is_success());
/// assert_eq!(Status::Stopped.to_string(), "stopped by the callback");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// The method's test of convergence holds.
    Converged,
    /// The (projected) gradient is as small as was asked.
    SmallGradient,
    /// The last step hardly lowered the value.
    SmallReduction,
    /// The last step was as short as was asked.
    SmallStep,
    /// `maxiter` steps are done.
    IterationLimit,
    /// `maxfun` evaluations are done.
    EvaluationLimit,
    /// Rounding hides what is left to gain: no step lowers the value, yet the gradient is not small.
    PrecisionLoss,
    /// A value or a gradient is NaN (or infinite, where no step leads away from it).
    NotFinite,
    /// The search along a line found no admissible step.
    LineSearchFailed,
    /// No three points were found with a minimum between them.
    NoBracket,
    /// The matrix of second derivatives is not positive definite where it must be.
    IndefiniteHessian,
    /// There are more equality constraints than variables.
    TooManyEqualities,
    /// The constraints, made linear, contradict each other.
    Incompatible,
    /// The equality constraints, made linear, are not independent.
    SingularConstraints,
    /// The quadratic problem of a step took too many iterations.
    SubproblemLimit,
    /// The step does not lower the value and the violations together.
    UphillDirection,
    /// The constraints are violated by more than was allowed.
    Violated,
    /// The callback asked to stop.
    Stopped,
}

impl Status {
    /// Whether this is what one hopes for.
    pub fn is_success(self) -> bool {
        matches!(
            self,
            Self::Converged | Self::SmallGradient | Self::SmallReduction | Self::SmallStep
        )
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Converged => "optimization terminated successfully",
            Self::SmallGradient => "converged: the gradient is within its tolerance",
            Self::SmallReduction => "converged: the reduction of the value is within its tolerance",
            Self::SmallStep => "converged: the step is within its tolerance",
            Self::IterationLimit => "the maximum number of iterations has been reached",
            Self::EvaluationLimit => "the maximum number of function evaluations has been reached",
            Self::PrecisionLoss => "the desired error is not reached, as precision is lost",
            Self::NotFinite => "a value or gradient is not finite",
            Self::LineSearchFailed => "the line search found no admissible step",
            Self::NoBracket => "no bracket of a minimum was found",
            Self::IndefiniteHessian => "the Hessian is not positive definite",
            Self::TooManyEqualities => "more equality constraints than independent variables",
            Self::Incompatible => "the constraints are incompatible",
            Self::SingularConstraints => "the equality constraints are not independent",
            Self::SubproblemLimit => "too many iterations in the quadratic problem of a step",
            Self::UphillDirection => "positive directional derivative for the line search",
            Self::Violated => "the constraints are not satisfied within their tolerance",
            Self::Stopped => "stopped by the callback",
        })
    }
}

/// An estimate of the inverse of the matrix of second derivatives.
#[derive(Clone, Debug, PartialEq)]
pub enum InverseHessian {
    /// The matrix, `[n, n]` (BFGS).
    Dense(Array2<f64>),
    /// The last few corrections of a multiple of the identity (L-BFGS-B).
    LowRank(LowRankInverse),
}

impl InverseHessian {
    /// The matrix, `[n, n]`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{ArrayRef1, array};
    /// use onkai_optimize::{MinimizeOptions, minimize};
    /// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 2.0 * x[1] * x[1];
    /// let result = minimize(f, &array![1.0, 1.0], &MinimizeOptions::default())?;
    /// let inverse = result.hess_inv.expect("BFGS gives one").to_dense();
    /// assert!((inverse - array![[0.5, 0.0], [0.0, 0.25]]).iter().all(|e| e.abs() < 0.01));
    /// # Ok::<(), onkai_optimize::Error>(())
    /// ```
    pub fn to_dense(&self) -> Array2<f64> {
        match self {
            Self::Dense(matrix) => matrix.clone(),
            Self::LowRank(inverse) => inverse.to_dense(),
        }
    }
}

/// The simplex with which Nelder and Mead's method ended, best corner first.
#[derive(Clone, Debug, PartialEq)]
pub struct Simplex {
    /// One corner a row, `[n + 1, n]`.
    pub points: Array2<f64>,
    /// Their values, `[n + 1]`.
    pub values: Array1<f64>,
}

/// A minimum, how it was found and how trustworthy it is.
///
/// `x` is the method's last point where it converged, else the best point it has seen.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{MinimizeOptions, Status, minimize, rosen};
/// let result = minimize(rosen, &array![1.1, 1.2], &MinimizeOptions::default())?;
/// assert!(result.success() && result.status == Status::SmallGradient);
/// assert_eq!(result.fun, rosen(&result.x));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OptimizeResult {
    /// The minimizer, `[n]`.
    pub x: Array1<f64>,
    /// The value there.
    pub fun: f64,
    /// The gradient there, `[n]`, if the method uses one.
    pub jac: Option<Array1<f64>>,
    /// The matrix of second derivatives there, `[n, n]`, if the method uses it.
    pub hess: Option<Array2<f64>>,
    /// An estimate of its inverse, if the method makes one.
    pub hess_inv: Option<InverseHessian>,
    /// The last simplex (Nelder-Mead).
    pub simplex: Option<Simplex>,
    /// The last search directions, one a row, `[n, n]` (Powell).
    pub directions: Option<Array2<f64>>,
    /// The constraints' Lagrange multipliers, if the method computes them.
    pub multipliers: Option<Array1<f64>>,
    /// By how much the worst constraint is violated, if there are constraints.
    pub max_violation: Option<f64>,
    /// Evaluations of the objective, those for differences included.
    pub nfev: usize,
    /// Evaluations of the gradient.
    pub njev: usize,
    /// Evaluations of second derivatives: Hessians, or products with them.
    pub nhev: usize,
    /// Iterations.
    pub nit: usize,
    /// Why it ended.
    pub status: Status,
}

impl OptimizeResult {
    /// Whether the method converged.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why it ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }
}
