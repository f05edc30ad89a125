//! Roots of systems of equations.
//!
//! Counterpart of `scipy.optimize.root`.

use std::fmt;
use std::str::FromStr;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_positive};

use super::anderson::{AndersonOptions, anderson};
use super::broyden::{BroydenOptions, broyden1, broyden2};
use super::df_sane::{DfSaneOptions, df_sane};
use super::factors::QrFactors;
use super::hybrid::{HybrOptions, hybrid};
use super::krylov::{KrylovOptions, krylov};
use super::marquardt::{RootLmOptions, marquardt};
use crate::vector_function::{MatrixClosure, Steps, VectorClosure, VectorFunction};

/// A method for systems of equations with its options.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{HybrOptions, RootMethod};
/// let method = RootMethod::Hybr(HybrOptions { xtol: 1e-12, ..Default::default() });
/// assert_ne!(method, "hybr".parse()?);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum RootMethod {
    /// Powell's hybrid of Newton steps and steepest descent (MINPACK).
    Hybr(HybrOptions),
    /// Levenberg and Marquardt's least squares (MINPACK); there may be more equations than variables.
    Lm(RootLmOptions),
    /// Broyden's method, which corrects the Jacobian matrix.
    Broyden1(BroydenOptions),
    /// Broyden's second method, which corrects the inverse.
    Broyden2(BroydenOptions),
    /// Anderson's mixing of the last few steps.
    Anderson(AndersonOptions),
    /// Newton's method, whose systems a Krylov method solves; for many variables.
    Krylov(KrylovOptions),
    /// Spectral residuals without derivatives; for many variables.
    DfSane(DfSaneOptions),
}

impl Default for RootMethod {
    fn default() -> Self {
        Self::Hybr(HybrOptions::default())
    }
}

impl FromStr for RootMethod {
    type Err = Error;

    /// Reads SciPy's names, in any case.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "hybr" => Self::Hybr(HybrOptions::default()),
            "lm" => Self::Lm(RootLmOptions::default()),
            "broyden1" => Self::Broyden1(BroydenOptions::default()),
            "broyden2" => Self::Broyden2(BroydenOptions::default()),
            "anderson" => Self::Anderson(AndersonOptions::default()),
            "krylov" => Self::Krylov(KrylovOptions::default()),
            "df-sane" => Self::DfSane(DfSaneOptions::default()),
            _ => {
                return Err(Error::UnknownName {
                    name: "method",
                    value: name.to_owned(),
                    known: "hybr, lm, broyden1, broyden2, anderson, krylov, df-sane",
                });
            }
        })
    }
}

impl RootMethod {
    /// The method with `tol` for the tolerances that SciPy's `tol` sets.
    fn with_tolerance(mut self, tol: f64) -> Self {
        match &mut self {
            Self::Hybr(options) => options.xtol = tol,
            Self::Lm(options) => options.xtol = tol,
            Self::Broyden1(options) | Self::Broyden2(options) => options.nonlin.set_tolerance(tol),
            Self::Anderson(options) => options.nonlin.set_tolerance(tol),
            Self::Krylov(options) => options.nonlin.set_tolerance(tol),
            Self::DfSane(options) => options.ftol = tol,
        }
        self
    }
}

/// What a search for the root of a system may be told; the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{RootOptions, root};
/// let options = RootOptions { method: "krylov".parse()?, tol: Some(1e-10) };
/// let f = |x: &ArrayRef1<f64>| x.mapv(|x| x.cos() - x);
/// assert!((root(f, &array![0.0, 1.0], &options)?.x[1] - 0.739085133).abs() < 1e-8);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RootOptions {
    /// The method.
    pub method: RootMethod,
    /// Takes the place of the method's tolerance: of `xtol` (hybr, lm), of `ftol` (df-sane); for the
    /// others, of `xtol` alone, so that only the relative length of steps counts.
    pub tol: Option<f64>,
}

/// Why a search for the root of a system ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootStatus {
    /// The solution converged.
    Converged,
    /// lm: the sum of squares changes by less than `ftol`.
    SmallReduction,
    /// lm: the residuals are orthogonal to the Jacobian's columns within `gtol`.
    Orthogonal,
    /// The number of function evaluations was used up.
    EvaluationLimit,
    /// The number of iterations was used up.
    IterationLimit,
    /// A tolerance is below what rounding allows; the solution does not get better.
    ToleranceTooSmall,
    /// hybr: five Jacobian matrices have brought little.
    SlowJacobians,
    /// hybr: ten iterations have brought little.
    SlowIterations,
    /// A value or the Jacobian matrix is not finite, or gives no direction.
    Breakdown,
}

