//! Reading a header.

use std::collections::HashSet;
use std::io::{Read, Seek};

use crate::bytes::{ByteOrder, ByteReader, Number, checked_len};
use crate::error::Result;
use crate::netcdf::data::{Data, DataType, ReadNumbers};
use crate::netcdf::dataset::{Attribute, AttributeValue, Dimension, Version};
use crate::netcdf::header::{
    ATTRIBUTES, DIMENSIONS, Header, VARIABLES, VariableHeader, record_len,
};
use crate::text::decode;

/// Reads the header, and checks that what it states is in the file.
pub(super) fn header<R: Read + Seek>(bytes: &mut ByteReader<R>) -> Result<Header> {
    bytes.set_order(ByteOrder::Big);
    let version = match bytes.array()? {
        [b'C', b'D', b'F', 1] => Version::Classic,
        [b'C', b'D', b'F', 2] => Version::Offset64,
        [b'C', b'D', b'F', 5] => Version::Data64,
        [0x89, b'H', b'D', b'F'] => return Err(bytes.unsupported("netCDF-4 (HDF5) data")),
        _ => {
            let (found, known) = ("its first bytes are not those of netCDF", "netCDF-3");
            let path = bytes.path().to_owned();
            return Err(crate::Error::UnknownFormat { path, found, known });
        }
    };
    let mut parser = Parser { bytes, version };
    let n_records = parser.n_records()?;
    let dimensions = parser.dimensions()?;
    let attributes = parser.attributes()?;
    let variables = parser.variables(&dimensions)?;
    let mut header = Header { version, dimensions, attributes, variables, record_len: 0 };
    parser.lay_out(&mut header, n_records)?;
    Ok(header)
}

struct Parser<'a, R> {
    bytes: &'a mut ByteReader<R>,
    version: Version,
}

/// Numbers in a row.
struct Row<'a, R>(&'a mut ByteReader<R>, usize);

impl<R: Read> ReadNumbers for Row<'_, R> {
    fn read<T: Number>(&mut self) -> Result<Vec<T>> {
        self.0.numbers(self.1)
    }
}

