//! Fitting distributions to data: `scipy.stats` distributions' method `fit`.
//!
//! Reading order: [`Fit`], [`FitOptions`], [`Fitted`].

mod options;
mod problem;
mod closed_forms;
mod simplex;

pub use options::{FitMethod, FitOptions, Fitted};
pub use problem::Fit;
