//! IDL save files, beside `scipy.io.readsav`.

use std::io::Cursor;

use ndarray::{ArrayD, Axis, IxDyn};
use num_complex::Complex;
use onkai_io::idl::{ReadOptions, SaveFile, Structure, Value, read, read_from};
use onkai_io::{Error, Limits};

use crate::scientific::{assert_lines, bits, file_name, files, golden, text};

/// The lines that `xtask/golden/io_idl.py` makes of what SciPy finds: a line for each array or text, with
/// pointers followed.
fn lines(file: &SaveFile, path: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Null => out.push(format!("{path} nothing")),
        Value::U8(a) => out.push(numbers(path, "uint8", a, |&v| [v.into()])),
        Value::I16(a) => out.push(numbers(path, "int16", a, |&v| [v.into()])),
        Value::I32(a) => out.push(numbers(path, "int32", a, |&v| [v.into()])),
        Value::I64(a) => out.push(numbers(path, "int64", a, |&v| [v as f64])),
        Value::U16(a) => out.push(numbers(path, "uint16", a, |&v| [v.into()])),
        Value::U32(a) => out.push(numbers(path, "uint32", a, |&v| [v.into()])),
        Value::U64(a) => out.push(numbers(path, "uint64", a, |&v| [v as f64])),
        Value::F32(a) => out.push(numbers(path, "float32", a, |&v| [v.into()])),
        Value::F64(a) => out.push(numbers(path, "float64", a, |&v| [v])),
        Value::C32(a) => {
            let parts = |z: &Complex<f32>| [z.re.into(), z.im.into()];
            out.push(numbers(path, "complex64", a, parts));
        }
        Value::C64(a) => out.push(numbers(path, "complex128", a, |z| [z.re, z.im])),
        Value::Text(a) => each(path, a, |path, text| out.push(format!("{path} text {text}"))),
        Value::Pointer(a) | Value::Object(a) => each(path, a, |path, &pointer| {
            let target = file.target(pointer).and_then(|value| file.resolve(value));
            lines(file, path, target.unwrap_or(&Value::Null), out);
        }),
        Value::Structure(structure) => {
            let n: usize = structure.shape.iter().product();
            for i in 0..n {
                for (name, field) in &structure.fields {
                    let value = record(field, structure.shape.len(), i);
                    lines(file, &format!("{path}[{i}].{name}"), &value, out);
                }
            }
        }
    }
}

fn numbers<T, const N: usize>(
    path: &str,
    kind: &str,
    a: &ArrayD<T>,
    parts: impl Fn(&T) -> [f64; N],
) -> String {
    let shape: Vec<_> = a.shape().iter().map(ToString::to_string).collect();
    format!("{path} {kind} [{}] {}", shape.join("x"), bits(a.iter().flat_map(parts)))
}

fn each<T>(path: &str, a: &ArrayD<T>, mut run: impl FnMut(&str, &T)) {
    for (i, item) in a.iter().enumerate() {
        if a.ndim() == 0 { run(path, item) } else { run(&format!("{path}[{i}]"), item) }
    }
}

/// Record `i` of a field that has the records' dimensions first.
fn record(field: &Value, n_dims: usize, i: usize) -> Value {
    fn part<T: Clone>(a: &ArrayD<T>, n_dims: usize, i: usize) -> ArrayD<T> {
        let (outer, inner) = a.shape().split_at(n_dims);
        let shape = [&[outer.iter().product::<usize>()][..], inner].concat();
        let a = a.to_shape(IxDyn(&shape)).unwrap();
        a.index_axis(Axis(0), i).to_owned()
    }
    match field {
        Value::Null => Value::Null,
        Value::U8(a) => Value::U8(part(a, n_dims, i)),
        Value::I16(a) => Value::I16(part(a, n_dims, i)),
        Value::I32(a) => Value::I32(part(a, n_dims, i)),
        Value::I64(a) => Value::I64(part(a, n_dims, i)),
        Value::U16(a) => Value::U16(part(a, n_dims, i)),
        Value::U32(a) => Value::U32(part(a, n_dims, i)),
        Value::U64(a) => Value::U64(part(a, n_dims, i)),
        Value::F32(a) => Value::F32(part(a, n_dims, i)),
        Value::F64(a) => Value::F64(part(a, n_dims, i)),
        Value::C32(a) => Value::C32(part(a, n_dims, i)),
        Value::C64(a) => Value::C64(part(a, n_dims, i)),
        Value::Text(a) => Value::Text(part(a, n_dims, i)),
        Value::Pointer(a) => Value::Pointer(part(a, n_dims, i)),
        Value::Object(a) => Value::Object(part(a, n_dims, i)),
        Value::Structure(s) => Value::Structure(Structure {
            shape: s.shape[n_dims..].to_vec(),
            fields: s.fields.iter().map(|(name, f)| (name.clone(), record(f, n_dims, i))).collect(),
            ..s.clone()
        }),
    }
}

#[test]
fn scipys_files_are_read_to_the_same_values() {
    let mut all = Vec::new();
    for path in files("idl") {
        let file = read(&path, &ReadOptions::default()).unwrap();
        // SciPy's dictionary keeps the place of a name that comes twice; none does.
        for (name, value) in &file.variables {
            let path = format!("{}:{}", file_name(&path), name.to_lowercase());
            lines(&file, &path, value, &mut all);
        }
        assert!(file.version.is_some() && file.date.is_some(), "{}", path.display());
    }
    assert_lines(&all, &text(&golden("idl"), "described"));
}

