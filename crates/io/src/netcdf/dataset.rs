//! What a netCDF file holds.

use crate::netcdf::data::Data;

/// All that a netCDF file holds, in memory.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Dataset {
    /// Which of the formats the file has.
    pub version: Version,
    /// The dimensions that variables refer to.
    pub dimensions: Vec<Dimension>,
    /// Attributes of the file as a whole.
    pub attributes: Vec<Attribute>,
    /// The variables.
    pub variables: Vec<Variable>,
}

/// Which of the formats a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Version {
    /// The classic format, up to 2 GiB.
    #[default]
    Classic,
    /// With 64-bit offsets: variables may lie beyond 2 GiB.
    Offset64,
    /// With 64-bit sizes and more types of numbers, also called CDF-5. SciPy does not read it.
    Data64,
}

/// A dimension by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The name.
    pub name: String,
    /// How long it is; the number of records for the one that can grow.
    pub len: usize,
    /// Whether it is the one that can grow, of which there is at most one.
    pub is_record: bool,
}

/// A named value that tells something about a variable or about the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// What it says.
    pub value: AttributeValue,
}

/// What an attribute says.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// Text, without the zero bytes at its end that some programs add.
    Text(String),
    /// Numbers in one dimension.
    Numbers(Data),
}

/// An array with named dimensions and attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The names of its dimensions; the one that can grow may only come first.
    pub dimensions: Vec<String>,
    /// What is said about it.
    pub attributes: Vec<Attribute>,
    /// The array, whose shape has the dimensions' lengths.
    pub data: Data,
}

impl Dataset {
    /// The variable of that name.
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|v| v.name == name)
    }

    /// The value of the file's attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        find(&self.attributes, name)
    }
}

impl Dimension {
    /// A dimension of fixed length.
    pub fn fixed(name: impl Into<String>, len: usize) -> Self {
        Self { name: name.into(), len, is_record: false }
    }

    /// The dimension that can grow, with as many records as there are now.
    pub fn record(name: impl Into<String>, len: usize) -> Self {
        Self { name: name.into(), len, is_record: true }
    }
}

impl Attribute {
    /// Text.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), value: AttributeValue::Text(text.into()) }
    }

    /// Numbers in one dimension.
    pub fn numbers(name: impl Into<String>, numbers: impl Into<Data>) -> Self {
        Self { name: name.into(), value: AttributeValue::Numbers(numbers.into()) }
    }
}

impl Variable {
    /// A variable without attributes.
    pub fn new(name: impl Into<String>, dimensions: &[&str], data: impl Into<Data>) -> Self {
        let dimensions = dimensions.iter().map(|&name| name.to_owned()).collect();
        Self { name: name.into(), dimensions, attributes: Vec::new(), data: data.into() }
    }

    /// The value of the attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        find(&self.attributes, name)
    }
}

/// The value of the attribute of that name.
pub(super) fn find<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a AttributeValue> {
    attributes.iter().find(|a| a.name == name).map(|a| &a.value)
}
