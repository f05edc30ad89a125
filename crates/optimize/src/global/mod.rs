//! Global minima: chance to get out of valleys, and local methods to get to their bottom.

mod random;
mod basin_hopping;
mod differential_evolution;
mod population;
mod dual_annealing;
mod annealing;
mod visiting;
mod brute;

pub use basin_hopping::{
    Acceptance, BasinHop, BasinHopper, BasinHoppingOptions, BasinHoppingResult, basinhopping,
};
pub use brute::{BruteOptions, BruteResult, GridAxis, brute};
pub use differential_evolution::{
    DifferentialEvolutionOptions, DifferentialEvolutionResult, Evolver, Mutation, Strategy,
    Updating, differential_evolution,
};
pub use dual_annealing::{
    AnnealingContext, AnnealingMinimum, AnnealingStatus, DualAnnealer, DualAnnealingOptions,
    DualAnnealingResult, dual_annealing,
};
pub use population::Init;
