//! The frequency response of digital filters.
//!
//! Counterpart of `scipy.signal.freqz`, `freqz_sos` and `freqz_zpk`.

use std::f64::consts::{PI, TAU};

use ndarray::{Array1, ArrayRef1, ArrayRef2, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite, check_positive};
use onkai_fft::fft;
use onkai_linalg::LinalgScalar;

use crate::iir::{Zpk, check_sections, evaluate};

/// The frequency response of a filter given by its difference equation.
///
/// ```text
/// H(ω) = (b[0] + b[1] exp(-jω) + …) / (a[0] + a[1] exp(-jω) + …)
/// ```
///
/// It is evaluated in double precision and rounded once. Where the denominator is zero the response
/// is infinite or NaN, as in SciPy.
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `b` or `a` is empty, [`Error::NotFinite`] when a coefficient or frequency
/// is not finite, [`Error::Values`] when `a` is zero, [`Error::Parameter`] when the sample rate is not
/// positive.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{FreqzOptions, freqz};
/// let options = FreqzOptions { points: 3.into(), include_nyquist: true, ..Default::default() };
/// let response = freqz(&array![0.5, 0.5], &array![1.0], &options)?;
/// assert_eq!(response.h[0].re, 1.0);
/// assert!(response.h[2].norm() < 1e-15);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn freqz<T: LinalgScalar>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    options: &FreqzOptions,
) -> Result<FrequencyResponse<T::Real>> {
    let (b, a) = (wide("b", b)?, wide("a", a)?);
    if a.iter().all(|a| *a == Complex::ZERO) {
        return Err(Error::Values { name: "a", requirement: "not be zero everywhere" });
    }
    let w = options.angles()?;
    let (b_rising, a_rising) = (reversed(&b), reversed(&a));
    let h = match options.transform_len() {
        Some(n) if a.len() == 1 && FEW_TAPS < b.len() && b.len() <= n => {
            let mut padded = Array1::default(n);
            padded.slice_mut(s![..b.len()]).iter_mut().zip(&b).for_each(|(p, b)| *p = *b);
            fft(&padded)?.iter().take(w.len()).map(|h| h / a[0]).collect()
        }
        _ => w.mapv(|w| {
            let delay = Complex::from_polar(1.0, -w);
            evaluate(&b_rising, delay) / evaluate(&a_rising, delay)
        }),
    };
    Ok(options.response(&w, &h))
}

/// Below so many coefficients evaluating them is as fast as a transform, and as exact.
const FEW_TAPS: usize = 16;

/// The frequency response of second-order sections.
///
/// # Shapes
///
/// `sos`: `[n_sections, 6]`.
///
/// # Errors
///
/// As [`freqz`] for the options; [`Error::Shape`], [`Error::TooShort`], [`Error::Values`] and
/// [`Error::NotFinite`] for sections as in [`sosfilt`](crate::sosfilt).
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, FreqzOptions, FreqzPoints, butter, freqz_sos};
/// let sos = butter(12, Band::LowPass(1000.0), 44100.0)?.to_sos()?;
/// let points = FreqzPoints::At(vec![1000.0]);
/// let options = FreqzOptions { points, sample_rate: 44100.0, ..Default::default() };
/// let gain = freqz_sos(&sos, &options)?.h[0].norm();
/// assert!((gain - 0.5_f64.sqrt()).abs() < 1e-10);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[doc(alias = "sosfreqz")]
pub fn freqz_sos<F: Real>(
    sos: &ArrayRef2<F>,
    options: &FreqzOptions,
) -> Result<FrequencyResponse<F>> {
    check_sections(sos)?;
    check_finite("sos", sos)?;
    let w = options.angles()?;
    let h = w.mapv(|w| {
        let delay = Complex::from_polar(1.0, -w);
        sos.rows().into_iter().fold(Complex::new(1.0, 0.0), |h, row| {
            let [b0, b1, b2, _, a1, a2] = std::array::from_fn(|i| row[i].as_f64());
            h * evaluate(&[b2, b1, b0], delay) / evaluate(&[a2, a1, 1.0], delay)
        })
    });
    Ok(options.response(&w, &h))
}

/// The frequency response of a digital filter given by zeros, poles and gain.
///
/// # Errors
///
/// As [`freqz`] for the options; [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use onkai_signal::{Band, FreqzOptions, butter, freqz_zpk};
/// let zpk = butter(4, Band::HighPass(100.0), 1000.0)?;
/// let options = FreqzOptions { sample_rate: 1000.0, ..Default::default() };
/// assert!(freqz_zpk(&zpk, &options)?.h[0].norm() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn freqz_zpk(zpk: &Zpk, options: &FreqzOptions) -> Result<FrequencyResponse<f64>> {
    check_finite("z", &zpk.z)?;
    check_finite("p", &zpk.p)?;
    let w = options.angles()?;
    let h = w.mapv(|w| zpk.at(Complex::from_polar(1.0, w)));
    Ok(options.response(&w, &h))
}

/// Options of [`freqz`] and its kin; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct FreqzOptions {
    /// Where the response is wanted. Default: 512 frequencies.
    #[doc(alias = "worN")]
    pub points: FreqzPoints,
    /// Spread counted frequencies up to the sample rate, not only to half of it. Default: `false`.
    pub whole: bool,
    /// Let the last of the counted frequencies be half the sample rate; without effect on a `whole`
    /// circle. Default: `false`.
    pub include_nyquist: bool,
    /// Samples per unit of time, which sets the unit of the frequencies. Default: `2π`, by which
    /// they are radians per sample.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for FreqzOptions {
    fn default() -> Self {
        Self {
            points: FreqzPoints::Count(512),
            whole: false,
            include_nyquist: false,
            sample_rate: TAU,
        }
    }
}

