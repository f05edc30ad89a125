//! Dawson's integral.
//!
//! Counterpart of `scipy.special.dawsn`.

use std::f64::consts::PI;

use num_complex::Complex;
use onkai_core::Real;

use super::faddeeva::wofz_c64;

/// Dawson's integral.
///
/// ```text
/// F(x) = e^(-x²) ∫₀ˣ e^(t²) dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::dawsn;
/// assert!((dawsn(1.0) - 0.538_079_506_912_768_4_f64).abs() < 1e-15);
/// ```
pub fn dawsn<F: Real>(x: F) -> F {
    F::of(dawsn_f64(x.as_f64()))
}

/// The kernel of [`dawsn`].
pub(crate) fn dawsn_f64(x: f64) -> f64 {
    if x.abs() < 0.5 {
        return series(x);
    }
    0.5 * PI.sqrt() * wofz_c64(Complex::new(x, 0.0)).im
}

/// x (1 - 2/3 x² + (2/3) (2/5) x⁴ - …).
fn series(x: f64) -> f64 {
    let step = -2.0 * x * x;
    (1..=14).rev().fold(1.0, |sum, k| 1.0 + sum * step / f64::from(2 * k + 1)) * x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_odd_and_vanishes_at_the_ends() {
        assert_eq!(dawsn(-2.0), -dawsn(2.0_f64));
        assert_eq!([dawsn(0.0), dawsn(f64::INFINITY)], [0.0, 0.0]);
        assert!(dawsn(f64::NAN).is_nan());
    }
}
