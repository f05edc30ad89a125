//! Integrals of elementary functions, and their relatives: sine, cosine and exponential integrals, zeta.

mod chebyshev;
mod integral_tables;
mod exponential;
mod sine_cosine;
mod dilogarithm;
mod zeta;

pub use dilogarithm::spence;
pub use exponential::{exp1, expi, expn};
pub use sine_cosine::{Shichi, Sici, shichi, sici};
pub use zeta::{hurwitz_zeta, zeta, zetac};
