//! Writing .npz files.

use std::io::{Seek, Write};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::read::NPZ;
use crate::any_array::AnyArray;
use crate::error::{Error, Result};
use crate::file;
use crate::npy::{len_of, write_array};

/// How a .npz file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct WriteOptions {
    /// Whether arrays are compressed, as `numpy.savez_compressed` does it.
    pub compress: bool,
}

/// Writes named arrays to a .npz file.
///
/// The file appears under its name when it is complete. The same arrays give the same file: members have
/// no time.
///
/// # Errors
///
/// [`Error::Inexpressible`] for an empty name and for one that comes twice; [`Error::Io`],
/// [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::npz::{self, WriteOptions};
///
/// let arrays = [("tempo".to_owned(), array![120.0].into()), ("beats".to_owned(), array![1, 2].into())];
/// let mut file = std::io::Cursor::new(Vec::new());
/// npz::write_to(&mut file, "memory", &arrays, &WriteOptions::default())?;
/// assert!(file.into_inner().starts_with(b"PK"));
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[doc(alias = "savez")]
#[doc(alias = "savez_compressed")]
pub fn write(
    path: impl AsRef<Path>,
    arrays: &[(String, AnyArray)],
    options: &WriteOptions,
) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |sink| write_to(sink, path, arrays, options))
}

/// As [`write()`], to something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`write()`].
pub fn write_to(
    sink: impl Write + Seek,
    name: impl AsRef<Path>,
    arrays: &[(String, AnyArray)],
    options: &WriteOptions,
) -> Result<()> {
    let path = name.as_ref();
    for (index, (name, _)) in arrays.iter().enumerate() {
        let refuse = |what| Err(Error::inexpressible(path, NPZ, what).in_variable(name));
        if name.is_empty() {
            return refuse("an array without name");
        }
        if arrays[..index].iter().any(|(other, _)| other == name) {
            return refuse("the same name twice");
        }
    }
    let method =
        if options.compress { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let write = || -> std::result::Result<(), ZipError> {
        let mut archive = ZipWriter::new(sink);
        for (name, array) in arrays {
            // Sizes of 32 bits would overflow; the header and what deflation may add are small.
            let is_large = u64::from(u32::MAX) / 2 < len_of(array);
            let member =
                SimpleFileOptions::default().compression_method(method).large_file(is_large);
            archive.start_file(format!("{name}.npy"), member)?;
            write_array(&mut archive, array)?;
        }
        archive.finish()?.flush()?;
        Ok(())
    };
    write().map_err(|error| match error {
        ZipError::Io(error) => Error::io(path, error),
        other => Error::io(path, std::io::Error::other(other)),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ndarray::{Array2, array};

    use super::super::{ReadOptions, read_from};
    use super::*;
    use crate::Limits;

    fn archive(options: WriteOptions) -> Vec<u8> {
        let arrays = [
            ("zeros".to_owned(), Array2::<f64>::zeros((100, 100)).into()),
            ("größe/名".to_owned(), array![1_u8, 2].into()),
        ];
        let mut file = Cursor::new(Vec::new());
        write_to(&mut file, "x.npz", &arrays, &options).unwrap();
        file.into_inner()
    }

    #[test]
    fn archives_go_there_and_back() {
        for compress in [false, true] {
            let bytes = archive(WriteOptions { compress });
            assert_eq!(bytes.len() < 80_000, compress);
            let arrays = read_from(Cursor::new(&bytes), "x.npz", &ReadOptions::default()).unwrap();
            assert_eq!(arrays[0].1, Array2::<f64>::zeros((100, 100)).into());
            assert_eq!(arrays[1], ("größe/名".to_owned(), array![1_u8, 2].into()));
            let names = Some(vec!["größe/名".to_owned(), "other".to_owned()]);
            let options = ReadOptions { names, ..Default::default() };
            assert_eq!(read_from(Cursor::new(&bytes), "x.npz", &options).unwrap().len(), 1);
        }
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bytes = archive(WriteOptions { compress: true });
        let limits = Limits { max_unpacked_bytes: 10_000 };
        let error = read_from(Cursor::new(bytes), "x.npz", &ReadOptions { limits, names: None });
        assert!(matches!(error, Err(Error::OverLimit { .. })), "{error:?}");
    }

    #[test]
    fn names_are_checked() {
        let refusal = |names: &[&str]| {
            let arrays: Vec<_> =
                names.iter().map(|n| (n.to_string(), array![1.0].into())).collect();
            let sink = Cursor::new(Vec::new());
            write_to(sink, "x.npz", &arrays, &WriteOptions::default()).unwrap_err().to_string()
        };
        assert!(refusal(&["a", "b", "a"]).contains("the same name twice in variable `a`"));
        assert!(refusal(&[""]).contains("an array without name"));
    }
}
