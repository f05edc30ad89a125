//! Windows, filters and resampling: `scipy.signal` in Rust.
//!
//! Reading order: [`Window`] and [`dpss`]; the linear filters [`lfilter`] and [`LinearFilter`],
//! [`sosfilt`] and [`SosFilter`], [`filtfilt`]; their design, of finite impulse response by
//! [`firwin`] to [`remez`], recursive by [`butter`] to [`iirdesign`] and in the forms [`Zpk`] and
//! [`Ba`]; their responses by [`freqz`] and its kin; smoothing by [`savgol_filter`], and
//! [`resample`]; [`convolve`] and [`correlate`]; other changes of rate by [`resample_poly`] and its
//! kin; what is taken off a signal, by [`detrend`], [`medfilt`] or [`hilbert`]; spectra by [`welch`],
//! [`spectrogram`] and [`ShortTimeFft`]; [`find_peaks`]; and waveforms, from [`chirp`] on.

mod window;
mod lfilter;
mod sosfilt;
mod filtfilt;
mod deconvolve;
mod firwin;
mod fir;
mod iir;
mod response;
mod savgol;
mod resample;
mod convolve;
mod rates;
mod conditioning;
mod spectral;
mod short_time;
mod peaks;
mod waveforms;

pub use crate::conditioning::{Trend, detrend, hilbert, hilbert2, medfilt, order_filter, wiener};
pub use crate::convolve::{
    ConvolutionMethod, ConvolutionMode, ImageBoundary, choose_conv_method, convolve, convolve2d,
    correlate, correlate2d, correlation_lags, fftconvolve, oaconvolve,
};
pub use crate::deconvolve::{Deconvolved, deconvolve};
pub use crate::filtfilt::{Extension, ExtensionKind, FiltfiltMethod, filtfilt, sosfiltfilt};
pub use crate::fir::{
    FirlsOptions, Firwin2Options, MinimumPhaseMethod, MinimumPhaseOptions, Remez, RemezKind,
    RemezOptions, firls, firwin2, minimum_phase, remez,
};
pub use crate::firwin::{
    BandType, FirwinOptions, KaiserOrder, firwin, kaiser_atten, kaiser_beta, kaiserord,
};
pub use crate::iir::{
    Ba, Band, BesselNorm, Comb, CombOptions, Domain, GammatoneFirOptions, IirEdges, IirFamily,
    IirKind, IirOrder, IirSpec, Pairing, Zpk, bessel, besselap, buttap, butter, buttord, cheb1ap,
    cheb1ord, cheb2ap, cheb2ord, cheby1, cheby2, ellip, ellipap, ellipord, gammatone_fir,
    gammatone_iir, iircomb, iirdesign, iirfilter, iirnotch, iirpeak,
};
pub use crate::lfilter::{
    Lfiltered, LinearFilter, lfilter, lfilter_with_state, lfilter_zi, lfiltic,
};
pub use crate::peaks::{
    FindPeaksOptions, Interval, PeakBound, PeakProminences, PeakWidths, Peaks, argrelextrema,
    argrelmax, argrelmin, find_peaks, peak_prominences, peak_widths,
};
pub use crate::rates::{
    DecimateOptions, DecimationFilter, ExtensionMode, PolyphaseFilter, ResampleFftOptions,
    ResamplePadding, ResamplePolyOptions, SpectralDomain, SpectralWindow, UpfirdnOptions, decimate,
    resample_fft, resample_poly, upfirdn,
};
pub use crate::resample::{ResamplePlan, Resampler, resample};
pub use crate::response::{
    FreqsPoints, FrequencyResponse, FreqzOptions, FreqzPoints, GroupDelay, freqs, freqs_zpk, freqz,
    freqz_sos, freqz_zpk, group_delay,
};
pub use crate::savgol::{SavgolMode, SavgolOptions, savgol_coeffs, savgol_filter};
pub use crate::short_time::{
    BorderSlice, FftMode, ShortTimeFft, ShortTimeFftOptions, StftExtent, StftRange, StftScaling,
};
pub use crate::sosfilt::{SosFilter, SosFiltered, sosfilt, sosfilt_with_state, sosfilt_zi};
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
pub use crate::window::{Dpss, DpssNorm, DpssOptions, Window, dpss};
pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
