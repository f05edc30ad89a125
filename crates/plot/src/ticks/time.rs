//! Times, as long as they are.

use crate::ticks::Tick;
use crate::ticks::numbers::{fraction_digits, minus, multiples, round_step};

/// Marks of a time axis in seconds, at least `least_step` apart.
pub(super) fn ticks(range: [f64; 2], least_step: f64) -> Vec<Tick> {
    let step = time_step(least_step);
    let unit = Unit::of(range);
    let digits = fraction_digits(if unit == Unit::Milliseconds { 1e3 * step } else { step });
    let label = |value: f64| match unit {
        Unit::Milliseconds => minus(format!("{:.digits$}", 1e3 * value)),
        Unit::Seconds => minus(format!("{value:.digits$}")),
        Unit::Minutes | Unit::Hours => clock(value, unit, digits),
    };
    multiples(range, step).map(|value| Tick { value, label: label(value) }).collect()
}

/// What stands along a time axis.
pub(super) fn label(range: [f64; 2]) -> &'static str {
    match Unit::of(range) {
        Unit::Milliseconds => "Time (ms)",
        Unit::Seconds => "Time (s)",
        Unit::Minutes => "Time (m:ss)",
        Unit::Hours => "Time (h:mm:ss)",
    }
}

/// As [`round_step`], but steps over 10 s divide the minute and the hour.
fn time_step(least: f64) -> f64 {
    const STEPS_S: [f64; 12] =
        [15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0];
    if least <= 10.0 {
        return round_step(least);
    }
    STEPS_S.into_iter().find(|&s| least <= s).unwrap_or_else(|| 3600.0 * round_step(least / 3600.0))
}

/// The largest unit of the numbers on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
}

impl Unit {
    /// Milliseconds below 1 s, minutes from 60 s on, hours from 3600 s on.
    fn of([low, high]: [f64; 2]) -> Self {
        match low.abs().max(high.abs()) {
            longest if longest < 1.0 => Self::Milliseconds,
            longest if longest < 60.0 => Self::Seconds,
            longest if longest < 3600.0 => Self::Minutes,
            _ => Self::Hours,
        }
    }
}

fn clock(seconds: f64, unit: Unit, digits: usize) -> String {
    // Counted in whole units of the last digit, so that 59.96 s is never written as 0:60.0.
    let per_second = 10_u64.pow(digits.min(9) as u32);
    let total = (seconds.abs() * per_second as f64).round() as u64;
    let (whole, part) = (total / per_second, total % per_second);
    let (minutes, s) = (whole / 60, whole % 60);
    let sign = if seconds < 0.0 { "\u{2212}" } else { "" };
    let fraction = if digits == 0 { String::new() } else { format!(".{part:0digits$}") };
    if unit == Unit::Hours {
        return format!("{sign}{}:{:02}:{s:02}{fraction}", minutes / 60, minutes % 60);
    }
    format!("{sign}{minutes}:{s:02}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: [f64; 2], n: f64) -> Vec<String> {
        ticks(range, (range[1] - range[0]) / n).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn time_is_written_as_long_as_it_is() {
        assert_eq!(labels([0.0, 0.002], 4.0), ["0.0", "0.5", "1.0", "1.5", "2.0"]);
        assert_eq!(labels([0.0, 0.03], 3.0), ["0", "10", "20", "30"]);
        assert_eq!(labels([0.0, 20.0], 4.0), ["0", "5", "10", "15", "20"]);
        assert_eq!(labels([0.0, 61.46], 5.0), ["0:00", "0:15", "0:30", "0:45", "1:00"]);
        assert_eq!(labels([59.0, 61.0], 4.0), ["0:59.0", "0:59.5", "1:00.0", "1:00.5", "1:01.0"]);
        assert_eq!(labels([0.0, 7000.0], 4.0), ["0:00:00", "0:30:00", "1:00:00", "1:30:00"]);
        assert_eq!(labels([-90.0, 0.0], 3.0), ["−1:30", "−1:00", "−0:30", "0:00"]);
        let day = labels([0.0, 86400.0], 4.0);
        assert_eq!(day, ["0:00:00", "6:00:00", "12:00:00", "18:00:00", "24:00:00"]);
    }

    #[test]
    fn the_unit_is_named() {
        let names = [0.5, 5.0, 500.0, 5000.0].map(|end| label([0.0, end]));
        assert_eq!(names, ["Time (ms)", "Time (s)", "Time (m:ss)", "Time (h:mm:ss)"]);
    }
}
