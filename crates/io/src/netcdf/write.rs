//! Writing netCDF-3 files.
//!
//! Counterpart of `scipy.io.netcdf_file` for writing.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::Path;

use onkai_core::Error as ArgumentError;

use crate::error::{Error, Result};
use crate::file;
use crate::netcdf::data::{Data, DataType};
use crate::netcdf::dataset::{Attribute, AttributeValue, Dataset, Dimension, Variable, Version};
use crate::netcdf::header::{
    ATTRIBUTES, DIMENSIONS, FORMAT, VARIABLES, VariableHeader, record_len,
};

/// Writes a file.
///
/// # Errors
///
/// [`Error::Argument`] when a variable's shape is not that of its dimensions;
/// [`Error::Inexpressible`] when a name stands twice or for no dimension, when there are two dimensions
/// that can grow or one does not come first, or when a type needs [`Version::Data64`];
/// [`Error::TooLarge`] when an array lies beyond what the version can tell; [`Error::Io`] and
/// [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::netcdf::{self, Attribute, Dataset, Dimension, Variable};
///
/// let mut x = Variable::new("x", &["time", "channel"], array![[1_i16, 2], [3, 4], [5, 6]]);
/// x.attributes.push(Attribute::text("units", "volt"));
/// let dataset = Dataset {
///     dimensions: vec![Dimension::record("time", 3), Dimension::fixed("channel", 2)],
///     attributes: vec![Attribute::text("history", "made by hand")],
///     variables: vec![x],
///     ..Default::default()
/// };
/// let folder = tempfile::tempdir()?;
/// netcdf::write(folder.path().join("a.nc"), &dataset)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(path: impl AsRef<Path>, dataset: &Dataset) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |file| write_to(file, path, dataset))
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
/// use onkai_io::netcdf::{Dataset, write_to};
///
/// let mut bytes = Vec::new();
/// write_to(&mut bytes, "memory", &Dataset::default())?;
/// assert!(bytes.starts_with(b"CDF\x01"));
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(mut sink: impl Write, name: impl AsRef<Path>, dataset: &Dataset) -> Result<()> {
    let path = name.as_ref();
    let mut plan = Plan::new(dataset, path)?;
    plan.lay_out()?;
    let mut header = Vec::new();
    plan.header(&mut header);
    sink.write_all(&header).and_then(|()| plan.arrays(&mut sink)).map_err(|e| Error::io(path, e))
}

/// What goes where.
struct Plan<'a> {
    dataset: &'a Dataset,
    path: &'a Path,
    ids: HashMap<&'a str, usize>,
    n_records: usize,
    variables: Vec<VariableHeader>,
    record_len: u64,
}

impl<'a> Plan<'a> {
    /// Checks the dataset.
    fn new(dataset: &'a Dataset, path: &'a Path) -> Result<Self> {
        let refuse = |what: String| Err(Error::inexpressible(path, FORMAT, what));
        let mut ids = HashMap::new();
        let mut n_records = None;
        for (id, Dimension { name, len, is_record }) in dataset.dimensions.iter().enumerate() {
            if ids.insert(name.as_str(), id).is_some() {
                return refuse(format!("two dimensions named `{name}`"));
            }
            if *is_record && n_records.replace(*len).is_some() {
                return refuse("two dimensions that can grow".to_owned());
            }
            if !is_record && *len == 0 {
                return refuse(format!("the dimension `{name}` of length zero, as it cannot grow"));
            }
        }
        let n_records = n_records.unwrap_or(0);
        let mut plan = Self { dataset, path, ids, n_records, variables: vec![], record_len: 0 };
        plan.check_attributes(&dataset.attributes)?;
        let mut names = HashSet::new();
        for variable in &dataset.variables {
            if !names.insert(&variable.name) {
                return refuse(format!("two variables named `{}`", variable.name));
            }
            let header = plan.variable(variable).map_err(|e| e.in_variable(&variable.name))?;
            plan.variables.push(header);
        }
        Ok(plan)
    }

    fn variable(&self, variable: &Variable) -> Result<VariableHeader> {
        let refuse = |what: String| Err(Error::inexpressible(self.path, FORMAT, what));
        let mut shape = Vec::new();
        let mut is_record = false;
        for (i, name) in variable.dimensions.iter().enumerate() {
            let Some(&id) = self.ids.get(name.as_str()) else {
                return refuse(format!("the dimension `{name}`, which is not in its list"));
            };
            let dimension = &self.dataset.dimensions[id];
            if dimension.is_record && 0 < i {
                return refuse(format!(
                    "the dimension `{name}`, which can grow, but is not the first"
                ));
            }
            is_record |= dimension.is_record;
            shape.push(dimension.len);
        }
        if variable.data.shape() != shape {
            let (expected, actual) = (shape, variable.data.shape().to_vec());
            return Err(ArgumentError::Shape { name: "data", expected, actual }.into());
        }
        self.check_type(variable.data.data_type())?;
        self.check_attributes(&variable.attributes)?;
        Ok(VariableHeader {
            name: variable.name.clone(),
            dimensions: variable.dimensions.clone(),
            attributes: Vec::new(),
            data_type: variable.data.data_type(),
            shape,
            is_record,
            begin: 0,
        })
    }

