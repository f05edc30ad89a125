//! Riemann's and Hurwitz's zeta functions.
//!
//! Counterpart of `scipy.special.zeta` and `zetac`.

use std::f64::consts::TAU;

use onkai_core::Real;

use crate::gamma::gamma_f64;
use crate::trigonometry::sin_pi;

/// Riemann's zeta function of any real number.
///
/// ```text
/// ζ(x) = Σₙ₌₁^∞ n⁻ˣ         (continued to x < 1)
/// ```
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::zeta(2.0);
/// assert!((value - std::f64::consts::PI.powi(2) / 6.0).abs() < 1e-15);
/// assert_eq!(onkai_special::zeta(-2.0), 0.0);
/// ```
///
/// # Differences from SciPy
///
/// The function of two arguments is [`hurwitz_zeta`]. Arguments are real. The pole at 1 is positive infinity.
///
/// # References
///
/// Euler and Maclaurin's formula: DLMF 25.2.9, the reflection: 25.4.2. <https://dlmf.nist.gov/25.4>
pub fn zeta<F: Real>(x: F) -> F {
    let x = x.as_f64();
    F::of(if x < 0.0 { reflected(x) } else { 1.0 + above_one(x) })
}

/// Riemann's zeta function less 1, for large `x`, where the digits of ζ are lost beside the 1.
///
/// Left of 1 it is accurate relative to at least 1.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::zetac(80.0);
/// assert!((value * 2.0_f64.powi(80) - 1.0).abs() < 1e-14);
/// ```
pub fn zetac<F: Real>(x: F) -> F {
    let x = x.as_f64();
    F::of(if x < 0.0 { reflected(x) - 1.0 } else { above_one(x) })
}

/// Hurwitz's zeta function.
///
/// ```text
/// ζ(x, q) = Σₙ₌₀^∞ (n + q)⁻ˣ,   x > 1
/// ```
///
/// Infinite at `x = 1` and where `q` is 0 or a negative integer. For other negative `q` a value
/// exists when `x` is an integer; it is NaN for `q < -1000`. NaN for `x < 1`.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::hurwitz_zeta(2.0, 2.0);
/// assert!((value - (std::f64::consts::PI.powi(2) / 6.0 - 1.0)).abs() < 1e-15);
/// ```
///
/// # References
///
/// DLMF 25.11.5. <https://dlmf.nist.gov/25.11>
pub fn hurwitz_zeta<F: Real>(x: F, q: F) -> F {
    F::of(hurwitz(x.as_f64(), q.as_f64()))
}

/// B₂ₖ / (2k)! for k = 1, 2, …
const BERNOULLI_OVER_FACTORIAL: [f64; 12] = [
    1.0 / 12.0,
    -1.0 / 720.0,
    1.0 / 30_240.0,
    -1.0 / 1_209_600.0,
    1.0 / 47_900_160.0,
    -5.284_190_138_687_493e-10,
    1.338_253_653_068_468e-11,
    -3.389_680_296_322_583e-13,
    8.586_062_056_277_845e-15,
    -2.174_868_698_558_062e-16,
    5.509_002_828_360_23e-18,
    -1.395_446_468_581_252e-19,
];
/// Σ (n + q)⁻ˣ by Euler and Maclaurin's formula, for `q >= 10 + x`; continued to x < 1.
fn tail(x: f64, q: f64) -> f64 {
    let first = q.powf(-x);
    let mut correction = 0.5;
    let mut factor = x / q;
    for (k, coefficient) in BERNOULLI_OVER_FACTORIAL.into_iter().enumerate() {
        let term = coefficient * factor;
        correction += term;
        if term.abs() < 1e-18 * correction {
            break;
        }
        let n = (2 * k + 1) as f64;
        factor *= (x + n) / q * ((x + n + 1.0) / q);
    }
    first * (q / (x - 1.0) + correction)
}

/// ζ(x) - 1 for `x >= 0`.
fn above_one(x: f64) -> f64 {
    if x == 1.0 {
        return f64::INFINITY;
    }
    if x > 1100.0 {
        return 0.0;
    }
    summed(x, 2.0)
}

/// Σ (n + q)⁻ˣ: so many terms that the formula for the rest has all digits, unless that is negligible.
fn summed(x: f64, q: f64) -> f64 {
    let (mut sum, mut size, mut n, mut y) = (0.0, 0.0, 0.0, q);
    while y < 10.0 + x {
        let term = y.powf(-x);
        sum += term;
        size += term.abs();
        if 1.0 < y && term < 1e-20 * size {
            return sum;
        }
        n += 1.0;
        y = q + n;
    }
    sum += tail(x, y);
    // Odd powers of both signs may cancel.
    if sum.abs() < 1e-4 * size { f64::NAN } else { sum }
}

/// ζ(x) for `x < 0`: 2 (2π)ˣ⁻¹ sin(πx/2) Γ(1 - x) ζ(1 - x).
fn reflected(x: f64) -> f64 {
    // Close to 0, 1 - x would round to the pole.
    if x > -1e-3 {
        return 1.0 + above_one(x);
    }
    let sin = sin_pi(x / 2.0);
    if sin == 0.0 {
        return 0.0;
    }
    if x <= -300.0 {
        // Larger than any double; an infinite argument has no sign.
        return if x.is_finite() { f64::INFINITY.copysign(sin) } else { f64::NAN };
    }
    let mut y = 1.0 - x;
    // Γ(y) / (2π)^y in factors, as Γ alone overflows.
    let mut value = 2.0 * sin * (1.0 + above_one(y));
    while y > 150.0 {
        y -= 1.0;
        value *= y / TAU;
    }
    value * (gamma_f64(y) / TAU.powf(y))
}

fn hurwitz(x: f64, q: f64) -> f64 {
    if x < 1.0 || x.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    if x == 1.0 || (q <= 0.0 && q == q.floor()) {
        return f64::INFINITY;
    }
    if q < 0.0 && (x != x.floor() || q < -1000.0) {
        return f64::NAN;
    }
    if x == f64::INFINITY {
        return if q < 1.0 {
            f64::INFINITY
        } else if q == 1.0 {
            1.0
        } else {
            0.0
        };
    }
    summed(x, q)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_zeros_and_ends() {
        assert_eq!(zeta(1.0), f64::INFINITY);
        assert_eq!(zeta(0.0), -0.5);
        assert_eq!(zeta(f64::INFINITY), 1.0);
        assert_eq!(zeta(-400.0), 0.0);
        assert!(zeta(f64::NAN).is_nan() && zeta(f64::NEG_INFINITY).is_nan());
        assert_eq!(hurwitz_zeta(1.0, 3.0), f64::INFINITY);
        assert_eq!(hurwitz_zeta(2.0, -3.0), f64::INFINITY);
        assert!(hurwitz_zeta(0.5_f64, 1.0).is_nan() && hurwitz_zeta(2.5_f64, -0.5).is_nan());
    }

    #[test]
    fn hurwitz_at_one_is_riemann() {
        for x in [1.25_f64, 2.0, 7.5, 60.0] {
            assert!((hurwitz_zeta(x, 1.0) - zeta(x)).abs() < 1e-15 * zeta(x));
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(zeta(-1.5_f32), zeta(-1.5) as f32);
    }
}
