//! The standard normal distribution.
//!
//! Counterpart of `scipy.special.ndtr`, `ndtri`, `log_ndtr` and `ndtri_exp`.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, SQRT_2};

use onkai_core::Real;

use super::erf::{erf_f64, erfc_f64, erfcx_positive};
use super::inverse::{erfcinv_f64, erfinv_f64, from_logarithm};
use crate::double_double::two_product;

/// The probability that a standard normal variable is at most `x`.
///
/// ```text
/// Φ(x) = 1/√(2π) ∫₋∞ˣ e^(-t²/2) dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::ndtr;
/// assert_eq!(ndtr(0.0), 0.5);
/// assert!((ndtr(1.959_963_984_540_054_f64) - 0.975).abs() < 1e-15);
/// ```
#[doc(alias = "norm_cdf")]
pub fn ndtr<F: Real>(x: F) -> F {
    F::of(ndtr_f64(x.as_f64()))
}

/// The logarithm of [`ndtr`], finite where that underflows.
///
/// # Examples
///
/// ```
/// use onkai_special::log_ndtr;
/// assert!((log_ndtr(-1e4) / -50_000_010.129_278_92_f64 - 1.0).abs() < 1e-15);
/// ```
pub fn log_ndtr<F: Real>(x: F) -> F {
    F::of(log_ndtr_f64(x.as_f64()))
}

/// The inverse of [`ndtr`]: the x below which a standard normal variable is with probability `p`.
///
/// ∓∞ at 0 and 1, NaN beyond.
///
/// # Examples
///
/// ```
/// use onkai_special::ndtri;
/// assert!((ndtri(0.975) - 1.959_963_984_540_054_f64).abs() < 1e-14);
/// ```
pub fn ndtri<F: Real>(p: F) -> F {
    F::of(ndtri_f64(p.as_f64()))
}

/// The inverse of [`log_ndtr`]: [`ndtri`] of a probability given by its logarithm.
///
/// # Examples
///
/// ```
/// use onkai_special::{log_ndtr, ndtri_exp};
/// assert!((log_ndtr(ndtri_exp(-1e5_f64)) / -1e5 - 1.0).abs() < 1e-14);
/// ```
pub fn ndtri_exp<F: Real>(y: F) -> F {
    F::of(ndtri_exp_f64(y.as_f64()))
}

/// The kernel of [`ndtr`].
pub(crate) fn ndtr_f64(x: f64) -> f64 {
    if x < -0.7 {
        if x < -40.0 {
            return 0.0;
        }
        // The square is exact before it is halved: x / √2 would be rounded before it is squared.
        let square = two_product(x, x);
        let power = (-0.5 * square.hi).exp() * (1.0 - 0.5 * square.lo);
        return 0.5 * power * erfcx_positive(-x * FRAC_1_SQRT_2);
    }
    if x < 0.7 {
        0.5 + 0.5 * erf_f64(x * FRAC_1_SQRT_2)
    } else {
        1.0 - 0.5 * erfc_f64(x * FRAC_1_SQRT_2)
    }
}

/// The kernel of [`log_ndtr`].
pub(crate) fn log_ndtr_f64(x: f64) -> f64 {
    if x < -1.0 {
        return (0.5 * erfcx_positive(-x * FRAC_1_SQRT_2)).ln() - 0.5 * x * x;
    }
    if x < 0.0 { ndtr_f64(x).ln() } else { (-ndtr_f64(-x)).ln_1p() }
}

/// The kernel of [`ndtri`].
pub(crate) fn ndtri_f64(p: f64) -> f64 {
    // Twice p less 1 is exact where it matters.
    if (0.25..=0.75).contains(&p) {
        return SQRT_2 * erfinv_f64(2.0 * p - 1.0);
    }
    if p < 0.25 { -SQRT_2 * erfcinv_f64(2.0 * p) } else { SQRT_2 * erfcinv_f64(2.0 * (1.0 - p)) }
}

/// The kernel of [`ndtri_exp`].
pub(crate) fn ndtri_exp_f64(y: f64) -> f64 {
    if y < -1.3 {
        // An infinite logarithm has no Newton steps.
        return if y == f64::NEG_INFINITY { y } else { -SQRT_2 * from_logarithm(y + LN_2) };
    }
    if y < -0.3 {
        // 2 e^y - 1, which vanishes at -ln 2; the second term is the constant's rounding error.
        return SQRT_2 * erfinv_f64(((y + LN_2) + 2.3190468138462996e-17).exp_m1());
    }
    -ndtri_f64(-y.exp_m1())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!([ndtr(f64::NEG_INFINITY), ndtr(f64::INFINITY), ndtr(-50.0)], [0.0, 1.0, 0.0]);
        assert_eq!([ndtri(0.0), ndtri(1.0), ndtri(0.5)], [f64::NEG_INFINITY, f64::INFINITY, 0.0]);
        assert_eq!(
            [log_ndtr(f64::INFINITY), log_ndtr(f64::NEG_INFINITY)],
            [0.0, f64::NEG_INFINITY]
        );
        assert_eq!(
            [ndtri_exp(0.0), ndtri_exp(f64::NEG_INFINITY)],
            [f64::INFINITY, f64::NEG_INFINITY]
        );
        for value in [ndtri(-0.1), ndtri(1.1), ndtri_exp(0.1), ndtr(f64::NAN), log_ndtr(f64::NAN)] {
            assert!(value.is_nan());
        }
    }
}
