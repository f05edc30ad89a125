//! Golden values and properties of onkai-spatial.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod distance;
mod kdtree;
mod hull;
mod degenerate;
mod transform;
