//! Writing records.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::bytes::ByteOrder;
use crate::error::{Error, Result};
use crate::file;
use crate::fortran::options::{FORMAT, FileOptions, Marker};
use crate::fortran::record::Record;

/// Writes records to a file.
///
/// # Errors
///
/// [`Error::Argument`] for options that cannot be; [`Error::Inexpressible`] when a record's numbers were
/// put in another byte order than the options state; [`Error::Io`] and [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use onkai_io::ByteOrder;
/// use onkai_io::fortran::{self, FileOptions, Record};
///
/// let mut record = Record::new(ByteOrder::Big);
/// record.push(&[1_i32, 2]);
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.dat");
/// let options = FileOptions { order: ByteOrder::Big, ..Default::default() };
/// fortran::write(&path, &[record], &options)?;
/// assert_eq!(std::fs::read(&path)?, [0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 8]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(path: impl AsRef<Path>, records: &[Record], options: &FileOptions) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |file| write_to(file, path, records, options))
}

/// As [`write()`], to whatever takes bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`write()`].
///
/// # Examples
///
/// ```
/// use onkai_io::ByteOrder;
/// use onkai_io::fortran::{FileOptions, Record, write_to};
///
/// let record = Record::from_bytes(vec![7], ByteOrder::Little);
/// let mut bytes = Vec::new();
/// write_to(&mut bytes, "memory", &[record], &FileOptions::default())?;
/// assert_eq!(bytes, [1, 0, 0, 0, 7, 1, 0, 0, 0]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(
    sink: impl Write,
    name: impl AsRef<Path>,
    records: &[Record],
    options: &FileOptions,
) -> Result<()> {
    let mut writer = Writer::new(sink, name, options)?;
    records.iter().try_for_each(|record| writer.write_record(record))
}

/// Writes one record after another.
///
/// # Examples
///
/// ```
/// use onkai_io::fortran::{FileOptions, Writer};
///
/// let mut bytes = Vec::new();
/// let mut writer = Writer::new(&mut bytes, "memory", &FileOptions::default())?;
/// for step in 0..3 {
///     let mut record = writer.record();
///     record.push(&[f64::from(step)]);
///     writer.write_record(&record)?;
/// }
/// assert_eq!(bytes.len(), 3 * 16);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    sink: W,
    path: PathBuf,
    options: FileOptions,
}

impl<W: Write> Writer<W> {
    /// Writes to whatever takes bytes, which should be buffered; `name` stands for a path in messages.
    ///
    /// # Errors
    ///
    /// [`Error::Argument`] for options that cannot be.
    pub fn new(sink: W, name: impl AsRef<Path>, options: &FileOptions) -> Result<Self> {
        options.check()?;
        Ok(Self { sink, path: name.as_ref().to_owned(), options: *options })
    }

    /// An empty record in this file's byte order.
    pub fn record(&self) -> Record {
        Record::new(self.options.order)
    }

    /// Writes a record.
    ///
    /// # Errors
    ///
    /// As [`write()`], as far as they are about records and writing.
    pub fn write_record(&mut self, record: &Record) -> Result<()> {
        if record.order() != self.options.order && !record.bytes().is_empty() {
            let what = format!("a record in {:?} byte order", record.order());
            return Err(Error::inexpressible(&self.path, FORMAT, what));
        }
        self.put(record.bytes()).map_err(|e| Error::io(&self.path, e))
    }

    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if self.options.marker == Marker::Bytes8 {
            let marker = match self.options.order {
                ByteOrder::Little => (bytes.len() as u64).to_le_bytes(),
                ByteOrder::Big => (bytes.len() as u64).to_be_bytes(),
            };
            self.sink.write_all(&marker)?;
            self.sink.write_all(bytes)?;
            return self.sink.write_all(&marker);
        }
        let max_len = self.options.max_piece_len as usize;
        let n_pieces = bytes.len().div_ceil(max_len).max(1);
        for i in 0..n_pieces {
            let piece = &bytes[i * max_len..bytes.len().min((i + 1) * max_len)];
            // The sign says whether there is another piece behind, or before.
            self.marker(piece.len(), i + 1 < n_pieces)?;
            self.sink.write_all(piece)?;
            self.marker(piece.len(), 0 < i)?;
        }
        Ok(())
    }

    fn marker(&mut self, len: usize, is_negative: bool) -> std::io::Result<()> {
        let len = i32::try_from(len).expect("pieces are shorter than 2 GiB");
        let marker = if is_negative { -len } else { len };
        self.sink.write_all(&match self.options.order {
            ByteOrder::Little => marker.to_le_bytes(),
            ByteOrder::Big => marker.to_be_bytes(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fortran::read_from;

    #[test]
    fn records_survive_every_way_of_writing() {
        for marker in [Marker::Bytes4, Marker::Bytes8] {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                for max_piece_len in [1, 3, 8, 2147483639] {
                    let options = FileOptions { marker, order, max_piece_len };
                    let records: Vec<_> =
                        (0..10).map(|n| Record::from_bytes((0..n).collect(), order)).collect();
                    let mut bytes = Vec::new();
                    write_to(&mut bytes, "a.dat", &records, &options).unwrap();
                    let back = read_from(std::io::Cursor::new(&bytes), "a.dat", &options);
                    assert_eq!(back.unwrap(), records, "{options:?}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        for max_piece_len in [0, 2147483640] {
            let options = FileOptions { max_piece_len, ..Default::default() };
            let message = write_to(Vec::new(), "a.dat", &[], &options).unwrap_err().to_string();
            assert!(message.contains("but must be 1 to 2147483639"), "{message}");
        }
        let record = Record::from_bytes(vec![1], ByteOrder::Big);
        let error = write_to(Vec::new(), "a.dat", &[record], &FileOptions::default());
        assert!(error.unwrap_err().to_string().contains("cannot hold a record in Big byte order"));
    }
}
