//! Systems of linear equations.

mod structure;
mod general;

pub use self::general::{Solution, SolveOptions, solve};
pub use self::structure::Structure;
