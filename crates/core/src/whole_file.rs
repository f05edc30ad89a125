//! Files that are there as a whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes a file under a temporary name beside `path` and then puts it in its place.
///
/// The file appears when it is complete; one that was there before stays until then, and after any
/// error. Nothing else is left behind.
///
/// # Errors
///
/// What the operating system says, or `fill`. A `path` that names a directory is refused.
///
/// # Examples
///
/// ```
/// use std::io::Write;
///
/// let path = std::env::temp_dir().join(format!("onkai-{}.txt", std::process::id()));
/// onkai_core::write_whole_file(&path, |file| file.write_all(b"whole"))?;
/// assert_eq!(std::fs::read(&path)?, b"whole");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_whole_file(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let (temporary, file) = create_beside(path)?;
    let mut buffer = BufWriter::new(file);
    let filled = fill(&mut buffer).and_then(|()| buffer.flush());
    // The file must be closed before it is renamed: some systems insist.
    drop(buffer);
    let result = filled.and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// A new hidden file in the folder of `path`.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?;
    // The process keeps programs apart, the number threads; `create_new` has the last word.
    for number in 0..u32::MAX {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{number}.part", std::process::id()));
        let temporary = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that is removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("onkai-core-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<OsString> {
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name()).collect()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn an_error_leaves_what_was_there_and_nothing_else() {
        let scratch = Scratch::new("error");
        let path = scratch.0.join("a.txt");
        write_whole_file(&path, |file| file.write_all(b"old")).unwrap();
        let failed = write_whole_file(&path, |file| {
            file.write_all(b"half of the n")?;
            Err(ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(scratch.names(), ["a.txt"]);
    }

    #[test]
    fn a_directory_is_refused() {
        let scratch = Scratch::new("directory");
        let error = write_whole_file(&scratch.0, |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IsADirectory);
        assert!(scratch.names().is_empty());
    }
}
