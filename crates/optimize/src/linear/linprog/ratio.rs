//! How far a step of the simplex method goes, and which variable ends it.

/// Elements of a column up to this do not count: dividing by them would ruin the basis.
const LEAST_PIVOT: f64 = 1e-9;

/// A basic variable that the step moves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moving {
    /// Its row in the basis, and its number among the variables.
    pub(super) row: usize,
    pub(super) variable: usize,
    /// Its value, how fast that changes, and its bounds.
    pub(super) x: f64,
    pub(super) rate: f64,
    pub(super) lower: f64,
    pub(super) upper: f64,
}

/// Where a step ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stop {
    pub(super) length: f64,
    /// The row of the variable that leaves the basis.
    pub(super) row: usize,
    /// Whether it leaves at its upper bound.
    pub(super) at_upper: bool,
}

impl Moving {
    /// Whether the step can tell it from one that stands.
    pub(super) fn counts(&self) -> bool {
        self.rate.abs() > LEAST_PIVOT
    }

    fn goes_up(&self) -> bool {
        self.rate > 0.0
    }

    fn reach(&self, bound: f64, slack: f64) -> f64 {
        ((bound - self.x) / self.rate + slack / self.rate.abs()).max(0.0)
    }
}

/// The step that keeps all variables within their bounds, but for `slack` (Harris: among those that
/// end it about equally early, the one with the largest pivot leaves).
pub(super) fn feasible(moving: &[Moving], slack: f64, first_of_equals: bool) -> Option<Stop> {
    let bound = |v: &Moving| if v.goes_up() { v.upper } else { v.lower };
    let slack = if first_of_equals { 0.0 } else { slack };
    let limit = moving.iter().map(|v| v.reach(bound(v), slack)).fold(f64::INFINITY, f64::min);
    if limit == f64::INFINITY {
        return None;
    }
    let limit = if first_of_equals { limit * (1.0 + 1e-12) } else { limit };
    let ending = moving.iter().filter(|v| v.reach(bound(v), 0.0) <= limit);
    let chosen = if first_of_equals {
        ending.min_by_key(|v| v.variable)
    } else {
        ending.max_by(|a, b| a.rate.abs().total_cmp(&b.rate.abs()))
    }?;
    Some(Stop {
        length: chosen.reach(bound(chosen), 0.0),
        row: chosen.row,
        at_upper: chosen.goes_up(),
    })
}

/// The step that lowers the sum of violations most; `slope` is how fast it falls at first.
///
/// Variables may pass their bounds, each of which flattens the slope; the step ends where it would
/// rise again. With `first_of_equals` it ends at the first bound.
pub(super) fn least_violation(
    moving: &[Moving],
    slope: f64,
    tolerance: f64,
    first_of_equals: bool,
) -> Option<Stop> {
    let mut passed: Vec<(f64, &Moving, bool)> = Vec::with_capacity(2 * moving.len());
    for v in moving {
        let (low, high) = (v.lower - tolerance, v.upper + tolerance);
        // Towards a violated bound both are met one after the other; away from it none.
        let (meets_lower, meets_upper) =
            if v.goes_up() { (v.x < low, v.x <= high) } else { (v.x >= low, v.x > high) };
        if meets_lower && v.lower.is_finite() {
            passed.push((v.reach(v.lower, 0.0), v, false));
        }
        if meets_upper && v.upper.is_finite() {
            passed.push((v.reach(v.upper, 0.0), v, true));
        }
    }
    passed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.variable.cmp(&b.1.variable)));
    let mut rest = slope;
    let n_passed = passed.iter().position(|(_, v, _)| {
        rest -= v.rate.abs();
        rest <= 0.0 || first_of_equals
    })?;
    // Of the last ones, one whose pivot is not small beside the others'.
    let passed = &passed[..=n_passed];
    let largest = passed.iter().fold(0.0_f64, |most, (_, v, _)| most.max(v.rate.abs()));
    let (length, v, at_upper) =
        passed.iter().rev().find(|(_, v, _)| v.rate.abs() >= 1e-3 * largest).copied()?;
    Some(Stop { length, row: v.row, at_upper })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moving(row: usize, x: f64, rate: f64) -> Moving {
        Moving { row, variable: row, x, rate, lower: 0.0, upper: 10.0 }
    }

    #[test]
    fn the_nearest_bound_ends_a_feasible_step() {
        let moving = [moving(0, 4.0, -1.0), moving(1, 8.0, 1.0), moving(2, 9.0, 0.1)];
        let stop = feasible(&moving, 1e-9, false).unwrap();
        assert_eq!((stop.length, stop.row, stop.at_upper), (2.0, 1, true));
        assert_eq!(feasible(&[], 1e-9, false), None);
    }

    #[test]
    fn of_equals_the_largest_pivot_leaves_or_the_first() {
        let moving = [moving(0, 1.0, -1.0), moving(1, 3.0, -3.0)];
        assert_eq!(feasible(&moving, 1e-9, false).unwrap().row, 1);
        assert_eq!(feasible(&moving, 1e-9, true).unwrap().row, 0);
    }

    #[test]
    fn violations_are_lowered_past_the_first_bound() {
        // Two variables below their bounds rise together; the first to arrive does not end it.
        let moving = [moving(0, -1.0, 1.0), moving(1, -5.0, 1.0)];
        let stop = least_violation(&moving, 2.0, 1e-9, false).unwrap();
        assert_eq!((stop.length, stop.row, stop.at_upper), (5.0, 1, false));
        let stop = least_violation(&moving, 2.0, 1e-9, true).unwrap();
        assert_eq!((stop.length, stop.row), (1.0, 0));
    }
}
