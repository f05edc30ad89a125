//! Distances, nearest neighbours, hulls, triangulations and rotations: `scipy.spatial`.
//!
//! Reading order: [`distance`], how far vectors lie apart.

pub mod distance;
mod shuffle;

pub use onkai_core::{Error, Result};
