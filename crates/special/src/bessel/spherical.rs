//! Spherical Bessel functions and their derivatives.
//!
//! Counterparts of `scipy.special.spherical_jn`, `spherical_yn`, `spherical_in` and `spherical_kn`.

use std::f64::consts::FRAC_PI_2;

use onkai_core::Real;

use super::first_second::yv_f64;
use super::growing::{overflows, wide_i};
use super::modified::kv_f64;
use super::oscillating::wide_j;
use super::scaled::Scaled;

/// The spherical Bessel function of the first kind, `j_n(x) = √(π / 2x) J_(n + 1/2)(x)`.
///
/// Beyond the turning point `x = n` the error is small against `1 / x`, the envelope of both kinds.
///
/// # Examples
///
/// ```
/// use onkai_special::spherical_jn;
/// assert!((spherical_jn(0, 2.0_f64) - 2.0_f64.sin() / 2.0).abs() < 1e-15);
/// ```
pub fn spherical_jn<F: Real>(n: u32, x: F) -> F {
    F::of(jn(f64::from(n), x.as_f64()).value())
}

/// The derivative of [`spherical_jn`], `n / x j_n(x) - j_(n + 1)(x)`.
///
/// # Examples
///
/// ```
/// use onkai_special::{spherical_jn, spherical_jn_derivative};
/// assert!((spherical_jn_derivative(0, 2.0_f64) + spherical_jn(1, 2.0)).abs() < 1e-15);
/// ```
pub fn spherical_jn_derivative<F: Real>(n: u32, x: F) -> F {
    let (n, x) = (f64::from(n), x.as_f64());
    let below = || (jn(n, x) * (n / x)).value() - jn(n + 1.0, x).value();
    F::of(if x == 0.0 { slope_at_zero(n) } else { below() })
}

/// The spherical Bessel function of the second kind, `y_n(x) = √(π / 2x) Y_(n + 1/2)(x)`; for its
/// error see [`spherical_jn`]. -∞ at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::spherical_yn;
/// assert!((spherical_yn(0, 2.0_f64) + 2.0_f64.cos() / 2.0).abs() < 1e-15);
/// ```
pub fn spherical_yn<F: Real>(n: u32, x: F) -> F {
    F::of(yn(f64::from(n), x.as_f64()))
}

/// The derivative of [`spherical_yn`], `y_(n - 1)(x) - (n + 1) / x y_n(x)`. ∞ at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::{spherical_yn, spherical_yn_derivative};
/// assert!((spherical_yn_derivative(0, 2.0_f64) + spherical_yn(1, 2.0)).abs() < 1e-15);
/// ```
pub fn spherical_yn_derivative<F: Real>(n: u32, x: F) -> F {
    let (n, x) = (f64::from(n), x.as_f64());
    let below = || if n == 0.0 { -yn(1.0, x) } else { yn(n - 1.0, x) - (n + 1.0) / x * yn(n, x) };
    F::of(ended(below(), x, f64::INFINITY))
}

/// The modified spherical Bessel function of the first kind, `i_n(x) = √(π / 2x) I_(n + 1/2)(x)`.
///
/// # Examples
///
/// ```
/// use onkai_special::spherical_in;
/// assert!((spherical_in(0, 2.0_f64) - 2.0_f64.sinh() / 2.0).abs() < 1e-15);
/// ```
pub fn spherical_in<F: Real>(n: u32, x: F) -> F {
    F::of(modified_in(f64::from(n), x.as_f64()).value())
}

/// The derivative of [`spherical_in`], `n / x i_n(x) + i_(n + 1)(x)`.
///
/// # Examples
///
/// ```
/// use onkai_special::{spherical_in, spherical_in_derivative};
/// assert!((spherical_in_derivative(0, 2.0_f64) - spherical_in(1, 2.0)).abs() < 1e-15);
/// ```
pub fn spherical_in_derivative<F: Real>(n: u32, x: F) -> F {
    let (n, x) = (f64::from(n), x.as_f64());
    let below = || (modified_in(n, x) * (n / x)).value() + modified_in(n + 1.0, x).value();
    F::of(if x == 0.0 {
        slope_at_zero(n)
    } else if x.is_infinite() {
        // The slope of an even function falls on the left.
        f64::INFINITY * sign_of_reflection(n + 1.0, x)
    } else {
        below()
    })
}

/// The modified spherical Bessel function of the second kind, `k_n(x) = √(π / 2x) K_(n + 1/2)(x)`:
/// ∞ at 0, NaN for negative `x`.
///
/// # Examples
///
/// ```
/// use onkai_special::spherical_kn;
/// let exact = std::f64::consts::FRAC_PI_4 * (-2.0_f64).exp();
/// assert!((spherical_kn(0, 2.0) - exact).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// SciPy continues to negative `x` by recurrence, with no digit right in some orders.
pub fn spherical_kn<F: Real>(n: u32, x: F) -> F {
    F::of(modified_kn(f64::from(n), x.as_f64()))
}

/// The derivative of [`spherical_kn`], `n / x k_n(x) - k_(n + 1)(x)`. -∞ at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::{spherical_kn, spherical_kn_derivative};
/// assert!((spherical_kn_derivative(0, 2.0_f64) + spherical_kn(1, 2.0)).abs() < 1e-15);
/// ```
pub fn spherical_kn_derivative<F: Real>(n: u32, x: F) -> F {
    let (n, x) = (f64::from(n), x.as_f64());
    // Of k(n - 1) and k(n), which have one sign here.
    let below = || {
        if n == 0.0 {
            -modified_kn(1.0, x)
        } else {
            -modified_kn(n - 1.0, x) - (n + 1.0) / x * modified_kn(n, x)
        }
    };
    F::of(ended(below(), x, f64::NEG_INFINITY))
}

