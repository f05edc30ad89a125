//! Matrices of the chances of going from one state to another.
//!
//! Counterpart of `librosa.sequence.transition_uniform`, `transition_loop`, `transition_cycle` and
//! `transition_local`.

use ndarray::Array2;
use onkai_core::{Error, Result};
use onkai_signal::Window;

/// Every state is as likely as any other: `A[i, j] = 1 / n_states`.
///
/// # Shapes
///
/// Returns `[n_states, n_states]`, from row to column, as the other matrices of transitions are.
///
/// # Errors
///
/// [`Error::Parameter`] when there is no state.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::transition_uniform(2)?, ndarray::array![[0.5, 0.5], [0.5, 0.5]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn transition_uniform(n_states: usize) -> Result<Array2<f64>> {
    if n_states == 0 {
        return Err(Error::parameter("n_states", 0.0, "at least 1"));
    }
    Ok(Array2::from_elem((n_states, n_states), (n_states as f64).recip()))
}

/// A state stays with probability `stay`; all others are equally likely to follow.
///
/// `stay` has one value for each state, or a single one for all.
///
/// # Shapes
///
/// Returns `[n_states, n_states]`.
///
/// # Errors
///
/// [`Error::Parameter`] for less than two states, [`Error::Shape`] when there are neither one nor
/// `n_states` probabilities, [`Error::OutOfBounds`] when one is not between 0 and 1.
///
/// # Examples
///
/// ```
/// let a = onkai_mir::transition_loop(3, &[0.5])?;
/// assert_eq!(a.row(1).to_vec(), [0.25, 0.5, 0.25]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn transition_loop(n_states: usize, stay: &[f64]) -> Result<Array2<f64>> {
    check_stay(n_states, stay)?;
    Ok(Array2::from_shape_fn((n_states, n_states), |(i, j)| {
        let stay = each(stay, i);
        if i == j { stay } else { (1.0 - stay) / (n_states - 1) as f64 }
    }))
}

/// A state stays with probability `stay`, or else the next one follows; after the last, the first.
///
/// `stay` has one value for each state, or a single one for all.
///
/// # Shapes
///
/// Returns `[n_states, n_states]`.
///
/// # Errors
///
/// Those of [`transition_loop`].
///
/// # Examples
///
/// ```
/// let a = onkai_mir::transition_cycle(3, &[0.75])?;
/// assert_eq!(a, ndarray::array![[0.75, 0.25, 0.0], [0.0, 0.75, 0.25], [0.25, 0.0, 0.75]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn transition_cycle(n_states: usize, stay: &[f64]) -> Result<Array2<f64>> {
    check_stay(n_states, stay)?;
    let mut transition = Array2::zeros((n_states, n_states));
    for i in 0..n_states {
        let stay = each(stay, i);
        transition[[i, (i + 1) % n_states]] = 1.0 - stay;
        transition[[i, i]] = stay;
    }
    Ok(transition)
}

/// States near a state follow it, the nearer the likelier: as a `window` of `width` states says.
///
/// `width` has one value for each state, or a single one for all. With `wrap`, the first state is
/// next to the last. librosa's default is [`Window::Triang`] without it.
///
/// # Shapes
///
/// Returns `[n_states, n_states]`.
///
/// # Errors
///
/// [`Error::Parameter`] for less than two states, or an option of the window that is out of range,
/// [`Error::Shape`] when there are neither one nor `n_states` widths, [`Error::OutOfBounds`] when one is not
/// between 1 and `n_states`, [`Error::Values`] when a row of the window adds up to nothing.
///
/// # Examples
///
/// ```
/// use onkai_mir::{Window, transition_local};
/// let a = transition_local(4, &[3], &Window::Triang, false)?;
/// assert_eq!(a.row(1).to_vec(), [0.25, 0.5, 0.25, 0.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn transition_local(
    n_states: usize,
    width: &[usize],
    window: &Window,
    wrap: bool,
) -> Result<Array2<f64>> {
    check_states(n_states)?;
    check_one_or_each("width", n_states, width.len())?;
    if let Some(index) = width.iter().position(|&w| w == 0 || n_states < w) {
        let (value, high) = (width[index] as f64, n_states as f64);
        return Err(Error::OutOfBounds { name: "width", index, value, low: 1.0, high });
    }
    let mut transition = Array2::zeros((n_states, n_states));
    for (i, mut row) in transition.rows_mut().into_iter().enumerate() {
        let width = each(width, i);
        let weights = window.symmetric::<f64>(width)?;
        // An even window has no middle; librosa's is longer before the state if there is an odd
        // number of states, else after it.
        let first = (n_states - width) / 2 + n_states / 2 + i + 1;
        for (at, &weight) in (first..).zip(&weights) {
            let j = at % n_states;
            if wrap || j.abs_diff(i) <= width / 2 {
                row[j] = weight;
            }
        }
        let sum = row.sum();
        if !(0.0 < sum && sum.is_finite()) {
            return Err(Error::Values { name: "window", requirement: "have a positive sum" });
        }
        row /= sum;
    }
    Ok(transition)
}

/// The value of state `i`.
fn each<T: Copy>(values: &[T], i: usize) -> T {
    values[if values.len() == 1 { 0 } else { i }]
}

fn check_states(n_states: usize) -> Result<()> {
    if n_states < 2 {
        return Err(Error::parameter("n_states", n_states as f64, "at least 2"));
    }
    Ok(())
}

fn check_one_or_each(name: &'static str, n_states: usize, len: usize) -> Result<()> {
    if len != 1 && len != n_states {
        return Err(Error::Shape { name, expected: vec![n_states], actual: vec![len] });
    }
    Ok(())
}

fn check_stay(n_states: usize, stay: &[f64]) -> Result<()> {
    check_states(n_states)?;
    check_one_or_each("stay", n_states, stay.len())?;
    super::viterbi::check_chances("stay", stay.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let name = |result: Result<Array2<f64>>| match result.unwrap_err() {
            Error::Parameter { name, .. }
            | Error::Shape { name, .. }
            | Error::Values { name, .. }
            | Error::OutOfBounds { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(name(transition_uniform(0)), "n_states");
        for transition in [transition_loop, transition_cycle] {
            assert_eq!(name(transition(1, &[0.5])), "n_states");
            assert_eq!(name(transition(3, &[0.5, 0.5])), "stay");
            assert_eq!(name(transition(2, &[])), "stay");
            assert_eq!(name(transition(2, &[0.5, 1.5])), "stay");
            assert_eq!(name(transition(2, &[f64::NAN])), "stay");
        }
        let local = |n, width: &[usize]| transition_local(n, width, &Window::Triang, false);
        assert_eq!(name(local(1, &[1])), "n_states");
        assert_eq!(name(local(4, &[1, 2])), "width");
        assert_eq!(name(local(4, &[0])), "width");
        assert_eq!(name(local(4, &[5])), "width");
        assert_eq!(name(transition_local(4, &[2], &Window::Hann, false)), "window");
    }
}
