//! Analog low passes of edge 1: Butterworth's and Chebyshev's.
//!
//! Counterpart of `scipy.signal.buttap`, `cheb1ap` and `cheb2ap`.

use std::f64::consts::{LN_10, PI};

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Result, check_positive};

use crate::iir::zpk::Zpk;

/// Butterworth's analog low pass: as flat as can be at frequency zero, 3 dB down at 1.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_signal::buttap(1)?.p[0].re, -1.0);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// S. Butterworth, "On the theory of filter amplifiers", Experimental Wireless 7, 1930.
pub fn buttap(order: usize) -> Result<Zpk> {
    check_order(order)?;
    let p = angles(order).map(|angle| -Complex::from_polar(1.0, angle)).collect();
    Ok(Zpk { z: Array1::default(0), p, k: 1.0 })
}

/// Chebyshev's analog low pass of the first type: ripples of `ripple_db` up to frequency 1, then
/// falling steadily.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero or `ripple_db` is not positive.
///
/// # Examples
///
/// ```
/// let zpk = onkai_signal::cheb1ap(3, 1.0)?;
/// assert_eq!((zpk.z.len(), zpk.p.len()), (0, 3));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// T. W. Parks, C. S. Burrus, "Digital Filter Design", 1987, section 7.2.
pub fn cheb1ap(order: usize, ripple_db: f64) -> Result<Zpk> {
    check_order(order)?;
    check_positive("ripple_db", ripple_db)?;
    let ripple = squared_excess(ripple_db).sqrt();
    let mu = (1.0 / ripple).asinh() / order as f64;
    let p: Array1<Complex<f64>> =
        angles(order).map(|angle| -Complex::new(mu, angle).sinh()).collect();
    let mut k = p.iter().fold(Complex::new(1.0, 0.0), |k, p| -k * p).re;
    if order.is_multiple_of(2) {
        k /= (1.0 + ripple * ripple).sqrt();
    }
    Ok(Zpk { z: Array1::default(0), p, k })
}

/// Chebyshev's analog low pass of the second type: steady up to frequency 1, from where on ripples
/// stay `attenuation_db` down.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero or `attenuation_db` is not positive.
///
/// # Examples
///
/// ```
/// let zpk = onkai_signal::cheb2ap(3, 40.0)?;
/// assert_eq!((zpk.z.len(), zpk.p.len()), (2, 3));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// T. W. Parks, C. S. Burrus, "Digital Filter Design", 1987, section 7.2.
pub fn cheb2ap(order: usize, attenuation_db: f64) -> Result<Zpk> {
    check_order(order)?;
    check_positive("attenuation_db", attenuation_db)?;
    let mu = squared_excess(attenuation_db).sqrt().asinh() / order as f64;
    let is_middle = |i: usize| order % 2 == 1 && i == order / 2;
    let z: Array1<Complex<f64>> = angles(order)
        .enumerate()
        .filter(|&(i, _)| !is_middle(i))
        .map(|(_, angle)| Complex::new(0.0, 1.0 / angle.sin()))
        .collect();
    let p: Array1<Complex<f64>> =
        angles(order).map(|angle| -Complex::new(mu, angle).sinh().inv()).collect();
    let product = |roots: &Array1<Complex<f64>>| {
        roots.iter().fold(Complex::new(1.0, 0.0), |product, r| -product * r)
    };
    let k = (product(&p) / product(&z)).re;
    Ok(Zpk { z, p, k })
}

pub(super) fn check_order(order: usize) -> Result<()> {
    if order == 0 { Err(Error::parameter("order", 0.0, "at least 1")) } else { Ok(()) }
}

/// `10^(decibel/10) - 1`, with all digits for small values.
pub(super) fn squared_excess(decibel: f64) -> f64 {
    (0.1 * LN_10 * decibel).exp_m1()
}

/// `π m / (2 order)` for every other `m` from `1 - order` to `order - 1`.
fn angles(order: usize) -> impl Iterator<Item = f64> {
    (0..order).map(move |i| PI * (2.0 * i as f64 + 1.0 - order as f64) / (2.0 * order as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_order_and_no_level_are_refused() {
        let order = Error::parameter("order", 0.0, "at least 1");
        assert_eq!(buttap(0).unwrap_err(), order);
        assert_eq!(cheb1ap(0, 1.0).unwrap_err(), order);
        assert_eq!(cheb2ap(0, 40.0).unwrap_err(), order);
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(cheb1ap(2, bad).is_err() && cheb2ap(2, bad).is_err());
        }
    }
}
