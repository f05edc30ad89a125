//! A tone that glides.
//!
//! Counterpart of `librosa.chirp`.

use std::f64::consts::PI;

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_positive};
use onkai_signal::{ChirpMethod, ChirpOptions as SweepOptions, chirp as sweep};

use super::silence;

/// A tone that goes from `fmin_hz` to `fmax_hz`, by equal intervals in equal times or by equal
/// differences.
///
/// # Shapes
///
/// Returns `[length]` samples at `sample_rate` hertz; `fmax_hz` would be reached with the next one.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, a frequency negative or not finite (or
/// zero, unless the chirp is linear), the phase not finite, or no memory could hold so many samples.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ChirpOptions, chirp};
/// let y = chirp::<f32>(110.0, 110.0 * 64.0, 22050.0, 22050, &ChirpOptions::default())?;
/// assert!(y.len() == 22050 && y[0].abs() < 1e-6);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The length is in samples, and is exactly that: librosa loses the last sample where seconds times
/// rate is rounded down.
pub fn chirp<F: Real>(
    fmin_hz: f64,
    fmax_hz: f64,
    sample_rate: f64,
    length: usize,
    options: &ChirpOptions,
) -> Result<Array1<F>> {
    check_positive("sample_rate", sample_rate)?;
    for (name, value) in [("fmin_hz", fmin_hz), ("fmax_hz", fmax_hz)] {
        if !options.linear {
            check_positive(name, value)?;
        } else if !value.is_finite() || value < 0.0 {
            return Err(Error::parameter(name, value, "at least 0 and finite"));
        }
    }
    if !options.phase_rad.is_finite() {
        return Err(Error::parameter("phase_rad", options.phase_rad, "finite"));
    }
    let method = if options.linear { ChirpMethod::Linear } else { ChirpMethod::Logarithmic };
    let phase_deg = options.phase_rad / PI * 180.0;
    let options = SweepOptions { method, phase_deg, ..Default::default() };
    let mut y = silence("length", length)?;
    let duration_s = length as f64 / sample_rate;
    // Times need double precision whatever the samples have; a block of them is soon used.
    for (index, block) in y.chunks_mut(BLOCK).enumerate() {
        let time = |n| (index * BLOCK + n) as f64 / sample_rate;
        let times = Array1::from_shape_fn(block.len(), time);
        let values = sweep(&times, fmin_hz, duration_s, fmax_hz, &options)?;
        for (sample, &value) in block.iter_mut().zip(&values) {
            *sample = F::of(value);
        }
    }
    Ok(Array1::from_vec(y))
}

const BLOCK: usize = 4096;

/// Options of [`chirp`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChirpOptions {
    /// Whether the frequency goes by equal differences, rather than equal intervals. Default: `false`.
    pub linear: bool,
    /// The cosine's phase at the first sample, in radians. Default: `-π / 2`, which makes it a sine.
    #[doc(alias = "phi")]
    pub phase_rad: f64,
}

impl Default for ChirpOptions {
    fn default() -> Self {
        Self { linear: false, phase_rad: -0.5 * PI }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let default = ChirpOptions::default();
        let named = |fmin_hz, fmax_hz, sample_rate, options: ChirpOptions| match chirp::<f64>(
            fmin_hz,
            fmax_hz,
            sample_rate,
            9,
            &options,
        )
        .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(0.0, 100.0, 8000.0, default), "fmin_hz");
        assert_eq!(named(f64::NAN, 100.0, 8000.0, default), "fmin_hz");
        assert_eq!(named(100.0, -1.0, 8000.0, ChirpOptions { linear: true, ..default }), "fmax_hz");
        assert_eq!(named(1.0, 100.0, 0.0, default), "sample_rate");
        let phase_rad = f64::INFINITY;
        assert_eq!(named(1.0, 100.0, 8000.0, ChirpOptions { phase_rad, ..default }), "phase_rad");
        assert!(chirp::<f32>(1.0, 2.0, 8000.0, usize::MAX, &default).is_err());
        assert_eq!(chirp::<f32>(1.0, 2.0, 8000.0, 0, &default).unwrap().len(), 0);
        let from_zero = ChirpOptions { linear: true, ..default };
        assert!(chirp::<f32>(0.0, 100.0, 8000.0, 100, &from_zero).is_ok());
    }
}
