//! A root by Ridders' method.
//!
//! Counterpart of `scipy.optimize.ridder`.

use onkai_core::Result;

use super::scalar_root::{Counted, Ends, RootFlag, RootScalarOptions, ScalarRoot, look_at_ends};

/// A root of `f` between the ends of `bracket`, by false position after an exponential factor has
/// straightened the function.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::ridder(|x| x * x - 1.0, (0.0, 2.0), &Default::default())?;
/// assert!((root.root - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// C. J. F. Ridders, "A new algorithm for computing a single root of a real continuous function",
/// IEEE Trans. Circuits Syst. 26(11), 1979. <https://doi.org/10.1109/TCS.1979.1084580>
pub fn ridder<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    let tolerances = options.bracketing()?;
    let mut f = Counted::new(f);
    let (mut fa, mut fb) = match look_at_ends(&mut f, bracket)? {
        Ends::Root(root) => return Ok(root),
        Ends::Values(fa, fb) => (fa, fb),
    };
    let (mut a, mut b) = bracket;
    let mut tol = tolerances.xtol + tolerances.rtol * a.abs().min(b.abs());
    for n_iter in 1..=tolerances.maxiter {
        let half = 0.5 * (b - a);
        let middle = a + half;
        let fm = f.at(middle);
        if fm == 0.0 {
            return Ok(f.result(middle, n_iter, RootFlag::Converged));
        }
        let step = (fb - fa).signum() * half * fm / (fm * fm - fa * fb).sqrt();
        let x = middle - step.signum() * step.abs().min(half.abs() - 0.5 * tol);
        let fx = f.at(x);
        if fx.is_nan() || fm.is_nan() {
            return Ok(f.result(x, n_iter, RootFlag::NotFinite));
        }
        if (fx < 0.0) != (fm < 0.0) {
            (a, fa, b, fb) = (x, fx, middle, fm);
        } else if (fx < 0.0) != (fa < 0.0) {
            (b, fb) = (x, fx);
        } else {
            (a, fa) = (x, fx);
        }
        tol = tolerances.xtol + tolerances.rtol * x.abs();
        if fx == 0.0 || (b - a).abs() < tol {
            return Ok(f.result(x, n_iter, RootFlag::Converged));
        }
    }
    Ok(f.result(a, tolerances.maxiter, RootFlag::IterationLimit))
}
