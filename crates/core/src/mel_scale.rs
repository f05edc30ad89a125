//! The mel scale of pitch.
//!
//! Counterpart of `librosa.hz_to_mel` and `mel_to_hz`. It stands here because both what analyses
//! music and what draws it need it, and neither may use the other.

use std::f64::consts::LN_10;
use std::str::FromStr;

use crate::error::{Error, Result};

/// Frequency in hertz, as mel.
///
/// # Examples
///
/// ```
/// use onkai_core::{MelScale, hz_to_mel};
/// assert!((hz_to_mel(1000.0, MelScale::Slaney) - 15.0).abs() < 1e-12);
/// ```
pub fn hz_to_mel(frequency_hz: f64, scale: MelScale) -> f64 {
    match scale {
        MelScale::Slaney if frequency_hz < LOG_FROM_HZ => frequency_hz / HZ_PER_MEL,
        MelScale::Slaney => LOG_FROM_MEL + (frequency_hz / LOG_FROM_HZ).ln() / log_step(),
        MelScale::Htk => 2595.0 * (frequency_hz / 700.0).ln_1p() / LN_10,
    }
}

/// Mel, as frequency in hertz: the inverse of [`hz_to_mel`].
///
/// # Examples
///
/// ```
/// use onkai_core::{MelScale, mel_to_hz};
/// assert_eq!(mel_to_hz(3.0, MelScale::Slaney), 200.0);
/// ```
pub fn mel_to_hz(mel: f64, scale: MelScale) -> f64 {
    match scale {
        MelScale::Slaney if mel < LOG_FROM_MEL => HZ_PER_MEL * mel,
        MelScale::Slaney => LOG_FROM_HZ * (log_step() * (mel - LOG_FROM_MEL)).exp(),
        MelScale::Htk => 700.0 * (mel * LN_10 / 2595.0).exp_m1(),
    }
}

/// Which of the two common definitions of the mel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MelScale {
    /// Linear below 1 kHz, logarithmic above (Slaney's Auditory Toolbox, 1998).
    #[default]
    Slaney,
    /// `2595 · log₁₀(1 + f / 700)` (O'Shaughnessy, 1987; the HTK toolkit).
    Htk,
}

impl FromStr for MelScale {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "slaney" => Ok(Self::Slaney),
            "htk" => Ok(Self::Htk),
            _ => Err(Error::UnknownName {
                name: "mel scale",
                value: name.to_owned(),
                known: "slaney, htk",
            }),
        }
    }
}

// Slaney, Auditory Toolbox, version 2, Interval Research technical report 1998-010: 66.67 Hz a mel
// up to 1 kHz, then 27 mel to a factor of 6.4.
const HZ_PER_MEL: f64 = 200.0 / 3.0;
const LOG_FROM_HZ: f64 = 1000.0;
const LOG_FROM_MEL: f64 = LOG_FROM_HZ / HZ_PER_MEL;

fn log_step() -> f64 {
    6.4_f64.ln() / 27.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn there_and_back(hz in 0.0_f64..40000.0) {
            for scale in [MelScale::Slaney, MelScale::Htk] {
                let back = mel_to_hz(hz_to_mel(hz, scale), scale);
                prop_assert!((back - hz).abs() <= 1e-11 * (1.0 + hz));
            }
        }
    }

    #[test]
    fn names_are_known() {
        assert_eq!("htk".parse(), Ok(MelScale::Htk));
        assert_eq!(
            "bark".parse::<MelScale>().unwrap_err().to_string(),
            "`bark` is no mel scale; known are slaney, htk"
        );
    }
}
