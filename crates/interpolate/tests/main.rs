//! Golden values and properties of onkai-interpolate.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
