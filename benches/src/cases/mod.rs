//! What is timed. `xtask/bench/cases_<crate>.py` has the same calls of the Python originals under the same names.

mod case;
mod mir;
mod decomposition;
mod fft;
mod linalg;
mod ndimage;
mod special;
mod spatial;
mod signal_filters;
mod signal_spectral;

pub use case::{Call, Case, cases};
