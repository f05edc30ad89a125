//! Bessel functions of the first and second kind of any real order, and Hankel's.
//!
//! Counterparts of `scipy.special.jv`, `jn`, `yv`, `yn`, `hankel1` and `hankel2` for real argument.

use num_complex::Complex;
use onkai_core::Real;

use super::oscillating::{bessel_j, bessel_jy};
use crate::trigonometry::{cos_pi, sin_pi};

/// The Bessel function of the first kind of real order, `J_v(x)`.
///
/// ```text
/// x² J″ + x J′ + (x² - v²) J = 0        J_v(x) = (x/2)^v Σ (-x²/4)^k / (k! Γ(v + k + 1))
/// ```
///
/// NaN for negative `x` unless the order is an integer. Beyond the turning point `x = |v|` the error
/// is small against `√(J² + Y²)`, not against the value near its zeros.
///
/// # Examples
///
/// ```
/// use onkai_special::jv;
/// assert!((jv(2.5_f64, 3.0) - 0.412_710_032_209_716_5).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// 0 at infinity, where SciPy gives NaN. Orders and arguments may go to 1e15; arguments far beyond
/// the square of the order have no bound.
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, chapter 10. <https://dlmf.nist.gov/10>
#[inline]
pub fn jv<F: Real>(order: F, x: F) -> F {
    F::of(jv_f64(order.as_f64(), x.as_f64()))
}

/// [`jv`] of integer order.
///
/// # Examples
///
/// ```
/// use onkai_special::jn;
/// assert!((jn(-3, 1.5_f64) + 0.060_963_951_141_139_63).abs() < 1e-15);
/// ```
#[inline]
pub fn jn<F: Real>(order: i32, x: F) -> F {
    F::of(jv_f64(f64::from(order), x.as_f64()))
}

/// The Bessel function of the second kind of real order, `Y_v(x)`.
///
/// ```text
/// Y_v(x) = (cos(πv) J_v(x) - J_-v(x)) / sin(πv)
/// ```
///
/// -∞ at 0 for orders from 0 on, NaN for negative `x`; for the error and infinity see [`jv`].
///
/// # Examples
///
/// ```
/// use onkai_special::yv;
/// assert!((yv(2.5_f64, 3.0) + 0.369_040_730_073_798).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// At 0 a negative order gets its limit: 0 for `-0.5`, where SciPy gives -∞.
#[inline]
pub fn yv<F: Real>(order: F, x: F) -> F {
    F::of(yv_f64(order.as_f64(), x.as_f64()))
}

/// [`yv`] of integer order.
///
/// # Examples
///
/// ```
/// use onkai_special::yn;
/// assert!((yn(2, 1.0_f64) + 1.650_682_606_816_254_4).abs() < 1e-14);
/// ```
#[inline]
pub fn yn<F: Real>(order: i32, x: F) -> F {
    F::of(yv_f64(f64::from(order), x.as_f64()))
}

/// Hankel's first function `J_v(x) + i Y_v(x)`; for negative `x` its continuation through the upper
/// half plane.
///
/// # Examples
///
/// ```
/// use onkai_special::hankel1;
/// let h = hankel1(0.0_f64, 2.0);
/// assert!((h.re - 0.223_890_779_141_235_67).abs() < 1e-15);
/// assert!((h.im - 0.510_375_672_649_745_1).abs() < 1e-15);
/// ```
pub fn hankel1<F: Real>(order: F, x: F) -> Complex<F> {
    rounded(hankel1_f64(order.as_f64(), x.as_f64()))
}

/// Hankel's second function `J_v(x) - i Y_v(x)`; for negative `x` its continuation through the upper
/// half plane.
///
/// # Examples
///
/// ```
/// use onkai_special::{hankel1, hankel2};
/// assert_eq!(hankel2(0.5, 2.0), hankel1(0.5, 2.0).conj());
/// ```
pub fn hankel2<F: Real>(order: F, x: F) -> Complex<F> {
    rounded(hankel2_f64(order.as_f64(), x.as_f64()))
}

fn rounded<F: Real>(value: Complex<f64>) -> Complex<F> {
    Complex::new(F::of(value.re), F::of(value.im))
}

/// -1 for odd integers, 1 for even ones.
#[inline]
pub(super) fn parity(order: f64) -> f64 {
    if order % 2.0 == 0.0 { 1.0 } else { -1.0 }
}

#[inline]
pub(super) fn is_integer(order: f64) -> bool {
    order == order.floor()
}

/// The kernel of [`jv`].
#[inline]
pub(super) fn jv_f64(order: f64, x: f64) -> f64 {
    if 0.0 <= order && 0.0 < x && order < f64::INFINITY && x < f64::INFINITY {
        return bessel_j(order, x);
    }
    jv_elsewhere(order, x)
}

