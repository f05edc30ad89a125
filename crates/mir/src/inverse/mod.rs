//! From features back to spectra and sound: `librosa.feature.inverse`.

mod nnls;
mod band_fit;
mod mel_to_stft;
mod mfcc_to_mel;
mod audio;

pub use audio::{mel_to_audio, mfcc_to_audio};
pub use mel_to_stft::mel_to_stft;
pub use mfcc_to_mel::mfcc_to_mel;
pub use nnls::{NonNegativeFit, nnls};
