//! Change of the sample rate by finite filters and by transforms; [`crate::resample`] has its own folder.

mod upfirdn;
mod resample_poly;
mod resample_fft;
mod decimate;
mod extension;
mod polyphase;

pub use self::decimate::{DecimateOptions, DecimationFilter, decimate};
pub use self::extension::ExtensionMode;
pub use self::resample_fft::{ResampleFftOptions, SpectralDomain, SpectralWindow, resample_fft};
pub use self::resample_poly::{
    PolyphaseFilter, ResamplePadding, ResamplePolyOptions, resample_poly,
};
pub(crate) use self::upfirdn::samples_along;
pub use self::upfirdn::{UpfirdnOptions, upfirdn};
