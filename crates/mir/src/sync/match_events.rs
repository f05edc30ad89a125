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
/// No events match nothing. For candidates on one side only (`left`, `right`) there is
/// [`match_events_on`].
pub fn match_events(events: &[f64], candidates: &[f64]) -> Result<Vec<usize>> {
    match_events_on(MatchSide::Either, events, candidates)
}

/// [`match_events`] with candidates that lie on one side of each event, or at it.
///
/// # Shapes
///
/// As [`match_events`].
///
/// # Errors
///
/// As [`match_events`]; [`Error::Values`] when an event has no candidate on that side.
///
/// # Examples
///
/// ```
/// use onkai_mir::{MatchSide, match_events_on};
/// let beats = [0.5, 1.0, 1.5];
/// assert_eq!(match_events_on(MatchSide::Before, &[0.9, 1.0], &beats)?, [0, 1]);
/// assert_eq!(match_events_on(MatchSide::After, &[0.6, 1.0], &beats)?, [1, 1]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn match_events_on(side: MatchSide, events: &[f64], candidates: &[f64]) -> Result<Vec<usize>> {
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
        let at = |place: usize| order.get(place).map(|&i| (i, (candidates[i] - event).abs()));
        let place = order.partition_point(|&i| candidates[i] < event);
        let after = at(place);
        let before = match after {
            // What lies at the event lies on both sides.
            Some((_, 0.0)) => after,
            _ => place.checked_sub(1).and_then(at),
        };
        let chosen = match (side, before, after) {
            (MatchSide::Before, before, _) | (MatchSide::Either, before, None) => before,
            (MatchSide::Either, Some(before), Some(after)) if before.1 < after.1 => Some(before),
            (MatchSide::Either | MatchSide::After, _, after) => after,
            (MatchSide::At, _, after) => after.filter(|&(_, distance)| distance == 0.0),
        };
        let requirement = "have one on that side of each of the events";
        chosen.map(|(i, _)| i).ok_or(Error::Values { name: "candidates", requirement })
    };
    events.iter().map(nearest).collect()
}

/// Where the candidates for an event lie: librosa's `left` and `right`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatchSide {
    /// Anywhere.
    #[default]
    Either,
    /// At the event or before it: `right=False`.
    Before,
    /// At the event or after it: `left=False`.
    After,
    /// At the event only: both `False`.
    At,
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
        assert!(match_events(&[1.0], &[f64::INFINITY]).is_err());
        for (side, event) in
            [(MatchSide::Before, 0.5), (MatchSide::After, 2.5), (MatchSide::At, 1.5)]
        {
            let result = match_events_on(side, &[1.0, event], &[1.0, 2.0]);
            assert!(matches!(result, Err(Error::Values { name: "candidates", .. })));
        }
    }
}
