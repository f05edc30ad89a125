//! J and Y of any order from 0 on and any positive argument.
//!
//! Where the argument is large against the order, Hankel's expansion; where the order is large,
//! Debye's; elsewhere both are computed at the orders next to 0 and brought to the order wanted by
//! the recurrence, which is stable for Y everywhere and for J up to the turning point `order = x`.
//! Beyond it J comes from its power series, from Miller's algorithm or from the Wronskian.

use std::f64::consts::FRAC_2_PI;

use super::asymptotic::{self, LARGE_ARGUMENT, is_far};
use super::continued_fraction::hankel_log_derivative;
use super::debye;
use super::miller::{descend, ratio_j};
use super::oscillating_01::{j0_f64, j1_f64, y0_f64, y1_f64};
use super::scaled::{Neighbors, Scaled};
use super::temme::{SMALL_ARGUMENT, small_y};
use crate::gamma::rgamma_f64;

/// J and Y of one order and argument.
#[derive(Clone, Copy, Debug)]
pub(super) struct Oscillating {
    pub(super) j: Scaled,
    pub(super) y: Scaled,
}

impl Oscillating {
    const NAN: Self = Self {
        j: Scaled { mantissa: f64::NAN, exponent: 0 },
        y: Scaled { mantissa: f64::NAN, exponent: 0 },
    };
}

/// From this order on Debye's expansions are used.
const LARGE_ORDER: f64 = 80.0;
/// Beyond this order or argument a double-double does not hold the phase to full precision.
const LIMIT: f64 = 1e15;

/// J for `0 <= order`, `0 < x`, both finite.
#[inline]
pub(super) fn bessel_j(order: f64, x: f64) -> f64 {
    wide_j(order, x).value()
}

/// J where it may lie below the range of doubles.
#[inline]
pub(super) fn wide_j(order: f64, x: f64) -> Scaled {
    if order < LARGE_ORDER {
        if order == order.floor() && order <= x {
            return Scaled::new(integer_j(order, x));
        }
        if series_serves(order, x) {
            return leading_term(order, x) * ascending_sum(order, -0.25 * x * x);
        }
        if x < LARGE_ARGUMENT {
            let n = order.round();
            return Scaled::new(descend(order - n, n as usize, x).at_order);
        }
    }
    bessel_jy(order, x).j
}

/// J and Y for `0 <= order`, `0 < x`, both finite.
pub(super) fn bessel_jy(order: f64, x: f64) -> Oscillating {
    if is_far(order, x) {
        asymptotic::oscillating(order, x)
    } else if LARGE_ORDER <= order {
        large_order(order, x)
    } else {
        moderate_order(order, x)
    }
}

/// J of an integer order up to `x`.
fn integer_j(order: f64, x: f64) -> f64 {
    let (mut current, mut next) = (j0_f64(x), j1_f64(x));
    for k in 0..order as usize {
        (current, next) = (next, 2.0 * (k as f64 + 1.0) / x * next - current);
    }
    current
}

/// Whether the power series of J loses no more than a digit: its terms soon fall.
#[inline]
fn series_serves(order: f64, x: f64) -> bool {
    x * x <= 8.0 * (order + 1.0)
}

/// `(x/2)^order / Γ(order + 1)`.
pub(super) fn leading_term(order: f64, x: f64) -> Scaled {
    // `order + 1` may not be a double, so from 1 on the factor `order` is taken out.
    let reciprocal = if order < 1.0 { rgamma_f64(order + 1.0) } else { rgamma_f64(order) / order };
    let value = (0.5 * x).powf(order) * reciprocal;
    if 1e-280 < value {
        return Scaled::new(value);
    }
    // The power has lost bits, or all.
    let root = (0.5 * x).powf(0.5 * order);
    Scaled { mantissa: root * 2.0_f64.powi(600), exponent: -600 } * (root * reciprocal)
}

