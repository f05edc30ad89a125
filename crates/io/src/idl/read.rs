//! Reading `.sav` files.
//!
//! Counterpart of `scipy.io.readsav`.

use std::io::{Cursor, Read, Seek};
use std::path::Path;

use flate2::read::ZlibDecoder;

use crate::bytes::{ByteOrder, ByteReader};
use crate::error::{Error, Result};
use crate::file;
use crate::idl::builder;
use crate::idl::descriptor::{Definitions, Descriptors, align};
use crate::idl::save_file::SaveFile;
use crate::idl::value::Value;
use crate::limits::Limits;
use crate::text::latin1;

const FORMAT: &str = "IDL";

/// Reads the variables that an IDL session saved.
///
/// # Errors
///
/// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::UnknownFormat`];
/// [`Error::Malformed`]; [`Error::Unsupported`] for system variables, and for structures that are too
/// deep within each other; [`Error::OverLimit`].
///
/// # Examples
///
/// ```
/// use onkai_io::idl::{self, ReadOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("empty.sav");
/// // The mark of the format, and an end marker.
/// std::fs::write(&path, b"SR\x00\x04\x00\x00\x00\x06")?;
/// let file = idl::read(&path, &ReadOptions::default())?;
/// assert!(file.variables.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Pointers stay pointers, which [`SaveFile::target`] follows, so that values may refer to each other in
/// circles; SciPy puts the values in their place, without end in a circle. Records are stored field by field.
/// Texts are decoded as Latin-1. Common blocks and identification are read, compiled procedures are
/// passed over; SciPy refuses files that have them.
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<SaveFile> {
    read_from(file::open(path.as_ref())?, path, options)
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
/// use onkai_io::idl::{ReadOptions, Value, read_from};
///
/// // The variable `N`, which is the integer 7, and the end.
/// let n = [2, 0x2c, 0, 0, 1, 0x4e00_0000, 2, 0, 7, 7];
/// let end = [6, 0, 0, 0];
/// let words = [&[0x5352_0004][..], &n, &end].concat();
/// let bytes: Vec<u8> = words.iter().flat_map(|w: &u32| w.to_be_bytes()).collect();
/// let file = read_from(Cursor::new(&bytes), "memory", &ReadOptions::default())?;
/// assert_eq!(file.variable("n"), Some(&Value::from(ndarray::arr0(7_i16).into_dyn())));
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<SaveFile> {
    let mut bytes = ByteReader::new(source, name.as_ref(), FORMAT)?;
    bytes.set_order(ByteOrder::Big);
    let is_packed = match &bytes.array::<4>()? {
        b"SR\0\x04" => false,
        b"SR\0\x06" => true,
        _ => {
            let (found, known) = ("its first bytes are not those of an IDL file", "IDL .sav files");
            return Err(Error::UnknownFormat { path: bytes.path().to_owned(), found, known });
        }
    };
    let mut reader = Reader {
        file: SaveFile::default(),
        definitions: Definitions::new(),
        limit: options.limits.max_unpacked_bytes,
        left: options.limits.max_unpacked_bytes,
    };
    while reader.record(&mut bytes, is_packed)? {}
    Ok(reader.file)
}

/// Options of [`read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// How much a compressed file may unpack to.
    pub limits: Limits,
}

struct Reader {
    file: SaveFile,
    definitions: Definitions,
    limit: u64,
    /// How much may still be unpacked.
    left: u64,
}

impl Reader {
    /// Reads a record; tells whether there are more.
    fn record<R: Read + Seek>(
        &mut self,
        bytes: &mut ByteReader<R>,
        is_packed: bool,
    ) -> Result<bool> {
        let kind: i32 = bytes.number()?;
        if kind == 6 {
            return Ok(false);
        }
        let (low, high) = (bytes.number::<u32>()?, bytes.number::<u32>()?);
        let next = u64::from(high) << 32 | u64::from(low);
        bytes.skip(4)?;
        let start = bytes.position();
        let Some(len) = next.checked_sub(start).filter(|&len| len <= bytes.left().unwrap_or(0))
        else {
            let problem = format!("the record that follows should begin at byte {next}");
            return Err(bytes.malformed(problem));
        };
        if is_packed {
            let packed = bytes.bytes(usize::try_from(len).unwrap_or(usize::MAX))?;
            let body = self.unpack(&packed, bytes)?;
            let mut body = ByteReader::new(Cursor::new(body), bytes.path(), FORMAT)?;
            body.set_order(ByteOrder::Big);
            parse(&mut self.file, &mut self.definitions, &mut body, kind)?;
            return Ok(true);
        }
        // A record's numbers may not run over into the next.
        parse(&mut self.file, &mut self.definitions, bytes, kind)?;
        if next < bytes.position() {
            return Err(bytes.malformed(format!("a record goes on behind its end at byte {next}")));
        }
        bytes.seek(next)?;
        Ok(true)
    }

