//! The root of a function of one variable by a method of choice, and what the methods share.
//!
//! Counterpart of `scipy.optimize.root_scalar`.

use std::fmt;

use onkai_core::{Error, Result};

use super::{bisect, brenth, brentq, halley, newton, ridder, secant, toms748};

/// A method for roots of functions of one variable, with what it starts from.
///
/// Methods with a bracket `(a, b)` need values of opposite signs at its ends, and always converge
/// for continuous functions. The others need a point near the root.
pub enum RootScalarMethod<'a> {
    /// Halving the bracket.
    Bisect((f64, f64)),
    /// Brent's method with inverse quadratic interpolation.
    Brentq((f64, f64)),
    /// Brent's method with hyperbolic extrapolation.
    Brenth((f64, f64)),
    /// Ridders' method.
    Ridder((f64, f64)),
    /// Algorithm 748 of Alefeld, Potra and Shi.
    Toms748 {
        /// The bracket.
        bracket: (f64, f64),
        /// Newton-quadratic steps per iteration, at least 1; SciPy's default is 1.
        k: usize,
    },
    /// The secant method.
    Secant {
        /// The first point.
        x0: f64,
        /// The second point; by default one nearby.
        x1: Option<f64>,
    },
    /// Newton's method.
    Newton {
        /// The first point.
        x0: f64,
        /// The derivative.
        derivative: Box<dyn FnMut(f64) -> f64 + 'a>,
    },
    /// Halley's method.
    Halley {
        /// The first point.
        x0: f64,
        /// The derivative.
        derivative: Box<dyn FnMut(f64) -> f64 + 'a>,
        /// The second derivative.
        second_derivative: Box<dyn FnMut(f64) -> f64 + 'a>,
    },
}

impl fmt::Debug for RootScalarMethod<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bisect(bracket) => f.debug_tuple("Bisect").field(bracket).finish(),
            Self::Brentq(bracket) => f.debug_tuple("Brentq").field(bracket).finish(),
            Self::Brenth(bracket) => f.debug_tuple("Brenth").field(bracket).finish(),
            Self::Ridder(bracket) => f.debug_tuple("Ridder").field(bracket).finish(),
            Self::Toms748 { bracket, k } => {
                f.debug_struct("Toms748").field("bracket", bracket).field("k", k).finish()
            }
            Self::Secant { x0, x1 } => {
                f.debug_struct("Secant").field("x0", x0).field("x1", x1).finish()
            }
            Self::Newton { x0, .. } => {
                f.debug_struct("Newton").field("x0", x0).finish_non_exhaustive()
            }
            Self::Halley { x0, .. } => {
                f.debug_struct("Halley").field("x0", x0).finish_non_exhaustive()
            }
        }
    }
}

/// When a search for a root of one variable ends; `None` stands for the method's default.
///
/// An iteration ends where the root is known to `xtol + rtol |x|`.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{RootScalarOptions, bisect};
/// let rough = RootScalarOptions { xtol: Some(0.1), ..Default::default() };
/// let root = bisect(|x| x * x - 2.0, (0.0, 2.0), &rough)?;
/// assert!(root.n_iter < 6 && (root.root - 2.0_f64.sqrt()).abs() < 0.1);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RootScalarOptions {
    /// Absolute tolerance, positive; by default 2e-12 with a bracket, 1.48e-8 without.
    pub xtol: Option<f64>,
    /// Relative tolerance; with a bracket by default and at least 4 ε, without by default 0.
    pub rtol: Option<f64>,
    /// At most so many iterations, at least 1; by default 100 with a bracket, 50 without.
    pub maxiter: Option<usize>,
}

/// Why a search for a root of one variable ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootFlag {
    /// The root is as exact as was asked for.
    Converged,
    /// The number of iterations was used up.
    IterationLimit,
    /// The derivative, or the difference of two values, is zero where it divides.
    ZeroSlope,
    /// The function or a derivative gave NaN or an infinity.
    NotFinite,
}

impl fmt::Display for RootFlag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Converged => "converged",
            Self::IterationLimit => "the maximum number of iterations has been reached",
            Self::ZeroSlope => "the slope is zero",
            Self::NotFinite => "a value of the function is not finite",
        })
    }
}

