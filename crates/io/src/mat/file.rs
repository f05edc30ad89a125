//! The variables of a MATLAB file, as one value.

use std::path::PathBuf;

use super::value::MatValue;
use crate::error::{Error, Result};

/// Named values, in the order in which they stand in a file.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_io::mat::{MatFile, MatValue};
///
/// let mut file = MatFile::default();
/// file.insert("x", array![[1.0, 2.0], [3.0, 4.0]]);
/// file.insert("title", "two by two");
/// assert_eq!(file.names().collect::<Vec<_>>(), ["x", "title"]);
///
/// let x: Array2<f64> = file.take("x")?;
/// assert_eq!(x[[1, 0]], 3.0);
/// let error = file.take::<f64>("title").unwrap_err();
/// assert_eq!(error.to_string(), "`title` holds text of shape [], but an array of f64 was asked for");
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatFile {
    /// The text in which the program that wrote the file says so; empty for version 4.
    ///
    /// Writing puts onkai's own in its place.
    pub description: String,
    /// What MATLAB keeps for functions and objects that only it understands; it cannot be written.
    pub workspace: Option<MatValue>,
    /// For messages.
    pub(super) path: PathBuf,
    variables: Vec<MatVariable>,
}

/// A variable: its name and value.
#[derive(Clone, Debug, PartialEq)]
pub struct MatVariable {
    /// The name.
    pub name: String,
    /// The value.
    pub value: MatValue,
    /// Whether it becomes a global variable in MATLAB.
    pub is_global: bool,
}

impl MatFile {
    /// Adds a variable, in the place of one of the same name if there is one.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<MatValue>) {
        let (name, value) = (name.into(), value.into());
        self.insert_variable(MatVariable { name, value, is_global: false });
    }

    /// Adds a variable that may be global.
    pub fn insert_variable(&mut self, variable: MatVariable) {
        match self.variables.iter_mut().find(|known| known.name == variable.name) {
            Some(known) => *known = variable,
            None => self.variables.push(variable),
        }
    }

    /// The variables.
    pub fn variables(&self) -> &[MatVariable] {
        &self.variables
    }

    /// Their names.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.variables.iter().map(|variable| variable.name.as_str())
    }

    /// The value of a variable.
    ///
    /// # Errors
    ///
    /// [`Error::NoVariable`] when there is none of that name.
    pub fn get(&self, name: &str) -> Result<&MatValue> {
        Ok(&self.variables[self.index_of(name)?].value)
    }

    /// Takes a variable out, as an array, a number, a string, … of the type that is asked for.
    ///
    /// # Errors
    ///
    /// [`Error::NoVariable`] when there is none of that name; [`Error::WrongKind`] when it holds something
    /// that cannot be had as `T`. The variable is gone in the latter case, too.
    pub fn take<T: TryFrom<MatValue>>(&mut self, name: &str) -> Result<T>
    where
        Error: From<T::Error>,
    {
        let index = self.index_of(name)?;
        let value = self.variables.remove(index).value;
        T::try_from(value).map_err(|error| Error::from(error).in_variable(name))
    }

    fn index_of(&self, name: &str) -> Result<usize> {
        let index = self.variables.iter().position(|variable| variable.name == name);
        index.ok_or_else(|| Error::NoVariable {
            path: self.path.clone(),
            variable: name.to_owned(),
            known: self.names().map(str::to_owned).collect(),
        })
    }
}

impl IntoIterator for MatFile {
    type Item = MatVariable;
    type IntoIter = std::vec::IntoIter<MatVariable>;

    fn into_iter(self) -> Self::IntoIter {
        self.variables.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn a_name_stands_for_one_variable() {
        let mut file = MatFile::default();
        file.insert("a", 1.0);
        file.insert("b", array![[2.0]]);
        file.insert("a", 3.0);
        assert_eq!(file.variables().len(), 2);
        assert_eq!(file.take::<f64>("a").unwrap(), 3.0);
        let value: MatValue = file.clone().take("b").unwrap();
        assert_eq!(value.shape(), [1, 1]);
        let message = file.take::<f64>("a").unwrap_err().to_string();
        assert_eq!(message, ": there is no variable `a`; there are `b`");
        let message = file.take::<Array2<bool>>("b").unwrap_err().to_string();
        assert!(
            message.starts_with("`b` holds an array of f64 of shape [1, 1] with 2"),
            "{message}"
        );
    }
}
