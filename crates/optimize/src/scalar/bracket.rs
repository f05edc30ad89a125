//! Three points that have a minimum between them.
//!
//! Counterpart of `scipy.optimize.bracket`.

use onkai_core::{Error, Result};

/// Options of [`bracket`]; the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BracketOptions {
    /// How many times the last interval a parabola may leap.
    pub grow_limit: f64,
    /// At most so many leaps.
    pub maxiter: usize,
}

impl Default for BracketOptions {
    fn default() -> Self {
        Self { grow_limit: 110.0, maxiter: 1000 }
    }
}

/// Three points, `b` between `a` and `c`, and their values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// One end.
    pub a: f64,
    /// The point within.
    pub b: f64,
    /// The other end.
    pub c: f64,
    /// The value at `a`.
    pub fa: f64,
    /// The value at `b`.
    pub fb: f64,
    /// The value at `c`.
    pub fc: f64,
    /// Evaluations of the function.
    pub nfev: usize,
    /// Whether `fb` is the least value, the points are finite and in order.
    pub found: bool,
}

/// The golden ratio, by which steps grow.
const GOLDEN: f64 = 1.618034;
/// What a parabola's denominator must not fall below.
const TINY: f64 = 1e-21;

/// Goes downhill from two points until the function rises again.
///
/// Steps grow by the golden ratio, or to the minimum of the parabola through the last three points.
///
/// # Errors
///
/// [`Error::Values`] if the points are not finite, [`Error::Parameter`] if `grow_limit` is not positive.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{BracketOptions, bracket};
/// let bracket = bracket(|x| (x - 9.0) * (x - 9.0), (0.0, 1.0), &BracketOptions::default())?;
/// assert!(bracket.found && bracket.a < 9.0 && 9.0 < bracket.c);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A search that ends without a bracket is no error: `found` tells.
pub fn bracket<F>(mut fun: F, first: (f64, f64), options: &BracketOptions) -> Result<Bracket>
where
    F: FnMut(f64) -> f64,
{
    if !(first.0.is_finite() && first.1.is_finite()) {
        return Err(Error::Values { name: "first", requirement: "be finite" });
    }
    if options.grow_limit.is_nan() || options.grow_limit <= 0.0 {
        return Err(Error::parameter("grow_limit", options.grow_limit, "positive"));
    }
    Ok(descend(&mut fun, first, *options))
}

pub(super) fn descend(
    fun: &mut dyn FnMut(f64) -> f64,
    (a, b): (f64, f64),
    options: BracketOptions,
) -> Bracket {
    let (fa, fb) = (fun(a), fun(b));
    let (a, b, fa, fb) = if fa < fb { (b, a, fb, fa) } else { (a, b, fa, fb) };
    let c = b + GOLDEN * (b - a);
    let fc = fun(c);
    let mut points = Bracket { a, b, c, fa, fb, fc, nfev: 3, found: false };
    let mut nit = 0;
    while points.fc < points.fb {
        if nit > options.maxiter {
            return points;
        }
        nit += 1;
        if points.leap(fun, options.grow_limit) {
            break;
        }
    }
    let Bracket { a, b, c, fa, fb, fc, .. } = points;
    let is_lowest = (fb < fc && fb <= fa) || (fb < fa && fb <= fc);
    let is_between = (a < b && b < c) || (c < b && b < a);
    points.found = is_lowest && is_between && [a, b, c].iter().all(|x| x.is_finite());
    points
}

impl Bracket {
    /// One step downhill; whether the minimum is enclosed.
    fn leap(&mut self, fun: &mut dyn FnMut(f64) -> f64, grow_limit: f64) -> bool {
        let mut value = |x: f64| {
            self.nfev += 1;
            fun(x)
        };
        let to_a = (self.b - self.a) * (self.fb - self.fc);
        let to_c = (self.b - self.c) * (self.fb - self.fa);
        let difference = to_c - to_a;
        let denominator = 2.0 * if difference.abs() < TINY { TINY } else { difference };
        let mut x = self.b - ((self.b - self.c) * to_c - (self.b - self.a) * to_a) / denominator;
        let farthest = self.b + grow_limit * (self.c - self.b);
        let golden = |b: f64, c: f64| c + GOLDEN * (c - b);
        let mut fx;
        if (x - self.c) * (self.b - x) > 0.0 {
            // Between the last two points.
            fx = value(x);
            if fx < self.fc {
                (self.a, self.fa, self.b, self.fb) = (self.b, self.fb, x, fx);
                return true;
            }
            if fx > self.fb {
                (self.c, self.fc) = (x, fx);
                return true;
            }
            x = golden(self.b, self.c);
            fx = value(x);
        } else if (x - farthest) * (farthest - self.c) >= 0.0 {
            x = farthest;
            fx = value(x);
        } else if (x - farthest) * (self.c - x) > 0.0 {
            // Beyond, but not too far.
            fx = value(x);
            if fx < self.fc {
                let next = golden(self.c, x);
                let fnext = value(next);
                (self.b, self.fb, self.c, self.fc) = (self.c, self.fc, x, fx);
                (x, fx) = (next, fnext);
            }
        } else {
            x = golden(self.b, self.c);
            fx = value(x);
        }
        (self.a, self.fa, self.b, self.fb) = (self.b, self.fb, self.c, self.fc);
        (self.c, self.fc) = (x, fx);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_minimum_is_enclosed_from_either_side() {
        for first in [(0.0, 1.0), (1.0, 0.0), (1e4, 1e4 + 1.0)] {
            let options = BracketOptions::default();
            let found = bracket(|x| (x - 500.0).abs(), first, &options).unwrap();
            assert!(found.found && found.fb <= found.fa && found.fb <= found.fc, "{found:?}");
            assert!((found.a - 500.0) * (found.c - 500.0) <= 0.0);
        }
    }

    #[test]
    fn a_slope_without_end_and_bad_input() {
        let few = BracketOptions { maxiter: 3, ..Default::default() };
        assert!(!bracket(|x| -x, (0.0, 1.0), &few).unwrap().found);
        assert!(!bracket(|_| 1.0, (0.0, 1.0), &few).unwrap().found);
        let error = bracket(|x| x, (f64::NAN, 1.0), &few).unwrap_err();
        assert!(matches!(error, Error::Values { name: "first", .. }));
        let options = BracketOptions { grow_limit: 0.0, ..Default::default() };
        let error = bracket(|x| x, (0.0, 1.0), &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "grow_limit", .. }));
    }
}
