//! Numbers in even steps.

use crate::ticks::Tick;

/// Plain numbers, at least `least_step` apart.
pub(super) fn plain(range: [f64; 2], least_step: f64) -> Vec<Tick> {
    let step = round_step(least_step);
    let digits = fraction_digits(step);
    labelled(range, step, |value| number(value, step, digits))
}

/// Decibels with their sign.
pub(super) fn decibels(range: [f64; 2], least_step: f64) -> Vec<Tick> {
    let step = round_step(least_step);
    let digits = fraction_digits(step);
    labelled(range, step, |value| minus(format!("{value:+.digits$} dB")))
}

/// Numbers with a unit and its prefix.
pub(super) fn engineering(range: [f64; 2], least_step: f64, unit: &str) -> Vec<Tick> {
    let step = round_step(least_step);
    labelled(range, step, |value| with_prefix(value, step, unit))
}

fn labelled(range: [f64; 2], step: f64, label: impl Fn(f64) -> String) -> Vec<Tick> {
    multiples(range, step).map(|value| Tick { value, label: label(value) }).collect()
}

/// The multiples of `step` within a range.
pub(super) fn multiples([low, high]: [f64; 2], step: f64) -> impl Iterator<Item = f64> {
    // A hair of a step beyond either end still counts, since the ends are rounded numbers.
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    // `+ 0.0` turns a negative zero into the zero that is to be written.
    (0..=(last - first).max(-1.0) as i64 as usize)
        .map(move |i| (first + i as f64) * step + 0.0)
        .take_while(move |&v| v <= last * step)
}

/// The least of 1, 2, 5, 10, 20, ... (and their decimal parts) that is not below `least`.
pub(super) fn round_step(least: f64) -> f64 {
    let decade = 10.0_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|f| least <= f * decade * (1.0 + 1e-9));
    factor.unwrap_or(10.0) * decade
}

/// Digits after the point that tell multiples of `step` apart.
pub(super) fn fraction_digits(step: f64) -> usize {
    // No `f64` needs more, and a step of 1, 2 or 5 times a power of ten has one digit there.
    (-(step.log10() + 1e-9).floor()).clamp(0.0, 20.0) as usize
}

fn number(value: f64, step: f64, digits: usize) -> String {
    let largest = value.abs().max(step);
    if value != 0.0 && (step < 1e-4 || 1e7 <= largest) {
        // Digits of the mantissa down to the step's.
        let digits = (value.abs().log10().floor() - (step.log10() + 1e-9).floor()).max(0.0);
        let text = format!("{value:.*e}", digits as usize);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return minus(format!("{}e{exponent}", without_zeros(mantissa)));
    }
    let digits = if value == 0.0 && step < 1e-4 { 0 } else { digits };
    minus(format!("{value:.digits$}"))
}

/// A number without zeros at the end of its fraction.
fn without_zeros(number: &str) -> &str {
    if number.contains('.') {
        return number.trim_end_matches('0').trim_end_matches('.');
    }
    number
}

/// Writes the minus sign as such, not as a hyphen.
pub(super) fn minus(text: String) -> String {
    if text.contains('-') { text.replace('-', "\u{2212}") } else { text }
}

/// The number in front of the largest prefix that leaves a whole part, with as many digits as tell
/// multiples of `step` apart.
pub(super) fn with_prefix(value: f64, step: f64, unit: &str) -> String {
    const PREFIXES: [&str; 11] = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P"];
    const UNITY: f64 = 5.0;
    let thousands = if value == 0.0 {
        0.0
    } else {
        // A rounding error below a thousand is a thousand.
        ((value.abs() * (1.0 + 1e-9)).log10() / 3.0).floor().clamp(-UNITY, UNITY)
    };
    let factor = 1000.0_f64.powf(thousands);
    let digits = fraction_digits(step / factor);
    let number = format!("{:.digits$}", value / factor);
    let number = without_zeros(&number);
    let unit = format!("{}{unit}", PREFIXES[(thousands + UNITY) as usize]);
    let gap = if unit.is_empty() { "" } else { "\u{a0}" };
    minus(format!("{number}{gap}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: Vec<Tick>) -> Vec<String> {
        ticks.into_iter().map(|t| t.label).collect()
    }

    fn numbers(range: [f64; 2], n: f64) -> Vec<String> {
        labels(plain(range, (range[1] - range[0]) / n))
    }

    #[test]
    fn numbers_step_by_one_two_or_five() {
        assert_eq!(numbers([0.0, 1.0], 5.0), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(numbers([-1.05, 1.05], 5.0), ["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
        assert_eq!(numbers([0.0, 17.3], 4.0), ["0", "5", "10", "15"]);
        assert_eq!(numbers([0.0, 11025.0], 6.0), ["0", "2000", "4000", "6000", "8000", "10000"]);
        assert_eq!(numbers([0.0, 3e-9], 3.0), ["0", "1e−9", "2e−9", "3e−9"]);
        assert_eq!(numbers([0.0, 4e12], 2.0), ["0", "2e12", "4e12"]);
        assert_eq!(numbers([0.0, 1e-6], 2.0), ["0", "5e−7", "1e−6"]);
    }

    #[test]
    fn decibels_have_a_sign() {
        assert_eq!(
            labels(decibels([-80.0, 0.0], 20.0)),
            ["−80 dB", "−60 dB", "−40 dB", "−20 dB", "+0 dB"]
        );
        assert_eq!(
            labels(decibels([-1.0, 0.5], 0.5)),
            ["−1.0 dB", "−0.5 dB", "+0.0 dB", "+0.5 dB"]
        );
    }

    #[test]
    fn units_have_prefixes() {
        let hertz = |range, step| labels(engineering(range, step, "Hz"));
        assert_eq!(
            hertz([0.0, 2000.0], 500.0),
            ["0\u{a0}Hz", "500\u{a0}Hz", "1\u{a0}kHz", "1.5\u{a0}kHz", "2\u{a0}kHz"]
        );
        assert_eq!(hertz([-0.002, 0.0], 0.001), ["−2\u{a0}mHz", "−1\u{a0}mHz", "0\u{a0}Hz"]);
        assert_eq!(
            labels(engineering([0.0, 2e-5], 1e-5, "s")),
            ["0\u{a0}s", "10\u{a0}µs", "20\u{a0}µs"]
        );
        assert_eq!(
            labels(engineering([999.0, 1001.0], 1.0, "")),
            ["999", "1\u{a0}k", "1.001\u{a0}k"]
        );
        assert_eq!(with_prefix(1e30, 1e30, "V"), "1000000000000000\u{a0}PV");
    }
}
