//! How loud a tone is, sample by sample.

use super::times::Schedule;

/// The steps of all rows of a gram, as stretches of samples.
pub(super) struct Steps {
    /// Where each step begins; the last is the end. Before the first and behind the last is silence.
    bounds: Vec<usize>,
}

/// Samples in which a level changes evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// At `start`.
    pub(super) level: f64,
    /// From each sample to the next.
    pub(super) slope: f64,
}

impl Steps {
    pub(super) fn new(schedule: &Schedule) -> Self {
        let length = schedule.length;
        let start = |step: &super::times::Step| (step.start.ceil() as usize).min(length);
        Self { bounds: schedule.steps.iter().map(start).chain([length]).collect() }
    }

    /// The steps of `levels`, smoothed by the mean of `half` samples before and `half` from each on, in
    /// the samples from `start` to `end`.
    ///
    /// The mean of steps is a line wherever neither end of the window meets a bound.
    pub(super) fn runs(
        &self,
        levels: &[f64],
        half: usize,
        (start, end): (usize, usize),
        mut emit: impl FnMut(Run),
    ) {
        // Shifted by `half`, so that the window of sample `at` begins at `at` and ends at `at + width`.
        let width = 2 * half;
        let bound = |index: usize| self.bounds.get(index).map_or(usize::MAX, |&bound| bound + half);
        let level = |index: usize| match index.checked_sub(1) {
            Some(step) if step < levels.len() => levels[step],
            _ => 0.0,
        };
        let segment = |at: usize| self.bounds.partition_point(|&bound| bound + half <= at);
        let (mut first, mut last) = (segment(start), segment(start + width));
        let mut at = start;
        while at < end {
            while bound(first) <= at {
                first += 1;
            }
            while bound(last) <= at + width {
                last += 1;
            }
            let until = end.min(bound(first)).min(bound(last).saturating_sub(width));
            let mean = if first == last {
                level(first)
            } else {
                let overlap = |index: usize| {
                    let from = if index == 0 { at } else { bound(index - 1).max(at) };
                    bound(index).min(at + width) - from
                };
                let sum: f64 = (first..=last).map(|i| level(i) * overlap(i) as f64).sum();
                sum / width as f64
            };
            let slope = (level(last) - level(first)) / width as f64;
            emit(Run { start: at, end: until, level: mean, slope });
            at = until;
        }
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::noise;

    use super::super::times::Step;
    use super::*;

    #[test]
    fn runs_are_the_moving_mean() {
        let starts = [0.0, 3.2, 3.5, 9.0, 9.0, 17.1];
        let length = 24;
        let steps = starts.map(|start| Step { start, column: None }).to_vec();
        let levels = noise(starts.len(), 2).to_vec();
        let step = |n: usize| levels[starts.partition_point(|&start| start <= n as f64) - 1];
        let at = |n: isize| if (0..length).contains(&n) { step(n as usize) } else { 0.0 };
        let steps = Steps::new(&Schedule { steps, length: length as usize });
        for half in [1_usize, 2, 5, 40] {
            let h: isize = half.cast_signed();
            let mean = |n: isize| (n - h..n + h).map(at).sum::<f64>() / (2 * h) as f64;
            for range in [(0, 24), (7, 20), (23, 24)] {
                let mut next = range.0;
                steps.runs(&levels, half, range, |run| {
                    assert_eq!(run.start, next);
                    for n in run.start..run.end {
                        let value = run.level + (n - run.start) as f64 * run.slope;
                        assert!((value - mean(n.cast_signed())).abs() < 1e-12, "{half} {n}");
                    }
                    next = run.end;
                });
                assert_eq!(next, range.1);
            }
        }
    }
}
