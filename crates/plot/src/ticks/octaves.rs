//! Powers of two on a curved axis.

use crate::axis::{Ruler, Scale};
use crate::ticks::Tick;
use crate::ticks::numbers::minus;
use crate::ticks::place::even;

/// Powers of two, and zero.
pub(super) fn ticks(ruler: &Ruler, length: f64, spacing: f64) -> Vec<Tick> {
    let values = octaves(ruler, 1.0, length, spacing);
    if values.len() < 2 {
        // Less than an octave to see: round numbers tell more.
        return even(&Ruler { scale: Scale::Linear, ..ruler.clone() }, length, spacing);
    }
    values.into_iter().map(|value| Tick { value, label: minus(value.to_string()) }).collect()
}

/// `base` times powers of two from the top down, every one or every second and so on, as far as
/// they keep their distance; and zero. In increasing order.
pub(super) fn octaves(ruler: &Ruler, base: f64, length: f64, spacing: f64) -> Vec<f64> {
    let [low, high] = ruler.range;
    let place = |value: f64| ruler.position(value) * length;
    let has_zero = low <= 0.0 && 0.0 <= high;
    let lowest = if has_zero { place(0.0) + spacing } else { place(low) };
    // No audible octave lies outside 2^-4 .. 2^20 Hz.
    let octaves: Vec<f64> = (-4..=20)
        .rev()
        .map(|e| base * 2.0_f64.powi(e))
        .filter(|v| (low..=high).contains(v))
        .collect();
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
    values.reverse();
    values
}

#[cfg(test)]
mod tests {
    use onkai_core::MelScale;

    use super::*;
    use crate::ticks::Ticks;

    #[test]
    fn frequencies_on_a_curved_axis_are_octaves() {
        let ruler = |scale| Ruler { scale, ..Ruler::linear([0.0, 11025.0], Ticks::Hertz) };
        let labels = |ruler: &Ruler, length: f64| -> Vec<String> {
            ticks(ruler, length, 14.0).into_iter().map(|t| t.label).collect()
        };
        assert_eq!(
            labels(&ruler(Scale::SymLog), 300.0),
            ["0", "32", "64", "128", "256", "512", "1024", "2048", "4096", "8192"]
        );
        assert_eq!(
            labels(&ruler(Scale::Mel(MelScale::Slaney)), 300.0),
            ["0", "256", "512", "1024", "2048", "4096", "8192"]
        );
        assert_eq!(labels(&ruler(Scale::SymLog), 60.0), ["0", "128", "512", "2048", "8192"]);
        let mel = Ruler { range: [14.0, 11025.0], ..ruler(Scale::Mel(MelScale::Slaney)) };
        assert_eq!(labels(&mel, 200.0), ["256", "512", "1024", "2048", "4096", "8192"]);
        let narrow = Ruler { range: [600.0, 900.0], ..ruler(Scale::SymLog) };
        assert_eq!(labels(&narrow, 60.0), ["600", "700", "800", "900"]);
        let tempo = Ruler { range: [16.0, 480.0], ..ruler(Scale::Log) };
        assert_eq!(labels(&tempo, 200.0), ["16", "32", "64", "128", "256"]);
    }
}
