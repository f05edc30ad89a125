//! Least squares within bounds: the frame (`problem`), then one file a method.

mod problem;
mod bvls;
mod reflective;

pub use problem::{LsqLinear, LsqLinearMethod, LsqLinearOptions, LsqLinearStatus, lsq_linear};