    /// What a compressed record unpacks to.
    fn unpack<R: Read>(&mut self, packed: &[u8], outer: &ByteReader<R>) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        let mut unpacked = ZlibDecoder::new(packed).take(self.left.saturating_add(1));
        if let Err(error) = unpacked.read_to_end(&mut body) {
            return Err(outer.malformed(format!("compressed data are damaged ({error})")));
        }
        let Some(left) = self.left.checked_sub(body.len() as u64) else {
            let (path, limit) = (outer.path().to_owned(), self.limit);
            return Err(Error::OverLimit { path, format: FORMAT, limit });
        };
        self.left = left;
        if body.is_empty() {
            return Err(outer.malformed("a compressed record is empty"));
        }
        Ok(body)
    }
}

/// Reads what is in a record.
fn parse<R: Read>(
    file: &mut SaveFile,
    definitions: &mut Definitions,
    bytes: &mut ByteReader<R>,
    kind: i32,
) -> Result<()> {
    let mut descriptors = Descriptors { bytes, definitions };
    match kind {
        1 => {
            let n: u32 = descriptors.bytes.number()?;
            let name = descriptors.text()?;
            let mut names = Vec::new();
            for _ in 0..n {
                names.push(descriptors.text()?);
            }
            file.common_blocks.push((name, names));
        }
        2 => {
            let name = descriptors.text()?;
            let value = variable(descriptors).map_err(|e| e.in_variable(&name))?;
            file.variables.push((name, value));
        }
        10 => {
            descriptors.bytes.skip(4 * 256)?;
            file.date = Some(descriptors.text()?);
            file.user = Some(descriptors.text()?);
            file.host = Some(descriptors.text()?);
        }
        13 => {
            let texts = [descriptors.text()?, descriptors.text()?, descriptors.text()?];
            file.identification = Some(texts);
        }
        14 => {
            descriptors.bytes.skip(4)?;
            file.version = Some([descriptors.text()?, descriptors.text()?, descriptors.text()?]);
        }
        16 => {
            let index: i32 = descriptors.bytes.number()?;
            descriptors.bytes.skip(4)?;
            let value =
                variable(descriptors).map_err(|e| e.in_variable(&format!("heap {index}")))?;
            file.heap.insert(index, value);
        }
        19 => file.notice = Some(descriptors.text()?),
        20 => file.description = Some(description(bytes)?),
        // System variables, compiled procedures, the list of the heap's numbers, and the mark of 64 bits.
        3 | 12 | 15 | 17 => {}
        other => return Err(bytes.malformed(format!("{other} is no kind of record"))),
    }
    Ok(())
}

/// A value, and its type before it.
fn variable<R: Read>(mut descriptors: Descriptors<'_, R>) -> Result<Value> {
    let Some(type_) = descriptors.variable()? else { return Ok(Value::Null) };
    let start: i32 = descriptors.bytes.number()?;
    if start != 7 {
        let problem = format!("a variable's data begin with {start}, not 7");
        return Err(descriptors.bytes.malformed(problem));
    }
    builder::read(descriptors.bytes, &type_)
}

fn description<R: Read>(bytes: &mut ByteReader<R>) -> Result<String> {
    let n: i32 = bytes.number()?;
    if n <= 0 {
        return Ok(String::new());
    }
    let n: u32 = bytes.number()?;
    let text = latin1(&bytes.bytes(n as usize)?);
    align(bytes)?;
    Ok(text)
}
