//! The names of notes, keys, intervals and svara.
//!
//! A note's name is a place on the line of fifths ([`NoteName`]); with an octave it is a pitch ([`Note`]).
//! A [`Key`] says how the twelve pitch classes are spelled. [`interval_to_fjs`] names just intervals,
//! and [`Mela`], [`Thaat`] and the svara functions the pitches of Indian music.

mod note_name;
mod note;
mod key;
mod fjs;
mod just_ratio;
mod mela;
mod mela_tables;
mod thaat;
mod svara;

pub use self::fjs::{FjsOptions, HzToFjsOptions, hz_to_fjs, interval_to_fjs};
pub use self::key::{Key, KeyNotesOptions, Mode};
pub use self::mela::Mela;
pub use self::note::Note;
pub use self::note_name::NoteName;
pub use self::svara::{
    SvaraOptions, hz_to_svara_c, hz_to_svara_h, midi_to_svara_c, midi_to_svara_h, note_to_svara_c,
    note_to_svara_h,
};
pub use self::thaat::Thaat;
