//! Golden sections.
//!
//! Counterpart of `scipy.optimize.golden`.

use super::bracket::Bracket;
use super::minimize_scalar::ScalarMinimum;
use crate::minimize::Status;

/// Options of [`ScalarMethod::Golden`](crate::ScalarMethod::Golden); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoldenOptions {
    /// How short the interval must be, relative to the points in it.
    pub xtol: f64,
    /// At most so many sections.
    pub maxiter: usize,
}

impl Default for GoldenOptions {
    fn default() -> Self {
        Self { xtol: f64::EPSILON.sqrt(), maxiter: 5000 }
    }
}

/// The greater part of a golden section, `(√5 − 1) / 2`.
const SECTION: f64 = 0.618_033_988_749_894_9;

/// The minimum in a bracket, whose interval every section shortens by the same factor.
pub(super) fn golden(
    fun: &mut dyn FnMut(f64) -> f64,
    bracket: &Bracket,
    options: GoldenOptions,
) -> ScalarMinimum {
    let Bracket { a, b, c, .. } = *bracket;
    let (mut ends, rest) = ((a, c), 1.0 - SECTION);
    let (mut left, mut right) = if (c - b).abs() > (b - a).abs() {
        (b, b + rest * (c - b))
    } else {
        (b - rest * (b - a), b)
    };
    let (mut at_left, mut at_right) = (fun(left), fun(right));
    let (mut nit, mut nfev) = (0, bracket.nfev + 2);
    let status = loop {
        if at_left.is_nan() || at_right.is_nan() {
            break Status::NotFinite;
        }
        if (ends.1 - ends.0).abs() <= options.xtol * (left.abs() + right.abs()) {
            break Status::Converged;
        }
        if nit >= options.maxiter {
            break Status::IterationLimit;
        }
        if at_right < at_left {
            (ends.0, left, at_left) = (left, right, at_right);
            right = SECTION * left + rest * ends.1;
            at_right = fun(right);
        } else {
            (ends.1, right, at_right) = (right, left, at_left);
            left = SECTION * right + rest * ends.0;
            at_left = fun(left);
        }
        nit += 1;
        nfev += 1;
    };
    let is_left = at_left < at_right || at_right.is_nan();
    let (x, fun) = if is_left { (left, at_left) } else { (right, at_right) };
    ScalarMinimum { x, fun, nfev, nit, status }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MinimizeScalarOptions, ScalarMethod, minimize_scalar};

    #[test]
    fn sections_end_at_the_limit_or_at_nan() {
        let few = GoldenOptions { maxiter: 3, ..Default::default() };
        let with = |method| MinimizeScalarOptions {
            method: Some(ScalarMethod::Golden(method)),
            ..Default::default()
        };
        let minimum = minimize_scalar(|x| (x - 7.0).powi(2), &with(few)).unwrap();
        assert_eq!((minimum.status, minimum.nit), (Status::IterationLimit, 3));
        let bracket =
            Bracket { a: 0.0, b: 1.0, c: 2.0, fa: 1.0, fb: 0.0, fc: 1.0, nfev: 3, found: true };
        let minimum = golden(&mut |_| f64::NAN, &bracket, GoldenOptions::default());
        assert_eq!(minimum.status, Status::NotFinite);
    }
}
