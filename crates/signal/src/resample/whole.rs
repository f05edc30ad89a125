//! A whole channel through the stages of a resampler, on all threads.

use ndarray::{ArrayRef1, ArrayViewMut1, s};
use onkai_core::{Real, for_each_chunk};

use super::blocks::{BlockScratch, Blocks};
use super::interpolator::Interpolator;

/// Jobs that one thread takes at least: a quarter of a millisecond of work.
const MIN_JOBS: usize = 8;

/// All jobs of a single stage.
pub(super) fn run_blocks<F: Real>(blocks: &Blocks<F>, x: &ArrayRef1<F>, out: &mut [F]) {
    let mut jobs: Vec<_> = out.chunks_mut(blocks.hop_out()).collect();
    let make = || Buffers::new(blocks, 0);
    for_each_chunk(&mut jobs, 1, MIN_JOBS, make, |buffers, job, out| {
        buffers.run(blocks, (job, blocks.lead()), x, out[0]);
    });
}

/// Jobs of the second stage that one thread takes in a row: what the first stage makes for them stays
/// in the cache, and is much more than the block that it makes for two threads.
const SPAN: u64 = 64;

/// All jobs of two stages, the second of which interpolates what comes out of the first. The first one
/// begins `history` samples before the signal.
pub(super) fn run_interpolated<F: Real>(
    (blocks, interpolator): (&Blocks<F>, &Interpolator<F>),
    history: usize,
    x: &ArrayRef1<F>,
    out: &mut [F],
) {
    let mut spans = Vec::new();
    let mut rest = out;
    let mut job = 0;
    while !rest.is_empty() {
        let n = interpolator.first_of(job + SPAN) - interpolator.first_of(job);
        let (span, after) = rest.split_at_mut(rest.len().min(n as usize));
        spans.push((job, span));
        rest = after;
        job += SPAN;
    }
    let make = || Buffers::new(blocks, interpolator.max_out());
    for_each_chunk(&mut spans, 1, 1, make, |buffers, _, span| {
        let (job, out) = &mut span[0];
        buffers.run_span((blocks, interpolator), (*job, history), x, out);
    });
}

/// What one thread works in.
struct Buffers<F: Real> {
    padded: Vec<F>,
    scratch: BlockScratch<F>,
    /// What the first of two stages has made.
    between: Vec<F>,
    /// Outputs of a last job that is not wanted as a whole.
    last: Vec<F>,
}

impl<F: Real> Buffers<F> {
    fn new(blocks: &Blocks<F>, max_out: usize) -> Self {
        Self {
            padded: vec![F::zero(); blocks.hop_in() + 2 * blocks.lead()],
            scratch: blocks.make_scratch(),
            between: Vec::new(),
            last: vec![F::zero(); max_out],
        }
    }

    fn run(
        &mut self,
        blocks: &Blocks<F>,
        (job, history): (usize, usize),
        x: &ArrayRef1<F>,
        out: &mut [F],
    ) {
        let window = window_at((job * blocks.hop_in(), history), x, &mut self.padded);
        blocks.run(window, out, &mut self.scratch);
    }

    /// Runs [`SPAN`] jobs of the interpolator from `job` on, or as many as fill `out`.
    fn run_span(
        &mut self,
        (blocks, interpolator): (&Blocks<F>, &Interpolator<F>),
        (job, history): (u64, usize),
        x: &ArrayRef1<F>,
        out: &mut [F],
    ) {
        let (hop, made) = (interpolator.hop_in(), blocks.hop_out());
        let start = job as usize * hop;
        let end = start + SPAN as usize * hop + 2 * interpolator.lead();
        let first = start / made;
        let mut between = std::mem::take(&mut self.between);
        between.resize((end.div_ceil(made) - first) * made, F::zero());
        for (block, out) in between.chunks_exact_mut(made).enumerate() {
            self.run(blocks, (first + block, history), x, out);
        }
        let mut rest = out;
        let windows = between[start - first * made..end - first * made]
            .windows(hop + 2 * interpolator.lead());
        for (job, window) in (job..).zip(windows.step_by(hop)) {
            if rest.is_empty() {
                break;
            }
            if rest.len() < interpolator.max_out() {
                let n = interpolator.run(job, window, &mut self.last).min(rest.len());
                rest[..n].copy_from_slice(&self.last[..n]);
                rest = &mut rest[n..];
            } else {
                let n = interpolator.run(job, window, rest);
                rest = &mut rest[n..];
            }
        }
        self.between = between;
    }
}

/// The window that begins `start` samples after `history` samples before the signal: a part of `x` as
/// it lies, or a copy with zeros beyond the ends.
fn window_at<'a, F: Real>(
    (start, history): (usize, usize),
    x: &'a ArrayRef1<F>,
    padded: &'a mut [F],
) -> &'a [F] {
    let end = start + padded.len();
    let n_before = history.saturating_sub(start);
    let from = (start + n_before - history).min(x.len());
    let to = end.saturating_sub(history).min(x.len());
    let inside = x.slice(s![from..to]);
    if let Some(whole) = inside.to_slice().filter(|part| part.len() == padded.len()) {
        return whole;
    }
    padded.fill(F::zero());
    ArrayViewMut1::from(&mut padded[n_before..][..inside.len()]).assign(&inside);
    padded
}
