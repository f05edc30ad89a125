//! Moré and Thuente's line search, as a machine that asks for values.
//!
//! Counterpart of `scipy.optimize`'s `DCSRCH` and of `dcsrch` in L-BFGS-B.

/// A step along a line, the function's value there and its slope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) step: f64,
    pub(crate) value: f64,
    pub(crate) slope: f64,
}

impl Sample {
    /// The same of the function minus a line through the origin.
    fn tilted(self, slope: f64) -> Self {
        Self { step: self.step, value: self.value - self.step * slope, slope: self.slope - slope }
    }
}

/// What a step must satisfy, and where it must lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Of the first slope, how much of a reduction must be reached.
    pub(crate) decrease: f64,
    /// Of the first slope, how much may be left.
    pub(crate) curvature: f64,
    /// How narrow, relatively, a bracket may become.
    pub(crate) width: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

/// What to do with the step that was tried last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Answer {
    /// Try this one next.
    Try(f64),
    /// It satisfies both conditions.
    Accept,
    /// No step can be found that is better than the last.
    GiveUp,
}

/// The factor that shrinks a bracket which interpolation leaves too wide.
const SHRINK: f64 = 0.66;
/// The least and the greatest extrapolation while there is no bracket.
const EXTRAPOLATION: (f64, f64) = (1.1, 4.0);

/// A search for a step with
///
/// ```text
/// φ(t) ≤ φ(0) + c₁ t φ′(0)   and   |φ′(t)| ≤ c₂ |φ′(0)|
/// ```
///
/// which keeps the best step and, once there is one, the other end of an interval with a minimum in
/// it. Until a step is low enough with a rising slope, it works on `φ(t) − c₁ t φ′(0)`.
///
/// # References
///
/// J. J. Moré, D. J. Thuente, *Line search algorithms with guaranteed sufficient decrease*, ACM Trans.
/// Math. Softw. 20 (1994) 286–307, doi:10.1145/192115.192132.
#[derive(Debug)]
pub(crate) struct MoreThuente {
    limits: Limits,
    origin: Sample,
    best: Sample,
    other: Sample,
    bracketed: bool,
    /// Whether steps are still judged by the tilted function.
    first_stage: bool,
    /// Where the next step may lie.
    range: (f64, f64),
    /// The widths of the bracket before the last step and the one before.
    widths: (f64, f64),
}

impl MoreThuente {
    /// Begins at `step = 0`; none if the function does not fall there or `first` is no admissible step.
    pub(crate) fn new(origin: Sample, first: f64, limits: Limits) -> Option<Self> {
        let falls = origin.slope < 0.0;
        (falls && (limits.min..=limits.max).contains(&first)).then_some(Self {
            limits,
            origin,
            best: origin,
            other: origin,
            bracketed: false,
            first_stage: true,
            range: (0.0, first + EXTRAPOLATION.1 * first),
            widths: (limits.max - limits.min, 2.0 * (limits.max - limits.min)),
        })
    }

    /// Judges the step that was tried.
    pub(crate) fn next(&mut self, trial: Sample) -> Answer {
        if !(trial.value.is_finite() && trial.slope.is_finite()) {
            return Answer::GiveUp;
        }
        let tilt = self.limits.decrease * self.origin.slope;
        let ceiling = self.origin.value + trial.step * tilt;
        if self.first_stage && trial.value <= ceiling && trial.slope >= 0.0 {
            self.first_stage = false;
        }
        let is_flat = trial.slope.abs() <= -self.limits.curvature * self.origin.slope;
        if trial.value <= ceiling && is_flat {
            return Answer::Accept;
        }
        if self.is_stuck(trial, ceiling, tilt) {
            return Answer::GiveUp;
        }
        let step = if self.first_stage && trial.value <= self.best.value && trial.value > ceiling {
            let mut ends = (self.best.tilted(tilt), self.other.tilted(tilt));
            let step = self.interpolate(&mut ends, trial.tilted(tilt));
            (self.best, self.other) = (ends.0.tilted(-tilt), ends.1.tilted(-tilt));
            step
        } else {
            let mut ends = (self.best, self.other);
            let step = self.interpolate(&mut ends, trial);
            (self.best, self.other) = ends;
            step
        };
        let step = self.safeguard(step);
        if step.is_finite() { Answer::Try(step) } else { Answer::GiveUp }
    }

