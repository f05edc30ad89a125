//! Inverses of the incomplete gamma functions.
//!
//! Counterpart of `scipy.special.gammaincinv` and `scipy.special.gammainccinv`.

use onkai_core::Real;

use super::gamma_parts::{gamma_parts, lower_factor, lower_series, small_series};
use super::parts::newton;
use crate::double_double::{DoubleDouble, two_sum};
use crate::error_function::ndtri_f64;
use crate::gamma::gammaln_dd;

/// The inverse of [`gammainc`](crate::gammainc) in its second argument: the x with P(a, x) = `p`.
///
/// NaN unless `a` > 0 and 0 ≤ `p` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::{gammainc, gammaincinv};
/// let x = gammaincinv(2.5, 0.01_f64);
/// assert!((gammainc(2.5, x) - 0.01).abs() < 1e-16);
/// ```
pub fn gammaincinv<F: Real>(a: F, p: F) -> F {
    let p = p.as_f64();
    F::of(inverse(a.as_f64(), DoubleDouble::new(p), two_sum(1.0, -p)))
}

/// The inverse of [`gammaincc`](crate::gammaincc) in its second argument: the x with Q(a, x) = `q`.
///
/// NaN unless `a` > 0 and 0 ≤ `q` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::gammainccinv;
/// assert!((gammainccinv(1.0, 1e-300) + 1e-300_f64.ln()).abs() < 1e-12);
/// ```
pub fn gammainccinv<F: Real>(a: F, q: F) -> F {
    let q = q.as_f64();
    F::of(inverse(a.as_f64(), two_sum(1.0, -q), DoubleDouble::new(q)))
}

/// The x with P(a, x) = p and Q(a, x) = q, where p + q = 1 exactly.
fn inverse(a: f64, p: DoubleDouble, q: DoubleDouble) -> f64 {
    if !(0.0 < a && a < f64::INFINITY && 0.0 <= p.hi && 0.0 <= q.hi) {
        return f64::NAN;
    }
    if p.hi == 0.0 {
        return 0.0;
    }
    if q.hi == 0.0 {
        return f64::INFINITY;
    }
    if let Some(x) = small(a, p) {
        return x;
    }
    let guess = guess(a, p.value(), q.value());
    if p.hi <= 0.5 { from_lower(a, p.value(), guess) } else { from_upper(a, q.value(), guess) }
}

/// The solution where it is small: there P = x^a / Γ(a + 1) times a factor close to 1.
fn small(a: f64, p: DoubleDouble) -> Option<f64> {
    if 1e12 < a || p.hi < f64::MIN_POSITIVE {
        return None;
    }
    let divided = |v: DoubleDouble| v / DoubleDouble::new(a);
    let start = divided(p.ln() + gammaln_dd(two_sum(1.0, a)));
    if 0.0 < start.hi - (0.2 * (1.0 + a)).ln() {
        return None;
    }
    let mut x = start.exp();
    for _ in 0..60 {
        let correction = if x < 1.0 {
            -(a * small_series(a, x)).ln_1p() / a
        } else {
            (x - lower_series(a, x).ln()) / a
        };
        let next = (start + DoubleDouble::new(correction)).exp();
        if (next - x).abs() <= f64::EPSILON * next {
            return Some(next);
        }
        x = next;
    }
    None
}

/// Wilson's and Hilferty's cube of a normal variable; for small `a` the tail of an exponential one.
fn guess(a: f64, p: f64, q: f64) -> f64 {
    let z = if p < q { ndtri_f64(p) } else { -ndtri_f64(q) };
    let cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    if 0.3 < cube && 0.5 < a {
        return a * cube.powi(3);
    }
    if p < q { 0.2 * (1.0 + a) } else { (-q.ln()).max(0.1 * (1.0 + a)) }
}

/// Newton's method on ln P over ln x, which is concave.
fn from_lower(a: f64, p: f64, guess: f64) -> f64 {
    let target = p.ln();
    let step = |t: f64| {
        let x = t.exp();
        let lower = gamma_parts(a, x).lower;
        if lower == 0.0 {
            return 1.0;
        }
        (target - lower.ln()) * lower / (lower_factor(a, x) * a)
    };
    newton(guess.ln(), (-745.0, 709.0), step).exp()
}

/// Newton's method on ln Q over x, which is nearly linear in the tail.
fn from_upper(a: f64, q: f64, guess: f64) -> f64 {
    let target = q.ln();
    let step = |x: f64| {
        let upper = gamma_parts(a, x).upper;
        if upper == 0.0 {
            return -0.1 * x;
        }
        (upper.ln() - target) * upper / (lower_factor(a, x) * a) * x
    };
    newton(guess, (0.0, f64::MAX), step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([gammaincinv(2.0, 0.0), gammainccinv(2.0, 1.0)], [0.0, 0.0]);
        assert_eq!([gammaincinv(2.0, 1.0), gammainccinv(2.0, 0.0)], [f64::INFINITY; 2]);
        for (a, p) in
            [(0.0, 0.5), (-1.0, 0.5), (1.0, -0.1), (1.0, 1.1), (f64::NAN, 0.5), (1.0, f64::NAN)]
        {
            assert!(gammaincinv(a, p).is_nan() && gammainccinv(a, p).is_nan(), "{a} {p}");
        }
    }
}
