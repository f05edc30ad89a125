//! Types II and III: symmetric about half samples.
//!
//! # References
//!
//! J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. Acoust. Speech
//! Signal Process. 28(1), 1980. <https://doi.org/10.1109/TASSP.1980.1163351>

use std::sync::Arc;

use num_complex::Complex;
use onkai_core::{Real, Result};

use crate::plan::{RealFftPlan, cached};
use crate::trigonometric::plan::DctScratch;

/// Cosine transforms of type II and III by a real transform of the same length: the even samples,
/// then the odd ones backwards, turned by a quarter of a bin.
#[derive(Clone)]
pub(super) struct Halves<F: Real> {
    pub(super) fft: RealFftPlan<F>,
    /// `exp(-πi k / 2n)` for `k ≤ n / 2`.
    turns: Arc<[Complex<F>]>,
}

impl<F: Real> Halves<F> {
    pub(super) fn new(n: usize) -> Result<Self> {
        cached(n, 0, || {
            let fft = RealFftPlan::new(n)?;
            Ok(Self { turns: turns(fft.spectrum_len(), n), fft })
        })
    }

    /// What type II starts with.
    pub(super) fn load(&self, read: impl Fn(usize) -> F, scratch: &mut DctScratch<F>) {
        let n = self.fft.len();
        let (even, odd) = scratch.signal.split_at_mut(n.div_ceil(2));
        even.iter_mut().enumerate().for_each(|(i, v)| *v = read(2 * i));
        odd.iter_mut().rev().enumerate().for_each(|(i, v)| *v = read(2 * i + 1));
    }

    pub(super) fn run(&self, scratch: &mut DctScratch<F>) {
        self.fft.run_forward(&scratch.signal, &mut scratch.spectrum, &mut scratch.fft);
    }

    /// What type II ends with; `weight` divides the bin at frequency zero.
    pub(super) fn store(
        &self,
        mut write: impl FnMut(usize, F),
        (scale, weight): (F, F),
        scratch: &DctScratch<F>,
    ) {
        let n = self.fft.len();
        let scale = scale + scale;
        let bins = scratch.spectrum.iter().zip(&*self.turns).enumerate();
        for (k, (&z, &turn)) in bins {
            let z = z * turn * scale;
            if k == 0 {
                write(0, z.re / weight);
                continue;
            }
            write(k, z.re);
            // In the middle of an even length both are the same number.
            if 2 * k != n {
                write(n - k, -z.im);
            }
        }
    }

    /// What type III starts with: [`store`](Self::store) backwards.
    pub(super) fn load_inverse(
        &self,
        read: impl Fn(usize) -> F,
        weight: F,
        scratch: &mut DctScratch<F>,
    ) {
        let n = self.fft.len();
        let bins = scratch.spectrum.iter_mut().zip(&*self.turns).enumerate();
        for (k, (z, turn)) in bins {
            *z = if k == 0 {
                Complex::from(read(0) * weight)
            } else {
                Complex::new(read(k), -read(n - k)) * turn.conj()
            };
        }
    }

    pub(super) fn run_inverse(&self, scratch: &mut DctScratch<F>) {
        self.fft.run_inverse(&mut scratch.spectrum, &mut scratch.signal, &mut scratch.fft);
    }

    /// What type III ends with: [`load`](Self::load) backwards.
    pub(super) fn store_inverse(
        &self,
        mut write: impl FnMut(usize, F),
        scale: F,
        scratch: &DctScratch<F>,
    ) {
        let n = self.fft.len();
        let (even, odd) = scratch.signal.split_at(n.div_ceil(2));
        even.iter().enumerate().for_each(|(i, &v)| write(2 * i, v * scale));
        odd.iter().rev().enumerate().for_each(|(i, &v)| write(2 * i + 1, v * scale));
    }
}

/// `exp(-πi k / 2n)` for `k < len`.
fn turns<F: Real>(len: usize, n: usize) -> Arc<[Complex<F>]> {
    let step = std::f64::consts::FRAC_PI_2 / n as f64;
    let turn = |k: usize| {
        let (sin, cos) = (step * k as f64).sin_cos();
        Complex::new(F::of(cos), F::of(-sin))
    };
    (0..len).map(turn).collect()
}
