//! Matrices of other crates.

#[cfg(feature = "faer")]
mod faer;
#[cfg(feature = "nalgebra")]
mod nalgebra;

#[cfg(feature = "faer")]
pub use self::faer::{from_faer, to_faer};
#[cfg(feature = "nalgebra")]
pub use self::nalgebra::{from_nalgebra, from_nalgebra_vector, to_nalgebra, to_nalgebra_vector};