impl RootStatus {
    /// Whether this is what one hopes for.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Converged | Self::SmallReduction | Self::Orthogonal)
    }
}

impl fmt::Display for RootStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Converged => "the solution converged",
            Self::SmallReduction => {
                "converged: the reduction of the sum of squares is within `ftol`"
            }
            Self::Orthogonal => "converged: the residuals are orthogonal to the Jacobian's columns",
            Self::EvaluationLimit => "the maximum number of function evaluations has been reached",
            Self::IterationLimit => "the maximum number of iterations has been reached",
            Self::ToleranceTooSmall => "the tolerance is too small, no improvement is possible",
            Self::SlowJacobians => "no good progress over the last five Jacobian evaluations",
            Self::SlowIterations => "no good progress over the last ten iterations",
            Self::Breakdown => "a value or the Jacobian matrix is not finite or gives no direction",
        })
    }
}

/// A root of a system and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct RootResult {
    /// The root, `[n]`, or the last estimate of it.
    pub x: Array1<f64>,
    /// The values there, `[m]`.
    pub fun: Array1<f64>,
    /// The last Jacobian matrix in factors (hybr: with the corrections since).
    pub factors: Option<QrFactors>,
    /// Evaluations of the function, those for differences included.
    pub nfev: usize,
    /// Evaluations of a given Jacobian matrix.
    pub njev: usize,
    /// Iterations.
    pub nit: usize,
    /// Why the search ended.
    pub status: RootStatus,
}

impl RootResult {
    /// Whether the solution converged.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why the search ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }
}

/// A root of the system `fun(x) = 0`, looked for from `x0` on.
///
/// [`RootFinder`] takes a Jacobian matrix, too.
///
/// # Shapes
///
/// `x0`: `[n]`; `fun` gives `[n]` (method lm: `[m]` with `m ≥ n`).
///
/// # Errors
///
/// As [`RootFinder::run`].
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{RootOptions, root};
/// let f = |x: &ArrayRef1<f64>| array![x[0] + 0.5 * (x[0] - x[1]).powi(3) - 1.0,
///                                     0.5 * (x[1] - x[0]).powi(3) + x[1]];
/// let result = root(f, &array![0.0, 0.0], &RootOptions::default())?;
/// assert!(result.success() && (result.x[0] - 0.8411639).abs() < 1e-7);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn root<F>(fun: F, x0: &ArrayRef1<f64>, options: &RootOptions) -> Result<RootResult>
where
    F: FnMut(&ArrayRef1<f64>) -> Array1<f64>,
{
    RootFinder::new(fun).run(x0, options)
}

/// A system of equations and, if known, its Jacobian matrix.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{RootFinder, RootOptions};
/// let f = |x: &ArrayRef1<f64>| array![10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0]];
/// let jacobian = |x: &ArrayRef1<f64>| array![[-20.0 * x[0], 10.0], [-1.0, 0.0]];
/// let finder = RootFinder::new(f).jacobian(jacobian);
/// let result = finder.run(&array![-1.2, 1.0], &RootOptions::default())?;
/// assert!((result.x - array![1.0, 1.0]).iter().all(|e| e.abs() < 1e-10));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct RootFinder<'a> {
    fun: VectorClosure<'a>,
    jacobian: Option<MatrixClosure<'a>>,
}

impl fmt::Debug for RootFinder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.jacobian.is_some();
        f.debug_struct("RootFinder").field("jacobian", &known).finish_non_exhaustive()
    }
}

impl<'a> RootFinder<'a> {
    /// The system `fun(x) = 0`.
    pub fn new<F: FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>(fun: F) -> Self {
        Self { fun: Box::new(fun), jacobian: None }
    }

    /// Its Jacobian matrix, `∂fᵢ/∂xⱼ` in row `i`, column `j`; used by the methods hybr and lm.
    #[must_use]
    pub fn jacobian<J: FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>(mut self, jacobian: J) -> Self {
        self.jacobian = Some(Box::new(jacobian));
        self
    }

