//! I and K of any order from 0 on and any positive argument.
//!
//! The same ways as for J and Y: Hankel's and Debye's expansions (which here have no turning point),
//! and between them K by recurrence from the orders next to 0 and I by its power series or from the
//! Wronskian.

use super::asymptotic::{self, LARGE_ARGUMENT, is_far};
use super::continued_fraction::middle_k;
use super::debye;
use super::growing_01::{k0e_f64, k1e_f64};
use super::miller::ratio_i;
use super::oscillating::{ascending_sum, leading_term};
use super::scaled::{Neighbors, Scaled};
use super::temme::{SMALL_ARGUMENT, small_k};
use crate::double_double::DoubleDouble;

/// From this order on Debye's expansions are used.
const LARGE_ORDER: f64 = 30.0;
/// Beyond this order or argument a double-double does not hold the exponent to full precision.
const LIMIT: f64 = 1e15;

/// I for `0 <= order`, `0 < x`, both finite.
pub(super) fn bessel_i(order: f64, x: f64) -> f64 {
    if overflows(order, x) { f64::INFINITY } else { wide_i(order, x).value() }
}

/// I where it does not overflow by far.
pub(super) fn wide_i(order: f64, x: f64) -> Scaled {
    if x < LARGE_ARGUMENT && order < LARGE_ORDER {
        return series_i(order, x);
    }
    bessel_i_scaled(order, x) * exponential(x)
}

/// K for `0 <= order`, `0 < x`, both finite.
pub(super) fn bessel_k(order: f64, x: f64) -> f64 {
    if overflows(order, x) {
        return 0.0;
    }
    (bessel_k_scaled(order, x) * exponential(-x)).value()
}

/// Whether `e^x` leaves no doubt: the largest double is e^709.8, and I is about `e^(x - order²/2x)`.
pub(super) fn overflows(order: f64, x: f64) -> bool {
    2000.0 < x && order * order < x
}

/// `e^x` as a factor, for what [`overflows`] leaves.
fn exponential(x: f64) -> Scaled {
    Scaled::exp(DoubleDouble::new(x))
}

/// `e^-x I` for `0 <= order`, `0 < x`, both finite.
pub(super) fn bessel_i_scaled(order: f64, x: f64) -> Scaled {
    if is_far(order, x) {
        Scaled::new(asymptotic::growing(order, x).0)
    } else if LARGE_ORDER <= order {
        large_order(order, x).0
    } else if x < LARGE_ARGUMENT {
        series_i(order, x) * (-x).exp()
    } else {
        // I(n) K(n + 1) + I(n + 1) K(n) = 1 / x
        let k = moderate_k(order, x);
        let wronskian = x * (k.next + ratio_i(order, x) * k.current);
        Scaled { mantissa: 1.0 / wronskian, exponent: -k.exponent }
    }
}

/// `e^x K` for `0 <= order`, `0 < x`, both finite.
pub(super) fn bessel_k_scaled(order: f64, x: f64) -> Scaled {
    if is_far(order, x) {
        Scaled::new(asymptotic::growing(order, x).1)
    } else if LARGE_ORDER <= order {
        large_order(order, x).1
    } else {
        moderate_k(order, x).current()
    }
}

/// I by its power series, whose terms are all positive.
fn series_i(order: f64, x: f64) -> Scaled {
    leading_term(order, x) * ascending_sum(order, 0.25 * x * x)
}

/// `e^x K` of `order` and the next one, below [`LARGE_ORDER`].
fn moderate_k(order: f64, x: f64) -> Neighbors {
    let n = order.round();
    let mu = order - n;
    let (current, next) = if mu == 0.0 {
        (k0e_f64(x), k1e_f64(x))
    } else if x <= SMALL_ARGUMENT {
        let (current, next) = small_k(mu, x);
        (current * x.exp(), next * x.exp())
    } else if x < LARGE_ARGUMENT {
        middle_k(mu, x)
    } else {
        (asymptotic::growing(mu, x).1, asymptotic::growing(mu + 1.0, x).1)
    };
    Neighbors::new(current, next).raised(mu, n as usize, x, 1.0)
}

/// `e^-x I` and `e^x K` of orders from [`LARGE_ORDER`] on.
fn large_order(order: f64, x: f64) -> (Scaled, Scaled) {
    if order <= LIMIT && x <= LIMIT {
        return debye::growing(order, x);
    }
    let nothing = Scaled { mantissa: 1.0, exponent: i32::MIN };
    if x < 0.5 * order {
        return (nothing, Scaled::new(f64::INFINITY));
    }
    (Scaled::new(f64::NAN), Scaled::new(f64::NAN))
}
