//! Incomplete elliptic integrals in Legendre's form.
//!
//! Counterpart of `scipy.special.ellipkinc` and `ellipeinc`.

use std::f64::consts::PI;

use onkai_core::Real;

use super::carlson::{rd, rf};
use super::complete::{first_kind, second_kind};

/// The incomplete elliptic integral of the first kind.
///
/// ```text
/// F(φ, m) = ∫₀^φ dt / √(1 - m sin² t)
/// ```
///
/// NaN for `m > 1`, and for angles of more than 4e15, whose number of turns doubles can't tell.
///
/// # Examples
///
/// ```
/// use onkai_special::{ellipk, ellipkinc};
/// let whole: f64 = ellipkinc(std::f64::consts::PI, 0.3);
/// assert!((whole - 2.0 * ellipk(0.3)).abs() < 1e-15);
/// ```
///
/// # References
///
/// DLMF 19.25.5. <https://dlmf.nist.gov/19.25>
pub fn ellipkinc<F: Real>(phi: F, m: F) -> F {
    let m = m.as_f64();
    F::of(in_half_turns(phi.as_f64(), m, first_kind, |sin, cos2, delta2| {
        sin * rf(cos2, delta2, 1.0)
    }))
}

/// The incomplete elliptic integral of the second kind.
///
/// ```text
/// E(φ, m) = ∫₀^φ √(1 - m sin² t) dt
/// ```
///
/// NaN where [`ellipkinc`] is.
///
/// # Examples
///
/// ```
/// let length: f64 = onkai_special::ellipeinc(0.5, 1.0);
/// assert!((length - 0.5_f64.sin()).abs() < 1e-15);
/// ```
///
/// # References
///
/// DLMF 19.25.9 and 19.25.10. <https://dlmf.nist.gov/19.25>
pub fn ellipeinc<F: Real>(phi: F, m: F) -> F {
    let m = m.as_f64();
    F::of(in_half_turns(phi.as_f64(), m, second_kind, |sin, cos2, delta2| {
        let sin3 = sin * sin * sin;
        // Of several forms the one whose terms have one sign.
        if m <= 0.0 {
            sin * rf(cos2, delta2, 1.0) - m / 3.0 * sin3 * rd(cos2, delta2, 1.0)
        } else if m == 1.0 {
            sin
        } else {
            (1.0 - m) * (sin * rf(cos2, delta2, 1.0) + m / 3.0 * sin3 * rd(cos2, 1.0, delta2))
                + m * sin * (cos2 / delta2).sqrt()
        }
    }))
}

/// An integral over `phi` from the one over a half turn at most, and the complete one.
///
/// `part` takes sin φ, cos² φ and 1 - m sin² φ, `complete` takes 1 - m.
fn in_half_turns(
    phi: f64,
    m: f64,
    complete: impl Fn(f64) -> f64,
    part: impl Fn(f64, f64, f64) -> f64,
) -> f64 {
    if !(m <= 1.0 && phi.abs() <= 4e15) {
        return f64::NAN;
    }
    let (sin, cos) = phi.sin_cos();
    let mut half_turns = (phi / PI).round();
    let mut sign = if half_turns % 2.0 == 0.0 { 1.0 } else { -1.0 };
    if sign * cos < 0.0 {
        // Rounded to the wrong side of a quarter turn: the sine tells which is the right one.
        half_turns += (sign * sin).signum();
        sign = -sign;
    }
    let sin = sign * sin;
    // A sum of positive terms instead of 1 - m sin² φ.
    let delta2 = cos * cos + (1.0 - m) * sin * sin;
    // Sines below 1e-100 have cubes that vanish, and integrals that equal their angles.
    let rest = if sin.abs() < 1e-100 { sin } else { part(sin, cos * cos, delta2) };
    if half_turns == 0.0 { rest } else { 2.0 * half_turns * complete(1.0 - m) + rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_the_domain_is_nan() {
        assert!(ellipkinc(0.1_f64, 1.1).is_nan() && ellipeinc(0.1_f64, 1.1).is_nan());
        assert!(ellipkinc(1e16_f64, 0.5).is_nan() && ellipeinc(f64::NAN, 0.5).is_nan());
        assert_eq!(ellipkinc(-5.0, 1.0), f64::NEG_INFINITY);
    }

    #[test]
    fn the_integrals_are_odd() {
        for (phi, m) in [(0.3, 0.8), (4.0, -3.0), (100.0, 0.5)] {
            assert_eq!(ellipkinc(phi, m), -ellipkinc(-phi, m));
            assert_eq!(ellipeinc(phi, m), -ellipeinc(-phi, m));
        }
    }
}