/// `Σ z^k / (k! (order + 1)_k)`.
pub(super) fn ascending_sum(order: f64, z: f64) -> f64 {
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut k = 1.0;
    while k < 200.0 {
        term *= z / (k * (k + order));
        sum += term;
        if term.abs() <= f64::EPSILON / 8.0 * sum.abs() {
            break;
        }
        k += 1.0;
    }
    sum
}

/// Orders below [`LARGE_ORDER`].
fn moderate_order(order: f64, x: f64) -> Oscillating {
    let n = order.round();
    let mu = order - n;
    let steps = n as usize;
    if x < LARGE_ARGUMENT {
        let (current, next) = base_y(mu, x);
        let y = Neighbors::new(current, next).raised(mu, steps, x, -1.0);
        return Oscillating { j: wide_j(order, x), y: y.current() };
    }
    let (low, high) = (asymptotic::oscillating(mu, x), asymptotic::oscillating(mu + 1.0, x));
    raise(mu, steps, x, [(low.j.mantissa, low.y.mantissa), (high.j.mantissa, high.y.mantissa)])
}

/// Y of orders `mu` and `mu + 1`, for `|mu| <= 1/2` and `x` below [`LARGE_ARGUMENT`].
fn base_y(mu: f64, x: f64) -> (f64, f64) {
    if mu == 0.0 {
        return (y0_f64(x), y1_f64(x));
    }
    if x <= SMALL_ARGUMENT {
        return small_y(mu, x);
    }
    // J' + iY' = (p + iq) (J + iY), where J and J' are known.
    let down = descend(mu, 0, x);
    let (j, j_slope) = (down.base, mu / x * down.base - down.base_next);
    let h = hankel_log_derivative(mu, x);
    let y = (h.re * j - j_slope) / h.im;
    let y_slope = h.im * j + h.re * y;
    (y, mu / x * y - y_slope)
}

/// Orders from [`LARGE_ORDER`] on.
fn large_order(order: f64, x: f64) -> Oscillating {
    // Within ten such widths of the turning point Debye's terms do not fall far enough.
    const WIDTHS: f64 = 10.0;
    let strip = WIDTHS * x.cbrt();
    if x < order - WIDTHS * order.cbrt() {
        return if order < LIMIT { debye::below(order, x) } else { beyond_limit(order, x) };
    }
    if LIMIT < x {
        return Oscillating::NAN;
    }
    if order + strip < x {
        let (j, y) = debye::above(order, x);
        return Oscillating { j: Scaled::new(j), y: Scaled::new(y) };
    }
    // Start below the strip and step through it.
    let steps = (order + strip - x).ceil() + 1.0;
    let start = order - steps;
    raise(start, steps as usize, x, [debye::above(start, x), debye::above(start + 1.0, x)])
}

/// Orders beyond [`LIMIT`]: J vanishes and Y is infinite unless the argument is nearly as large.
fn beyond_limit(order: f64, x: f64) -> Oscillating {
    if x < 0.5 * order {
        let j = Scaled { mantissa: 1.0, exponent: i32::MIN };
        return Oscillating { j, y: Scaled::new(f64::NEG_INFINITY) };
    }
    Oscillating::NAN
}

/// From J and Y of orders `start` and `start + 1`, below `x`, to those of order `start + steps`.
fn raise(start: f64, steps: usize, x: f64, values: [(f64, f64); 2]) -> Oscillating {
    let [(mut j, y), (mut j_next, y_next)] = values;
    let y = Neighbors::new(y, y_next).raised(start, steps, x, -1.0);
    let order = start + steps as f64;
    if x < order {
        // J(n + 1) Y(n) - J(n) Y(n + 1) = 2 / (πx)
        let wronskian = ratio_j(order, x) * y.current - y.next;
        let j = Scaled { mantissa: FRAC_2_PI / x / wronskian, exponent: -y.exponent };
        return Oscillating { j, y: y.current() };
    }
    for step in 1..=steps {
        (j, j_next) = (j_next, 2.0 * (start + step as f64) / x * j_next - j);
    }
    Oscillating { j: Scaled::new(j), y: y.current() }
}
