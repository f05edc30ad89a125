//! Golden values and properties of onkai-stats.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod summary;
mod talk_summary;
