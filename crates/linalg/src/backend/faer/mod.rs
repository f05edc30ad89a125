//! The operations by faer, in pure Rust.

mod view;
mod multiply;
mod factor;
mod orthogonal;
mod spectral;
mod pencil;
#[cfg(not(feature = "lapack"))]
mod implement;
mod shared;
