//! Real transforms of odd length by complex ones of the same length.

use std::sync::Arc;

use num_complex::Complex;
use onkai_core::Real;
use rustfft::{Fft, FftPlanner};

/// Both directions.
pub(super) struct WholeLength<F: Real> {
    forward: Arc<dyn Fft<F>>,
    inverse: Arc<dyn Fft<F>>,
}

impl<F: Real> WholeLength<F> {
    /// Plans transforms of `n` samples, an odd number.
    pub(super) fn new(n: usize) -> Self {
        let mut planner = FftPlanner::new();
        Self { forward: planner.plan_fft_forward(n), inverse: planner.plan_fft_inverse(n) }
    }

    /// Room for the complex signal, and what its transform works in.
    pub(super) fn scratch_len(&self) -> usize {
        let (forward, inverse) = (&self.forward, &self.inverse);
        forward.len() + forward.get_inplace_scratch_len().max(inverse.get_inplace_scratch_len())
    }

    /// The `n / 2 + 1` bins of `n` samples.
    pub(super) fn forward(&self, x: &[F], spectrum: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        let (whole, scratch) = scratch.split_at_mut(self.forward.len());
        for (z, &x) in whole.iter_mut().zip(x) {
            *z = Complex::from(x);
        }
        self.forward.process_with_scratch(whole, scratch);
        spectrum.copy_from_slice(&whole[..spectrum.len()]);
        spectrum[0].im = F::zero();
    }

    /// `n` times the samples that have these bins.
    pub(super) fn inverse(&self, spectrum: &[Complex<F>], x: &mut [F], scratch: &mut [Complex<F>]) {
        let (whole, scratch) = scratch.split_at_mut(self.inverse.len());
        let (half, mirrored) = whole.split_at_mut(spectrum.len());
        half.copy_from_slice(spectrum);
        half[0].im = F::zero();
        for (z, bin) in mirrored.iter_mut().rev().zip(&spectrum[1..]) {
            *z = bin.conj();
        }
        self.inverse.process_with_scratch(whole, scratch);
        for (x, z) in x.iter_mut().zip(whole) {
            *x = z.re;
        }
    }
}
