//! The marks of any axis.

use crate::axis::{Ruler, Scale};
use crate::ticks::{Ticks, decades, notes, numbers, octaves, time};

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    /// Empty for the small marks between those with a number.
    pub(crate) label: String,
}

/// The marks of an axis that is `length` long, those with a label at least `spacing` apart (both in
/// points), in increasing order.
pub(crate) fn ticks(ruler: &Ruler, length: f64, spacing: f64) -> Vec<Tick> {
    match (&ruler.ticks, ruler.scale) {
        (Ticks::Off, _) => Vec::new(),
        (Ticks::At(marks), _) => {
            let marks =
                marks.iter().map(|(value, label)| Tick { value: *value, label: label.clone() });
            named(ruler, marks.collect(), length, spacing)
        }
        (Ticks::Beats(moments), _) => beats(ruler, moments, length, spacing),
        (Ticks::Notes, _) => notes::ticks(ruler, length, spacing),
        (Ticks::Hertz | Ticks::Tempo, Scale::Log | Scale::SymLog | Scale::Mel(_))
        | (_, Scale::SymLog | Scale::Mel(_)) => octaves::ticks(ruler, length, spacing),
        (_, Scale::Log) => decades::ticks(ruler, length, spacing),
        (_, Scale::Linear) => even(ruler, length, spacing),
    }
}

/// What is written along an axis if the caller does not say.
pub(crate) fn default_label(ruler: &Ruler) -> &'static str {
    match ruler.ticks {
        Ticks::Time => time::label(ruler.range),
        Ticks::Hertz => "Frequency (Hz)",
        Ticks::Notes => "Note",
        Ticks::Tempo => "Tempo (BPM)",
        Ticks::Beats(_) => "Beat",
        Ticks::Number
        | Ticks::Whole
        | Ticks::Decibels
        | Ticks::Engineering { .. }
        | Ticks::At(_)
        | Ticks::Off => "",
    }
}

/// Multiples of a round step.
pub(super) fn even(ruler: &Ruler, length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = ruler.range;
    let least_step = (high - low) * spacing / length;
    match &ruler.ticks {
        Ticks::Time => time::ticks(ruler.range, least_step),
        Ticks::Decibels => numbers::decibels(ruler.range, least_step),
        Ticks::Engineering { unit } => numbers::engineering(ruler.range, least_step, unit),
        Ticks::Whole => numbers::plain(ruler.range, least_step.max(1.0)),
        _ => numbers::plain(ruler.range, least_step),
    }
}

/// Those of the given marks that lie on the axis: all, or every second, third and so on.
fn named(ruler: &Ruler, mut marks: Vec<Tick>, length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = ruler.range;
    marks.retain(|m| low <= m.value && m.value <= high);
    marks.sort_by(|a, b| a.value.total_cmp(&b.value));
    let place = |tick: &Tick| ruler.position(tick.value) * length;
    let fits = |stride: usize| {
        let kept: Vec<f64> = marks.iter().step_by(stride).map(place).collect();
        kept.windows(2).all(|pair| spacing <= pair[1] - pair[0] + 1e-9)
    };
    let stride = (1..marks.len()).find(|&stride| fits(stride)).unwrap_or(marks.len().max(1));
    marks.into_iter().step_by(stride).collect()
}

fn beats(ruler: &Ruler, moments: &[f64], length: f64, spacing: f64) -> Vec<Tick> {
    let [low, high] = ruler.range;
    let place = |value: f64| ruler.position(value) * length;
    let mut stride = 1;
    loop {
        let counted = moments.iter().enumerate().step_by(stride);
        let shown: Vec<Tick> = counted
            .filter(|&(_, &v)| low <= v && v <= high)
            .map(|(i, &value)| Tick { value, label: (i + 1).to_string() })
            .collect();
        let gap = |pair: &[Tick]| place(pair[1].value) - place(pair[0].value) + 1e-9;
        let fits = shown.windows(2).all(|pair| spacing <= gap(pair));
        if fits || shown.len() < 2 {
            return shown;
        }
        stride *= 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(ruler: &Ruler, length: f64, spacing: f64) -> Vec<String> {
        ticks(ruler, length, spacing).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn names_stand_where_they_belong_and_apart() {
        let names = (0..12).map(|i| (f64::from(i), format!("n{i}"))).collect();
        let ruler = Ruler::linear([-0.5, 9.5], Ticks::At(names));
        assert_eq!(labels(&ruler, 200.0, 10.0).len(), 10);
        assert_eq!(labels(&ruler, 100.0, 20.0), ["n0", "n2", "n4", "n6", "n8"]);
        let one = Ruler::linear([0.0, 1.0], Ticks::At(vec![(0.5, "x".to_owned())]));
        assert_eq!(labels(&one, 10.0, 20.0), ["x"]);
        let none = Ruler::linear([0.0, 1.0], Ticks::At(Vec::new()));
        assert!(labels(&none, 10.0, 20.0).is_empty());
    }

    #[test]
    fn beats_are_counted_in_powers_of_two() {
        let moments: Vec<f64> = (0..40).map(|i| 0.5 * f64::from(i)).collect();
        let ruler = Ruler::linear([0.0, 20.0], Ticks::Beats(moments));
        assert_eq!(labels(&ruler, 200.0, 20.0)[..4], ["1", "5", "9", "13"]);
        assert_eq!(labels(&ruler, 200.0, 5.0).len(), 40);
    }

    proptest! {
        #[test]
        fn ticks_lie_on_the_axis_and_apart(low in -1e6..1e6_f64, log_span in -4.0..7.0_f64, n in 1.0..20.0_f64) {
            let span = 10.0_f64.powf(log_span);
            let engineering = Ticks::Engineering { unit: "V".to_owned() };
            for kind in [Ticks::Number, Ticks::Time, Ticks::Decibels, engineering] {
                let ruler = Ruler::linear([low, low + span], kind);
                let ticks = ticks(&ruler, 100.0, 100.0 / n);
                prop_assert!(ticks.len() as f64 <= n + 1.0);
                for pair in ticks.windows(2) {
                    prop_assert!(0.999 * span / n <= pair[1].value - pair[0].value);
                    prop_assert!(pair[0].label != pair[1].label);
                }
                for tick in &ticks {
                    prop_assert!((-1e-6..=1.0 + 1e-6).contains(&ruler.fraction(tick.value)));
                }
            }
        }

        #[test]
        fn curved_ticks_lie_on_the_axis_and_apart(low in 1e-3..2e4_f64, octaves in 0.01..20.0_f64, spacing in 8.0..60.0_f64) {
            let engineering = Ticks::Engineering { unit: "Hz".to_owned() };
            for kind in [Ticks::Number, Ticks::Hertz, Ticks::Notes, Ticks::Tempo, engineering] {
                let range = [low, low * octaves.exp2()];
                let ruler = Ruler { scale: Scale::Log, ..Ruler::linear(range, kind) };
                let ticks = ticks(&ruler, 300.0, spacing);
                let numbers: Vec<_> = ticks.iter().filter(|t| !t.label.is_empty()).collect();
                for pair in numbers.windows(2) {
                    prop_assert!(pair[0].label != pair[1].label);
                    prop_assert!(pair[0].value < pair[1].value);
                }
                for tick in &ticks {
                    prop_assert!((-1e-6..=1.0 + 1e-6).contains(&ruler.fraction(tick.value)));
                }
            }
        }
    }
}
