//! The digamma function.
//!
//! Counterpart of `scipy.special.digamma` (`psi`).

use std::f64::consts::PI;

use num_complex::Complex;

use super::accurate::digamma_dd;
use super::gamma_tables::{DIGAMMA_ASYMPTOTIC, DIGAMMA_OFF_ROOT, FACTORIALS};
use super::polygamma::polygamma_f64;
use crate::argument::Argument;
use crate::series::polynomial;
use crate::trigonometry::{cos_pi, sin_pi};

/// The digamma function, the logarithmic derivative of the gamma function, real or complex.
///
/// ```text
/// ψ(x) = Γ'(x) / Γ(x)
/// ```
///
/// Its relative error is small at its zeros, too. NaN at negative integers and -∞, ∓∞ at ±0.
///
/// # Examples
///
/// ```
/// use onkai_special::digamma;
/// assert!((digamma(1.0) + 0.577_215_664_901_532_9_f64).abs() < 1e-15);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 5.5, 5.11. <https://dlmf.nist.gov/5>
#[doc(alias = "psi")]
pub fn digamma<T: Argument>(x: T) -> T {
    x.through(digamma_f64, digamma_c64)
}

/// The positive zero of ψ, as a sum of two doubles.
const ROOT: (f64, f64) = (1.4616321449683622, 9.549995429965697e-17);
/// From here on the asymptotic series is used.
const SERIES_FROM: f64 = 12.0;

/// The kernel of [`digamma`] for real numbers.
pub(crate) fn digamma_f64(x: f64) -> f64 {
    if x <= 0.0 {
        return not_positive(x);
    }
    if SERIES_FROM <= x {
        let inverse = 1.0 / x;
        let square = inverse * inverse;
        return x.ln() - 0.5 * inverse - polynomial(&DIGAMMA_ASYMPTOTIC, square) * square;
    }
    let (mut y, mut sum) = (x, 0.0);
    while 2.0 < y {
        y -= 1.0;
        sum += 1.0 / y;
    }
    if y < 1.0 {
        sum -= 1.0 / y;
        y += 1.0;
    }
    sum + ((y - ROOT.0) - ROOT.1) * polynomial(&DIGAMMA_OFF_ROOT, y - 1.5)
}

/// ψ(x) for x <= 0, and NaN.
fn not_positive(x: f64) -> f64 {
    if x == 0.0 {
        return -1.0 / x;
    }
    if x == x.floor() {
        return f64::NAN;
    }
    let one_side = digamma_f64(1.0 - x);
    let value = one_side - PI * cos_pi(x) / sin_pi(x);
    // Where the terms cancel, doubles would leave only noise.
    if value.abs() < 0.1 * one_side.abs() { digamma_dd(x).value() } else { value }
}

/// The kernel of [`digamma`] for complex numbers.
pub(crate) fn digamma_c64(z: Complex<f64>) -> Complex<f64> {
    if z.im == 0.0 {
        return Complex::new(digamma_f64(z.re), z.im);
    }
    if !(z.re.is_finite() && z.im.is_finite()) {
        return Complex::new(f64::NAN, f64::NAN);
    }
    if (z - 1.5).norm_sqr() <= 0.25 {
        let t = z - 1.5;
        let zero = Complex::new(0.0, 0.0);
        let sum = DIGAMMA_OFF_ROOT.iter().rev().fold(zero, |sum, &c| sum * t + c);
        return (z - ROOT.0 - ROOT.1) * sum;
    }
    if z.re < 0.5 {
        return reflected(z);
    }
    let mut w = z;
    let mut sum = Complex::new(0.0, 0.0);
    while w.re + 0.5 * w.im.abs() < SERIES_FROM {
        sum += w.finv();
        w.re += 1.0;
    }
    let inverse = w.finv();
    let square = inverse * inverse;
    let zero = Complex::new(0.0, 0.0);
    let series = DIGAMMA_ASYMPTOTIC.iter().rev().fold(zero, |sum, &c| sum * square + c) * square;
    w.ln() - inverse * 0.5 - series - sum
}

/// ψ(1 - z) - π cot(πz).
fn reflected(z: Complex<f64>) -> Complex<f64> {
    let one_side = digamma_c64(1.0 - z);
    let value = one_side - cot_pi(z) * PI;
    if 0.1 < value.norm() {
        return value;
    }
    // At a zero, all of which are real, the terms cancel: Taylor's series from the real axis.
    let mut sum = Complex::new(digamma_f64(z.re), 0.0);
    let mut power = Complex::new(1.0, 0.0);
    for n in 1..=10 {
        power *= Complex::new(0.0, z.im);
        sum += power * (polygamma_f64(n, z.re) / FACTORIALS[n as usize]);
    }
    sum
}

/// cot(πz).
fn cot_pi(z: Complex<f64>) -> Complex<f64> {
    let y = PI * z.im;
    // Further off the real axis it is ∓i to the last place.
    if 20.0 < y.abs() {
        return Complex::new(0.0, -y.signum());
    }
    let (sin, cos, sinh) = (sin_pi(z.re), cos_pi(z.re), y.sinh());
    // Divided twice by the root: the sum of squares may underflow.
    let modulus = sin.hypot(sinh);
    Complex::new(sin / modulus * cos, -sinh / modulus * y.cosh()) / modulus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_and_infinities_are_as_documented() {
        assert_eq!(digamma(0.0), f64::NEG_INFINITY);
        assert_eq!(digamma(-0.0), f64::INFINITY);
        assert_eq!(digamma(f64::INFINITY), f64::INFINITY);
        for x in [-1.0, -30.0, f64::NEG_INFINITY, f64::NAN] {
            assert!(digamma(x).is_nan(), "{x}");
        }
    }
}
