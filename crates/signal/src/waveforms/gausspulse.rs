//! A sinusoid within a Gaussian bell.
//!
//! Counterpart of `scipy.signal.gausspulse`.

use std::f64::consts::{PI, TAU};

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result};

use super::number::check_number;

/// A pulse of which the spectrum is a bell about a center frequency.
///
/// ```text
/// envelope = exp(-a t²),   in phase: envelope · cos(2π fc t),   quadrature: envelope · sin(2π fc t)
/// ```
///
/// # Shapes
///
/// `t`: any, in seconds. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range. A time that is NaN gives NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let pulse = onkai_signal::gausspulse(&array![-0.001, 0.0, 0.001], &Default::default())?;
/// assert_eq!((pulse.in_phase[1], pulse.quadrature[1], pulse.envelope[1]), (1.0, 0.0, 1.0));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn gausspulse<F: Real, D: Dimension>(
    t: &ArrayRef<F, D>,
    options: &GaussPulseOptions,
) -> Result<GaussPulse<F, D>> {
    let decay = options.decay()?;
    let bell = |t: F| (-decay * t.as_f64() * t.as_f64()).exp();
    let angle = |t: F| TAU * options.center_frequency_hz * t.as_f64();
    Ok(GaussPulse {
        in_phase: t.mapv(|t| F::of(bell(t) * angle(t).cos())),
        quadrature: t.mapv(|t| F::of(bell(t) * angle(t).sin())),
        envelope: t.mapv(|t| F::of(bell(t))),
    })
}

/// The time in seconds at which the envelope of [`gausspulse`] has fallen to `level_db` (SciPy's `tpr`,
/// -60 by default) below its peak.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `level_db` is not negative.
///
/// # Examples
///
/// ```
/// let cutoff = onkai_signal::gausspulse_cutoff(-60.0, &Default::default())?;
/// assert!((cutoff - 0.00278).abs() < 1e-5);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn gausspulse_cutoff(level_db: f64, options: &GaussPulseOptions) -> Result<f64> {
    check_level("level_db", level_db)?;
    Ok((-natural_log(level_db) / options.decay()?).sqrt())
}

/// Options of [`gausspulse`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussPulseOptions {
    /// The center frequency in hertz; not negative. Default: `1000.0`.
    #[doc(alias = "fc")]
    pub center_frequency_hz: f64,
    /// The bandwidth as a part of the center frequency; positive. Default: `0.5`.
    #[doc(alias = "bw")]
    pub bandwidth: f64,
    /// The level at which the bandwidth is measured, in dB below the peak; negative. Default: `-6.0`.
    #[doc(alias = "bwr")]
    pub bandwidth_level_db: f64,
}

impl Default for GaussPulseOptions {
    fn default() -> Self {
        Self { center_frequency_hz: 1000.0, bandwidth: 0.5, bandwidth_level_db: -6.0 }
    }
}

impl GaussPulseOptions {
    /// `a` of the envelope: its transform falls to the level at half the bandwidth from its peak.
    fn decay(&self) -> Result<f64> {
        let Self { center_frequency_hz, bandwidth, bandwidth_level_db } = *self;
        check_number("center_frequency_hz", center_frequency_hz)?;
        if center_frequency_hz < 0.0 {
            return Err(Error::parameter(
                "center_frequency_hz",
                center_frequency_hz,
                "not negative",
            ));
        }
        onkai_core::check_positive("bandwidth", bandwidth)?;
        check_level("bandwidth_level_db", bandwidth_level_db)?;
        Ok(-(PI * center_frequency_hz * bandwidth).powi(2)
            / (4.0 * natural_log(bandwidth_level_db)))
    }
}

/// What [`gausspulse`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct GaussPulse<F, D: Dimension> {
    /// The cosine within the bell.
    pub in_phase: Array<F, D>,
    /// The sine within the bell.
    pub quadrature: Array<F, D>,
    /// The bell.
    pub envelope: Array<F, D>,
}

fn check_level(name: &'static str, level_db: f64) -> Result<()> {
    if level_db.is_finite() && level_db < 0.0 {
        Ok(())
    } else {
        Err(Error::parameter(name, level_db, "negative and finite"))
    }
}

/// The natural logarithm of an amplitude given in dB.
fn natural_log(level_db: f64) -> f64 {
    level_db / 20.0 * std::f64::consts::LN_10
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let plain = GaussPulseOptions::default();
        let bad = [
            GaussPulseOptions { center_frequency_hz: -1.0, ..plain },
            GaussPulseOptions { center_frequency_hz: f64::NAN, ..plain },
            GaussPulseOptions { bandwidth: 0.0, ..plain },
            GaussPulseOptions { bandwidth_level_db: 0.0, ..plain },
        ];
        for options in bad {
            assert!(gausspulse(&array![0.0], &options).is_err(), "{options:?}");
        }
        assert!(gausspulse_cutoff(0.0, &plain).is_err());
    }
}
