//! What a variable of a MATLAB file can hold.

use ndarray::{Array, ArrayD, Dimension, IxDyn};
use num_complex::Complex;

use crate::any_array::{AnyArray, Element};
use crate::error::{Error, Result};
use crate::sparse::Sparse;

/// A value of a MATLAB file, or of an element of its cell arrays and structs.
///
/// Arrays keep the file's order of elements in memory, which is column-major. MATLAB has at least two
/// dimensions: a number has shape `[1, 1]`, unless
/// [`ReadOptions::squeeze_me`](super::ReadOptions::squeeze_me) was set. What is to be written may
/// have fewer.
///
/// Values are made with `From` and taken apart with `TryFrom`, see [`MatFile`](super::MatFile).
#[derive(Clone, Debug, PartialEq)]
pub enum MatValue {
    /// Numbers, or truth values (MATLAB's `logical`).
    Array(AnyArray),
    /// Text, a string a row of MATLAB's char array: its last axis is the strings' length.
    ///
    /// Rows of different length are filled with blanks when they are written.
    Text(ArrayD<String>),
    /// Text, one by one character.
    Char(ArrayD<char>),
    /// A sparse matrix.
    Sparse(MatSparse),
    /// A cell array: values of any kind.
    Cell(ArrayD<MatValue>),
    /// An array of structs with the same fields.
    Struct(MatStruct),
    /// Objects of a class of the old kind: structs that carry its name.
    Object {
        /// The class.
        class: String,
        /// Its fields.
        fields: MatStruct,
    },
    /// A function handle, as MATLAB describes it; it cannot be called or written.
    Function(Box<MatValue>),
    /// An object whose content only MATLAB understands (tables, strings in double quotes, classes of the
    /// new kind); it cannot be written.
    Opaque {
        /// Who understands it, e.g. `"MCOS"` or `"java"`.
        type_system: String,
        /// The class, e.g. `"string"`.
        class: String,
        /// How the object is found in the file's [`workspace`](super::MatFile::workspace).
        metadata: Box<MatValue>,
    },
}

/// A sparse matrix of one of MATLAB's three kinds.
#[derive(Clone, Debug, PartialEq)]
pub enum MatSparse {
    /// Real numbers.
    Real(Sparse<f64>),
    /// Complex numbers.
    Complex(Sparse<Complex<f64>>),
    /// Truth values.
    Logical(Sparse<bool>),
}

impl MatSparse {
    /// How many rows and columns there are.
    pub fn shape(&self) -> [usize; 2] {
        match self {
            Self::Real(sparse) => sparse.shape(),
            Self::Complex(sparse) => sparse.shape(),
            Self::Logical(sparse) => sparse.shape(),
        }
    }
}

/// An array of structs that have the same fields; most often a single one.
///
/// # Examples
///
/// ```
/// use onkai_io::mat::{MatStruct, MatValue};
///
/// let point = MatStruct::single([("x", MatValue::from(1.5)), ("label", "left".into())]);
/// assert_eq!(point.names(), ["x", "label"]);
/// assert_eq!(point.field("x")?.shape(), [1, 1]);
/// assert_eq!(point.get("label")?.clone().into_text()?, "left");
/// assert!(point.get("y").is_err());
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MatStruct {
    shape: Vec<usize>,
    names: Vec<String>,
    fields: Vec<ArrayD<MatValue>>,
}

impl MatStruct {
    /// Puts structs together from their fields, each an array of the given shape.
    ///
    /// # Errors
    ///
    /// [`Error::Argument`] when a field has another shape.
    pub fn new(shape: &[usize], fields: Vec<(String, ArrayD<MatValue>)>) -> Result<Self> {
        if let Some((_, wrong)) = fields.iter().find(|(_, field)| field.shape() != shape) {
            let (expected, actual) = (shape.to_vec(), wrong.shape().to_vec());
            return Err(onkai_core::Error::Shape { name: "fields", expected, actual }.into());
        }
        let (names, fields) = fields.into_iter().unzip();
        Ok(Self { shape: shape.to_vec(), names, fields })
    }

    /// A single struct.
    pub fn single<N: Into<String>>(fields: impl IntoIterator<Item = (N, MatValue)>) -> Self {
        let array = |value| ArrayD::from_elem(IxDyn(&[1, 1]), value);
        let (names, fields) = fields.into_iter().map(|(n, v)| (n.into(), array(v))).unzip();
        Self { shape: vec![1, 1], names, fields }
    }

