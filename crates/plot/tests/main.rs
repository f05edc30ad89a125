//! Golden values, reference pictures, files and bad input of onkai-plot.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod figures;
mod golden;
mod reference;
mod files;
mod bad_input;
