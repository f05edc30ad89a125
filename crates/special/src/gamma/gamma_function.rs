//! The gamma function and its reciprocal.
//!
//! Counterpart of `scipy.special.gamma` and `scipy.special.rgamma`.

use std::f64::consts::PI;

use super::complex::{gamma_c64, rgamma_c64};
use super::gamma_tables::{FACTORIALS, RGAMMA, STIRLING};
use crate::argument::Argument;
use crate::series::polynomial;
use crate::trigonometry::sin_pi;

/// The gamma function, real or complex.
///
/// ```text
/// Γ(x) = ∫₀^∞ t^(x-1) e^-t dt        Γ(n + 1) = n!
/// ```
///
/// NaN at negative integers and -∞; ±∞ at ±0 and where the value exceeds the largest number.
///
/// # Examples
///
/// ```
/// use onkai_special::gamma;
/// assert_eq!(gamma(6.0), 120.0);
/// assert!((gamma(0.5) - std::f64::consts::PI.sqrt()).abs() < 1e-15);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 5.2, 5.11. <https://dlmf.nist.gov/5>
#[inline]
pub fn gamma<T: Argument>(x: T) -> T {
    x.through(gamma_f64, gamma_c64)
}

/// The reciprocal of the gamma function, real or complex: 0 at the poles of [`gamma`].
///
/// # Examples
///
/// ```
/// use onkai_special::rgamma;
/// assert_eq!(rgamma(4.0), 1.0 / 6.0);
/// assert_eq!(rgamma(-3.0), 0.0);
/// ```
#[inline]
pub fn rgamma<T: Argument>(x: T) -> T {
    x.through(rgamma_f64, rgamma_c64)
}

/// From here on Stirling's formula is used.
const STIRLING_FROM: f64 = 12.0;
/// Up to here the recurrence is faster than a power.
const PRODUCT_UP_TO: f64 = 24.0;
/// √(2π).
const SQRT_TAU: f64 = 2.5066282746310002;

/// The kernel of [`gamma`].
#[inline]
pub(crate) fn gamma_f64(x: f64) -> f64 {
    if (1.0..PRODUCT_UP_TO).contains(&x) {
        let (factor, y) = lowered(x);
        return factor / rgamma_near_one(y);
    }
    gamma_elsewhere(x)
}

/// The gamma function off the interval where it needs no case.
fn gamma_elsewhere(x: f64) -> f64 {
    if STIRLING_FROM <= x {
        if x == x.floor() && x <= FACTORIALS.len() as f64 {
            return FACTORIALS[x as usize - 1];
        }
        let (big, small) = stirling(x);
        return big * small;
    }
    if -STIRLING_FROM < x {
        if x == 0.0 {
            return 1.0 / x;
        }
        let (factor, y) = raised(x);
        return if factor == 0.0 { f64::NAN } else { 1.0 / (factor * rgamma_near_one(y)) };
    }
    let sine = sin_pi(x);
    if sine == 0.0 || !x.is_finite() {
        return f64::NAN;
    }
    // Reflection, one half of Γ(-x) after the other: together they may overflow.
    let (big, small) = stirling(-x);
    -PI / (x * sine) / big / small
}

/// The kernel of [`rgamma`].
pub(crate) fn rgamma_f64(x: f64) -> f64 {
    if (1.0..STIRLING_FROM).contains(&x) {
        let (factor, y) = lowered(x);
        return rgamma_near_one(y) / factor;
    }
    if STIRLING_FROM <= x {
        let (big, small) = stirling(x);
        return 1.0 / big / small;
    }
    if -STIRLING_FROM < x {
        let (factor, y) = raised(x);
        return factor * rgamma_near_one(y);
    }
    let (big, small) = stirling(-x);
    // The factor that may be zero comes first: 0 stays 0.
    let sine = sin_pi(x);
    if sine == 0.0 { 0.0 } else { -(x / PI * sine) * big * small }
}

/// Γ(x) / Γ(y), and y in [1, 2], for 1 <= x.
#[inline]
fn lowered(x: f64) -> (f64, f64) {
    let mut y = x;
    let mut factor = 1.0;
    // Two at a time: the products of pairs do not wait for each other.
    while 3.0 <= y {
        factor *= (y - 1.0) * (y - 2.0);
        y -= 2.0;
    }
    if 2.0 <= y { (factor * (y - 1.0), y - 1.0) } else { (factor, y) }
}

/// Γ(y) / Γ(x), and y in [1, 2], for x < 1.
fn raised(x: f64) -> (f64, f64) {
    let mut y = x;
    let mut factor = 1.0;
    while y < 1.0 {
        factor *= y;
        y += 1.0;
    }
    (factor, y)
}

/// 1 / Γ(y) for y in [1, 2].
#[inline]
fn rgamma_near_one(y: f64) -> f64 {
    polynomial(&RGAMMA, y - 1.5)
}

/// Two factors whose product is Γ(x), infinite from 200 on, although neither is there.
fn stirling(x: f64) -> (f64, f64) {
    let x = x.min(200.0);
    // The halved exponent is exact, so that no rounding is raised to a power.
    let power = x.powf(0.5 * x - 0.25);
    (power, (SQRT_TAU * gamma_star(x)) * (-x).exp() * power)
}

/// Γ(x) / (√(2π) x^(x - 1/2) e^-x) for x from [`STIRLING_FROM`] on.
pub(crate) fn gamma_star(x: f64) -> f64 {
    polynomial(&STIRLING, 1.0 / x - 1.0 / 24.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_give_factorials() {
        let mut factorial = 1.0;
        for n in 1..=23 {
            assert_eq!(gamma(f64::from(n)), factorial, "{n}");
            factorial *= f64::from(n);
        }
    }

    #[test]
    fn poles_and_infinities_are_as_documented() {
        assert_eq!(gamma(0.0), f64::INFINITY);
        assert_eq!(gamma(-0.0), f64::NEG_INFINITY);
        assert_eq!(gamma(f64::INFINITY), f64::INFINITY);
        assert_eq!(gamma(172.0), f64::INFINITY);
        for x in [-1.0, -17.0, -1e20, f64::NEG_INFINITY, f64::NAN] {
            assert!(gamma(x).is_nan(), "{x}");
        }
        assert_eq!([rgamma(0.0), rgamma(-40.0), rgamma(-1e300), rgamma(f64::INFINITY)], [0.0; 4]);
    }

    #[test]
    fn single_precision_is_rounded_once() {
        assert_eq!(gamma(4.5_f32), gamma(4.5_f64) as f32);
    }
}
