//! The operations by LAPACK, through ndarray-linalg.

mod factor;
mod orthogonal;
mod spectral;
mod implement;
