//! Inverses of the incomplete beta function.
//!
//! Counterpart of `scipy.special.betaincinv` and `scipy.special.betainccinv`.

use onkai_core::Real;

use super::beta_parts::{Point, beta_parts, factor, small_series};
use super::parts::newton;
use crate::double_double::{DoubleDouble, two_sum};
use crate::error_function::ndtri_f64;
use crate::gamma::{betaln_dd, betaln_f64};

/// The inverse of [`betainc`](crate::betainc) in its third argument: the x with I(a, b; x) = `p`.
///
/// NaN unless `a` > 0, `b` > 0 and 0 ≤ `p` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::betaincinv;
/// assert!((betaincinv(2.0, 1.0, 0.09) - 0.3_f64).abs() < 1e-15);
/// ```
pub fn betaincinv<F: Real>(a: F, b: F, p: F) -> F {
    let p = p.as_f64();
    F::of(inverse(a.as_f64(), b.as_f64(), DoubleDouble::new(p), two_sum(1.0, -p)))
}

/// The inverse of [`betaincc`](crate::betaincc) in its third argument: the x with
/// 1 - I(a, b; x) = `q`.
///
/// NaN unless `a` > 0, `b` > 0 and 0 ≤ `q` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::betainccinv;
/// assert!((betainccinv(1.0, 2.0, 0.25) - 0.5_f64).abs() < 1e-15);
/// ```
pub fn betainccinv<F: Real>(a: F, b: F, q: F) -> F {
    let q = q.as_f64();
    F::of(inverse(a.as_f64(), b.as_f64(), two_sum(1.0, -q), DoubleDouble::new(q)))
}

/// The x with I(a, b; x) = p, where p + q = 1 exactly.
fn inverse(a: f64, b: f64, p: DoubleDouble, q: DoubleDouble) -> f64 {
    let positive = 0.0 < a && a < f64::INFINITY && 0.0 < b && b < f64::INFINITY;
    if !(positive && 0.0 <= p.hi && 0.0 <= q.hi) {
        return f64::NAN;
    }
    if p.hi == 0.0 || q.hi == 0.0 {
        return if p.hi == 0.0 { 0.0 } else { 1.0 };
    }
    if let Some(x) = small(a, b, p) {
        return x;
    }
    if let Some(y) = small(b, a, q) {
        return 1.0 - y;
    }
    let (z, lower) = (if p.hi < q.hi { ndtri_f64(p.hi) } else { -ndtri_f64(q.hi) }, p.hi <= 0.5);
    let guess = (a / b).ln() + z * (1.0 / a + 1.0 / b).sqrt();
    let target = if lower { p } else { q }.value().ln();
    // Newton's method on the logarithm of the smaller part over ln (x / (1 - x)), which is concave.
    let step = |t: f64| {
        let point = Point::from_logit(t);
        let parts = beta_parts(a, b, point);
        let (part, sign) = if lower { (parts.lower, 1.0) } else { (parts.upper, -1.0) };
        if part == 0.0 {
            return sign;
        }
        sign * (target - part.ln()) * part / factor(a, b, point)
    };
    Point::from_logit(newton(guess, (-745.0, 745.0), step)).x.value()
}

/// The solution where it is small: there I = x^a / (a B(a, b)) times a factor close to 1.
fn small(a: f64, b: f64, p: DoubleDouble) -> Option<f64> {
    if p.hi < f64::MIN_POSITIVE {
        return None;
    }
    let is_small = |start: f64| start + (1.0 + b / (1.0 + a)).ln() < -1.6;
    // In doubles first, as most solutions are far from small; tiny a amplify the rounding errors.
    let rough = (p.hi.ln() + a.ln() + betaln_f64(a, b)) / a;
    if 1e-9 < a && !is_small(rough - 0.1) {
        return None;
    }
    let exact = DoubleDouble::new(a);
    let start = (p.ln() + exact.ln() + betaln_dd(a, b)) / exact;
    if !is_small(start.hi) {
        return None;
    }
    let mut x = start.exp();
    for _ in 0..60 {
        let correction = (a * small_series(a, b, x)).ln_1p() / a;
        let next = (start - DoubleDouble::new(correction)).exp();
        if next.is_nan() || (next - x).abs() <= f64::EPSILON * next {
            return next.is_finite().then_some(next);
        }
        x = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([betaincinv(2.0, 3.0, 0.0), betaincinv(2.0, 3.0, 1.0)], [0.0, 1.0]);
        assert_eq!([betainccinv(2.0, 3.0, 0.0), betainccinv(2.0, 3.0, 1.0)], [1.0, 0.0]);
        for (a, b, p) in [
            (0.0, 1.0, 0.5),
            (1.0, -1.0, 0.5),
            (1.0, 1.0, -0.1),
            (1.0, 1.0, 1.1),
            (1.0, 1.0, f64::NAN),
        ] {
            assert!(betaincinv(a, b, p).is_nan() && betainccinv(a, b, p).is_nan(), "{a} {b} {p}");
        }
    }
}
