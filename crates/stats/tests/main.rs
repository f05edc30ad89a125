//! Golden values and properties of onkai-stats.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod continuous;
mod continuous_properties;
mod discrete;
mod fit;
mod multivariate;
mod talk_distributions;
mod sample;
mod summary;
mod talk_summary;
mod hypothesis;
mod goodness;
mod relations;
