//! Harwell-Boeing: sparse matrices as text in columns that a Fortran format describes.
//!
//! Counterpart of `scipy.io.hb_read` and `hb_write`.
//!
//! Reading order: [`read`] for a [`HarwellBoeing`] file, [`write()`] for the way back.

mod format;
mod matrix;
mod read;
mod write;

pub use crate::harwell_boeing::matrix::{HarwellBoeing, RightHandSides, Structure};
pub use crate::harwell_boeing::read::{ReadOptions, read, read_from};
pub use crate::harwell_boeing::write::{write, write_to};