    fn check_type(&self, data_type: DataType) -> Result<()> {
        if 6 < data_type.tag() && self.dataset.version != Version::Data64 {
            let what = format!("{data_type:?} numbers, unless its version is `Data64`");
            return Err(Error::inexpressible(self.path, FORMAT, what));
        }
        Ok(())
    }

    fn check_attributes(&self, attributes: &[Attribute]) -> Result<()> {
        let mut names = HashSet::new();
        for Attribute { name, value } in attributes {
            if !names.insert(name) {
                let what = format!("two attributes named `{name}`");
                return Err(Error::inexpressible(self.path, FORMAT, what));
            }
            if let AttributeValue::Numbers(data) = value {
                self.check_type(data.data_type())?;
                if data.shape().len() != 1 {
                    let what = format!("the attribute `{name}`, as it is not in one dimension");
                    return Err(Error::inexpressible(self.path, FORMAT, what));
                }
            }
        }
        Ok(())
    }

    /// Decides where each variable lies: those of fixed length first, then the records.
    fn lay_out(&mut self) -> Result<()> {
        let too_large = |n_bytes: u64, path: &Path| Error::TooLarge {
            path: path.to_owned(),
            format: FORMAT,
            n_bytes,
        };
        let mut header = Vec::new();
        self.header(&mut header);
        let mut at = header.len() as u64;
        self.record_len =
            record_len(&self.variables).ok_or_else(|| too_large(u64::MAX, self.path))?;
        let is_alone = self.variables.iter().filter(|v| v.is_record).count() == 1;
        for is_record in [false, true] {
            for variable in self.variables.iter_mut().filter(|v| v.is_record == is_record) {
                variable.begin = at;
                let n_bytes = variable.n_bytes().ok_or_else(|| too_large(u64::MAX, self.path))?;
                at = at.saturating_add(padded(n_bytes, is_record && is_alone));
                if self.dataset.version == Version::Classic && i32::MAX as u64 <= variable.begin {
                    return Err(too_large(at, self.path));
                }
            }
        }
        let lens = self.dataset.dimensions.iter().map(|d| d.len);
        let too_long = lens.max().is_some_and(|n| i32::MAX as usize <= n);
        if too_long && self.dataset.version != Version::Data64 {
            return Err(too_large(at, self.path));
        }
        Ok(())
    }

    fn header(&self, out: &mut Vec<u8>) {
        let Dataset { version, dimensions, attributes, variables } = self.dataset;
        out.extend(b"CDF");
        out.push(match version {
            Version::Classic => 1,
            Version::Offset64 => 2,
            Version::Data64 => 5,
        });
        self.count(self.n_records, out);
        self.list(DIMENSIONS, dimensions.len(), out);
        for dimension in dimensions {
            self.text(&dimension.name, out);
            self.count(if dimension.is_record { 0 } else { dimension.len }, out);
        }
        self.attributes(attributes, out);
        self.list(VARIABLES, variables.len(), out);
        for (variable, header) in variables.iter().zip(&self.variables) {
            self.text(&variable.name, out);
            self.count(variable.dimensions.len(), out);
            for name in &variable.dimensions {
                self.count(self.ids[name.as_str()], out);
            }
            self.attributes(&variable.attributes, out);
            out.extend(header.data_type.tag().to_be_bytes());
            self.size(header, out);
            match version {
                Version::Classic => out.extend((header.begin as u32).to_be_bytes()),
                _ => out.extend(header.begin.to_be_bytes()),
            }
        }
    }

    /// The size of a variable or of its record, as far as the version has room for it.
    fn size(&self, header: &VariableHeader, out: &mut Vec<u8>) {
        let is_alone =
            header.is_record && self.variables.iter().filter(|v| v.is_record).count() == 1;
        let n_bytes = header.n_bytes().map_or(u64::MAX, |n| padded(n, is_alone));
        match self.dataset.version {
            Version::Data64 => out.extend(n_bytes.to_be_bytes()),
            _ => out.extend(u32::try_from(n_bytes).unwrap_or(u32::MAX).to_be_bytes()),
        }
    }

    fn count(&self, n: usize, out: &mut Vec<u8>) {
        match self.dataset.version {
            Version::Data64 => out.extend((n as u64).to_be_bytes()),
            // Lengths were checked; names and attributes of 4 GiB are not to be had.
            _ => out.extend((n as u32).to_be_bytes()),
        }
    }

