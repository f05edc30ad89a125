//! Modified Bessel functions of any real order.
//!
//! Counterparts of `scipy.special.iv`, `ive`, `kv`, `kve` and `kn` for real argument.

use std::f64::consts::FRAC_2_PI;

use onkai_core::Real;

use super::first_second::{at_zero, is_integer, parity};
use super::growing::{bessel_i, bessel_i_scaled, bessel_k, bessel_k_scaled};
use crate::trigonometry::sin_pi;

/// The modified Bessel function of the first kind of real order, `I_v(x)`.
///
/// ```text
/// x² I″ + x I′ - (x² + v²) I = 0        I_v(x) = (x/2)^v Σ (x²/4)^k / (k! Γ(v + k + 1))
/// ```
///
/// NaN for negative `x` unless the order is an integer.
///
/// # Examples
///
/// ```
/// use onkai_special::iv;
/// assert!((iv(2.5_f64, 3.0) - 1.515_339_446_681_965).abs() < 1e-14);
/// ```
///
/// # Differences from SciPy
///
/// ∞ at infinity, where SciPy gives NaN. At 0 negative orders that are no integers give infinity
/// with the sign of the limit. Orders and arguments may go to 1e15.
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 10.25 to 10.46. <https://dlmf.nist.gov/10.25>
#[inline]
pub fn iv<F: Real>(order: F, x: F) -> F {
    F::of(iv_f64(order.as_f64(), x.as_f64()))
}

/// `e^-|x| I_v(x)`, which does not overflow: see [`iv`]. 0 at infinity.
///
/// # Examples
///
/// ```
/// use onkai_special::ive;
/// assert!((ive(2.5_f64, 1e4) - 0.003_988_226_096_855_806).abs() < 1e-16);
/// ```
#[inline]
pub fn ive<F: Real>(order: F, x: F) -> F {
    F::of(ive_f64(order.as_f64(), x.as_f64()))
}

/// The modified Bessel function of the second kind of real order, `K_v(x)`, which is even in `v`.
///
/// ```text
/// K_v(x) = (π/2) (I_-v(x) - I_v(x)) / sin(πv)
/// ```
///
/// ∞ at 0, NaN for negative `x`.
///
/// # Examples
///
/// ```
/// use onkai_special::kv;
/// assert!((kv(2.5_f64, 3.0) - 0.084_060_631_974_117_4).abs() < 1e-15);
/// ```
#[inline]
pub fn kv<F: Real>(order: F, x: F) -> F {
    F::of(kv_f64(order.as_f64(), x.as_f64()))
}

/// [`kv`] of integer order.
///
/// # Examples
///
/// ```
/// use onkai_special::kn;
/// assert!((kn(2, 1.0_f64) - 1.624_838_898_635_177_4).abs() < 1e-14);
/// ```
#[inline]
pub fn kn<F: Real>(order: i32, x: F) -> F {
    F::of(kv_f64(f64::from(order), x.as_f64()))
}

/// `e^x K_v(x)`, which does not underflow: see [`kv`]. 0 at infinity, where SciPy gives NaN.
///
/// # Examples
///
/// ```
/// use onkai_special::kve;
/// assert!((kve(2.5_f64, 1e4) - 0.012_536_901_691_561_19).abs() < 1e-15);
/// ```
#[inline]
pub fn kve<F: Real>(order: F, x: F) -> F {
    F::of(kve_f64(order.as_f64(), x.as_f64()))
}

/// The kernel of [`iv`].
#[inline]
pub(super) fn iv_f64(order: f64, x: f64) -> f64 {
    if 0.0 <= order && 0.0 < x && order < f64::INFINITY && x < f64::INFINITY {
        return bessel_i(order, x);
    }
    iv_elsewhere(order, x, iv_f64, |order, x| {
        if x == f64::INFINITY {
            return x;
        }
        let reflected = if is_integer(order) { 0.0 } else { FRAC_2_PI * -sin_pi(order) };
        bessel_i(-order, x) + if reflected == 0.0 { 0.0 } else { reflected * kv_f64(order, x) }
    })
}

