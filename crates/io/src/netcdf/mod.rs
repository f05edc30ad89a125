//! netCDF-3: arrays with named dimensions and attributes, in the classic format, that with 64-bit
//! offsets and that with 64-bit data (CDF-5).
//!
//! Counterpart of `scipy.io.netcdf_file`.
//!
//! Reading order: [`read`] for a whole [`Dataset`], [`Reader`] for variables one by one or in slabs,
//! [`Variable::scaled`] for what packed numbers stand for, [`write()`] for the way back.
//!
//! netCDF-4 files are HDF5 files, and are refused by that name.

mod data;
mod dataset;
mod header;
mod parse;
mod reader;
mod scale;
mod write;

pub use crate::netcdf::data::{Data, DataType};
pub use crate::netcdf::dataset::{
    Attribute, AttributeValue, Dataset, Dimension, Variable, Version,
};
pub use crate::netcdf::header::{Header, VariableHeader};
pub use crate::netcdf::reader::{Reader, read, read_from};
pub use crate::netcdf::scale::{Packing, Scaled};
pub use crate::netcdf::write::{write, write_to};
