//! Local minima of functions of one variable.
//!
//! Counterpart of `scipy.optimize.minimize_scalar`.

use std::str::FromStr;

use onkai_core::{Error, Result, check_positive};

use super::bracket::{Bracket, BracketOptions, bracket};
use super::brent::{BoundedOptions, BrentOptions, bounded, brent};
use super::golden::{GoldenOptions, golden};
use crate::minimize::Status;

/// A method for one variable, with its options.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{BoundedOptions, MinimizeScalarOptions, ScalarMethod, minimize_scalar};
/// let method = Some(ScalarMethod::Bounded(BoundedOptions { xatol: 1e-9, ..Default::default() }));
/// let options = MinimizeScalarOptions { method, bounds: Some((0.0, 1.0)), ..Default::default() };
/// assert!((minimize_scalar(|x| (x - 0.25).powi(2), &options)?.x - 0.25).abs() < 1e-7);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScalarMethod {
    /// Brent's parabolas and golden sections, from a bracket.
    Brent(BrentOptions),
    /// Golden sections of a bracket.
    Golden(GoldenOptions),
    /// Brent's method between bounds.
    Bounded(BoundedOptions),
}

impl FromStr for ScalarMethod {
    type Err = Error;

    /// Reads SciPy's names, in any case.
    fn from_str(name: &str) -> Result<Self> {
        match name.to_ascii_lowercase().as_str() {
            "brent" => Ok(Self::Brent(BrentOptions::default())),
            "golden" => Ok(Self::Golden(GoldenOptions::default())),
            "bounded" => Ok(Self::Bounded(BoundedOptions::default())),
            _ => Err(Error::UnknownName {
                name: "method",
                value: name.to_owned(),
                known: "brent, golden, bounded",
            }),
        }
    }
}

/// From where a bracket is looked for.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{MinimizeScalarOptions, ScalarStart, minimize_scalar};
/// let bracket = ScalarStart::Triple(2.0, 3.0, 5.0);
/// let options = MinimizeScalarOptions { bracket, ..Default::default() };
/// assert!((minimize_scalar(f64::cos, &options)?.x - std::f64::consts::PI).abs() < 1e-7);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScalarStart {
    /// Two points, from which to go downhill.
    Pair(f64, f64),
    /// A bracket: three points in order, whose middle has the least value.
    Triple(f64, f64, f64),
}

impl Default for ScalarStart {
    fn default() -> Self {
        Self::Pair(0.0, 1.0)
    }
}

/// What a minimization of one variable may be told; the default is SciPy's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MinimizeScalarOptions {
    /// The method; by default Brent's, with or without bounds.
    pub method: Option<ScalarMethod>,
    /// From where Brent's method and golden sections look for a bracket.
    pub bracket: ScalarStart,
    /// Between which numbers to look, for [`ScalarMethod::Bounded`].
    pub bounds: Option<(f64, f64)>,
    /// Takes the place of the method's tolerance.
    pub tol: Option<f64>,
}

/// A minimum of a function of one variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalarMinimum {
    /// The minimizer.
    pub x: f64,
    /// The value there.
    pub fun: f64,
    /// Evaluations of the function.
    pub nfev: usize,
    /// Iterations.
    pub nit: usize,
    /// Why it ended.
    pub status: Status,
}

impl ScalarMinimum {
    /// Whether the method converged.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why it ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }
}

/// A local minimum of a function of one variable.
///
/// # Errors
///
/// [`Error::Parameter`] for tolerances that are not positive and finite, [`Error::Values`] for starts or
/// bounds that are not finite or not in order, three points whose middle is not the lowest, bounds for
/// a method that takes none, or none for the one that needs them.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{MinimizeScalarOptions, minimize_scalar};
/// let f = |x: f64| (x - 2.0) * x * (x + 2.0).powi(2);
/// let minimum = minimize_scalar(f, &MinimizeScalarOptions::default())?;
/// assert!((minimum.x - 1.28077640403).abs() < 1e-8);
/// let bounds = Some((-3.0, -1.0));
/// let minimum = minimize_scalar(f, &MinimizeScalarOptions { bounds, ..Default::default() })?;
/// assert!((minimum.x + 2.0).abs() < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Where no bracket is found the status is [`Status::NoBracket`], with the best point seen.
///
/// # References
///
/// R. P. Brent, *Algorithms for Minimization without Derivatives*, Prentice-Hall 1973, chapter 5.
pub fn minimize_scalar<F>(mut fun: F, options: &MinimizeScalarOptions) -> Result<ScalarMinimum>
where
    F: FnMut(f64) -> f64,
{
    let automatic = match options.bounds {
        Some(_) => ScalarMethod::Bounded(BoundedOptions::default()),
        None => ScalarMethod::Brent(BrentOptions::default()),
    };
    let mut method = options.method.unwrap_or(automatic);
    if let Some(tol) = options.tol {
        check_positive("tol", tol)?;
        match &mut method {
            ScalarMethod::Brent(options) => options.xtol = tol,
            ScalarMethod::Golden(options) => options.xtol = tol,
            ScalarMethod::Bounded(options) => options.xatol = tol,
        }
    }
    match (method, options.bounds) {
        (ScalarMethod::Bounded(options), Some(bounds)) => {
            options.check()?;
            check_bounds(bounds)?;
            Ok(bounded(&mut fun, bounds, options))
        }
        (ScalarMethod::Bounded(_), None) => {
            Err(Error::Values { name: "bounds", requirement: "be given for this method" })
        }
        (_, Some(_)) => {
            let requirement = "be left out: this method takes none";
            Err(Error::Values { name: "bounds", requirement })
        }
        (ScalarMethod::Brent(method), None) => {
            check_positive("xtol", method.xtol)?;
            let bracket = first_bracket(&mut fun, options.bracket)?;
            Ok(if bracket.found { brent(&mut fun, &bracket, method) } else { lowest(&bracket) })
        }
        (ScalarMethod::Golden(method), None) => {
            check_positive("xtol", method.xtol)?;
            let bracket = first_bracket(&mut fun, options.bracket)?;
            Ok(if bracket.found { golden(&mut fun, &bracket, method) } else { lowest(&bracket) })
        }
    }
}

