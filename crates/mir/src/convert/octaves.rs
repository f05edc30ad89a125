//! Octaves, and how an instrument is tuned.
//!
//! Counterpart of `librosa.hz_to_octs`, `octs_to_hz`, `A4_to_tuning` and `tuning_to_A4`.

use onkai_core::{Error, Real, Result, check_positive};

/// A frequency as octaves above A0, the lowest key of a piano.
///
/// ```text
/// log₂(16 f / a4)
/// ```
///
/// Zero gives minus infinity, and what is negative NaN. An array has it as `x.mapv(|f| hz_to_octs(f, 440.0))`.
///
/// # Examples
///
/// ```
/// use onkai_mir::{hz_to_octs, tuning_to_a4};
/// assert_eq!(hz_to_octs(440.0, 440.0), 4.0);
/// // A quarter of a semitone sharp.
/// assert!((hz_to_octs(440.0, tuning_to_a4(0.25, 12)?) - 4.0 + 0.25 / 12.0_f64).abs() < 1e-12);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The frequency of A4 is given; [`tuning_to_a4`] makes it of a tuning.
pub fn hz_to_octs<F: Real>(frequency_hz: F, a4_hz: f64) -> F {
    F::of((frequency_hz.as_f64() / (a4_hz / 16.0)).log2())
}

/// The frequency some octaves above A0: the inverse of [`hz_to_octs`].
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::octs_to_hz(1.0_f32, 432.0), 54.0);
/// ```
pub fn octs_to_hz<F: Real>(octs: F, a4_hz: f64) -> F {
    F::of(a4_hz / 16.0 * octs.as_f64().exp2())
}

/// How far A4 is from 440 Hz, in bins of a scale with `bins_per_octave` of them.
///
/// # Errors
///
/// [`Error::Parameter`] when the frequency is not positive and finite, or there are no bins.
///
/// # Examples
///
/// ```
/// assert!((onkai_mir::a4_to_tuning(432.0, 12)? + 0.3177).abs() < 1e-4);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[doc(alias = "A4_to_tuning")]
pub fn a4_to_tuning(a4_hz: f64, bins_per_octave: usize) -> Result<f64> {
    check_positive("a4_hz", a4_hz)?;
    check_bins(bins_per_octave)?;
    Ok(bins_per_octave as f64 * (a4_hz / 440.0).log2())
}

/// The frequency of A4 for a tuning: the inverse of [`a4_to_tuning`].
///
/// # Errors
///
/// [`Error::Parameter`] when `tuning` is not finite, or there are no bins.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::tuning_to_a4(0.0, 12)?, 440.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[doc(alias = "tuning_to_A4")]
pub fn tuning_to_a4(tuning: f64, bins_per_octave: usize) -> Result<f64> {
    if !tuning.is_finite() {
        return Err(Error::parameter("tuning", tuning, "finite"));
    }
    check_bins(bins_per_octave)?;
    Ok(440.0 * (tuning / bins_per_octave as f64).exp2())
}

fn check_bins(bins_per_octave: usize) -> Result<()> {
    if bins_per_octave == 0 {
        return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn there_and_back(hz in 1.0_f64..30000.0, tuning in -0.5_f64..0.5, bins in 1_usize..50) {
            let a4_hz = tuning_to_a4(tuning, bins).unwrap();
            prop_assert!((a4_to_tuning(a4_hz, bins).unwrap() - tuning).abs() < 1e-12);
            prop_assert!((octs_to_hz(hz_to_octs(hz, a4_hz), a4_hz) / hz - 1.0).abs() < 1e-12);
            let single = octs_to_hz(hz_to_octs(hz as f32, a4_hz), a4_hz);
            prop_assert!((f64::from(single) / hz - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        for bad in [0.0, -440.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(a4_to_tuning(bad, 12), Err(Error::Parameter { name: "a4_hz", .. })));
        }
        assert!(matches!(tuning_to_a4(f64::NAN, 12), Err(Error::Parameter { name: "tuning", .. })));
        let no_bins =
            |result| matches!(result, Err(Error::Parameter { name: "bins_per_octave", .. }));
        assert!(no_bins(a4_to_tuning(440.0, 0)) && no_bins(tuning_to_a4(0.0, 0)));
        assert_eq!(hz_to_octs(0.0, 440.0), f64::NEG_INFINITY);
        assert!(hz_to_octs(-1.0_f64, 440.0).is_nan());
    }
}
