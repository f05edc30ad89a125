//! Golden values and properties of onkai-optimize.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod problems;
mod minimize;
mod minimize_input;
mod scalar;
mod talk;
mod root_talk;
mod systems;
mod roots;
mod least_squares;
mod nist;
mod global;
mod annealing;
mod linear;
mod linprog;
mod constrained;