fn check_bounds((low, high): (f64, f64)) -> Result<()> {
    if low.is_finite() && high.is_finite() && low <= high {
        return Ok(());
    }
    Err(Error::Values { name: "bounds", requirement: "be finite and in order" })
}

/// The bracket to begin with: the one given, or one downhill of two points.
fn first_bracket(fun: &mut dyn FnMut(f64) -> f64, start: ScalarStart) -> Result<Bracket> {
    let (a, b, c) = match start {
        ScalarStart::Pair(a, b) => return bracket(fun, (a, b), &BracketOptions::default()),
        ScalarStart::Triple(a, b, c) => (a.min(c), b, a.max(c)),
    };
    if !(a.is_finite() && c.is_finite() && a < b && b < c) {
        return Err(Error::Values { name: "bracket", requirement: "be finite and in order" });
    }
    let [fa, fb, fc] = [a, b, c].map(fun);
    if fb < fa && fb < fc {
        return Ok(Bracket { a, b, c, fa, fb, fc, nfev: 3, found: true });
    }
    Err(Error::Values { name: "bracket", requirement: "have its least value in the middle" })
}

/// What is left to say where there is no bracket.
pub(super) fn lowest(bracket: &Bracket) -> ScalarMinimum {
    let points = [(bracket.a, bracket.fa), (bracket.b, bracket.fb), (bracket.c, bracket.fc)];
    let best = points.into_iter().filter(|(_, f)| !f.is_nan());
    let (x, fun) = best.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(points[1]);
    let has_nan = points.iter().any(|(_, f)| f.is_nan());
    let status = if has_nan { Status::NotFinite } else { Status::NoBracket };
    ScalarMinimum { x, fun, nfev: bracket.nfev, nit: 0, status }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64) -> f64 {
        (x - 3.0) * (x - 3.0)
    }

    #[test]
    fn every_method_finds_the_same() {
        for (name, bounds) in [("Brent", None), ("golden", None), ("bounded", Some((0.0, 9.0)))] {
            let method = Some(name.parse().unwrap());
            let options = MinimizeScalarOptions { method, bounds, ..Default::default() };
            let minimum = minimize_scalar(square, &options).unwrap();
            assert!(minimum.success() && (minimum.x - 3.0).abs() < 1e-5, "{name}: {minimum:?}");
            assert_eq!(minimum.fun, square(minimum.x));
        }
    }

    #[test]
    fn bad_input_is_refused() {
        let refused =
            |options: MinimizeScalarOptions| minimize_scalar(square, &options).unwrap_err();
        let default = MinimizeScalarOptions::default();
        for bounds in [(1.0, 0.0), (0.0, f64::INFINITY), (f64::NAN, 1.0)] {
            let error = refused(MinimizeScalarOptions { bounds: Some(bounds), ..default });
            assert!(matches!(error, Error::Values { name: "bounds", .. }));
        }
        let method = Some(ScalarMethod::Golden(GoldenOptions::default()));
        let error = refused(MinimizeScalarOptions { method, bounds: Some((0.0, 1.0)), ..default });
        assert!(error.to_string().contains("takes none"));
        let method = Some(ScalarMethod::Bounded(BoundedOptions::default()));
        let error = refused(MinimizeScalarOptions { method, ..default });
        assert!(error.to_string().contains("be given"));
        let triples = [(0.0, 1.0, 2.0), (0.0, 5.0, 4.0), (f64::NAN, 3.0, 4.0)];
        for (a, b, c) in triples {
            let bracket = ScalarStart::Triple(a, b, c);
            let error = refused(MinimizeScalarOptions { bracket, ..default });
            assert!(matches!(error, Error::Values { name: "bracket", .. }));
        }
        let error = refused(MinimizeScalarOptions { tol: Some(0.0), ..default });
        assert!(matches!(error, Error::Parameter { name: "tol", .. }));
        assert!(matches!("newton".parse::<ScalarMethod>(), Err(Error::UnknownName { .. })));
    }

    #[test]
    fn what_has_no_minimum_has_no_bracket() {
        let minimum = minimize_scalar(|x| -x, &MinimizeScalarOptions::default()).unwrap();
        assert_eq!(minimum.status, Status::NoBracket);
        assert!(!minimum.success() && minimum.message().contains("bracket"));
        let minimum = minimize_scalar(|_| f64::NAN, &MinimizeScalarOptions::default()).unwrap();
        assert_eq!(minimum.status, Status::NotFinite);
    }

    #[test]
    fn a_triple_may_be_given_from_either_end() {
        for bracket in [ScalarStart::Triple(0.0, 2.5, 7.0), ScalarStart::Triple(7.0, 2.5, 0.0)] {
            let options = MinimizeScalarOptions { bracket, ..Default::default() };
            assert!((minimize_scalar(square, &options).unwrap().x - 3.0).abs() < 1e-7);
        }
    }
}
