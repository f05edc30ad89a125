//! Spectrograms as sums of simpler ones: `librosa.decompose`.

mod factors;
mod hpss;
mod softmask;
mod nn_filter;

pub use factors::{DecomposeOptions, Decomposition, Factors, activations, decompose, decompose_by};
pub use hpss::{Hpss, HpssOptions, hpss, hpss_masks};
pub use nn_filter::{NeighborAggregate, NnFilterOptions, nn_filter, nn_filter_by};
pub use onkai_decomposition::{BetaLoss, NmfInit, NmfOptions, NmfSolver};
pub use softmask::{SoftmaskOptions, softmask};
