//! Quadrature by double-exponential substitution, which forgives singular and infinite ends.
//!
//! H. Takahasi, M. Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9,
//! 1974. <https://doi.org/10.2977/prims/1195192451>

use std::f64::consts::FRAC_PI_2;

/// Halvings of the step after which no digit is left to gain.
const LEVELS: u32 = 9;
/// Agreement of two levels at which the finer one is taken. Errors square from level to level.
const TOLERANCE: f64 = 1e-11;

/// `∫ f(x, x - a, b - x) dx` from a to b; both distances to the ends come without cancellation.
pub(crate) fn finite_integral(a: f64, b: f64, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
    let width = b - a;
    let at = |t: f64| {
        let exponent = FRAC_PI_2 * t.sinh();
        // Shares of the interval on the left and on the right of the point.
        let small = 1.0 / (1.0 + (2.0 * exponent.abs()).exp());
        let share = if exponent < 0.0 { small } else { 1.0 - small };
        let rest = if exponent < 0.0 { 1.0 - small } else { small };
        let weight = 2.0 * FRAC_PI_2 * t.cosh() * share * rest;
        let x = if share < 0.5 { a + width * share } else { b - width * rest };
        if weight == 0.0 { 0.0 } else { weight * f(x, width * share, width * rest) }
    };
    width * trapezoid(at, -6.1, 6.1)
}

/// Logarithm of the tail `∫ exp(g(x + s u)) du` over u ≥ 0, where s = ±1.
pub(crate) fn log_tail_integral(log_density: impl Fn(f64) -> f64, x: f64, sign: f64) -> f64 {
    let at_x = log_density(x);
    if at_x == f64::NEG_INFINITY || at_x.is_nan() {
        return at_x;
    }
    // The length over which the density falls to about a third sets the scale.
    let mut scale = 1.0 + x.abs();
    while log_density(x + sign * scale) < at_x - 1.0 && scale > 1e-300 {
        scale *= 0.5;
    }
    let at = |t: f64| {
        let u = scale * (FRAC_PI_2 * t.sinh()).exp();
        let height = (log_density(x + sign * u) - at_x).exp();
        if height > 0.0 && u.is_finite() { height * u * FRAC_PI_2 * t.cosh() } else { 0.0 }
    };
    at_x + trapezoid(at, -4.0, 6.0).ln()
}

/// The trapezoidal rule on a line, its step halved until two sums agree.
fn trapezoid(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let mut step = 0.5;
    let count = |step: f64| ((to - from) / step).round() as u32;
    let mut sum: f64 = (0..=count(step)).map(|i| f(from + f64::from(i) * step)).sum();
    let mut previous = sum * step;
    for level in 0..LEVELS {
        let n = count(step);
        let between: f64 = (0..n).map(|i| f(from + (f64::from(i) + 0.5) * step)).sum();
        sum += between;
        step *= 0.5;
        let value = sum * step;
        if level >= 1 && (value - previous).abs() <= TOLERANCE * value.abs() {
            return value;
        }
        previous = value;
    }
    previous
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_ends_do_no_harm() {
        let value = finite_integral(0.0, 1.0, |_, left, right| 1.0 / (left * right).sqrt());
        assert!((value - std::f64::consts::PI).abs() < 1e-12);
        let value = finite_integral(2.0, 5.0, |x, _, _| x * x);
        assert!((value - 39.0).abs() < 1e-11);
    }

    #[test]
    fn tails_light_and_heavy() {
        let exponential = log_tail_integral(|x| -x, 900.0, 1.0);
        assert!((exponential + 900.0).abs() < 1e-10);
        let heavy = log_tail_integral(|x| -3.0 * x.abs().ln(), -1e5, -1.0);
        assert!((heavy - (0.5_f64.ln() - 2.0 * 1e5_f64.ln())).abs() < 1e-11);
    }
}
