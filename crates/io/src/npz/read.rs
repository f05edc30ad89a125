//! Reading .npz files.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::any_array::AnyArray;
use crate::bytes::{ByteOrder, ByteReader, Limited};
use crate::error::{Error, Result};
use crate::file;
use crate::limits::{Budget, Limits};
use crate::npy::read_array;

pub(super) const NPZ: &str = "NumPy archive";

/// How a .npz file is read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Only arrays of these names are read, if any are given; a name that is missing is no error.
    pub names: Option<Vec<String>>,
    /// How much memory reading may take.
    pub limits: Limits,
}

/// Reads the arrays of a .npz file and their names, in the order of the archive.
///
/// # Errors
///
/// [`Error::Io`], [`Error::NotAFile`], [`Error::Empty`] when there is nothing to read;
/// [`Error::Unsupported`] for what [`npy::read`](crate::npy::read) cannot read, encrypted members, and
/// other members than arrays; [`Error::Malformed`] for damage; [`Error::OverLimit`] when the archive
/// unpacks to more than the options allow.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_io::npz::{self, ReadOptions, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("features.npz");
/// let arrays = [("onsets".to_owned(), array![0.1, 0.6].into())];
/// npz::write(&path, &arrays, &WriteOptions { compress: true })?;
/// let mut arrays = npz::read(&path, &ReadOptions::default())?;
/// let (name, onsets) = arrays.remove(0);
/// assert_eq!(name, "onsets");
/// assert_eq!(Array1::<f64>::try_from(onsets)?, array![0.1, 0.6]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Vec<(String, AnyArray)>> {
    let path = path.as_ref();
    read_from(file::open(path)?, path, options)
}

/// As [`read`], from something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`read`].
pub fn read_from(
    mut source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<Vec<(String, AnyArray)>> {
    let path = name.as_ref();
    let len = source.seek(SeekFrom::End(0)).map_err(|e| Error::io(path, e))?;
    if len == 0 {
        return Err(Error::Empty { path: path.to_owned() });
    }
    // Members may share their bytes, so that those which are stored count, too, beyond the file's size.
    let budget = Budget::new(options.limits).and(len);
    let mut archive = ZipArchive::new(source).map_err(|e| zip_error(path, e))?;
    let mut arrays = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|e| zip_error(path, e))?;
        let stem = member.name().strip_suffix(".npy");
        let name = stem.unwrap_or(member.name()).to_owned();
        if options.names.as_ref().is_some_and(|names| !names.contains(&name)) {
            continue;
        }
        if stem.is_none() {
            let what = format!("a member `{}`, which is no array", member.name());
            return Err(Error::unsupported(path, NPZ, what));
        }
        let stored = member.compression() == CompressionMethod::Stored && member.size() <= len;
        let size = stored.then(|| member.size());
        let over_limit =
            Error::OverLimit { path: path.to_owned(), format: NPZ, limit: budget.limit };
        let member = BufReader::new(Limited::new(member, &budget, over_limit));
        let mut bytes = ByteReader::unpacked(member, path, NPZ, ByteOrder::Little);
        bytes.set_end(size);
        let array = read_array(&mut bytes).map_err(|e| e.in_variable(&name))?;
        check_rest(&mut bytes).map_err(|e| e.in_variable(&name))?;
        arrays.push((name, array));
    }
    Ok(arrays)
}

/// Reads what follows the array, if anything does: the check sum is compared at a member's very end.
fn check_rest<R: Read>(bytes: &mut ByteReader<R>) -> Result<()> {
    bytes.set_end(None);
    while !bytes.is_at_end()? {}
    Ok(())
}

fn zip_error(path: &Path, error: ZipError) -> Error {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            Error::io(path, error)
        }
        ZipError::UnsupportedArchive(what) => Error::unsupported(path, NPZ, what),
        other => Error::malformed(path, NPZ, other.to_string(), None),
    }
}
