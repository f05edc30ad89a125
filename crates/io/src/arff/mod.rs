//! ARFF: tables of numbers, labels, dates and texts, as Weka writes them.
//!
//! Counterpart of `scipy.io.arff`.
//!
//! Reading order: [`read`] for a [`Dataset`], [`Values`] for what a column holds, [`DateFormat`] for how
//! dates are written, [`write()`] for the way back.

mod dataset;
mod date;
mod token;
mod header;
mod read;
mod write;

pub use crate::arff::dataset::{Attribute, Dataset, Values};
pub use crate::arff::date::DateFormat;
pub use crate::arff::read::{ReadOptions, read, read_from};
pub use crate::arff::write::{WriteOptions, write, write_to};
