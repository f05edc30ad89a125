//! Filters of the ear: gammatones.
//!
//! Counterpart of `scipy.signal.gammatone`.

use std::f64::consts::PI;

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Real, Result};

use crate::iir::coefficients::Ba;
use crate::iir::polynomial::{evaluate, product};
use crate::iir::resonator::check_frequency;

/// The impulse response `tᴺ⁻¹ exp(-2πbt) cos(2πft)` of a gammatone filter of centre `f`, whose width
/// `b` is 1.019 times that of the ear's at this frequency.
///
/// # Shapes
///
/// Returns `[n_taps]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `frequency` (in hertz) is not between 0 and half the sample rate, the
/// order not between 1 and 24, the sample rate not positive, or `n_taps` zero.
///
/// # Examples
///
/// ```
/// use onkai_signal::{GammatoneFirOptions, gammatone_fir};
/// let options = GammatoneFirOptions { sample_rate: 16000.0, ..Default::default() };
/// assert_eq!(gammatone_fir::<f32>(440.0, &options)?.len(), 240);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// M. Slaney, "An efficient implementation of the Patterson-Holdsworth auditory filter bank", Apple
/// Computer Technical Report 35, 1993.
pub fn gammatone_fir<F: Real>(frequency: f64, options: &GammatoneFirOptions) -> Result<Array1<F>> {
    let GammatoneFirOptions { order, n_taps, sample_rate } = *options;
    check_frequency(frequency, sample_rate)?;
    if !(1..=24).contains(&order) {
        return Err(Error::parameter("order", order as f64, "between 1 and 24"));
    }
    let n_taps = n_taps.unwrap_or_else(|| ((sample_rate * 0.015) as usize).max(15));
    if n_taps == 0 {
        return Err(Error::parameter("n_taps", 0.0, "at least 1"));
    }
    let decay = 2.0 * PI * width_hz(frequency);
    let factorial: f64 = (1..order).map(|k| k as f64).product();
    // Powers of the decay and the time together, as each alone may leave the range.
    let scale = 2.0 * decay / factorial / sample_rate;
    Ok(Array1::from_shape_fn(n_taps, |i| {
        let t = i as f64 / sample_rate;
        let envelope = (decay * t).powf((order - 1) as f64) * (-decay * t).exp();
        F::of(scale * envelope * (2.0 * PI * frequency * t).cos())
    }))
}

/// Options of [`gammatone_fir`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammatoneFirOptions {
    /// The order `N`. Default: `4`.
    pub order: usize,
    /// The number of coefficients. Default: `None`, 15 ms, but at least 15.
    #[doc(alias = "numtaps")]
    pub n_taps: Option<usize>,
    /// Samples per second. Default: `2.0`.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for GammatoneFirOptions {
    fn default() -> Self {
        Self { order: 4, n_taps: None, sample_rate: 2.0 }
    }
}

/// A recursive gammatone filter of fourth order, of gain 1 at its centre `frequency`, in hertz.
///
/// Its pair of poles has multiplicity four, and its numerator is that of the derivatives of one
/// resonance.
///
/// # Shapes
///
/// `b`: `[5]`, `a`: `[9]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `frequency` is not between 0 and half the sample rate, or the latter not
/// positive.
///
/// # Examples
///
/// ```
/// let ear = onkai_signal::gammatone_iir(440.0, 16000.0)?;
/// assert_eq!((ear.b.len(), ear.a.len()), (5, 9));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// As [`gammatone_fir`].
pub fn gammatone_iir(frequency: f64, sample_rate: f64) -> Result<Ba> {
    check_frequency(frequency, sample_rate)?;
    let angle = 2.0 * PI * frequency / sample_rate;
    let radius = (-2.0 * PI * width_hz(frequency) / sample_rate).exp();
    let pole = Complex::from_polar(radius, angle);
    // (1 - 2 r cos(angle) z⁻¹ + r² z⁻²)⁴.
    let resonance = [1.0, -2.0 * pole.re, pole.norm_sqr()];
    let square = product(&resonance, &resonance);
    let a = product(&square, &square);
    // The real part of (1 - pole z⁻¹)⁴: binomials times cosines of multiples of the angle.
    let b: Vec<f64> = [1.0, -4.0, 6.0, -4.0, 1.0]
        .iter()
        .zip(0..)
        .map(|(binomial, k)| binomial * (angle * f64::from(k)).cos() * radius.powi(k))
        .collect();
    let inverse = Complex::from_polar(1.0, -angle);
    let rising = |c: &[f64]| evaluate(&c.iter().rev().copied().collect::<Vec<_>>(), inverse);
    // The resonance is evaluated once and raised: its fourth power would cancel.
    let gain = numerator_at(&pole, inverse).norm() / rising(&resonance).norm().powi(4);
    Ok(Ba { b: b.into_iter().map(|b| b / gain).collect(), a: a.into() })
}

/// `((1 - p x)⁴ + (1 - p̄ x)⁴) / 2`.
fn numerator_at(pole: &Complex<f64>, x: Complex<f64>) -> Complex<f64> {
    ((1.0 - pole * x).powi(4) + (1.0 - pole.conj() * x).powi(4)) / 2.0
}

/// 1.019 equivalent rectangular bandwidths of the ear (Glasberg and Moore's constants).
fn width_hz(frequency: f64) -> f64 {
    const EAR_QUALITY: f64 = 9.26449;
    const LEAST_WIDTH_HZ: f64 = 24.7;
    1.019 * (frequency / EAR_QUALITY + LEAST_WIDTH_HZ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_numbers_are_named() {
        let options = GammatoneFirOptions { sample_rate: 16000.0, ..Default::default() };
        let message = |f: f64, options: &GammatoneFirOptions| {
            gammatone_fir::<f64>(f, options).unwrap_err().to_string()
        };
        for bad in [0.0, 8000.0, f64::NAN] {
            assert!(message(bad, &options).starts_with("`frequency` is"));
            assert!(gammatone_iir(bad, 16000.0).is_err());
        }
        for order in [0, 25] {
            let expected = format!("`order` is {order}, but must be between 1 and 24");
            assert_eq!(message(440.0, &GammatoneFirOptions { order, ..options }), expected);
        }
        let none = GammatoneFirOptions { n_taps: Some(0), ..options };
        assert_eq!(message(440.0, &none), "`n_taps` is 0, but must be at least 1");
        assert!(gammatone_iir(440.0, 0.0).is_err());
    }
}
