//! The line search of Nocedal and Wright: double the step up to a bracket, then zoom in.
//!
//! Counterpart of `scipy.optimize`'s `scalar_search_wolfe2`.

use onkai_core::Result;

use super::more_thuente::Sample;

/// A function on a line.
pub(crate) trait Along {
    /// The value at a step.
    fn value(&mut self, step: f64) -> f64;
    /// The slope at the step whose value was asked for last.
    fn slope(&mut self, step: f64) -> Result<f64>;
    /// Whether a step that satisfies Wolfe's conditions will do.
    fn accepts(&mut self, step: f64) -> bool;
}

/// How many steps lead to a bracket, and how many shrink it.
const MAX_STEPS: usize = 10;

/// Wolfe's conditions.
#[derive(Clone, Copy)]
pub(crate) struct Conditions {
    pub(crate) origin: Sample,
    pub(crate) c1: f64,
    pub(crate) c2: f64,
}

impl Conditions {
    /// Whether a value is too high for its step; NaN is.
    fn is_high(&self, step: f64, value: f64) -> bool {
        value.is_nan() || value > self.origin.value + self.c1 * step * self.origin.slope
    }

    fn is_flat(&self, slope: f64) -> bool {
        slope.abs() <= -self.c2 * self.origin.slope
    }
}

/// A step that satisfies the conditions, and the value there; the step reached by doubling alone may
/// still be too short. None if there is no such step up to `max`.
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., algorithms 3.5 and 3.6.
pub(crate) fn search(
    line: &mut dyn Along,
    conditions: Conditions,
    first: f64,
    max: f64,
) -> Result<Option<(f64, f64)>> {
    let mut before = conditions.origin;
    let mut step = first.min(max);
    let mut value = line.value(step);
    for i in 0..MAX_STEPS {
        if step == 0.0 || before.step > max {
            return Ok(None);
        }
        if conditions.is_high(step, value) || (i > 0 && value >= before.value) {
            return zoom(line, conditions, before, (step, value));
        }
        let slope = line.slope(step)?;
        if conditions.is_flat(slope) && line.accepts(step) {
            return Ok(Some((step, value)));
        }
        let here = Sample { step, value, slope };
        if slope >= 0.0 {
            return zoom(line, conditions, here, (before.step, before.value));
        }
        before = here;
        step = (2.0 * step).min(max);
        value = line.value(step);
    }
    Ok(if value.is_nan() { None } else { Some((step, value)) })
}

/// Shrinks the interval from `low`, whose value is low enough, to `high`.
fn zoom(
    line: &mut dyn Along,
    conditions: Conditions,
    mut low: Sample,
    mut high: (f64, f64),
) -> Result<Option<(f64, f64)>> {
    let mut former = (0.0, conditions.origin.value);
    for i in 0..=MAX_STEPS {
        let gap = high.0 - low.step;
        let ends = (low.step.min(high.0), low.step.max(high.0));
        let is_inside =
            |step: &f64, margin: f64| *step <= ends.1 - margin && *step >= ends.0 + margin;
        let by_cubic = if i > 0 { cubic_minimum(low, high, former) } else { None };
        let step = by_cubic
            .filter(|step| is_inside(step, 0.2 * gap))
            .or_else(|| parabola_minimum(low, high).filter(|step| is_inside(step, 0.1 * gap)))
            .unwrap_or(low.step + 0.5 * gap);
        let value = line.value(step);
        if conditions.is_high(step, value) || value >= low.value {
            former = high;
            high = (step, value);
            continue;
        }
        let slope = line.slope(step)?;
        if conditions.is_flat(slope) && line.accepts(step) {
            return Ok(Some((step, value)));
        }
        if slope * gap >= 0.0 {
            former = high;
            high = (low.step, low.value);
        } else {
            former = (low.step, low.value);
        }
        low = Sample { step, value, slope };
    }
    Ok(None)
}

/// Where the cubic through three points, with the slope at the first, is least.
fn cubic_minimum(a: Sample, b: (f64, f64), c: (f64, f64)) -> Option<f64> {
    let (db, dc) = (b.0 - a.step, c.0 - a.step);
    let (rest_b, rest_c) = (b.1 - a.value - a.slope * db, c.1 - a.value - a.slope * dc);
    let denominator = (db * dc).powi(2) * (db - dc);
    let cube = (dc * dc * rest_b - db * db * rest_c) / denominator;
    let square = (db.powi(3) * rest_c - dc.powi(3) * rest_b) / denominator;
    let root = (square * square - 3.0 * cube * a.slope).sqrt();
    Some(a.step + (root - square) / (3.0 * cube)).filter(|step| step.is_finite())
}

/// Where the parabola through two points, with the slope at the first, is least.
fn parabola_minimum(a: Sample, b: (f64, f64)) -> Option<f64> {
    let gap = b.0 - a.step;
    let square = (b.1 - a.value - a.slope * gap) / (gap * gap);
    Some(a.step - a.slope / (2.0 * square)).filter(|step| step.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Function(fn(f64) -> (f64, f64));

    impl Along for Function {
        fn value(&mut self, step: f64) -> f64 {
            self.0(step).0
        }
        fn slope(&mut self, step: f64) -> Result<f64> {
            Ok(self.0(step).1)
        }
        fn accepts(&mut self, _: f64) -> bool {
            true
        }
    }

    fn found(f: fn(f64) -> (f64, f64), first: f64, max: f64) -> Option<f64> {
        let (value, slope) = f(0.0);
        let origin = Sample { step: 0.0, value, slope };
        let conditions = Conditions { origin, c1: 1e-4, c2: 0.1 };
        search(&mut Function(f), conditions, first, max).unwrap().map(|(step, _)| step)
    }

    #[test]
    fn it_doubles_and_zooms_to_a_flat_place() {
        let f = |t: f64| ((t - 7.0).powi(2), 2.0 * (t - 7.0));
        for first in [0.1, 1.0, 6.0, 100.0] {
            let step = found(f, first, 1e10).unwrap();
            assert!(f(step).1.abs() <= 1.4, "{step}");
        }
        assert_eq!(found(|t| (-t, -1.0), 1.0, 3.0), None);
    }

    #[test]
    fn what_is_not_a_number_counts_as_high() {
        let f = |t: f64| if t > 2.0 { (f64::NAN, f64::NAN) } else { (t * t - t, 2.0 * t - 1.0) };
        let step = found(f, 8.0, 1e10).unwrap();
        assert!((step - 0.5).abs() < 0.06, "{step}");
    }

    #[test]
    fn interpolants_have_their_minima_where_the_functions_have_them() {
        let f = |t: f64| t * t * t - 3.0 * t;
        let a = Sample { step: 0.0, value: f(0.0), slope: -3.0 };
        let step = cubic_minimum(a, (2.0, f(2.0)), (3.0, f(3.0))).unwrap();
        assert!((step - 1.0).abs() < 1e-14);
        let a = Sample { step: 1.0, value: 4.0, slope: -4.0 };
        assert_eq!(parabola_minimum(a, (2.0, 1.0)), Some(3.0));
        assert_eq!(parabola_minimum(a, (2.0, 0.0)), None);
    }
}
