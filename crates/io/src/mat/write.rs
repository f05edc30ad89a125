//! Writing MATLAB files of version 5, or 7 when compressed.
//!
//! Counterpart of `scipy.io.savemat`.

use std::io::{self, Write};
use std::path::Path;

use bytemuck::Pod;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use ndarray::ArrayD;

use super::check::check;
use super::element::{MATLAB, data_type};
use super::file::{MatFile, MatVariable};
use super::matrix::class;
use super::options::{OneDimension, WriteOptions};
use super::value::{MatSparse, MatStruct, MatValue};
use crate::any_array::AnyArray;
use crate::error::{Error, Result};
use crate::file;
use crate::sparse::Sparse;

/// Writes the variables to a MATLAB file.
///
/// The file appears under its name when it is complete; on failure nothing is left behind, and a file that
/// was there before stays.
///
/// # Errors
///
/// [`Error::Inexpressible`] for what MATLAB or this format cannot hold: names that are none in MATLAB, functions
/// and opaque objects, axes of 2³¹ elements, cells that lie in each other more than 200 deep;
/// [`Error::TooLarge`] when a variable takes 4 GiB; [`Error::Io`], [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
/// use onkai_io::mat::{self, MatFile, MatStruct, MatValue, ReadOptions, WriteOptions};
///
/// let mut file = MatFile::default();
/// file.insert("label", "experiment");
/// file.insert("cells", array![MatValue::from(1.0), MatValue::from("two")]);
/// file.insert("point", MatStruct::single([("x", MatValue::from(0.5))]));
/// file.insert("sparse", Sparse::from_dense(&array![[0.0, 2.0]]));
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("all.mat");
/// mat::write(&path, &file, &WriteOptions { compress: true, ..Default::default() })?;
///
/// let mut file = mat::read(&path, &ReadOptions::default())?;
/// assert_eq!(file.take::<String>("label")?, "experiment");
/// assert_eq!(file.take::<MatStruct>("point")?.get("x")?.clone().into_scalar::<f64>()?, 0.5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Names that MATLAB cannot use are an error; SciPy leaves out those that begin with an underscore. Strings
/// of an array are filled with blanks, as MATLAB has it, and not with the character 0. Entries of a sparse
/// matrix at the same place are added up.
#[doc(alias = "savemat")]
pub fn write(path: impl AsRef<Path>, file: &MatFile, options: &WriteOptions) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |sink| write_to(sink, path, file, options))
}

/// As [`write()`], to something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`write()`].
pub fn write_to(
    mut sink: impl Write,
    name: impl AsRef<Path>,
    file: &MatFile,
    options: &WriteOptions,
) -> Result<()> {
    let path = name.as_ref();
    check(path, file, *options)?;
    let writer = Writer { path, options };
    let written = writer.file(&mut sink, file).and_then(|()| sink.flush());
    written.map_err(|error| match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::io(path, error),
    })
}

/// Numbers that are put together before they are written.
const BLOCK: usize = 4096;

/// How many rows, columns, … an array has in MATLAB.
fn matlab_shape(shape: &[usize], oned_as: OneDimension) -> Vec<usize> {
    match (shape, oned_as) {
        ([], _) => vec![1, 1],
        ([0], _) => vec![0, 0],
        (&[n], OneDimension::Row) => vec![1, n],
        (&[n], OneDimension::Column) => vec![n, 1],
        (shape, _) => shape.to_vec(),
    }
}

struct Writer<'a> {
    path: &'a Path,
    options: &'a WriteOptions,
}

/// What a matrix tells of itself before its data.
struct Header<'a> {
    class: u8,
    is_complex: bool,
    is_logical: bool,
    shape: &'a [usize],
    /// Entries of a sparse matrix.
    n_stored: usize,
}