/// A root of a function of one variable and how it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalarRoot {
    /// The root, or the last estimate of it.
    pub root: f64,
    /// Iterations.
    pub n_iter: usize,
    /// Evaluations of the function and its derivatives.
    pub n_calls: usize,
    /// Why the search ended.
    pub flag: RootFlag,
}

impl ScalarRoot {
    /// Whether the root is as exact as was asked for.
    pub fn converged(&self) -> bool {
        self.flag == RootFlag::Converged
    }
}

/// A root of `f` by a method of choice.
///
/// # Errors
///
/// [`Error::Values`] if the values at a bracket's ends have the same sign or are NaN,
/// [`Error::Parameter`] for a start that is not finite or an option out of range.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{RootScalarMethod, RootScalarOptions, root_scalar};
/// let f = |x: f64| x * x * x - 1.0;
/// let brent = RootScalarMethod::Brentq((0.0, 3.0));
/// assert!((root_scalar(f, brent, &RootScalarOptions::default())?.root - 1.0).abs() < 1e-12);
/// let newton = RootScalarMethod::Newton { x0: 0.2, derivative: Box::new(|x| 3.0 * x * x) };
/// let root = root_scalar(f, newton, &RootScalarOptions::default())?;
/// assert!(root.converged() && (root.root - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Not converging and values that are not finite are told by [`RootFlag`]; nothing is raised.
pub fn root_scalar<F: FnMut(f64) -> f64>(
    f: F,
    method: RootScalarMethod<'_>,
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    match method {
        RootScalarMethod::Bisect(bracket) => bisect(f, bracket, options),
        RootScalarMethod::Brentq(bracket) => brentq(f, bracket, options),
        RootScalarMethod::Brenth(bracket) => brenth(f, bracket, options),
        RootScalarMethod::Ridder(bracket) => ridder(f, bracket, options),
        RootScalarMethod::Toms748 { bracket, k } => toms748(f, bracket, k, options),
        RootScalarMethod::Secant { x0, x1 } => secant(f, x0, x1, options),
        RootScalarMethod::Newton { x0, derivative } => newton(f, derivative, x0, options),
        RootScalarMethod::Halley { x0, derivative, second_derivative } => {
            halley(f, derivative, second_derivative, x0, options)
        }
    }
}

/// Options with the defaults filled in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tolerances {
    pub(super) xtol: f64,
    pub(super) rtol: f64,
    pub(super) maxiter: usize,
}

impl RootScalarOptions {
    /// For methods with a bracket, whose ends cannot come nearer than neighbouring numbers.
    pub(super) fn bracketing(&self) -> Result<Tolerances> {
        self.checked(Tolerances { xtol: 2e-12, rtol: 4.0 * f64::EPSILON, maxiter: 100 }, true)
    }

    pub(super) fn open(&self) -> Result<Tolerances> {
        self.checked(Tolerances { xtol: 1.48e-8, rtol: 0.0, maxiter: 50 }, false)
    }

    fn checked(&self, default: Tolerances, bracketing: bool) -> Result<Tolerances> {
        let Self { xtol, rtol, maxiter } = *self;
        let xtol = xtol.unwrap_or(default.xtol);
        let rtol = rtol.unwrap_or(default.rtol);
        let maxiter = maxiter.unwrap_or(default.maxiter);
        onkai_core::check_positive("xtol", xtol)?;
        if bracketing && (rtol.is_nan() || rtol < default.rtol) {
            return Err(Error::parameter("rtol", rtol, "at least four times the machine epsilon"));
        }
        if rtol.is_nan() || rtol < 0.0 {
            return Err(Error::parameter("rtol", rtol, "0 or more"));
        }
        if maxiter == 0 {
            return Err(Error::parameter("maxiter", 0.0, "at least 1"));
        }
        Ok(Tolerances { xtol, rtol, maxiter })
    }
}

/// Counts the calls of a function.
pub(super) struct Counted<F> {
    f: F,
    pub(super) n_calls: usize,
}

impl<F: FnMut(f64) -> f64> Counted<F> {
    pub(super) fn new(f: F) -> Self {
        Self { f, n_calls: 0 }
    }

    pub(super) fn at(&mut self, x: f64) -> f64 {
        self.n_calls += 1;
        (self.f)(x)
    }

