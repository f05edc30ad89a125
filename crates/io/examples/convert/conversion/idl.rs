//! IDL's saved variables, which can only be read.

use std::path::Path;

use onkai_io::Result;
use onkai_io::idl::{self, ReadOptions, Value};

use super::contents::{Contents, Data};

pub(crate) fn read(path: &Path) -> Result<Contents> {
    let file = idl::read(path, &ReadOptions::default())?;
    let mut contents = Contents::default();
    for (name, value) in file.variables {
        add(&mut contents, name, value);
    }
    Ok(contents)
}

/// Fields of structures become values of their own: `POINT_X`.
fn add(contents: &mut Contents, name: String, value: Value) {
    let data = match value {
        Value::U8(x) => Data::Array(x.into()),
        Value::I16(x) => Data::Array(x.into()),
        Value::I32(x) => Data::Array(x.into()),
        Value::I64(x) => Data::Array(x.into()),
        Value::U16(x) => Data::Array(x.into()),
        Value::U32(x) => Data::Array(x.into()),
        Value::U64(x) => Data::Array(x.into()),
        Value::F32(x) => Data::Array(x.into()),
        Value::F64(x) => Data::Array(x.into()),
        Value::C32(x) => Data::Array(x.into()),
        Value::C64(x) => Data::Array(x.into()),
        Value::Text(text) => Data::Text(text),
        Value::Structure(structure) => {
            for (field, value) in structure.fields {
                add(contents, format!("{name}_{field}"), value);
            }
            return;
        }
        Value::Null => return contents.losses.push(format!("`{name}`, which was never set")),
        Value::Pointer(_) | Value::Object(_) => {
            return contents.losses.push(format!("`{name}`, a reference"));
        }
    };
    contents.items.push((name, data));
}