/// `value`, or `at_zero` where `x` is so small that all terms are infinite, or 0 at infinity.
fn ended(value: f64, x: f64, at_zero: f64) -> f64 {
    if x == 0.0 || (value.is_nan() && 0.0 < x && x < 1.0) {
        at_zero
    } else if x == f64::INFINITY {
        0.0
    } else {
        value
    }
}

/// The slope of `j_n` and `i_n` at 0.
fn slope_at_zero(n: f64) -> f64 {
    if n == 1.0 { 1.0 / 3.0 } else { 0.0 }
}

/// -1 for odd `n` and negative `x`, else 1.
fn sign_of_reflection(n: f64, x: f64) -> f64 {
    if x < 0.0 && n % 2.0 != 0.0 { -1.0 } else { 1.0 }
}

/// The value of `j_n` and `i_n` at 0.
fn value_at_zero(n: f64) -> f64 {
    if n == 0.0 { 1.0 } else { 0.0 }
}

/// `√(π / 2x)`, as a quotient of roots: that of the numbers may overflow.
fn root(x: f64) -> f64 {
    FRAC_PI_2.sqrt() / x.sqrt()
}

fn jn(n: f64, x: f64) -> Scaled {
    let a = x.abs();
    if n <= a.min(MAX_RAISED) && (1.0..f64::INFINITY).contains(&a) {
        return Scaled::new(sign_of_reflection(n, x) * raised_j(n as usize, a));
    }
    if 0.0 < a && a < f64::INFINITY {
        return wide_j(n + 0.5, a) * (sign_of_reflection(n, x) * root(a));
    }
    Scaled::new(if a == 0.0 { value_at_zero(n) } else { 1.0 / a })
}

/// Orders up to this one are quickly reached from order 0.
const MAX_RAISED: f64 = 50.0;

/// `j_n` by its recurrence from orders 0 and 1, which is stable up to the turning point.
fn raised_j(n: usize, x: f64) -> f64 {
    let (sin, cos) = x.sin_cos();
    let mut current = sin / x;
    let mut next = (current - cos) / x;
    for k in 1..=n {
        (current, next) = (next, (2 * k + 1) as f64 / x * next - current);
    }
    current
}

fn yn(n: f64, x: f64) -> f64 {
    let a = x.abs();
    let value = if a == 0.0 { f64::NEG_INFINITY } else { root(a) * yv_f64(n + 0.5, a) };
    sign_of_reflection(n + 1.0, x) * value
}

fn modified_in(n: f64, x: f64) -> Scaled {
    let a = x.abs();
    let sign = sign_of_reflection(n, x);
    if 0.0 < a && !overflows(n + 0.5, a) {
        return wide_i(n + 0.5, a) * (sign * root(a));
    }
    Scaled::new(if a == 0.0 { value_at_zero(n) } else { sign * (f64::INFINITY + a) })
}

fn modified_kn(n: f64, x: f64) -> f64 {
    if x == 0.0 { f64::INFINITY } else { root(x) * kv_f64(n + 0.5, x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_zero() {
        assert_eq!((spherical_jn(0, 0.0), spherical_jn(2, 0.0)), (1.0, 0.0));
        assert_eq!((spherical_in(0, 0.0), spherical_in(1, 0.0)), (1.0, 0.0));
        assert_eq!(spherical_jn_derivative(1, 0.0), 1.0 / 3.0);
        assert_eq!(spherical_yn(2, 0.0), f64::NEG_INFINITY);
        assert_eq!(spherical_kn(2, 0.0), f64::INFINITY);
        assert_eq!(spherical_yn_derivative(2, 0.0), f64::INFINITY);
        assert_eq!(spherical_yn_derivative(2, 1e-200), f64::INFINITY);
        assert_eq!(spherical_kn_derivative(2, 0.0), f64::NEG_INFINITY);
        assert!((spherical_jn(1, 3e-200) / 1e-200 - 1.0_f64).abs() < 1e-15);
    }

    #[test]
    fn reflected() {
        for n in 0..4 {
            let sign = if n % 2 == 0 { 1.0 } else { -1.0 };
            assert_eq!(spherical_jn(n, -1.5), sign * spherical_jn(n, 1.5));
            assert_eq!(spherical_yn(n, -1.5), -sign * spherical_yn(n, 1.5));
            assert_eq!(spherical_in(n, -1.5), sign * spherical_in(n, 1.5));
            assert_eq!(spherical_jn_derivative(n, -1.5), -sign * spherical_jn_derivative(n, 1.5));
            assert_eq!(spherical_yn_derivative(n, -1.5), sign * spherical_yn_derivative(n, 1.5));
            assert_eq!(spherical_in_derivative(n, -1.5), -sign * spherical_in_derivative(n, 1.5));
            assert!(spherical_kn(n, -1.5_f64).is_nan());
        }
    }

    #[test]
    fn at_infinity() {
        let inf = f64::INFINITY;
        assert_eq!(
            (spherical_jn(1, inf), spherical_yn(1, inf), spherical_kn(1, inf)),
            (0.0, 0.0, 0.0)
        );
        assert_eq!((spherical_in(1, inf), spherical_in(1, -inf)), (inf, -inf));
        assert_eq!(spherical_jn_derivative(1, inf), 0.0);
        assert_eq!(spherical_in_derivative(2, -inf), -inf);
    }
}
