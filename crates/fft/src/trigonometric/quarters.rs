//! Type IV: even about one end and odd about the other.

use std::sync::Arc;

use num_complex::Complex;
use onkai_core::{Real, Result};

use crate::plan::{FftPlan, RealFftPlan};
use crate::trigonometric::plan::DctScratch;

/// Cosine transform of type IV of an even length, by a complex transform of half that length: even
/// samples as real parts and odd ones, backwards, as imaginary parts, turned before and after.
#[derive(Clone)]
pub(super) struct EvenQuarters<F: Real> {
    pub(super) fft: FftPlan<F>,
    /// `exp(-πi (4k + 1) / 4n)` for `k < n / 2`.
    turns: Arc<[Complex<F>]>,
}

impl<F: Real> EvenQuarters<F> {
    pub(super) fn new(n: usize) -> Result<Self> {
        let step = std::f64::consts::FRAC_PI_4 / n as f64;
        let turn = |k: usize| {
            let (sin, cos) = (step * (4 * k + 1) as f64).sin_cos();
            Complex::new(F::of(cos), F::of(-sin))
        };
        Ok(Self { fft: FftPlan::new(n / 2)?, turns: (0..n / 2).map(turn).collect() })
    }

    pub(super) fn load(&self, read: impl Fn(usize) -> F, scratch: &mut DctScratch<F>) {
        let n = 2 * self.fft.len();
        let values = scratch.spectrum.iter_mut().zip(&*self.turns).enumerate();
        for (i, (z, turn)) in values {
            *z = Complex::new(read(2 * i), read(n - 1 - 2 * i)) * turn;
        }
    }

    pub(super) fn run(&self, scratch: &mut DctScratch<F>) {
        self.fft.forward_into(&mut scratch.spectrum, &mut scratch.fft);
    }

    pub(super) fn store(&self, mut write: impl FnMut(usize, F), scale: F, scratch: &DctScratch<F>) {
        let n = 2 * self.fft.len();
        // The turn before was by `4k + 1` quarters, the one after should be by `4k`.
        let (sin, cos) = (std::f64::consts::FRAC_PI_4 / n as f64).sin_cos();
        let quarter = Complex::new(F::of(2.0 * cos), F::of(2.0 * sin)) * scale;
        for (k, (&z, &turn)) in scratch.spectrum.iter().zip(&*self.turns).enumerate() {
            let z = z * (turn * quarter);
            write(2 * k, z.re);
            write(n - 1 - 2 * k, -z.im);
        }
    }
}

/// Cosine transform of type IV of an odd length `n`, by a real transform of the same length and no
/// turns at all.
///
/// With `a = 2i + 1` and `b = 2k + 1` the kernel is `cos(2π a b / 8n)`. The samples, continued by
/// their symmetries, are known for all odd `a` modulo `8n`; for an odd `n` those with `a ≡ n`
/// modulo 8 are each sample once, up to sign. For `a = n + 8j` the kernel is the real part of
/// `exp(-2πi b / 8) · exp(-2πi j b / n)`: a Fourier transform of `n` samples at bin `b mod n`.
#[derive(Clone)]
pub(super) struct OddQuarters<F: Real> {
    pub(super) fft: RealFftPlan<F>,
}

impl<F: Real> OddQuarters<F> {
    pub(super) fn new(n: usize) -> Result<Self> {
        Ok(Self { fft: RealFftPlan::new(n)? })
    }

    pub(super) fn load(&self, read: impl Fn(usize) -> F, scratch: &mut DctScratch<F>) {
        let n = self.fft.len();
        // `(a - 1) / 2` modulo `4n`, a period of the continued samples.
        let mut i = (n - 1) / 2;
        for v in &mut scratch.signal {
            *v = match i / n {
                0 => read(i),
                1 => -read(2 * n - 1 - i),
                2 => -read(i - 2 * n),
                _ => read(4 * n - 1 - i),
            };
            i = if i + 4 < 4 * n { i + 4 } else { i + 4 - 4 * n };
        }
    }

    pub(super) fn run(&self, scratch: &mut DctScratch<F>) {
        self.fft.forward_into(&scratch.signal, &mut scratch.spectrum, &mut scratch.fft);
    }

    pub(super) fn store(&self, mut write: impl FnMut(usize, F), scale: F, scratch: &DctScratch<F>) {
        let n = self.fft.len();
        let scale = scale * F::SQRT_2();
        for k in 0..n {
            let bin = (2 * k + 1) % n;
            let z =
                if bin <= n / 2 { scratch.spectrum[bin] } else { scratch.spectrum[n - bin].conj() };
            // Twice the cosine and sine of an odd number of eighths of a turn are `±√2`.
            let sum = match k % 4 {
                0 => z.re + z.im,
                1 => z.im - z.re,
                2 => -z.re - z.im,
                _ => z.re - z.im,
            };
            write(k, sum * scale);
        }
    }
}
