//! The likeliest on and off of several states that do not exclude each other.
//!
//! Counterpart of `librosa.sequence.viterbi_binary`.

use ndarray::{Array1, Array2, ArrayRef2, Axis, stack};
use onkai_core::{Error, Real, Result};

use super::viterbi::{StatePriors, check_chances, viterbi_discriminative};

/// When each of several states is on: for each a [`viterbi_discriminative`] between off and on.
///
/// # Shapes
///
/// `prob`: `[n_states, n_steps]`, how likely each state is on, given what is observed; `transitions`:
/// one `[2, 2]` for all states or one for each, where row and column 0 are off, 1 is on; of
/// `priors`, `[n_states]` each, how likely a state is on (one half if they are not given). Returns
/// `[n_states, n_steps]`.
///
/// # Errors
///
/// Those of [`viterbi_discriminative`], and [`Error::Shape`] when there are neither one nor
/// `n_states` transitions.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{StatePriors, transition_loop, viterbi_binary};
///
/// let prob = array![[0.9, 0.4, 0.9, 0.1], [0.2, 0.1, 0.7, 0.8]];
/// let transition = transition_loop(2, &[0.7])?;
/// let paths = viterbi_binary(&prob, &[transition], &StatePriors::default())?;
/// assert_eq!(paths.on, array![[true, true, true, false], [false, false, true, true]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn viterbi_binary<F: Real>(
    prob: &ArrayRef2<F>,
    transitions: &[Array2<f64>],
    priors: &StatePriors,
) -> Result<BinaryPaths> {
    let (n_states, n_steps) = prob.dim();
    if prob.is_empty() {
        return Err(Error::TooShort { name: "prob", expected: 1, actual: 0 });
    }
    if transitions.len() != 1 && transitions.len() != n_states {
        let (expected, actual) = (vec![n_states, 2, 2], vec![transitions.len(), 2, 2]);
        return Err(Error::Shape { name: "transitions", expected, actual });
    }
    check_chances("prob", prob.iter().map(|p| p.as_f64()))?;
    let p_init = on_chances("p_init", priors.p_init.as_ref(), n_states)?;
    let p_state = on_chances("p_state", priors.p_state.as_ref(), n_states)?;
    let mut on = Array2::default((n_states, n_steps));
    let mut log_likelihood = Array1::zeros(n_states);
    for (state, mut on) in on.rows_mut().into_iter().enumerate() {
        let both = |p: f64| Some(Array1::from_vec(vec![1.0 - p, p]));
        let priors = StatePriors { p_init: both(p_init[state]), p_state: both(p_state[state]) };
        let yes = prob.row(state).mapv(Real::as_f64);
        let no = yes.mapv(|p| 1.0 - p);
        let off_and_on = stack(Axis(0), &[no.view(), yes.view()]).expect("two equally long rows");
        let transition = &transitions[if transitions.len() == 1 { 0 } else { state }];
        let path = viterbi_discriminative(&off_and_on, transition, &priors)?;
        on.iter_mut().zip(path.states).for_each(|(on, state)| *on = state == 1);
        log_likelihood[state] = path.log_likelihood;
    }
    Ok(BinaryPaths { on, log_likelihood })
}

/// What [`viterbi_binary`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct BinaryPaths {
    /// Whether each state is on in each step, `[n_states, n_steps]`.
    pub on: Array2<bool>,
    /// The logarithm of the likelihood of each state's path.
    pub log_likelihood: Array1<f64>,
}

fn on_chances(name: &'static str, chances: Option<&Array1<f64>>, n: usize) -> Result<Array1<f64>> {
    let Some(chances) = chances else { return Ok(Array1::from_elem(n, 0.5)) };
    if chances.len() != n {
        return Err(Error::Shape { name, expected: vec![n], actual: vec![chances.len()] });
    }
    check_chances(name, chances.iter().copied())?;
    Ok(chances.clone())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let name = |result: Result<BinaryPaths>| match result.unwrap_err() {
            Error::TooShort { name, .. }
            | Error::Shape { name, .. }
            | Error::OutOfBounds { name, .. } => name,
            other => panic!("{other}"),
        };
        let (prob, even) = (array![[0.1, 0.9]], array![[0.5, 0.5], [0.5, 0.5]]);
        let default = StatePriors::default();
        let one = [even.clone()];
        assert_eq!(name(viterbi_binary(&Array2::<f64>::zeros((2, 0)), &one, &default)), "prob");
        assert_eq!(name(viterbi_binary(&array![[0.5, -0.1]], &one, &default)), "prob");
        assert_eq!(name(viterbi_binary(&array![[f32::NAN]], &one, &default)), "prob");
        assert_eq!(name(viterbi_binary(&prob, &[], &default)), "transitions");
        assert_eq!(name(viterbi_binary(&prob, &[even.clone(), even], &default)), "transitions");
        let three = [transition_of_three()];
        assert_eq!(name(viterbi_binary(&prob, &three, &default)), "transition");
        for bad in [array![0.5, 0.5], array![1.5], array![f64::NAN]] {
            let priors = StatePriors { p_init: Some(bad.clone()), p_state: None };
            assert_eq!(name(viterbi_binary(&prob, &one, &priors)), "p_init");
            let priors = StatePriors { p_init: None, p_state: Some(bad) };
            assert_eq!(name(viterbi_binary(&prob, &one, &priors)), "p_state");
        }
    }

    fn transition_of_three() -> Array2<f64> {
        Array2::from_elem((3, 3), 1.0 / 3.0)
    }
}
