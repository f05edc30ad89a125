#![cfg_attr(doctest, doc = include_str!("../README.md"))]
//! Files of scientists and musicians, read and written.
//!
//! Every function that touches a file fails with the one [`Error`] of this crate, whose message
//! names the file and what is wrong with it.
//!
//! # One shape for all formats
//!
//! A module a format (sound is in [`audio`]), and in each the same four functions:
//!
//! - `read(path, &options)` reads a file; options are left out where a format has none,
//! - `read_from(source, name, &options)` reads from whatever implements `Read` and, where the format
//!   needs it, `Seek`: a `Cursor` over bytes in memory, for one. `name` stands for the path in messages,
//! - `write(path, &value, &options)` writes a file, which appears under its name when it is complete,
//! - `write_to(sink, name, &value, &options)` writes to whatever implements `Write`.
//!
//! # Files from strangers
//!
//! A file may claim anything. Lengths are believed only as far as there are bytes, what compressed
//! data unpack to is bounded by the caller's [`Limits`], nesting is bounded, and no path or name in a
//! file is ever opened.

mod error;
mod limits;
mod file;
mod parts;
mod bytes;
mod text;
mod any_array;
mod sparse;
mod sparse_matrix;
pub mod audio;
pub mod wav;
pub mod mat;
pub mod npy;
pub mod npz;
pub mod netcdf;
pub mod fortran;
pub mod matrix_market;
pub mod harwell_boeing;
pub mod idl;
pub mod arff;

pub use crate::any_array::{AnyArray, Element, Wide};
pub use crate::bytes::ByteOrder;
pub use crate::error::{Error, Result};
pub use crate::limits::Limits;
pub use crate::sparse::Sparse;
pub use crate::sparse_matrix::SparseMatrix;
