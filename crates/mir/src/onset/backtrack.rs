//! From the peak of an onset back to where it began.
//!
//! Counterpart of `librosa.onset.onset_backtrack`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, check_finite};

/// Moves each event back to the nearest minimum of `energy` at or before it.
///
/// A frame is a minimum if `energy[t-1] ≥ energy[t] < energy[t+1]`; frame 0 counts as one.
///
/// # Shapes
///
/// `events`: frame indices in any order; `energy`: `[n_frames]`, such as the onset strength or the
/// root mean square. Returns as many indices as there are events.
///
/// # Errors
///
/// [`Error::NotFinite`], [`Error::Values`] when an event lies beyond `energy`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let energy = array![0.3, 0.1, 0.5, 0.9, 0.2];
/// assert_eq!(onkai_mir::onset_backtrack(&[3], &energy)?, [1]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// No events give no events; librosa refuses them.
pub fn onset_backtrack<F: Real>(events: &[usize], energy: &ArrayRef1<F>) -> Result<Vec<usize>> {
    check_finite("energy", energy)?;
    if events.iter().any(|&event| energy.len() <= event) {
        return Err(Error::Values { name: "events", requirement: "lie within `energy`" });
    }
    let is_minimum =
        |t: usize| t + 1 < energy.len() && energy[t] <= energy[t - 1] && energy[t] < energy[t + 1];
    let back = |&event: &usize| (1..=event).rev().find(|&t| is_minimum(t)).unwrap_or(0);
    Ok(events.iter().map(back).collect())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn without_a_minimum_an_event_goes_to_the_start() {
        assert_eq!(onset_backtrack(&[2, 0], &array![1.0, 2.0, 3.0]).unwrap(), [0, 0]);
        assert_eq!(onset_backtrack(&[], &Array1::<f32>::zeros(0)).unwrap(), []);
    }

    #[test]
    fn events_beyond_the_end_are_refused() {
        let error = onset_backtrack(&[3], &array![1.0, 2.0, 3.0]).unwrap_err();
        assert_eq!(error.to_string(), "`events` must lie within `energy`");
        assert!(onset_backtrack(&[0], &array![f64::NAN]).is_err());
    }
}
