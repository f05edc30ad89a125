//! Reading variables: whole or in slabs.
//!
//! Counterpart of `scipy.io.netcdf_file` for reading.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::ops::Range;
use std::path::Path;

use onkai_core::Error as ArgumentError;

use crate::bytes::{ByteReader, Number};
use crate::error::{Error, Result};
use crate::file;
use crate::netcdf::data::{Data, ReadNumbers};
use crate::netcdf::dataset::{Dataset, Variable};
use crate::netcdf::header::{FORMAT, Header, VariableHeader};
use crate::netcdf::parse;

/// Reads a whole file.
///
/// # Errors
///
/// As [`Reader::open`] and [`Reader::variable`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::netcdf::{self, Dataset, Dimension, Variable};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.nc");
/// let dataset = Dataset {
///     dimensions: vec![Dimension::fixed("time", 3)],
///     variables: vec![Variable::new("pitch", &["time"], array![440.0_f32, 441.0, 439.5])],
///     ..Default::default()
/// };
/// netcdf::write(&path, &dataset)?;
/// assert_eq!(netcdf::read(&path)?, dataset);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Arrays come in the machine's own byte order. Names and texts are UTF-8 (Latin-1 where they are not
/// that) and the size of a record is computed from the variables, as the format's description has it.
/// CDF-5 files, and files whose number of records was left open, are read. Two variables over
/// the same bytes are refused.
pub fn read(path: impl AsRef<Path>) -> Result<Dataset> {
    Reader::open(path)?.dataset()
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
/// use onkai_io::netcdf::{Dataset, read_from, write_to};
///
/// let mut bytes = Vec::new();
/// write_to(&mut bytes, "memory", &Dataset::default())?;
/// assert_eq!(read_from(Cursor::new(&bytes[..]), "memory")?, Dataset::default());
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(source: impl Read + Seek, name: impl AsRef<Path>) -> Result<Dataset> {
    Reader::new(source, name)?.dataset()
}

/// Reads what is asked for, and nothing else, from a file of any length.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, ArrayD};
/// use onkai_io::netcdf::{self, Dataset, Dimension, Reader, Variable};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.nc");
/// let x = Array2::from_shape_fn((1000, 4), |(i, j)| (10 * i + j) as i32);
/// let dataset = Dataset {
///     dimensions: vec![Dimension::record("time", 1000), Dimension::fixed("channel", 4)],
///     variables: vec![Variable::new("x", &["time", "channel"], x)],
///     ..Default::default()
/// };
/// netcdf::write(&path, &dataset)?;
///
/// let mut reader = Reader::open(&path)?;
/// assert_eq!(reader.header().variables[0].shape, [1000, 4]);
/// let slab = ArrayD::<i32>::try_from(reader.slab("x", &[500..502, 1..3])?)?;
/// assert_eq!(slab, ndarray::array![[5001, 5002], [5011, 5012]].into_dyn());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    bytes: ByteReader<R>,
    header: Header,
}