    /// Looks for a root from `x0` on.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] if `x0` is empty, [`Error::NotFinite`] if it or the values there are not
    /// finite, [`Error::Shape`] if the function or its Jacobian matrix has another shape than the
    /// method needs, [`Error::Parameter`] for an option out of range.
    pub fn run(self, x0: &ArrayRef1<f64>, options: &RootOptions) -> Result<RootResult> {
        let mut method = options.method.clone();
        if let Some(tol) = options.tol {
            check_positive("tol", tol)?;
            method = method.with_tolerance(tol);
        }
        let steps = match &method {
            RootMethod::Hybr(options) => Steps::Forward { eps: options.eps, band: options.band },
            RootMethod::Lm(options) => Steps::Forward { eps: options.eps, band: None },
            _ => Steps::Forward { eps: 0.0, band: None },
        };
        let mut system = VectorFunction::new(self.fun, self.jacobian, steps);
        let fx = system.first_value(x0)?;
        if !matches!(method, RootMethod::Lm(_)) && fx.len() != x0.len() {
            let (expected, actual) = (vec![x0.len()], vec![fx.len()]);
            return Err(Error::Shape { name: "fun(x0)", expected, actual });
        }
        let start = Start { x: x0.to_owned(), fx };
        match method {
            RootMethod::Hybr(options) => hybrid(&mut system, start, &options),
            RootMethod::Lm(options) => marquardt(&mut system, start, &options),
            RootMethod::Broyden1(options) => broyden1(&mut system, start, &options),
            RootMethod::Broyden2(options) => broyden2(&mut system, start, &options),
            RootMethod::Anderson(options) => anderson(&mut system, start, &options),
            RootMethod::Krylov(options) => krylov(&mut system, start, &options),
            RootMethod::DfSane(options) => df_sane(&mut system, start, &options),
        }
    }
}

/// Where a method starts, with the values there.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) x: Array1<f64>,
    pub(super) fx: Array1<f64>,
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const NAMES: [&str; 7] =
        ["hybr", "lm", "broyden1", "broyden2", "anderson", "krylov", "df-sane"];

    fn named(name: &str) -> RootOptions {
        RootOptions { method: name.parse().unwrap(), tol: None }
    }

    #[test]
    fn every_method_finds_an_easy_root() {
        for name in NAMES {
            let f = |x: &ArrayRef1<f64>| array![x[0] * 2.0 + x[1] - 1.0, x[1] * 3.0 + x[0].sin()];
            let result = root(f, &array![0.3, 0.3], &named(name)).unwrap();
            assert!(result.success(), "{name}: {}", result.message());
            assert!(result.fun.iter().all(|f| f.abs() < 1e-5), "{name}: {}", result.fun);
            assert_eq!(result.fun, f(&result.x));
        }
    }

    #[test]
    fn a_root_at_the_start_is_found_at_once() {
        for name in NAMES {
            let f = |x: &ArrayRef1<f64>| array![x[0], x[1]];
            let result = root(f, &array![0.0, 0.0], &named(name)).unwrap();
            assert!(result.success(), "{name}: {}", result.message());
            assert_eq!(result.x, array![0.0, 0.0]);
        }
    }

    #[test]
    fn bad_input_is_refused() {
        for name in NAMES {
            let run =
                |x0: Array1<f64>| root(ndarray::ArrayRef::to_owned, &x0, &named(name)).unwrap_err();
            assert!(matches!(run(array![]), Error::TooShort { name: "x0", .. }));
            assert!(matches!(run(array![f64::NAN]), Error::NotFinite { name: "x0", .. }));
            let nan = |x: &ArrayRef1<f64>| x.mapv(|_| f64::NAN);
            let error = root(nan, &array![1.0], &named(name)).unwrap_err();
            assert!(matches!(error, Error::NotFinite { name: "fun(x0)", .. }));
            let short = |_: &ArrayRef1<f64>| array![1.0];
            let error = root(short, &array![1.0, 2.0], &named(name)).unwrap_err();
            let is_short = matches!(error, Error::TooShort { name: "fun(x0)", .. });
            let is_other = matches!(error, Error::Shape { name: "fun(x0)", .. });
            assert!(if name == "lm" { is_short } else { is_other }, "{name} {error}");
            let options = RootOptions { tol: Some(-1.0), ..named(name) };
            let error = root(ndarray::ArrayRef::to_owned, &array![1.0], &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "tol", .. }));
        }
        assert!(matches!("newton".parse::<RootMethod>(), Err(Error::UnknownName { .. })));
        let finder = RootFinder::new(ndarray::ArrayRef::to_owned).jacobian(|_| array![[1.0, 2.0]]);
        let error = finder.run(&array![1.0], &RootOptions::default()).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "jacobian", .. }));
    }

    #[test]
    fn values_that_turn_nan_never_panic() {
        for name in NAMES {
            let f = |x: &ArrayRef1<f64>| x.mapv(|x| (x - 2.0).sqrt() + 0.5);
            let result = root(f, &array![2.5, 3.5], &named(name)).unwrap();
            // The least sum of squares lies where the values end.
            assert!(!result.success() || name == "lm", "{name}");
        }
    }
}
