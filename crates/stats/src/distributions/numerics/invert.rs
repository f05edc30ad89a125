//! Quantiles of distributions whose tails have no inverse in closed form.

use crate::distributions::continuous::ContinuousShape;

/// Steps after which the bracket is returned as it is; bisection alone needs fewer.
const STEPS: usize = 300;

/// The x whose lower tail is `p`, 0 < p < 1.
pub(crate) fn solve_lower<D: ContinuousShape>(shape: &D, p: f64) -> f64 {
    if p <= 0.5 { solve(shape, p, Side::Lower) } else { solve(shape, 1.0 - p, Side::Upper) }
}

/// The x whose upper tail is `q`, 0 < q < 1.
pub(crate) fn solve_upper<D: ContinuousShape>(shape: &D, q: f64) -> f64 {
    if q <= 0.5 { solve(shape, q, Side::Upper) } else { solve(shape, 1.0 - q, Side::Lower) }
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Lower,
    Upper,
}

/// Newton's iteration on the tail's logarithm, kept inside a bracket that every step narrows.
fn solve<D: ContinuousShape>(shape: &D, target: f64, side: Side) -> f64 {
    let tail = |x: f64| match side {
        Side::Lower => shape.lower_tail(x),
        Side::Upper => shape.upper_tail(x),
    };
    // True where x is too far to the right.
    let beyond = |value: f64| (value > target) == (side == Side::Lower);
    let (mut low, mut high) = bracket(shape, |x| beyond(tail(x)));
    let mut x = middle(low, high);
    for _ in 0..STEPS {
        let value = tail(x);
        if value == target {
            return x;
        }
        if beyond(value) {
            high = x;
        } else {
            low = x;
        }
        let slope = shape.density(x) / value;
        let direction = if side == Side::Lower { -1.0 } else { 1.0 };
        let step = direction * (value / target).ln() / slope;
        let newton = x + step;
        let next = if newton > low && newton < high { newton } else { middle(low, high) };
        if (next - x).abs() <= 2.0 * f64::EPSILON * next.abs() || next == low || next == high {
            return next;
        }
        x = next;
    }
    x
}

/// Two points of the support between which the quantile lies.
fn bracket<D: ContinuousShape>(shape: &D, beyond: impl Fn(f64) -> bool) -> (f64, f64) {
    let support = shape.standard_support();
    let (a, b) = (support.low, support.high);
    if a.is_finite() && b.is_finite() {
        return (a, b);
    }
    if a.is_finite() {
        let right = widen(|distance| beyond(a + distance));
        return (a + left_of(|distance| beyond(a + distance), right), a + right);
    }
    if b.is_finite() {
        let left = widen(|distance| !beyond(b - distance));
        return (b - left, b - left_of(|distance| !beyond(b - distance), left));
    }
    if beyond(0.0) { (-widen(|distance| !beyond(-distance)), 0.0) } else { (0.0, widen(&beyond)) }
}

/// The first of 1, 4, 16 … at which the condition holds.
fn widen(reached: impl Fn(f64) -> bool) -> f64 {
    let mut distance = 1.0;
    let mut factor = 4.0;
    while !reached(distance) && distance < 1e300 {
        distance *= factor;
        factor = f64::min(factor * factor, 1e20);
    }
    f64::min(distance, f64::MAX)
}

/// A distance at which the condition does not hold yet, 0 if it holds everywhere.
fn left_of(reached: impl Fn(f64) -> bool, from: f64) -> f64 {
    let mut distance = from * 0.25;
    let mut factor = 0.25;
    while reached(distance) && distance > 1e-300 {
        distance *= factor;
        factor = f64::max(factor * factor, 1e-20);
    }
    if reached(distance) { 0.0 } else { distance }
}

/// The geometric mean where the ends differ in size, else the arithmetic one.
fn middle(low: f64, high: f64) -> f64 {
    let far_apart = low > 0.0 && high > 4.0 * low || high < 0.0 && low < 4.0 * high;
    if far_apart {
        (low.abs().sqrt() * high.abs().sqrt()).copysign(low)
    } else {
        0.5 * low + 0.5 * high
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::continuous::{Exponential, Normal};

    #[test]
    fn known_quantiles_on_the_line_and_the_half_line() {
        use onkai_special::ndtri;
        for p in [1e-300, 1e-20, 0.01, 0.5, 0.7, 1.0 - 1e-12] {
            let expected: f64 = ndtri(p);
            let deviation = (solve_lower(&Normal, p) - expected).abs();
            assert!(deviation <= 1e-14 * expected.abs() + 1e-16, "{p}");
            let expected: f64 = -(-p).ln_1p();
            assert!((solve_lower(&Exponential, p) / expected - 1.0).abs() < 1e-14, "{p}");
            assert!((solve_upper(&Exponential, p) / -p.ln() - 1.0).abs() < 1e-12, "{p}");
        }
    }
}
