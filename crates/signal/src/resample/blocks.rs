//! Filtering and resampling by a small ratio in the frequency domain, block by block.
//!
//! A block of `N` samples is transformed, multiplied by the filter's gain, and transformed back
//! with another length `N · up / down`: that samples the block's trigonometric polynomial at the
//! other rate. Blocks overlap by the length of the filter, so that what wraps round is discarded.

use num_complex::Complex;
use onkai_core::{Real, Result};
use onkai_fft::{FftPlan, RealFftPlan};

use super::lowpass::Lowpass;

/// Least length of the longer transform: shorter ones waste more on the overlap, longer ones leave
/// the cache nearest to the processor.
const MIN_FFT_LEN: usize = 8192;

/// Blocks are at least this many times as long as what they share with a neighbour on one side, so
/// that three quarters of each are of use.
const MIN_BLOCK: usize = 8;

/// Overlap-save filtering that changes the rate by `up / down`.
///
/// The gain is real, since the filter is symmetric: so two neighbouring blocks go through the
/// transforms at once, as the real and the imaginary part of one complex signal.
#[derive(Debug)]
pub(super) struct Blocks<F: Real> {
    up: usize,
    down: usize,
    /// Overlap on either side, in units of `down` inputs and `up` outputs.
    lead: usize,
    /// Samples of one block that are of use, in the same units.
    hop: usize,
    forward: FftPlan<F>,
    backward: FftPlan<F>,
    /// Gain at the bins that are kept: 0, 1, …, `n_kept`, then `-n_kept`, …, -1.
    gain: Vec<F>,
}

/// The buffers of one thread.
#[derive(Clone, Debug, Default)]
pub(super) struct BlockScratch<F> {
    input: Vec<Complex<F>>,
    output: Vec<Complex<F>>,
    fft: Vec<Complex<F>>,
}

impl<F: Real> Blocks<F> {
    /// Prepares resampling by `up / down` with a filter whose times are in input samples.
    pub(super) fn new(up: usize, down: usize, filter: &Lowpass) -> Result<Self> {
        let lead = (filter.half_width() / down as f64).ceil() as usize;
        let units = MIN_FFT_LEN.div_ceil(up.max(down)).max(MIN_BLOCK * lead).next_power_of_two();
        let (n_in, n_out) = (units * down, units * up);
        Ok(Self {
            up,
            down,
            lead,
            hop: units - 2 * lead,
            forward: FftPlan::new(n_in)?,
            backward: FftPlan::new(n_out)?,
            gain: gain(n_in, n_out, filter)?,
        })
    }

    pub(super) fn lead(&self) -> usize {
        self.lead * self.down
    }

    /// Two blocks make a job.
    pub(super) fn hop_in(&self) -> usize {
        2 * self.hop * self.down
    }

    pub(super) fn hop_out(&self) -> usize {
        2 * self.hop * self.up
    }

    /// In how many inputs `outputs`, a multiple of `up`, take place.
    pub(super) fn inputs_of(&self, outputs: usize) -> usize {
        debug_assert!(outputs.is_multiple_of(self.up), "blocks start on the common grid");
        outputs / self.up * self.down
    }

    /// Resamples two blocks: `out` gets the first of the `hop_out` samples that stand between the
    /// leads of `window`, as many as it holds.
    pub(super) fn run(&self, window: &[F], out: &mut [F], scratch: &mut BlockScratch<F>) {
        let BlockScratch { input, output, fft } = scratch;
        let second = &window[self.hop_in() / 2..];
        for ((z, &re), &im) in input.iter_mut().zip(window).zip(second) {
            *z = Complex::new(re, im);
        }
        self.forward.forward_into(input, fft);
        self.apply_gain(input, output);
        self.backward.forward_into(output, fft);
        let kept = &output[self.lead * self.up..][..self.hop_out() / 2];
        let half = kept.len().min(out.len());
        let (first, second) = out.split_at_mut(half);
        // The parts change places once more on the way out, see `apply_gain`.
        for (y, z) in first.iter_mut().zip(kept) {
            *y = z.im;
        }
        for (y, z) in second.iter_mut().zip(kept) {
            *y = z.re;
        }
    }

    /// Weighs the bins of `input` that the filter leaves and puts them where they belong in
    /// `output`. With real and imaginary part exchanged before and after, a forward transform is
    /// the inverse one, but for a scale that stands in the gain already.
    fn apply_gain(&self, input: &[Complex<F>], output: &mut [Complex<F>]) {
        let n_negative = self.gain.len() / 2;
        let (positive, negative) = self.gain.split_at(n_negative + 1);
        let weigh = |out: &mut [Complex<F>], x: &[Complex<F>], gain: &[F]| {
            for ((y, x), &g) in out.iter_mut().zip(x).zip(gain) {
                *y = Complex::new(x.im * g, x.re * g);
            }
        };
        let n_out = output.len();
        weigh(output, input, positive);
        output[positive.len()..n_out - n_negative].fill(Complex::default());
        weigh(&mut output[n_out - n_negative..], &input[input.len() - n_negative..], negative);
    }

    pub(super) fn make_scratch(&self) -> BlockScratch<F> {
        let fft_len = self.forward.scratch_len().max(self.backward.scratch_len());
        BlockScratch {
            input: vec![Complex::default(); self.forward.len()],
            output: vec![Complex::default(); self.backward.len()],
            fft: vec![Complex::default(); fft_len],
        }
    }
}

/// The spectrum of the filter on the grid of a block of `n_in` samples, in the order of
/// [`Blocks::gain`], exactly 1 at frequency zero but for the `1 / n_in` of the transforms.
fn gain<F: Real>(n_in: usize, n_out: usize, filter: &Lowpass) -> Result<Vec<F>> {
    let plan = RealFftPlan::<f64>::new(n_in)?;
    let mut response = vec![0.0; n_in];
    for t in 0..=filter.half_width() as usize {
        response[t] = filter.at(t as f64);
        response[(n_in - t) % n_in] = response[t];
    }
    let mut spectrum = vec![Complex::default(); plan.spectrum_len()];
    plan.forward_into(&response, &mut spectrum, &mut plan.make_scratch());
    let scale = (spectrum[0].re * n_in as f64).recip();
    let n_kept = (n_in.min(n_out) - 1) / 2;
    let positive = spectrum[..=n_kept].iter();
    let negative = spectrum[1..=n_kept].iter().rev();
    Ok(positive.chain(negative).map(|z| F::of(z.re * scale)).collect())
}
