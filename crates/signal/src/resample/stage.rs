//! One step of a resampler: it turns windows of its input stream into pieces of its output stream.

use onkai_core::Real;

use super::blocks::{BlockScratch, Blocks};
use super::interpolator::Interpolator;

/// Job `j` of a stage reads [`window_len`](Self::window_len) samples from `j · hop_in` on and
/// computes the outputs that stand in the `hop_in` samples after the first [`lead`](Self::lead).
///
/// What a job computes depends on nothing but its window and its number: so jobs may run on any
/// thread, and however a stream was cut when it came, the result is the same to the last bit.
#[derive(Debug)]
pub(super) enum Stage<F: Real> {
    Blocks(Blocks<F>),
    Interpolator(Interpolator<F>),
}

impl<F: Real> Stage<F> {
    /// Samples that a job must see before those whose time its outputs cover.
    pub(super) fn lead(&self) -> usize {
        match self {
            Self::Blocks(s) => s.lead(),
            Self::Interpolator(s) => s.lead(),
        }
    }

    /// How far the windows of two jobs are apart.
    pub(super) fn hop_in(&self) -> usize {
        match self {
            Self::Blocks(s) => s.hop_in(),
            Self::Interpolator(s) => s.hop_in(),
        }
    }

    /// How many samples a job reads.
    pub(super) fn window_len(&self) -> usize {
        self.hop_in() + 2 * self.lead()
    }

    /// The most samples that a job computes.
    pub(super) fn max_out(&self) -> usize {
        match self {
            Self::Blocks(s) => s.hop_out(),
            Self::Interpolator(s) => s.max_out(),
        }
    }

    /// How many input samples before time zero must be real ones, so that the output is right from
    /// `outputs` samples before time zero on.
    pub(super) fn history_for(&self, outputs: usize) -> usize {
        match self {
            Self::Blocks(s) => s.lead() + s.inputs_of(outputs),
            Self::Interpolator(s) => {
                debug_assert_eq!(outputs, 0, "interpolation is the last stage");
                s.lead()
            }
        }
    }

    /// How many samples come out once `n` have gone in.
    pub(super) fn n_out(&self, n: u64) -> u64 {
        let Some(beyond) = n.checked_sub(self.window_len() as u64) else { return 0 };
        let n_jobs = beyond / self.hop_in() as u64 + 1;
        match self {
            Self::Blocks(s) => n_jobs * s.hop_out() as u64,
            Self::Interpolator(s) => s.first_of(n_jobs),
        }
    }

    /// Runs a job; returns how many samples of `out` it has written.
    pub(super) fn run(
        &self,
        job: u64,
        window: &[F],
        out: &mut [F],
        scratch: &mut BlockScratch<F>,
    ) -> usize {
        match self {
            Self::Blocks(s) => {
                s.run(window, &mut out[..s.hop_out()], scratch);
                s.hop_out()
            }
            Self::Interpolator(s) => s.run(job, window, out),
        }
    }

    /// The buffers that [`run`](Self::run) works in.
    pub(super) fn make_scratch(&self) -> BlockScratch<F> {
        match self {
            Self::Blocks(s) => s.make_scratch(),
            Self::Interpolator(_) => BlockScratch::default(),
        }
    }
}
