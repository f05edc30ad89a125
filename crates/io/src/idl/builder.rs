//! Values put together from the bytes of a variable.

use std::io::Read;

use ndarray::{ArrayD, IxDyn};
use num_complex::Complex;

use crate::bytes::{ByteReader, Number, checked_len};
use crate::error::Result;
use crate::idl::descriptor::{Fields, Kind, Type, align};
use crate::idl::value::{Pointer, Structure, Value};
use crate::text::latin1;

/// The most structures within each other, counted through definitions that refer to each other.
const MAX_DEPTH: usize = 32;

/// The most fields that one variable may have, those of structures within it counted in; a name of more
/// than 64 bytes counts as several.
///
/// Each costs memory before a byte of it is read, and definitions that refer to each other can double
/// their number at every step.
const MAX_FIELDS: usize = 1 << 16;

/// Reads the value of a variable of the given type.
pub(super) fn read<R: Read>(bytes: &mut ByteReader<R>, type_: &Type) -> Result<Value> {
    let mut n_fields = 0;
    let mut column = match Column::new(type_, 0, &mut n_fields) {
        Ok(column) => column,
        Err(what) => return Err(bytes.unsupported(what)),
    };
    column.read(bytes, type_)?;
    let shape = type_.shape.clone().unwrap_or_default();
    match column.finish(type_, &shape) {
        Some(value) => Ok(value),
        None => Err(bytes.malformed("an array is beyond memory")),
    }
}

/// The elements that were read so far of a field, or of a variable.
enum Column {
    U8(Vec<u8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    U64(Vec<u64>),
    F32(Vec<f32>),
    F64(Vec<f64>),
    C32(Vec<f32>),
    C64(Vec<f64>),
    Text(Vec<String>),
    Pointer(Vec<i32>),
    Structure(Vec<Column>),
}

impl Column {
    fn new(
        type_: &Type,
        depth: usize,
        n_fields: &mut usize,
    ) -> std::result::Result<Self, &'static str> {
        Ok(match type_.kind {
            Kind::U8 => Self::U8(vec![]),
            Kind::I16 => Self::I16(vec![]),
            Kind::I32 => Self::I32(vec![]),
            Kind::I64 => Self::I64(vec![]),
            Kind::U16 => Self::U16(vec![]),
            Kind::U32 => Self::U32(vec![]),
            Kind::U64 => Self::U64(vec![]),
            Kind::F32 => Self::F32(vec![]),
            Kind::F64 => Self::F64(vec![]),
            Kind::C32 => Self::C32(vec![]),
            Kind::C64 => Self::C64(vec![]),
            Kind::Text => Self::Text(vec![]),
            Kind::Pointer | Kind::Object => Self::Pointer(vec![]),
            Kind::Structure => {
                if depth == MAX_DEPTH {
                    return Err("structures too deep within each other");
                }
                let mut columns = Vec::new();
                let names = type_.fields.iter().flat_map(|f| f.inherits.iter().chain([&f.name]));
                *n_fields += names.map(|name| name.len() / 64).sum::<usize>();
                for (name, field) in fields(type_) {
                    *n_fields += 1 + name.len() / 64;
                    if MAX_FIELDS < *n_fields {
                        return Err("too many fields");
                    }
                    columns.push(Self::new(field, depth + 1, n_fields)?);
                }
                Self::Structure(columns)
            }
        })
    }

