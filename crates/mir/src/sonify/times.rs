//! When the columns of a picture sound.

use onkai_core::{Error, Result};

/// When each column of a gram sounds.
///
/// Functions take what can be turned into this: a slice of times or one of intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Times<'a> {
    /// Each column sounds from its time to the next one, in seconds, the last until the end.
    Frames(&'a [f64]),
    /// Each column sounds from the first of a pair, in seconds, until another begins; the last one ends with
    /// the latest of the seconds. In a gap the column before goes on.
    Intervals(&'a [[f64; 2]]),
}

impl<'a> From<&'a [f64]> for Times<'a> {
    fn from(times_s: &'a [f64]) -> Self {
        Self::Frames(times_s)
    }
}

impl<'a> From<&'a Vec<f64>> for Times<'a> {
    fn from(times_s: &'a Vec<f64>) -> Self {
        Self::Frames(times_s)
    }
}

impl<'a, const N: usize> From<&'a [f64; N]> for Times<'a> {
    fn from(times_s: &'a [f64; N]) -> Self {
        Self::Frames(times_s)
    }
}

impl<'a> From<&'a [[f64; 2]]> for Times<'a> {
    fn from(intervals_s: &'a [[f64; 2]]) -> Self {
        Self::Intervals(intervals_s)
    }
}

impl<'a> From<&'a Vec<[f64; 2]>> for Times<'a> {
    fn from(intervals_s: &'a Vec<[f64; 2]>) -> Self {
        Self::Intervals(intervals_s)
    }
}

impl<'a, const N: usize> From<&'a [[f64; 2]; N]> for Times<'a> {
    fn from(intervals_s: &'a [[f64; 2]; N]) -> Self {
        Self::Intervals(intervals_s)
    }
}

/// A column that sounds, from `start` samples on; `None` is silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) start: f64,
    pub(super) column: Option<usize>,
}

/// Checked times.
pub(super) struct Schedule {
    /// In ascending order, the first at sample 0 or before.
    pub(super) steps: Vec<Step>,
    /// How many samples there are.
    pub(super) length: usize,
}

impl Schedule {
    /// When each of `n_columns` columns begins to sound, in samples.
    pub(super) fn new(
        times: Times<'_>,
        n_columns: usize,
        sample_rate: f64,
        length: Option<usize>,
    ) -> Result<Self> {
        let intervals = checked_intervals(times, n_columns)?;
        let end_s = intervals.iter().map(|interval| interval[1]).fold(0.0, f64::max);
        let end_s = match times {
            Times::Frames(times_s) => times_s.iter().copied().fold(end_s, f64::max),
            Times::Intervals(_) => end_s,
        };
        let length = length.unwrap_or((end_s * sample_rate) as usize);
        let last_s = length as f64 / sample_rate;
        let mut steps: Vec<_> = intervals
            .iter()
            .enumerate()
            // What begins behind the end is not heard.
            .filter(|(_, interval)| interval[0] <= last_s)
            .map(|(column, interval)| Step {
                start: interval[0] * sample_rate,
                column: Some(column),
            })
            .collect();
        let is_open = matches!(times, Times::Frames(times_s) if times_s.len() == n_columns);
        if !is_open && end_s < last_s && !steps.is_empty() {
            steps.push(Step { start: end_s * sample_rate, column: None });
        }
        steps.sort_by(|a, b| a.start.total_cmp(&b.start));
        if steps.first().is_none_or(|first| 0.0 < first.start) {
            steps.insert(0, Step { start: 0.0, column: None });
        }
        Ok(Self { steps, length })
    }
}

/// The intervals of all columns; the last of frames has no end of its own.
fn checked_intervals(times: Times<'_>, n_columns: usize) -> Result<Vec<[f64; 2]>> {
    let flat: &[f64] = match times {
        Times::Frames(times_s) => times_s,
        Times::Intervals(intervals_s) => intervals_s.as_flattened(),
    };
    if let Some((index, &value)) = flat.iter().enumerate().find(|(_, time)| !time.is_finite()) {
        return Err(Error::NotFinite { name: "times", index, value });
    }
    if flat.iter().any(|&time| time < 0.0) {
        return Err(Error::Values { name: "times", requirement: "not be negative anywhere" });
    }
    let intervals: Vec<[f64; 2]> = match times {
        Times::Intervals(intervals_s) => intervals_s.to_vec(),
        Times::Frames(times_s) => {
            let mut pairs: Vec<_> = times_s.windows(2).map(|pair| [pair[0], pair[1]]).collect();
            if times_s.len() == n_columns {
                pairs.extend(times_s.last().map(|&last| [last, last]));
            }
            pairs
        }
    };
    if intervals.len() != n_columns {
        return Err(Error::Shape {
            name: "times",
            expected: vec![n_columns],
            actual: vec![intervals.len()],
        });
    }
    if intervals.iter().any(|interval| interval[1] < interval[0]) {
        return Err(Error::Values { name: "times", requirement: "not go back within an interval" });
    }
    Ok(intervals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(
        times: Times<'_>,
        n_columns: usize,
        length: Option<usize>,
    ) -> Vec<(f64, Option<usize>)> {
        let schedule = Schedule::new(times, n_columns, 10.0, length).unwrap();
        schedule.steps.iter().map(|step| (step.start, step.column)).collect()
    }

    #[test]
    fn silence_stands_around_intervals() {
        let intervals = [[1.0, 2.0], [0.5, 1.0]];
        let expected = [(0.0, None), (5.0, Some(1)), (10.0, Some(0)), (20.0, None)];
        assert_eq!(steps((&intervals).into(), 2, Some(30)), expected);
        assert_eq!(steps((&intervals).into(), 2, None), expected[..3]);
        assert_eq!(steps((&intervals).into(), 2, Some(8)), expected[..2]);
    }

    #[test]
    fn the_last_frame_lasts_until_the_end() {
        let times_s = [0.0, 1.0, 2.0];
        let open = [(0.0, Some(0)), (10.0, Some(1)), (20.0, Some(2))];
        assert_eq!(steps((&times_s).into(), 3, Some(30)), open);
        let closed = [(0.0, Some(0)), (10.0, Some(1)), (20.0, None)];
        assert_eq!(steps((&times_s).into(), 2, Some(30)), closed);
        assert_eq!(Schedule::new((&times_s).into(), 3, 10.0, None).unwrap().length, 20);
    }

    #[test]
    fn bad_times_are_named() {
        let run = |times, n| Schedule::new(times, n, 10.0, None).map(|schedule| schedule.length);
        assert!(matches!(
            run((&[0.0, f64::NAN]).into(), 2),
            Err(Error::NotFinite { name: "times", .. })
        ));
        assert!(matches!(run((&[-1.0, 1.0]).into(), 2), Err(Error::Values { name: "times", .. })));
        assert!(matches!(run((&[1.0, 0.0]).into(), 2), Err(Error::Values { name: "times", .. })));
        assert!(matches!(run((&[[1.0, 0.5]]).into(), 1), Err(Error::Values { name: "times", .. })));
        assert!(matches!(run((&[0.0, 1.0]).into(), 4), Err(Error::Shape { name: "times", .. })));
        assert!(matches!(run((&[[0.0, 1.0]]).into(), 2), Err(Error::Shape { name: "times", .. })));
        assert_eq!(run(Times::Intervals(&[]), 0), Ok(0));
    }
}
