//! Notches, peaks and combs of second order.
//!
//! Counterpart of `scipy.signal.iirnotch`, `iirpeak` and `iircomb`.

use std::f64::consts::PI;

use ndarray::{Array1, array};
use onkai_core::{Error, Result, check_positive};

use crate::iir::coefficients::Ba;

/// A filter of second order that takes out `frequency` and lets the rest pass.
///
/// `quality` is `frequency` over the width of the notch at 3 dB.
///
/// # Errors
///
/// [`Error::Parameter`] when `frequency` is not between 0 and half the sample rate, or `quality` or
/// `sample_rate` is not positive, or the notch is as wide as the sample rate.
///
/// # Examples
///
/// ```
/// let hum = onkai_signal::iirnotch(60.0, 30.0, 200.0)?;
/// assert!((hum.b.sum() / hum.a.sum() - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// S. J. Orfanidis, "Introduction to Signal Processing", 1996, section 11.3.
pub fn iirnotch(frequency: f64, quality: f64, sample_rate: f64) -> Result<Ba> {
    let Resonance { gain, cosine } = resonance(frequency, quality, sample_rate)?;
    let b = array![gain, -2.0 * gain * cosine, gain];
    Ok(Ba { b, a: array![1.0, -2.0 * gain * cosine, 2.0 * gain - 1.0] })
}

/// A filter of second order that lets `frequency` pass and takes out the rest.
///
/// `quality` is `frequency` over the width of the peak at 3 dB.
///
/// # Errors
///
/// As [`iirnotch`].
///
/// # Examples
///
/// ```
/// let peak = onkai_signal::iirpeak(300.0, 30.0, 1000.0)?;
/// assert_eq!(peak.b[0], -peak.b[2]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn iirpeak(frequency: f64, quality: f64, sample_rate: f64) -> Result<Ba> {
    let Resonance { gain, cosine } = resonance(frequency, quality, sample_rate)?;
    let b = array![1.0 - gain, 0.0, gain - 1.0];
    Ok(Ba { b, a: array![1.0, -2.0 * gain * cosine, 2.0 * gain - 1.0] })
}

/// A filter whose notches or peaks stand at the multiples of `frequency`.
///
/// `quality` is `frequency` over the width of each at 3 dB.
///
/// # Shapes
///
/// Both `b` and `a` have `sample_rate / frequency + 1` coefficients, of which two are not zero.
///
/// # Errors
///
/// [`Error::Parameter`] when `frequency` is not between 0 and half the sample rate or does not divide
/// it, when `quality` or `sample_rate` is not positive, or the teeth are so wide that they meet.
///
/// # Examples
///
/// ```
/// use onkai_signal::{Comb, CombOptions, iircomb};
/// let options = CombOptions { kind: Comb::Notch, pass_zero: false, sample_rate: 200.0 };
/// let comb = iircomb(20.0, 30.0, &options)?;
/// assert_eq!(comb.b.len(), 11);
/// assert!(comb.b.sum().abs() < 1e-15);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// S. J. Orfanidis, "Introduction to Signal Processing", 1996, section 11.5.
pub fn iircomb(frequency: f64, quality: f64, options: &CombOptions) -> Result<Ba> {
    let sample_rate = options.sample_rate;
    check_frequency(frequency, sample_rate)?;
    check_positive("quality", quality)?;
    let n = (sample_rate / frequency).round();
    if 1e-14 < (frequency - sample_rate / n).abs() / sample_rate {
        let requirement = "a divisor of the sample rate";
        return Err(Error::parameter("frequency", frequency, requirement));
    }
    let beta = half_width_tangent(n * frequency / sample_rate / 2.0, quality)?;
    let is_notch = options.kind == Comb::Notch;
    let (direct, delayed) = if is_notch { (1.0, 1.0) } else { (beta, -beta) };
    // Teeth at the multiples of the frequency, or halfway between them.
    let sign = if is_notch == options.pass_zero { 1.0 } else { -1.0 };
    let ends = |first: f64, last: f64| {
        let mut coefficients = Array1::zeros(n as usize + 1);
        coefficients[0] = first;
        coefficients[n as usize] = sign * last;
        coefficients
    };
    let b = ends(direct / (1.0 + beta), delayed / (1.0 + beta));
    Ok(Ba { b, a: ends(1.0, (1.0 - beta) / (1.0 + beta)) })
}

