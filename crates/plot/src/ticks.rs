//! Where an axis has its marks, and what is written there.
//!
//! Counterpart of matplotlib's locators and of `librosa.display.TimeFormatter`.

use crate::axis::{Axis, Quantity, Scale};

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

/// The marks of an axis that is `length` long, at least `spacing` apart (both in points), in
/// increasing order.
pub(crate) fn ticks(axis: &Axis, length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = axis.range;
    if axis.scale != Scale::Linear {
        return octaves(axis, length, spacing);
    }
    let least_step = (high - low) * spacing / length;
    let step = match axis.quantity {
        Quantity::Seconds => time_step(least_step),
        Quantity::Number | Quantity::Hertz | Quantity::Decibels => round_step(least_step),
    };
    let digits = fraction_digits(step);
    multiples(axis.range, step)
        .map(|value| {
            let label = match axis.quantity {
                Quantity::Seconds => time_label(value, TimeUnit::of(axis), digits),
                Quantity::Decibels => minus(format!("{value:+.digits$} dB")),
                Quantity::Number | Quantity::Hertz => number_label(value, step, digits),
            };
            Tick { value, label }
        })
        .collect()
}

/// What is written along an axis if the caller does not say.
pub(crate) fn axis_title(axis: &Axis) -> &'static str {
    match (axis.quantity, TimeUnit::of(axis)) {
        (Quantity::Seconds, TimeUnit::Seconds) => "Time (s)",
        (Quantity::Seconds, TimeUnit::Minutes) => "Time (m:ss)",
        (Quantity::Seconds, TimeUnit::Hours) => "Time (h:mm:ss)",
        (Quantity::Hertz, _) => "Frequency (Hz)",
        (Quantity::Number | Quantity::Decibels, _) => "",
    }
}

/// The multiples of `step` within a range.
fn multiples([low, high]: [f64; 2], step: f64) -> impl Iterator<Item = f64> {
    // A hair of a step beyond either end still counts, since the ends are rounded numbers.
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    // `+ 0.0` turns a negative zero into the zero that is to be written.
    (0..=(last - first).max(-1.0) as i64 as usize)
        .map(move |i| (first + i as f64) * step + 0.0)
        .take_while(move |&v| v <= last * step)
}

/// The least of 1, 2, 5, 10, 20, ... (and their decimal parts) that is not below `least`.
fn round_step(least: f64) -> f64 {
    let decade = 10.0_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|f| least <= f * decade * (1.0 + 1e-9));
    factor.unwrap_or(10.0) * decade
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

/// Digits after the point that tell multiples of `step` apart.
fn fraction_digits(step: f64) -> usize {
    // No `f64` needs more, and a step of 1, 2 or 5 times a power of ten has one digit there.
    (-(step.log10() + 1e-9).floor()).clamp(0.0, 20.0) as usize
}

fn number_label(value: f64, step: f64, digits: usize) -> String {
    let largest = value.abs().max(step);
    if value != 0.0 && (step < 1e-4 || 1e7 <= largest) {
        // Digits of the mantissa down to the step's.
        let digits = (value.abs().log10().floor() - (step.log10() + 1e-9).floor()).max(0.0);
        return minus(format!("{value:.*e}", digits as usize));
    }
    let digits = if value == 0.0 && step < 1e-4 { 0 } else { digits };
    minus(format!("{value:.digits$}"))
}

/// Writes the minus sign as such, not as a hyphen.
fn minus(text: String) -> String {
    if text.contains('-') { text.replace('-', "\u{2212}") } else { text }
}

/// The largest unit of the numbers on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeUnit {
    Seconds,
    Minutes,
    Hours,
}

impl TimeUnit {
    /// From 60 s on minutes, from 3600 s on hours.
    fn of(axis: &Axis) -> Self {
        let [low, high] = axis.range;
        match low.abs().max(high.abs()) {
            longest if longest < 60.0 => Self::Seconds,
            longest if longest < 3600.0 => Self::Minutes,
            _ => Self::Hours,
        }
    }
}

