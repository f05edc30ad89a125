//! Where a time axis has its marks.

use crate::output::clock_time;

/// Steps between the marks of a time axis, in seconds.
const STEPS_S: [f64; 16] = [
    0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0,
    3600.0,
];
/// Marks of a whole recording: few enough for a phone.
const MAX_MARKS: f64 = 7.0;

/// The marks of an axis from 0 to `duration_s`: times in seconds and what is written there.
pub(super) fn marks(duration_s: f64) -> Vec<(f64, String)> {
    let fits = |step: &&f64| duration_s / **step <= MAX_MARKS;
    let last = STEPS_S[STEPS_S.len() - 1];
    let step = match STEPS_S.iter().find(fits) {
        Some(&step) => step,
        None => last * (duration_s / last / MAX_MARKS).ceil(),
    };
    let n_digits = usize::from(step < 1.0);
    let n = (duration_s / step + 1e-9).floor() as usize;
    (0..=n).map(|i| i as f64 * step).map(|time| (time, clock_time(time, n_digits))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_round() {
        let labels =
            |duration_s| -> Vec<String> { marks(duration_s).into_iter().map(|m| m.1).collect() };
        assert_eq!(labels(61.459), ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]);
        assert_eq!(labels(0.35), ["0:00.0", "0:00.1", "0:00.2", "0:00.3"]);
        assert_eq!(labels(0.0), ["0:00.0"]);
        for duration_s in [1e-4, 3.0, 100.0, 3600.0, 1e6] {
            assert!(marks(duration_s).len() <= 8, "{duration_s}");
        }
    }
}
