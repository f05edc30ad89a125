//! The names of pitches in Indian music.
//!
//! Counterpart of `librosa.midi_to_svara_h`, `midi_to_svara_c`, and the same from hertz and notes.

use onkai_core::{Error, Result, check_positive};

use super::{Mela, Note};
use crate::convert::hz_to_midi;

/// The Hindustani name of the pitch nearest to a MIDI number, with `sa_midi` as Sa.
///
/// Komal svara have small initials. In the octave above that of Sa the initial gets a dot above, in the
/// one below a dot below; other octaves are not told.
///
/// # Errors
///
/// [`Error::Parameter`] when a number is not finite, or they are more than a million apart.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{SvaraOptions, midi_to_svara_h};
/// let options = SvaraOptions { abbr: false, ..Default::default() };
/// assert_eq!(midi_to_svara_h(70.0, 60.0, &options)?, "ni");
/// assert_eq!(midi_to_svara_h(72.0, 60.0, &options)?, "S\u{307}a");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn midi_to_svara_h(midi: f64, sa_midi: f64, options: &SvaraOptions) -> Result<String> {
    let steps = steps_above(midi, sa_midi)?;
    let syllable = HINDUSTANI[steps.rem_euclid(12) as usize];
    Ok(in_octave(&Svara::plain(syllable).spell(*options), steps, *options))
}

/// [`midi_to_svara_h`] of a frequency, with `sa_hz` as that of Sa.
///
/// # Errors
///
/// [`Error::Parameter`] when a frequency is not positive and finite.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{SvaraOptions, hz_to_svara_h};
/// let options = SvaraOptions { unicode: false, ..Default::default() };
/// assert_eq!(hz_to_svara_h(660.0, 220.0, &options)?, "P'");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn hz_to_svara_h(frequency_hz: f64, sa_hz: f64, options: &SvaraOptions) -> Result<String> {
    let (midi, sa_midi) = midi_of(frequency_hz, sa_hz)?;
    midi_to_svara_h(midi, sa_midi, options)
}

/// [`midi_to_svara_h`] of a note, with `sa` as Sa.
///
/// # Errors
///
/// [`Error::UnknownName`] when `note` or `sa` is no [`Note`].
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{SvaraOptions, note_to_svara_h};
/// assert_eq!(note_to_svara_h("D4", "C4", &SvaraOptions::default())?, "R");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Cents of `sa` count.
pub fn note_to_svara_h(note: &str, sa: &str, options: &SvaraOptions) -> Result<String> {
    midi_to_svara_h(note.parse::<Note>()?.midi(), sa.parse::<Note>()?.midi(), options)
}

/// The Carnatic name, in the raga `mela`, of the pitch nearest to a MIDI number, with `sa_midi` as Sa.
///
/// Octaves are told as by [`midi_to_svara_h`].
///
/// # Errors
///
/// As [`midi_to_svara_h`].
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{Mela, SvaraOptions, midi_to_svara_c};
/// let (mela, options) = (Mela::new(1)?, SvaraOptions::default());
/// assert_eq!(midi_to_svara_c(62.0, 60.0, mela, &options)?, "G₁");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn midi_to_svara_c(
    midi: f64,
    sa_midi: f64,
    mela: Mela,
    options: &SvaraOptions,
) -> Result<String> {
    let steps = steps_above(midi, sa_midi)?;
    let svara = mela.svara_of(steps.rem_euclid(12) as usize);
    Ok(in_octave(&svara.spell(*options), steps, *options))
}

/// [`midi_to_svara_c`] of a frequency, with `sa_hz` as that of Sa.
///
/// # Errors
///
/// As [`hz_to_svara_h`].
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{Mela, SvaraOptions, hz_to_svara_c};
/// let options = SvaraOptions { unicode: false, ..Default::default() };
/// assert_eq!(hz_to_svara_c(208.0, 220.0, Mela::new(36)?, &options)?, "N3,");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn hz_to_svara_c(
    frequency_hz: f64,
    sa_hz: f64,
    mela: Mela,
    options: &SvaraOptions,
) -> Result<String> {
    let (midi, sa_midi) = midi_of(frequency_hz, sa_hz)?;
    midi_to_svara_c(midi, sa_midi, mela, options)
}