fn time_label(seconds: f64, unit: TimeUnit, digits: usize) -> String {
    if unit == TimeUnit::Seconds {
        return minus(format!("{seconds:.digits$}"));
    }
    // Counted in whole units of the last digit, so that 59.96 s is never written as 0:60.0.
    let per_second = 10_u64.pow(digits.min(9) as u32);
    let total = (seconds.abs() * per_second as f64).round() as u64;
    let (whole, part) = (total / per_second, total % per_second);
    let (minutes, s) = (whole / 60, whole % 60);
    let sign = if seconds < 0.0 { "\u{2212}" } else { "" };
    let fraction = if digits == 0 { String::new() } else { format!(".{part:0digits$}") };
    match unit {
        TimeUnit::Hours => format!("{sign}{}:{:02}:{s:02}{fraction}", minutes / 60, minutes % 60),
        TimeUnit::Seconds | TimeUnit::Minutes => format!("{sign}{minutes}:{s:02}{fraction}"),
    }
}

/// Powers of two from the top down, every one or every second and so on, as far as they keep their
/// distance; and zero.
fn octaves(axis: &Axis, length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = axis.range;
    let place = |value: f64| axis.fraction(value) * length;
    let has_zero = low <= 0.0 && 0.0 <= high;
    let lowest = if has_zero { place(0.0) + spacing } else { place(low) };
    // No audible octave lies outside 2^-4 .. 2^20 Hz.
    let octaves: Vec<f64> =
        (-4..=20).rev().map(|e| 2.0_f64.powi(e)).filter(|v| (low..=high).contains(v)).collect();
    let far_enough = |upper: f64, lower: f64| spacing <= place(upper) - place(lower);
    let stride =
        (1..octaves.len()).find(|&n| far_enough(octaves[0], octaves[n])).unwrap_or(octaves.len());
    let mut values: Vec<f64> = Vec::new();
    for &value in octaves.iter().step_by(stride.max(1)) {
        let fits = values.last().is_none_or(|&above| far_enough(above, value));
        if !fits || place(value) < lowest {
            break;
        }
        values.push(value);
    }
    if has_zero {
        values.push(0.0);
    }
    if values.len() < 2 {
        // Less than an octave to see: round numbers tell more.
        return ticks(&Axis { scale: Scale::Linear, ..*axis }, length, spacing);
    }
    values.iter().rev().map(|&value| Tick { value, label: minus(value.to_string()) }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use onkai_core::MelScale;

    fn labels(quantity: Quantity, range: [f64; 2], n: f64) -> Vec<String> {
        let axis = Axis { scale: Scale::Linear, range, quantity };
        ticks(&axis, 100.0, 100.0 / n).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn numbers_step_by_one_two_or_five() {
        assert_eq!(
            labels(Quantity::Number, [0.0, 1.0], 5.0),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(
            labels(Quantity::Number, [-1.05, 1.05], 5.0),
            ["−1.0", "−0.5", "0.0", "0.5", "1.0"]
        );
        assert_eq!(labels(Quantity::Number, [0.0, 17.3], 4.0), ["0", "5", "10", "15"]);
        assert_eq!(
            labels(Quantity::Hertz, [0.0, 11025.0], 6.0),
            ["0", "2000", "4000", "6000", "8000", "10000"]
        );
        assert_eq!(labels(Quantity::Number, [0.0, 3e-9], 3.0), ["0", "1e−9", "2e−9", "3e−9"]);
        assert_eq!(labels(Quantity::Number, [0.0, 4e12], 2.0), ["0", "2e12", "4e12"]);
    }

    #[test]
    fn decibels_have_a_sign() {
        assert_eq!(
            labels(Quantity::Decibels, [-80.0, 0.0], 4.0),
            ["−80 dB", "−60 dB", "−40 dB", "−20 dB", "+0 dB"]
        );
        assert_eq!(
            labels(Quantity::Decibels, [-1.0, 0.5], 3.0),
            ["−1.0 dB", "−0.5 dB", "+0.0 dB", "+0.5 dB"]
        );
    }

    #[test]
    fn time_is_written_as_long_as_it_is() {
        assert_eq!(labels(Quantity::Seconds, [0.0, 0.03], 3.0), ["0.00", "0.01", "0.02", "0.03"]);
        assert_eq!(labels(Quantity::Seconds, [0.0, 20.0], 4.0), ["0", "5", "10", "15", "20"]);
        assert_eq!(
            labels(Quantity::Seconds, [0.0, 61.46], 5.0),
            ["0:00", "0:15", "0:30", "0:45", "1:00"]
        );
        assert_eq!(
            labels(Quantity::Seconds, [59.0, 61.0], 4.0),
            ["0:59.0", "0:59.5", "1:00.0", "1:00.5", "1:01.0"]
        );
        assert_eq!(
            labels(Quantity::Seconds, [0.0, 7000.0], 4.0),
            ["0:00:00", "0:30:00", "1:00:00", "1:30:00"]
        );
        assert_eq!(
            labels(Quantity::Seconds, [-90.0, 0.0], 3.0),
            ["−1:30", "−1:00", "−0:30", "0:00"]
        );
        let day = labels(Quantity::Seconds, [0.0, 86400.0], 4.0);
        assert_eq!(day, ["0:00:00", "6:00:00", "12:00:00", "18:00:00", "24:00:00"]);
    }

    #[test]
    fn frequencies_on_a_curved_axis_are_octaves() {
        let axis = |scale| Axis { scale, range: [0.0, 11025.0], quantity: Quantity::Hertz };
        let labels = |axis: &Axis, length: f64| -> Vec<String> {
            ticks(axis, length, 14.0).into_iter().map(|t| t.label).collect()
        };
        assert_eq!(
            labels(&axis(Scale::SymLog), 300.0),
            ["0", "32", "64", "128", "256", "512", "1024", "2048", "4096", "8192"]
        );
        assert_eq!(
            labels(&axis(Scale::Mel(MelScale::Slaney)), 300.0),
            ["0", "256", "512", "1024", "2048", "4096", "8192"]
        );
        assert_eq!(labels(&axis(Scale::SymLog), 60.0), ["0", "128", "512", "2048", "8192"]);
        let mel = Axis { range: [14.0, 11025.0], ..axis(Scale::Mel(MelScale::Slaney)) };
        assert_eq!(labels(&mel, 200.0), ["256", "512", "1024", "2048", "4096", "8192"]);
        let narrow = Axis { range: [600.0, 900.0], ..axis(Scale::SymLog) };
        assert_eq!(labels(&narrow, 60.0), ["600", "700", "800", "900"]);
    }

    proptest! {
        #[test]
        fn ticks_lie_on_the_axis_and_apart(low in -1e6..1e6_f64, log_span in -4.0..7.0_f64, n in 1.0..20.0_f64) {
            let span = 10.0_f64.powf(log_span);
            for quantity in [Quantity::Number, Quantity::Seconds, Quantity::Decibels] {
                let axis = Axis { scale: Scale::Linear, range: [low, low + span], quantity };
                let ticks = ticks(&axis, 100.0, 100.0 / n);
                prop_assert!(ticks.len() as f64 <= n + 1.0);
                for pair in ticks.windows(2) {
                    prop_assert!(0.999 * span / n <= pair[1].value - pair[0].value);
                    prop_assert!(pair[0].label != pair[1].label);
                }
                for tick in &ticks {
                    prop_assert!((-1e-6..=1.0 + 1e-6).contains(&axis.fraction(tick.value)));
                }
            }
        }
    }
}
