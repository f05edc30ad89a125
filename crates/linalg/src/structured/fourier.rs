//! Products with circulant and Toeplitz matrices by the fast Fourier transform.

use num_complex::Complex;
use onkai_core::Real;
use rustfft::{FftDirection, FftPlanner};

/// The discrete Fourier transform of `x`, in place; neither direction scales.
pub(super) fn transform<F: Real>(x: &mut [Complex<F>], direction: FftDirection) {
    if !x.is_empty() {
        FftPlanner::new().plan_fft(x.len(), direction).process(x);
    }
}

/// The cyclic convolution of `x` with what has the given spectrum, in place.
pub(super) fn convolve<F: Real>(spectrum: &[Complex<F>], x: &mut [Complex<F>]) {
    transform(x, FftDirection::Forward);
    let scale = F::of_usize(x.len().max(1)).recip();
    for (v, &s) in x.iter_mut().zip(spectrum) {
        *v = (*v * s).scale(scale);
    }
    transform(x, FftDirection::Inverse);
}
