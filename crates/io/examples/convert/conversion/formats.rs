//! The formats. To add one, add its line, and a file that turns it into [`Contents`] and back.
//!
//! Fortran's unformatted records are not among them: they do not say what types are in them.

use std::path::Path;

use onkai_io::Result;

use super::contents::Contents;
use super::{arff, idl, matlab, matrices, netcdf, numpy, wav};

/// Writes a file, and gives what the format could not hold.
pub(crate) type Writer = fn(&Path, Contents) -> Result<Vec<String>>;

pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) extensions: &'static [&'static str],
    pub(crate) read: fn(&Path) -> Result<Contents>,
    pub(crate) write: Option<Writer>,
}

#[rustfmt::skip]
pub(crate) const FORMATS: &[Format] = &[
    Format { name: "MATLAB", extensions: &["mat"], read: matlab::read, write: Some(matlab::write) },
    Format { name: "NumPy", extensions: &["npy"], read: numpy::read_npy, write: Some(numpy::write_npy) },
    Format { name: "NumPy archive", extensions: &["npz"], read: numpy::read_npz, write: Some(numpy::write_npz) },
    Format { name: "netCDF", extensions: &["nc", "cdf"], read: netcdf::read, write: Some(netcdf::write) },
    Format { name: "Matrix Market", extensions: &["mtx"], read: matrices::read_matrix_market, write: Some(matrices::write_matrix_market) },
    Format { name: "Harwell-Boeing", extensions: &["rb", "rua", "rsa", "hb"], read: matrices::read_harwell_boeing, write: Some(matrices::write_harwell_boeing) },
    Format { name: "WAV", extensions: &["wav"], read: wav::read, write: Some(wav::write) },
    Format { name: "ARFF", extensions: &["arff"], read: arff::read, write: Some(arff::write) },
    Format { name: "IDL", extensions: &["sav"], read: idl::read, write: None },
];

/// The extensions, for messages.
pub(crate) fn known() -> String {
    let extensions: Vec<_> = FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
    extensions.join(", ")
}
