//! Every function against mpmath at 50 digits and more; `examples/accuracy.rs` prints the same as a table.

mod case;
mod measure;
mod gamma;
mod incomplete;
mod error_function;
mod bessel;
mod elliptic;
mod integral;
mod hypergeometric;
mod polynomial;
mod statistics;

pub(crate) use case::{Case, families};
pub(crate) use measure::measure;
