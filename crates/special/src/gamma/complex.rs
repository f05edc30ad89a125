//! Gamma functions of complex numbers.

use std::f64::consts::{PI, TAU};

use num_complex::Complex;

use super::gamma_tables::{LOG_STIRLING, RGAMMA_OFF_ONE};
use crate::double_double::{DoubleDouble, two_sum};
use crate::trigonometry::{cos_pi, sin_pi};

/// ln √(2π).
const LN_SQRT_TAU: f64 = 0.9189385332046728;

/// Γ(z).
pub(crate) fn gamma_c64(z: Complex<f64>) -> Complex<f64> {
    if z.im == 0.0 {
        return Complex::new(super::gamma_function::gamma_f64(z.re), z.im);
    }
    signed_gamma(z, 1.0)
}

/// 1 / Γ(z).
pub(crate) fn rgamma_c64(z: Complex<f64>) -> Complex<f64> {
    if z.im == 0.0 {
        return Complex::new(super::gamma_function::rgamma_f64(z.re), -z.im);
    }
    signed_gamma(z, -1.0)
}

/// Γ(z) to the power of `sign`, 1 or -1, off the real axis.
fn signed_gamma(z: Complex<f64>, sign: f64) -> Complex<f64> {
    if !(z.re.is_finite() && z.im.is_finite()) {
        return Complex::new(f64::NAN, f64::NAN);
    }
    if z.im < 0.0 {
        return signed_gamma(z.conj(), sign).conj();
    }
    if 0.5 <= z.re {
        let (exponent, factor) = right_half(z);
        return exponential(exponent, sign) * power(factor, sign);
    }
    // Γ(z) = π / (sin(πz) Γ(1 - z))
    let (exponent, factor) = right_half_of_one_minus(z);
    let sine = sin_pi_c64(z);
    let raised = exponent[0] + DoubleDouble::PI * DoubleDouble::new(sine.exponent_over_pi);
    exponential([raised, exponent[1]], -sign) * power(factor * sine.mantissa / PI, -sign)
}

fn power(z: Complex<f64>, sign: f64) -> Complex<f64> {
    if sign < 0.0 { z.finv() } else { z }
}

/// Γ(1 - z) as an exponent and a factor, for Re z < 0.5, off the real axis.
fn right_half_of_one_minus(z: Complex<f64>) -> ([DoubleDouble; 2], Complex<f64>) {
    if z.re <= -0.5 {
        // -z Γ(-z), as 1 - z would be rounded.
        let (exponent, factor) = right_half(-z);
        return (exponent, factor * -z);
    }
    right_half(1.0 - z)
}

/// Γ(z) as an exponent (real and imaginary part) and a factor, for Re z ≥ 0.5 and Im z ≠ 0.
fn right_half(z: Complex<f64>) -> ([DoubleDouble; 2], Complex<f64>) {
    let mut factor = Complex::new(1.0, 0.0);
    let mut w = z;
    while w.re + 0.5 * w.im.abs() < 10.0 {
        factor *= w;
        w.re += 1.0;
    }
    (stirling(w), factor.finv())
}

/// Stirling's ln Γ(z) in double-double arithmetic, whose series alone is in doubles.
fn stirling(z: Complex<f64>) -> [DoubleDouble; 2] {
    let (x, y) = (DoubleDouble::new(z.re), DoubleDouble::new(z.im));
    let half = DoubleDouble::new(0.5);
    let [log_modulus, angle] = logarithm(z);
    let series = log_series(z);
    let re = (x - half) * log_modulus - y * angle - x + two_sum(LN_SQRT_TAU, series.re);
    let im = y * log_modulus + (x - half) * angle - y + DoubleDouble::new(series.im);
    [re, im]
}

/// Σ B(2k) / (2k (2k - 1) z^(2k - 1)).
fn log_series(z: Complex<f64>) -> Complex<f64> {
    let inverse = z.finv();
    let square = inverse * inverse;
    LOG_STIRLING.iter().rev().fold(Complex::new(0.0, 0.0), |sum, &c| sum * square + c) * inverse
}

