//! The thaat of Hindustani music.
//!
//! Counterpart of `librosa.thaat_to_degrees` and `list_thaat`.

use std::str::FromStr;

use onkai_core::{Error, Result};

/// One of the ten thaat.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::Thaat;
/// assert_eq!("todi".parse::<Thaat>()?.degrees(), [0, 1, 3, 6, 7, 8, 11]);
/// assert_eq!(Thaat::ALL.map(Thaat::name)[..3], ["bilaval", "khamaj", "kafi"]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[allow(missing_docs, reason = "names that have no translation")]
#[doc(alias = "list_thaat")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thaat {
    Bilaval,
    Khamaj,
    Kafi,
    Asavari,
    Bhairavi,
    Kalyan,
    Marva,
    Poorvi,
    Todi,
    Bhairav,
}

impl Thaat {
    /// All of them, in librosa's order.
    pub const ALL: [Self; 10] = [
        Self::Bilaval,
        Self::Khamaj,
        Self::Kafi,
        Self::Asavari,
        Self::Bhairavi,
        Self::Kalyan,
        Self::Marva,
        Self::Poorvi,
        Self::Todi,
        Self::Bhairav,
    ];

    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilaval => "bilaval",
            Self::Khamaj => "khamaj",
            Self::Kafi => "kafi",
            Self::Asavari => "asavari",
            Self::Bhairavi => "bhairavi",
            Self::Kalyan => "kalyan",
            Self::Marva => "marva",
            Self::Poorvi => "poorvi",
            Self::Todi => "todi",
            Self::Bhairav => "bhairav",
        }
    }

    /// Semitones of the seven svara above Sa.
    #[doc(alias = "thaat_to_degrees")]
    pub fn degrees(self) -> [usize; 7] {
        match self {
            Self::Bilaval => [0, 2, 4, 5, 7, 9, 11],
            Self::Khamaj => [0, 2, 4, 5, 7, 9, 10],
            Self::Kafi => [0, 2, 3, 5, 7, 9, 10],
            Self::Asavari => [0, 2, 3, 5, 7, 8, 10],
            Self::Bhairavi => [0, 1, 3, 5, 7, 8, 10],
            Self::Kalyan => [0, 2, 4, 6, 7, 9, 11],
            Self::Marva => [0, 1, 4, 6, 7, 9, 11],
            Self::Poorvi => [0, 1, 4, 6, 7, 8, 11],
            Self::Todi => [0, 1, 3, 6, 7, 8, 11],
            Self::Bhairav => [0, 1, 4, 5, 7, 8, 11],
        }
    }
}

impl FromStr for Thaat {
    type Err = Error;

    /// Reads a name, in letters of either case.
    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|thaat| thaat.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| Error::UnknownName {
            name: "thaat",
            value: name.to_owned(),
            known: "bilaval, khamaj, kafi, asavari, bhairavi, kalyan, marva, poorvi, todi, bhairav",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_and_others_are_refused() {
        for thaat in Thaat::ALL {
            assert_eq!(thaat.name().to_uppercase().parse(), Ok(thaat));
        }
        assert!(matches!("dorian".parse::<Thaat>(), Err(Error::UnknownName { .. })));
    }
}
