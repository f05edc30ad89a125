//! The incomplete gamma and beta functions and their inverses.

mod parts;
mod uniform_tables;
mod gamma_parts;
mod gamma;
mod gamma_inverse;
mod beta_parts;
mod beta;
mod beta_inverse;

pub use beta::{betainc, betaincc};
pub use beta_inverse::{betainccinv, betaincinv};
pub use gamma::{gammainc, gammaincc};
pub use gamma_inverse::{gammainccinv, gammaincinv};
