//! The gamma function and its relatives.

mod gamma_function;
mod gamma_tables;
mod complex;
mod accurate;
mod log_gamma;
mod digamma;
mod polygamma;
mod beta;

pub(crate) use accurate::gammaln_dd;
pub(crate) use beta::{beta_f64, betaln_dd, betaln_f64};
pub(crate) use digamma::digamma_f64;
pub(crate) use gamma_function::{gamma_f64, gamma_star, rgamma_f64};
pub(crate) use log_gamma::{gammaln_1p, gammaln_f64};

pub use beta::{beta, betaln};
pub use digamma::digamma;
pub use gamma_function::{gamma, rgamma};
pub use log_gamma::{gammaln, gammasgn, loggamma};
pub use polygamma::polygamma;
