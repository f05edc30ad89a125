//! Debye's expansions for large order, uniform in the argument but for a strip about the turning
//! point of J and Y.
//!
//! Phases and exponents are computed in double-double arithmetic, as they may be as large as the
//! order. With `s² = |ν² ± x²|` all four expansions are sums of `s^-k Σ c[k][j] (±ν²/s²)^j`.
//!
//! # References
//!
//! NIST Digital Library of Mathematical Functions, 10.19(ii), 10.41(ii).
//! <https://dlmf.nist.gov/10.41>

use std::f64::consts::{FRAC_1_PI, FRAC_1_SQRT_2, FRAC_PI_2, TAU};

use super::Oscillating;
use super::arctangent::arctangent;
use super::debye_tables::DEBYE;
use super::scaled::Scaled;
use crate::double_double::{DoubleDouble, two_product, two_sum};
use crate::series::polynomial;

/// `e^-x I` and `e^x K` for orders from 30 on.
pub(super) fn growing(order: f64, x: f64) -> (Scaled, Scaled) {
    let s = (two_product(order, order) + two_product(x, x)).sqrt();
    let nu = DoubleDouble::new(order);
    let x = DoubleDouble::new(x);
    let exponent = s - x - nu * ((nu + s) / x).ln();
    let [even, odd] = sums(order, s.hi, 1.0);
    (
        Scaled::exp(exponent) * ((even + odd) / (TAU * s.hi).sqrt()),
        Scaled::exp(-exponent) * ((even - odd) * (FRAC_PI_2 / s.hi).sqrt()),
    )
}

/// J and Y for arguments well below the order.
pub(super) fn below(order: f64, x: f64) -> Oscillating {
    let s = (two_sum(order, -x) * two_sum(order, x)).sqrt();
    let nu = DoubleDouble::new(order);
    let exponent = s - nu * ((nu + s) / DoubleDouble::new(x)).ln();
    let [even, odd] = sums(order, s.hi, 1.0);
    Oscillating {
        j: Scaled::exp(exponent) * ((even + odd) / (TAU * s.hi).sqrt()),
        y: Scaled::exp(-exponent) * ((odd - even) * (2.0 * FRAC_1_PI / s.hi).sqrt()),
    }
}

/// J and Y for arguments well above the order.
pub(super) fn above(order: f64, x: f64) -> (f64, f64) {
    let s = (two_sum(x, -order) * two_sum(x, order)).sqrt();
    let nu = DoubleDouble::new(order);
    let phase = s - nu * arctangent(s, nu);
    let [even, odd] = sums(order, s.hi, -1.0);
    let (sin, cos) = phase.hi.sin_cos();
    let (sin, cos) = (sin + cos * phase.lo, cos - sin * phase.lo);
    // Less the π/4 of the phase.
    let (sin, cos) = (FRAC_1_SQRT_2 * (sin - cos), FRAC_1_SQRT_2 * (cos + sin));
    let amplitude = (2.0 * FRAC_1_PI / s.hi).sqrt();
    (amplitude * (cos * even + sin * odd), amplitude * (sin * even - cos * odd))
}

/// Sums of the even and the odd terms; `turn` is -1 where Debye's variable is imaginary.
fn sums(order: f64, s: f64, turn: f64) -> [f64; 2] {
    const NEGLIGIBLE: f64 = f64::EPSILON / 16.0;
    let cotangent = order / s;
    let square = turn * cotangent * cotangent;
    let mut sums = [1.0, 0.0];
    let mut power = 1.0;
    let mut last = 1.0_f64;
    for (k, row) in DEBYE.iter().enumerate().skip(1) {
        power *= if k % 2 == 0 { turn / s } else { 1.0 / s };
        let term = power * polynomial(row, square);
        sums[k % 2] += term;
        if term.abs().max(last.abs()) < NEGLIGIBLE {
            break;
        }
        last = term;
    }
    sums
}
