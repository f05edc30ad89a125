//! Keys, their scales, and how they spell the twelve pitch classes.
//!
//! Counterpart of `librosa.key_to_notes` and `key_to_degrees`.

use std::fmt;
use std::str::FromStr;

use onkai_core::{Error, Result};

use super::NoteName;

/// A tonic and a mode: `C:maj`, `F♯:minor`, `Bb:dor`.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{Key, KeyNotesOptions};
///
/// let key: Key = "D:maj".parse()?;
/// let names = key.note_names(&KeyNotesOptions::default());
/// let scale = key.degrees().map(|degree| names[degree].clone());
/// assert_eq!(scale, ["D", "E", "F♯", "G", "A", "B", "C♯"]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key {
    /// The note that the scale begins with. Default: C.
    pub tonic: NoteName,
    /// The scale. Default: [`Mode::Major`].
    pub mode: Mode,
}

/// The scale of a [`Key`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `maj`, `major`.
    #[default]
    Major,
    /// `min`, `minor`: the natural minor.
    Minor,
    /// `ion`, `ionian`: the degrees of the major.
    Ionian,
    /// `dor`, `dorian`: from the second degree of a major.
    Dorian,
    /// `phr`, `phryg`, `phrygian`: from the third.
    Phrygian,
    /// `lyd`, `lydian`: from the fourth.
    Lydian,
    /// `mix`, `mixolyd`, `mixolydian`: from the fifth.
    Mixolydian,
    /// `aeo`, `aeol`, `aeolian`: from the sixth, with the degrees of the minor.
    Aeolian,
    /// `loc`, `locr`, `locrian`: from the seventh.
    Locrian,
}

/// Options of [`Key::note_names`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyNotesOptions {
    /// Whether to write ♯ 𝄪 ♭ 𝄫 ♮, rather than # ## b bb n. Default: `true`.
    pub unicode: bool,
    /// Whether a note without an accidental that is not in the scale gets a ♮. Default: `false`.
    pub natural: bool,
}

impl Default for KeyNotesOptions {
    fn default() -> Self {
        Self { unicode: true, natural: false }
    }
}

impl Key {
    /// The pitch classes of the scale, from the tonic up; 0 is C.
    #[doc(alias = "key_to_degrees")]
    pub fn degrees(self) -> [usize; 7] {
        let steps = self.mode.steps();
        steps.map(|step| (self.tonic.pitch_class() + step) % 12)
    }

    /// The names of the twelve pitch classes, from C up.
    ///
    /// 1. A tonic with an accidental has all notes spelled with accidentals of its kind.
    /// 2. Else the kind is the one that the scale needs; C major and A minor have sharps.
    /// 3. With six accidentals and more in the signature, naturals give way, too: B is C♭ then.
    ///
    /// A mode is spelled as the major key of the same notes.
    #[doc(alias = "key_to_notes")]
    pub fn notes(self) -> [NoteName; 12] {
        std::array::from_fn(|pitch_class| self.spell(pitch_class))
    }

    /// The name of a pitch class, of which 0 and 12 are C.
    pub fn spell(self, pitch_class: usize) -> NoteName {
        // Twelve neighbours on the line of fifths have each pitch class once.
        let lowest = NoteName::C.up_fifths(self.lowest_of_line());
        let names = (0..12).map(|fifths| lowest.up_fifths(fifths));
        names.fold(
            lowest,
            |found, name| {
                if name.pitch_class() == pitch_class % 12 { name } else { found }
            },
        )
    }

    /// The names of the twelve pitch classes, from C up, in text.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_mir::notation::{Key, KeyNotesOptions};
    /// let options = KeyNotesOptions { unicode: false, natural: true };
    /// let names = "G#:maj".parse::<Key>()?.note_names(&options);
    /// assert_eq!(names[..4], ["B#", "C#", "Dn", "D#"]);
    /// # Ok::<(), onkai_mir::Error>(())
    /// ```
    pub fn note_names(self, options: &KeyNotesOptions) -> [String; 12] {
        let scale = self.degrees();
        let sign = if options.unicode { "♮" } else { "n" };
        std::array::from_fn(|pitch_class| {
            let name = self.spell(pitch_class);
            let marked =
                options.natural && name.accidentals() == 0 && !scale.contains(&pitch_class);
            name.spell(options.unicode) + if marked { sign } else { "" }
        })
    }

