//! Spectrograms as sums of simpler ones: `librosa.decompose`.

mod hpss;
mod softmask;

pub use hpss::{Hpss, HpssOptions, hpss, hpss_masks};
pub use softmask::{SoftmaskOptions, softmask};
