//! Windows, filters and resampling: `scipy.signal` in Rust.
//!
//! Reading order: [`Window`], the linear filters [`lfilter`] and [`LinearFilter`], their design by
//! [`firwin`], smoothing by [`savgol_filter`], and [`resample`].

mod window;
mod lfilter;
mod firwin;
mod savgol;
mod resample;

pub use crate::firwin::{
    BandType, FirwinOptions, KaiserOrder, firwin, kaiser_atten, kaiser_beta, kaiserord,
};
pub use crate::lfilter::{Lfiltered, LinearFilter, lfilter, lfilter_with_state, lfilter_zi};
pub use crate::resample::{ResamplePlan, Resampler, resample};
pub use crate::savgol::{SavgolMode, SavgolOptions, savgol_coeffs, savgol_filter};
pub use crate::window::Window;
pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
