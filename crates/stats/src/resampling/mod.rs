//! What a statistic does in samples like the one at hand.

mod bootstrap;
mod permutation;
mod monte_carlo;

pub use self::bootstrap::{BootstrapMethod, BootstrapOptions, BootstrapResult, bootstrap};
pub use self::monte_carlo::{MonteCarloOptions, monte_carlo_test};
pub use self::permutation::{
    PermutationKind, PermutationOptions, ResamplingResult, permutation_test,
};
