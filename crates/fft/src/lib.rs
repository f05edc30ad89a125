//! Fourier transforms: `scipy.fft` on plans that are made once and run many times.
//!
//! Reading order: [`fft`] and [`ifft`] of complex signals, [`rfft`] and [`irfft`] of real ones,
//! the plans beneath them ([`FftPlan`], [`RealFftPlan`]), then the cosine transform [`dct`].

mod complex;
mod real;
mod cosine;
mod fast_len;
mod planner;

pub use num_complex::Complex;
pub use onkai_core::{Error, Result};

pub use crate::complex::{FftPlan, fft, ifft};
pub use crate::cosine::{DctNorm, DctPlan, DctType, dct};
pub use crate::fast_len::next_fast_len;
pub use crate::real::{RealFftPlan, irfft, rfft};
