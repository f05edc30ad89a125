//! Type I: symmetric about samples, and so half of a real signal's period.

use onkai_core::{Real, Result};

use crate::plan::RealFftPlan;
use crate::trigonometric::plan::DctScratch;

/// Cosine transform of type I by a real transform of `2 (n - 1)` samples, sine transform by one of
/// `2 (n + 1)`.
///
/// A transform of half that length exists, but its errors grow like the square root of `n`.
#[derive(Clone)]
pub(super) struct Ends<F: Real> {
    pub(super) n: usize,
    pub(super) is_sine: bool,
    pub(super) fft: RealFftPlan<F>,
}

impl<F: Real> Ends<F> {
    pub(super) fn new(n: usize, is_sine: bool) -> Result<Self> {
        let period = if is_sine { 2 * (n + 1) } else { 2 * (n - 1) };
        Ok(Self { n, is_sine, fft: RealFftPlan::new(period)? })
    }

    /// Writes the period that begins with `read(0 ... n - 1)`. `weight` is that of the end samples.
    pub(super) fn load(&self, read: impl Fn(usize) -> F, weight: F, scratch: &mut DctScratch<F>) {
        let (n, x) = (self.n, &mut scratch.signal);
        if self.is_sine {
            x[0] = F::zero();
            x[n + 1] = F::zero();
            for i in 0..n {
                let v = read(i);
                x[i + 1] = v;
                x[2 * n + 1 - i] = -v;
            }
        } else {
            x[0] = read(0) * weight;
            x[n - 1] = read(n - 1) * weight;
            for i in 1..n - 1 {
                let v = read(i);
                x[i] = v;
                x[2 * (n - 1) - i] = v;
            }
        }
    }

    pub(super) fn run(&self, scratch: &mut DctScratch<F>) {
        self.fft.forward_into(&scratch.signal, &mut scratch.spectrum, &mut scratch.fft);
    }

    pub(super) fn store(
        &self,
        mut write: impl FnMut(usize, F),
        (scale, weight): (F, F),
        scratch: &DctScratch<F>,
    ) {
        let bins = &scratch.spectrum;
        if self.is_sine {
            for (k, z) in bins[1..=self.n].iter().enumerate() {
                write(k, -z.im * scale);
            }
            return;
        }
        for (k, z) in bins.iter().enumerate() {
            let is_end = k == 0 || k == self.n - 1;
            write(k, z.re * if is_end { scale / weight } else { scale });
        }
    }
}
