//! The formats. To add one, add its line, and a file that turns it into [`Contents`] and back.

use std::path::Path;

use onkai_io::Result;

use super::contents::Contents;
use super::{matlab, numpy};

/// Writes a file, and gives what the format could not hold.
pub(crate) type Writer = fn(&Path, Contents) -> Result<Vec<String>>;

pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) extensions: &'static [&'static str],
    pub(crate) read: fn(&Path) -> Result<Contents>,
    pub(crate) write: Option<Writer>,
}

pub(crate) const FORMATS: &[Format] = &[
    Format { name: "MATLAB", extensions: &["mat"], read: matlab::read, write: Some(matlab::write) },
    Format {
        name: "NumPy",
        extensions: &["npy"],
        read: numpy::read_npy,
        write: Some(numpy::write_npy),
    },
    Format {
        name: "NumPy archive",
        extensions: &["npz"],
        read: numpy::read_npz,
        write: Some(numpy::write_npz),
    },
];

/// The extensions, for messages.
pub(crate) fn known() -> String {
    let extensions: Vec<_> = FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
    extensions.join(", ")
}
