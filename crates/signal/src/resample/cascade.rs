//! The stages of a resampler one after the other, for one channel that comes bit by bit.

use ndarray::{ArrayRef1, ArrayView1, ArrayViewMut1, s};
use onkai_core::Real;

use super::blocks::BlockScratch;
use super::stage::Stage;

/// What a channel is in the middle of.
#[derive(Clone, Debug)]
pub(super) struct Cascade<F: Real> {
    states: Vec<State<F>>,
}

#[derive(Clone, Debug)]
struct State<F: Real> {
    /// The window of the next job; its first `filled` samples are there.
    window: Vec<F>,
    filled: usize,
    job: u64,
    out: Vec<F>,
    scratch: BlockScratch<F>,
}

/// Samples to go in: those of a channel, or the silence before and after it.
#[derive(Clone, Copy)]
enum Source<'a, F> {
    Samples(ArrayView1<'a, F>),
    Silence(usize),
}

/// Where the samples that come out go; those beyond its end are dropped.
pub(super) struct Sink<'a, F> {
    out: ArrayViewMut1<'a, F>,
    filled: usize,
}

impl<F: Real> Cascade<F> {
    pub(super) fn new(stages: &[Stage<F>]) -> Self {
        let state = |stage: &Stage<F>| State {
            window: vec![F::zero(); stage.window_len()],
            filled: 0,
            job: 0,
            out: vec![F::zero(); stage.max_out()],
            scratch: stage.make_scratch(),
        };
        let mut cascade = Self { states: stages.iter().map(state).collect() };
        cascade.reset(stages);
        cascade
    }

    /// Back to before the first sample.
    pub(super) fn reset(&mut self, stages: &[Stage<F>]) {
        for state in &mut self.states {
            (state.filled, state.job) = (0, 0);
        }
        let mut nothing = [];
        let mut sink = Sink::new(ArrayViewMut1::from(&mut nothing));
        feed(stages, &mut self.states, Source::Silence(history(stages)), &mut sink);
    }

    /// Takes the samples of `x`; what can be computed from them goes to `sink`.
    pub(super) fn push(&mut self, stages: &[Stage<F>], x: &ArrayRef1<F>, sink: &mut Sink<'_, F>) {
        feed(stages, &mut self.states, Source::Samples(x.view()), sink);
    }

    /// Lets silence follow until `sink` is full.
    pub(super) fn finish(&mut self, stages: &[Stage<F>], sink: &mut Sink<'_, F>) {
        while !sink.is_full() {
            let n = self.states.first().map_or(1, |state| state.window.len() - state.filled);
            feed(stages, &mut self.states, Source::Silence(n), sink);
        }
    }
}

/// Samples of silence before the first one, so that all stages begin in time.
pub(super) fn history<F: Real>(stages: &[Stage<F>]) -> usize {
    stages.iter().rev().fold(0, |outputs, stage| stage.history_for(outputs))
}

/// How many samples have come out once `n` have gone in.
pub(super) fn n_out<F: Real>(stages: &[Stage<F>], n: u64) -> u64 {
    let before = history(stages) as u64;
    stages.iter().fold(before + n, |n, stage| stage.n_out(n))
}

fn feed<F: Real>(
    stages: &[Stage<F>],
    states: &mut [State<F>],
    mut source: Source<'_, F>,
    sink: &mut Sink<'_, F>,
) {
    let (Some((stage, stages)), Some((state, states))) =
        (stages.split_first(), states.split_first_mut())
    else {
        sink.take(source);
        return;
    };
    while 0 < source.len() {
        let room = &mut state.window[state.filled..];
        let n = room.len().min(source.len());
        source.take(&mut room[..n]);
        state.filled += n;
        if state.filled < state.window.len() {
            return;
        }
        let n = stage.run(state.job, &state.window, &mut state.out, &mut state.scratch);
        state.job += 1;
        state.window.copy_within(stage.hop_in().., 0);
        state.filled -= stage.hop_in();
        feed(stages, states, Source::Samples((&state.out[..n]).into()), sink);
    }
}

impl<F: Real> Source<'_, F> {
    fn len(&self) -> usize {
        match self {
            Self::Samples(x) => x.len(),
            Self::Silence(n) => *n,
        }
    }

    /// Moves the first samples to `buffer`.
    fn take(&mut self, buffer: &mut [F]) {
        match self {
            Self::Samples(x) => {
                let n = buffer.len();
                ArrayViewMut1::from(buffer).assign(&x.slice(s![..n]));
                x.slice_collapse(s![n..]);
            }
            Self::Silence(n) => {
                buffer.fill(F::zero());
                *n -= buffer.len();
            }
        }
    }
}

impl<'a, F: Real> Sink<'a, F> {
    pub(super) fn new(out: ArrayViewMut1<'a, F>) -> Self {
        Self { out, filled: 0 }
    }

    pub(super) fn is_full(&self) -> bool {
        self.filled == self.out.len()
    }

    fn take(&mut self, source: Source<'_, F>) {
        let n = source.len().min(self.out.len() - self.filled);
        let mut room = self.out.slice_mut(s![self.filled..self.filled + n]);
        match source {
            Source::Samples(x) => room.assign(&x.slice(s![..n])),
            Source::Silence(_) => room.fill(F::zero()),
        }
        self.filled += n;
    }
}
