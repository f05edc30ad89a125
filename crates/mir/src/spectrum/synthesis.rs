//! Overlapping frames added up: what an inverse transform and its kin are made of.

use num_complex::Complex;
use onkai_core::{Error, Real, Result, for_each_chunk};
use onkai_fft::{Norm, RealFftPlan};

use crate::spectrum::StftOptions;

/// Turns spectra into samples; see [`istft`](crate::istft) for the formula.
#[derive(Clone, Debug)]
pub(crate) struct Synthesis<F: Real> {
    // Unscaled: `window` holds the transform's `1 / n_fft`.
    fft: RealFftPlan<F>,
    /// The window, padded to a whole frame, over `n_fft`.
    window: Vec<F>,
    /// Its squares, without that divisor.
    squares: Vec<f64>,
    /// What the sum at each place of a hop is multiplied by where no frame is missing.
    steady: Vec<F>,
    hop: usize,
    /// How many samples before the first returned one the frames begin.
    reach: usize,
}

/// The buffers that frames are transformed in.
#[derive(Clone, Debug)]
pub(crate) struct SynthesisScratch<F> {
    spectrum: Vec<Complex<F>>,
    frame: Vec<F>,
    fft: Vec<Complex<F>>,
}

/// Frames whose samples a thread adds up in a row. A few before them are transformed again.
const FRAMES_PER_TASK: usize = 64;

impl<F: Real> Synthesis<F> {
    pub(crate) fn new(options: &StftOptions) -> Result<Self> {
        let (inner, n_fft) = (options.checked_window::<F>()?, options.n_fft);
        let hop = options.effective_hop_length();
        let start = (n_fft - inner.len()) / 2;
        let (mut window, mut squares) = (vec![F::zero(); n_fft], vec![0.0; n_fft]);
        for (i, &w) in inner.iter().enumerate() {
            window[start + i] = w / F::of_usize(n_fft);
            squares[start + i] = w.as_f64() * w.as_f64();
        }
        let sums = (0..hop.min(n_fft)).map(|at| squares[at..].iter().step_by(hop).sum::<f64>());
        Ok(Self {
            fft: RealFftPlan::new(n_fft)?.with_norm(Norm::Forward),
            window,
            steady: sums.map(reciprocal).collect(),
            squares,
            hop,
            reach: if options.center { n_fft / 2 } else { 0 },
        })
    }

    /// Bins of each spectrum.
    pub(crate) fn n_bins(&self) -> usize {
        self.fft.spectrum_len()
    }

    /// How many samples `n_frames` frames cover without their padding.
    pub(crate) fn len(&self, n_frames: usize) -> usize {
        match n_frames.checked_sub(1) {
            Some(hops) => {
                let covered = self.fft.len().saturating_add(self.hop.saturating_mul(hops));
                covered.saturating_sub(2 * self.reach)
            }
            None => 0,
        }
    }

    /// Refuses more samples than memory can address.
    pub(crate) fn check_len(length: usize) -> Result<()> {
        if isize::MAX.unsigned_abs() / (2 * size_of::<F>()) < length {
            let requirement = "such that all samples can be addressed";
            return Err(Error::parameter("length", length as f64, requirement));
        }
        Ok(())
    }

    pub(crate) fn make_scratch(&self) -> SynthesisScratch<F> {
        SynthesisScratch {
            spectrum: vec![Complex::default(); self.n_bins()],
            frame: vec![F::zero(); self.fft.len()],
            fft: self.fft.make_scratch(),
        }
    }

    /// Overwrites `y`, resized to `length`, with the samples of `n_frames` spectra, of which
    /// `column(t, spectrum)` writes the `t`-th.
    pub(crate) fn run(
        &self,
        y: &mut Vec<F>,
        length: usize,
        n_frames: usize,
        column: impl Fn(usize, &mut [Complex<F>]) + Send + Sync,
    ) {
        y.clear();
        y.resize(length, F::zero());
        self.spread(y, 0, n_frames, column);
    }

    /// Adds the frames up on all threads; see [`fill`](Self::fill).
    pub(crate) fn spread(
        &self,
        samples: &mut [F],
        first: usize,
        n_frames: usize,
        column: impl Fn(usize, &mut [Complex<F>]) + Send + Sync,
    ) {
        // Frames that reach far beyond their hop are worth longer tasks.
        let task = self.hop.saturating_mul(FRAMES_PER_TASK.max(4 * self.overlap()));
        let mut tasks: Vec<_> = samples.chunks_mut(task).collect();
        for_each_chunk(
            &mut tasks,
            1,
            1,
            || self.make_scratch(),
            |scratch, number, samples| {
                self.fill(samples[0], first + number * task, n_frames, (&column, &mut *scratch));
            },
        );
    }