    /// Where the twelve names begin on the line of fifths.
    fn lowest_of_line(self) -> i32 {
        let tonic = self.tonic.up_fifths(-self.mode.fifths_above_major());
        // Second and further accidentals of a tonic move the names of the tonic with only one.
        let signs = tonic.accidentals();
        let further = 7 * (signs - signs.signum());
        let signature = match self.mode {
            Mode::Minor => tonic.fifths() - further - 3,
            _ => tonic.fifths() - further,
        };
        let sharps = if signs == 0 { 0 <= signature } else { 0 < signs };
        // F to A♯, or G♭ to B; the sixth sharp or flat of the signature begins to move them.
        let lowest = if sharps { (signature - 6).max(-1) } else { (signature - 1).min(-6) };
        lowest + further
    }
}

impl Mode {
    /// Semitones of the degrees above the tonic.
    fn steps(self) -> [usize; 7] {
        match self {
            Self::Major | Self::Ionian => [0, 2, 4, 5, 7, 9, 11],
            Self::Dorian => [0, 2, 3, 5, 7, 9, 10],
            Self::Phrygian => [0, 1, 3, 5, 7, 8, 10],
            Self::Lydian => [0, 2, 4, 6, 7, 9, 11],
            Self::Mixolydian => [0, 2, 4, 5, 7, 9, 10],
            Self::Minor | Self::Aeolian => [0, 2, 3, 5, 7, 8, 10],
            Self::Locrian => [0, 1, 3, 5, 6, 8, 10],
        }
    }

    /// How many fifths a mode's tonic stands above that of the major with the same notes. A minor is
    /// spelled by its own tonic.
    fn fifths_above_major(self) -> i32 {
        match self {
            Self::Major | Self::Minor | Self::Ionian => 0,
            Self::Dorian => 2,
            Self::Phrygian => 4,
            Self::Lydian => -1,
            Self::Mixolydian => 1,
            Self::Aeolian => 3,
            Self::Locrian => 5,
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Major => "maj",
            Self::Minor => "min",
            Self::Ionian => "ionian",
            Self::Dorian => "dorian",
            Self::Phrygian => "phrygian",
            Self::Lydian => "lydian",
            Self::Mixolydian => "mixolydian",
            Self::Aeolian => "aeolian",
            Self::Locrian => "locrian",
        })
    }
}

impl FromStr for Mode {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "maj" | "major" => Self::Major,
            "min" | "minor" => Self::Minor,
            "ion" | "ionian" => Self::Ionian,
            "dor" | "dorian" => Self::Dorian,
            "phr" | "phryg" | "phrygian" => Self::Phrygian,
            "lyd" | "lydian" => Self::Lydian,
            "mix" | "mixolyd" | "mixolydian" => Self::Mixolydian,
            "aeo" | "aeol" | "aeolian" => Self::Aeolian,
            "loc" | "locr" | "locrian" => Self::Locrian,
            _ => {
                return Err(Error::UnknownName {
                    name: "mode",
                    value: name.to_owned(),
                    known: "maj, min, ionian, dorian, phrygian, lydian, mixolydian, aeolian, locrian",
                });
            }
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tonic, self.mode)
    }
}

impl FromStr for Key {
    type Err = Error;

    /// Reads `TONIC:MODE`.
    fn from_str(text: &str) -> Result<Self> {
        let Some((tonic, mode)) = text.split_once(':') else {
            return Err(Error::UnknownName {
                name: "key",
                value: text.to_owned(),
                known: "a tonic and a mode with a colon between, as in `C:maj`, `F♯:minor`, `Bb:dor`",
            });
        };
        Ok(Self { tonic: tonic.parse()?, mode: mode.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back() {
        for text in ["C:maj", "F♯:min", "B𝄫:dorian", "A:locrian"] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        assert_eq!(Key::default().to_string(), "C:maj");
    }

    #[test]
    fn each_key_names_each_pitch_class_once() {
        for tonic in -30..30 {
            for mode in [Mode::Major, Mode::Minor, Mode::Locrian, Mode::Lydian] {
                let key = Key { tonic: NoteName::C.up_fifths(tonic), mode };
                let classes = key.notes().map(NoteName::pitch_class);
                assert_eq!(classes, std::array::from_fn(|i| i), "{key}");
            }
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for bad in ["", "C", "C:", ":maj", "H:maj", "C:MAJ", "C:maj:", "C4:maj", "C:pentatonic"] {
            assert!(matches!(bad.parse::<Key>(), Err(Error::UnknownName { .. })), "{bad}");
        }
    }
}
