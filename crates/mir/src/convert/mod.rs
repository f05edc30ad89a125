//! Pitches, octaves and tunings in other units.

mod pitch;
mod octaves;
mod frequencies;

pub(crate) use self::frequencies::bin_frequencies;
pub use self::frequencies::fft_frequencies;
pub use self::octaves::{a4_to_tuning, hz_to_octs, octs_to_hz, tuning_to_a4};
pub use self::pitch::{
    NoteOptions, hz_to_midi, hz_to_note, midi_to_hz, midi_to_note, note_to_hz, note_to_midi,
};
