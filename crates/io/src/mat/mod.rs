//! MATLAB files (.mat): versions 4, 5, 6 and 7 read, 5 and 7 written.
//!
//! Counterpart of `scipy.io.loadmat`, `savemat` and `whosmat`. A file is a [`MatFile`]: named values, each a
//! [`MatValue`] that is an array, text, a sparse matrix, cells or structs.

mod value;
mod convert;
mod file;
mod options;
mod read;
mod check;
mod write;
mod level5;
mod matrix;
mod element;
mod text;
mod level4;

pub use convert::MatElement;
pub use file::{MatFile, MatVariable};
pub use options::{OneDimension, ReadOptions, WriteOptions};
pub use read::{MatInfo, list, list_from, read, read_from};
pub use value::{MatSparse, MatStruct, MatValue};
pub use write::{write, write_to};
