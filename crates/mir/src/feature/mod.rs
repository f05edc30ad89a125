//! Numbers that describe each frame: `librosa.feature`.

mod framing;
mod rms;
mod zero_crossings;
mod frequencies;
mod magnitude;
mod spectral_centroid;
mod spectral_bandwidth;
mod spectral_contrast;
mod spectral_flatness;
mod spectral_rolloff;
mod poly_features;
mod stack_memory;

pub(crate) use framing::Framing;
pub use frequencies::BinFrequencies;
pub use poly_features::{PolyFeaturesOptions, poly_features, poly_features_of_spectrogram};
pub use rms::{RmsOptions, rms, rms_of_spectrogram};
pub use spectral_bandwidth::{
    SpectralBandwidthOptions, spectral_bandwidth, spectral_bandwidth_of_spectrogram,
};
pub use spectral_centroid::{
    SpectralCentroidOptions, spectral_centroid, spectral_centroid_of_spectrogram,
};
pub use spectral_contrast::{
    SpectralContrastOptions, spectral_contrast, spectral_contrast_of_spectrogram,
};
pub use spectral_flatness::{
    SpectralFlatnessOptions, spectral_flatness, spectral_flatness_of_spectrogram,
};
pub use spectral_rolloff::{
    SpectralRolloffOptions, spectral_rolloff, spectral_rolloff_of_spectrogram,
};
pub use stack_memory::{StackMemoryOptions, stack_memory};
pub use zero_crossings::{
    ZeroCrossingOptions, ZeroCrossingRateOptions, zero_crossing_rate, zero_crossings,
};