    /// The lengths of the array's axes; `[1, 1]` for a single struct.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The names of the fields.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The fields and their names.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (&str, &ArrayD<MatValue>)> {
        self.names.iter().map(String::as_str).zip(&self.fields)
    }

    /// A field of all structs.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when there is none of that name.
    pub fn field(&self, name: &str) -> Result<&ArrayD<MatValue>> {
        let index = self.names.iter().position(|known| known == name).ok_or_else(|| {
            let found = format!("structs with the fields {:?}", self.names);
            wrong_kind(found, format!("a field `{name}`"))
        })?;
        Ok(&self.fields[index])
    }

    /// A field of a single struct.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when there is none of that name, or when this is not one struct.
    pub fn get(&self, name: &str) -> Result<&MatValue> {
        let field = self.field(name)?;
        match field.first() {
            Some(value) if field.len() == 1 => Ok(value),
            _ => {
                let found = format!("an array of structs of shape {:?}", self.shape);
                Err(wrong_kind(found, "a single struct".to_owned()))
            }
        }
    }
}

pub(super) fn wrong_kind(found: String, expected: String) -> Error {
    Error::WrongKind { variable: None, found, expected: expected.into() }
}

impl MatValue {
    /// The lengths of the axes; none for an opaque object.
    pub fn shape(&self) -> Vec<usize> {
        match self {
            Self::Array(array) => array.shape().to_vec(),
            Self::Text(array) => array.shape().to_vec(),
            Self::Char(array) => array.shape().to_vec(),
            Self::Sparse(sparse) => sparse.shape().to_vec(),
            Self::Cell(array) => array.shape().to_vec(),
            Self::Struct(fields) | Self::Object { fields, .. } => fields.shape().to_vec(),
            Self::Function(description) => description.shape(),
            Self::Opaque { .. } => Vec::new(),
        }
    }

    /// What this is, in words.
    pub(super) fn description(&self) -> String {
        let shape = self.shape();
        match self {
            Self::Array(array) => array.description(),
            Self::Text(_) => format!("text of shape {shape:?}"),
            Self::Char(_) => format!("an array of characters of shape {shape:?}"),
            Self::Sparse(_) => format!("a sparse matrix of shape {shape:?}"),
            Self::Cell(_) => format!("a cell array of shape {shape:?}"),
            Self::Struct(_) => format!("an array of structs of shape {shape:?}"),
            Self::Object { class, .. } => format!("objects of class {class}"),
            Self::Function(_) => "a function".to_owned(),
            Self::Opaque { class, .. } => format!("an opaque object of class {class}"),
        }
    }

    /// Numbers or truth values as an array with elements `T` and dimensions `D`; see
    /// [`AnyArray::to`] for what is converted.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when this is something else, or a value has no equal in `T`.
    pub fn into_array<T: Element, D: Dimension>(self) -> Result<Array<T, D>> {
        match self {
            Self::Array(array) => array.to(),
            other => Err(wrong_kind(other.description(), format!("an array of {}", T::NAME))),
        }
    }

    /// The only number of an array of one element.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when this is something else.
    pub fn into_scalar<T: Element>(self) -> Result<T> {
        let description = self.description();
        let array = self.into_array::<T, IxDyn>()?;
        match array.first() {
            Some(&value) if array.len() == 1 => Ok(value),
            _ => Err(wrong_kind(description, format!("a single {}", T::NAME))),
        }
    }

    /// The only string of a text; no characters at all are an empty string.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when this is something else.
    pub fn into_text(self) -> Result<String> {
        match self {
            Self::Text(text) if text.len() <= 1 => Ok(text.into_iter().next().unwrap_or_default()),
            Self::Char(text) if text.shape().iter().filter(|&&n| 1 < n).count() <= 1 => {
                Ok(text.into_iter().collect())
            }
            other => Err(wrong_kind(other.description(), "a single string".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn fields_of_another_shape_are_refused() {
        let field = ("a".to_owned(), array![MatValue::from(1.0)].into_dyn());
        let error = MatStruct::new(&[1, 1], vec![field]).unwrap_err();
        assert_eq!(error.to_string(), "`fields` has shape [1], but must have [1, 1]");
        assert_eq!(MatStruct::new(&[3, 2], Vec::new()).unwrap().shape(), [3, 2]);
    }

    #[test]
    fn other_kinds_are_named() {
        let cell = MatValue::from(array![[MatValue::from(1.0), "a".into(), true.into()]]);
        let message = cell.into_array::<f64, IxDyn>().unwrap_err().to_string();
        assert_eq!(message, "a cell array of shape [1, 3], but an array of f64 was asked for");
        let message =
            MatValue::from(array![1.0, 2.0]).into_scalar::<f64>().unwrap_err().to_string();
        assert_eq!(message, "an array of f64 of shape [2], but a single f64 was asked for");
        assert!(MatValue::from(1.0).into_text().is_err());
        assert_eq!(MatValue::from(array!["a", "b"].mapv(str::to_owned)).shape(), [2]);
        let letters = MatValue::Char(array![['a', 'b']].into_dyn());
        assert_eq!(letters.into_text().unwrap(), "ab");
        let structs = ArrayD::from_elem(IxDyn(&[2]), MatValue::from(1.0));
        let structs = MatStruct::new(&[2], vec![("a".to_owned(), structs)]).unwrap();
        let message = structs.get("a").unwrap_err().to_string();
        assert!(message.ends_with("but a single struct was asked for"), "{message}");
    }
}
