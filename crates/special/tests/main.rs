//! Golden values and properties of onkai-special.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod accuracy;
mod contract;
mod log_sum_exp;
