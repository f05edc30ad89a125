//! Hankel's expansions for large argument.

use std::f64::consts::{FRAC_1_PI, FRAC_PI_2, TAU};

use super::Oscillating;
use super::scaled::Scaled;
use crate::trigonometry::{cos_pi, sin_pi};

/// From this argument on the expansions reach full precision, if the order is small.
pub(super) const LARGE_ARGUMENT: f64 = 20.0;

/// Whether the expansions reach full precision: the least term is about `e^(-2x)`, and the terms do
/// not grow before they fall.
#[inline]
pub(super) fn is_far(order: f64, x: f64) -> bool {
    LARGE_ARGUMENT <= x && order * order <= x
}

/// J and Y of an order below 2 or with [`is_far`].
///
/// The phase is reduced exactly: the sine and cosine of `x` itself are combined with those of
/// `order π / 2`.
pub(super) fn oscillating(order: f64, x: f64) -> Oscillating {
    let [p, q] = sums(order, x, true);
    let (sin_x, cos_x) = x.sin_cos();
    let (sin_order, cos_order) = (sin_pi(0.5 * order), cos_pi(0.5 * order));
    let cos = cos_x * cos_order + sin_x * sin_order;
    let sin = sin_x * cos_order - cos_x * sin_order;
    // Less the π/4 of the phase; its √2 makes the amplitude √(1 / πx).
    let (cos, sin) = (cos + sin, sin - cos);
    let amplitude = (FRAC_1_PI / x).sqrt();
    Oscillating {
        j: Scaled::new(amplitude * (p * cos - q * sin)),
        y: Scaled::new(amplitude * (p * sin + q * cos)),
    }
}

/// `e^-x I` and `e^x K`.
pub(super) fn growing(order: f64, x: f64) -> (f64, f64) {
    let [even, odd] = sums(order, x, false);
    ((even - odd) / (TAU * x).sqrt(), (FRAC_PI_2 / x).sqrt() * (even + odd))
}

/// Sums of the even and odd terms `a_k(order) / x^k`, with alternating signs in each if `turned`.
fn sums(order: f64, x: f64, turned: bool) -> [f64; 2] {
    const NEGLIGIBLE: f64 = f64::EPSILON / 8.0;
    let square = 4.0 * order * order;
    let scale = 0.125 / x;
    let turn = if turned { -1.0 } else { 1.0 };
    let mut sums = [1.0, 0.0];
    let mut term = 1.0;
    let mut k = 1.0;
    // Two terms a round; past 2x they would grow again, far below what is negligible.
    while k < 60.0 {
        let odd = 2.0 * k - 1.0;
        term *= (square - odd * odd) * scale / k;
        sums[1] += term;
        let odd = odd + 2.0;
        let even_term = term * turn * ((square - odd * odd) * scale / (k + 1.0));
        sums[0] += even_term;
        if term.abs().max(even_term.abs()) < NEGLIGIBLE {
            break;
        }
        term = even_term;
        k += 2.0;
    }
    sums
}
