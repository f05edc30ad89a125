//! Inexact Newton steps with a line search, for methods that approximate the inverse Jacobian.
//!
//! Counterpart of `scipy.optimize.nonlin_solve`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};

use super::system::{RootResult, RootStatus, Start};
use crate::vector_function::VectorFunction;
use crate::vectors::{max_norm, norm};

/// How long a step along a direction is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineSearch {
    /// As the direction says.
    None,
    /// Shortened until the sum of squares falls enough (Armijo's condition).
    #[default]
    Armijo,
}

/// What Broyden's, Anderson's and the Krylov method have in common; the defaults are SciPy's.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{BroydenOptions, NonlinOptions, RootMethod};
/// let nonlin = NonlinOptions { fatol: 1e-10, ..Default::default() };
/// let method = RootMethod::Broyden1(BroydenOptions { nonlin, ..Default::default() });
/// assert_ne!(method, RootMethod::Broyden2(BroydenOptions::default()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NonlinOptions {
    /// The largest residual may be at most this; default `ε^(1/3)`.
    pub fatol: f64,
    /// The largest residual may be at most this multiple of the first one; default ∞.
    pub ftol: f64,
    /// The last step may be at most this long; default ∞.
    pub xatol: f64,
    /// The last step may be at most this multiple of `x`; default ∞.
    pub xtol: f64,
    /// At most so many iterations; default `100 (n + 1)`.
    pub maxiter: Option<usize>,
    /// How long steps are.
    pub line_search: LineSearch,
}

impl Default for NonlinOptions {
    fn default() -> Self {
        let none = f64::INFINITY;
        let line_search = LineSearch::Armijo;
        let fatol = f64::EPSILON.cbrt();
        Self { fatol, ftol: none, xatol: none, xtol: none, maxiter: None, line_search }
    }
}

impl NonlinOptions {
    pub(super) fn set_tolerance(&mut self, tol: f64) {
        let none = f64::INFINITY;
        (self.fatol, self.ftol, self.xatol, self.xtol) = (none, none, none, tol);
    }

    fn check(&self) -> Result<()> {
        let tolerances = [
            ("fatol", self.fatol),
            ("ftol", self.ftol),
            ("xatol", self.xatol),
            ("xtol", self.xtol),
        ];
        for (name, tol) in tolerances {
            if tol.is_nan() || tol < 0.0 {
                return Err(Error::parameter(name, tol, "0 or more"));
            }
        }
        if self.maxiter == Some(0) {
            return Err(Error::parameter("maxiter", 0.0, "at least 1"));
        }
        Ok(())
    }
}

/// An approximation of the inverse of the Jacobian matrix.
pub(super) trait Inverse {
    /// The product with `f`, exact up to `tol` where that is iterative.
    fn solve(
        &mut self,
        system: &mut VectorFunction<'_>,
        at: &Start,
        tol: f64,
    ) -> Result<Array1<f64>>;

    /// Learns from a step and the change of the values.
    fn update(&mut self, dx: &ArrayRef1<f64>, df: &ArrayRef1<f64>);
}

/// `alpha`, or a first guess of the inverse's magnitude.
pub(super) fn first_scale(alpha: Option<f64>, start: &Start) -> Result<f64> {
    match alpha {
        Some(alpha) if alpha.is_finite() && alpha != 0.0 => Ok(alpha),
        Some(alpha) => Err(Error::parameter("alpha", alpha, "finite and not 0")),
        None => {
            let f_norm = norm(&start.fx);
            Ok(if f_norm == 0.0 { 1.0 } else { 0.5 * norm(&start.x).max(1.0) / f_norm })
        }
    }
}

pub(super) fn nonlin_solve(
    system: &mut VectorFunction<'_>,
    start: Start,
    inverse: &mut dyn Inverse,
    options: &NonlinOptions,
) -> Result<RootResult> {
    const GAMMA: f64 = 0.9;
    options.check()?;
    let maxiter = options.maxiter.unwrap_or(100 * (start.x.len() + 1));
    let first = max_norm(&start.fx);
    let (mut at, mut step_norm) = (start, f64::INFINITY);
    // How exactly Newton's equations are solved: the better, the faster the values fall.
    let mut eta = 1e-3_f64;
    let (mut nit, mut status) = (0, RootStatus::IterationLimit);
    while nit < maxiter {
        if is_converged(&at, (first, step_norm), options) {
            status = RootStatus::Converged;
            break;
        }
        nit += 1;
        let f_norm = norm(&at.fx);
        let direction = -inverse.solve(system, &at, eta.min(eta * f_norm))?;
        let length = norm(&direction);
        if !length.is_finite() || length == 0.0 {
            status = RootStatus::Breakdown;
            break;
        }
        let next = match options.line_search {
            LineSearch::Armijo => armijo(system, &at, &direction)?,
            LineSearch::None => {
                let x = &at.x + &direction;
                Start { fx: system.value(&x)?, x }
            }
        };
        let new_norm = norm(&next.fx);
        if !new_norm.is_finite() {
            status = RootStatus::Breakdown;
            break;
        }
        step_norm = max_norm(&direction);
        inverse.update(&(&next.x - &at.x), &(&next.fx - &at.fx));
        at = next;
        let by_progress = GAMMA * (new_norm / f_norm).powi(2);
        let by_history = GAMMA * eta * eta;
        eta = if by_history < 0.1 { by_progress } else { by_progress.max(by_history) }.min(0.9999);
    }
    if status == RootStatus::IterationLimit && is_converged(&at, (first, step_norm), options) {
        status = RootStatus::Converged;
    }
    let nfev = system.nfev();
    Ok(RootResult { x: at.x, fun: at.fx, factors: None, nfev, njev: 0, nit, status })
}

