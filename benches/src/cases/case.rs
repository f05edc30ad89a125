//! What a case is, and the list of all.

use anyhow::Result;

use super::{
    decomposition, fft, interpolate, io_audio, io_scientific, linalg, mir, mir_constant_q,
    mir_decompose, mir_features, mir_pitch, mir_util, ndimage, optimize_linear, optimize_minimize,
    optimize_roots, plot, signal_filters, signal_spectral, spatial, special, stats_distributions,
    stats_summary,
};
use crate::{Answer, Inputs};

/// A call that can be made again and again.
pub type Call = Box<dyn FnMut() -> Box<dyn Answer>>;

/// A name, and how the call is made ready: inputs are read before the clock runs.
pub type Case = (&'static str, fn(&Inputs) -> Result<Call>);

/// All cases, crate by crate.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    [
        special::CASES,
        linalg::CASES,
        fft::CASES,
        ndimage::CASES,
        interpolate::CASES,
        io_audio::CASES,
        io_scientific::CASES,
        optimize_minimize::CASES,
        optimize_linear::CASES,
        optimize_roots::CASES,
        stats_distributions::CASES,
        stats_summary::CASES,
        spatial::CASES,
        decomposition::CASES,
        signal_filters::CASES,
        signal_spectral::CASES,
        mir::CASES,
        plot::CASES,
        mir_pitch::CASES,
        mir_util::CASES,
        mir_decompose::CASES,
        mir_features::CASES,
        mir_constant_q::CASES,
    ]
    .into_iter()
    .flatten()
}

/// The inputs are those that the Python originals took: no call can refuse them.
pub(super) fn must<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("the originals take these inputs, too")
}

/// Boxes what a call gives.
pub(super) fn call<T: Answer + 'static>(mut run: impl FnMut() -> T + 'static) -> Call {
    Box::new(move || Box::new(run()))
}
