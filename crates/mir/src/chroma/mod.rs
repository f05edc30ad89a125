//! How much of each pitch class there is, whatever the octave.
//!
//! Reading order: the two ways to fold octaves, [`ChromaFilterBank`] and [`cq_to_chroma`], what is made
//! with them ([`chroma_stft`], [`chroma_cqt`], [`chroma_cens`], [`chroma_vqt`]), then [`tonnetz`].

mod filter_bank;
mod cq_to_chroma;
mod chroma_stft;
mod chroma_cqt;
mod chroma_cens;
mod chroma_vqt;
mod tonnetz;

pub use self::chroma_cens::{ChromaCensOptions, chroma_cens, chroma_cens_of_spectrogram};
pub use self::chroma_cqt::{
    ChromaCqtMode, ChromaCqtOptions, chroma_cqt, chroma_cqt_of_spectrogram,
};
pub use self::chroma_stft::{ChromaStftOptions, chroma_stft, chroma_stft_of_spectrogram};
pub use self::chroma_vqt::{ChromaVqtOptions, chroma_vqt, chroma_vqt_of_spectrogram};
pub use self::cq_to_chroma::{CqToChromaOptions, cq_to_chroma};
pub use self::filter_bank::{ChromaFilterBank, ChromaFilterOptions};
pub use self::tonnetz::{tonnetz, tonnetz_of_chroma};
