//! Values as text, of which `xtask/golden/io_mat.py` makes the same.

use std::path::{Path, PathBuf};

use ndarray::{ArrayBase, ArrayD, Data, IxDyn};
use num_complex::Complex;
use onkai_io::mat::{MatSparse, MatStruct, MatValue};
use onkai_io::{AnyArray, Element, Sparse, Wide};
use serde_json::{Map, Value};

/// Values in full up to so many.
const MAX_LISTED: usize = 40;

/// A file of `tests/golden`.
pub(crate) fn golden_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// The rows of a golden file in JSON.
pub(crate) fn golden_rows(name: &str) -> Map<String, Value> {
    let text = std::fs::read_to_string(golden_path(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What the options took away from SciPy's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// All types are told.
    Exact,
    /// SciPy gives integers for truth values.
    TruthAsIntegers,
    /// Single numbers have lost their type.
    Squeezed,
}

pub(crate) fn dump(value: &MatValue, mode: Mode) -> String {
    match value {
        MatValue::Array(array) => dump_array(array, mode),
        MatValue::Text(text) => {
            let strings = column_major(text, |text| quoted(text.as_str()));
            format!("text{} {}", shape(text.shape()), listed(&strings)).trim_end().to_owned()
        }
        MatValue::Char(text) => {
            // NumPy forgets zeros at the end of strings.
            let strings = column_major(text, |c| quoted(c.to_string().trim_end_matches('\0')));
            format!("text{} {}", shape(text.shape()), listed(&strings)).trim_end().to_owned()
        }
        MatValue::Sparse(sparse) => match sparse {
            MatSparse::Real(sparse) => dump_sparse(sparse, "f64"),
            MatSparse::Complex(sparse) => dump_sparse(sparse, "Complex<f64>"),
            MatSparse::Logical(sparse) => dump_sparse(sparse, "bool"),
        },
        MatValue::Cell(cells) if mode == Mode::Squeezed && cells.ndim() == 0 => {
            dump(&cells[IxDyn(&[])], mode)
        }
        MatValue::Cell(cells) => {
            let values = column_major(cells, |value| dump(value, mode));
            format!("cell{} ({})", shape(cells.shape()), values.join("; "))
        }
        MatValue::Struct(fields) => dump_struct(fields, mode),
        MatValue::Object { class, fields } => {
            format!("object {class} {}", dump_struct(fields, mode))
        }
        MatValue::Function(description) => format!("function({})", dump(description, mode)),
        MatValue::Opaque { type_system, class, metadata } => {
            format!("opaque {type_system} {class} ({})", dump(metadata, mode))
        }
    }
}

pub(crate) fn dump_array(array: &AnyArray, mode: Mode) -> String {
    match array {
        AnyArray::Bool(x) if mode == Mode::TruthAsIntegers => numbers(&x.mapv(u8::from), mode),
        AnyArray::Bool(x) => numbers(x, mode),
        AnyArray::I8(x) => numbers(x, mode),
        AnyArray::I16(x) => numbers(x, mode),
        AnyArray::I32(x) => numbers(x, mode),
        AnyArray::I64(x) => numbers(x, mode),
        AnyArray::U8(x) => numbers(x, mode),
        AnyArray::U16(x) => numbers(x, mode),
        AnyArray::U32(x) => numbers(x, mode),
        AnyArray::U64(x) => numbers(x, mode),
        AnyArray::F32(x) => numbers(x, mode),
        AnyArray::F64(x) => numbers(x, mode),
        AnyArray::C32(x) => numbers(x, mode),
        AnyArray::C64(x) => numbers(x, mode),
    }
}

fn numbers<T: Element>(array: &ArrayD<T>, mode: Mode) -> String {
    let name = if mode == Mode::Squeezed { "number" } else { T::NAME };
    // What stands for MATLAB's empty array in SciPy.
    let shape = match (T::NAME, array.shape()) {
        ("f64", [1, 0]) => "[0,0]".to_owned(),
        (_, lens) => shape(lens),
    };
    let values = column_major(array, |x| match (x.widen(), mode) {
        (Wide::Bool(x), Mode::Squeezed) => bits(f64::from(x)),
        (Wide::Int(x), Mode::Squeezed) => bits(x as f64),
        (wide, _) => number(wide),
    });
    format!("{name}{shape} {}", listed(&values)).trim_end().to_owned()
}

fn number(wide: Wide) -> String {
    match wide {
        Wide::Bool(x) => u8::from(x).to_string(),
        Wide::Int(x) => x.to_string(),
        Wide::Float(x) => bits(x),
        Wide::Complex(Complex { re, im }) => format!("{}i{}", bits(re), bits(im)),
    }
}

fn bits(x: f64) -> String {
    format!("{:016x}", x.to_bits())
}

fn dump_sparse<T: Element>(sparse: &Sparse<T>, name: &str) -> String {
    let mut entries: Vec<_> = sparse.entries().collect();
    entries.sort_by_key(|&(row, col, _)| (col, row));
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(row, col, x)| format!("{row},{col},{}", number(x.widen())))
        .collect();
    format!("sparse {name}{} {}", shape(&sparse.shape()), listed(&entries))
}

fn dump_struct(fields: &MatStruct, mode: Mode) -> String {
    let rows: Vec<_> = fields
        .fields()
        .map(|(name, values)| {
            format!("{name}: {}", column_major(values, |value| dump(value, mode)).join("; "))
        })
        .collect();
    format!("struct{} {{{}}}", shape(fields.shape()), rows.join("| "))
}

fn column_major<S: Data>(
    array: &ArrayBase<S, IxDyn>,
    text: impl Fn(&S::Elem) -> String,
) -> Vec<String> {
    array.t().iter().map(text).collect()
}

fn shape(lens: &[usize]) -> String {
    let lens: Vec<_> = lens.iter().map(ToString::to_string).collect();
    format!("[{}]", lens.join(","))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn listed(items: &[String]) -> String {
    let text = items.join(" ");
    if items.len() <= MAX_LISTED {
        return text;
    }
    let fnv = text.bytes().fold(0xcbf29ce484222325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x100000001b3)
    });
    format!("#{fnv:016x}")
}
