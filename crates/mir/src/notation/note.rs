//! A note: a name, an octave, and cents beside it.
//!
//! Counterpart of librosa's note names.

use std::fmt;
use std::str::FromStr;

use onkai_core::{Error, Result};

use super::NoteName;

/// A pitch as text gives it: `C4`, `f#-1`, `B♭3+25`.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::Note;
///
/// let note: Note = "Bb3+25".parse()?;
/// assert_eq!(note.to_string(), "B♭3+25");
/// assert_eq!(note.midi(), 58.25);
/// // Without an octave the lowest is meant, as in librosa.
/// assert_eq!("A".parse::<Note>()?.octave, 0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Note {
    /// The letter and its accidentals.
    pub name: NoteName,
    /// The octave, which C begins: the C of octave 4 is MIDI note 60.
    pub octave: i32,
    /// Hundredths of a semitone above what name and octave say.
    pub cents: i32,
}

impl Note {
    /// The MIDI number: semitones above the C of octave -1, where the A of octave 4 is 69.
    pub fn midi(&self) -> f64 {
        let octaves = 12.0 * (f64::from(self.octave) + 1.0);
        octaves + f64::from(self.name.semitones()) + 0.01 * f64::from(self.cents)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, self.octave)?;
        if self.cents == 0 { Ok(()) } else { write!(f, "{:+}", self.cents) }
    }
}

impl FromStr for Note {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        read(text).ok_or_else(|| Error::UnknownName {
            name: "note",
            value: text.to_owned(),
            known: "a letter from A to G, accidentals, an octave, cents with their sign, as in \
                    `A4`, `c♯-1`, `Bb3+25`",
        })
    }
}

fn read(text: &str) -> Option<Note> {
    let (name, rest) = NoteName::read(text)?;
    // A number may begin with a sign; the next sign begins the next number.
    let end = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'));
    let (octave, cents) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
    Some(Note { name, octave: number(octave)?, cents: number(cents)? })
}

/// A number, or nothing, which is zero.
fn number(text: &str) -> Option<i32> {
    if text.is_empty() { Some(0) } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_apart() {
        for (text, octave, cents) in
            [("C", 0, 0), ("C-1", -1, 0), ("C+5", 5, 0), ("C4-10", 4, -10), ("C-1+7", -1, 7)]
        {
            let expected = Note { name: NoteName::C, octave, cents };
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_note_is_refused() {
        for bad in ["", "4", "H4", "C4.5", "C4-", "C4+1+1", "C99999999999", "C4 ", "C٣"] {
            assert!(matches!(bad.parse::<Note>(), Err(Error::UnknownName { .. })), "{bad}");
        }
    }
}