/// The kernel of [`ive`].
#[inline]
pub(super) fn ive_f64(order: f64, x: f64) -> f64 {
    if 0.0 <= order && 0.0 < x && order < f64::INFINITY && x < f64::INFINITY {
        return bessel_i_scaled(order, x).value();
    }
    iv_elsewhere(order, x, ive_f64, |order, x| {
        if x == f64::INFINITY {
            return 0.0;
        }
        let from_i = bessel_i_scaled(-order, x).value();
        if is_integer(order) {
            return from_i;
        }
        let from_k = bessel_k_scaled(-order, x) * (FRAC_2_PI * -sin_pi(order));
        from_i + (from_k * (-2.0 * x).exp()).value()
    })
}

/// What [`iv`] and [`ive`] share: all but infinite `x` and negative orders at positive `x`, which
/// `rest` computes.
fn iv_elsewhere(
    order: f64,
    x: f64,
    whole: fn(f64, f64) -> f64,
    rest: impl Fn(f64, f64) -> f64,
) -> f64 {
    if order.is_nan() || x.is_nan() {
        f64::NAN
    } else if order.is_infinite() {
        if 0.0 < order && x.is_finite() && 0.0 <= x { 0.0 } else { f64::NAN }
    } else if x < 0.0 {
        if is_integer(order) { parity(order) * whole(order, -x) } else { f64::NAN }
    } else if x == 0.0 {
        at_zero(order)
    } else {
        rest(order, x)
    }
}

/// The kernel of [`kv`].
#[inline]
pub(super) fn kv_f64(order: f64, x: f64) -> f64 {
    if !is_inside(order, x) {
        return kv_at_ends(order, x);
    }
    bessel_k(order.abs(), x)
}

/// The kernel of [`kve`].
#[inline]
fn kve_f64(order: f64, x: f64) -> f64 {
    if !is_inside(order, x) {
        return kv_at_ends(order, x);
    }
    bessel_k_scaled(order.abs(), x).value()
}

/// Whether both are finite and `x` positive.
#[inline]
fn is_inside(order: f64, x: f64) -> bool {
    order.abs() < f64::INFINITY && 0.0 < x && x < f64::INFINITY
}

fn kv_at_ends(order: f64, x: f64) -> f64 {
    if order.is_nan() || x.is_nan() || x < 0.0 || (x.is_infinite() && order.is_infinite()) {
        f64::NAN
    } else if x == f64::INFINITY {
        0.0
    } else {
        f64::INFINITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_at_zero() {
        assert_eq!(iv(0.0, 0.0), 1.0);
        assert_eq!(iv(-2.0, 0.0), 0.0);
        assert_eq!(iv(-0.5, 0.0), f64::INFINITY);
        assert_eq!(iv(-1.5, 0.0), f64::NEG_INFINITY);
        assert_eq!(ive(0.5, 0.0), 0.0);
        assert_eq!(kv(0.0, 0.0), f64::INFINITY);
        assert_eq!(kve(-1.5, 0.0), f64::INFINITY);
    }

    #[test]
    fn negative_arguments_need_integer_orders() {
        for f in [iv_f64, kv_f64, ive_f64, kve_f64] {
            assert!(
                f(0.5, -1.0).is_nan() && f(f64::NAN, 1.0).is_nan() && f(1.0, f64::NAN).is_nan()
            );
        }
        assert_eq!(iv(-3.0, -1.5), -iv(3.0, 1.5));
        assert_eq!(ive(2.0, -1.5), ive(2.0, 1.5));
    }

    #[test]
    fn infinities() {
        let inf = f64::INFINITY;
        assert_eq!(
            (iv(2.5, inf), ive(2.5, inf), kv(2.5, inf), kve(2.5, inf)),
            (inf, 0.0, 0.0, 0.0)
        );
        assert_eq!((iv(-0.5, inf), ive(-0.5, inf), iv(1.0, -inf)), (inf, 0.0, -inf));
        assert_eq!((iv(inf, 1.0), kv(inf, 1.0), kv(-inf, 1.0)), (0.0, inf, inf));
        assert_eq!((iv(1.0, 1e300), kv(1.0, 1e300)), (inf, 0.0));
    }
}
