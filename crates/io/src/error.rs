//! The one error type of this crate: what is wrong with which file.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong with a file.
///
/// Every variant but [`Error::Argument`] and [`Error::WrongKind`] carries the path of the file, or
/// the name that was given to a source without one, and begins its message with it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused; no such file, no permission, disk full.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The path names a directory or a device, where a file was expected.
    #[error("{}: this is {what}, not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it names, e.g. `"a directory"`.
        what: &'static str,
    },
    /// The file has no bytes at all.
    #[error("{}: the file is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file has a header, but not a single sample follows, where some are needed.
    #[error("{}: the file holds no samples", path.display())]
    NoSamples {
        /// The file.
        path: PathBuf,
    },
    /// The content is of no format that this crate reads.
    #[error("{}: {found}; can be read: {known}", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
        /// What the content looks like, e.g. `"this looks like text"`.
        found: &'static str,
        /// The formats that can be read.
        known: &'static str,
    },
    /// The file breaks the rules of its format.
    #[error(
        "{}: damaged {format} file: {problem}{}{}",
        path.display(), in_variable(variable.as_deref()), at_byte(*offset)
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The format's name, e.g. `"WAV"`.
        format: &'static str,
        /// In which of the file's variables, if it is known.
        variable: Option<String>,
        /// Which rule, in words.
        problem: Cow<'static, str>,
        /// Where in the file, in bytes, if that is known.
        offset: Option<u64>,
    },
    /// The stream breaks off or is unreadable after some frames.
    #[error("{}: damaged {format} file: {problem} after frame {frame}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The format's name, e.g. `"FLAC"`.
        format: &'static str,
        /// What the decoder stumbled over.
        problem: Cow<'static, str>,
        /// How many frames could be decoded before.
        frame: u64,
    },
    /// The file ends before the length that its own header states.
    #[error("{}: cut off: the {format} file ends after {actual} of {expected} frames", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// The format's name, e.g. `"WAV"`.
        format: &'static str,
        /// How many frames there are.
        actual: u64,
        /// How many frames the header promises.
        expected: u64,
    },
    /// The file is sound as far as one can see, but uses something that this crate does not read.
    #[error(
        "{}: this {format} file holds {what}{}, which cannot be read",
        path.display(), in_variable(variable.as_deref())
    )]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// The format's name, e.g. `"Ogg"`.
        format: &'static str,
        /// In which of the file's variables, if it is known.
        variable: Option<String>,
        /// What it uses, e.g. `"Opus audio"`.
        what: Cow<'static, str>,
    },
    /// A frame was asked for that lies behind the end.
    #[error("{}: frame {frame} lies behind the end at frame {n_frames}", path.display())]
    BehindEnd {
        /// The file.
        path: PathBuf,
        /// The frame that was asked for.
        frame: u64,
        /// How many frames there are.
        n_frames: u64,
    },
    /// A sample is NaN or infinite.
    #[error("{}: sample at frame {frame}, channel {channel} is {value}", path.display())]
    NotFinite {
        /// The file.
        path: PathBuf,
        /// Frame of the first such sample.
        frame: u64,
        /// Its channel, counted from 0.
        channel: usize,
        /// The sample.
        value: f64,
    },
    /// The sample rate that the file states cannot be converted to the one that was asked for.
    #[error("{}: its sample rate of {native_hz} Hz is too far from {wanted_hz} Hz to be converted", path.display())]
    RateTooFar {
        /// The file.
        path: PathBuf,
        /// The file's own rate.
        native_hz: u32,
        /// The rate that was asked for.
        wanted_hz: f64,
    },
    /// The data do not fit into a file of this format.
    #[error("{}: {n_bytes} bytes of data are too much for a {format} file", path.display())]
    TooLarge {
        /// The file that was to be written.
        path: PathBuf,
        /// The format's name, e.g. `"WAV"`.
        format: &'static str,
        /// The size that would be needed.
        n_bytes: u64,
    },
    /// The data unpack to more than the caller's [`Limits`](crate::Limits) allow.
    #[error("{}: this {format} file unpacks to more than the limit of {limit} bytes", path.display())]
    OverLimit {
        /// The file.
        path: PathBuf,
        /// The format's name, e.g. `"MATLAB"`.
        format: &'static str,
        /// The limit.
        limit: u64,
    },
    /// The file has no variable of the name that was asked for.
    #[error("{}: there is no variable `{variable}`; there are {}", path.display(), listed(known))]
    NoVariable {
        /// The file.
        path: PathBuf,
        /// The name that was asked for.
        variable: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A variable holds another kind of value than was asked for.
    #[error("{}{found}, but {expected} was asked for", holds(variable.as_deref()))]
    WrongKind {
        /// The variable, if the value belongs to one.
        variable: Option<String>,
        /// What it holds, e.g. `"a cell array of shape [1, 3]"`.
        found: String,
        /// What was asked for, e.g. `"an array of f64 in 2 dimensions"`.
        expected: Cow<'static, str>,
    },
    /// A value cannot be expressed in this format.
    #[error("{}: a {format} file cannot hold {what}{}", path.display(), in_variable(variable.as_deref()))]
    Inexpressible {
        /// The file that was to be written.
        path: PathBuf,
        /// The format's name, e.g. `"MATLAB"`.
        format: &'static str,
        /// What it cannot hold, and perhaps why.
        what: Cow<'static, str>,
        /// In which variable, if it is in one.
        variable: Option<String>,
    },
    /// An argument that is not a file is wrong.
    #[error(transparent)]
    Argument(#[from] onkai_core::Error),
}

/// The result of a fallible function of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Builds [`Error::Io`].
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// Builds [`Error::Malformed`].
    pub(crate) fn malformed(
        path: &Path,
        format: &'static str,
        problem: impl Into<Cow<'static, str>>,
        offset: Option<u64>,
    ) -> Self {
        let path = path.to_owned();
        Self::Malformed { path, format, variable: None, problem: problem.into(), offset }
    }

    /// Builds [`Error::Unsupported`].
    pub(crate) fn unsupported(
        path: &Path,
        format: &'static str,
        what: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Unsupported { path: path.to_owned(), format, variable: None, what: what.into() }
    }

    /// Builds [`Error::Inexpressible`].
    pub(crate) fn inexpressible(
        path: &Path,
        format: &'static str,
        what: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Inexpressible { path: path.to_owned(), format, variable: None, what: what.into() }
    }

    /// Adds the variable that was read or written when the error came up, unless one is named.
    pub(crate) fn in_variable(mut self, name: &str) -> Self {
        if let Self::Malformed { variable, .. }
        | Self::Unsupported { variable, .. }
        | Self::Inexpressible { variable, .. }
        | Self::WrongKind { variable, .. } = &mut self
        {
            variable.get_or_insert_with(|| name.to_owned());
        }
        self
    }
}

