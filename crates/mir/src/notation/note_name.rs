//! The name of a note without its octave.
//!
//! Counterpart of `librosa.fifths_to_note`, and of what librosa's note names have before the octave.

use std::fmt;
use std::str::FromStr;

use onkai_core::{Error, Result};

/// A letter with its accidentals: a place on the line of fifths … B♭ F C G D A E B F♯ ….
///
/// Twelve fifths up there is another name for the same key of a piano: the line is no circle.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::NoteName;
///
/// let name: NoteName = "E♭".parse()?;
/// assert_eq!((name.fifths(), name.pitch_class()), (-3, 3));
/// assert_eq!("Bbb".parse::<NoteName>()?.to_string(), "B𝄫");
/// assert_eq!(name.up_fifths(11).spell(false), "G#");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Of three accidentals and more the single one always stands first, as in `key_to_notes`;
/// `fifths_to_note` puts it last.
#[doc(alias = "fifths_to_note")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NoteName {
    fifths: i32,
}

/// The letters in the order of fifths, from one fifth below C.
const LETTERS: [char; 7] = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];
/// Semitones of the letters above C.
const NATURALS: [i32; 7] = [5, 0, 7, 2, 9, 4, 11];
/// More signs than this are no name but noise.
const MOST_ACCIDENTALS: i32 = 99;

impl NoteName {
    /// C, where the line of fifths is counted from.
    pub const C: Self = Self { fifths: 0 };

    /// How many fifths above C this name stands; negative below.
    pub fn fifths(self) -> i32 {
        self.fifths
    }

    /// The name `fifths` perfect fifths above this one, or below if negative.
    #[must_use]
    pub fn up_fifths(self, fifths: i32) -> Self {
        Self { fifths: self.fifths.saturating_add(fifths) }
    }

    /// The letter, from A to G.
    pub fn letter(self) -> char {
        LETTERS[self.letter_index()]
    }

    /// How many semitones the accidentals raise the letter; negative for flats.
    pub fn accidentals(self) -> i32 {
        self.fifths.saturating_add(1).div_euclid(7)
    }

    /// Semitones above C of the key on a piano, from 0 to 11.
    pub fn pitch_class(self) -> usize {
        // A fifth is seven semitones.
        (i64::from(self.fifths) * 7).rem_euclid(12) as usize
    }

    /// Semitones above the C of the octave that the letter belongs to: C♭ is -1, B♯ is 12.
    pub(super) fn semitones(self) -> i32 {
        NATURALS[self.letter_index()] + self.accidentals()
    }

    /// The name in text, with Unicode's signs (♯ 𝄪 ♭ 𝄫) or ASCII's (# ## b bb).
    pub fn spell(self, unicode: bool) -> String {
        let signs = self.accidentals();
        let (single, double) = match (unicode, 0 <= signs) {
            (true, true) => ("♯", "𝄪"),
            (true, false) => ("♭", "𝄫"),
            (false, true) => ("#", "##"),
            (false, false) => ("b", "bb"),
        };
        let n = signs.unsigned_abs() as usize;
        format!("{}{}{}", self.letter(), single.repeat(n % 2), double.repeat(n / 2))
    }

    /// Reads a name at the beginning of `text`; returns what follows, too.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        let mut rest = text.chars();
        let letter = rest.next()?.to_ascii_uppercase();
        let (natural, _) = (-1..).zip(LETTERS).find(|&(_, known)| known == letter)?;
        let mut signs = 0;
        let mut after = rest.as_str();
        while let Some(step) = rest.next().and_then(semitones_of_sign) {
            signs += step;
            after = rest.as_str();
            if MOST_ACCIDENTALS < i32::abs(signs) {
                return None;
            }
        }
        Some((Self { fifths: natural + 7 * signs }, after))
    }

    fn letter_index(self) -> usize {
        self.fifths.saturating_add(1).rem_euclid(7) as usize
    }
}

fn semitones_of_sign(sign: char) -> Option<i32> {
    match sign {
        '♯' | '#' => Some(1),
        '♭' | 'b' | '!' => Some(-1),
        '𝄪' => Some(2),
        '𝄫' => Some(-2),
        '♮' | 'n' => Some(0),
        _ => None,
    }
}

impl fmt::Display for NoteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.spell(true))
    }
}

impl FromStr for NoteName {
    type Err = Error;

    /// Reads a letter of either case, and any mixture of accidentals.
    fn from_str(text: &str) -> Result<Self> {
        match Self::read(text) {
            Some((name, "")) => Ok(name),
            _ => Err(Error::UnknownName {
                name: "name of a note",
                value: text.to_owned(),
                known: "the letters A to G, with the accidentals ♯ # 𝄪 ♭ b ! 𝄫 ♮ n",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> NoteName {
        text.parse().unwrap()
    }

    #[test]
    fn accidentals_add_up() {
        for (text, spelled, pitch_class) in [
            ("c", "C", 0),
            ("C♭♯", "C", 0),
            ("D♮##b", "D♯", 3),
            ("C♭♭♭", "C♭𝄫", 9),
            ("b!", "B♭", 10),
            ("e𝄪", "E𝄪", 6),
            ("F###", "F♯𝄪", 8),
        ] {
            assert_eq!(name(text).to_string(), spelled);
            assert_eq!(name(text).pitch_class(), pitch_class, "{text}");
        }
        assert_eq!(name("B#").semitones(), 12);
        assert_eq!(name("Cb").semitones(), -1);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for bad in ["", "H", "♯", "C4", "C?", " C", "Cb ", &format!("C{}", "#".repeat(100))] {
            assert!(matches!(bad.parse::<NoteName>(), Err(Error::UnknownName { .. })), "{bad}");
        }
    }

    #[test]
    fn the_ends_of_the_line_do_not_overflow() {
        let far = NoteName::C.up_fifths(i32::MAX).up_fifths(i32::MAX);
        assert!(far.pitch_class() < 12);
        assert!(0 < far.accidentals());
    }
}
