//! Convolution of lanes by transforms of blocks (overlap-save).

use num_complex::Complex;
use onkai_core::{Real, Result, Scalar, for_each_chunk};
use onkai_fft::{FftPlan, RealFftPlan, next_fast_len, next_fast_real_len};

use super::operands::Kept;

/// The number of samples to transform at once, for a kernel of `k` samples and `len` outputs.
///
/// A transform costs as `N log N`; a block of `N` gives `N - k + 1` outputs.
pub(super) fn block_len<T: Scalar>(k: usize, len: usize) -> usize {
    let fast = if T::IS_COMPLEX { next_fast_len } else { next_fast_real_len };
    let whole = fast(len + k - 1);
    let powers = (0..usize::BITS - 2).map(|p| 1_usize << p);
    let blocks = powers.skip_while(|&n| n < 2 * k || n < 64).take_while(|&n| n < whole);
    let mut best = whole;
    for n in blocks {
        if cost(n, k, len) < cost(best, k, len) {
            best = n;
        }
    }
    best
}

/// What convolving by blocks of `n` costs, in units of about a product and a sum.
pub(super) fn cost(n: usize, k: usize, len: usize) -> f64 {
    let n_blocks = len.div_ceil(n + 1 - k) as f64;
    // Blocks beyond the cache cost more for each sample; every block has a little to set up.
    let spill = if (1 << 17) < n { 1.3 } else { 1.0 };
    n_blocks * (2.0 * spill * n as f64 * ((n as f64).log2() + 2.0) + 300.0)
}

/// A kernel's spectrum, ready to be multiplied with those of blocks.
pub(super) enum BlockKernel<T: Scalar> {
    Real { plan: RealFftPlan<T::Real>, spectrum: Vec<Complex<T::Real>>, n_taps: usize },
    Complex { plan: FftPlan<T::Real>, spectrum: Vec<Complex<T::Real>>, n_taps: usize },
}

impl<T: Scalar> BlockKernel<T> {
    /// `n_fft` is at least as long as the kernel.
    pub(super) fn new(kernel: impl ExactSizeIterator<Item = T>, n_fft: usize) -> Result<Self> {
        let n_taps = kernel.len();
        if !T::IS_COMPLEX {
            let plan = RealFftPlan::new(n_fft)?;
            let mut frame: Vec<T::Real> = kernel.map(T::re).collect();
            frame.resize(n_fft, T::Real::default());
            let mut spectrum = vec![Complex::default(); plan.spectrum_len()];
            plan.forward_into(&frame, &mut spectrum, &mut plan.make_scratch());
            return Ok(Self::Real { plan, spectrum, n_taps });
        }
        let plan = FftPlan::new(n_fft)?;
        let mut spectrum: Vec<_> = kernel.map(T::to_complex).collect();
        spectrum.resize(n_fft, Complex::default());
        plan.forward_into(&mut spectrum, &mut plan.make_scratch());
        Ok(Self::Complex { plan, spectrum, n_taps })
    }

    /// The kept part of the convolution with `x`.
    pub(super) fn run(&self, x: &[T], kept: Kept) -> Vec<T> {
        let (n_fft, n_taps) = match self {
            Self::Real { plan, n_taps, .. } => (plan.len(), *n_taps),
            Self::Complex { plan, n_taps, .. } => (plan.len(), *n_taps),
        };
        // A single block need not be filled.
        let block = (n_fft + 1 - n_taps).min(kept.len);
        let mut out = vec![T::zero(); kept.len.next_multiple_of(block)];
        let overlap = n_taps - 1;
        for_each_chunk(
            &mut out,
            block,
            1,
            || self.make_state(),
            |state, index, out| {
                let first = (kept.start + index * block).cast_signed() - overlap.cast_signed();
                self.run_block(state, samples(x, first), out);
            },
        );
        out.truncate(kept.len);
        out
    }

    /// Outputs of one block; `ahead` are samples before the first of `x`, to be taken as zero.
    fn run_block(&self, state: &mut State<T::Real>, (ahead, x): (usize, &[T]), out: &mut [T]) {
        match self {
            Self::Real { plan, spectrum, n_taps } => {
                let frame = &mut state.frame;
                fill(frame, ahead, x, T::re);
                plan.forward_into(frame, &mut state.spectrum, &mut state.fft);
                multiply(&mut state.spectrum, spectrum);
                plan.inverse_into(&mut state.spectrum, frame, &mut state.fft);
                for (out, &y) in out.iter_mut().zip(&frame[n_taps - 1..]) {
                    *out = T::from_real(y);
                }
            }
            Self::Complex { plan, spectrum, n_taps } => {
                let frame = &mut state.spectrum;
                fill(frame, ahead, x, T::to_complex);
                plan.forward_into(frame, &mut state.fft);
                multiply(frame, spectrum);
                plan.inverse_into(frame, &mut state.fft);
                for (out, &y) in out.iter_mut().zip(&frame[n_taps - 1..]) {
                    *out = T::from_complex(y);
                }
            }
        }
    }

    fn make_state(&self) -> State<T::Real> {
        match self {
            Self::Real { plan, spectrum, .. } => State {
                frame: vec![T::Real::default(); plan.len()],
                spectrum: vec![Complex::default(); spectrum.len()],
                fft: plan.make_scratch(),
            },
            Self::Complex { plan, spectrum, .. } => State {
                frame: Vec::new(),
                spectrum: vec![Complex::default(); spectrum.len()],
                fft: plan.make_scratch(),
            },
        }
    }
}

/// The buffers of one worker.
struct State<F> {
    frame: Vec<F>,
    spectrum: Vec<Complex<F>>,
    fft: Vec<Complex<F>>,
}

/// The samples from `first` on, and how many of them come before the signal.
fn samples<T>(x: &[T], first: isize) -> (usize, &[T]) {
    match usize::try_from(first) {
        Ok(first) => (0, &x[first.min(x.len())..]),
        Err(_) => (first.unsigned_abs(), x),
    }
}

fn fill<T: Copy, U: Scalar>(frame: &mut [U], ahead: usize, x: &[T], convert: impl Fn(T) -> U) {
    let (zeros, rest) = frame.split_at_mut(ahead.min(frame.len()));
    zeros.fill(U::zero());
    let n = x.len().min(rest.len());
    let (body, tail) = rest.split_at_mut(n);
    body.iter_mut().zip(x).for_each(|(out, &x)| *out = convert(x));
    tail.fill(U::zero());
}

fn multiply<F: Real>(a: &mut [Complex<F>], b: &[Complex<F>]) {
    for (a, b) in a.iter_mut().zip(b) {
        *a *= *b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_signals_are_cut_and_short_ones_are_not() {
        assert!(block_len::<f64>(1000, 10_000_000) < 1 << 17);
        assert_eq!(block_len::<f64>(30, 50), next_fast_real_len(79));
        assert_eq!(block_len::<f64>(1, 1), 1);
    }
}
