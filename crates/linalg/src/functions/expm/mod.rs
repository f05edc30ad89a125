//! The matrix exponential.

mod exponential;
mod pade;
mod square;
mod small;
mod large;
mod triangle;
mod frechet;

pub use self::exponential::expm;
pub use self::frechet::{ExpmFrechet, expm_cond, expm_frechet};
