//! Estimates of power spectra: where in frequency a signal's power is.
//!
//! Reading order: [`welch`] and its plan, [`csd`] and [`coherence`] of two signals, [`periodogram`],
//! [`spectrogram`], [`lombscargle`] for uneven times, and the kernel of the first five.

mod welch;
mod cross;
mod periodogram;
mod spectrogram;
mod lombscargle;
mod vectorstrength;
mod options;
mod segments;

pub use self::cross::{CrossSpectrum, coherence, csd};
pub use self::lombscargle::{
    LombScargleNorm, LombScargleOptions, lombscargle, lombscargle_amplitude,
};
pub use self::options::{SegmentTrend, SpectrumAverage, SpectrumScaling, SpectrumSides};
pub use self::periodogram::{PeriodogramOptions, periodogram};
pub use self::spectrogram::{
    ComplexSpectrogram, Spectrogram, SpectrogramMode, SpectrogramOptions, complex_spectrogram,
    spectrogram,
};
pub use self::vectorstrength::{VectorStrength, vectorstrength};
pub use self::welch::{PowerSpectrum, WelchOptions, WelchPlan, welch};
