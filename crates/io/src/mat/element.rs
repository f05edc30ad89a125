//! Data elements of level 5: a tag that states type and length, and numbers.

use std::io::Read;

use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use num_complex::Complex;

use crate::any_array::AnyArray;
use crate::bytes::ByteReader;
use crate::error::Result;

/// The name of the format in messages.
pub(super) const MATLAB: &str = "MATLAB";

/// Types of data, as tags number them.
pub(super) mod data_type {
    pub(crate) const INT8: u32 = 1;
    pub(crate) const UINT8: u32 = 2;
    pub(crate) const INT16: u32 = 3;
    pub(crate) const UINT16: u32 = 4;
    pub(crate) const INT32: u32 = 5;
    pub(crate) const UINT32: u32 = 6;
    pub(crate) const SINGLE: u32 = 7;
    pub(crate) const DOUBLE: u32 = 9;
    pub(crate) const INT64: u32 = 12;
    pub(crate) const UINT64: u32 = 13;
    pub(crate) const MATRIX: u32 = 14;
    pub(crate) const COMPRESSED: u32 = 15;
    pub(crate) const UTF8: u32 = 16;
    pub(crate) const UTF16: u32 = 17;
    pub(crate) const UTF32: u32 = 18;
}

/// What stands before the data of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) kind: u32,
    pub(super) n_bytes: u32,
    /// Whether the data fill the second half of the tag's eight bytes.
    pub(super) is_small: bool,
}

impl Tag {
    pub(super) fn read<R: Read>(bytes: &mut ByteReader<R>) -> Result<Self> {
        let first: u32 = bytes.number()?;
        // Types take 16 bits; in small elements the other half states the length.
        match first >> 16 {
            0 => Ok(Self { kind: first, n_bytes: bytes.number()?, is_small: false }),
            n_bytes @ 1..=4 => Ok(Self { kind: first & 0xffff, n_bytes, is_small: true }),
            n_bytes => {
                let problem = format!("a small element of {n_bytes} bytes, where 4 fit");
                Err(bytes.malformed(problem))
            }
        }
    }

    /// Goes behind what fills the data up to eight bytes, after they have been read.
    ///
    /// At the very end of a file, nothing needs to be filled.
    pub(super) fn skip_padding<R: Read>(&self, bytes: &mut ByteReader<R>) -> Result<()> {
        let padding =
            if self.is_small { 4 - self.n_bytes } else { self.n_bytes.wrapping_neg() % 8 };
        let padding = u64::from(padding);
        bytes.skip(bytes.left().map_or(padding, |left| left.min(padding)))
    }
}

/// The numbers of an element, in the type in which they are stored, as an array of one dimension.
pub(super) fn read_numbers<R: Read>(bytes: &mut ByteReader<R>) -> Result<AnyArray> {
    let tag = Tag::read(bytes)?;
    read_numbers_of(bytes, tag)
}

/// As [`read_numbers`], after the tag.
pub(super) fn read_numbers_of<R: Read>(bytes: &mut ByteReader<R>, tag: Tag) -> Result<AnyArray> {
    let numbers = match tag.kind {
        data_type::INT8 => AnyArray::I8(typed(bytes, tag)?),
        data_type::UINT8 | data_type::UTF8 => AnyArray::U8(typed(bytes, tag)?),
        data_type::INT16 => AnyArray::I16(typed(bytes, tag)?),
        data_type::UINT16 | data_type::UTF16 => AnyArray::U16(typed(bytes, tag)?),
        data_type::INT32 => AnyArray::I32(typed(bytes, tag)?),
        data_type::UINT32 | data_type::UTF32 => AnyArray::U32(typed(bytes, tag)?),
        data_type::SINGLE => AnyArray::F32(typed(bytes, tag)?),
        data_type::DOUBLE => AnyArray::F64(typed(bytes, tag)?),
        data_type::INT64 => AnyArray::I64(typed(bytes, tag)?),
        data_type::UINT64 => AnyArray::U64(typed(bytes, tag)?),
        kind => {
            let problem = format!("data of type {kind}, where numbers were expected");
            return Err(bytes.malformed(problem));
        }
    };
    tag.skip_padding(bytes)?;
    Ok(numbers)
}