/// Negative, zero and infinite orders and arguments.
fn jv_elsewhere(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() {
        return f64::NAN;
    }
    if order.is_infinite() {
        return if 0.0 < order && x.is_finite() && 0.0 <= x { 0.0 } else { f64::NAN };
    }
    if x < 0.0 {
        return if is_integer(order) { parity(order) * jv_f64(order, -x) } else { f64::NAN };
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    if x == 0.0 {
        return at_zero(order);
    }
    if is_integer(order) {
        return parity(order) * bessel_j(-order, x);
    }
    let both = bessel_jy(-order, x);
    (both.j * cos_pi(order)).value() + (both.y * sin_pi(order)).value()
}

/// The limit of `(x/2)^order / Γ(order + 1)`, which J and I share, as `x` falls to 0.
pub(super) fn at_zero(order: f64) -> f64 {
    if order == 0.0 {
        1.0
    } else if 0.0 < order || is_integer(order) {
        0.0
    } else {
        // The sign of the gamma function between its poles.
        f64::INFINITY * parity((-order).floor())
    }
}

/// The kernel of [`yv`].
pub(super) fn yv_f64(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if order.is_infinite() {
        return if 0.0 < order && x.is_finite() { f64::NEG_INFINITY } else { f64::NAN };
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    let cos = cos_pi(order);
    if x == 0.0 {
        return if cos == 0.0 && order < 0.0 {
            0.0
        } else if 0.0 <= order {
            f64::NEG_INFINITY
        } else {
            f64::NEG_INFINITY * cos
        };
    }
    let both = bessel_jy(order.abs(), x);
    if 0.0 <= order {
        return both.y.value();
    }
    let from_y = if cos == 0.0 { 0.0 } else { (both.y * cos).value() };
    from_y - (both.j * sin_pi(order)).value()
}

/// The kernel of [`hankel1`].
fn hankel1_f64(order: f64, x: f64) -> Complex<f64> {
    if x < 0.0 {
        return -turned(order, -1.0) * hankel2_f64(order, -x);
    }
    Complex::new(jv_f64(order, x), yv_f64(order, x))
}

/// The kernel of [`hankel2`].
fn hankel2_f64(order: f64, x: f64) -> Complex<f64> {
    if x < 0.0 {
        let (first, second) = (hankel1_f64(order, -x), hankel2_f64(order, -x));
        return first * turned(order, 1.0) + second * (2.0 * cos_pi(order));
    }
    Complex::new(jv_f64(order, x), -yv_f64(order, x))
}

/// `e^(±iπ order)`.
fn turned(order: f64, sign: f64) -> Complex<f64> {
    Complex::new(cos_pi(order), sign * sin_pi(order))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_at_zero() {
        assert_eq!(jv(0.0, 0.0), 1.0);
        assert_eq!(jv(-2.0, 0.0), 0.0);
        assert_eq!(jv(-0.5, 0.0), f64::INFINITY);
        assert_eq!(jv(-1.5, 0.0), f64::NEG_INFINITY);
        assert_eq!(yv(-1.0, 0.0), f64::INFINITY);
        assert_eq!(yv(-0.5, 0.0), 0.0);
        assert_eq!(yv(2.0, 0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn negative_arguments_need_integer_orders() {
        assert!(jv_f64(0.5, -1.0).is_nan() && yv_f64(1.0, -1.0).is_nan());
        assert_eq!(jv(-3.0, -1.5), jv(3.0, 1.5));
        assert_eq!(jn(3, -1.5), -jn(3, 1.5));
    }

    #[test]
    fn infinities() {
        assert_eq!(jv(2.5, f64::INFINITY), 0.0);
        assert_eq!(yv(2.5, f64::INFINITY), 0.0);
        assert_eq!(jv(f64::INFINITY, 1.0), 0.0);
        assert_eq!(yv(f64::INFINITY, 1.0), f64::NEG_INFINITY);
        assert!(jv_f64(f64::NAN, 1.0).is_nan() && yv_f64(1.0, f64::NAN).is_nan());
        assert_eq!((jv(1e20, 1e3), yv(1e20, 1e3)), (0.0, f64::NEG_INFINITY));
        // The phase of such an order cannot be told.
        assert!(jv_f64(1e20, 2e20).is_nan());
    }

    // scipy.special.hankel1(1, -2) and hankel2(1.3, -2).
    #[test]
    fn hankel_functions_continue_through_the_upper_half_plane() {
        let close = |h: Complex<f64>, re: f64, im: f64| (h - Complex::new(re, im)).norm() < 1e-14;
        assert!(close(hankel1(1.0, -2.0), 0.5767248077568734, 0.10703243154093758));
        assert!(close(hankel2(1.3, -2.0), -1.1806271720339476, -0.6043618715584878));
    }
}