fn in_variable(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |name| format!(" in variable `{name}`"))
}

fn holds(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |name| format!("`{name}` holds "))
}

/// The first few of a file's names.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match names.len() {
        0 => "none at all".to_owned(),
        n if n <= SHOWN => shown.join(", "),
        n => format!("{} and {} more", shown.join(", "), n - SHOWN),
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

fn at_byte(offset: Option<u64>) -> String {
    offset.map_or_else(String::new, |offset| format!(" (at byte {offset})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_file_first() {
        let error = Error::malformed(Path::new("a/b.wav"), "WAV", "it has no channels", Some(22));
        assert_eq!(error.to_string(), "a/b.wav: damaged WAV file: it has no channels (at byte 22)");
        let error =
            Error::Truncated { path: "b.wav".into(), format: "WAV", actual: 3, expected: 10 };
        assert_eq!(error.to_string(), "b.wav: cut off: the WAV file ends after 3 of 10 frames");
    }

    #[test]
    fn the_innermost_variable_is_named() {
        let error = Error::malformed(Path::new("a.mat"), "MATLAB", "no type 77", Some(200));
        let error = error.in_variable("x").in_variable("outer");
        assert_eq!(
            error.to_string(),
            "a.mat: damaged MATLAB file: no type 77 in variable `x` (at byte 200)"
        );
        let names = |n: usize| (0..n).map(|i| format!("v{i}")).collect();
        let missing =
            |known| Error::NoVariable { path: "a.mat".into(), variable: "x".into(), known };
        assert_eq!(
            missing(names(2)).to_string(),
            "a.mat: there is no variable `x`; there are `v0`, `v1`"
        );
        assert!(missing(names(0)).to_string().ends_with("there are none at all"));
        assert!(missing(names(12)).to_string().ends_with("`v9` and 2 more"));
    }
}
