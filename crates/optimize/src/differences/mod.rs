//! Derivatives from differences of values.

mod gradient;

pub use gradient::{DifferenceStep, Differences, Scheme, approx_fprime, check_grad};
