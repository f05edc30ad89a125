//! The logarithm of the gamma function, and its sign.
//!
//! Counterpart of `scipy.special.gammaln`, `loggamma` and `gammasgn`.

use std::f64::consts::PI;

use onkai_core::Real;

use super::accurate::gammaln_dd;
use super::complex::loggamma_c64;
use super::gamma_function::gamma_f64;
use super::gamma_tables::{LOG_STIRLING, RGAMMA_OFF_ONE};
use crate::argument::Argument;
use crate::double_double::DoubleDouble;
use crate::series::polynomial;
use crate::trigonometry::sin_pi;

/// The logarithm of the absolute value of the gamma function, ln |Γ(x)|.
///
/// Its relative error is small at its zeros, too: 1, 2, and two between any negative integers.
///
/// # Examples
///
/// ```
/// use onkai_special::gammaln;
/// assert_eq!(gammaln(2.0), 0.0);
/// assert!((gammaln(1e6) - 12_815_504.569_147_611_f64).abs() < 1e-8);
/// assert_eq!(gammaln(-1.0), f64::INFINITY);
/// ```
#[doc(alias = "lgamma")]
pub fn gammaln<F: Real>(x: F) -> F {
    F::of(gammaln_f64(x.as_f64()))
}

/// The logarithm of the gamma function, real or complex, on the branch that is real for x > 0 and
/// cut along the negative axis only.
///
/// Unlike `ln(Γ(z))` it does not jump elsewhere. A negative real argument has no real value: NaN;
/// give it as a complex number instead.
///
/// # Examples
///
/// ```
/// use onkai_special::{Complex, loggamma};
/// let value = loggamma(Complex::new(3.0, 4.0));
/// assert!((value - Complex::new(-1.756_626_784_603_784, 4.742_664_438_034_657)).norm() < 1e-14);
/// assert!(loggamma(-0.5_f64).is_nan());
/// ```
pub fn loggamma<T: Argument>(x: T) -> T {
    x.through(|x| if x < 0.0 { f64::NAN } else { gammaln_f64(x) }, loggamma_c64)
}

/// The sign of the gamma function: 1 or -1; NaN at negative integers, where it has none.
///
/// # Examples
///
/// ```
/// use onkai_special::gammasgn;
/// assert_eq!([gammasgn(0.5), gammasgn(-0.5), gammasgn(-1.5)], [1.0, -1.0, 1.0]);
/// ```
pub fn gammasgn<F: Real>(x: F) -> F {
    F::of(gammasgn_f64(x.as_f64()))
}

/// The kernel of [`gammasgn`].
pub(crate) fn gammasgn_f64(x: f64) -> f64 {
    if x.is_nan() || (x < 0.0 && x == x.floor()) {
        return f64::NAN;
    }
    let is_odd = x < 0.0 && (0.5 * x.floor()).fract() != 0.0;
    if is_odd || (x == 0.0 && x.is_sign_negative()) { -1.0 } else { 1.0 }
}

/// The kernel of [`gammaln`].
pub(crate) fn gammaln_f64(x: f64) -> f64 {
    if 12.0 <= x {
        return stirling(x);
    }
    if 2.5 < x {
        let mut factor = 1.0;
        let mut y = x;
        while 2.5 < y {
            y -= 1.0;
            factor *= y;
        }
        return factor.ln() + near_zeros(y);
    }
    if 0.5 <= x {
        return near_zeros(x);
    }
    if 0.0 < x {
        return near_zeros(x + 1.0) - x.ln();
    }
    negative(x)
}

/// ln Γ(x) by Stirling's series.
fn stirling(x: f64) -> f64 {
    let inverse = 1.0 / x;
    let series = polynomial(&LOG_STIRLING, inverse * inverse) * inverse;
    // Factored so that it overflows only where the value does.
    (x - 0.5) * (x.ln() - 1.0) + (0.4189385332046727 + series)
}

/// ln Γ(x) for x in [0.5, 2.5], from 1/Γ - 1, which is small where the logarithm is.
fn near_zeros(x: f64) -> f64 {
    -((x - 1.0) * (x - 2.0) * polynomial(&RGAMMA_OFF_ONE, x - 1.5)).ln_1p()
}

/// ln Γ(1 + x) for |x| <= 0.5, relatively accurate near 0.
pub(crate) fn gammaln_1p(x: f64) -> f64 {
    -(x * (x - 1.0) * polynomial(&RGAMMA_OFF_ONE, x - 0.5)).ln_1p()
}

/// ln |Γ(x)| for x <= 0.
fn negative(x: f64) -> f64 {
    if x == x.floor() || x.is_nan() {
        return if x.is_nan() { x } else { f64::INFINITY };
    }
    if x <= -20.0 {
        return -gammaln_f64(-x) - (x / PI * sin_pi(x)).abs().ln();
    }
    let gamma = gamma_f64(x).abs();
    if 0.6 < gamma && gamma < 1.6 {
        // Doubles would leave only noise at a zero.
        return gammaln_dd(DoubleDouble::new(x)).value();
    }
    if gamma.is_finite() { gamma.ln() } else { -x.abs().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_alternate_between_poles() {
        assert_eq!(
            [gammasgn(-3.5), gammasgn(-2.5), gammasgn(0.0), gammasgn(-0.0)],
            [1.0, -1.0, 1.0, -1.0]
        );
        assert!(gammasgn(-2.0_f64).is_nan());
    }

    #[test]
    fn infinities_are_as_documented() {
        for x in [0.0, -0.0, -5.0, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(gammaln(x), f64::INFINITY, "{x}");
        }
        assert!(gammaln(f64::NAN).is_nan());
    }

    #[test]
    fn the_sign_and_the_logarithm_make_the_function() {
        for x in [-7.3, -0.2, 0.4, 5.5, 60.25_f64] {
            let value = gammasgn(x) * gammaln(x).exp();
            assert!((value / crate::gamma(x) - 1.0).abs() < 1e-13, "{x}");
        }
    }
}