    /// Whether rounding, the bracket's width or the ends of the range forbid another step.
    fn is_stuck(&self, trial: Sample, ceiling: f64, tilt: f64) -> bool {
        let (low, high) = self.range;
        let outside = self.bracketed && (trial.step <= low || trial.step >= high);
        let narrow = self.bracketed && high - low <= self.limits.width * high;
        let falls_at_max =
            trial.step == self.limits.max && trial.value <= ceiling && trial.slope <= tilt;
        let rises_at_min =
            trial.step == self.limits.min && (trial.value > ceiling || trial.slope >= tilt);
        outside || narrow || falls_at_max || rises_at_min
    }

    /// Keeps the bracket shrinking and the step in its range.
    fn safeguard(&mut self, step: f64) -> f64 {
        let mut step = step;
        let gap = self.other.step - self.best.step;
        if self.bracketed {
            if gap.abs() >= SHRINK * self.widths.1 {
                step = self.best.step + 0.5 * gap;
            }
            self.widths = (gap.abs(), self.widths.0);
            let (a, b) = (self.best.step, self.other.step);
            self.range = (a.min(b), a.max(b));
        } else {
            let ahead = step - self.best.step;
            self.range = (step + EXTRAPOLATION.0 * ahead, step + EXTRAPOLATION.1 * ahead);
        }
        // Not `clamp`: NaN must pass.
        if step < self.limits.min {
            step = self.limits.min;
        } else if step > self.limits.max {
            step = self.limits.max;
        }
        let (low, high) = self.range;
        let is_used_up = step <= low || step >= high || high - low <= self.limits.width * high;
        if self.bracketed && is_used_up { self.best.step } else { step }
    }

    /// The next step from the best end, the other end and a trial between or beyond them; takes the
    /// trial in as an end.
    fn interpolate(&mut self, (best, other): &mut (Sample, Sample), trial: Sample) -> f64 {
        let turns = trial.slope * best.slope.signum() < 0.0;
        let secant = |slope_from: f64, slope_to: f64| slope_from / (slope_from - slope_to);
        let ahead = best.step - trial.step;
        let step = if trial.value > best.value {
            // Higher: a minimum lies between. The cubic's is taken if nearer to the best end.
            let cubic = best.step + Cubic::new(*best, trial).ratio * -ahead;
            let fall = (best.value - trial.value) / -ahead;
            let parabola = best.step + 0.5 * secant(best.slope, -fall) * -ahead;
            self.bracketed = true;
            if (cubic - best.step).abs() <= (parabola - best.step).abs() {
                cubic
            } else {
                cubic + 0.5 * (parabola - cubic)
            }
        } else if turns {
            // Lower with slopes that point at each other: a minimum lies between.
            let cubic = trial.step + Cubic::new(trial, *best).ratio * ahead;
            let line = trial.step + secant(trial.slope, best.slope) * ahead;
            self.bracketed = true;
            if (cubic - trial.step).abs() > (line - trial.step).abs() { cubic } else { line }
        } else if trial.slope.abs() < best.slope.abs() {
            self.extrapolate(*best, *other, trial)
        } else if self.bracketed {
            trial.step + Cubic::new(trial, *other).ratio * (other.step - trial.step)
        } else if trial.step > best.step {
            self.range.1
        } else {
            self.range.0
        };
        if trial.value > best.value {
            *other = trial;
        } else {
            if turns {
                *other = *best;
            }
            *best = trial;
        }
        step
    }

