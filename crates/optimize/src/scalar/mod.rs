//! Minima of functions of one variable.

mod minimize_scalar;
mod bracket;
mod brent;
mod golden;

pub use bracket::{Bracket, BracketOptions, bracket};
pub use brent::{BoundedOptions, BrentOptions};
pub use golden::GoldenOptions;
pub use minimize_scalar::{
    MinimizeScalarOptions, ScalarMethod, ScalarMinimum, ScalarStart, minimize_scalar,
};

pub(crate) use brent::{bounded, unbounded};
