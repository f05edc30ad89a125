//! Writing .npy files.
//!
//! Counterpart of `numpy.save`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use bytemuck::Pod;
use ndarray::ArrayD;

use crate::any_array::AnyArray;
use crate::error::{Error, Result};
use crate::file;

/// Numbers that are put together before they are written.
const BLOCK: usize = 4096;

/// Writes an array to a .npy file, in the order in which it lies in memory.
///
/// The file appears under its name when it is complete.
///
/// # Errors
///
/// [`Error::Io`], [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::npy;
///
/// let mut bytes = Vec::new();
/// npy::write_to(&mut bytes, "memory", &array![true, false].into())?;
/// assert!(bytes.starts_with(b"\x93NUMPY") && bytes.ends_with(&[1, 0]));
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[doc(alias = "save")]
pub fn write(path: impl AsRef<Path>, array: &AnyArray) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |sink| write_to(sink, path, array))
}

/// As [`write()`], to something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`write()`].
pub fn write_to(mut sink: impl Write, name: impl AsRef<Path>, array: &AnyArray) -> Result<()> {
    let written = write_array(&mut sink, array).and_then(|()| sink.flush());
    written.map_err(|error| Error::io(name.as_ref(), error))
}

/// The length of the file, but for a header of a few hundred bytes.
pub(crate) fn len_of(array: &AnyArray) -> u64 {
    fn size<T>(array: &ArrayD<T>) -> u64 {
        (array.len() * size_of::<T>()) as u64
    }
    crate::any_array::with_array!(array, array => size(array))
}

/// Writes a whole file.
pub(crate) fn write_array(out: &mut dyn Write, array: &AnyArray) -> io::Result<()> {
    match array {
        AnyArray::Bool(x) => {
            let bytes = x.map(|&x| u8::from(x));
            typed(out, "b1", &bytes)
        }
        AnyArray::I8(x) => typed(out, "i1", x),
        AnyArray::I16(x) => typed(out, "i2", x),
        AnyArray::I32(x) => typed(out, "i4", x),
        AnyArray::I64(x) => typed(out, "i8", x),
        AnyArray::U8(x) => typed(out, "u1", x),
        AnyArray::U16(x) => typed(out, "u2", x),
        AnyArray::U32(x) => typed(out, "u4", x),
        AnyArray::U64(x) => typed(out, "u8", x),
        AnyArray::F32(x) => typed(out, "f4", x),
        AnyArray::F64(x) => typed(out, "f8", x),
        AnyArray::C32(x) => typed(out, "c8", x),
        AnyArray::C64(x) => typed(out, "c16", x),
    }
}

fn typed<T: Pod>(out: &mut dyn Write, kind: &str, array: &ArrayD<T>) -> io::Result<()> {
    if let Some(slice) = array.as_slice() {
        write_header(out, kind, false, array.shape())?;
        return out.write_all(bytemuck::cast_slice(slice));
    }
    if let Some(slice) = array.t().to_slice() {
        write_header(out, kind, true, array.shape())?;
        return out.write_all(bytemuck::cast_slice(slice));
    }
    write_header(out, kind, false, array.shape())?;
    let mut numbers = array.iter().copied().peekable();
    let mut block = Vec::with_capacity(BLOCK.min(array.len()));
    while numbers.peek().is_some() {
        block.clear();
        block.extend(numbers.by_ref().take(BLOCK));
        out.write_all(bytemuck::cast_slice(&block))?;
    }
    Ok(())
}

fn write_header(
    out: &mut dyn Write,
    kind: &str,
    is_fortran: bool,
    shape: &[usize],
) -> io::Result<()> {
    let order = match kind {
        "b1" | "i1" | "u1" => '|',
        _ if cfg!(target_endian = "big") => '>',
        _ => '<',
    };
    let is_fortran = if is_fortran { "True" } else { "False" };
    let mut text = format!("{{'descr': '{order}{kind}', 'fortran_order': {is_fortran}, 'shape': (");
    for (axis, n) in shape.iter().enumerate() {
        let separator = if axis == 0 { "" } else { " " };
        write!(text, "{separator}{n},").expect("memory takes it");
    }
    // A comma stands behind the last number only if it is the only one.
    if 1 < shape.len() {
        text.pop();
    }
    text.push_str("), }");
    // The numbers begin at a multiple of 64, so that they can be mapped into memory.
    let version: u8 = if text.len() < 65_000 { 1 } else { 2 };
    let before = if version == 1 { 10 } else { 12 };
    let len = (before + text.len() + 1).next_multiple_of(64) - before;
    let mut header = text.into_bytes();
    header.resize(len - 1, b' ');
    header.push(b'\n');
    out.write_all(b"\x93NUMPY")?;
    out.write_all(&[version, 0])?;
    if version == 1 {
        out.write_all(&(len as u16).to_le_bytes())?;
    } else {
        out.write_all(&(len as u32).to_le_bytes())?;
    }
    out.write_all(&header)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ndarray::{Array, Array2, ShapeBuilder, array, s};

    use super::super::read_from;
    use super::*;

    fn round_trip(array: impl Into<AnyArray>) -> AnyArray {
        let mut bytes = Vec::new();
        write_to(&mut bytes, "x", &array.into()).unwrap();
        assert_eq!(bytes.iter().position(|&b| b == b'\n').unwrap() % 64, 63);
        read_from(Cursor::new(bytes), "x").unwrap()
    }

    #[test]
    fn orders_of_memory_survive() {
        let x = Array2::from_shape_fn((5, 7), |(i, j)| (10 * i + j) as f32);
        assert_eq!(round_trip(x.clone()), x.clone().into());
        let columns = Array2::from_shape_fn((5, 7).f(), |(i, j)| (10 * i + j) as f32);
        match round_trip(columns) {
            AnyArray::F32(read) => {
                assert_eq!(read, x.clone().into_dyn());
                assert!(read.t().is_standard_layout());
            }
            other => panic!("{other:?}"),
        }
        let strided = x.slice_move(s![..;2, ..;-3]);
        assert_eq!(round_trip(strided.clone()), strided.into());
    }

    #[test]
    fn shapes_survive() {
        assert_eq!(round_trip(Array::from_elem((), true)).shape(), [0; 0]);
        assert_eq!(round_trip(array![1_u64]).shape(), [1]);
        assert_eq!(round_trip(Array::<i8, _>::zeros((3, 0, 2))).shape(), [3, 0, 2]);
    }
}