    /// Lower, with a gentler slope of the same sign: the minimum lies ahead.
    fn extrapolate(&self, best: Sample, other: Sample, trial: Sample) -> f64 {
        let ahead = best.step - trial.step;
        let cubic = Cubic::new(trial, best);
        // The cubic counts only if it has a minimum on the far side.
        let cubic = if cubic.ratio < 0.0 && cubic.root != 0.0 {
            trial.step + cubic.ratio * ahead
        } else if trial.step > best.step {
            self.range.1
        } else {
            self.range.0
        };
        let line = trial.step + trial.slope / (trial.slope - best.slope) * ahead;
        let is_cubic_nearer = (cubic - trial.step).abs() < (line - trial.step).abs();
        if self.bracketed {
            let step = if is_cubic_nearer { cubic } else { line };
            let limit = trial.step + SHRINK * (other.step - trial.step);
            return if trial.step > best.step { step.min(limit) } else { step.max(limit) };
        }
        let is_cubic_farther = (cubic - trial.step).abs() > (line - trial.step).abs();
        let step = if is_cubic_farther { cubic } else { line };
        step.max(self.range.0).min(self.range.1)
    }
}

/// The cubic through two samples with their slopes.
struct Cubic {
    /// Where its minimum lies, as a part of the way from the first sample to the second.
    ratio: f64,
    /// The root that chooses the minimum; zero if it has none.
    root: f64,
}

impl Cubic {
    fn new(from: Sample, to: Sample) -> Self {
        let theta = 3.0 * (from.value - to.value) / (to.step - from.step) + from.slope + to.slope;
        let scale = theta.abs().max(from.slope.abs()).max(to.slope.abs());
        let square = (theta / scale).powi(2) - (from.slope / scale) * (to.slope / scale);
        let root = (scale * square.max(0.0).sqrt()).copysign(to.step - from.step);
        let ratio = ((root - from.slope) + theta) / (((root - from.slope) + root) + to.slope);
        Self { ratio, root }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits =
        Limits { decrease: 1e-3, curvature: 0.1, width: 1e-10, min: 0.0, max: 1e10 };

    fn search(f: impl Fn(f64) -> (f64, f64), first: f64) -> (f64, usize) {
        let sample = |step: f64| {
            let (value, slope) = f(step);
            Sample { step, value, slope }
        };
        let mut search = MoreThuente::new(sample(0.0), first, LIMITS).unwrap();
        let (mut step, mut evaluations) = (first, 0);
        loop {
            evaluations += 1;
            match search.next(sample(step)) {
                Answer::Try(next) => step = next,
                Answer::Accept => return (step, evaluations),
                Answer::GiveUp => panic!("no step found"),
            }
        }
    }

    /// Function 1 of the paper, with β = 2, and the counts of its table I.
    #[test]
    fn the_papers_first_function_takes_as_many_steps_as_there() {
        let f = |t: f64| {
            let square = t * t + 2.0;
            (-t / square, (t * t - 2.0) / (square * square))
        };
        for (first, evaluations) in [(1e-3, 6), (1e-1, 3), (1e1, 1), (1e3, 4)] {
            let (step, count) = search(f, first);
            assert_eq!(count, evaluations, "from {first} to {step}");
            assert!(f(step).1.abs() <= 0.1 * 0.5);
        }
    }

    #[test]
    fn a_parabola_is_solved_by_interpolation() {
        let (step, count) = search(|t| ((t - 3.0).powi(2), 2.0 * (t - 3.0)), 1.0);
        assert!((step - 3.0).abs() < 0.3 && count <= 3, "{step}, {count}");
    }

    #[test]
    fn what_does_not_fall_is_not_searched() {
        let origin = Sample { step: 0.0, value: 1.0, slope: 0.0 };
        assert!(MoreThuente::new(origin, 1.0, LIMITS).is_none());
        let falling = Sample { slope: -1.0, ..origin };
        assert!(MoreThuente::new(falling, 1e11, LIMITS).is_none());
        let mut search = MoreThuente::new(falling, 1.0, LIMITS).unwrap();
        let nan = Sample { step: 1.0, value: f64::NAN, slope: f64::NAN };
        assert_eq!(search.next(nan), Answer::GiveUp);
    }
}