fn is_converged(at: &Start, (first, step): (f64, f64), options: &NonlinOptions) -> bool {
    let f = max_norm(&at.fx);
    let within = |value: f64, limit: f64| limit == f64::INFINITY || value <= limit;
    f == 0.0
        || within(f, options.fatol)
            && within(f, options.ftol * first)
            && within(step, options.xatol)
            && (options.xtol == f64::INFINITY || step <= options.xtol * max_norm(&at.x))
}

/// Backtracking on parabolas and cubics, for the sum of squares.
fn armijo(
    system: &mut VectorFunction<'_>,
    at: &Start,
    direction: &ArrayRef1<f64>,
) -> Result<Start> {
    const DECREASE: f64 = 1e-4;
    const SHORTEST: f64 = 1e-2;
    let phi0 = at.fx.dot(&at.fx);
    let slope = -phi0;
    let mut look = |s: f64| -> Result<(Start, f64)> {
        let x = &at.x + &(direction * s);
        let fx = system.value(&x)?;
        let phi = fx.dot(&fx);
        Ok((Start { x, fx }, if phi.is_finite() { phi } else { f64::MAX }))
    };
    let enough = |s: f64, phi: f64| phi <= phi0 + DECREASE * s * slope;
    let (whole, mut phi_old) = look(1.0)?;
    if enough(1.0, phi_old) {
        return Ok(whole);
    }
    let mut old = 1.0_f64;
    let mut s = -0.5 * slope / (phi_old - phi0 - slope);
    let (tried, mut phi) = look(s)?;
    if enough(s, phi) {
        return Ok(tried);
    }
    while s > SHORTEST {
        let (r, r_old) = (phi - phi0 - slope * s, phi_old - phi0 - slope * old);
        let factor = old * old * s * s * (s - old);
        let a = (old * old * r - s * s * r_old) / factor;
        let b = (s.powi(3) * r_old - old.powi(3) * r) / factor;
        let cubic = (-b + (b * b - 3.0 * a * slope).abs().sqrt()) / (3.0 * a);
        let next = if cubic.is_finite() { cubic } else { 0.5 * s };
        let (tried, phi_next) = look(next)?;
        if enough(next, phi_next) {
            return Ok(tried);
        }
        // Where the cubic misleads, the interval is halved, as if its value had been there.
        let is_odd = s - next > 0.5 * s || 1.0 - next / s < 0.96;
        (old, phi_old) = (s, phi);
        (s, phi) = (if is_odd { 0.5 * s } else { next }, phi_next);
    }
    // Nothing is good enough: a whole step may leave the region where values mislead.
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{BroydenOptions, RootMethod, RootOptions, root};

    fn run(nonlin: NonlinOptions) -> Result<RootResult> {
        let f = |x: &ArrayRef1<f64>| array![x[0] * x[0] - 2.0, x[1] - x[0]];
        let method = RootMethod::Broyden1(BroydenOptions { nonlin, ..Default::default() });
        root(f, &array![1.0, 1.0], &RootOptions { method, tol: None })
    }

    #[test]
    fn tolerances_and_limits_are_kept() {
        let default = NonlinOptions::default();
        let tight = run(NonlinOptions { fatol: 1e-12, ..default.clone() }).unwrap();
        assert!(tight.success() && max_norm(&tight.fun) <= 1e-12);
        let limited = run(NonlinOptions { maxiter: Some(1), ..default.clone() }).unwrap();
        assert_eq!((limited.status, limited.nit), (RootStatus::IterationLimit, 1));
        let plain = run(NonlinOptions { line_search: LineSearch::None, ..default }).unwrap();
        assert!(plain.success());
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let default = NonlinOptions::default();
        for options in [
            NonlinOptions { fatol: -1.0, ..default.clone() },
            NonlinOptions { xtol: f64::NAN, ..default.clone() },
            NonlinOptions { maxiter: Some(0), ..default },
        ] {
            assert!(matches!(run(options).unwrap_err(), Error::Parameter { .. }));
        }
        let method =
            RootMethod::Broyden2(BroydenOptions { alpha: Some(0.0), ..Default::default() });
        let options = RootOptions { method, tol: None };
        let error = root(ndarray::ArrayRef::to_owned, &array![1.0], &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "alpha", .. }));
    }
}
