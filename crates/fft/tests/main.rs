//! Golden values and properties of onkai-fft.

mod golden;
mod properties;