#[test]
fn what_is_beside_the_variables_is_read() {
    let path = crate::scientific::folder("idl");
    let file = read(path.join("scalar_byte_descr.sav"), &ReadOptions::default()).unwrap();
    assert!(file.description.is_some());
    let file = read(path.join("struct_inherit.sav"), &ReadOptions::default()).unwrap();
    let Some(Value::Structure(structure)) = file.variable("FC") else { panic!("a structure") };
    assert!(!structure.inherits.is_empty() && structure.field("x").is_some());
}

#[test]
fn unpacking_stops_at_the_limit() {
    let path = crate::scientific::folder("idl").join("various_compressed.sav");
    let options = ReadOptions { limits: Limits { max_unpacked_bytes: 1000 } };
    assert!(matches!(read(path, &options), Err(Error::OverLimit { limit: 1000, .. })));
}

/// A file of these words, with an end marker.
fn file(records: &[&[u32]]) -> Vec<u8> {
    let mut words = vec![0x5352_0004];
    for record in records {
        let next = 4 * (words.len() + 3 + record.len()) as u32;
        words.extend([record[0], next, 0, 0]);
        words.extend(&record[1..]);
    }
    words.extend([6, 0, 0, 0]);
    words.iter().flat_map(|w: &u32| w.to_be_bytes()).collect()
}

fn parsed(records: &[&[u32]]) -> onkai_io::Result<SaveFile> {
    read_from(Cursor::new(file(records)), "a.sav", &ReadOptions::default())
}

const X: u32 = u32::from_be_bytes(*b"X\0\0\0");

#[test]
fn circles_of_pointers_are_read_and_end() {
    let heap = |index, target: u32| [16, index, 0, 10, 0, 7, target];
    let file = parsed(&[&heap(1, 2), &heap(2, 1), &[2, 1, X, 10, 0, 7, 1]]).unwrap();
    assert_eq!(file.heap.len(), 2);
    assert_eq!(file.resolve(file.variable("x").unwrap()), None);
}

#[test]
fn arrays_with_lengths_of_64_bits_are_read() {
    // The mark, 16 bytes that say nothing, elements, dimensions, 8 bytes that say nothing, then dimensions.
    let head = [18, 0, 0, 0, 8, 0, 2, 1, 0, 0];
    let dims = [0, 2, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    let data = [7, 0x3f80_0000, 0x4000_0000];
    let words = [&[2, 1, X, 4, 4][..], &head, &dims, &data].concat();
    let file = parsed(&[&words]);
    let value = file.unwrap().variable("x").cloned();
    assert_eq!(value, Some(ndarray::arr1(&[1.0_f32, 2.0]).into_dyn().into()));
}

#[test]
fn wrong_files_are_named() {
    let refusal = |records: &[&[u32]]| parsed(records).unwrap_err().to_string();
    assert!(refusal(&[&[99]]).contains("99 is no kind of record"));
    assert!(refusal(&[&[2, 1, X, 77, 0, 7, 1]]).contains("77 is no type in variable `X`"));
    assert!(refusal(&[&[2, 1, X, 3, 2, 7, 1]]).contains("a system variable in variable `X`"));
    assert!(refusal(&[&[2, 1, X, 3, 0, 8, 1]]).contains("data begin with 8, not 7"));
    assert!(refusal(&[&[2, 1, X, 3, 0, 7]]).contains("goes on behind its end"));
    let array = |n: u32, dim: u32| {
        [&[2, 1, X, 3, 4, 8, 0, n.wrapping_mul(4), n, 1, 0, 0, 8, dim][..], &[1; 7], &[7, 5]]
            .concat()
    };
    assert!(parsed(&[&array(1, 1)]).is_ok());
    assert!(refusal(&[&array(2, 1)]).contains("does not have 2 elements"));
    assert!(refusal(&[&array(0, 0)]).contains("does not have 0 elements"));
    assert!(refusal(&[&array(1 << 30, 1 << 30)]).contains("it is cut off"));
    // A structure without fields, whose records would take no bytes.
    let nothing =
        [2, 1, X, 8, 36, 8, 0, 0, 1, 1, 0, 0, 8, 1, 1, 1, 1, 1, 1, 1, 1, 9, 0, 0, 0, 0, 7];
    assert!(refusal(&[&nothing]).contains("has no fields"));
    let error = read_from(Cursor::new(b"hello"), "a.sav", &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("not those of an IDL file"), "{error}");
}

#[test]
fn definitions_that_double_themselves_cost_what_is_there() {
    // Each structure has two fields of the one before it.
    let one = [8, 0, 4, 1, 1, 0, 0, 8, 1, 1, 1, 1, 1, 1, 1, 1];
    let name = |i: u32| u32::from_be_bytes([b'S', b'0' + (i / 10) as u8, b'0' + (i % 10) as u8, 0]);
    let mut first = vec![2, 1, X, 8, 36];
    first.extend(one);
    first.extend([9, 3, name(0), 0, 1, 4, 0, 3, 0, 1, X, 7, 5]);
    let mut records = vec![first];
    for i in 1..12 {
        let mut record = vec![2, 1, X, 8, 36];
        record.extend(one);
        record.extend([9, 3, name(i), 0, 2, 4, 0, 8, 36, 0, 8, 36, 1, X, 1, X]);
        record.extend(one);
        record.extend(one);
        for _ in 0..2 {
            record.extend([9, 3, name(i - 1), 1, 0, 0]);
        }
        record.push(7);
        // As many numbers as there are, as long as that is few.
        record.extend(vec![5; 1 << i.min(8)]);
        records.push(record);
    }
    let records: Vec<_> = records.iter().map(Vec::as_slice).collect();
    assert!(parsed(&records[..8]).is_ok());
    let message = parsed(&records).unwrap_err().to_string();
    assert!(message.contains("goes on behind its end"), "{message}");
}
