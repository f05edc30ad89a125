//! Golden values, properties and quality of onkai-signal.

mod window;
mod lfilter;
mod firwin;
mod savgol;
mod resample;
mod convolve;
mod rates;
mod conditioning;
mod spectral;
mod peaks;
mod waveforms;
