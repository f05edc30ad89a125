//! Files on disk: opened when they are files, written as a whole or not at all.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

use crate::error::{Error, Result};

/// Opens a file to be read; directories, pipes and devices are refused.
pub(crate) fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let metadata = file.metadata().map_err(|e| Error::io(path, e))?;
    if metadata.is_dir() {
        return Err(Error::NotAFile { path: path.to_owned(), what: "a directory" });
    }
    if !metadata.is_file() {
        return Err(Error::NotAFile { path: path.to_owned(), what: "a pipe or device" });
    }
    Ok(BufReader::new(file))
}

/// Opens a file to be read as a whole; tells its size beside it.
pub(crate) fn open_sized(path: &Path) -> Result<(BufReader<File>, usize)> {
    let source = open(path)?;
    let len = source.get_ref().metadata().map_err(|e| Error::io(path, e))?.len();
    Ok((source, usize::try_from(len).unwrap_or(usize::MAX)))
}

/// Writes a file that appears under its name when it is complete, and not at all if `fill` fails.
pub(crate) fn write(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
) -> Result<()> {
    if path.is_dir() || path.file_name().is_none() {
        return Err(Error::NotAFile { path: path.to_owned(), what: "a directory" });
    }
    let mut failure = None;
    let written = onkai_core::write_whole_file(path, |file| {
        fill(file).map_err(|error| {
            failure = Some(error);
            io::Error::other("the values cannot be written")
        })
    });
    match (written, failure) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(error)) => Err(error),
        (Err(error), None) => Err(Error::io(path, error)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn only_files_are_opened_and_written() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(open(folder.path()), Err(Error::NotAFile { .. })));
        assert!(matches!(open(&folder.path().join("none")), Err(Error::Io { .. })));
        assert!(matches!(write(folder.path(), |_| Ok(())), Err(Error::NotAFile { .. })));
        assert!(matches!(write(&folder.path().join("a/b"), |_| Ok(())), Err(Error::Io { .. })));
    }

    #[test]
    fn a_failed_write_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        let error = write(&path, |file| {
            file.write_all(b"half").map_err(|e| Error::io(&path, e))?;
            Err(Error::inexpressible(&path, "test", "dreams").in_variable("x"))
        });
        let message = error.unwrap_err().to_string();
        assert!(message.ends_with("a.bin: a test file cannot hold dreams in variable `x`"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
