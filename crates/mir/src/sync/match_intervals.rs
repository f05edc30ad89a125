//! Which interval of another list is meant.
//!
//! Counterpart of `librosa.util.match_intervals`.

use onkai_core::{Error, Result};

/// For each of `intervals` the index of that of `candidates` which it shares most time with, as a part of
/// the time that both take together; of several such, the first.
///
/// An interval that no candidate overlaps or touches is an error if `strict`; else the nearest one is taken,
/// of two as near the later one.
///
/// # Shapes
///
/// Beginnings and ends, times in any one unit, in any order. Returns as many indices as there are
/// intervals.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no candidates, [`Error::NotFinite`], [`Error::Values`] when an interval
/// ends before it begins, or, if `strict`, when one has no match.
///
/// # Examples
///
/// ```
/// use onkai_mir::match_intervals;
/// let segments = [[0.0, 1.0], [1.0, 4.0], [4.0, 5.0]];
/// assert_eq!(match_intervals(&[[0.5, 2.0], [4.5, 4.6]], &segments, true)?, [1, 2]);
/// assert!(match_intervals(&[[6.0, 7.0]], &segments, true).is_err());
/// assert_eq!(match_intervals(&[[6.0, 7.0]], &segments, false)?, [2]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// No intervals match nothing. If not `strict`, librosa overlooks the first candidate after an interval;
/// here it counts.
pub fn match_intervals(
    intervals: &[[f64; 2]],
    candidates: &[[f64; 2]],
    strict: bool,
) -> Result<Vec<usize>> {
    check_intervals("intervals", intervals)?;
    check_intervals("candidates", candidates)?;
    if candidates.is_empty() {
        return Err(Error::TooShort { name: "candidates", expected: 1, actual: 0 });
    }
    let sorted = Sorted::new(candidates);
    let find = |&interval: &[f64; 2]| match sorted.most_shared(interval) {
        Some(index) => Ok(index),
        None if strict => {
            let requirement = "overlap each of the intervals where `strict` is true";
            Err(Error::Values { name: "candidates", requirement })
        }
        None => Ok(sorted.nearest(interval)),
    };
    intervals.iter().map(find).collect()
}

/// Candidates in the order of their beginnings.
struct Sorted<'a> {
    candidates: &'a [[f64; 2]],
    order: Vec<usize>,
    /// The latest end of all candidates up to each place, so that a search can stop, and whose it is.
    latest_end: Vec<(f64, usize)>,
}

impl<'a> Sorted<'a> {
    fn new(candidates: &'a [[f64; 2]]) -> Self {
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by(|&a, &b| candidates[a][0].total_cmp(&candidates[b][0]));
        let latest = |latest: &mut (f64, usize), &index: &usize| {
            let end = candidates[index][1];
            if latest.0 < end {
                *latest = (end, index);
            }
            Some(*latest)
        };
        let latest_end = order.iter().scan((f64::NEG_INFINITY, 0), latest).collect();
        Self { candidates, order, latest_end }
    }

    /// How many candidates begin before `time`, or at it.
    fn n_begun(&self, time: f64) -> usize {
        self.order.partition_point(|&index| self.candidates[index][0] <= time)
    }

    fn most_shared(&self, interval: [f64; 2]) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for place in (0..self.n_begun(interval[1])).rev() {
            if self.latest_end[place].0 < interval[0] {
                break;
            }
            let index = self.order[place];
            let candidate = self.candidates[index];
            if candidate[1] < interval[0] {
                continue;
            }
            let share = shared(interval, candidate);
            let is_better = |(most, first)| most < share || (most == share && index < first);
            if best.is_none_or(is_better) {
                best = Some((share, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The nearest to an interval that none meets.
    fn nearest(&self, interval: [f64; 2]) -> usize {
        let place = self.n_begun(interval[1]);
        let after =
            self.order.get(place).map(|&index| (self.candidates[index][0] - interval[1], index));
        let before = place.checked_sub(1).map(|place| {
            let (end, index) = self.latest_end[place];
            (interval[0] - end, index)
        });
        match (before, after) {
            (Some(before), Some(after)) if before.0 < after.0 => before.1,
            (_, Some(after)) => after.1,
            (Some(before), None) => before.1,
            (None, None) => 0,
        }
    }
}

/// The time that both take, as a part of that which either takes (Jaccard's index).
fn shared(a: [f64; 2], b: [f64; 2]) -> f64 {
    let both = (a[1].min(b[1]) - a[0].max(b[0])).max(0.0);
    let either = a[1].max(b[1]) - a[0].min(b[0]);
    if 0.0 < either { both / either } else { 0.0 }
}

fn check_intervals(name: &'static str, intervals: &[[f64; 2]]) -> Result<()> {
    let times = intervals.as_flattened();
    if let Some((index, &value)) = times.iter().enumerate().find(|(_, time)| !time.is_finite()) {
        return Err(Error::NotFinite { name, index, value });
    }
    if intervals.iter().any(|interval| interval[1] < interval[0]) {
        return Err(Error::Values { name, requirement: "not end before it begins, anywhere" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_search_leaves_none_out(
            starts in proptest::collection::vec((0_u8..40, 0_u8..12), 1..20),
            query in (0_u8..50, 0_u8..12),
        ) {
            let interval = |(start, len): (u8, u8)| [f64::from(start), f64::from(start) + f64::from(len)];
            let candidates: Vec<_> = starts.into_iter().map(interval).collect();
            let query = interval(query);
            let gap = |c: &[f64; 2]| (c[0] - query[1]).max(query[0] - c[1]);
            let found = match_intervals(&[query], &candidates, false).unwrap()[0];
            let met: Vec<_> = candidates.iter().filter(|c| gap(c) <= 0.0).collect();
            if met.is_empty() {
                let least = candidates.iter().map(gap).fold(f64::INFINITY, f64::min);
                prop_assert_eq!(gap(&candidates[found]), least);
                prop_assert!(match_intervals(&[query], &candidates, true).is_err());
            } else {
                let most = met.iter().map(|c| shared(query, **c)).fold(0.0, f64::max);
                prop_assert_eq!(shared(query, candidates[found]), most);
                prop_assert!(gap(&candidates[found]) <= 0.0);
            }
        }
    }

    #[test]
    fn the_first_of_equals_is_taken() {
        let candidates = [[2.0, 3.0], [0.0, 1.0], [0.0, 1.0]];
        assert_eq!(match_intervals(&[[0.0, 1.0], [1.5, 1.5]], &candidates, false).unwrap(), [1, 0]);
        assert_eq!(match_intervals(&[], &candidates, true).unwrap(), []);
    }

    #[test]
    fn bad_arguments_are_named() {
        let good = [[0.0, 1.0]];
        let run = |a: &[[f64; 2]], b: &[[f64; 2]]| match_intervals(a, b, false).unwrap_err();
        assert!(matches!(run(&good, &[]), Error::TooShort { name: "candidates", .. }));
        assert!(matches!(
            run(&[[0.0, f64::NAN]], &good),
            Error::NotFinite { name: "intervals", .. }
        ));
        assert!(matches!(run(&good, &[[1.0, 0.0]]), Error::Values { name: "candidates", .. }));
        assert!(matches!(run(&[[1.0, 0.0]], &good), Error::Values { name: "intervals", .. }));
    }
}
