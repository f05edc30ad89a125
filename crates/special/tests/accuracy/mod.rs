//! Every function against mpmath at 50 digits and more; `examples/accuracy.rs` prints the same as a table.

mod case;
mod measure;

pub(crate) use case::{Case, families};
pub(crate) use measure::measure;
