//! Plans: transforms of one length, ready to run.

mod complex;
mod half_length;
mod whole_length;
mod real;
mod cache;
mod spare;
mod check;

pub use complex::FftPlan;
pub use real::RealFftPlan;

pub(crate) use cache::cached;
pub(crate) use check::check_len;
pub(crate) use spare::{Loan, Spare};
