//! Interpolation of scattered points by radial functions.

mod kernel;
mod options;
mod system;
mod interpolator;

pub use interpolator::RBFInterpolator;
pub use kernel::RbfKernel;
pub use options::{RbfOptions, RbfPolynomial, RbfSmoothing};
