//! Inverses of the error function and its complement.
//!
//! Counterpart of `scipy.special.erfinv` and `scipy.special.erfcinv`.

use std::f64::consts::PI;

use onkai_core::Real;

use super::erf::{erf_f64, erfcx_positive, exp_minus_square};
use crate::series::polynomial;

/// The inverse of [`erf`](crate::erf()): the x with erf(x) = `y`.
///
/// ±∞ at ±1, NaN beyond.
///
/// # Examples
///
/// ```
/// use onkai_special::{erf, erfinv};
/// assert!((erf(erfinv(0.3_f64)) - 0.3).abs() < 1e-16);
/// ```
pub fn erfinv<F: Real>(y: F) -> F {
    F::of(erfinv_f64(y.as_f64()))
}

/// The inverse of [`erfc`](crate::erfc()): the x with erfc(x) = `y`.
///
/// ∞ at 0, -∞ at 2, NaN beyond.
///
/// # Examples
///
/// ```
/// use onkai_special::{erfc, erfcinv};
/// assert!((erfc(erfcinv(1e-200_f64)) / 1e-200 - 1.0).abs() < 1e-12);
/// ```
pub fn erfcinv<F: Real>(y: F) -> F {
    F::of(erfcinv_f64(y.as_f64()))
}

/// The kernel of [`erfinv`].
pub(crate) fn erfinv_f64(y: f64) -> f64 {
    if y.abs() <= 0.5 {
        return central(y);
    }
    // 1 - |y| is exact from 0.5 on.
    tail(1.0 - y.abs()).copysign(y)
}

/// The kernel of [`erfcinv`].
pub(crate) fn erfcinv_f64(y: f64) -> f64 {
    if y < 0.5 {
        return tail(y);
    }
    if 1.5 < y { -tail(2.0 - y) } else { central(1.0 - y) }
}

/// The x with erf(x) = y, for |y| <= 0.5.
fn central(y: f64) -> f64 {
    // The first terms of the inverse series in √π y / 2, then Halley's method.
    let t = 0.5 * PI.sqrt() * y;
    let square = t * t;
    let mut x = t * polynomial(&[1.0, 1.0 / 3.0, 7.0 / 30.0, 127.0 / 630.0], square);
    for _ in 0..2 {
        let newton = (erf_f64(x) - y) * (0.5 * PI.sqrt()) / exp_minus_square(x);
        x -= newton / (1.0 + x * newton);
    }
    x
}

/// The x with erfc(x) = p, for p < 0.5; NaN for p < 0.
fn tail(p: f64) -> f64 {
    if p == 0.0 {
        return f64::INFINITY;
    }
    from_logarithm(p.ln())
}

/// The x with ln erfc(x) = `log`, for logarithms below ln 0.5.
pub(super) fn from_logarithm(log: f64) -> f64 {
    // Leading terms of the asymptotic expansion; the logarithm of erfc is nearly a parabola, so
    // that Newton's method on it meets the solution from any of these starts.
    let first = -log - 0.5 * PI.ln();
    let mut x = (first - 0.5 * first.max(1.0).ln()).max(0.25).sqrt();
    for _ in 0..20 {
        let scaled = erfcx_positive(x);
        let step = (scaled.ln() - x * x - log) * scaled * (0.5 * PI.sqrt());
        x += step;
        if step.is_nan() || step.abs() <= 1e-9 * x {
            break;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([erfinv(1.0), erfinv(-1.0)], [f64::INFINITY, f64::NEG_INFINITY]);
        assert_eq!(
            [erfcinv(0.0), erfcinv(2.0), erfcinv(1.0)],
            [f64::INFINITY, f64::NEG_INFINITY, 0.0]
        );
        for value in [erfinv(1.01), erfinv(f64::NAN), erfcinv(-0.1), erfcinv(2.1_f64)] {
            assert!(value.is_nan());
        }
    }

    #[test]
    fn the_smallest_numbers_have_an_inverse() {
        assert!((erfcinv(5e-324_f64) - 27.213).abs() < 1e-2);
        assert!((erfinv(1e-310_f64) / 1e-310 - 0.5 * PI.sqrt()).abs() < 1e-12);
    }
}
