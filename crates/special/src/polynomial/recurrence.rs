//! Three-term recurrences in double-double arithmetic.

use crate::double_double::{DoubleDouble, two_product, two_sum};

/// The numbers of one step: `divisor · next = (slope · x + offset) · last - back · before`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Factor of `x` times the last value.
    pub(super) slope: DoubleDouble,
    /// Factor of the last value.
    pub(super) offset: DoubleDouble,
    /// Factor of the value before the last.
    pub(super) back: DoubleDouble,
    /// Divisor of the whole.
    pub(super) divisor: f64,
}

/// The polynomial of degree `n` at `x`, from its recurrence: `step(k)` leads to degree `k`.
///
/// Double-doubles keep the value accurate even beside a zero, where the terms of the recurrence
/// cancel. Values that pass the range of doubles on the way are kept in it by powers of two.
pub(super) fn evaluate(n: u32, x: f64, step: impl Fn(f64) -> Step) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = DoubleDouble::new(x);
    let (mut before, mut last) = (DoubleDouble::new(0.0), DoubleDouble::new(1.0));
    let mut exponent = 0;
    for k in 1..=n {
        let Step { slope, offset, back, divisor } = step(f64::from(k));
        let next = (slope * x + offset) * last - back * before;
        (before, last) = (last, quotient(next, divisor));
        if LARGE < last.hi.abs() {
            (before, last) = (before.scaled(1.0 / LARGE), last.scaled(1.0 / LARGE));
            exponent += LARGE_EXPONENT;
        }
    }
    scale_by_power_of_two(last.value(), exponent)
}

/// 2^300: products of two such numbers and splits of them stay in range.
pub(super) const LARGE: f64 = 2.037_035_976_334_486e90;
/// Its exponent.
pub(super) const LARGE_EXPONENT: i32 = 300;

/// `value * 2^exponent` for any exponent.
pub(super) fn scale_by_power_of_two(mut value: f64, mut exponent: i32) -> f64 {
    while exponent != 0 && value != 0.0 && value.is_finite() {
        let step = exponent.clamp(-900, 900);
        value *= 2.0_f64.powi(step);
        exponent -= step;
    }
    value
}

/// A double-double divided by a double: two steps, where the general division takes three.
fn quotient(numerator: DoubleDouble, divisor: f64) -> DoubleDouble {
    if divisor == 1.0 {
        return numerator;
    }
    let first = numerator.hi / divisor;
    let rest = numerator - two_product(first, divisor);
    two_sum(first, rest.value() / divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_are_exact() {
        assert_eq!(LARGE, 2.0_f64.powi(LARGE_EXPONENT));
        assert_eq!(scale_by_power_of_two(3.0, 2000), f64::INFINITY);
        assert_eq!(scale_by_power_of_two(scale_by_power_of_two(LARGE, -600), 300), 1.0);
    }
}