/// [`midi_to_svara_c`] of a note, with `sa` as Sa.
///
/// # Errors
///
/// As [`note_to_svara_h`].
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{Mela, SvaraOptions, note_to_svara_c};
/// let options = SvaraOptions { abbr: false, ..Default::default() };
/// assert_eq!(note_to_svara_c("D#4", "C4", "chalanatta".parse()?, &options)?, "Ri₃");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Cents of `sa` count.
pub fn note_to_svara_c(note: &str, sa: &str, mela: Mela, options: &SvaraOptions) -> Result<String> {
    midi_to_svara_c(note.parse::<Note>()?.midi(), sa.parse::<Note>()?.midi(), mela, options)
}

/// How svara are written; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SvaraOptions {
    /// Whether to write the initial only. Default: `true`.
    pub abbr: bool,
    /// Whether to mark the octaves above and below. Default: `true`.
    pub octave: bool,
    /// Whether to write combining dots and lowered digits, rather than `'`, `,` and plain ones.
    /// Default: `true`.
    pub unicode: bool,
}

impl Default for SvaraOptions {
    fn default() -> Self {
        Self { abbr: true, octave: true, unicode: true }
    }
}

const HINDUSTANI: [&str; 12] =
    ["Sa", "re", "Re", "ga", "Ga", "ma", "Ma", "Pa", "dha", "Dha", "ni", "Ni"];

/// A syllable, and the number that Carnatic music gives it.
pub(super) struct Svara {
    pub(super) syllable: &'static str,
    pub(super) number: Option<u32>,
}

impl Svara {
    pub(super) fn plain(syllable: &'static str) -> Self {
        Self { syllable, number: None }
    }

    pub(super) fn spell(&self, options: SvaraOptions) -> String {
        let mut name =
            self.syllable[..if options.abbr { 1 } else { self.syllable.len() }].to_owned();
        let zero = if options.unicode { '₀' } else { '0' };
        name.extend(self.number.and_then(|number| char::from_u32(u32::from(zero) + number)));
        name
    }
}

/// The name with the mark of its octave.
fn in_octave(name: &str, steps: i64, options: SvaraOptions) -> String {
    let (dot, mark) = match steps {
        12..24 if options.octave => ('\u{307}', '\''),
        -12..0 if options.octave => ('\u{323}', ','),
        _ => return name.to_owned(),
    };
    let (initial, rest) = name.split_at(1);
    if options.unicode { format!("{initial}{dot}{rest}") } else { format!("{name}{mark}") }
}

/// Semitones from Sa to the nearest pitch.
fn steps_above(midi: f64, sa_midi: f64) -> Result<i64> {
    for (name, value) in [("midi", midi), ("sa_midi", sa_midi)] {
        if !value.is_finite() {
            return Err(Error::parameter(name, value, "finite"));
        }
    }
    let steps = (midi - sa_midi).round_ties_even();
    if 1e6 < steps.abs() {
        return Err(Error::parameter("midi", midi, "within a million of `sa_midi`"));
    }
    Ok(steps as i64)
}

fn midi_of(frequency_hz: f64, sa_hz: f64) -> Result<(f64, f64)> {
    check_positive("frequency_hz", frequency_hz)?;
    check_positive("sa_hz", sa_hz)?;
    Ok((hz_to_midi(frequency_hz), hz_to_midi(sa_hz)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_numbers_are_named() {
        let options = SvaraOptions::default();
        let named = |result: Result<String>| match result.unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(midi_to_svara_h(f64::NAN, 60.0, &options)), "midi");
        assert_eq!(named(midi_to_svara_h(1e9, 60.0, &options)), "midi");
        assert_eq!(named(midi_to_svara_h(60.0, f64::INFINITY, &options)), "sa_midi");
        assert_eq!(named(hz_to_svara_h(0.0, 220.0, &options)), "frequency_hz");
        assert_eq!(named(hz_to_svara_h(440.0, -1.0, &options)), "sa_hz");
        assert!(note_to_svara_h("X", "C4", &options).is_err());
        assert!(note_to_svara_h("C4", "X", &options).is_err());
    }
}
