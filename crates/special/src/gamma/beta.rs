//! The beta function and its logarithm.
//!
//! Counterpart of `scipy.special.beta` and `scipy.special.betaln`.

use std::f64::consts::PI;

use onkai_core::Real;

use super::accurate::gammaln_dd;
use super::gamma_function::{gamma_f64, rgamma_f64};
use super::log_gamma::gammaln_f64;
use crate::double_double::{DoubleDouble, two_sum};
use crate::trigonometry::{cos_pi, sin_pi};

/// The beta function.
///
/// ```text
/// B(a, b) = ∫₀¹ t^(a-1) (1 - t)^(b-1) dt = Γ(a) Γ(b) / Γ(a + b)
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::beta;
/// assert!((beta(2.0, 3.0) - 1.0 / 12.0_f64).abs() < 1e-16);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 5.12. <https://dlmf.nist.gov/5.12>
pub fn beta<F: Real>(a: F, b: F) -> F {
    F::of(beta_f64(a.as_f64(), b.as_f64()))
}

/// The logarithm of the absolute value of the [`beta`] function.
///
/// # Examples
///
/// ```
/// use onkai_special::betaln;
/// assert!((betaln(1e3, 2e3) / -1_911.874_614_214_448_2_f64 - 1.0).abs() < 1e-13);
/// ```
pub fn betaln<F: Real>(a: F, b: F) -> F {
    F::of(betaln_f64(a.as_f64(), b.as_f64()))
}

/// Up to this sum the product of three gamma functions neither overflows nor loses digits.
const PRODUCT_UP_TO: f64 = 100.0;
/// From here on the first terms of the series in 1/a are exact, and double-doubles are not.
const HUGE: f64 = 1e13;

/// The kernel of [`beta`].
pub(crate) fn beta_f64(a: f64, b: f64) -> f64 {
    let (a, b) = if a < b { (b, a) } else { (a, b) };
    if 0.0 < b {
        return if a + b < PRODUCT_UP_TO { product(a, b) } else { logarithm(a, b).exp() };
    }
    if let Some((sign, a, b)) = at_poles(a, b) {
        return sign * beta_f64(a, b);
    }
    if b.abs() + a.abs() < PRODUCT_UP_TO {
        return product(a, b);
    }
    reflected(a, b)
}

/// B(a, b) for b < 0 by the reflection formula of each gamma function whose argument is negative.
fn reflected(a: f64, b: f64) -> f64 {
    let sum = two_sum(a, b);
    let sine = sin_pi(sum.hi) + PI * sum.lo * cos_pi(sum.hi);
    if a < 0.0 {
        let rest = (1.0 - sum.hi) * beta_f64(1.0 - a, 1.0 - b);
        return PI * sine / (sin_pi(a) * sin_pi(b) * rest);
    }
    if sum.hi < 1.0 {
        return sine / sin_pi(b) * beta_f64(a, 1.0 - sum.hi);
    }
    PI / (sin_pi(b) * a * beta_f64(1.0 - b, sum.hi))
}

/// The kernel of [`betaln`].
pub(crate) fn betaln_f64(a: f64, b: f64) -> f64 {
    let (a, b) = if a < b { (b, a) } else { (a, b) };
    if b <= 0.0 || a.is_nan() || b.is_nan() {
        return beta_f64(a, b).abs().ln();
    }
    if a + b < PRODUCT_UP_TO {
        let value = product(a, b);
        // Near 1 the logarithm is small, and needs more digits of the function than there are.
        if !(0.6..1.6).contains(&value) && value.is_finite() {
            return value.ln();
        }
    }
    logarithm(a, b).value()
}

/// Γ(a) Γ(b) / Γ(a + b).
fn product(a: f64, b: f64) -> f64 {
    let sum = two_sum(a, b);
    // What the rounding of a + b changes: Γ'(s) / Γ(s) is close to ln s where that matters.
    let correction = if 2.0 < sum.hi { 1.0 - sum.lo * (sum.hi - 0.5).ln() } else { 1.0 };
    gamma_f64(b) * (gamma_f64(a) * rgamma_f64(sum.hi) * correction)
}

/// ln B(a, b) for positive arguments.
pub(crate) fn betaln_dd(a: f64, b: f64) -> DoubleDouble {
    if a < b { logarithm(b, a) } else { logarithm(a, b) }
}

/// ln B(a, b) for a ≥ b > 0.
fn logarithm(a: f64, b: f64) -> DoubleDouble {
    if a == f64::INFINITY {
        return DoubleDouble::new(f64::NEG_INFINITY);
    }
    if b < 1e-200 {
        return DoubleDouble::new(-b.ln());
    }
    let log_gamma = |x: f64| {
        if x < HUGE { gammaln_dd(DoubleDouble::new(x)) } else { DoubleDouble::new(gammaln_f64(x)) }
    };
    if a < HUGE {
        return log_gamma(a) + log_gamma(b) - gammaln_dd(two_sum(a, b));
    }
    if b < 1e-3 * a {
        // Γ(a) / Γ(a + b) = a^-b (1 - b (b - 1) / (2 a) + …), or its logarithm by Stirling's formula.
        let ratio = b / a;
        let power = DoubleDouble::new(a).ln() * DoubleDouble::new(b);
        let rest = (a + b - 0.5) * (ratio.ln_1p() - ratio) + ratio * (b - 0.5);
        return log_gamma(b) - power - DoubleDouble::new(rest);
    }
    // Both are huge: the value underflows, its logarithm has all digits that doubles give.
    let ratio = b / a;
    DoubleDouble::new(-(a * ratio.ln_1p() + b * (1.0 / ratio).ln_1p()) - 0.5 * b.ln())
}

/// The same function at positive arguments, where `b` is an integer that is not positive, and its
/// sign; infinite there unless `a` is an integer that makes the poles cancel.
fn at_poles(a: f64, b: f64) -> Option<(f64, f64, f64)> {
    let (pole, other) = if b == b.floor() && b <= 0.0 {
        (b, a)
    } else if a == a.floor() && a <= 0.0 {
        (a, b)
    } else {
        return None;
    };
    let mirrored = 1.0 - pole - other;
    if other == other.floor() && 0.0 < mirrored && 0.0 < other {
        let sign = if (0.5 * other).fract() == 0.0 { 1.0 } else { -1.0 };
        return Some((sign, mirrored, other));
    }
    Some((f64::INFINITY, 1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_that_cancel_leave_a_value() {
        // Γ(-3 + ε) Γ(2) / Γ(-1 + ε) → 1 / ((-3) (-2))
        assert!((beta(-3.0, 2.0) - 1.0 / 6.0_f64).abs() < 1e-16);
        assert_eq!(beta(-3.0, 4.0), f64::INFINITY);
        assert_eq!(beta(0.0, 0.5), f64::INFINITY);
        assert!(beta(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn arguments_may_be_exchanged() {
        for (a, b) in [(0.3, 200.0), (-1.5, 4.0), (1e15, 2.0_f64)] {
            assert_eq!(beta(a, b), beta(b, a));
            assert_eq!(betaln(a, b), betaln(b, a));
        }
    }
}
