//! The low-pass filter of the resampler: a sinc under Kaiser's window.

use std::f64::consts::PI;

use crate::firwin::kaiser_beta;
use crate::window::kaiser_at;

/// Attenuation in the stop band, in decibels; the ripple of the pass band is as small. Far beyond
/// what is audible, because in the frequency domain a longer filter costs next to nothing.
const ATTENUATION_DB: f64 = 160.0;

/// The impulse response of an ideal low-pass filter, faded out by Kaiser's window; linear phase
/// (symmetric about zero), gain 1, in continuous time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lowpass {
    cutoff: f64,
    half_width: f64,
    beta: f64,
}

impl Lowpass {
    /// Passes frequencies to `pass_edge` and stops those from `stop_edge`, both in cycles per unit
    /// of time.
    pub(super) fn new(pass_edge: f64, stop_edge: f64) -> Self {
        // Kaiser's formula for the length (see the references of `resample`).
        let length = (ATTENUATION_DB - 7.95) / (14.36 * (stop_edge - pass_edge));
        Self {
            cutoff: f64::midpoint(pass_edge, stop_edge),
            half_width: length / 2.0,
            beta: kaiser_beta(ATTENUATION_DB),
        }
    }

    /// The time beyond which the response is zero.
    pub(super) fn half_width(&self) -> f64 {
        self.half_width
    }

    /// The response at time `t`.
    pub(super) fn at(&self, t: f64) -> f64 {
        let place = t / self.half_width;
        if 1.0 < place.abs() {
            return 0.0;
        }
        let window = kaiser_at(place, (1.0 - place) * (1.0 + place), self.beta);
        let phase = 2.0 * PI * self.cutoff * t;
        let sinc = if phase == 0.0 { 1.0 } else { phase.sin() / phase };
        2.0 * self.cutoff * sinc * window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_band_is_as_deep_as_designed() {
        let filter = Lowpass::new(0.2, 0.25);
        let gain = |f: f64| -> f64 {
            let n = filter.half_width().ceil() as i32;
            (-n..=n).map(|t| filter.at(f64::from(t)) * (2.0 * PI * f * f64::from(t)).cos()).sum()
        };
        for f in [0.0, 0.1, 0.19, 0.2] {
            assert!((gain(f) - 1.0).abs() < 2e-8, "{f}: {}", gain(f) - 1.0);
        }
        for f in [0.25, 0.26, 0.31, 0.4, 0.5] {
            assert!(gain(f).abs() < 2e-8, "{f}: {}", gain(f));
        }
    }
}
