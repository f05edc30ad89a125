//! Golden values and properties of onkai-decomposition.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bad_input;
mod golden;
mod properties;