    /// How many frames before one reach into its samples.
    pub(crate) fn overlap(&self) -> usize {
        (self.fft.len() - 1) / self.hop
    }

    /// How many of the returned samples no frame from `n_frames` on reaches.
    pub(crate) fn n_complete(&self, n_frames: usize) -> usize {
        self.hop.saturating_mul(n_frames).saturating_sub(self.reach)
    }

    /// Adds the frames up in `samples`, zeros before, that begin at the returned sample `first`.
    pub(crate) fn fill(
        &self,
        samples: &mut [F],
        first: usize,
        n_frames: usize,
        (column, scratch): (impl Fn(usize, &mut [Complex<F>]), &mut SynthesisScratch<F>),
    ) {
        let SynthesisScratch { spectrum, frame, fft } = scratch;
        let n_fft = self.fft.len();
        // Both counted from the beginning of the first frame.
        let (start, end) = (first + self.reach, first + self.reach + samples.len());
        let first_frame = (start + 1).saturating_sub(n_fft).div_ceil(self.hop);
        for t in first_frame..n_frames.min(end.div_ceil(self.hop)) {
            column(t, spectrum);
            self.fft.inverse_into(spectrum, frame, fft);
            let at = t * self.hop;
            let (from, to) = (start.max(at), end.min(at + n_fft));
            let windowed = self.window[from - at..to - at].iter().zip(&frame[from - at..to - at]);
            for (sum, (&w, &v)) in samples[from - start..to - start].iter_mut().zip(windowed) {
                *sum += w * v;
            }
        }
        self.normalize(samples, start, n_frames);
    }

    /// Divides by the sum of squared windows.
    fn normalize(&self, samples: &mut [F], start: usize, n_frames: usize) {
        let (n_fft, hop) = (self.fft.len(), self.hop);
        let end = start + samples.len();
        let steady_from = n_fft.saturating_sub(hop).clamp(start, end);
        let steady_to = hop.saturating_mul(n_frames).clamp(steady_from, end);
        for at in (start..steady_from).chain(steady_to..end) {
            let frames = (at + 1).saturating_sub(n_fft).div_ceil(hop)..n_frames.min(at / hop + 1);
            let sum = frames.map(|t| self.squares[at - t * hop]).sum();
            samples[at - start] *= reciprocal(sum);
        }
        let mut at = steady_from;
        while at < steady_to {
            let place = at % hop;
            let run = (hop - place).min(steady_to - at);
            // A hop longer than a frame ends with samples that no frame reaches, and that are zero.
            let weights = self.steady.get(place..).unwrap_or_default();
            for (v, &weight) in samples[at - start..][..run].iter_mut().zip(weights) {
                *v *= weight;
            }
            at += run;
        }
    }
}

/// What a sum is multiplied by; where no window reaches, there is nothing to divide by.
fn reciprocal<F: Real>(sum_of_squares: f64) -> F {
    if F::min_positive_value().as_f64() < sum_of_squares {
        F::of(sum_of_squares.recip())
    } else {
        F::one()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_testing::{assert_close, noise};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tasks_change_nothing(
            n_fft in 1_usize..40, hop in 1_usize..60, n_frames in 1_usize..200, center: bool,
            length in 0_usize..9000,
        ) {
            let options = StftOptions { n_fft, hop_length: Some(hop), center, ..Default::default() };
            let synthesis = Synthesis::<f64>::new(&options).unwrap();
            let numbers = noise(2 * n_frames * synthesis.n_bins(), 5);
            let column = |t: usize, spectrum: &mut [Complex<f64>]| {
                for (k, z) in spectrum.iter_mut().enumerate() {
                    let at = 2 * (t * synthesis.n_bins() + k);
                    *z = Complex::new(numbers[at], numbers[at + 1]);
                }
            };
            let mut y = vec![f64::NAN; 7];
            synthesis.run(&mut y, length, n_frames, column);
            let mut whole = vec![0.0; length];
            synthesis.fill(&mut whole, 0, n_frames, (column, &mut synthesis.make_scratch()));
            assert_close!(Array1::from(y), Array1::from(whole), 1e-12, 1e-12);
        }
    }
}
