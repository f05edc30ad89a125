//! Tests of the whole crate, one program.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::cast_possible_wrap, reason = "indices of small matrices")]
#![allow(clippy::type_complexity, reason = "tables of names and functions")]

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
mod talk;
