//! The dynamic program beneath the Viterbi algorithms.

/// The logarithm of the smallest normal number, which stands for a probability of zero.
pub(crate) const LOG_TINY: f64 = -708.3964185322641;

/// The likeliest states, and how likely they are.
#[derive(Clone, Debug, PartialEq)]
pub struct StatePath {
    /// The state of each step.
    pub states: Vec<usize>,
    /// The logarithm of their joint likelihood with what was observed.
    pub log_likelihood: f64,
}

/// The logarithms `log A[k, j]` of the chances of going from state `k` to state `j`.
pub(crate) trait Transitions {
    /// Leaves `max over k of (score[k] + log A[k, j])` in each `out[j]`.
    fn arrive(&mut self, score: &[f64], out: &mut [f64]);

    /// The first `k` at which that maximum is found.
    fn origin(&self, score: &[f64], state: usize) -> usize;
}

/// The likeliest path of `n_steps` states; `start` holds the logarithms of the chances of the first.
///
/// `observe(t, scores)` adds the logarithm of how likely each state makes what is seen in step `t`.
/// All scores are kept, but not where they came from: that is found again along the one path.
pub(crate) fn decode(
    transitions: &mut impl Transitions,
    start: &[f64],
    n_steps: usize,
    mut observe: impl FnMut(usize, &mut [f64]),
) -> StatePath {
    let n = start.len();
    let mut scores = vec![0.0; n * n_steps];
    for t in 0..n_steps {
        let (before, now) = scores.split_at_mut(n * t);
        match before.len().checked_sub(n) {
            Some(at) => transitions.arrive(&before[at..], &mut now[..n]),
            None => now[..n].copy_from_slice(start),
        }
        observe(t, &mut now[..n]);
    }
    let Some(last) = scores.len().checked_sub(n) else {
        return StatePath { states: vec![], log_likelihood: 0.0 };
    };
    let last = &scores[last..];
    let mut state = (1..n).fold(0, |best, k| if last[best] < last[k] { k } else { best });
    let log_likelihood = last[state];
    let mut states = vec![state; n_steps];
    for t in (1..n_steps).rev() {
        state = transitions.origin(&scores[(t - 1) * n..t * n], state);
        states[t - 1] = state;
    }
    StatePath { states, log_likelihood }
}
