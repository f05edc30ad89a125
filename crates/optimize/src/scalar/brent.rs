//! Brent's minimization: parabolas where they shrink the interval, golden sections elsewhere.
//!
//! Counterpart of `scipy.optimize.brent` and `fminbound`.

use onkai_core::{Result, check_positive};

use super::bracket::{Bracket, BracketOptions, descend};
use super::minimize_scalar::{ScalarMinimum, lowest};
use crate::minimize::Status;

/// Options of [`ScalarMethod::Brent`](crate::ScalarMethod::Brent); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrentOptions {
    /// How exact, relatively, the minimizer must be.
    pub xtol: f64,
    /// At most so many iterations.
    pub maxiter: usize,
}

impl Default for BrentOptions {
    fn default() -> Self {
        Self { xtol: 1.48e-8, maxiter: 500 }
    }
}

/// Options of [`ScalarMethod::Bounded`](crate::ScalarMethod::Bounded); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedOptions {
    /// How exact, absolutely, the minimizer must be.
    pub xatol: f64,
    /// At most so many evaluations.
    pub maxiter: usize,
}

impl Default for BoundedOptions {
    fn default() -> Self {
        Self { xatol: 1e-5, maxiter: 500 }
    }
}

impl BoundedOptions {
    pub(super) fn check(&self) -> Result<()> {
        check_positive("xatol", self.xatol)
    }
}

/// The smaller part of a golden section, `(3 − √5) / 2`.
const SECTION: f64 = 0.381_966_011_250_105_15;
/// The unit of rounding, as the original states it.
const ROUNDING: f64 = 2.2e-16;
/// What a minimizer at zero may be off by, in a bracket.
const LEAST: f64 = 1e-11;

/// The minimum in a bracket.
pub(super) fn brent(
    fun: &mut dyn FnMut(f64) -> f64,
    bracket: &Bracket,
    options: BrentOptions,
) -> ScalarMinimum {
    let ends = (bracket.a.min(bracket.c), bracket.a.max(bracket.c));
    let accuracy = (options.xtol, LEAST);
    let search = Search::new(ends, (bracket.b, bracket.fb), accuracy);
    search.run(fun, bracket.nfev, (options.maxiter, usize::MAX))
}

/// The minimum downhill of 0 and 1.
pub(crate) fn unbounded(fun: &mut dyn FnMut(f64) -> f64, options: BrentOptions) -> ScalarMinimum {
    let bracket = descend(fun, (0.0, 1.0), BracketOptions::default());
    if bracket.found { brent(fun, &bracket, options) } else { lowest(&bracket) }
}

/// The minimum between two finite bounds.
pub(crate) fn bounded(
    fun: &mut dyn FnMut(f64) -> f64,
    bounds: (f64, f64),
    options: BoundedOptions,
) -> ScalarMinimum {
    let x = bounds.0 + SECTION * (bounds.1 - bounds.0);
    let fx = fun(x);
    // No minimizer can be told more exactly than by the root of the rounding error.
    let accuracy = (ROUNDING.sqrt(), options.xatol / 3.0);
    Search::new(bounds, (x, fx), accuracy).run(fun, 1, (usize::MAX, options.maxiter))
}

/// The state of a search; points are pairs of a number and its value.
struct Search {
    low: f64,
    high: f64,
    best: (f64, f64),
    second: (f64, f64),
    /// What was second before.
    third: (f64, f64),
    /// The last step, and the one before.
    step: f64,
    former: f64,
    relative: f64,
    absolute: f64,
}

impl Search {
    fn new((low, high): (f64, f64), start: (f64, f64), (relative, absolute): (f64, f64)) -> Self {
        Self {
            low,
            high,
            best: start,
            second: start,
            third: start,
            step: 0.0,
            former: 0.0,
            relative,
            absolute,
        }
    }

    fn run(
        mut self,
        fun: &mut dyn FnMut(f64) -> f64,
        mut nfev: usize,
        (maxiter, maxfun): (usize, usize),
    ) -> ScalarMinimum {
        let mut nit = 0;
        let status = loop {
            if self.best.1.is_nan() {
                break Status::NotFinite;
            }
            let tolerance = self.relative * self.best.0.abs() + self.absolute;
            let middle = 0.5 * (self.low + self.high);
            if (self.best.0 - middle).abs() <= 2.0 * tolerance - 0.5 * (self.high - self.low) {
                break Status::Converged;
            }
            if nit >= maxiter {
                break Status::IterationLimit;
            }
            if nfev >= maxfun {
                break Status::EvaluationLimit;
            }
            let x = self.next(middle, tolerance);
            let fx = fun(x);
            if fx.is_nan() {
                nfev += 1;
                break Status::NotFinite;
            }
            self.take_in((x, fx));
            nfev += 1;
            nit += 1;
        };
        ScalarMinimum { x: self.best.0, fun: self.best.1, nfev, nit, status }
    }

