//! Derivatives from differences of values.

mod gradient;
mod jacobian;
mod derivative;

pub use derivative::{central_diff_weights, derivative};
pub use gradient::{DifferenceStep, Differences, Scheme, approx_fprime, check_grad};
pub use jacobian::approx_derivative;
pub(crate) use jacobian::check_len;
