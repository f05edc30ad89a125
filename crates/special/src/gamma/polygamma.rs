//! Derivatives of the digamma function.
//!
//! Counterpart of `scipy.special.polygamma`.

use onkai_core::Real;

use super::digamma::digamma_f64;
use super::gamma_tables::EULER_MACLAURIN;
use crate::double_double::two_sum;

/// The `n`-th derivative of the digamma function.
///
/// ```text
/// ψ⁽ⁿ⁾(x) = (-1)^(n+1) n! Σₖ 1 / (x + k)^(n+1)        k ≥ 0
/// ```
///
/// Infinite or NaN at the poles: ∞ for odd `n`, where both sides agree. NaN for `n` above 170, and
/// for negative `x` so close to a zero that the terms of the sum leave no digits.
///
/// # Examples
///
/// ```
/// use onkai_special::polygamma;
/// let pi = std::f64::consts::PI;
/// assert!((polygamma(1, 1.0) - pi * pi / 6.0).abs() < 1e-15);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 5.15, 25.11. <https://dlmf.nist.gov/25.11>
pub fn polygamma<F: Real>(n: u32, x: F) -> F {
    F::of(polygamma_f64(n, x.as_f64()))
}

/// The kernel of [`polygamma`].
pub(crate) fn polygamma_f64(n: u32, x: f64) -> f64 {
    if n == 0 {
        return digamma_f64(x);
    }
    if LARGEST < n {
        return f64::NAN;
    }
    // The sum of (scale / (x + k))^(n+1), as the powers alone may over- and underflow.
    let scale = if 0.0 < x { x.log2().round().exp2() } else { 1.0 };
    let factor = (1..=n).fold(1.0 / scale, |product, k| product * (f64::from(k) / scale));
    let sum = factor * hurwitz_zeta(n + 1, x, scale);
    if n.is_multiple_of(2) { -sum } else { sum }
}

/// The highest derivative: roundings of the `n` factors add up.
const LARGEST: u32 = 170;

/// Σₖ (scale / (q + k))^s over k ≥ 0, for s ≥ 2 and any q.
fn hurwitz_zeta(s: u32, q: f64, scale: f64) -> f64 {
    if 0.0 < q {
        return if q.is_finite() { positive(s, q, scale) } else { 0.0 };
    }
    if q == q.floor() {
        return if s.is_multiple_of(2) && q.is_finite() { f64::INFINITY } else { f64::NAN };
    }
    let sign = if s.is_multiple_of(2) { 1.0 } else { -1.0 };
    if -1.0 < q {
        // The one negative term may be anything beside the others.
        return term(s, q, 0.0, scale) + positive(s, 1.0 + q, scale);
    }
    // All integers k, less those below 0.
    let rest = q - q.floor();
    let (upper, lower) = (positive(s, rest, scale), sign * positive(s, 1.0 - rest, scale));
    let beyond = sign * positive(s, 1.0 - q, scale);
    let sum = upper + lower - beyond;
    let largest = upper.abs().max(lower.abs()).max(beyond.abs());
    if sum.abs() < 1e-3 * largest { f64::NAN } else { sum }
}

/// The sum for q > 0: some terms, and Euler's and Maclaurin's formula for the others.
fn positive(s: u32, q: f64, scale: f64) -> f64 {
    let term = |k| term(s, q, k, scale);
    let exponent = f64::from(s);
    let n_terms = (10.0 + 0.5 * exponent - q).ceil().max(0.0);
    let end = q + n_terms;
    let power = term(n_terms);
    let mut sum = power * (end / (exponent - 1.0) + 0.5);
    let mut factor = power * exponent / end;
    for (k, coefficient) in EULER_MACLAURIN.iter().enumerate() {
        sum += coefficient * factor;
        let next = exponent + (2 * k + 1) as f64;
        factor *= next * (next + 1.0) / (end * end);
    }
    // The smallest terms first.
    (0..n_terms as u32).rev().fold(sum, |sum, k| sum + term(f64::from(k)))
}

/// (scale / (q + k))^s; the rounding error of the sum is not raised to the power.
fn term(s: u32, q: f64, k: f64, scale: f64) -> f64 {
    let base = two_sum(q, k);
    let correction = if base.lo == 0.0 { 0.0 } else { f64::from(s) * base.lo / base.hi };
    (base.hi / scale).powi(-s.cast_signed()) * (1.0 - correction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gamma::gamma_tables::FACTORIALS;

    #[test]
    fn the_recurrence_holds() {
        for (n, sign) in [(1_u32, -1.0), (2, 1.0), (5, -1.0), (8, 1.0)] {
            for x in [-3.3, -0.7, 0.2, 4.0, 30.5_f64] {
                let step = sign * FACTORIALS[n as usize] * x.powi(-(n.cast_signed() + 1));
                let (here, next) = (polygamma(n, x), polygamma(n, x + 1.0));
                assert!((next - here - step).abs() <= 1e-13 * (here.abs() + step.abs()), "{n} {x}");
            }
        }
    }

    #[test]
    fn poles_are_as_documented() {
        assert_eq!(polygamma(1, -2.0), f64::INFINITY);
        assert!(polygamma(2, -2.0_f64).is_nan());
        assert!(polygamma(171, 3.0_f64).is_nan());
        assert_eq!(polygamma(3, f64::INFINITY), 0.0);
    }
}
