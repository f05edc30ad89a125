//! netCDF files.

use std::path::Path;

use ndarray::{ArrayD, Axis, IxDyn};
use onkai_io::netcdf::{self, Data as Numbers, Dataset, Dimension, Variable};
use onkai_io::{AnyArray, Result};

use super::contents::{Contents, Data};

pub(crate) fn read(path: &Path) -> Result<Contents> {
    let dataset = netcdf::read(path)?;
    let mut contents = Contents::default();
    contents
        .losses
        .extend(dataset.attributes.iter().map(|a| format!("the file's attribute `{}`", a.name)));
    for variable in dataset.variables {
        let name = variable.name;
        contents.losses.extend(
            variable.attributes.iter().map(|a| format!("the attribute `{}` of `{name}`", a.name)),
        );
        if !variable.dimensions.is_empty() {
            contents.losses.push(format!(
                "the names of `{name}`'s dimensions: {}",
                variable.dimensions.join(", ")
            ));
        }
        let data = match variable.data {
            Numbers::Char(text) => Data::Text(strings(&text)),
            Numbers::Byte(x) => Data::Array(x.into()),
            Numbers::Short(x) => Data::Array(x.into()),
            Numbers::Int(x) => Data::Array(x.into()),
            Numbers::Float(x) => Data::Array(x.into()),
            Numbers::Double(x) => Data::Array(x.into()),
            Numbers::UByte(x) => Data::Array(x.into()),
            Numbers::UShort(x) => Data::Array(x.into()),
            Numbers::UInt(x) => Data::Array(x.into()),
            Numbers::Int64(x) => Data::Array(x.into()),
            Numbers::UInt64(x) => Data::Array(x.into()),
        };
        contents.items.push((name, data));
    }
    Ok(contents)
}

/// The strings along the last axis.
fn strings(text: &ArrayD<u8>) -> ArrayD<String> {
    let string = |bytes: ndarray::ArrayView1<'_, u8>| {
        String::from_utf8_lossy(&bytes.to_vec()).trim_end_matches('\0').to_owned()
    };
    match text.ndim().checked_sub(1) {
        None => ArrayD::from_elem(IxDyn(&[]), string(text.flatten().view())),
        Some(last) => text.map_axis(Axis(last), string),
    }
}

pub(crate) fn write(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (mut dataset, mut losses) = (Dataset::default(), Vec::new());
    let (texts, others): (Vec<_>, Vec<_>) =
        contents.items.into_iter().partition(|(_, data)| matches!(data, Data::Text(_)));
    for (name, data) in texts {
        match data {
            Data::Text(text) if text.len() == 1 && text.iter().all(|text| !text.is_empty()) => {
                for text in &text {
                    add(&mut dataset, &name, Numbers::from_text(text));
                }
            }
            _ => losses.push(format!("`{name}`, which is empty or more than one text")),
        }
    }
    let (arrays, lost) = Contents { items: others, losses: Vec::new() }.into_arrays();
    losses.extend(lost);
    for (name, array) in arrays {
        if array.is_empty() {
            losses.push(format!("`{name}`, which has no elements"));
            continue;
        }
        match array {
            AnyArray::I8(x) => add(&mut dataset, &name, x.into()),
            AnyArray::I16(x) => add(&mut dataset, &name, x.into()),
            AnyArray::I32(x) => add(&mut dataset, &name, x.into()),
            AnyArray::F32(x) => add(&mut dataset, &name, x.into()),
            AnyArray::F64(x) => add(&mut dataset, &name, x.into()),
            AnyArray::C32(_) | AnyArray::C64(_) => {
                losses.push(format!("`{name}`, which is complex"));
            }
            other => {
                // The classic format has none of these types, but a wider one for most of their values.
                let type_name = other.type_name();
                if let Ok(x) = other.clone().to::<i32, IxDyn>() {
                    add(&mut dataset, &name, x.into());
                } else if let Ok(x) = other.to::<f64, IxDyn>() {
                    add(&mut dataset, &name, x.into());
                } else {
                    losses.push(format!("`{name}`, integers of too many digits"));
                    continue;
                }
                losses.push(format!("that `{name}` is of type {type_name}"));
            }
        }
    }
    netcdf::write(path, &dataset)?;
    Ok(losses)
}

/// Every axis gets a dimension of its own.
fn add(dataset: &mut Dataset, name: &str, data: Numbers) {
    let names: Vec<_> = (0..data.shape().len()).map(|axis| format!("{name}_{axis}")).collect();
    for (name, &len) in names.iter().zip(data.shape()) {
        dataset.dimensions.push(Dimension::fixed(name, len));
    }
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    dataset.variables.push(Variable::new(name, &names, data));
}
