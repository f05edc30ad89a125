//! The command as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod command;
mod usage;
mod results;
mod recordings;
mod bad_input;
mod output;
mod report;
