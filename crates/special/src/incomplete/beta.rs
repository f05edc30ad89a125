//! The regularized incomplete beta function.
//!
//! Counterpart of `scipy.special.betainc` and `scipy.special.betaincc`.

use onkai_core::Real;

use super::beta_parts::{Point, beta_parts};
use super::parts::Parts;

/// The regularized incomplete beta function, for `a` > 0, `b` > 0 and 0 ≤ `x` ≤ 1 (else NaN).
///
/// ```text
/// I(a, b; x) = 1/B(a, b) ∫₀ˣ t^(a-1) (1 - t)^(b-1) dt
/// ```
///
/// NaN, too, where its continued fraction does not end in 300 000 terms (`a` and `b` above 1e9 or so,
/// `x` near the mean).
///
/// # Examples
///
/// ```
/// use onkai_special::betainc;
/// assert!((betainc(2.0, 1.0, 0.3_f64) - 0.09).abs() < 1e-16);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 8.17. <https://dlmf.nist.gov/8.17>
pub fn betainc<F: Real>(a: F, b: F, x: F) -> F {
    F::of(parts(a.as_f64(), b.as_f64(), x.as_f64()).lower)
}

/// The complement of the regularized incomplete beta function, `1 - betainc(a, b, x)` without
/// cancellation.
///
/// # Examples
///
/// ```
/// use onkai_special::betaincc;
/// assert!((betaincc(1.0, 9.0, 0.75) / 0.25_f64.powi(9) - 1.0).abs() < 1e-14);
/// ```
pub fn betaincc<F: Real>(a: F, b: F, x: F) -> F {
    F::of(parts(a.as_f64(), b.as_f64(), x.as_f64()).upper)
}

fn parts(a: f64, b: f64, x: f64) -> Parts {
    let inside = 0.0 < a && 0.0 < b && (0.0..=1.0).contains(&x);
    if inside && a.is_finite() && b.is_finite() {
        beta_parts(a, b, Point::new(x))
    } else {
        Parts::NAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([betainc(2.0, 3.0, 0.0), betainc(2.0, 3.0, 1.0)], [0.0, 1.0]);
        assert_eq!([betaincc(2.0, 3.0, 0.0), betaincc(2.0, 3.0, 1.0)], [1.0, 0.0]);
        let outside = [
            (0.0, 1.0, 0.5),
            (1.0, -1.0, 0.5),
            (1.0, 1.0, -0.1),
            (1.0, 1.0, 1.1),
            (1.0, f64::NAN, 0.5),
        ];
        for (a, b, x) in outside {
            assert!(betainc(a, b, x).is_nan() && betaincc(a, b, x).is_nan(), "{a} {b} {x}");
        }
    }
}
