//! Which event of another list is meant.
//!
//! Counterpart of `librosa.util.match_events`.

use onkai_core::{Error, Result};

/// For each of `events` the index of the nearest of `candidates`; of two as near, the later one.
///
/// # Shapes
///
/// Times in any one unit and any order. Returns as many indices as there are events.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no candidates, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// let beats = [0.5, 1.0, 1.5];
/// assert_eq!(onkai_mir::match_events(&[0.6, 1.4, 9.0], &beats)?, [0, 2, 2]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// No events match nothing. Candidates on one side only (`left`, `right`) are to be picked out before.
pub fn match_events(events: &[f64], candidates: &[f64]) -> Result<Vec<usize>> {
    for (name, times) in [("events", events), ("candidates", candidates)] {
        if let Some((index, &value)) = times.iter().enumerate().find(|(_, t)| !t.is_finite()) {
            return Err(Error::NotFinite { name, index, value });
        }
    }
    if candidates.is_empty() {
        return Err(Error::TooShort { name: "candidates", expected: 1, actual: 0 });
    }
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| candidates[a].total_cmp(&candidates[b]));
    let nearest = |&event: &f64| {
        let after = order.partition_point(|&i| candidates[i] < event);
        let distance = |at: usize| (candidates[order[at]] - event).abs();
        if after == order.len() || (0 < after && distance(after - 1) < distance(after)) {
            order[after - 1]
        } else {
            order[after]
        }
    };
    Ok(events.iter().map(nearest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_ties_go_on() {
        assert_eq!(match_events(&[3.0, 1.0], &[4.0, 2.0, 0.0]).unwrap(), [0, 1]);
        assert_eq!(match_events(&[], &[4.0]).unwrap(), []);
    }

    #[test]
    fn nothing_to_match_with_is_an_error() {
        assert!(match_events(&[1.0], &[]).is_err());
        assert!(match_events(&[f64::NAN], &[1.0]).is_err());
    }
}
