//! MATLAB files.

use std::path::Path;

use onkai_io::Result;
use onkai_io::mat::{self, MatFile, MatSparse, MatStruct, MatValue, ReadOptions, WriteOptions};

use super::contents::{Contents, Data};

pub(crate) fn read(path: &Path) -> Result<Contents> {
    let file = mat::read(path, &ReadOptions { mat_dtype: true, ..Default::default() })?;
    let mut contents = Contents::default();
    if file.workspace.is_some() {
        contents.losses.push("what MATLAB keeps for functions and objects".to_owned());
    }
    for variable in file {
        add(&mut contents, variable.name, variable.value);
    }
    Ok(contents)
}

/// Fields of single structs become values of their own: `point_x`.
fn add(contents: &mut Contents, name: String, value: MatValue) {
    let data = match value {
        MatValue::Array(array) => Data::Array(array),
        MatValue::Text(text) => Data::Text(text),
        MatValue::Char(text) => Data::Text(text.mapv(String::from)),
        MatValue::Sparse(MatSparse::Real(sparse)) => Data::Sparse(sparse),
        MatValue::Sparse(MatSparse::Complex(sparse)) => Data::SparseComplex(sparse),
        MatValue::Sparse(MatSparse::Logical(sparse)) => {
            contents
                .losses
                .push(format!("that `{name}` holds truth values; they are written as numbers"));
            Data::Sparse(sparse.map(f64::from))
        }
        MatValue::Struct(fields) | MatValue::Object { fields, .. } if fields.shape() == [1, 1] => {
            return add_fields(contents, &name, &fields);
        }
        MatValue::Struct(_) | MatValue::Object { .. } => {
            return contents.losses.push(format!("`{name}`, an array of structs"));
        }
        MatValue::Cell(_) => return contents.losses.push(format!("`{name}`, a cell array")),
        MatValue::Function(_) => return contents.losses.push(format!("`{name}`, a function")),
        MatValue::Opaque { class, .. } => {
            return contents.losses.push(format!("`{name}`, an object of class {class}"));
        }
    };
    contents.items.push((name, data));
}

fn add_fields(contents: &mut Contents, name: &str, fields: &MatStruct) {
    for (field, values) in fields.fields() {
        for value in values {
            add(contents, format!("{name}_{field}"), value.clone());
        }
    }
}

pub(crate) fn write(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let mut file = MatFile::default();
    let mut losses = Vec::new();
    for (name, data) in contents.items {
        let shown = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let shown = if shown.starts_with(|c: char| c.is_ascii_alphabetic()) {
            shown
        } else {
            format!("x{shown}")
        };
        if shown != name {
            losses.push(format!("the name `{name}`, which MATLAB cannot use; it is now `{shown}`"));
        }
        if file.names().any(|other| other == shown) {
            losses.push(format!("the value of `{shown}` before"));
        }
        match data {
            Data::Array(array) => {
                if array.shape().len() == 1 {
                    losses.push(format!("that `{shown}` has one dimension; it is a row now"));
                }
                file.insert(shown, array);
            }
            Data::Sparse(sparse) => file.insert(shown, sparse),
            Data::SparseComplex(sparse) => file.insert(shown, sparse),
            Data::Text(text) => file.insert(shown, text),
        }
    }
    mat::write(path, &file, &WriteOptions { compress: true, ..Default::default() })?;
    Ok(losses)
}