    pub(super) fn result(&self, root: f64, n_iter: usize, flag: RootFlag) -> ScalarRoot {
        ScalarRoot { root, n_iter, n_calls: self.n_calls, flag }
    }
}

/// What is known of a bracket after looking at its ends.
pub(super) enum Ends {
    /// An end is a root.
    Root(ScalarRoot),
    /// The values have opposite signs.
    Values(f64, f64),
}

/// Values at both ends; refuses brackets without a change of sign.
pub(super) fn look_at_ends<F: FnMut(f64) -> f64>(
    f: &mut Counted<F>,
    (a, b): (f64, f64),
) -> Result<Ends> {
    for end in [a, b] {
        check_start("bracket", end)?;
    }
    let (fa, fb) = (f.at(a), f.at(b));
    if fa == 0.0 {
        return Ok(Ends::Root(f.result(a, 0, RootFlag::Converged)));
    }
    if fb == 0.0 {
        return Ok(Ends::Root(f.result(b, 0, RootFlag::Converged)));
    }
    if fa.is_nan() || fb.is_nan() || (fa < 0.0) == (fb < 0.0) {
        let requirement = "have ends where the values of `f` have opposite signs";
        return Err(Error::Values { name: "bracket", requirement });
    }
    Ok(Ends::Values(fa, fb))
}

pub(super) fn check_start(name: &'static str, x: f64) -> Result<()> {
    if x.is_finite() { Ok(()) } else { Err(Error::parameter(name, x, "finite")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bracket: (f64, f64)) -> Vec<RootScalarMethod<'static>> {
        vec![
            RootScalarMethod::Bisect(bracket),
            RootScalarMethod::Brentq(bracket),
            RootScalarMethod::Brenth(bracket),
            RootScalarMethod::Ridder(bracket),
            RootScalarMethod::Toms748 { bracket, k: 1 },
            RootScalarMethod::Toms748 { bracket, k: 2 },
        ]
    }

    #[test]
    fn a_bracket_without_change_of_sign_is_refused() {
        for method in all((1.0, 2.0)) {
            let error = root_scalar(|x| x, method, &RootScalarOptions::default()).unwrap_err();
            assert!(matches!(error, Error::Values { name: "bracket", .. }));
            assert!(error.to_string().contains("opposite signs"));
        }
        for method in all((f64::NAN, 2.0)) {
            let error = root_scalar(|x| x, method, &RootScalarOptions::default()).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "bracket", .. }));
        }
        for method in all((-1.0, 2.0)) {
            let error = root_scalar(|_| f64::NAN, method, &RootScalarOptions::default());
            assert!(error.is_err());
        }
    }

    #[test]
    fn an_end_may_be_the_root() {
        for method in all((0.0, 2.0)) {
            let root = root_scalar(|x| x, method, &RootScalarOptions::default()).unwrap();
            assert!(root.converged() && root.root == 0.0 && root.n_iter == 0);
        }
    }

    #[test]
    fn limits_and_nan_are_data() {
        let short = RootScalarOptions { maxiter: Some(2), ..Default::default() };
        for method in all((-1.0, 2.5)) {
            let root = root_scalar(|x| x.exp() - 2.0, method, &short).unwrap();
            assert_eq!(root.flag, RootFlag::IterationLimit);
        }
        for method in all((-1.0, 2.5)) {
            let f = |x: f64| if x == -1.0 || x == 2.5 { x } else { f64::NAN };
            let root = root_scalar(f, method, &RootScalarOptions::default()).unwrap();
            assert_eq!(root.flag, RootFlag::NotFinite);
        }
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let default = RootScalarOptions::default();
        for (options, name) in [
            (RootScalarOptions { xtol: Some(0.0), ..default }, "xtol"),
            (RootScalarOptions { rtol: Some(1e-17), ..default }, "rtol"),
            (RootScalarOptions { maxiter: Some(0), ..default }, "maxiter"),
        ] {
            for method in all((-1.0, 2.0)) {
                let error = root_scalar(|x| x, method, &options).unwrap_err();
                assert!(matches!(error, Error::Parameter { name: n, .. } if n == name));
            }
        }
        let error = toms748(|x| x, (-1.0, 2.0), 0, &default).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "k", .. }));
    }
}