impl Writer<'_> {
    fn file(&self, out: &mut dyn Write, file: &MatFile) -> io::Result<()> {
        let text = concat!("MATLAB 5.0 MAT-file, written by onkai-io ", env!("CARGO_PKG_VERSION"));
        write!(out, "{text:116}")?;
        out.write_all(&[0; 8])?;
        // The version, and two letters that tell the order of bytes.
        out.write_all(&0x0100_u16.to_ne_bytes())?;
        out.write_all(&0x4d49_u16.to_ne_bytes())?;
        for variable in file.variables() {
            if self.options.compress {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
                self.variable(&mut encoder, variable)?;
                let compressed = encoder.finish()?;
                self.tag(out, data_type::COMPRESSED, compressed.len() as u64)?;
                out.write_all(&compressed)?;
            } else {
                self.variable(out, variable)?;
            }
        }
        Ok(())
    }

    fn variable(&self, out: &mut dyn Write, variable: &MatVariable) -> io::Result<()> {
        self.matrix(out, &variable.value, &variable.name, variable.is_global)
    }

    /// A matrix with its tag, which states the length.
    fn matrix(
        &self,
        out: &mut dyn Write,
        value: &MatValue,
        name: &str,
        is_global: bool,
    ) -> io::Result<()> {
        let mut len = Counter(0);
        self.content(&mut len, value, name, is_global)?;
        self.tag(out, data_type::MATRIX, len.0)?;
        self.content(out, value, name, is_global)
    }

    fn content(
        &self,
        out: &mut dyn Write,
        value: &MatValue,
        name: &str,
        is_global: bool,
    ) -> io::Result<()> {
        let shape = matlab_shape(&value.shape(), self.options.oned_as);
        let header = |class| Header {
            class,
            is_complex: false,
            is_logical: false,
            shape: &shape,
            n_stored: 0,
        };
        let begin =
            |out: &mut dyn Write, header: Header<'_>| self.header(out, &header, name, is_global);
        match value {
            MatValue::Array(array) => {
                let is_complex = matches!(array, AnyArray::C32(_) | AnyArray::C64(_));
                let is_logical = matches!(array, AnyArray::Bool(_));
                begin(out, Header { is_complex, is_logical, ..header(class_of(array)) })?;
                self.numbers(out, array)
            }
            MatValue::Text(text) => {
                let (shape, utf8) = encode_strings(text);
                begin(out, Header { shape: &shape, ..header(class::CHAR) })?;
                self.element(out, data_type::UTF8, utf8.as_bytes())
            }
            MatValue::Char(text) => {
                let utf8: String = text.t().iter().collect();
                begin(out, header(class::CHAR))?;
                self.element(out, data_type::UTF8, utf8.as_bytes())
            }
            MatValue::Sparse(sparse) => self.sparse(out, sparse, &begin),
            MatValue::Cell(cells) => {
                begin(out, header(class::CELL))?;
                cells.t().iter().try_for_each(|cell| self.matrix(out, cell, "", false))
            }
            MatValue::Struct(fields) => {
                begin(out, header(class::STRUCT))?;
                self.fields(out, fields)
            }
            MatValue::Object { class, fields } => {
                begin(out, header(class::OBJECT))?;
                self.element(out, data_type::INT8, &latin1(class))?;
                self.fields(out, fields)
            }
            MatValue::Function(_) | MatValue::Opaque { .. } => {
                unreachable!("functions and opaque objects were refused")
            }
        }
    }

    fn header(
        &self,
        out: &mut dyn Write,
        header: &Header<'_>,
        name: &str,
        is_global: bool,
    ) -> io::Result<()> {
        let flag = |is_set: bool, bit: u32| u32::from(is_set) << bit;
        let flags = u32::from(header.class)
            | flag(header.is_logical, 9)
            | flag(is_global, 10)
            | flag(header.is_complex, 11);
        let flags = [flags, header.n_stored as u32];
        self.element(out, data_type::UINT32, bytemuck::cast_slice(&flags))?;
        let shape: Vec<_> = header.shape.iter().map(|&n| to_i32(n)).collect();
        self.element(out, data_type::INT32, bytemuck::cast_slice(&shape))?;
        self.element(out, data_type::INT8, &latin1(name))
    }

    fn numbers(&self, out: &mut dyn Write, array: &AnyArray) -> io::Result<()> {
        match array {
            AnyArray::Bool(x) => self.part(out, data_type::UINT8, x, |&x| u8::from(x)),
            AnyArray::I8(x) => self.plain(out, data_type::INT8, x),
            AnyArray::I16(x) => self.plain(out, data_type::INT16, x),
            AnyArray::I32(x) => self.plain(out, data_type::INT32, x),
            AnyArray::I64(x) => self.plain(out, data_type::INT64, x),
            AnyArray::U8(x) => self.plain(out, data_type::UINT8, x),
            AnyArray::U16(x) => self.plain(out, data_type::UINT16, x),
            AnyArray::U32(x) => self.plain(out, data_type::UINT32, x),
            AnyArray::U64(x) => self.plain(out, data_type::UINT64, x),
            AnyArray::F32(x) => self.plain(out, data_type::SINGLE, x),
            AnyArray::F64(x) => self.plain(out, data_type::DOUBLE, x),
            AnyArray::C32(z) => {
                self.part(out, data_type::SINGLE, z, |z| z.re)?;
                self.part(out, data_type::SINGLE, z, |z| z.im)
            }
            AnyArray::C64(z) => {
                self.part(out, data_type::DOUBLE, z, |z| z.re)?;
                self.part(out, data_type::DOUBLE, z, |z| z.im)
            }
        }
    }

    /// The elements of an array as an element of the file, the first axis running fastest.
    fn plain<T: Pod>(&self, out: &mut dyn Write, kind: u32, array: &ArrayD<T>) -> io::Result<()> {
        match array.t().to_slice() {
            Some(slice) => self.element(out, kind, bytemuck::cast_slice(slice)),
            None => self.part(out, kind, array, |&x| x),
        }
    }

    /// What `number` makes of the elements of an array, in the same order.
    fn part<T, U: Pod>(
        &self,
        out: &mut dyn Write,
        kind: u32,
        array: &ArrayD<T>,
        number: impl Fn(&T) -> U,
    ) -> io::Result<()> {
        let n_bytes = (array.len() * size_of::<U>()) as u64;
        self.open(out, kind, n_bytes)?;
        let columns = array.t();
        let mut numbers = columns.iter().map(number).peekable();
        let mut block = Vec::with_capacity(BLOCK.min(array.len()));
        while numbers.peek().is_some() {
            block.clear();
            block.extend(numbers.by_ref().take(BLOCK));
            out.write_all(bytemuck::cast_slice(&block))?;
        }
        close(out, n_bytes)
    }

    fn sparse(
        &self,
        out: &mut dyn Write,
        sparse: &MatSparse,
        begin: &dyn Fn(&mut dyn Write, Header<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let shape = sparse.shape();
        let header = |n_stored: usize| Header {
            class: class::SPARSE,
            is_complex: matches!(sparse, MatSparse::Complex(_)),
            is_logical: matches!(sparse, MatSparse::Logical(_)),
            shape: &shape,
            // MATLAB does not take 0 here.
            n_stored: n_stored.max(1),
        };
        match sparse {
            MatSparse::Real(sparse) => {
                let sparse = sparse.sum_duplicates();
                begin(out, header(sparse.n_stored()))?;
                self.places(out, &sparse)?;
                self.element(out, data_type::DOUBLE, bytemuck::cast_slice(sparse.values()))
            }
            MatSparse::Complex(sparse) => {
                let sparse = sparse.sum_duplicates();
                begin(out, header(sparse.n_stored()))?;
                self.places(out, &sparse)?;
                let re: Vec<_> = sparse.values().iter().map(|z| z.re).collect();
                let im: Vec<_> = sparse.values().iter().map(|z| z.im).collect();
                self.element(out, data_type::DOUBLE, bytemuck::cast_slice(&re))?;
                self.element(out, data_type::DOUBLE, bytemuck::cast_slice(&im))
            }
            MatSparse::Logical(sparse) => {
                // Several truths in the same place are one.
                let sparse = sparse.clone().map(usize::from).sum_duplicates();
                begin(out, header(sparse.n_stored()))?;
                self.places(out, &sparse)?;
                let truth: Vec<_> = sparse.values().iter().map(|&n| u8::from(n != 0)).collect();
                self.element(out, data_type::UINT8, &truth)
            }
        }
    }

    /// The rows of the entries, and where each column begins; the entries are sorted.
    fn places<T>(&self, out: &mut dyn Write, sparse: &Sparse<T>) -> io::Result<()> {
        let rows: Vec<_> = sparse.rows().iter().map(|&row| to_i32(row)).collect();
        let mut counts = vec![0_usize; sparse.shape()[1] + 1];
        sparse.cols().iter().for_each(|&col| counts[col + 1] += 1);
        let starts: Vec<_> = counts
            .iter()
            .scan(0, |start, n| {
                *start += n;
                Some(to_i32(*start))
            })
            .collect();
        self.element(out, data_type::INT32, bytemuck::cast_slice(&rows))?;
        self.element(out, data_type::INT32, bytemuck::cast_slice(&starts))
    }

    fn fields(&self, out: &mut dyn Write, fields: &MatStruct) -> io::Result<()> {
        // Every name ends with a zero.
        let len = 1 + fields.names().iter().map(String::len).max().unwrap_or(0);
        self.element(out, data_type::INT32, &to_i32(len).to_ne_bytes())?;
        let mut names = Vec::with_capacity(len * fields.names().len());
        for name in fields.names() {
            let end = names.len() + len;
            names.extend(name.as_bytes());
            names.resize(end, 0);
        }
        self.element(out, data_type::INT8, &names)?;
        let mut columns: Vec<_> = fields.fields().map(|(_, field)| field.t()).collect();
        let mut columns: Vec<_> = columns.iter_mut().map(|field| field.iter()).collect();
        for _ in 0..columns.first().map_or(0, ExactSizeIterator::len) {
            for column in &mut columns {
                let value = column.next().expect("all fields have the same shape");
                self.matrix(out, value, "", false)?;
            }
        }
        Ok(())
    }

    /// A tag, data, and zeros up to eight bytes.
    fn element(&self, out: &mut dyn Write, kind: u32, data: &[u8]) -> io::Result<()> {
        self.open(out, kind, data.len() as u64)?;
        out.write_all(data)?;
        close(out, data.len() as u64)
    }

    /// The tag of an element; up to four bytes stand in its second half.
    fn open(&self, out: &mut dyn Write, kind: u32, n_bytes: u64) -> io::Result<()> {
        match n_bytes {
            1..=4 => out.write_all(&((n_bytes as u32) << 16 | kind).to_ne_bytes()),
            _ => self.tag(out, kind, n_bytes),
        }
    }

    fn tag(&self, out: &mut dyn Write, kind: u32, n_bytes: u64) -> io::Result<()> {
        let Ok(len) = u32::try_from(n_bytes) else {
            let path = self.path.to_owned();
            return Err(io::Error::other(Error::TooLarge { path, format: MATLAB, n_bytes }));
        };
        out.write_all(&kind.to_ne_bytes())?;
        out.write_all(&len.to_ne_bytes())
    }
}

