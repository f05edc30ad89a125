//! Finite impulse responses for a wanted frequency response.

mod frequency_sampling;
mod least_squares;
mod remez;
mod minimum_phase;

pub use crate::fir::frequency_sampling::{Firwin2Options, firwin2};
pub use crate::fir::least_squares::{FirlsOptions, firls};
pub use crate::fir::minimum_phase::{MinimumPhaseMethod, MinimumPhaseOptions, minimum_phase};
pub use crate::fir::remez::{Remez, RemezKind, RemezOptions, remez};