/// Options of [`iircomb`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CombOptions {
    /// Notches or peaks. Default: [`Comb::Notch`].
    #[doc(alias = "ftype")]
    pub kind: Comb,
    /// Whether frequency zero passes: if not, notches stand at the multiples of the frequency, zero
    /// included, and peaks between them; if so, it is the other way round. Default: `false`.
    pub pass_zero: bool,
    /// Samples per unit of time, which sets the unit of the frequency. Default: `2.0`, by which the
    /// Nyquist frequency is 1.
    #[doc(alias = "fs")]
    pub sample_rate: f64,
}

impl Default for CombOptions {
    fn default() -> Self {
        Self { kind: Comb::Notch, pass_zero: false, sample_rate: 2.0 }
    }
}

/// The teeth of a comb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Comb {
    /// Narrow bands are taken out.
    #[default]
    Notch,
    /// Narrow bands pass.
    Peak,
}

struct Resonance {
    gain: f64,
    cosine: f64,
}

fn resonance(frequency: f64, quality: f64, sample_rate: f64) -> Result<Resonance> {
    check_frequency(frequency, sample_rate)?;
    check_positive("quality", quality)?;
    let beta = half_width_tangent(frequency / sample_rate, quality)?;
    Ok(Resonance { gain: (1.0 + beta).recip(), cosine: (2.0 * PI * frequency / sample_rate).cos() })
}

/// The tangent of half the width, `π part / quality`, which must not reach a right angle: poles
/// would leave the unit circle.
fn half_width_tangent(part: f64, quality: f64) -> Result<f64> {
    let angle = PI * part / quality;
    if angle < PI / 2.0 {
        return Ok(angle.tan());
    }
    let requirement = "larger, as bands this wide make no stable filter";
    Err(Error::parameter("quality", quality, requirement))
}

/// Refuses a frequency that samples cannot carry.
pub(super) fn check_frequency(frequency: f64, sample_rate: f64) -> Result<()> {
    check_positive("sample_rate", sample_rate)?;
    if 0.0 < frequency && frequency < sample_rate / 2.0 {
        return Ok(());
    }
    let requirement = "between 0 and half the sample rate, exclusively";
    Err(Error::parameter("frequency", frequency, requirement))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_numbers_are_named() {
        for bad in [0.0, 1.0, -0.5, f64::NAN] {
            let error = iirnotch(bad, 30.0, 2.0).unwrap_err().to_string();
            assert!(error.starts_with("`frequency` is"), "{error}");
            assert!(iirpeak(bad, 30.0, 2.0).is_err());
            assert!(iircomb(bad, 30.0, &CombOptions::default()).is_err());
        }
        for bad in [0.0, -1.0, f64::NAN] {
            assert!(iirnotch(0.5, bad, 2.0).is_err() && iirpeak(0.5, bad, 2.0).is_err());
            assert!(iirnotch(0.5, 30.0, bad).is_err());
            assert!(iircomb(0.5, bad, &CombOptions::default()).is_err());
        }
        let error = iircomb(0.3, 30.0, &CombOptions::default()).unwrap_err().to_string();
        assert_eq!(error, "`frequency` is 0.3, but must be a divisor of the sample rate");
        let error = iirnotch(0.9, 0.4, 2.0).unwrap_err().to_string();
        assert!(error.starts_with("`quality` is 0.4, but must be larger"), "{error}");
    }
}
