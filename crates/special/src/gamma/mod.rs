//! The gamma function and its relatives.

mod gamma_function;
mod gamma_tables;
mod complex;
mod log_gamma;

pub(crate) use gamma_function::{gamma_f64, rgamma_f64};
pub(crate) use log_gamma::{gammaln_1p, gammaln_f64, gammasgn_f64};

pub use gamma_function::{gamma, rgamma};
pub use log_gamma::{gammaln, gammasgn, loggamma};
