//! The loop of polyphase filters: only the products that neither meet a zero nor are thrown away.

use onkai_core::{Scalar, dot, for_each_chunk};

/// Outputs per task: enough to make up for handing them to another thread.
const TASK: usize = 1 << 12;

/// A filter at `up` times the rate of the signal, of whose output every `down`th sample is wanted.
///
/// ```text
/// y[n] = Σₖ h[n · down + offset - k · up] x[k]
/// ```
pub(super) struct Polyphase<T> {
    /// The taps of one phase after the other, each backwards.
    taps: Vec<T>,
    taps_per_phase: usize,
    up: usize,
    down: usize,
    offset: usize,
}

impl<T: Scalar> Polyphase<T> {
    /// `h` is not empty; `up` and `down` are positive.
    pub(super) fn new(h: &[T], up: usize, down: usize, offset: usize) -> Self {
        let taps_per_phase = h.len().div_ceil(up);
        let mut taps = Vec::with_capacity(up * taps_per_phase);
        for phase in 0..up {
            let tap = |k: usize| h.get(phase + k * up).copied().unwrap_or_default();
            taps.extend((0..taps_per_phase).rev().map(tap));
        }
        Self { taps, taps_per_phase, up, down, offset }
    }

    /// Samples that are needed before the first one.
    pub(super) fn before(&self) -> usize {
        self.taps_per_phase - 1
    }

    /// Samples that `len` outputs of a signal of `n` samples need beyond its last one.
    pub(super) fn after(&self, n: usize, len: usize) -> usize {
        let last = (len.saturating_sub(1) * self.down + self.offset) / self.up;
        (last + 1).saturating_sub(n)
    }

    /// Filters a signal that has been continued by that many samples.
    pub(super) fn run(&self, x: &[T], out: &mut [T]) {
        let (whole, rest) = out.split_at_mut(out.len() / TASK * TASK);
        let start = whole.len();
        for_each_chunk(whole, TASK, 1, || (), |(), task, out| self.run_from(task * TASK, x, out));
        self.run_from(start, x, rest);
    }

    fn run_from(&self, first: usize, x: &[T], out: &mut [T]) {
        let position = first * self.down + self.offset;
        let (mut phase, mut start) = (position % self.up, position / self.up);
        let (phase_step, step) = (self.down % self.up, self.down / self.up);
        let n_taps = self.taps_per_phase;
        for out in out {
            let taps = &self.taps[phase * n_taps..][..n_taps];
            *out = dot(taps, &x[start..start + n_taps]);
            (phase, start) = (phase + phase_step, start + step);
            if self.up <= phase {
                (phase, start) = (phase - self.up, start + 1);
            }
        }
    }
}
