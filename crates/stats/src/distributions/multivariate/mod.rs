//! Distributions of several variables, and densities estimated from data.
//!
//! Reading order: [`MultivariateNormal`], [`GaussianKde`].

mod semidefinite;
mod rectangle;
mod normal;
mod kernel_density;

pub use kernel_density::{Bandwidth, GaussianKde, KdeOptions};
pub use normal::MultivariateNormal;
pub use rectangle::{CdfOptions, Probability};
