//! A root by Brent's method: interpolation, with halving as the safeguard.
//!
//! Counterpart of `scipy.optimize.brentq` and `brenth`.

use onkai_core::Result;

use super::scalar_root::{Counted, Ends, RootFlag, RootScalarOptions, ScalarRoot, look_at_ends};

/// A root of `f` between the ends of `bracket`, by inverse quadratic interpolation where that is
/// safe and halving where not.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::brentq(|x| x * x - 1.0, (0.0, 2.0), &Default::default())?;
/// assert!((root.root - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// R. P. Brent, *Algorithms for Minimization Without Derivatives*, Prentice-Hall, 1973, chapter 4.
pub fn brentq<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    search(f, bracket, options, |old, now, opposite| {
        let (slope_old, slope_opposite) = (now.slope(old), now.slope(opposite));
        -now.f * (opposite.f * slope_opposite - old.f * slope_old)
            / (slope_opposite * slope_old * (opposite.f - old.f))
    })
}

/// A root of `f` between the ends of `bracket`, by hyperbolic extrapolation where that is safe and
/// halving where not.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::brenth(|x| x * x - 1.0, (0.0, 2.0), &Default::default())?;
/// assert!((root.root - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// J. C. P. Bus, T. J. Dekker, "Two efficient algorithms with guaranteed convergence for finding a
/// zero of a function", ACM Trans. Math. Softw. 1(4), 1975. <https://doi.org/10.1145/355656.355659>
pub fn brenth<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    search(f, bracket, options, |old, now, opposite| {
        let (slope_old, slope_opposite) = (now.slope(old), now.slope(opposite));
        -now.f * (opposite.f - old.f) / (opposite.f * slope_old - old.f * slope_opposite)
    })
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    f: f64,
}

impl Point {
    fn slope(self, other: Self) -> f64 {
        (other.f - self.f) / (other.x - self.x)
    }
}

/// `propose` gives the step from the current point, of the last point, the current one and the one
/// on the other side of the root.
fn search<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    options: &RootScalarOptions,
    propose: impl Fn(Point, Point, Point) -> f64,
) -> Result<ScalarRoot> {
    let tolerances = options.bracketing()?;
    let mut f = Counted::new(f);
    let (fa, fb) = match look_at_ends(&mut f, bracket)? {
        Ends::Root(root) => return Ok(root),
        Ends::Values(fa, fb) => (fa, fb),
    };
    let (mut old, mut now) = (Point { x: bracket.0, f: fa }, Point { x: bracket.1, f: fb });
    let mut opposite = old;
    let (mut last_step, mut step) = (0.0, 0.0);
    for n_iter in 1..=tolerances.maxiter {
        if old.f != 0.0 && now.f != 0.0 && (old.f < 0.0) != (now.f < 0.0) {
            opposite = old;
            step = now.x - old.x;
            last_step = step;
        }
        if opposite.f.abs() < now.f.abs() {
            (old, now, opposite) = (now, opposite, now);
        }
        let delta = 0.5 * (tolerances.xtol + tolerances.rtol * now.x.abs());
        let half = 0.5 * (opposite.x - now.x);
        if now.f == 0.0 || half.abs() < delta {
            return Ok(f.result(now.x, n_iter, RootFlag::Converged));
        }
        let mut halving = true;
        if last_step.abs() > delta && now.f.abs() < old.f.abs() {
            let proposed = if old.x == opposite.x {
                -now.f * (now.x - old.x) / (now.f - old.f)
            } else {
                propose(old, now, opposite)
            };
            // Steps must shrink to half of the step before the last, else halving is faster.
            if 2.0 * proposed.abs() < last_step.abs().min(3.0 * half.abs() - delta) {
                (last_step, step, halving) = (step, proposed, false);
            }
        }
        if halving {
            (last_step, step) = (half, half);
        }
        old = now;
        now.x += if step.abs() > delta { step } else { delta.copysign(half) };
        now.f = f.at(now.x);
        if now.f.is_nan() {
            return Ok(f.result(now.x, n_iter, RootFlag::NotFinite));
        }
    }
    Ok(f.result(now.x, tolerances.maxiter, RootFlag::IterationLimit))
}