impl<R: Read + Seek> Parser<'_, R> {
    /// A count or length.
    fn count(&mut self) -> Result<usize> {
        let count = match self.version {
            Version::Data64 => self.bytes.number::<u64>()?,
            _ => self.bytes.number::<u32>()?.into(),
        };
        let limit = if self.version == Version::Data64 { i64::MAX as u64 } else { i32::MAX as u64 };
        if limit < count {
            return Err(self.bytes.malformed(format!("it states a negative count, {count:#x}")));
        }
        usize::try_from(count).map_err(|_| self.bytes.malformed("it states a count beyond memory"))
    }

    /// The number of records; `None` if it was left open.
    fn n_records(&mut self) -> Result<Option<usize>> {
        let (number, open) = match self.version {
            Version::Data64 => (self.bytes.number::<u64>()?, u64::MAX),
            _ => (self.bytes.number::<u32>()?.into(), u32::MAX.into()),
        };
        if number == open {
            return Ok(None);
        }
        match usize::try_from(number) {
            Ok(n) if isize::try_from(n).is_ok() => Ok(Some(n)),
            _ => Err(self.bytes.malformed("it states a negative number of records")),
        }
    }

    /// The number of elements in the list that follows.
    fn list(&mut self, tag: u32) -> Result<usize> {
        let found = self.bytes.number::<u32>()?;
        let count = self.count()?;
        match found {
            0 if count == 0 => Ok(0),
            _ if found == tag => Ok(count),
            _ => {
                let problem = format!("a list is marked by {found}, not by {tag}");
                Err(self.bytes.malformed(problem))
            }
        }
    }

    fn padding(&mut self, n_bytes: u64) -> Result<()> {
        self.bytes.skip(n_bytes.wrapping_neg() % 4)
    }

    fn text(&mut self) -> Result<String> {
        let n = self.count()?;
        let bytes = self.bytes.bytes(n)?;
        self.padding(n as u64)?;
        let n = bytes.iter().rposition(|&b| b != 0).map_or(0, |last| last + 1);
        Ok(decode(&bytes[..n]))
    }

    fn dimensions(&mut self) -> Result<Vec<Dimension>> {
        let n = self.list(DIMENSIONS)?;
        let mut dimensions: Vec<Dimension> = Vec::new();
        let mut has_record = false;
        for _ in 0..n {
            let name = self.text()?;
            let len = self.count()?;
            let is_record = len == 0;
            if is_record && has_record {
                return Err(self.bytes.malformed("it has two dimensions that can grow"));
            }
            has_record |= is_record;
            dimensions.push(Dimension { name, len, is_record });
        }
        self.check_names("dimensions", dimensions.iter().map(|d| &d.name))?;
        Ok(dimensions)
    }

    fn attributes(&mut self) -> Result<Vec<Attribute>> {
        let n = self.list(ATTRIBUTES)?;
        let mut attributes = Vec::new();
        for _ in 0..n {
            let name = self.text()?;
            let data_type = self.data_type()?;
            let value = if data_type == DataType::Char {
                AttributeValue::Text(self.text()?)
            } else {
                let n = self.count()?;
                let mut row = Row(self.bytes, n);
                let data = Data::read_with(data_type, &[n], &mut row)?;
                self.padding((n * data_type.n_bytes()) as u64)?;
                AttributeValue::Numbers(data)
            };
            attributes.push(Attribute { name, value });
        }
        self.check_names("attributes", attributes.iter().map(|a| &a.name))?;
        Ok(attributes)
    }

    fn data_type(&mut self) -> Result<DataType> {
        let tag = self.bytes.number::<u32>()?;
        match DataType::from_tag(tag) {
            Some(data_type) if tag <= 6 || self.version == Version::Data64 => Ok(data_type),
            _ => Err(self.bytes.malformed(format!("{tag} is no type of numbers"))),
        }
    }

    fn variables(&mut self, dimensions: &[Dimension]) -> Result<Vec<VariableHeader>> {
        let n = self.list(VARIABLES)?;
        let mut variables = Vec::new();
        for _ in 0..n {
            let name = self.text()?;
            let variable = self.variable(&name, dimensions).map_err(|e| e.in_variable(&name))?;
            variables.push(VariableHeader { name, ..variable });
        }
        self.check_names("variables", variables.iter().map(|v| &v.name))?;
        Ok(variables)
    }

    /// A variable, still without its name.
    fn variable(&mut self, name: &str, all: &[Dimension]) -> Result<VariableHeader> {
        let n = self.count()?;
        let (mut dimensions, mut shape, mut is_record) = (Vec::new(), Vec::new(), false);
        for i in 0..n {
            let id = self.count()?;
            let Some(dimension) = all.get(id) else {
                let problem = format!("there is no dimension {id} of {}", all.len());
                return Err(self.bytes.malformed(problem));
            };
            if dimension.is_record && 0 < i {
                let problem = format!("`{}`, which can grow, does not come first", dimension.name);
                return Err(self.bytes.malformed(problem).in_variable(name));
            }
            is_record |= dimension.is_record;
            dimensions.push(dimension.name.clone());
            shape.push(dimension.len);
        }
        let attributes = self.attributes()?;
        let data_type = self.data_type()?;
        // The size follows from the shape; long variables don't state it right.
        match self.version {
            Version::Data64 => self.bytes.skip(8)?,
            _ => self.bytes.skip(4)?,
        }
        let begin = match self.version {
            Version::Classic => self.bytes.number::<u32>()?.into(),
            _ => self.bytes.number::<u64>()?,
        };
        let name = String::new();
        Ok(VariableHeader { name, dimensions, attributes, data_type, shape, is_record, begin })
    }

    fn check_names<'a>(&self, what: &str, names: impl Iterator<Item = &'a String>) -> Result<()> {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name) {
                return Err(self.bytes.malformed(format!("two {what} are named `{name}`")));
            }
        }
        Ok(())
    }

    /// Fills in the number of records, and checks that all arrays lie within the file, and that they
    /// are not more together than the file is long.
    fn lay_out(&self, header: &mut Header, n_records: Option<usize>) -> Result<()> {
        let beyond = || self.bytes.malformed("its variables are longer than any file");
        let record_len = record_len(&header.variables).ok_or_else(beyond)?;
        let file_len = self.bytes.position() + self.bytes.left().unwrap_or(0);
        let n_records = n_records.unwrap_or_else(|| {
            let begins = header.variables.iter().filter(|v| v.is_record).map(|v| v.begin);
            let begin = begins.min().unwrap_or(file_len);
            (file_len.saturating_sub(begin).checked_div(record_len).unwrap_or(0)) as usize
        });
        header.record_len = record_len;
        for dimension in header.dimensions.iter_mut().filter(|d| d.is_record) {
            dimension.len = n_records;
        }
        let mut total = 0_u64;
        for variable in &mut header.variables {
            let n_bytes = variable.n_bytes().ok_or_else(beyond)?;
            if variable.is_record {
                variable.shape[0] = n_records;
            }
            let n_times = if variable.is_record { n_records as u64 } else { 1 };
            let before_last = n_times.saturating_sub(1).checked_mul(record_len);
            let end = before_last.and_then(|n| n.checked_add(n_bytes));
            let end = end.and_then(|n| n.checked_add(variable.begin)).ok_or_else(beyond)?;
            let sum = n_bytes.checked_mul(n_times).and_then(|n| n.checked_add(total));
            total = sum.ok_or_else(beyond)?;
            checked_len(&variable.shape).ok_or_else(beyond)?;
            if n_bytes * n_times != 0 && file_len < end {
                let problem = format!(
                    "it is cut off: it should go on to byte {end}, but ends at byte {file_len}"
                );
                return Err(self.bytes.malformed(problem).in_variable(&variable.name));
            }
        }
        if file_len < total {
            return Err(self.bytes.malformed("its variables lie one over another"));
        }
        Ok(())
    }
}
