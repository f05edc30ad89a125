//! What is timed. `xtask/bench/cases_<crate>.py` has the same calls of the Python originals under the same names.

mod case;
mod special;
mod linalg;
mod fft;
mod ndimage;
mod interpolate;
mod io_audio;
mod io_scientific;
mod optimize_minimize;
mod optimize_linear;
mod optimize_roots;
mod stats_distributions;
mod stats_summary;
mod spatial;
mod decomposition;
mod signal_filters;
mod signal_spectral;
mod mir;
mod plot;
mod mir_pitch;
mod mir_util;
mod mir_decompose;
mod mir_features;
mod mir_constant_q;

pub use case::{Call, Case, cases};
