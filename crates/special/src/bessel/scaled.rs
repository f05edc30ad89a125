//! Numbers whose exponent may lie far beyond that of a double.

use std::f64::consts::LN_2;
use std::ops::Mul;

use crate::double_double::DoubleDouble;

/// `mantissa · 2^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaled {
    pub(super) mantissa: f64,
    pub(super) exponent: i32,
}

impl Scaled {
    /// A double.
    #[inline]
    pub(super) fn new(mantissa: f64) -> Self {
        Self { mantissa, exponent: 0 }
    }

    /// `e^x` for finite `x`.
    pub(super) fn exp(x: DoubleDouble) -> Self {
        let exponent = (x.hi / LN_2).round();
        let rest = x - DoubleDouble::LN_2 * DoubleDouble::new(exponent);
        Self { mantissa: rest.hi.exp() * (1.0 + rest.lo), exponent: exponent as i32 }
    }

    /// The nearest double; 0 or infinite where none is near.
    #[inline]
    pub(super) fn value(self) -> f64 {
        if self.exponent == 0 { self.mantissa } else { self.value_in_steps() }
    }

    fn value_in_steps(self) -> f64 {
        // Twice 2^2200 exceeds the range of doubles from one end to the other.
        let mut exponent = self.exponent.clamp(-4400, 4400);
        let mut value = self.mantissa;
        while exponent != 0 {
            let step = exponent.clamp(-900, 900);
            value *= power_of_two(step);
            exponent -= step;
        }
        value
    }
}

impl Mul<f64> for Scaled {
    type Output = Self;

    #[inline]
    fn mul(self, factor: f64) -> Self {
        Self { mantissa: self.mantissa * factor, ..self }
    }
}

impl Mul for Scaled {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        Self {
            mantissa: self.mantissa * other.mantissa,
            exponent: self.exponent.saturating_add(other.exponent),
        }
    }
}

/// Two neighbours of a sequence that grows along its recurrence, under one exponent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbors {
    pub(super) current: f64,
    pub(super) next: f64,
    pub(super) exponent: i32,
}

impl Neighbors {
    /// Neighbours that still have their full size.
    pub(super) fn new(current: f64, next: f64) -> Self {
        Self { current, next, exponent: 0 }
    }

    /// Goes from orders `(order, order + 1)` to `(order + steps, order + steps + 1)` by
    /// `f(k + 1) = (2 k / x) f(k) + sign · f(k - 1)`.
    pub(super) fn raised(mut self, order: f64, steps: usize, x: f64, sign: f64) -> Self {
        const LARGE: i32 = 500;
        for step in 1..=steps {
            let factor = 2.0 * (order + step as f64) / x;
            let product = factor * self.next;
            if !product.is_finite() {
                // From here on every member exceeds all bounds.
                let current = if step == steps { self.next } else { product };
                return Self { current, next: product, ..self };
            }
            (self.current, self.next) = (self.next, product + sign * self.current);
            if power_of_two(LARGE) < self.next.abs() {
                self.current *= power_of_two(-LARGE);
                self.next *= power_of_two(-LARGE);
                self.exponent += LARGE;
            }
        }
        self
    }

    /// The first of the two.
    pub(super) fn current(&self) -> Scaled {
        Scaled { mantissa: self.current, exponent: self.exponent }
    }
}

/// `2^exponent` within the range of normal numbers.
#[inline]
fn power_of_two(exponent: i32) -> f64 {
    f64::from_bits(((1023 + i64::from(exponent)) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_range_are_zero_and_infinity() {
        let at = |mantissa, exponent| Scaled { mantissa, exponent }.value();
        assert_eq!(at(1.5, -1074), f64::from_bits(2));
        assert_eq!(at(1e300, -1500), 1e300 * 2.0_f64.powi(-750) * 2.0_f64.powi(-750));
        assert_eq!(at(-1.0, i32::MAX), f64::NEG_INFINITY);
        assert_eq!(at(1.0, i32::MIN), 0.0);
    }

    #[test]
    fn exponentials_are_split() {
        let e = Scaled::exp(DoubleDouble::new(-2000.0)) * Scaled::exp(DoubleDouble::new(2001.0));
        assert!((e.value() - std::f64::consts::E).abs() < 1e-15);
    }
}
