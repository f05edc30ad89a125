//! Frequencies, MIDI numbers and the names of notes.
//!
//! Counterpart of `librosa.hz_to_midi`, `midi_to_hz`, `note_to_midi`, `note_to_hz`, `midi_to_note` and
//! `hz_to_note`.

use onkai_core::{Error, Real, Result, check_positive};

use crate::notation::{Key, Note};

/// A frequency as a MIDI number: semitones, of which the A of 440 Hz is 69.
///
/// ```text
/// 69 + 12 log₂(f / 440)
/// ```
///
/// Zero gives minus infinity, and what is negative NaN. An array has it as `x.mapv(hz_to_midi)`.
///
/// # Examples
///
/// ```
/// use onkai_mir::hz_to_midi;
/// let midi = ndarray::array![220.0, 440.0].mapv(hz_to_midi);
/// assert_eq!(midi, ndarray::array![57.0, 69.0]);
/// ```
pub fn hz_to_midi<F: Real>(frequency_hz: F) -> F {
    F::of(12.0 * (frequency_hz.as_f64() / 440.0).log2() + 69.0)
}

/// The frequency of a MIDI number: the inverse of [`hz_to_midi`].
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::midi_to_hz(57.0_f32), 220.0);
/// ```
pub fn midi_to_hz<F: Real>(midi: F) -> F {
    F::of(440.0 * ((midi.as_f64() - 69.0) / 12.0).exp2())
}

/// The MIDI number of a note that text names; see [`Note`].
///
/// # Errors
///
/// [`Error::UnknownName`] when `note` is none.
///
/// # Examples
///
/// ```
/// use onkai_mir::note_to_midi;
/// assert_eq!(note_to_midi("C♯3")?, 49.0);
/// assert_eq!(note_to_midi("Bb3-25")?, 57.75);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Cents count, as with `round_midi=False` there; `.round()` takes them off.
pub fn note_to_midi(note: &str) -> Result<f64> {
    Ok(note.parse::<Note>()?.midi())
}

/// The frequency of a note that text names; see [`Note`].
///
/// # Errors
///
/// [`Error::UnknownName`] when `note` is none.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_mir::note_to_hz("A3")?, 220.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Cents count, as with `round_midi=False` there.
pub fn note_to_hz(note: &str) -> Result<f64> {
    note_to_midi(note).map(midi_to_hz)
}

/// The name of the note nearest to a MIDI number, spelled as `options.key` has it.
///
/// # Errors
///
/// [`Error::Parameter`] when `midi` is not finite or beyond a million, [`Error::Values`] when cents are
/// asked for without the octave.
///
/// # Examples
///
/// ```
/// use onkai_mir::{NoteOptions, midi_to_note};
///
/// assert_eq!(midi_to_note(37.0, &NoteOptions::default())?, "C♯2");
/// let options = NoteOptions { cents: true, unicode: false, ..Default::default() };
/// assert_eq!(midi_to_note(69.7, &options)?, "A#4-30");
/// let options = NoteOptions { key: "Eb:maj".parse()?, ..Default::default() };
/// assert_eq!(midi_to_note(70.0, &options)?, "B♭4");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The octave is the one that the name belongs to, so that [`note_to_midi`] brings the number back:
/// MIDI note 60 as B♯ is B♯3, and the B below C-1 is B-2 (librosa says B♯4 and B-1). Cents are rounded
/// to the nearest.
pub fn midi_to_note(midi: f64, options: &NoteOptions) -> Result<String> {
    if options.cents && !options.octave {
        return Err(Error::Values { name: "octave", requirement: "be true where `cents` is" });
    }
    if midi.is_nan() || 1e6 < midi.abs() {
        return Err(Error::parameter("midi", midi, "at most a million, above or below zero"));
    }
    let nearest = midi.round_ties_even();
    let name = options.key.spell(nearest.rem_euclid(12.0) as usize);
    let mut text = name.spell(options.unicode);
    if options.octave {
        let in_first_octave = Note { name, octave: -1, cents: 0 }.midi();
        let octave = ((nearest - in_first_octave) / 12.0) as i64 - 1;
        text += &octave.to_string();
    }
    if options.cents {
        let cents = (100.0 * (midi - nearest)).round_ties_even() as i64;
        text = format!("{text}{cents:+}");
    }
    Ok(text)
}

/// The name of the note nearest to a frequency: [`midi_to_note`] of [`hz_to_midi`].
///
/// # Errors
///
/// [`Error::Parameter`] when the frequency is not positive and finite, [`Error::Values`] as
/// [`midi_to_note`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{NoteOptions, hz_to_note};
/// assert_eq!(hz_to_note(32.7, &NoteOptions::default())?, "C1");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn hz_to_note(frequency_hz: f64, options: &NoteOptions) -> Result<String> {
    check_positive("frequency_hz", frequency_hz)?;
    midi_to_note(hz_to_midi(frequency_hz), options)
}

/// How notes are written; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteOptions {
    /// Whether to write the octave. Default: `true`.
    pub octave: bool,
    /// Whether to write the cents, for which the octave is needed. Default: `false`.
    pub cents: bool,
    /// The key that chooses between names of the same pitch. Default: C major, which has sharps.
    pub key: Key,
    /// Whether to write ♯ 𝄪 ♭ 𝄫, rather than # ## b bb. Default: `true`.
    pub unicode: bool,
}

impl Default for NoteOptions {
    fn default() -> Self {
        Self { octave: true, cents: false, key: Key::default(), unicode: true }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notation::{Mode, NoteName};

    proptest! {
        #[test]
        fn names_bring_numbers_back(
            midi in -40_i32..200, cents in -49_i32..50, fifths in -20_i32..20, unicode: bool,
        ) {
            let midi = f64::from(midi) + 0.01 * f64::from(cents);
            let key = Key { tonic: NoteName::C.up_fifths(fifths), mode: Mode::Minor };
            let options = NoteOptions { cents: true, key, unicode, octave: true };
            let name = midi_to_note(midi, &options).unwrap();
            prop_assert!((note_to_midi(&name).unwrap() - midi).abs() < 1e-9, "{name}");
        }

        #[test]
        fn there_and_back(hz in 1.0_f64..30000.0) {
            prop_assert!((midi_to_hz(hz_to_midi(hz)) / hz - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn octaves_below_zero_are_told() {
        let name = |midi| midi_to_note(midi, &NoteOptions::default()).unwrap();
        assert_eq!([-1.0, 0.0, 11.0, 12.0].map(name), ["B-2", "C-1", "B-1", "C0"]);
    }

    #[test]
    fn bad_arguments_are_named() {
        let default = NoteOptions::default();
        for bad in [f64::NAN, f64::INFINITY, -2e6] {
            let error = midi_to_note(bad, &default).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "midi", .. }));
        }
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let error = hz_to_note(bad, &default).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "frequency_hz", .. }));
        }
        let cents_alone = NoteOptions { octave: false, cents: true, ..default };
        assert!(matches!(
            midi_to_note(60.0, &cents_alone),
            Err(Error::Values { name: "octave", .. })
        ));
        assert!(note_to_midi("H2").is_err() && note_to_hz("").is_err());
        assert_eq!(hz_to_midi(0.0_f32), f32::NEG_INFINITY);
    }
}