    /// Reads all elements of a field of one record, or of a variable.
    fn read<R: Read>(&mut self, bytes: &mut ByteReader<R>, type_: &Type) -> Result<()> {
        let n = type_.shape.as_deref().map_or(1, |shape| shape.iter().product());
        let is_array = type_.shape.is_some();
        match self {
            Self::U8(out) => {
                // The number of bytes stands before them, once more.
                let stated: u32 = bytes.number()?;
                if !is_array && stated != 1 {
                    return Err(bytes.malformed(format!("a byte has a length of {stated}")));
                }
                bytes.numbers_into(out, n)?;
            }
            Self::I16(out) => short(bytes, n, out)?,
            Self::U16(out) => short(bytes, n, out)?,
            Self::I32(out) | Self::Pointer(out) => bytes.numbers_into(out, n)?,
            Self::I64(out) => bytes.numbers_into(out, n)?,
            Self::U32(out) => bytes.numbers_into(out, n)?,
            Self::U64(out) => bytes.numbers_into(out, n)?,
            Self::F32(out) => bytes.numbers_into(out, n)?,
            Self::F64(out) => bytes.numbers_into(out, n)?,
            Self::C32(out) => bytes.numbers_into(out, 2 * n)?,
            Self::C64(out) => bytes.numbers_into(out, 2 * n)?,
            Self::Text(out) => {
                for _ in 0..n {
                    out.push(text(bytes)?);
                }
            }
            Self::Structure(columns) => {
                for _ in 0..n {
                    for (column, (_, field)) in columns.iter_mut().zip(fields(type_)) {
                        column.read(bytes, field)?;
                    }
                }
                return Ok(());
            }
        }
        align(bytes)
    }

    /// The value, in a shape that begins with that of the records around it; `None` if that is none.
    fn finish(self, type_: &Type, shape: &[usize]) -> Option<Value> {
        checked_len(shape)?;
        Some(match self {
            Self::U8(a) => array(shape, a)?.into(),
            Self::I16(a) => array(shape, a)?.into(),
            Self::I32(a) => array(shape, a)?.into(),
            Self::I64(a) => array(shape, a)?.into(),
            Self::U16(a) => array(shape, a)?.into(),
            Self::U32(a) => array(shape, a)?.into(),
            Self::U64(a) => array(shape, a)?.into(),
            Self::F32(a) => array(shape, a)?.into(),
            Self::F64(a) => array(shape, a)?.into(),
            Self::C32(a) => array(shape, complex(&a))?.into(),
            Self::C64(a) => array(shape, complex(&a))?.into(),
            Self::Text(a) => array(shape, a)?.into(),
            Self::Pointer(a) => {
                let pointers = array(shape, a)?.mapv(Pointer);
                if type_.kind == Kind::Object { Value::Object(pointers) } else { pointers.into() }
            }
            Self::Structure(columns) => {
                let Fields { name, inherits, .. } = type_.fields.as_deref()?;
                let mut values = Vec::new();
                for (column, (name, field)) in columns.into_iter().zip(fields(type_)) {
                    let shape = [shape, field.shape.as_deref().unwrap_or_default()].concat();
                    values.push((name.clone(), column.finish(field, &shape)?));
                }
                Value::Structure(Structure {
                    name: name.clone(),
                    inherits: inherits.clone(),
                    shape: shape.to_vec(),
                    fields: values,
                })
            }
        })
    }
}

fn fields(type_: &Type) -> &[(String, Type)] {
    type_.fields.as_deref().map_or(&[], |fields| &fields.list)
}

fn array<T>(shape: &[usize], elements: Vec<T>) -> Option<ArrayD<T>> {
    ArrayD::from_shape_vec(IxDyn(shape), elements).ok()
}

fn complex<T: Copy>(parts: &[T]) -> Vec<Complex<T>> {
    parts.chunks_exact(2).map(|z| Complex { re: z[0], im: z[1] }).collect()
}

/// Integers of 16 bits, each of which takes four bytes, the last two of which count.
fn short<T: Number, R: Read>(bytes: &mut ByteReader<R>, n: usize, out: &mut Vec<T>) -> Result<()> {
    let Some(n_halves) = n.checked_mul(2) else {
        return Err(bytes.malformed("an array is beyond memory"));
    };
    let halves = bytes.numbers::<T>(n_halves)?;
    out.extend(halves.chunks_exact(2).map(|pair| pair[1]));
    Ok(())
}

/// A text among the data: its length twice, unless it is empty.
fn text<R: Read>(bytes: &mut ByteReader<R>) -> Result<String> {
    if bytes.number::<i32>()? <= 0 {
        return Ok(String::new());
    }
    let n: i32 = bytes.number()?;
    let Ok(n) = usize::try_from(n) else {
        return Err(bytes.malformed(format!("a text has a length of {n}")));
    };
    let text = latin1(&bytes.bytes(n)?);
    align(bytes)?;
    Ok(text)
}
