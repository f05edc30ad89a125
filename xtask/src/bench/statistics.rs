//! Figures of a set of times.

/// What is told of one side's times for one case, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Summary {
    /// The best time: what the call costs when nothing else disturbs it.
    pub(super) min: f64,
    /// The middle time.
    pub(super) median: f64,
    /// The distance between the quartiles, as a share of the median; none of fewer than three times.
    pub(super) spread: Option<f64>,
}

impl Summary {
    /// Sums up; `None` without times.
    pub(super) fn of(seconds: &[f64]) -> Option<Self> {
        let mut sorted = seconds.to_vec();
        sorted.sort_by(f64::total_cmp);
        let min = *sorted.first()?;
        let median = quantile(&sorted, 0.5);
        let between_quartiles = quantile(&sorted, 0.75) - quantile(&sorted, 0.25);
        let spread = (sorted.len() >= 3).then_some(between_quartiles / median);
        Some(Self { min, median, spread })
    }
}

/// The value below which the share `q` of the sorted values lies, interpolated as NumPy does.
fn quantile(sorted: &[f64], q: f64) -> f64 {
    let position = q * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    below + (above - below) * position.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_up() {
        let summary = Summary::of(&[4.0, 1.0, 2.0, 3.0, 5.0]).unwrap();
        assert_eq!(summary, Summary { min: 1.0, median: 3.0, spread: Some(2.0 / 3.0) });
        let pair = Summary::of(&[1.0, 2.0]).unwrap();
        assert_eq!(pair, Summary { min: 1.0, median: 1.5, spread: None });
        assert_eq!(Summary::of(&[]), None);
    }
}
