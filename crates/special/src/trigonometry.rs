//! Sine and cosine of multiples of π, whose zeros are exact.

use std::f64::consts::PI;

/// `x` less the nearest even integer, exactly: in [-1, 1].
#[inline]
fn reduced(x: f64) -> f64 {
    x - 2.0 * (0.5 * x).round()
}

/// sin(πx).
#[inline]
pub(crate) fn sin_pi(x: f64) -> f64 {
    let r = reduced(x);
    let a = r.abs();
    let folded = if 0.5 < a { 1.0 - a } else { a };
    if folded <= 0.25 { (PI * folded).sin() } else { (PI * (0.5 - folded)).cos() }.copysign(r)
}

/// cos(πx).
#[inline]
pub(crate) fn cos_pi(x: f64) -> f64 {
    let a = reduced(x).abs();
    let folded = if 0.5 < a { 1.0 - a } else { a };
    let value = if folded <= 0.25 { (PI * folded).cos() } else { (PI * (0.5 - folded)).sin() };
    if 0.5 < a { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_exact() {
        for n in [-7.0, -2.0, 0.0, 1.0, 4.0, 1e15] {
            assert_eq!(sin_pi(n), 0.0);
            assert_eq!(cos_pi(n + 0.5), 0.0);
            assert_eq!(cos_pi(n).abs(), 1.0);
        }
        assert_eq!(sin_pi(-2.5), -1.0);
        assert_eq!(cos_pi(3.0), -1.0);
        assert!((sin_pi(1e6 + 0.25) - 0.5_f64.sqrt()).abs() < 1e-15);
    }
}
