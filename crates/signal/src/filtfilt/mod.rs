//! Filtering forward and backward, which leaves phases as they are.

mod extension;
mod coefficients;
mod gustafsson;
mod sections;

pub use crate::filtfilt::coefficients::{FiltfiltMethod, filtfilt};
pub use crate::filtfilt::extension::{Extension, ExtensionKind};
pub use crate::filtfilt::sections::sosfiltfilt;
