//! Reading MATLAB files of any version.
//!
//! Counterpart of `scipy.io.loadmat` and `whosmat`.

use std::io::{Read, Seek};
use std::path::Path;

use super::element::MATLAB;
use super::file::MatFile;
use super::options::ReadOptions;
use super::{level4, level5};
use crate::bytes::ByteReader;
use crate::error::{Error, Result};
use crate::file;

/// Reads the variables of a MATLAB file (.mat) of version 4, 5, 6 or 7.
///
/// # Errors
///
/// [`Error::Io`], [`Error::NotAFile`], [`Error::Empty`] when there is nothing to read;
/// [`Error::UnknownFormat`] when this is no MATLAB file; [`Error::Unsupported`] for version 7.3, whose files
/// are HDF5, and for classes of arrays that nobody knows; [`Error::Malformed`] for damage;
/// [`Error::OverLimit`] when it unpacks to more than the options allow.
///
/// # Examples
///
/// MATLAB has no arrays of one dimension:
///
/// ```
/// use ndarray::{Array1, Array2, array};
/// use onkai_io::mat::{self, MatFile, ReadOptions, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("ones.mat");
/// let mut file = MatFile::default();
/// file.insert("x", Array1::<f64>::ones(3));
/// mat::write(&path, &file, &WriteOptions::default())?;
///
/// let mut file = mat::read(&path, &ReadOptions::default())?;
/// assert_eq!(file.get("x")?.shape(), [1, 3]);
/// let x: Array2<f64> = file.take("x")?;
/// assert_eq!(x, array![[1.0, 1.0, 1.0]]);
///
/// let options = ReadOptions { squeeze_me: true, ..Default::default() };
/// assert_eq!(mat::read(&path, &options)?.get("x")?.shape(), [3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// - Logical arrays are `bool`, as sparse ones are in SciPy, too; SciPy gives the integers that are stored.
/// - An empty element of a cell array is `[0, 0]`, as in MATLAB, and not `[1, 0]`.
/// - Complex integers come as `Complex<f64>`, exactly or not at all; SciPy rounds those of 32 bits to single
///   precision, and with `mat_dtype` drops the imaginary part.
/// - 16-bit characters are UTF-16; SciPy takes the lower half of each for UTF-8, if not told otherwise.
///   8-bit ones are Latin-1, where SciPy knows ASCII only. A string with characters beyond 2¹⁶ is as long as
///   it is, where SciPy fails as MATLAB counts differently.
/// - Structs are one type, without `struct_as_record` and `simplify_cells`, and a path is taken as it
///   is, without `appendmat`.
/// - The byte orders of VAX and Cray in version 4 are an error, not a warning with wrong numbers.
/// - A variable ends where its header says: one that goes on into the next is an error.
#[doc(alias = "loadmat")]
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<MatFile> {
    let path = path.as_ref();
    read_from(file::open(path)?, path, options)
}

/// As [`read`], from something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use std::io::Cursor;
///
/// use onkai_io::mat::{self, ReadOptions};
///
/// let error = mat::read_from(Cursor::new(b"not a matrix"), "upload", &ReadOptions::default());
/// assert_eq!(
///     error.unwrap_err().to_string(),
///     "upload: this is no MATLAB file; can be read: MATLAB files of versions 4, 5, 6 and 7"
/// );
/// ```
pub fn read_from(
    source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<MatFile> {
    let mut bytes = ByteReader::new(source, name.as_ref(), MATLAB)?;
    let mut file = match level(&mut bytes)? {
        Level::Four => level4::read(&mut bytes, options)?,
        Level::Five => level5::read(&mut bytes, options)?,
    };
    name.as_ref().clone_into(&mut file.path);
    Ok(file)
}

/// What a MATLAB file says of a variable before its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatInfo {
    /// The variable's name.
    pub name: String,
    /// The lengths of its axes; none for an opaque object.
    pub shape: Vec<usize>,
    /// Its class in MATLAB, e.g. `"double"`, `"logical"` or `"cell"`.
    pub class: &'static str,
    /// Whether the numbers have imaginary parts.
    pub is_complex: bool,
    /// Whether it becomes a global variable.
    pub is_global: bool,
}

/// Lists the variables of a MATLAB file without reading their values.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_io::mat::{self, MatFile, ReadOptions, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.mat");
/// let mut file = MatFile::default();
/// file.insert("mask", Array2::from_elem((2, 3), true));
/// mat::write(&path, &file, &WriteOptions::default())?;
///
/// let infos = mat::list(&path, &ReadOptions::default())?;
/// assert_eq!((infos[0].name.as_str(), infos[0].class), ("mask", "logical"));
/// assert_eq!(infos[0].shape, [2, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Shapes are MATLAB's, whatever the options say, with the length of the strings as the last axis of a
/// char array.
#[doc(alias = "whosmat")]
pub fn list(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Vec<MatInfo>> {
    let path = path.as_ref();
    list_from(file::open(path)?, path, options)
}

/// As [`list`], from something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`read`].
pub fn list_from(
    source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<Vec<MatInfo>> {
    let mut bytes = ByteReader::new(source, name.as_ref(), MATLAB)?;
    match level(&mut bytes)? {
        Level::Four => level4::list(&mut bytes, options),
        Level::Five => level5::list(&mut bytes, options),
    }
}

/// The two formats that MATLAB has of its own; versions 5, 6 and 7 share one.
enum Level {
    Four,
    Five,
}

/// Tells the version by the first bytes, and goes back to them.
fn level<R: Read + Seek>(bytes: &mut ByteReader<R>) -> Result<Level> {
    let unknown = |bytes: &ByteReader<R>| Error::UnknownFormat {
        path: bytes.path().to_owned(),
        found: "this is no MATLAB file",
        known: "MATLAB files of versions 4, 5, 6 and 7",
    };
    if bytes.left().is_some_and(|left| left < 20) {
        return Err(unknown(bytes));
    }
    let start = bytes.array::<20>()?;
    if start.starts_with(b"\x89HDF") {
        return Err(bytes.unsupported("HDF5, as MATLAB writes it since version 7.3"));
    }
    // Level 5 begins with text; level 4 with a number below 5000, in whichever order of bytes.
    if start[..4].contains(&0) {
        if start.iter().all(|&byte| byte == 0) {
            return Err(unknown(bytes));
        }
        bytes.seek(0)?;
        return Ok(Level::Four);
    }
    if bytes.left().is_none_or(|left| left < 108) {
        return Err(unknown(bytes));
    }
    bytes.seek(124)?;
    let [a, b, order @ ..] = bytes.array::<4>()?;
    bytes.seek(0)?;
    let major = match &order {
        b"IM" => b,
        b"MI" => a,
        _ => return Err(unknown(bytes)),
    };
    match major {
        1 => Ok(Level::Five),
        2 => Err(bytes.unsupported("HDF5, as MATLAB writes it since version 7.3")),
        major => Err(bytes.unsupported(format!("data of the unknown version {major}"))),
    }
}