    /// The next point.
    fn next(&mut self, middle: f64, tolerance: f64) -> f64 {
        let x = self.best.0;
        let parabola = self.parabola().filter(|_| self.former.abs() > tolerance);
        if let Some(step) = parabola {
            self.former = self.step;
            let is_at_end =
                x + step - self.low < 2.0 * tolerance || self.high - (x + step) < 2.0 * tolerance;
            let inwards = if middle >= x { tolerance } else { -tolerance };
            self.step = if is_at_end { inwards } else { step };
        } else {
            self.former = if x >= middle { self.low - x } else { self.high - x };
            self.step = SECTION * self.former;
        }
        // Two points nearer than the tolerance tell nothing.
        let sign = if self.step >= 0.0 { 1.0 } else { -1.0 };
        x + sign * self.step.abs().max(tolerance)
    }

    /// The step to the minimum of the parabola through the three points, if that lies within and the
    /// step is less than half the one before the last.
    fn parabola(&self) -> Option<f64> {
        let (x, fx) = self.best;
        let to_second = (x - self.second.0) * (fx - self.third.1);
        let to_third = (x - self.third.0) * (fx - self.second.1);
        let top = (x - self.third.0) * to_third - (x - self.second.0) * to_second;
        let bottom = 2.0 * (to_third - to_second);
        let (top, bottom) = if bottom > 0.0 { (-top, bottom) } else { (top, -bottom) };
        let is_short = top.abs() < (0.5 * bottom * self.former).abs();
        let is_within = top > bottom * (self.low - x) && top < bottom * (self.high - x);
        (is_short && is_within).then(|| top / bottom)
    }

    /// Narrows the interval by a new point.
    fn take_in(&mut self, new: (f64, f64)) {
        let (x, fx) = self.best;
        if new.1 <= fx {
            if new.0 >= x {
                self.low = x;
            } else {
                self.high = x;
            }
            (self.third, self.second, self.best) = (self.second, self.best, new);
            return;
        }
        if new.0 < x {
            self.low = new.0;
        } else {
            self.high = new.0;
        }
        if new.1 <= self.second.1 || self.second.0 == x {
            (self.third, self.second) = (self.second, new);
        } else if new.1 <= self.third.1 || self.third.0 == x || self.third.0 == self.second.0 {
            self.third = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parabola_takes_few_points() {
        let mut f = |x: f64| (x - 0.3).powi(2);
        let minimum = bounded(&mut f, (-1.0, 2.0), BoundedOptions::default());
        assert!((minimum.x - 0.3).abs() < 1e-6 && minimum.nfev <= 7, "{minimum:?}");
        let minimum = unbounded(&mut f, BrentOptions::default());
        assert!((minimum.x - 0.3).abs() < 1e-8 && minimum.success());
    }

    #[test]
    fn a_minimum_at_an_end_is_approached() {
        let minimum = bounded(&mut |x| x, (1.0, 2.0), BoundedOptions::default());
        assert!((minimum.x - 1.0).abs() < 1e-5 && minimum.x >= 1.0);
    }

    #[test]
    fn limits_and_nan_end_it() {
        let options = BoundedOptions { maxiter: 4, ..Default::default() };
        let minimum = bounded(&mut f64::cos, (0.0, 6.0), options);
        assert_eq!((minimum.status, minimum.nfev), (Status::EvaluationLimit, 4));
        let options = BrentOptions { maxiter: 2, ..Default::default() };
        assert_eq!(unbounded(&mut f64::cos, options).status, Status::IterationLimit);
        let minimum = bounded(&mut |_| f64::NAN, (0.0, 1.0), BoundedOptions::default());
        assert_eq!((minimum.status, minimum.nfev), (Status::NotFinite, 1));
        let mut hole = |x: f64| if x > 0.5 { f64::NAN } else { -x };
        let minimum = bounded(&mut hole, (0.0, 1.0), BoundedOptions::default());
        assert!(minimum.status == Status::NotFinite && minimum.fun <= -0.3);
    }
}