    fn list(&self, tag: u32, n: usize, out: &mut Vec<u8>) {
        out.extend(if n == 0 { 0_u32 } else { tag }.to_be_bytes());
        self.count(n, out);
    }

    fn text(&self, text: &str, out: &mut Vec<u8>) {
        self.count(text.len(), out);
        out.extend(text.as_bytes());
        pad(out);
    }

    fn attributes(&self, attributes: &[Attribute], out: &mut Vec<u8>) {
        self.list(ATTRIBUTES, attributes.len(), out);
        for Attribute { name, value } in attributes {
            self.text(name, out);
            match value {
                AttributeValue::Text(text) => {
                    out.extend(DataType::Char.tag().to_be_bytes());
                    self.text(text, out);
                }
                AttributeValue::Numbers(data) => {
                    out.extend(data.data_type().tag().to_be_bytes());
                    self.count(data.len(), out);
                    let (data, len) = (data.standard(), data.len());
                    data.write_range(0..len, out).expect("a vector takes all");
                    pad(out);
                }
            }
        }
    }

    fn arrays(&self, sink: &mut impl Write) -> std::io::Result<()> {
        let data: Vec<_> = self.dataset.variables.iter().map(|v| v.data.standard()).collect();
        let all = || data.iter().zip(&self.variables);
        for (data, header) in all().filter(|(_, header)| !header.is_record) {
            put(data, 0..data.len(), header, false, sink)?;
        }
        let is_alone = all().filter(|(_, header)| header.is_record).count() == 1;
        for record in 0..self.n_records {
            for (data, header) in all().filter(|(_, header)| header.is_record) {
                let len = data.len() / self.n_records;
                put(data, record * len..(record + 1) * len, header, is_alone, sink)?;
            }
        }
        Ok(())
    }
}

fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(4), 0);
}

/// A length up to the next multiple of four, but for a record that is alone.
fn padded(n_bytes: u64, is_alone: bool) -> u64 {
    if is_alone { n_bytes } else { n_bytes.checked_next_multiple_of(4).unwrap_or(u64::MAX) }
}

/// Writes elements, and what fills them up to a multiple of four bytes.
fn put(
    data: &Data,
    range: std::ops::Range<usize>,
    header: &VariableHeader,
    is_alone: bool,
    sink: &mut impl Write,
) -> std::io::Result<()> {
    let n_bytes = (range.len() * header.data_type.n_bytes()) as u64;
    data.write_range(range, sink)?;
    let fill = header.data_type.fill();
    for _ in 0..(padded(n_bytes, is_alone) - n_bytes) / fill.len() as u64 {
        sink.write_all(&fill)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn refusal(dimensions: Vec<Dimension>, variables: Vec<Variable>) -> String {
        let dataset = Dataset { dimensions, variables, ..Default::default() };
        write_to(Vec::new(), "a.nc", &dataset).unwrap_err().to_string()
    }

    #[test]
    fn what_the_format_cannot_hold_is_refused() {
        let n = || Dimension::fixed("n", 2);
        let x = |dimensions: &[&str]| Variable::new("x", dimensions, array![1.0, 2.0]);
        let cases = [
            (vec![n(), n()], vec![], "two dimensions named `n`"),
            (
                vec![Dimension::record("a", 1), Dimension::record("b", 1)],
                vec![],
                "two dimensions that",
            ),
            (vec![Dimension::fixed("n", 0)], vec![], "of length zero"),
            (vec![n()], vec![x(&["m"])], "`m`, which is not in its list in variable `x`"),
            (vec![n()], vec![x(&["n"]), x(&["n"])], "two variables named `x`"),
            (vec![n()], vec![x(&["n", "n"])], "`data` has shape [2], but must have [2, 2]"),
            (
                vec![n(), Dimension::record("t", 1)],
                vec![Variable::new("y", &["n", "t"], array![[1.0], [2.0]])],
                "which can grow, but is not the first",
            ),
            (
                vec![n()],
                vec![Variable::new("y", &["n"], array![1_u16, 2])],
                "UShort numbers, unless",
            ),
        ];
        for (dimensions, variables, expected) in cases {
            let message = refusal(dimensions, variables);
            assert!(message.contains(expected), "{message}");
        }
        let mut y = x(&["n"]);
        y.attributes = vec![Attribute::numbers("a", array![[1.0]])];
        assert!(refusal(vec![n()], vec![y.clone()]).contains("not in one dimension"));
        y.attributes = vec![Attribute::text("a", ""), Attribute::text("a", "")];
        assert!(refusal(vec![n()], vec![y]).contains("two attributes named `a`"));
    }
}