fn typed<R: Read, T: crate::bytes::Number>(
    bytes: &mut ByteReader<R>,
    tag: Tag,
) -> Result<ArrayD<T>> {
    let n_bytes = tag.n_bytes as usize;
    let n = n_bytes / size_of::<T>();
    let numbers = bytes.numbers(n)?;
    bytes.skip((n_bytes % size_of::<T>()) as u64)?;
    Ok(ArrayD::from_shape_vec(IxDyn(&[n]), numbers).expect("as many as were read"))
}

/// The few integers of 32 bits that describe something.
pub(super) fn read_integers<R: Read>(
    bytes: &mut ByteReader<R>,
    max_len: usize,
    what: &str,
) -> Result<Vec<i32>> {
    let at = bytes.position();
    let tag = Tag::read(bytes)?;
    if max_len * 4 < tag.n_bytes as usize {
        let problem = format!("{} bytes for {what}, at most {}", tag.n_bytes, 4 * max_len);
        return Err(bytes.malformed_at(problem, at));
    }
    match read_numbers_of(bytes, tag)? {
        AnyArray::I32(integers) => Ok(integers.into_raw_vec_and_offset().0),
        AnyArray::U32(integers) => {
            // MATLAB means signed ones, but some programs write this.
            let signed: std::result::Result<Vec<_>, _> =
                integers.iter().map(|&n| i32::try_from(n)).collect();
            signed.map_err(|_| bytes.malformed_at(format!("{what} beyond 2^31"), at))
        }
        other => {
            let problem = format!("{} for {what}, where i32 is expected", other.type_name());
            Err(bytes.malformed_at(problem, at))
        }
    }
}

/// A name or the like: bytes, each a character of Latin-1.
pub(super) fn read_name<R: Read>(bytes: &mut ByteReader<R>) -> Result<Vec<u8>> {
    let at = bytes.position();
    let tag = Tag::read(bytes)?;
    let problem = match (tag.kind, read_numbers_of(bytes, tag)?) {
        (data_type::INT8, AnyArray::I8(name)) => {
            return Ok(name.iter().map(|c| c.cast_unsigned()).collect());
        }
        (data_type::UTF8, AnyArray::U8(name)) if name.iter().all(u8::is_ascii) => {
            return Ok(name.into_raw_vec_and_offset().0);
        }
        (data_type::UTF8, _) => "a name with letters beyond ASCII in UTF-8".to_owned(),
        (kind, _) => format!("data of type {kind}, where a name was expected"),
    };
    Err(bytes.malformed_at(problem, at))
}

/// Bytes as text.
pub(super) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&c| char::from(c)).collect()
}

/// Gives numbers their shape; `None` if their count is another.
pub(super) fn shaped(numbers: AnyArray, shape: &[usize]) -> Option<AnyArray> {
    fn with<T: crate::Element>(numbers: ArrayD<T>, shape: &[usize]) -> Option<AnyArray> {
        let numbers = numbers.into_raw_vec_and_offset().0;
        ArrayD::from_shape_vec(shape.f(), numbers).ok().map(T::wrap)
    }
    crate::any_array::with_array!(numbers, numbers => with(numbers, shape))
}

/// Puts two parts together; `None` if they do not fit or numbers would change.
pub(super) fn complex(re: AnyArray, im: AnyArray) -> Option<AnyArray> {
    if re.len() != im.len() {
        return None;
    }
    match (re, im) {
        (AnyArray::F32(re), AnyArray::F32(im)) => Some(AnyArray::C32(
            ndarray::Zip::from(&re).and(&im).map_collect(|&a, &b| Complex::new(a, b)),
        )),
        (re, im) => {
            let (re, im) = (re.to::<f64, IxDyn>().ok()?, im.to::<f64, IxDyn>().ok()?);
            Some(AnyArray::C64(
                ndarray::Zip::from(&re).and(&im).map_collect(|&a, &b| Complex::new(a, b)),
            ))
        }
    }
}
