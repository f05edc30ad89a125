//! The error function and its complement.
//!
//! Counterpart of `scipy.special.erf`, `erfc` and `erfcx`.

use onkai_core::Real;

use super::erf_tables::{ERF, ERF_CENTRAL, ERFCX};
use crate::double_double::two_product;
use crate::series::polynomial;

/// The error function.
///
/// ```text
/// erf(x) = 2/√π ∫₀ˣ e^(-t²) dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::erf;
/// assert!((erf(1.0) - 0.842_700_792_949_714_9_f64).abs() < 1e-15);
/// ```
#[inline]
pub fn erf<F: Real>(x: F) -> F {
    F::of(erf_f64(x.as_f64()))
}

/// The complement of the error function, `1 - erf(x)` without cancellation.
///
/// # Examples
///
/// ```
/// use onkai_special::erfc;
/// assert!((erfc(10.0) / 2.088_487_583_762_545e-45_f64 - 1.0).abs() < 1e-14);
/// ```
#[inline]
pub fn erfc<F: Real>(x: F) -> F {
    F::of(erfc_f64(x.as_f64()))
}

/// The scaled complement of the error function, `e^(x²) erfc(x)`, which does not underflow.
///
/// # Examples
///
/// ```
/// use onkai_special::erfcx;
/// assert!((erfcx(1e10) * 1e10 * std::f64::consts::PI.sqrt() - 1.0).abs() < 1e-15);
/// ```
#[inline]
pub fn erfcx<F: Real>(x: F) -> F {
    F::of(erfcx_f64(x.as_f64()))
}

/// The kernel of [`erf`].
#[inline]
pub(crate) fn erf_f64(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.5 {
        return x * polynomial(&ERF_CENTRAL, x * x - 0.125);
    }
    // NaN takes the other branch: as an index it is 0, and a sum with it is NaN.
    let value = if 6.0 <= size {
        1.0
    } else {
        let interval = (8.0 * size) as usize;
        polynomial(&ERF[interval.clamp(4, 47) - 4], size - (0.125 * interval as f64 + 0.0625))
    };
    value.copysign(x)
}

/// The kernel of [`erfc`].
#[inline]
pub(crate) fn erfc_f64(x: f64) -> f64 {
    if x < 0.5 {
        return 1.0 - erf_f64(x);
    }
    if 27.5 < x {
        return 0.0;
    }
    exp_minus_square(x) * erfcx_positive(x)
}

/// The kernel of [`erfcx`].
pub(crate) fn erfcx_f64(x: f64) -> f64 {
    if 0.0 <= x {
        return erfcx_positive(x);
    }
    if x < -26.7 {
        return f64::INFINITY;
    }
    let square = two_product(x, x);
    2.0 * (square.hi.exp() * (1.0 + square.lo)) - erfcx_positive(-x)
}

/// e^(-x²), with the rounding error of the square taken back; |x| must be below 1e150.
#[inline]
pub(crate) fn exp_minus_square(x: f64) -> f64 {
    let square = two_product(x, x);
    (-square.hi).exp() * (1.0 - square.lo)
}

/// e^(x²) erfc(x) for x >= 0.
#[inline]
pub(super) fn erfcx_positive(x: f64) -> f64 {
    let y = 4.0 / (4.0 + x);
    let interval = ((16.0 * y) as usize).min(15);
    let middle = (interval as f64 + 0.5) / 16.0;
    y * polynomial(&ERFCX[interval], y - middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_nan_are_as_documented() {
        assert_eq!([erf(f64::INFINITY), erf(f64::NEG_INFINITY), erf(7.0)], [1.0, -1.0, 1.0]);
        assert_eq!([erfc(f64::INFINITY), erfc(f64::NEG_INFINITY), erfc(-9.0)], [0.0, 2.0, 2.0]);
        assert_eq!([erfcx(f64::INFINITY), erfcx(f64::NEG_INFINITY)], [0.0, f64::INFINITY]);
        for value in [erf(f64::NAN), erfc(f64::NAN), erfcx(f64::NAN)] {
            assert!(value.is_nan());
        }
        assert!(erf(-0.0_f64).is_sign_negative());
    }

    #[test]
    fn pieces_meet() {
        for x in [0.5, 0.625, 1.0, 3.0, 5.875, 6.0_f64] {
            let below = f64::from_bits(x.to_bits() - 1);
            assert!((erf(x) - erf(below)).abs() <= 3e-16, "{x}");
            assert!((erfc(x) / erfc(below) - 1.0).abs() <= 2e-14, "{x}");
        }
    }
}
