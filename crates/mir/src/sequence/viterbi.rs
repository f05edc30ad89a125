//! The likeliest states behind what is observed.
//!
//! Counterpart of `librosa.sequence.viterbi` and `librosa.sequence.viterbi_discriminative`.

use ndarray::{Array1, ArrayRef1, ArrayRef2};
use num_traits::Float;
use onkai_core::{Error, Real, Result};

use super::decode::{StatePath, Transitions, decode};

/// The likeliest sequence of states, by the Viterbi algorithm: the one that maximizes
///
/// ```text
/// log p_init[s₀] + Σₜ log prob[sₜ, t] + Σₜ log transition[sₜ₋₁, sₜ]
/// ```
///
/// where `prob[s, t]` is how likely state `s` makes what is observed in step `t`. Of equally likely
/// states the first is taken.
///
/// # Shapes
///
/// `prob`: `[n_states, n_steps]`; `transition`: `[n_states, n_states]`, from row to column; `p_init`:
/// `[n_states]`, all equally likely if there is none. Returns `n_steps` states.
///
/// # Errors
///
/// [`Error::TooShort`] when there is no state or no step, [`Error::Shape`] when shapes do not fit,
/// [`Error::OutOfBounds`] when a probability is not between 0 and 1, [`Error::Values`] when a row of
/// `transition`, or `p_init`, does not add up to 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{transition_loop, viterbi};
///
/// // The second state is seen once, but states seldom change.
/// let prob = array![[0.9, 0.9, 0.4, 0.9], [0.1, 0.1, 0.6, 0.1]];
/// assert_eq!(viterbi(&prob, &transition_loop(2, &[0.9])?, None)?.states, [0, 0, 0, 0]);
/// assert_eq!(viterbi(&prob, &transition_loop(2, &[0.5])?, None)?.states, [0, 0, 1, 0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// One sequence at a time. There may be more than 65 536 states.
///
/// # References
///
/// A. J. Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding
/// algorithm", IEEE Trans. Inf. Theory 13(2), 1967. <https://doi.org/10.1109/TIT.1967.1054010>
pub fn viterbi<F: Real>(
    prob: &ArrayRef2<F>,
    transition: &ArrayRef2<f64>,
    p_init: Option<&ArrayRef1<f64>>,
) -> Result<StatePath> {
    check_prob(prob)?;
    check_chances("prob", prob.iter().map(|p| p.as_f64()))?;
    let n = prob.nrows();
    let (mut dense, tiny) = (Dense::new(transition, n, tiny_of(prob))?, tiny_of(prob));
    let start = log_chances("p_init", p_init, n, tiny)?;
    let observe = |t: usize, score: &mut [f64]| {
        for (score, &p) in score.iter_mut().zip(prob.column(t)) {
            *score += log_of(p);
        }
    };
    Ok(decode(&mut dense, &start, prob.ncols(), observe))
}

/// The likeliest sequence of states where it is not known how states make observations, but how
/// observations tell states.
///
/// `prob[s, t]` is how likely state `s` is, given what is observed in step `t`: by the rule of Bayes,
/// [`viterbi`] on `prob[s, t] / p_state[s]`.
///
/// # Shapes
///
/// `prob`: `[n_states, n_steps]`, whose columns add up to 1; `transition`: `[n_states, n_states]`.
/// Returns `n_steps` states.
///
/// # Errors
///
/// Those of [`viterbi`], and [`Error::Values`] when a column of `prob`, or `priors.p_state`, does not add
/// up to 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{StatePriors, transition_loop, viterbi_discriminative};
///
/// let prob = array![[0.9, 0.6, 0.8], [0.1, 0.4, 0.2]];
/// let transition = transition_loop(2, &[0.5])?;
/// let equal = viterbi_discriminative(&prob, &transition, &StatePriors::default())?;
/// assert_eq!(equal.states, [0, 0, 0]);
/// // If the second state is rare, less is needed to believe in it.
/// let priors = StatePriors { p_state: Some(array![0.7, 0.3]), ..Default::default() };
/// assert_eq!(viterbi_discriminative(&prob, &transition, &priors)?.states, [0, 1, 0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// One sequence at a time.
pub fn viterbi_discriminative<F: Real>(
    prob: &ArrayRef2<F>,
    transition: &ArrayRef2<f64>,
    priors: &StatePriors,
) -> Result<StatePath> {
    check_prob(prob)?;
    check_chances("prob", prob.iter().map(|p| p.as_f64()))?;
    let sums_to_one =
        |column: ndarray::ArrayView1<'_, F>| is_one(column.iter().map(|p| p.as_f64()));
    if !prob.columns().into_iter().all(sums_to_one) {
        return Err(Error::Values { name: "prob", requirement: "have columns that add up to 1" });
    }
    let n = prob.nrows();
    let (mut dense, tiny) = (Dense::new(transition, n, tiny_of(prob))?, tiny_of(prob));
    let start = log_chances("p_init", priors.p_init.as_deref(), n, tiny)?;
    let marginal = log_chances("p_state", priors.p_state.as_deref(), n, tiny)?;
    let observe = |t: usize, score: &mut [f64]| {
        for ((score, &p), log_marginal) in score.iter_mut().zip(prob.column(t)).zip(&marginal) {
            *score += log_of(p) - log_marginal;
        }
    };
    Ok(decode(&mut dense, &start, prob.ncols(), observe))
}

/// How likely states are before anything is observed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatePriors {
    /// The probability of each state in the first step. Default: `None`, meaning equal ones.
    pub p_init: Option<Array1<f64>>,
    /// The probability of each state in any step. Default: `None`, meaning equal ones.
    pub p_state: Option<Array1<f64>>,
}

/// Every chance of going from one state to another, row by row.
pub(super) struct Dense {
    n: usize,
    log_transition: Vec<f64>,
}

