//! What can go wrong between numbers and a picture file.

use std::path::PathBuf;

/// What went wrong in a function of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Data or an option that cannot be drawn.
    #[error(transparent)]
    Input(#[from] onkai_core::Error),
    /// The name of a file tells no format that can be written.
    #[error("{}: the name must end in .svg, .png or .html", path.display())]
    UnknownFormat {
        /// The path that was given.
        path: PathBuf,
    },
    /// A file could not be written; no part of it is left behind.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The path that was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A writer did not take the figure.
    #[error("the figure cannot be written: {source}")]
    Output {
        /// What the writer said.
        source: std::io::Error,
    },
}

/// The result of a fallible function of this crate.
pub type Result<T> = std::result::Result<T, Error>;
