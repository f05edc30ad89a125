//! The shape of a period.

use std::f64::consts::TAU;
use std::fmt;

use onkai_core::Real;

use crate::time_domain::Oscillator;

/// What a tone is made of.
#[derive(Clone, Copy, Default)]
pub enum Waveform {
    /// A sine.
    #[default]
    Sine,
    /// A function of the angle in radians, such as one with overtones; it should repeat after 2π.
    Function(fn(f64) -> f64),
}

impl Waveform {
    /// The value at an angle.
    pub(super) fn at(self, angle: f64) -> f64 {
        match self {
            Self::Sine => angle.sin(),
            Self::Function(function) => function(angle),
        }
    }
}

impl fmt::Debug for Waveform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sine => "Sine",
            Self::Function(_) => "Function(..)",
        })
    }
}

/// A tone of one frequency, of which any stretch can be taken.
pub(super) enum Wave<F> {
    /// Sines cost less than reading them.
    Sine(Oscillator<F>),
    /// One period of a whole number of samples, repeated.
    Samples(Vec<F>),
}

impl<F: Real> Wave<F> {
    /// The tone repeats after `period` samples, or is not heard as long as that.
    pub(super) fn new(waveform: Waveform, frequency_hz: f64, rate: f64, period: usize) -> Self {
        match waveform {
            Waveform::Sine => Self::Sine(Oscillator::new(frequency_hz, rate, 0.0)),
            Waveform::Function(function) => {
                let angle = |n: usize| TAU * n as f64 * frequency_hz / rate;
                Self::Samples((0..period).map(|n| F::of(function(angle(n)))).collect())
            }
        }
    }

    /// Adds the tone times `level + k · slope` to sample `k` of `out`, the first of which has the index
    /// `start`.
    pub(super) fn add(&self, start: usize, level: F, slope: F, out: &mut [F]) {
        match self {
            Self::Sine(oscillator) => oscillator.add(start, level, slope, out),
            Self::Samples(samples) => {
                let waves = samples.iter().cycle().skip(start % samples.len());
                for (n, (&wave, sample)) in waves.zip(out).enumerate() {
                    *sample += wave * (level + F::of_usize(n) * slope);
                }
            }
        }
    }
}
