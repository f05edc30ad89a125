//! A tone of one frequency.
//!
//! Counterpart of `librosa.tone`.

use std::f64::consts::PI;

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};

use super::Oscillator;

/// A cosine of one frequency.
///
/// ```text
/// cos(2π f n / sample_rate + phase),   n = 0, 1, …, length - 1
/// ```
///
/// # Shapes
///
/// Returns `[length]` samples at `sample_rate` hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, the frequency or the phase not finite, or
/// no memory could hold so many samples.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ToneOptions, tone};
/// let y = tone::<f32>(440.0, 22050.0, 22050, &ToneOptions::default())?;
/// assert!(y.len() == 22050 && y[0].abs() < 1e-6 && 0.12 < y[1]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The length is in samples: `duration` seconds are `(duration * sample_rate) as usize`.
pub fn tone<F: Real>(
    frequency_hz: f64,
    sample_rate: f64,
    length: usize,
    options: &ToneOptions,
) -> Result<Array1<F>> {
    check_positive("sample_rate", sample_rate)?;
    for (name, value) in [("frequency_hz", frequency_hz), ("phase_rad", options.phase_rad)] {
        if !value.is_finite() {
            return Err(Error::parameter(name, value, "finite"));
        }
    }
    let mut y = silence("length", length)?;
    let oscillator = Oscillator::new(frequency_hz, sample_rate, options.phase_rad + 0.5 * PI);
    oscillator.add(0, F::one(), F::zero(), &mut y);
    Ok(Array1::from_vec(y))
}

/// Options of [`tone`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneOptions {
    /// The cosine's phase at the first sample, in radians. Default: `-π / 2`, which makes it a sine.
    #[doc(alias = "phi")]
    pub phase_rad: f64,
}

impl Default for ToneOptions {
    fn default() -> Self {
        Self { phase_rad: -0.5 * PI }
    }
}

/// Zeros, or an error where there is no memory for so many.
pub(crate) fn silence<F: Real>(name: &'static str, length: usize) -> Result<Vec<F>> {
    let mut y = Vec::new();
    if y.try_reserve_exact(length).is_err() {
        return Err(Error::parameter(name, length as f64, "few enough samples for the memory"));
    }
    y.resize(length, F::zero());
    Ok(y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let named = |frequency_hz, sample_rate, length, phase_rad| {
            let options = ToneOptions { phase_rad };
            match tone::<f64>(frequency_hz, sample_rate, length, &options).unwrap_err() {
                Error::Parameter { name, .. } => name,
                other => panic!("{other}"),
            }
        };
        assert_eq!(named(f64::NAN, 8000.0, 4, 0.0), "frequency_hz");
        assert_eq!(named(440.0, 0.0, 4, 0.0), "sample_rate");
        assert_eq!(named(440.0, f64::INFINITY, 4, 0.0), "sample_rate");
        assert_eq!(named(440.0, 8000.0, 4, f64::INFINITY), "phase_rad");
        assert_eq!(named(440.0, 8000.0, usize::MAX, 0.0), "length");
        let shrill = tone::<f64>(1e308, 8000.0, 9, &ToneOptions::default()).unwrap();
        assert!(shrill.iter().all(|v| v.is_finite()));
        assert_eq!(tone::<f32>(440.0, 8000.0, 0, &ToneOptions::default()).unwrap().len(), 0);
    }
}
