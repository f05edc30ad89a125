//! The analog low pass with ripples in both bands.
//!
//! Counterpart of `scipy.signal.ellipap`.

use std::f64::consts::PI;

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Result, check_positive};
use onkai_special::{ellipj, ellipk, ellipkm1, elliprf};

use crate::iir::prototype::{check_order, squared_excess};
use crate::iir::zpk::Zpk;

/// Cauer's (elliptic) analog low pass: ripples of `ripple_db` up to frequency 1, then as soon as any
/// filter of this order can, `attenuation_db` down.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero, `ripple_db` is not positive, or `attenuation_db` not
/// larger, or both so far apart that no double can hold the ratio.
///
/// # Examples
///
/// ```
/// let zpk = onkai_signal::ellipap(4, 1.0, 40.0)?;
/// assert_eq!((zpk.z.len(), zpk.p.len()), (4, 4));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// M. D. Lutovac, D. V. Tosic, B. L. Evans, "Filter Design for Signal Processing", 2001, chapters 5
/// and 12; S. J. Orfanidis, "Lecture notes on elliptic filter design", 2006.
pub fn ellipap(order: usize, ripple_db: f64, attenuation_db: f64) -> Result<Zpk> {
    check_order(order)?;
    check_positive("ripple_db", ripple_db)?;
    check_positive("attenuation_db", attenuation_db)?;
    if attenuation_db <= ripple_db {
        return Err(Error::parameter("attenuation_db", attenuation_db, "greater than `ripple_db`"));
    }
    let ripple = squared_excess(ripple_db);
    if order == 1 {
        let edge = ripple.sqrt().recip();
        return Ok(Zpk {
            z: Array1::default(0),
            p: vec![Complex::new(-edge, 0.0)].into(),
            k: edge,
        });
    }
    let selectivity = ripple / squared_excess(attenuation_db);
    if selectivity == 0.0 {
        let requirement = "small enough for its ratio to `ripple_db` to be told from zero";
        return Err(Error::parameter("attenuation_db", attenuation_db, requirement));
    }
    let m = degree_equation(order, selectivity);
    let quarter = ellipk(m);
    // How far the poles lie off the zeros' axis: sc(r | 1 - selectivity) = 1 / √ripple.
    let r = inverse_sc(ripple.sqrt().recip(), selectivity);
    let offset = ellipj(quarter * r / (order as f64 * ellipk(selectivity)), 1.0 - m);
    let (mut z, mut p) = (Vec::new(), Vec::new());
    for j in (1 - order % 2..order).step_by(2) {
        let along = ellipj(j as f64 * quarter / order as f64, m);
        if j != 0 {
            let zero = Complex::new(0.0, (m.sqrt() * along.sn).recip());
            z.extend([zero, zero.conj()]);
        }
        let re = along.cn * along.dn * offset.sn * offset.cn;
        let im = along.sn * offset.dn;
        let pole = -Complex::new(re, im) / (1.0 - (along.dn * offset.sn).powi(2));
        if j == 0 { p.push(Complex::new(pole.re, 0.0)) } else { p.extend([pole, pole.conj()]) }
    }
    let product = |roots: &[Complex<f64>]| {
        roots.iter().fold(Complex::new(1.0, 0.0), |product, r| -product * r)
    };
    let mut k = (product(&p) / product(&z)).re;
    if order.is_multiple_of(2) {
        k /= (1.0 + ripple).sqrt();
    }
    Ok(Zpk { z: z.into(), p: p.into(), k })
}

/// Enough for a nome of 0.99999, that is for two levels that hardly differ.
const MAX_TERMS: i32 = 2000;

/// The parameter `m` for which `order K(1-m)/K(m) = K(1-m1)/K(m1)`, by its nome.
fn degree_equation(order: usize, m1: f64) -> f64 {
    let nome = (-PI * ellipkm1(m1) / ellipk(m1) / order as f64).exp();
    // Two theta series, whose terms fall faster than any power.
    let (mut above, mut below) = (0.0, 0.5);
    for i in 0.. {
        let term = nome.powi(i * (i + 1));
        above += term;
        below += nome.powi((i + 1) * (i + 1));
        if term < f64::EPSILON / 4.0 || i == MAX_TERMS {
            break;
        }
    }
    16.0 * nome * (above / (2.0 * below)).powi(4)
}

/// The `u` for which `sn(u | 1-m) / cn(u | 1-m) = w`.
fn inverse_sc(w: f64, m: f64) -> f64 {
    // Legendre's integral up to atan w in Carlson's form, which keeps the digits of a small m.
    let (sin2, cos2) = (w * w / (1.0 + w * w), (1.0 + w * w).recip());
    sin2.sqrt() * elliprf(cos2, cos2 + m * sin2, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_must_differ() {
        let message = |r, a| ellipap(3, r, a).unwrap_err().to_string();
        let expected = "`attenuation_db` is 3, but must be greater than `ripple_db`";
        assert_eq!(message(3.0, 3.0), expected);
        assert!(message(0.0, 3.0).starts_with("`ripple_db`"));
        assert!(message(1.0, f64::NAN).starts_with("`attenuation_db`"));
        assert!(message(1e-20, 5000.0).starts_with("`attenuation_db`"));
        assert!(ellipap(0, 1.0, 3.0).is_err());
    }
}
