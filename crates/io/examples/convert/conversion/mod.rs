//! From one format to another by way of named values; `tests/convert.rs` includes this folder.

mod convert;
mod contents;
mod formats;
mod numpy;
mod matlab;
mod netcdf;
mod matrices;
mod wav;
mod arff;
mod idl;

pub(crate) use convert::convert;
pub(crate) use formats::known;
