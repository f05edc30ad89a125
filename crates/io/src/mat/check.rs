//! What a MATLAB file can hold: checked before the first byte is written.

use std::path::Path;

use super::element::MATLAB;
use super::file::MatFile;
use super::matrix::MAX_DEPTH;
use super::options::WriteOptions;
use super::value::{MatStruct, MatValue};
use crate::error::{Error, Result};

/// The longest name of a variable in MATLAB.
const MAX_NAME_LEN: usize = 63;

/// Refuses what cannot be written.
pub(super) fn check(path: &Path, file: &MatFile, options: WriteOptions) -> Result<()> {
    let check = Check { path, options };
    if file.workspace.is_some() {
        return Err(check.refuse("what functions and objects need, which only MATLAB understands"));
    }
    file.variables().iter().try_for_each(|variable| {
        check
            .name(&variable.name, MAX_NAME_LEN, "variable", |c| c <= 'ÿ')
            .and_then(|()| check.value(&variable.value, 0))
            .map_err(|error| error.in_variable(&variable.name))
    })
}

struct Check<'a> {
    path: &'a Path,
    options: WriteOptions,
}

impl Check<'_> {
    fn refuse(&self, what: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        Error::inexpressible(self.path, MATLAB, what)
    }

    /// Names are identifiers.
    fn name(
        &self,
        name: &str,
        max_len: usize,
        what: &str,
        is_known: impl Fn(char) -> bool,
    ) -> Result<()> {
        let starts = name.starts_with(|c: char| c.is_alphabetic());
        let consists = name.chars().all(|c| is_known(c) && (c.is_alphanumeric() || c == '_'));
        if !(starts && consists) {
            let rule = "which must be letters, digits and underscores, a letter first";
            return Err(self.refuse(format!("the name `{name}` of a {what}, {rule}")));
        }
        if max_len < name.chars().count() {
            return Err(self.refuse(format!("a {what}'s name of more than {max_len} characters")));
        }
        Ok(())
    }

    fn value(&self, value: &MatValue, depth: usize) -> Result<()> {
        if MAX_DEPTH < depth {
            let what = format!("cells and structs more than {MAX_DEPTH} deep in each other");
            return Err(self.refuse(what));
        }
        if let Some(n) = value.shape().iter().find(|&&n| i32::MAX as usize <= n) {
            return Err(self.refuse(format!("an axis of {n} elements")));
        }
        match value {
            MatValue::Array(_) | MatValue::Text(_) | MatValue::Char(_) | MatValue::Sparse(_) => {
                Ok(())
            }
            MatValue::Cell(cells) => cells.iter().try_for_each(|cell| self.value(cell, depth + 1)),
            MatValue::Struct(fields) => self.fields(fields, depth),
            MatValue::Object { class, fields } => {
                self.name(class, MAX_NAME_LEN, "class", |c| c <= 'ÿ')?;
                self.fields(fields, depth)
            }
            MatValue::Function(_) => Err(self.refuse("a function")),
            MatValue::Opaque { class, .. } => {
                Err(self.refuse(format!("an object of class {class}")))
            }
        }
    }

    fn fields(&self, fields: &MatStruct, depth: usize) -> Result<()> {
        let max_len = if self.options.long_field_names { 63 } else { 31 };
        for (name, values) in fields.fields() {
            // What was read may have a name that was made different from another: `_1_name`.
            let name = name.trim_start_matches(|c: char| c == '_' || c.is_ascii_digit());
            self.name(name, max_len, "field", |c| c.is_ascii())?;
            values.iter().try_for_each(|value| self.value(value, depth + 1))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{ArrayD, IxDyn, array};

    use super::*;

    fn refusal(name: &str, value: impl Into<MatValue>) -> String {
        let mut file = MatFile::default();
        file.insert(name, value);
        let error = super::super::write_to(Vec::new(), "a.mat", &file, &WriteOptions::default());
        error.unwrap_err().to_string()
    }

    #[test]
    fn names_are_identifiers() {
        for name in ["", "_a", "1a", "a b", "名", "a-b", "a\0"] {
            let message = refusal(name, 1.0);
            assert!(message.contains("letters, digits and underscores"), "{message}");
            assert!(message.starts_with("a.mat: a MATLAB file cannot hold the name"), "{message}");
        }
        assert!(refusal(&"a".repeat(64), 1.0).contains("more than 63 characters"));
        let field = |name: &str| MatStruct::single([(name, MatValue::from(1.0))]);
        assert!(refusal("s", field(&"a".repeat(32))).contains("more than 31 characters"));
        assert!(refusal("s", field("größe")).ends_with("in variable `s`"));
        let options = WriteOptions { long_field_names: true, ..Default::default() };
        let mut file = MatFile::default();
        file.insert("größe", field(&"a".repeat(63)));
        super::super::write_to(Vec::new(), "a.mat", &file, &options).unwrap();
    }

    #[test]
    fn functions_and_bottomless_cells_are_refused() {
        assert!(refusal("f", MatValue::Function(Box::new(1.0.into()))).contains("a function"));
        let mut deep = MatValue::from(1.0);
        for _ in 0..=MAX_DEPTH {
            deep = array![deep].into();
        }
        assert!(refusal("deep", deep).contains("more than 200 deep"));
        let structs = MatStruct::new(&[1 << 31, 0], Vec::new()).unwrap();
        assert!(refusal("s", structs).contains("an axis of 2147483648 elements"));
        let cells = ArrayD::from_elem(IxDyn(&[1]), MatValue::Function(Box::new(1.0.into())));
        assert!(refusal("c", cells).ends_with("a function in variable `c`"));
    }
}
