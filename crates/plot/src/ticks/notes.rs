//! Notes on an axis of frequencies.

use crate::axis::{Ruler, Scale};
use crate::ticks::octaves::octaves;
use crate::ticks::place::even;
use crate::ticks::{Tick, Ticks};

/// Names of the pitch classes from C on.
pub(crate) const NAMES: [&str; 12] =
    ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];
/// C of octave 0 at A4 = 440 Hz.
const C0_HZ: f64 = 16.351597831287414;
/// Pitch classes that have a mark, the most of them first: all, then those of chords whose notes
/// lie two, three and five semitones apart at the least.
const CHOICES: [&[i32]; 4] =
    [&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], &[0, 2, 4, 7, 9], &[0, 4, 7], &[0, 7]];

/// All notes if they have room, else fewer in each octave, at the least its C.
pub(super) fn ticks(ruler: &Ruler, length: f64, spacing: f64) -> Vec<Tick> {
    let place = |hz: f64| ruler.position(hz) * length;
    for classes in CHOICES {
        let notes: Vec<i32> =
            within(ruler).filter(|n| classes.contains(&n.rem_euclid(12))).collect();
        let apart = notes.windows(2).all(|p| spacing <= place(hertz(p[1])) - place(hertz(p[0])));
        if apart && 2 <= notes.len() {
            return notes.into_iter().map(tick).collect();
        }
    }
    let octaves = octaves(ruler, C0_HZ, length, spacing).into_iter().filter(|&hz| 0.0 < hz);
    let marks: Vec<Tick> =
        octaves.map(|hz| tick((hz / C0_HZ).log2().round() as i32 * 12)).collect();
    if marks.is_empty() {
        // Less than a semitone to see.
        let hertz = Ruler { scale: Scale::Linear, ticks: Ticks::Hertz, ..ruler.clone() };
        return even(&hertz, length, spacing);
    }
    marks
}

/// The notes on the axis, as semitones above C0.
fn within(ruler: &Ruler) -> impl Iterator<Item = i32> + use<> {
    let [low, high] = ruler.range;
    // Nothing is heard below octave -4 or above octave 16.
    let semitone = |hz: f64| (12.0 * (hz.max(1.0) / C0_HZ).log2()).clamp(-48.0, 192.0);
    let from = (semitone(low) - 1e-6).ceil() as i32;
    let to = (semitone(high) + 1e-6).floor() as i32;
    from..=to
}

fn hertz(note: i32) -> f64 {
    C0_HZ * (f64::from(note) / 12.0).exp2()
}

fn tick(note: i32) -> Tick {
    let name = NAMES[note.rem_euclid(12) as usize];
    let octave = note.div_euclid(12);
    let label = format!("{name}{octave}").replace('-', "\u{2212}");
    Tick { value: hertz(note), label }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(scale: Scale, range: [f64; 2], length: f64) -> Vec<String> {
        let ruler = Ruler { scale, ..Ruler::linear(range, Ticks::Notes) };
        ticks(&ruler, length, 14.0).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn as_many_notes_as_have_room() {
        let seven_octaves = [32.7, 32.71 * 128.0];
        assert_eq!(
            labels(Scale::Log, seven_octaves, 150.0),
            ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"]
        );
        assert_eq!(labels(Scale::Log, seven_octaves, 60.0), ["C2", "C4", "C6", "C8"]);
        assert_eq!(labels(Scale::Log, [261.0, 524.0], 150.0), ["C4", "D4", "E4", "G4", "A4", "C5"]);
        assert_eq!(labels(Scale::Log, [261.0, 524.0], 400.0)[..3], ["C4", "C♯4", "D4"]);
        assert_eq!(labels(Scale::Log, [441.0, 450.0], 50.0), ["445", "450"]);
    }

    #[test]
    fn zero_is_no_note() {
        let labels = labels(Scale::Linear, [0.0, 11025.0], 300.0);
        assert!(
            labels.contains(&"C9".to_owned()) && !labels.contains(&"0".to_owned()),
            "{labels:?}"
        );
    }
}