impl Dense {
    fn new(transition: &ArrayRef2<f64>, n: usize, tiny: f64) -> Result<Self> {
        if transition.dim() != (n, n) {
            let (expected, actual) = (vec![n, n], transition.shape().to_vec());
            return Err(Error::Shape { name: "transition", expected, actual });
        }
        check_chances("transition", transition.iter().copied())?;
        if !transition.rows().into_iter().all(|row| is_one(row.iter().copied())) {
            let requirement = "have rows that add up to 1";
            return Err(Error::Values { name: "transition", requirement });
        }
        let log_transition = transition.iter().map(|p| (p + tiny).ln()).collect();
        Ok(Self { n, log_transition })
    }
}

impl Transitions for Dense {
    fn arrive(&mut self, score: &[f64], out: &mut [f64]) {
        out.fill(f64::NEG_INFINITY);
        for (&score, row) in score.iter().zip(self.log_transition.chunks_exact(self.n)) {
            for (out, log_transition) in out.iter_mut().zip(row) {
                let arriving = score + log_transition;
                *out = if *out < arriving { arriving } else { *out };
            }
        }
    }

    fn origin(&self, score: &[f64], state: usize) -> usize {
        let arriving = |k: usize| score[k] + self.log_transition[k * self.n + state];
        (1..self.n).fold(0, |best, k| if arriving(best) < arriving(k) { k } else { best })
    }
}

fn check_prob<F>(prob: &ArrayRef2<F>) -> Result<()> {
    if prob.is_empty() {
        return Err(Error::TooShort { name: "prob", expected: 1, actual: 0 });
    }
    Ok(())
}

/// Refuses what is not between 0 and 1, NaN included.
pub(super) fn check_chances(name: &'static str, chances: impl Iterator<Item = f64>) -> Result<()> {
    match { chances }.enumerate().find(|(_, p)| !(0.0..=1.0).contains(p)) {
        Some((index, value)) => Err(Error::OutOfBounds { name, index, value, low: 0.0, high: 1.0 }),
        None => Ok(()),
    }
}

/// Whether probabilities add up to 1, as nearly as NumPy's `allclose` asks for.
fn is_one(chances: impl Iterator<Item = f64>) -> bool {
    (chances.sum::<f64>() - 1.0).abs() <= 1e-8 + 1e-5
}

/// The smallest normal number of the precision in which probabilities are given.
fn tiny_of<F: Real>(_: &ArrayRef2<F>) -> f64 {
    F::min_positive_value().as_f64()
}

fn log_of<F: Real>(p: F) -> f64 {
    Float::ln(p + F::min_positive_value()).as_f64()
}

/// The logarithms of the chances of `n` states, equal ones if none are given.
fn log_chances(
    name: &'static str,
    chances: Option<&ArrayRef1<f64>>,
    n: usize,
    tiny: f64,
) -> Result<Vec<f64>> {
    let Some(chances) = chances else {
        return Ok(vec![((n as f64).recip() + tiny).ln(); n]);
    };
    if chances.len() != n {
        let (expected, actual) = (vec![n], vec![chances.len()]);
        return Err(Error::Shape { name, expected, actual });
    }
    check_chances(name, chances.iter().copied())?;
    if !is_one(chances.iter().copied()) {
        return Err(Error::Values { name, requirement: "add up to 1" });
    }
    Ok(chances.iter().map(|p| (p + tiny).ln()).collect())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    fn name<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
        match result.unwrap_err() {
            Error::TooShort { name, .. }
            | Error::Shape { name, .. }
            | Error::Values { name, .. }
            | Error::OutOfBounds { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let (prob, even) = (array![[0.5, 0.5], [0.5, 0.5]], array![[0.5, 0.5], [0.5, 0.5]]);
        let at =
            |prob: &Array2<f64>, transition: &Array2<f64>| name(viterbi(prob, transition, None));
        assert_eq!(at(&Array2::zeros((0, 3)), &even), "prob");
        assert_eq!(at(&Array2::zeros((2, 0)), &even), "prob");
        assert_eq!(at(&array![[0.5, f64::NAN], [0.5, 0.5]], &even), "prob");
        assert_eq!(at(&array![[0.5, 1.1], [0.5, 0.5]], &even), "prob");
        assert_eq!(at(&prob, &Array2::zeros((2, 3))), "transition");
        assert_eq!(at(&prob, &array![[0.5, 0.4], [0.5, 0.5]]), "transition");
        assert_eq!(at(&prob, &array![[1.5, -0.5], [0.5, 0.5]]), "transition");
        for bad in [array![1.0], array![0.5, 0.4], array![1.5, -0.5]] {
            assert_eq!(name(viterbi(&prob, &even, Some(&bad))), "p_init");
            let priors = StatePriors { p_state: Some(bad), p_init: None };
            assert_eq!(name(viterbi_discriminative(&prob, &even, &priors)), "p_state");
        }
        let unfit = array![[0.5, 0.2], [0.5, 0.5]];
        assert_eq!(name(viterbi_discriminative(&unfit, &even, &StatePriors::default())), "prob");
    }

    #[test]
    fn one_state_and_one_step_are_enough() {
        let path = viterbi(&array![[0.25]], &array![[1.0]], None).unwrap();
        assert_eq!(path.states, [0]);
        assert!((path.log_likelihood - 0.25_f64.ln()).abs() < 1e-15);
    }

    #[test]
    fn of_equally_likely_states_the_first_is_taken() {
        let prob = Array2::from_elem((3, 4), 0.5_f32);
        let even = Array2::from_elem((3, 3), 1.0 / 3.0);
        assert_eq!(viterbi(&prob, &even, None).unwrap().states, [0; 4]);
    }
}
