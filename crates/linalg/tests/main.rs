//! Tests of the whole crate, one program.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod matrices;
mod reconstruct;
mod systems;
mod edges;
mod golden;
mod sample;
mod named_matrices;
mod structured;
mod measures;
mod functions;
mod equations;
