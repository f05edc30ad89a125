//! Fourier transforms: `scipy.fft` on plans that are made once and run many times.
//!
//! Reading order: [`Norm`] and [`FftOptions`]; the transforms along one axis ([`fft`], [`rfft`],
//! [`hfft`] and their inverses) and along several ([`fftn`], [`fft2`] and their kin); the plans
//! beneath them ([`FftPlan`], [`RealFftPlan`]); cosine and sine transforms ([`dct`], [`dst`],
//! [`DctPlan`]); what goes with spectra ([`fftfreq`], [`fftshift`], [`next_fast_len`]); part of the
//! z-plane ([`czt`], [`zoom_fft`]); and operators on periodic sequences ([`fftpack`]).
//!
//! A function named plainly transforms the last axis (or the last axes), its namesake `…_with` takes
//! options as SciPy does: length, axis, norm.

mod norm;
mod options;
mod complex;
mod real;
mod hermitian;
mod several_axes;
mod two_axes;
mod plan;
mod trigonometric;
mod frequencies;
mod shift;
mod fast_len;
mod chirp;
pub mod fftpack;
mod axis;

pub use num_complex::Complex;
pub use onkai_core::{Error, Result};

pub use crate::chirp::{CztOptions, CztPlan, ZoomOptions, czt, czt_points, zoom_fft};
pub use crate::complex::{fft, fft_in_place, fft_with, ifft, ifft_in_place, ifft_with};
pub use crate::fast_len::{next_fast_len, next_fast_real_len, prev_fast_len, prev_fast_real_len};
pub use crate::frequencies::{fftfreq, rfftfreq};
pub use crate::hermitian::{hfft, hfft_with, ihfft, ihfft_with};
pub use crate::norm::Norm;
pub use crate::options::{FftOptions, FftnOptions};
pub use crate::plan::{FftPlan, RealFftPlan};
pub use crate::real::{irfft, irfft_with, rfft, rfft_with};
pub use crate::several_axes::{
    fftn, fftn_with, hfftn, hfftn_with, ifftn, ifftn_with, ihfftn, ihfftn_with, irfftn,
    irfftn_with, rfftn, rfftn_with,
};
pub use crate::shift::{fftshift, fftshift_axes, ifftshift, ifftshift_axes};
pub use crate::trigonometric::{
    DctOptions, DctPlan, DctScratch, DctType, DctnOptions, DstPlan, dct, dct_with, dctn, dctn_with,
    dst, dst_with, dstn, dstn_with, idct, idct_with, idctn, idctn_with, idst, idst_with, idstn,
    idstn_with,
};
pub use crate::two_axes::{fft2, hfft2, ifft2, ihfft2, irfft2, rfft2};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
