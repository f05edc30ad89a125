//! Convolution and correlation, in one dimension or more.
//!
//! Reading order: [`convolve`] and [`correlate`], the transforms behind them ([`fftconvolve`],
//! [`oaconvolve`]), images with boundaries ([`convolve2d`]), and what all stand on.

mod method;
mod correlation;
mod transformed;
mod overlap_add;
mod images;
mod operands;
mod direct;
mod blocks;

pub use self::correlation::{correlate, correlation_lags};
pub use self::images::{ImageBoundary, convolve2d, correlate2d};
pub use self::method::{ConvolutionMethod, choose_conv_method, convolve};
pub use self::overlap_add::oaconvolve;
pub use self::transformed::fftconvolve;
pub use onkai_linalg::ConvolutionMode;
