//! Exponential integrals.
//!
//! Counterpart of `scipy.special.expi`, `exp1` and `expn`.

use std::f64::consts::E;

use onkai_core::Real;

use super::chebyshev::in_pieces;
use super::integral_tables::{E1_SCALED, EI_REST, EI_SCALED, EI_ZERO};
use crate::gamma::{digamma_f64, gammaln_f64};

/// Euler's constant.
pub(super) const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;

/// The exponential integral Ei, for negative `x` as well.
///
/// ```text
/// Ei(x) = ⨍₋∞ˣ eᵗ / t dt         (Cauchy's principal value for x > 0)
/// ```
///
/// It keeps its relative accuracy at its zero, 0.3725.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::expi(1.0);
/// assert!((value - 1.895_117_816_355_936_8).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// Arguments are real; so they are for [`exp1`].
///
/// # References
///
/// W. J. Cody, H. C. Thacher, "Chebyshev approximations for the exponential integral Ei(x)", Math.
/// Comp. 23, 1969. <https://doi.org/10.1090/S0025-5718-1969-0242349-2>
pub fn expi<F: Real>(x: F) -> F {
    F::of(ei(x.as_f64()))
}

/// The exponential integral E₁; for negative `x` the real part of its value beside the cut, `-Ei(-x)`.
///
/// ```text
/// E₁(x) = ∫ₓ^∞ e⁻ᵗ / t dt
/// ```
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::exp1(1.0);
/// assert!((value - 0.219_383_934_395_520_27).abs() < 1e-15);
/// ```
///
/// # References
///
/// See [`expi`].
#[doc(alias = "E1")]
pub fn exp1<F: Real>(x: F) -> F {
    F::of(-ei(-x.as_f64()))
}

/// The generalised exponential integral of order `n`.
///
/// ```text
/// Eₙ(x) = ∫₁^∞ e⁻ˣᵗ / tⁿ dt,   x ≥ 0
/// ```
///
/// NaN for negative `x`.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::expn(3, 0.0), 0.5);
/// ```
///
/// # References
///
/// DLMF 8.19.8 and 8.19.17. <https://dlmf.nist.gov/8.19>
pub fn expn<F: Real>(n: u32, x: F) -> F {
    F::of(en(n, x.as_f64()))
}

/// [`expi`] in double precision.
pub(super) fn ei(x: f64) -> f64 {
    if x < 0.0 {
        return -e1(-x);
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x <= 6.0 {
        // Logarithm and rest have their zero in common, so that their sum loses nothing there.
        let [zero, zero_rest] = EI_ZERO;
        let distance = (x - zero) - zero_rest;
        let logarithm = if distance.abs() < 0.2 * zero {
            (distance / zero).ln_1p()
        } else {
            x.ln() - zero.ln()
        };
        return logarithm + distance * in_pieces(&EI_REST, x);
    }
    if x == f64::INFINITY {
        return x;
    }
    // In two halves, as e^x overflows before the quotient.
    let half = (x / 2.0).exp();
    in_pieces(&EI_SCALED, x.recip()) * (half / x) * half
}

/// E₁ of a positive number.
pub(super) fn e1(x: f64) -> f64 {
    if x <= 1.0 {
        // -γ - ln x + x - x²/4 + …
        let (mut sum, mut term) = (0.0, -1.0);
        for k in 1..=20 {
            let k = f64::from(k);
            term *= -x / k;
            sum += term / k;
        }
        return sum - x.ln() - EULER_GAMMA;
    }
    if x > 750.0 { 0.0 } else { in_pieces(&E1_SCALED, x.recip()) * (-x).exp() / x }
}

fn en(n: u32, x: f64) -> f64 {
    if x < 0.0 || x.is_nan() {
        return f64::NAN;
    }
    match n {
        0 => (-x).exp() / x,
        1 => {
            if x == 0.0 {
                f64::INFINITY
            } else {
                e1(x)
            }
        }
        _ if x == 0.0 => f64::from(n - 1).recip(),
        _ if x > 750.0 => 0.0,
        _ if x < 1.0 => en_series(n, x),
        _ => en_fraction(n, x),
    }
}

/// The power series, of which one term is a logarithm.
fn en_series(n: u32, x: f64) -> f64 {
    let order = f64::from(n - 1);
    let (mut sum, mut power) = (0.0, 1.0);
    for k in 0..24 {
        let k = f64::from(k);
        if k != order {
            sum -= power / (k - order);
        }
        power *= -x / (k + 1.0);
    }
    // (-x)^(n-1) / (n-1)! (ψ(n) - ln x), which vanishes beside the sum where the order is large.
    if order < 30.0 {
        let sign = if order % 2.0 == 0.0 { 1.0 } else { -1.0 };
        let size = (order * x.ln() - gammaln_f64(order + 1.0)).exp();
        sum += sign * size * (digamma_f64(order + 1.0) - x.ln());
    }
    sum
}

/// The continued fraction, from its far end: e^-x / (x + n - n / (x + n + 2 - 2 (n + 1) / (…))).
fn en_fraction(n: u32, x: f64) -> f64 {
    let n = f64::from(n);
    // Each level multiplies the error with about e^(-4 √(x / k)): so many are enough for 17 digits.
    let n_levels = (8.0 + 100.0 * E / (x + 0.1 * n)).min(160.0) as u32;
    let mut rest = 0.0;
    for k in (1..=n_levels).rev() {
        let k = f64::from(k);
        rest = k * (n + k - 1.0) / (x + n + 2.0 * k - rest);
    }
    (-x).exp() / (x + n - rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(expi(0.0), f64::NEG_INFINITY);
        assert_eq!(expi(f64::INFINITY), f64::INFINITY);
        assert_eq!(expi(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp1(0.0), f64::INFINITY);
        assert_eq!(expn(1, 0.0), f64::INFINITY);
        assert_eq!(expn(0, 0.0), f64::INFINITY);
        assert!(
            expi(f64::NAN).is_nan() && expn(2, -1.0_f64).is_nan() && expn(2, f64::NAN).is_nan()
        );
    }

    #[test]
    fn orders_are_tied_by_their_recurrence() {
        for n in [2, 5, 40] {
            for x in [0.2_f64, 0.99, 1.01, 3.0, 20.0] {
                let next = ((-x).exp() - x * expn(n, x)) / f64::from(n);
                assert!((expn(n + 1, x) / next - 1.0).abs() < 1e-12, "{n}, {x}");
            }
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(expi(1.3_f32), expi(f64::from(1.3_f32)) as f32);
        assert_eq!(expn(3, 0.7_f32), expn(3, f64::from(0.7_f32)) as f32);
    }
}
