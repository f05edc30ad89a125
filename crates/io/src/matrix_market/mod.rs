//! Matrix Market: dense and sparse matrices as text.
//!
//! Counterpart of `scipy.io.mmread`, `mmwrite` and `mminfo`.
//!
//! Reading order: [`read`] for a [`Matrix`], [`info`] for what the header says, [`write()`] for the way
//! back. Files that are packed by gzip or bzip2 are unpacked on the way. Long files are read and written
//! on all threads; what comes out does not depend on how many there are.

mod matrix;
mod header;
mod number;
mod read;
mod symmetry;
mod write;

pub use crate::matrix_market::header::{Field, Info, Layout, Symmetry, info, info_from};
pub use crate::matrix_market::matrix::{DenseMatrix, Matrix};
pub use crate::matrix_market::read::{ReadOptions, read, read_from};
pub use crate::matrix_market::write::{SymmetryChoice, WriteOptions, write, write_to};
