//! Powers of ten on a logarithmic axis.

use crate::axis::{Ruler, Scale};
use crate::ticks::numbers::{minus, with_prefix};
use crate::ticks::place::even;
use crate::ticks::{Tick, Ticks};

/// Powers of ten with their ones, twos and fives as far as there is room for their numbers, and
/// small marks at all other whole multiples of them.
pub(super) fn ticks(ruler: &Ruler, length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = ruler.range;
    let (first, last) = (low.log10().floor() as i32, high.log10().floor() as i32);
    let decade = length / (high / low).log10();
    // A one and a two, or a five and a ten, are three tenths of a decade apart.
    let labelled: &[u32] = if spacing <= 0.3 * decade { &[1, 2, 5] } else { &[1] };
    let stride = (spacing / decade).ceil().max(1.0) as i32;
    // All numbers are written alike: in full, or as powers.
    let is_plain = -4 <= first && last < 6;
    let mut marks = Vec::new();
    for exponent in first..=last {
        for digit in 1..=9 {
            let value = f64::from(digit) * power(exponent);
            // A hair beyond either end still counts, as the ends are rounded numbers.
            if value < low * (1.0 - 1e-9) || high * (1.0 + 1e-9) < value {
                continue;
            }
            let has_number = labelled.contains(&digit) && exponent.rem_euclid(stride) == 0;
            let label = if has_number {
                label(&ruler.ticks, digit, exponent, is_plain)
            } else {
                String::new()
            };
            // Many decades: marks between them would be a blur.
            if has_number || (stride == 1 && 3.0 * MARK_SPACING <= decade) || digit == 1 {
                marks.push(Tick { value, label });
            }
        }
    }
    if marks.iter().filter(|m| !m.label.is_empty()).count() < 2 {
        return even(&Ruler { scale: Scale::Linear, ..ruler.clone() }, length, spacing);
    }
    marks
}

/// Least distance of the small marks on the average, in points.
const MARK_SPACING: f64 = 8.0;

fn power(exponent: i32) -> f64 {
    // The nearest number, which a product of rounded tens is not.
    format!("1e{exponent}").parse().unwrap_or(f64::INFINITY)
}

fn label(kind: &Ticks, digit: u32, exponent: i32, is_plain: bool) -> String {
    let value = f64::from(digit) * power(exponent);
    match kind {
        Ticks::Engineering { unit } => with_prefix(value, value, unit),
        Ticks::Decibels => minus(format!("{value:+} dB")),
        _ if is_plain => format!("{value:.*}", (-exponent).max(0) as usize),
        _ if digit == 1 => format!("10{}", superscript(exponent)),
        _ => format!("{digit}·10{}", superscript(exponent)),
    }
}

fn superscript(number: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]);
    number.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: [f64; 2], kind: Ticks, length: f64) -> Vec<String> {
        let ruler = Ruler { scale: Scale::Log, ..Ruler::linear(range, kind) };
        let ticks = ticks(&ruler, length, 30.0).into_iter();
        ticks.map(|t| t.label).filter(|l| !l.is_empty()).collect()
    }

    #[test]
    fn decades_are_divided_where_there_is_room() {
        assert_eq!(
            labels([20.0, 2000.0], Ticks::Number, 400.0),
            ["20", "50", "100", "200", "500", "1000", "2000"]
        );
        assert_eq!(labels([20.0, 20000.0], Ticks::Number, 200.0), ["100", "1000", "10000"]);
        assert_eq!(labels([1e-3, 1.0], Ticks::Number, 200.0), ["0.001", "0.01", "0.1", "1"]);
        assert_eq!(
            labels([1e-20, 1.0], Ticks::Number, 200.0),
            ["10⁻¹⁸", "10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"]
        );
        assert_eq!(labels([3.0, 4.0], Ticks::Number, 120.0), ["3.0", "3.5", "4.0"]);
    }

    #[test]
    fn engineers_read_prefixes() {
        let hertz = Ticks::Engineering { unit: "Hz".to_owned() };
        assert_eq!(
            labels([20.0, 20000.0], hertz, 200.0),
            ["100\u{a0}Hz", "1\u{a0}kHz", "10\u{a0}kHz"]
        );
    }

    #[test]
    fn small_marks_stand_between() {
        let ruler = Ruler { scale: Scale::Log, ..Ruler::linear([1.0, 100.0], Ticks::Number) };
        assert_eq!(ticks(&ruler, 200.0, 30.0).len(), 19);
    }
}