/// Fills an element up to eight bytes, with its tag if it is small.
fn close(out: &mut dyn Write, n_bytes: u64) -> io::Result<()> {
    let unit = if n_bytes <= 4 { 4 } else { 8 };
    let n_zeros = (n_bytes.next_multiple_of(unit) - n_bytes) as usize;
    out.write_all(&[0; 8][..n_zeros])
}

fn class_of(array: &AnyArray) -> u8 {
    match array {
        AnyArray::I8(_) => class::INT8,
        AnyArray::I16(_) => class::INT16,
        AnyArray::I32(_) => class::INT32,
        AnyArray::I64(_) => class::INT64,
        AnyArray::Bool(_) | AnyArray::U8(_) => class::UINT8,
        AnyArray::U16(_) => class::UINT16,
        AnyArray::U32(_) => class::UINT32,
        AnyArray::U64(_) => class::UINT64,
        AnyArray::F32(_) | AnyArray::C32(_) => class::SINGLE,
        AnyArray::F64(_) | AnyArray::C64(_) => class::DOUBLE,
    }
}

/// Strings as a char array: its shape, and its characters, the first axis running fastest.
fn encode_strings(text: &ArrayD<String>) -> (Vec<usize>, String) {
    let columns = text.t();
    let rows: Vec<Vec<char>> = columns.iter().map(|row| row.chars().collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return (vec![0; text.ndim().max(2)], String::new());
    }
    let outer = if text.ndim() == 0 { &[1] } else { text.shape() };
    let characters =
        (0..width).flat_map(|col| rows.iter().map(move |row| row.get(col).copied().unwrap_or(' ')));
    ([outer, &[width]].concat(), characters.collect())
}

/// Lengths have been checked, and more entries than that do not fit into 4 GiB.
fn to_i32(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Names have been checked to consist of such letters.
fn latin1(name: &str) -> Vec<u8> {
    name.chars().map(|c| c as u8).collect()
}

/// Counts bytes in the place of writing them.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0 += buffer.len() as u64;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
