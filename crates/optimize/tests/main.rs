//! Golden values and properties of onkai-optimize.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod linear;
mod linprog;