impl Reader<BufReader<File>> {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::UnknownFormat`];
    /// [`Error::Unsupported`] for netCDF-4; [`Error::Malformed`], also where the file is too short
    /// for its variables.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Self::new(file::open(path)?, path)
    }
}

impl<R: Read + Seek> Reader<R> {
    /// As [`Reader::open`], with any source of bytes; `name` stands for a path in messages.
    ///
    /// # Errors
    ///
    /// As [`Reader::open`].
    pub fn new(source: R, name: impl AsRef<Path>) -> Result<Self> {
        let mut bytes = ByteReader::new(source, name.as_ref(), FORMAT)?;
        let header = parse::header(&mut bytes)?;
        Ok(Self { bytes, header })
    }

    /// What the file holds, without the arrays.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads a variable's whole array.
    ///
    /// # Errors
    ///
    /// [`Error::NoVariable`]; [`Error::Io`].
    pub fn variable(&mut self, name: &str) -> Result<Data> {
        let variable = self.find(name)?;
        let ranges: Vec<_> = variable.shape.iter().map(|&n| 0..n).collect();
        self.slab(name, &ranges)
    }

    /// Reads part of a variable: a range for each dimension.
    ///
    /// # Errors
    ///
    /// [`Error::NoVariable`]; [`Error::Argument`] when there are not as many ranges as dimensions, or
    /// one of them is turned round or goes beyond the end; [`Error::Io`].
    pub fn slab(&mut self, name: &str, ranges: &[Range<usize>]) -> Result<Data> {
        let variable = self.find(name)?.clone();
        check_ranges(&variable.shape, ranges)?;
        let shape: Vec<_> = ranges.iter().map(ExactSizeIterator::len).collect();
        let record_len = self.header.record_len;
        let mut slab = Slab { bytes: &mut self.bytes, variable: &variable, ranges, record_len };
        Data::read_with(variable.data_type, &shape, &mut slab).map_err(|e| e.in_variable(name))
    }

    fn find(&self, name: &str) -> Result<&VariableHeader> {
        self.header.variables.iter().find(|v| v.name == name).ok_or_else(|| Error::NoVariable {
            path: self.bytes.path().to_owned(),
            variable: name.to_owned(),
            known: self.header.variables.iter().map(|v| v.name.clone()).collect(),
        })
    }

    /// Reads everything.
    fn dataset(mut self) -> Result<Dataset> {
        let mut variables = Vec::new();
        for header in self.header.variables.clone() {
            let data = self.variable(&header.name)?;
            let VariableHeader { name, dimensions, attributes, .. } = header;
            variables.push(Variable { name, dimensions, attributes, data });
        }
        let Header { version, dimensions, attributes, .. } = self.header;
        Ok(Dataset { version, dimensions, attributes, variables })
    }
}

fn check_ranges(shape: &[usize], ranges: &[Range<usize>]) -> Result<()> {
    if ranges.len() != shape.len() {
        let (expected, actual) = (vec![shape.len()], vec![ranges.len()]);
        return Err(ArgumentError::Shape { name: "ranges", expected, actual }.into());
    }
    if ranges.iter().zip(shape).any(|(range, &n)| range.end < range.start || n < range.end) {
        let requirement = "lie within the variable's shape";
        return Err(ArgumentError::Values { name: "ranges", requirement }.into());
    }
    Ok(())
}

/// A part of a variable.
struct Slab<'a, R> {
    bytes: &'a mut ByteReader<R>,
    variable: &'a VariableHeader,
    ranges: &'a [Range<usize>],
    record_len: u64,
}

impl<R: Read + Seek> ReadNumbers for Slab<'_, R> {
    fn read<T: Number>(&mut self) -> Result<Vec<T>> {
        let len: usize = self.ranges.iter().map(ExactSizeIterator::len).product();
        if len == 0 {
            return Ok(Vec::new());
        }
        let strides = self.strides();
        let n_outer = self.n_outer(&strides);
        let run: usize = self.ranges[n_outer..].iter().map(ExactSizeIterator::len).product();
        let mut start = self.variable.begin;
        for (range, stride) in self.ranges.iter().zip(&strides) {
            start += range.start as u64 * stride;
        }
        let mut numbers = Vec::new();
        if n_outer != 0 {
            // The file was checked to have that many.
            numbers.reserve_exact(len);
        }
        let mut index = vec![0; n_outer];
        loop {
            let offset: u64 =
                index.iter().zip(&strides).map(|(&i, stride)| i as u64 * stride).sum();
            self.bytes.seek(start + offset)?;
            self.bytes.numbers_into(&mut numbers, run)?;
            // The next index, the last axis first.
            let Some(axis) = (0..n_outer).rfind(|&axis| index[axis] + 1 < self.ranges[axis].len())
            else {
                return Ok(numbers);
            };
            index[axis] += 1;
            index[axis + 1..].fill(0);
        }
    }
}

impl<R> Slab<'_, R> {
    /// Bytes from an element to the next along each axis.
    fn strides(&self) -> Vec<u64> {
        let shape = &self.variable.shape;
        let mut strides = vec![0; shape.len()];
        let mut stride = self.variable.data_type.n_bytes() as u64;
        for (slot, &n) in strides.iter_mut().zip(shape).rev() {
            *slot = stride;
            stride *= n as u64;
        }
        if self.variable.is_record {
            strides[0] = self.record_len;
        }
        strides
    }

    /// How many axes must be walked along; the elements of the others lie in one run.
    fn n_outer(&self, strides: &[u64]) -> usize {
        let mut run = self.variable.data_type.n_bytes() as u64;
        for axis in (0..strides.len()).rev() {
            let len = self.ranges[axis].len() as u64;
            if strides[axis] != run && 1 < len {
                return axis + 1;
            }
            run = strides[axis] * len;
            // A part of an axis ends the run for the axes before it.
            if len != self.variable.shape[axis] as u64 {
                return axis;
            }
        }
        0
    }
}
