//! Windows, filters and resampling: `scipy.signal` in Rust.
//!
//! Reading order: [`Window`], the linear filters [`lfilter`] and [`LinearFilter`], their design by
//! [`firwin`], smoothing by [`savgol_filter`], and [`resample`].

mod window;
mod lfilter;
mod firwin;
mod savgol;
mod resample;
mod parts;
mod convolve;
mod rates;
mod conditioning;
mod spectral;
mod short_time;
mod peaks;
mod waveforms;

pub use crate::conditioning::{
    Trend, detrend, hilbert, hilbert2, medfilt, order_filter, wiener,
};
pub use crate::convolve::{
    ConvolutionMethod, ConvolutionMode, ImageBoundary, choose_conv_method, convolve, convolve2d,
    correlate, correlate2d, correlation_lags, fftconvolve, oaconvolve,
};
pub use crate::firwin::{
    BandType, FirwinOptions, KaiserOrder, firwin, kaiser_atten, kaiser_beta, kaiserord,
};
pub use crate::lfilter::{Lfiltered, LinearFilter, lfilter, lfilter_with_state, lfilter_zi};
pub use crate::peaks::{
    FindPeaksOptions, Interval, PeakBound, PeakProminences, PeakWidths, Peaks, argrelextrema,
    argrelmax, argrelmin, find_peaks, peak_prominences, peak_widths,
};
pub use crate::rates::{
    ExtensionMode, PolyphaseFilter, ResampleFftOptions, ResamplePadding, ResamplePolyOptions,
    SpectralDomain, SpectralWindow, UpfirdnOptions, resample_fft, resample_poly, upfirdn,
};
pub use crate::resample::{ResamplePlan, Resampler, resample};
pub use crate::savgol::{SavgolMode, SavgolOptions, savgol_coeffs, savgol_filter};
pub use crate::short_time::{
    BorderSlice, FftMode, ShortTimeFft, ShortTimeFftOptions, StftExtent, StftRange, StftScaling,
};
pub use crate::spectral::{
    ComplexSpectrogram, CrossSpectrum, LombScargleNorm, LombScargleOptions, PeriodogramOptions,
    PowerSpectrum, SegmentTrend, Spectrogram, SpectrogramMode, SpectrogramOptions, SpectrumAverage,
    SpectrumScaling, SpectrumSides, VectorStrength, WelchOptions, WelchPlan, coherence,
    complex_spectrogram, csd, lombscargle, lombscargle_amplitude, periodogram, spectrogram,
    vectorstrength, welch,
};
pub use crate::waveforms::{
    ChirpMethod, ChirpOptions, GaussPulse, GaussPulseOptions, ImpulsePosition, MaxLenSeq,
    MaxLenSeqOptions, chirp, chirp_complex, gausspulse, gausspulse_cutoff, max_len_seq, sawtooth,
    sawtooth_modulated, square, square_modulated, sweep_poly, unit_impulse,
};
pub use crate::window::Window;
pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
