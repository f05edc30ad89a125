//! Savitzky-Golay filters: polynomials fitted to a sliding window.

mod coeffs;
mod filter;

pub use crate::savgol::coeffs::savgol_coeffs;
pub use crate::savgol::filter::{SavgolMode, SavgolOptions, savgol_filter};