/// Where a response is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum FreqzPoints {
    /// At so many even frequencies from zero.
    Count(usize),
    /// At these frequencies.
    At(Vec<f64>),
}

impl From<usize> for FreqzPoints {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// What [`freqz`] and its kin return.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyResponse<F> {
    /// The frequencies, in the unit of the sample rate.
    pub w: Array1<F>,
    /// The response at each.
    pub h: Array1<Complex<F>>,
}

impl FreqzOptions {
    /// The frequencies in radians per sample.
    pub(super) fn angles(&self) -> Result<Array1<f64>> {
        check_positive("sample_rate", self.sample_rate)?;
        match &self.points {
            FreqzPoints::At(frequencies) => {
                let frequencies = Array1::from(frequencies.clone());
                check_finite("points", &frequencies)?;
                Ok(frequencies * (TAU / self.sample_rate))
            }
            FreqzPoints::Count(n) => {
                let end = if self.whole { TAU } else { PI };
                let steps = if self.includes_end() { n.saturating_sub(1).max(1) } else { *n };
                let step = end / steps as f64;
                Ok(Array1::from_shape_fn(*n, |i| i as f64 * step))
            }
        }
    }

    fn includes_end(&self) -> bool {
        self.include_nyquist && !self.whole
    }

    /// The length of the transform whose first values lie at the counted frequencies.
    fn transform_len(&self) -> Option<usize> {
        match self.points {
            FreqzPoints::Count(n) if self.whole => Some(n),
            FreqzPoints::Count(n) if self.include_nyquist => Some(2 * n.saturating_sub(1)),
            FreqzPoints::Count(n) => Some(2 * n),
            FreqzPoints::At(_) => None,
        }
    }

    fn response<F: Real>(
        &self,
        angles: &Array1<f64>,
        h: &Array1<Complex<f64>>,
    ) -> FrequencyResponse<F> {
        FrequencyResponse {
            w: angles.mapv(|w| F::of(w * (self.sample_rate / TAU))),
            h: h.mapv(|h| Complex::new(F::of(h.re), F::of(h.im))),
        }
    }
}

impl Zpk {
    /// The transfer function at `x`, factor by factor in pairs lest a product leave the range.
    pub(super) fn at(&self, x: Complex<f64>) -> Complex<f64> {
        let n = self.z.len().max(self.p.len());
        (0..n).fold(Complex::new(self.k, 0.0), |h, i| {
            let h = self.z.get(i).map_or(h, |z| h * (x - z));
            self.p.get(i).map_or(h, |p| h / (x - p))
        })
    }
}

/// Coefficients in double precision.
pub(super) fn wide<T: LinalgScalar>(
    name: &'static str,
    coefficients: &ArrayRef1<T>,
) -> Result<Vec<Complex<f64>>> {
    if coefficients.is_empty() {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    }
    check_finite(name, coefficients)?;
    Ok(coefficients.iter().map(|c| Complex::new(c.re().as_f64(), c.im().as_f64())).collect())
}

pub(super) fn reversed<T: Copy>(coefficients: &[T]) -> Vec<T> {
    coefficients.iter().rev().copied().collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arguments_are_named() {
        let (one, none) = (array![1.0], Array1::<f64>::zeros(0));
        let options = FreqzOptions::default();
        let message = |b: &Array1<f64>, a: &Array1<f64>, options: &FreqzOptions| {
            freqz(b, a, options).unwrap_err().to_string()
        };
        assert_eq!(message(&none, &one, &options), "`b` has length 0, but needs at least 1");
        assert_eq!(message(&one, &none, &options), "`a` has length 0, but needs at least 1");
        assert_eq!(message(&one, &array![0.0], &options), "`a` must not be zero everywhere");
        assert!(message(&array![f64::NAN], &one, &options).contains("not finite"));
        let at = FreqzOptions { points: FreqzPoints::At(vec![f64::NAN]), ..options.clone() };
        assert!(message(&one, &one, &at).starts_with("`points` is not finite"));
        let rate = FreqzOptions { sample_rate: 0.0, ..options.clone() };
        assert!(message(&one, &one, &rate).starts_with("`sample_rate`"));
        let sos = array![[1.0, 0.0, 0.0, 2.0, 0.0, 0.0]];
        assert!(freqz_sos(&sos, &options).is_err());
        let zpk = Zpk { z: array![Complex::new(f64::NAN, 0.0)], p: array![], k: 1.0 };
        assert!(freqz_zpk(&zpk, &options).is_err());
    }

    #[test]
    fn no_and_one_point_are_answered() {
        for (count, include_nyquist) in [(0, false), (0, true), (1, false), (1, true)] {
            let options =
                FreqzOptions { points: count.into(), include_nyquist, ..Default::default() };
            let response = freqz(&array![1.0, 1.0], &array![1.0], &options).unwrap();
            assert_eq!((response.w.len(), response.h.len()), (count, count));
            let long = freqz(&Array1::<f64>::ones(40), &array![1.0], &options).unwrap();
            assert!(long.h.iter().all(|h| h.re == 40.0) && long.h.len() == count);
        }
    }
}
