//! The melakarta ragas of Carnatic music.
//!
//! Counterpart of `librosa.mela_to_degrees`, `mela_to_svara` and `list_mela`.

use std::str::FromStr;

use onkai_core::{Error, Result};

use super::mela_tables::NAMES;
use super::svara::{Svara, SvaraOptions};

/// One of the 72 melakarta ragas, by number or by name.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{Mela, SvaraOptions};
///
/// let mela = Mela::new(36)?;
/// assert_eq!(mela.name(), "chalanatta");
/// assert_eq!(mela.degrees(), [0, 3, 4, 5, 7, 10, 11]);
/// assert_eq!(mela.svara(&SvaraOptions::default())[..4], ["S", "R₁", "R₂", "R₃"]);
/// assert_eq!("Kanakangi".parse::<Mela>()?.number(), 1);
/// assert_eq!(Mela::all().count(), 72);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[doc(alias = "list_mela")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mela {
    index: usize,
}

/// Ri and Ga: the number of six ragas chooses them.
const RI_GA: [[usize; 2]; 6] = [[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]];
/// Dha and Ni: the place among the six.
const DHA_NI: [[usize; 2]; 6] = [[8, 9], [8, 10], [8, 11], [9, 10], [9, 11], [10, 11]];

impl Mela {
    /// The raga of a number from 1 to 72.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for another number.
    pub fn new(number: usize) -> Result<Self> {
        if (1..=NAMES.len()).contains(&number) {
            Ok(Self { index: number - 1 })
        } else {
            Err(Error::parameter("number", number as f64, "from 1 to 72"))
        }
    }

    /// All of them, in order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..NAMES.len()).map(|index| Self { index })
    }

    /// From 1 to 72.
    pub fn number(self) -> usize {
        self.index + 1
    }

    /// The name, in librosa's transcription.
    pub fn name(self) -> &'static str {
        NAMES[self.index]
    }

    /// Semitones of the seven svara above Sa.
    #[doc(alias = "mela_to_degrees")]
    pub fn degrees(self) -> [usize; 7] {
        let [ri, ga] = RI_GA[self.index % 36 / 6];
        let [dha, ni] = DHA_NI[self.index % 6];
        [0, ri, ga, 5 + self.index / 36, 7, dha, ni]
    }

    /// The names of the twelve pitch classes, from Sa up. The pitches outside of the raga are named so
    /// that all Ri come before all Ga, and all Dha before all Ni. `options.octave` does not matter.
    #[doc(alias = "mela_to_svara")]
    pub fn svara(self, options: &SvaraOptions) -> [String; 12] {
        std::array::from_fn(|step| self.svara_of(step).spell(*options))
    }

    /// The name of the pitch class `step` semitones above Sa, from 0 to 11.
    pub(super) fn svara_of(self, step: usize) -> Svara {
        let (lower, upper) = (self.index % 36, self.index % 6);
        let (syllable, number) = match step {
            0 => return Svara::plain("Sa"),
            7 => return Svara::plain("Pa"),
            1 => ("Ri", 1),
            2 if lower < 6 => ("Ga", 1),
            2 => ("Ri", 2),
            3 if lower < 30 => ("Ga", 2),
            3 => ("Ri", 3),
            4 => ("Ga", 3),
            5 => ("Ma", 1),
            6 => ("Ma", 2),
            8 => ("Dha", 1),
            9 if upper == 0 => ("Ni", 1),
            9 => ("Dha", 2),
            10 if upper == 5 => ("Dha", 3),
            10 => ("Ni", 2),
            _ => ("Ni", 3),
        };
        Svara { syllable, number: Some(number) }
    }
}

impl FromStr for Mela {
    type Err = Error;

    /// Reads a name, in letters of either case.
    fn from_str(name: &str) -> Result<Self> {
        let found = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
        found.map(|index| Self { index }).ok_or_else(|| Error::UnknownName {
            name: "melakarta raga",
            value: name.to_owned(),
            known: "the names that `Mela::all` lists, from kanakangi to rasikapriya",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_agree() {
        for mela in Mela::all() {
            assert_eq!(mela.name().parse(), Ok(mela));
            assert_eq!(Mela::new(mela.number()), Ok(mela));
            assert!(mela.degrees().windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn other_numbers_and_names_are_refused() {
        for bad in [0, 73, usize::MAX] {
            assert!(matches!(Mela::new(bad), Err(Error::Parameter { name: "number", .. })));
        }
        assert!(matches!("bilaval".parse::<Mela>(), Err(Error::UnknownName { .. })));
    }
}
