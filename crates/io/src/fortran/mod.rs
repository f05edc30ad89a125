//! Unformatted sequential files of Fortran programs: records between markers of their length.
//!
//! Counterpart of `scipy.io.FortranFile`.
//!
//! Reading order: [`FileOptions`] for how markers are written, [`read`] for all records of a file,
//! [`Reader`] for one after another, [`Record`] and [`Items`] for what is in one, [`write()`] and
//! [`Writer`] for the way back.

mod options;
mod record;
mod reader;
mod writer;

pub use crate::fortran::options::{FileOptions, Marker};
pub use crate::fortran::reader::{Reader, read, read_from};
pub use crate::fortran::record::{Element, Items, Record};
pub use crate::fortran::writer::{Writer, write, write_to};
