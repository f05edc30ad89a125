//! The frequency response of analog filters.
//!
//! Counterpart of `scipy.signal.freqs` and `freqs_zpk`.

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Result, check_finite};

use crate::iir::{Ba, Zpk, evaluate};
use crate::response::digital::FrequencyResponse;

/// The frequency response of an analog filter given by the coefficients of its transfer function.
///
/// ```text
/// H(w) = (b[0] (jw)ᴹ + … + b[M]) / (a[0] (jw)ᴺ + … + a[N])
/// ```
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `b` or `a` is empty, [`Error::NotFinite`](crate::Error::NotFinite) when a coefficient or frequency
/// is not finite, [`Error::Values`](crate::Error::Values) when `a` is zero.
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, Domain, FreqsPoints, butter, freqs};
/// let ba = butter(3, Band::LowPass(100.0), Domain::Analog)?.to_ba()?;
/// let gain = freqs(&ba, &FreqsPoints::At(vec![100.0]))?.h[0].norm();
/// assert!((gain - 0.5_f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn freqs(ba: &Ba, points: &FreqsPoints) -> Result<FrequencyResponse<f64>> {
    let zpk = ba.to_zpk()?;
    let w = points.frequencies(&zpk)?;
    let (b, a) = (ba.b.to_vec(), ba.a.to_vec());
    let h = w.mapv(|w| evaluate(&b, Complex::new(0.0, w)) / evaluate(&a, Complex::new(0.0, w)));
    Ok(FrequencyResponse { w, h })
}

/// The frequency response of an analog filter given by zeros, poles and gain; see [`freqs`].
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use onkai_signal::{FreqsPoints, buttap, freqs_zpk};
/// let response = freqs_zpk(&buttap(8)?, &FreqsPoints::default())?;
/// assert_eq!(response.h.len(), 200);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn freqs_zpk(zpk: &Zpk, points: &FreqsPoints) -> Result<FrequencyResponse<f64>> {
    check_finite("z", &zpk.z)?;
    check_finite("p", &zpk.p)?;
    let w = points.frequencies(zpk)?;
    let h = w.mapv(|w| zpk.at(Complex::new(0.0, w)));
    Ok(FrequencyResponse { w, h })
}

/// Where the response of an analog filter is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum FreqsPoints {
    /// At so many frequencies, even on a logarithmic scale, that span where zeros and poles act.
    Count(usize),
    /// At these frequencies, in radians per unit of time.
    At(Vec<f64>),
}

impl Default for FreqsPoints {
    /// SciPy's 200 frequencies.
    fn default() -> Self {
        Self::Count(200)
    }
}

impl FreqsPoints {
    fn frequencies(&self, zpk: &Zpk) -> Result<Array1<f64>> {
        match self {
            Self::At(frequencies) => {
                let frequencies = Array1::from(frequencies.clone());
                check_finite("points", &frequencies)?;
                Ok(frequencies)
            }
            Self::Count(n) => Ok(interesting(zpk, *n)),
        }
    }
}

/// Decades from below the slowest to above the fastest of the poles and zeros.
fn interesting(zpk: &Zpk, n: usize) -> Array1<f64> {
    /// Zeros farther out count as infinite.
    const FAR: f64 = 1e5;
    /// What a gain alone is drawn for.
    const NO_POLE: Complex<f64> = Complex::new(-1000.0, 0.0);
    let mut roots: Vec<Complex<f64>> = zpk.p.iter().copied().filter(|p| 0.0 <= p.im).collect();
    if zpk.p.is_empty() {
        roots.push(NO_POLE);
    }
    roots.extend(zpk.z.iter().copied().filter(|z| z.norm() < FAR && 0.0 <= z.im));
    // A root at the origin acts like one of size 1.
    let at_origin = |r: &Complex<f64>| if r.norm() < 1e-10 { 1.0 } else { 0.0 };
    let (mut highest, mut lowest) = (0.0_f64, f64::INFINITY);
    for root in &roots {
        let re = (root.re + at_origin(root)).abs();
        highest = highest.max(3.0 * re + 1.5 * root.im);
        lowest = lowest.min(re + 2.0 * root.im);
    }
    let first = ((0.1 * lowest).log10() - 0.5).round_ties_even();
    let last = (highest.log10() + 0.5).round_ties_even();
    let step = if n < 2 { 0.0 } else { (last - first) / (n - 1) as f64 };
    Array1::from_shape_fn(n, |i| 10.0_f64.powf(first + i as f64 * step))
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use onkai_core::Error;

    use super::*;

    #[test]
    fn unfit_arguments_are_named() {
        let ba = Ba { b: array![1.0], a: array![0.0] };
        let error = freqs(&ba, &FreqsPoints::default()).unwrap_err().to_string();
        assert_eq!(error, "`a` must not be zero everywhere");
        let ba = Ba { b: array![], a: array![1.0] };
        assert!(matches!(freqs(&ba, &FreqsPoints::default()), Err(Error::TooShort { .. })));
        let gain = Zpk { z: array![], p: array![], k: 2.0 };
        assert!(freqs_zpk(&gain, &FreqsPoints::At(vec![f64::INFINITY])).is_err());
        let bad = Zpk { z: array![], p: array![Complex::new(0.0, f64::NAN)], k: 2.0 };
        assert!(freqs_zpk(&bad, &FreqsPoints::default()).is_err());
        let flat = freqs_zpk(&gain, &FreqsPoints::Count(3)).unwrap();
        assert!(flat.h.iter().all(|h| *h == Complex::new(2.0, 0.0)));
    }
}
