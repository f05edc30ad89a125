//! The header of a netCDF file, and where it says that the variables lie.

use crate::netcdf::data::DataType;
use crate::netcdf::dataset::{Attribute, AttributeValue, Dimension, Version, find};

pub(super) const FORMAT: &str = "netCDF";

/// Marks a list of dimensions, of variables, of attributes.
pub(super) const DIMENSIONS: u32 = 10;
pub(super) const VARIABLES: u32 = 11;
pub(super) const ATTRIBUTES: u32 = 12;

/// What a netCDF file holds, without the arrays.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Which of the formats the file has.
    pub version: Version,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Attributes of the file as a whole.
    pub attributes: Vec<Attribute>,
    /// The variables.
    pub variables: Vec<VariableHeader>,
    /// Bytes from a record to the next.
    pub(super) record_len: u64,
}

/// What a netCDF file says about a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableHeader {
    /// The name.
    pub name: String,
    /// The names of its dimensions.
    pub dimensions: Vec<String>,
    /// What is said about it.
    pub attributes: Vec<Attribute>,
    /// The type of its elements.
    pub data_type: DataType,
    /// The shape of the array.
    pub shape: Vec<usize>,
    /// Whether the first dimension is the one that can grow.
    pub is_record: bool,
    /// The byte of the file where the array, or its first record, begins.
    pub(super) begin: u64,
}

impl VariableHeader {
    /// The value of the attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        find(&self.attributes, name)
    }

    /// Bytes of the array, or of one record of it, without padding; `None` if no file is that long.
    pub(super) fn n_bytes(&self) -> Option<u64> {
        let fixed = &self.shape[usize::from(self.is_record)..];
        let len = crate::bytes::checked_len(fixed)?;
        (len as u64).checked_mul(self.data_type.n_bytes() as u64)
    }
}

/// Bytes of a record of all variables: each padded to four bytes, but for one that is alone.
///
/// `None` if no file is that long.
pub(super) fn record_len(variables: &[VariableHeader]) -> Option<u64> {
    let mut records = variables.iter().filter(|v| v.is_record);
    let first = records.next().map_or(Some(0), VariableHeader::n_bytes)?;
    let mut len = first;
    for (i, variable) in records.enumerate() {
        if i == 0 {
            len = first.checked_next_multiple_of(4)?;
        }
        len = len.checked_add(variable.n_bytes()?.checked_next_multiple_of(4)?)?;
    }
    Some(len)
}
