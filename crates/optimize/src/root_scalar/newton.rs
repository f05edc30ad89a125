//! A root by Newton's, Halley's and the secant method.
//!
//! Counterpart of `scipy.optimize.newton`, and of the methods of `root_scalar` that it serves.

use onkai_core::{Error, Result};

use super::scalar_root::{
    Counted, RootFlag, RootScalarOptions, ScalarRoot, Tolerances, check_start,
};

/// A root of `f` near `x0` by Newton's method.
///
/// ```text
/// x ← x − f(x) / f′(x)
/// ```
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::newton(|x| x * x - 2.0, |x| 2.0 * x, 1.0, &Default::default())?;
/// assert!(root.converged() && (root.root - 2.0_f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn newton<F, D>(f: F, derivative: D, x0: f64, options: &RootScalarOptions) -> Result<ScalarRoot>
where
    F: FnMut(f64) -> f64,
    D: FnMut(f64) -> f64,
{
    tangents(f, derivative, None::<fn(f64) -> f64>, x0, options)
}

/// A root of `f` near `x0` by Halley's method, which uses the second derivative, too.
///
/// ```text
/// x ← x − s / (1 − s f″(x) / 2 f′(x)),   s = f(x) / f′(x)
/// ```
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let options = Default::default();
/// let root = onkai_optimize::halley(|x| x * x - 2.0, |x| 2.0 * x, |_| 2.0, 1.0, &options)?;
/// assert!(root.converged() && (root.root - 2.0_f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn halley<F, D, E>(
    f: F,
    derivative: D,
    second_derivative: E,
    x0: f64,
    options: &RootScalarOptions,
) -> Result<ScalarRoot>
where
    F: FnMut(f64) -> f64,
    D: FnMut(f64) -> f64,
    E: FnMut(f64) -> f64,
{
    tangents(f, derivative, Some(second_derivative), x0, options)
}

fn tangents<F, D, E>(
    f: F,
    mut derivative: D,
    mut second: Option<E>,
    x0: f64,
    options: &RootScalarOptions,
) -> Result<ScalarRoot>
where
    F: FnMut(f64) -> f64,
    D: FnMut(f64) -> f64,
    E: FnMut(f64) -> f64,
{
    let tolerances = options.open()?;
    check_start("x0", x0)?;
    let mut f = Counted::new(f);
    let mut x = x0;
    for n_iter in 0..tolerances.maxiter {
        let value = f.at(x);
        if value == 0.0 {
            return Ok(f.result(x, n_iter, RootFlag::Converged));
        }
        let slope = derivative(x);
        f.n_calls += 1;
        if slope == 0.0 {
            return Ok(f.result(x, n_iter + 1, RootFlag::ZeroSlope));
        }
        let mut step = value / slope;
        if let Some(second) = &mut second {
            let bend = 0.5 * step * second(x) / slope;
            f.n_calls += 1;
            // Beyond 1 the parabola's root lies on the other side: x is far from the root.
            if bend.abs() < 1.0 {
                step /= 1.0 - bend;
            }
        }
        let next = x - step;
        if !next.is_finite() {
            return Ok(f.result(x, n_iter + 1, RootFlag::NotFinite));
        }
        if is_close(next, x, tolerances) {
            return Ok(f.result(next, n_iter + 1, RootFlag::Converged));
        }
        x = next;
    }
    Ok(f.result(x, tolerances.maxiter, RootFlag::IterationLimit))
}

/// A root of `f` near `x0` by the secant method, whose second point is `x1` or one near `x0`.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar); [`Error::Parameter`] if `x1` equals `x0`.
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::secant(|x| x * x - 2.0, 1.0, None, &Default::default())?;
/// assert!(root.converged() && (root.root - 2.0_f64.sqrt()).abs() < 1e-8);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn secant<F: FnMut(f64) -> f64>(
    f: F,
    x0: f64,
    x1: Option<f64>,
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    const NEARBY: f64 = 1e-4;
    let tolerances = options.open()?;
    check_start("x0", x0)?;
    let scaled = x0 * (1.0 + NEARBY);
    let x1 = x1.unwrap_or(if scaled >= 0.0 { scaled + NEARBY } else { scaled - NEARBY });
    check_start("x1", x1)?;
    if x1 == x0 {
        return Err(Error::parameter("x1", x1, "another point than `x0`"));
    }
    let mut f = Counted::new(f);
    let (mut old, mut now) = ((x0, f.at(x0)), (x1, f.at(x1)));
    if now.1.abs() < old.1.abs() {
        (old, now) = (now, old);
    }
    for n_iter in 1..=tolerances.maxiter {
        if !(old.1.is_finite() && now.1.is_finite()) {
            return Ok(f.result(now.0, n_iter, RootFlag::NotFinite));
        }
        if old.1 == now.1 {
            let flag = if now.1 == 0.0 { RootFlag::Converged } else { RootFlag::ZeroSlope };
            return Ok(f.result(0.5 * (old.0 + now.0), n_iter, flag));
        }
        // Dividing by the larger value keeps the ratio below 1.
        let x = if now.1.abs() > old.1.abs() {
            let ratio = old.1 / now.1;
            (old.0 - ratio * now.0) / (1.0 - ratio)
        } else {
            let ratio = now.1 / old.1;
            (now.0 - ratio * old.0) / (1.0 - ratio)
        };
        if is_close(x, now.0, tolerances) {
            return Ok(f.result(x, n_iter, RootFlag::Converged));
        }
        (old, now) = (now, (x, f.at(x)));
    }
    Ok(f.result(now.0, tolerances.maxiter, RootFlag::IterationLimit))
}

fn is_close(x: f64, to: f64, tolerances: Tolerances) -> bool {
    (x - to).abs() <= tolerances.xtol + tolerances.rtol * to.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_start_and_nan_are_told() {
        let options = RootScalarOptions::default();
        let flat = newton(|x| x * x + 1.0, |x| 2.0 * x, 0.0, &options).unwrap();
        assert_eq!(flat.flag, RootFlag::ZeroSlope);
        let flat = secant(|_| 1.0, 0.0, None, &options).unwrap();
        assert_eq!(flat.flag, RootFlag::ZeroSlope);
        let nan = newton(|_| f64::NAN, |_| 1.0, 0.0, &options).unwrap();
        assert_eq!(nan.flag, RootFlag::NotFinite);
        let nan = secant(|_| f64::NAN, 0.0, None, &options).unwrap();
        assert_eq!(nan.flag, RootFlag::NotFinite);
        let lost = newton(|x| x * x + 1.0, |x| 2.0 * x, 0.3, &options).unwrap();
        assert_eq!((lost.flag, lost.n_iter), (RootFlag::IterationLimit, 50));
    }

    #[test]
    fn bad_starts_are_refused() {
        let options = RootScalarOptions::default();
        let error = secant(|x| x, 1.0, Some(1.0), &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "x1", .. }));
        let error = newton(|x| x, |_| 1.0, f64::INFINITY, &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "x0", .. }));
    }
}
