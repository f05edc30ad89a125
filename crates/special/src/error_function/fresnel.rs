//! Fresnel's integrals.
//!
//! Counterpart of `scipy.special.fresnel`.

use std::f64::consts::{FRAC_PI_2, PI};

use num_complex::Complex;
use onkai_core::Real;

use super::faddeeva::wofz_c64;
use crate::double_double::two_product;
use crate::trigonometry::{cos_pi, sin_pi};

/// Fresnel's integrals.
///
/// ```text
/// S(x) = ∫₀ˣ sin(π t² / 2) dt        C(x) = ∫₀ˣ cos(π t² / 2) dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::fresnel;
/// let value = fresnel(1.0_f64);
/// assert!((value.s - 0.438_259_147_390_354_8).abs() < 1e-15);
/// assert!((value.c - 0.779_893_400_376_822_8).abs() < 1e-15);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 7.5.8. <https://dlmf.nist.gov/7.5>
pub fn fresnel<F: Real>(x: F) -> Fresnel<F> {
    let Fresnel { s, c } = fresnel_f64(x.as_f64());
    Fresnel { s: F::of(s), c: F::of(c) }
}

/// What [`fresnel`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fresnel<F> {
    /// The integral of the sine.
    pub s: F,
    /// The integral of the cosine.
    pub c: F,
}

/// The kernel of [`fresnel`].
pub(crate) fn fresnel_f64(x: f64) -> Fresnel<f64> {
    let size = x.abs();
    let value = if size < 1.25 {
        series(size)
    } else if size < 1e17 {
        from_faddeeva(size)
    } else {
        // The waves around the limit are smaller than its last place.
        let limit = if x.is_nan() { x } else { 0.5 };
        Fresnel { s: limit, c: limit }
    };
    Fresnel { s: value.s.copysign(x), c: value.c.copysign(x) }
}

/// The power series.
fn series(x: f64) -> Fresnel<f64> {
    let angle = FRAC_PI_2 * x * x;
    // The sums of (-1)^k angle^(2k) / ((2k)! (4k + 1)) and the like for the sine.
    let (mut s, mut c) = (0.0, 0.0);
    let mut term = x;
    for k in 0..13 {
        let n = f64::from(2 * k);
        c += term / (2.0 * n + 1.0);
        term *= angle / (n + 1.0);
        s += term / (2.0 * n + 3.0);
        term *= -angle / (n + 2.0);
    }
    Fresnel { s, c }
}

/// C + iS = (1 + i)/2 · (1 - e^(iπx²/2) w((1 + i) √π x / 2)).
fn from_faddeeva(x: f64) -> Fresnel<f64> {
    let u = 0.5 * PI.sqrt() * x;
    // x² / 2 less a multiple of 2, exactly; the rest of the product turns a little further.
    let square = two_product(x, x);
    let phase = 0.5 * square.hi;
    let turn = Complex::new(cos_pi(phase), sin_pi(phase)) * Complex::cis(FRAC_PI_2 * square.lo);
    let value = Complex::new(0.5, 0.5) * (1.0 - turn * wofz_c64(Complex::new(u, u)));
    Fresnel { s: value.im, c: value.re }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_a_half() {
        assert_eq!(fresnel(f64::INFINITY), Fresnel { s: 0.5, c: 0.5 });
        assert_eq!(fresnel(-1e300), Fresnel { s: -0.5, c: -0.5 });
        assert!(fresnel(f64::NAN).s.is_nan());
        assert_eq!(fresnel(0.0), Fresnel { s: 0.0, c: 0.0 });
    }
}
