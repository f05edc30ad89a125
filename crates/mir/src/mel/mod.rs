//! The mel scale and what is measured on it.

mod frequencies;
mod filter_bank;
mod spectrogram;
mod mfcc;

pub use self::filter_bank::{MelFilterBank, MelNorm, MelOptions};
pub use self::frequencies::mel_frequencies;
pub use self::mfcc::{MfccOptions, MfccPlan, mfcc, mfcc_from_db};
pub use self::spectrogram::{MelSpectrogramOptions, MelSpectrogramPlan, melspectrogram};