/// ln z in double-double arithmetic: ln |z| and the angle.
fn logarithm(z: Complex<f64>) -> [DoubleDouble; 2] {
    // Scaled by a power of two, so that the squares neither over- nor underflow.
    let exponent = z.re.abs().max(z.im.abs()).log2().floor();
    let scale = 2.0_f64.powf(-exponent);
    let (x, y) = (DoubleDouble::new(z.re * scale), DoubleDouble::new(z.im * scale));
    let log_modulus =
        (x * x + y * y).ln().scaled(0.5) + DoubleDouble::LN_2 * DoubleDouble::new(exponent);
    let angle = z.im.atan2(z.re);
    // The angle's rounding error is the sine of what is left when z is turned back by it.
    let [sin, cos] = DoubleDouble::new(angle).sin_cos();
    let rest = (y * cos - x * sin).value() / (x.hi.hypot(y.hi));
    [log_modulus, two_sum(angle, rest)]
}

/// e^(±(re + i im)).
fn exponential([re, im]: [DoubleDouble; 2], sign: f64) -> Complex<f64> {
    let [sin, cos] = im.scaled(sign).sin_cos();
    // Modulus first times each part: e^re may overflow where a part does not.
    let exponent = re.scaled(sign);
    let half = exponent.scaled(0.5).exp();
    Complex::new(half * cos.value() * half, half * sin.value() * half)
}

/// sin(πz) = mantissa · e^(π · `exponent_over_pi`).
struct ScaledSine {
    mantissa: Complex<f64>,
    exponent_over_pi: f64,
}

/// sin(πz) for Im z > 0 without overflow.
fn sin_pi_c64(z: Complex<f64>) -> ScaledSine {
    let (sin, cos) = (sin_pi(z.re), cos_pi(z.re));
    if z.im < 4.0 {
        let y = PI * z.im;
        let mantissa = Complex::new(sin * y.cosh(), cos * y.sinh());
        return ScaledSine { mantissa, exponent_over_pi: 0.0 };
    }
    let small = (-TAU * z.im).exp();
    let mantissa = Complex::new(0.5 * sin * (1.0 + small), 0.5 * cos * (1.0 - small));
    ScaledSine { mantissa, exponent_over_pi: z.im }
}

/// The branch of ln Γ(z) that is real on the positive axis, cut along the negative one.
pub(crate) fn loggamma_c64(z: Complex<f64>) -> Complex<f64> {
    if z.im.is_sign_negative() {
        return loggamma_c64(z.conj()).conj();
    }
    if z.im == 0.0 && 0.0 < z.re {
        return Complex::new(super::log_gamma::gammaln_f64(z.re), 0.0);
    }
    if z.re.is_nan() || z.im.is_nan() || z.re == f64::NEG_INFINITY || z.im == f64::INFINITY {
        return Complex::new(f64::NAN, f64::NAN);
    }
    if (z - 1.5).norm_sqr() <= 1.0 {
        return near_zeros(z);
    }
    if z.re < 0.5 {
        return reflected(z);
    }
    let mut w = z;
    let mut shift = Complex::new(0.0, 0.0);
    while w.re + 0.5 * w.im < 10.0 {
        shift += w.ln();
        w.re += 1.0;
    }
    (w - 0.5) * w.ln() - w + LN_SQRT_TAU + log_series(w) - shift
}

/// ln Γ for |z - 1.5| <= 1, where its zeros are.
fn near_zeros(z: Complex<f64>) -> Complex<f64> {
    let t = z - 1.5;
    let sum = RGAMMA_OFF_ONE.iter().rev().fold(Complex::new(0.0, 0.0), |sum, &c| sum * t + c);
    -log_1p((z - 1.0) * (z - 2.0) * sum)
}

/// ln(1 + z) near z = 0.
fn log_1p(z: Complex<f64>) -> Complex<f64> {
    let re = 0.5 * (2.0 * z.re + z.norm_sqr()).ln_1p();
    Complex::new(re, z.im.atan2(1.0 + z.re))
}

/// ln Γ by reflection, for Im z >= 0.
fn reflected(z: Complex<f64>) -> Complex<f64> {
    let sine = sin_pi_c64(z);
    // The logarithm of the sine jumps where the sine meets the negative axis; ln Γ does not.
    let turns = (0.5 * z.re + 0.25).floor();
    let jumps = Complex::new(PI.ln() - PI * sine.exponent_over_pi, TAU * turns);
    jumps - sine.mantissa.ln() - loggamma_c64(1.0 - z)
}
