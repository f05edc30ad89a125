//! Tempo and beats.

mod tempogram;
mod tempo;
mod beat_track;
mod beat_path;

pub use self::beat_track::{BeatTrack, BeatTrackOptions, beat_track};
pub use self::tempo::{TempoOptions, tempo, tempo_frequencies};
pub use self::tempogram::{TempogramOptions, tempogram};
