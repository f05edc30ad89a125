//! Reading records.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use crate::bytes::ByteReader;
use crate::error::{Error, Result};
use crate::file;
use crate::fortran::options::{FORMAT, FileOptions, Marker};
use crate::fortran::record::Record;

/// Reads all records of a file.
///
/// # Errors
///
/// As [`Reader::open`] and [`Reader::next_record`].
///
/// # Examples
///
/// ```
/// use onkai_io::ByteOrder;
/// use onkai_io::fortran::{self, FileOptions, Record};
///
/// let mut record = Record::new(ByteOrder::Little);
/// record.push(&[1.5_f64, 2.5]);
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.dat");
/// let options = FileOptions::default();
/// fortran::write(&path, &[record], &options)?;
/// let records = fortran::read(&path, &options)?;
/// assert_eq!(records[0].values::<f64>()?, [1.5, 2.5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Markers of 4 bytes are signed: a negative one says that the record goes on in another piece, as gfortran
/// has it. SciPy takes it for a length beyond 2 GiB.
pub fn read(path: impl AsRef<Path>, options: &FileOptions) -> Result<Vec<Record>> {
    Reader::open(path, options)?.collect()
}

/// As [`read`], from any source of bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use std::io::Cursor;
/// use onkai_io::fortran::{FileOptions, read_from};
///
/// let bytes = [2, 0, 0, 0, 7, 8, 2, 0, 0, 0];
/// let records = read_from(Cursor::new(bytes), "memory", &FileOptions::default())?;
/// assert_eq!(records[0].bytes(), [7, 8]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &FileOptions,
) -> Result<Vec<Record>> {
    Reader::new(source, name, options)?.collect()
}

/// Reads one record after another.
///
/// It is an iterator over records; after an error it ends.
///
/// # Examples
///
/// ```
/// use std::io::Cursor;
/// use onkai_io::fortran::{FileOptions, Reader};
///
/// let bytes = [1, 0, 0, 0, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let reader = Reader::new(Cursor::new(bytes), "memory", &FileOptions::default())?;
/// let lens = reader.map(|record| Ok(record?.bytes().len()));
/// assert_eq!(lens.collect::<onkai_io::Result<Vec<_>>>()?, [1, 0]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    bytes: ByteReader<R>,
    options: FileOptions,
    has_failed: bool,
}

impl Reader<BufReader<File>> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// [`Error::Io`], [`Error::NotAFile`], [`Error::Empty`].
    pub fn open(path: impl AsRef<Path>, options: &FileOptions) -> Result<Self> {
        let path = path.as_ref();
        Self::new(file::open(path)?, path, options)
    }
}

impl<R: Read + Seek> Reader<R> {
    /// As [`Reader::open`], with any source of bytes; `name` stands for a path in messages.
    ///
    /// # Errors
    ///
    /// As [`Reader::open`].
    pub fn new(source: R, name: impl AsRef<Path>, options: &FileOptions) -> Result<Self> {
        let mut bytes = ByteReader::new(source, name.as_ref(), FORMAT)?;
        bytes.set_order(options.order);
        Ok(Self { bytes, options: *options, has_failed: false })
    }

    /// The next record; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] when the file ends within a record, or a record's two markers differ, which
    /// is what other options than the file's lead to; [`Error::Io`].
    pub fn next_record(&mut self) -> Result<Option<Record>> {
        if self.bytes.left() == Some(0) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut is_first = true;
        loop {
            let (len, goes_on) = self.marker()?;
            let at = self.bytes.position();
            let n =
                usize::try_from(len).map_err(|_| self.bytes.malformed("it is beyond memory"))?;
            self.bytes.numbers_into(&mut bytes, n)?;
            let (end_len, follows) = self.marker()?;
            if end_len != len || (self.options.marker == Marker::Bytes4 && follows == is_first) {
                let problem = format!(
                    "the markers around a record differ, {len} and {end_len}; markers may be of another \
                     length or byte order"
                );
                let path = self.bytes.path();
                return Err(Error::malformed(path, FORMAT, problem, Some(at)));
            }
            if !goes_on {
                return Ok(Some(Record::from_bytes(bytes, self.options.order)));
            }
            is_first = false;
        }
    }

    /// A length, and whether its sign says that there is another piece on the other side.
    fn marker(&mut self) -> Result<(u64, bool)> {
        match self.options.marker {
            Marker::Bytes4 => {
                let marker: i32 = self.bytes.number()?;
                Ok((marker.unsigned_abs().into(), marker < 0))
            }
            Marker::Bytes8 => {
                let marker: i64 = self.bytes.number()?;
                let problem = || self.bytes.malformed("a marker is a negative length");
                u64::try_from(marker).map(|len| (len, false)).map_err(|_| problem())
            }
        }
    }
}

impl<R: Read + Seek> Iterator for Reader<R> {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        if self.has_failed {
            return None;
        }
        let record = self.next_record().transpose();
        self.has_failed = matches!(record, Some(Err(_)));
        record
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::bytes::ByteOrder;

    fn refusal(bytes: &[u8], options: FileOptions) -> String {
        read_from(Cursor::new(bytes), "a.dat", &options).unwrap_err().to_string()
    }

    #[test]
    fn pieces_make_one_record() {
        let i = |v: i32| v.to_be_bytes();
        let bytes = [&i(-2)[..], &[1, 2], &i(2), &i(1), &[3], &i(-1), &i(0), &i(0)].concat();
        let options = FileOptions { order: ByteOrder::Big, ..Default::default() };
        let records = read_from(Cursor::new(&bytes), "a.dat", &options).unwrap();
        assert_eq!((records.len(), records[0].bytes()), (2, &[1, 2, 3][..]));
        // The sign of the last marker must say that a piece came before.
        let wrong = [&i(-2)[..], &[1, 2], &i(2), &i(1), &[3], &i(1)].concat();
        assert!(refusal(&wrong, options).contains("markers around a record differ, 1 and 1"));
        assert!(refusal(&bytes[..10], options).contains("it is cut off"));
    }

    #[test]
    fn other_options_than_the_files_are_noticed() {
        let bytes = [4, 0, 0, 0, 1, 2, 3, 4, 4, 0, 0, 0];
        let big = FileOptions { order: ByteOrder::Big, ..Default::default() };
        let long = FileOptions { marker: Marker::Bytes8, ..Default::default() };
        assert!(refusal(&bytes, big).contains("it is cut off: 67108864 bytes"));
        assert!(refusal(&bytes, long).contains("it is cut off"));
        assert!(refusal(&[0xff; 16], long).contains("a negative length (at byte 8)"));
        assert!(
            refusal(&[1, 0, 0, 0, 9, 2, 0, 0, 0], FileOptions::default())
                .contains("differ, 1 and 2")
        );
        let mut reader = Reader::new(Cursor::new(bytes), "a.dat", &big).unwrap();
        assert!(reader.next().is_some_and(|r| r.is_err()) && reader.next().is_none());
        assert!(matches!(read_from(Cursor::new([]), "a.dat", &big), Err(Error::Empty { .. })));
    }
}
