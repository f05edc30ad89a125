//! The operations by faer, in pure Rust.

mod view;
#[cfg(not(feature = "lapack"))]
mod multiply;
mod factor;
mod orthogonal;
mod spectral;
mod pencil;
#[cfg(not(feature = "lapack"))]
mod implement;
mod shared;

#[cfg(feature = "lapack")]
pub(super) use self::factor::{cholesky_in_place, lu_in_place};
#[cfg(feature = "lapack")]
pub(super) use self::spectral::{general_complex, general_real};
