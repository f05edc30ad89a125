//! Golden values, properties and quality of onkai-signal.

mod window;
mod dpss;
mod lfilter;
mod sosfilt;
mod filtfilt;
mod firwin;
mod fir;
mod iir_prototype;
mod iir_design;
mod iir_order;
mod iir_form;
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
mod roots;
