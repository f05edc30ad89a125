//! A root by halving a bracket.
//!
//! Counterpart of `scipy.optimize.bisect`.

use onkai_core::Result;

use super::scalar_root::{Counted, Ends, RootFlag, RootScalarOptions, ScalarRoot, look_at_ends};

/// A root of `f` between the ends of `bracket`, which is halved until it is small enough.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar).
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::bisect(f64::cos, (0.0, 3.0), &Default::default())?;
/// assert!((root.root - std::f64::consts::FRAC_PI_2).abs() < 2e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub fn bisect<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    let tolerances = options.bracketing()?;
    let mut f = Counted::new(f);
    let fa = match look_at_ends(&mut f, bracket)? {
        Ends::Root(root) => return Ok(root),
        Ends::Values(fa, _) => fa,
    };
    let (mut a, mut width) = (bracket.0, bracket.1 - bracket.0);
    for n_iter in 1..=tolerances.maxiter {
        width *= 0.5;
        let middle = a + width;
        let value = f.at(middle);
        if value.is_nan() {
            return Ok(f.result(middle, n_iter, RootFlag::NotFinite));
        }
        if (value < 0.0) == (fa < 0.0) {
            a = middle;
        }
        if value == 0.0 || width.abs() < tolerances.xtol + tolerances.rtol * middle.abs() {
            return Ok(f.result(middle, n_iter, RootFlag::Converged));
        }
    }
    Ok(f.result(a, tolerances.maxiter, RootFlag::IterationLimit))
}
