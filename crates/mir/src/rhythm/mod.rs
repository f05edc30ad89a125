//! Tempo and beats.

mod tempogram;
mod fourier_tempogram;
mod prior;
mod tempo;
mod tempo_scale;
mod tempogram_ratio;
mod beat_track;
mod beat_path;
mod plp;

pub use self::beat_track::{BeatTrack, BeatTrackOptions, beat_track, beat_track_at_tempo};
pub use self::fourier_tempogram::{
    FourierTempogramOptions, fourier_tempo_frequencies, fourier_tempogram,
};
pub use self::plp::{PlpOptions, plp};
pub use self::prior::TempoPrior;
pub use self::tempo::{
    TempoOptions, tempo, tempo_of_tempogram, tempo_per_frame, tempo_per_frame_of_tempogram,
};
pub use self::tempo_scale::tempo_frequencies;
pub use self::tempogram::{TempogramOptions, tempogram};
pub use self::tempogram_ratio::{TempogramRatioOptions, tempogram_ratio};
