//! Matrices of level 5: everything that a variable, a cell or a field can hold.

use std::collections::HashMap;
use std::io::Read;

use ndarray::{ArrayD, Ix1, IxDyn, ShapeBuilder};
use num_complex::Complex;

use super::element::{
    Tag, complex, data_type, latin1, read_integers, read_name, read_numbers, read_numbers_of,
    shaped,
};
use super::options::ReadOptions;
use super::text;
use super::value::{MatSparse, MatStruct, MatValue};
use crate::any_array::{AnyArray, Element, Wide, with_array};
use crate::bytes::{ByteReader, checked_len};
use crate::error::Result;
use crate::limits::Budget;
use crate::sparse::Sparse;

/// How deep cells and structs may lie in each other; each level takes some of the stack.
pub(super) const MAX_DEPTH: usize = 200;
/// NumPy's limit, too.
const MAX_N_AXES: usize = 32;

/// Classes of arrays, as files number them.
pub(super) mod class {
    pub(crate) const CELL: u8 = 1;
    pub(crate) const STRUCT: u8 = 2;
    pub(crate) const OBJECT: u8 = 3;
    pub(crate) const CHAR: u8 = 4;
    pub(crate) const SPARSE: u8 = 5;
    pub(crate) const DOUBLE: u8 = 6;
    pub(crate) const SINGLE: u8 = 7;
    pub(crate) const INT8: u8 = 8;
    pub(crate) const UINT8: u8 = 9;
    pub(crate) const INT16: u8 = 10;
    pub(crate) const UINT16: u8 = 11;
    pub(crate) const INT32: u8 = 12;
    pub(crate) const UINT32: u8 = 13;
    pub(crate) const INT64: u8 = 14;
    pub(crate) const UINT64: u8 = 15;
    pub(crate) const FUNCTION: u8 = 16;
    pub(crate) const OPAQUE: u8 = 17;
}

/// What a matrix tells of itself before its data.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) class: u8,
    pub(super) is_complex: bool,
    pub(super) is_global: bool,
    pub(super) is_logical: bool,
    pub(super) shape: Vec<usize>,
    pub(super) name: String,
}

impl Header {
    /// Reads what follows a matrix's tag.
    pub(super) fn read<R: Read>(bytes: &mut ByteReader<R>) -> Result<Self> {
        // The tag of the flags says always the same.
        bytes.array::<8>()?;
        let flags: u32 = bytes.number()?;
        // The space for elements of a sparse matrix, which its own parts tell better.
        bytes.number::<u32>()?;
        let class = (flags & 0xff) as u8;
        let shape = if class == class::OPAQUE { Vec::new() } else { read_shape(bytes)? };
        Ok(Self {
            class,
            is_complex: flags & 0x800 != 0,
            is_global: flags & 0x400 != 0,
            is_logical: flags & 0x200 != 0,
            shape,
            name: latin1(&read_name(bytes)?),
        })
    }
}

fn read_shape<R: Read>(bytes: &mut ByteReader<R>) -> Result<Vec<usize>> {
    let at = bytes.position();
    let axes = read_integers(bytes, MAX_N_AXES, "the lengths of axes")?;
    let shape: std::result::Result<Vec<_>, _> = axes.iter().map(|&n| usize::try_from(n)).collect();
    let shape = shape.map_err(|_| bytes.malformed_at(format!("the shape {axes:?}"), at))?;
    if checked_len(&shape).is_none() {
        return Err(
            bytes.malformed_at(format!("the shape {shape:?}, too large for any memory"), at)
        );
    }
    Ok(shape)
}

/// Reads matrices off a stream.
pub(super) struct Matrices<'a, R> {
    pub(super) bytes: &'a mut ByteReader<R>,
    pub(super) options: &'a ReadOptions,
    pub(super) budget: &'a Budget,
}

impl<R: Read> Matrices<'_, R> {
    /// The value of a matrix whose header has been read.
    pub(super) fn value(&mut self, header: &Header, depth: usize) -> Result<MatValue> {
        let shape = self.options.shaped(&header.shape);
        match header.class {
            class::DOUBLE..=class::UINT64 => self.numbers(header, &shape),
            class::SPARSE => self.sparse(header),
            class::CHAR => self.text(header),
            class::CELL => self.cells(&shape, depth),
            class::STRUCT => Ok(MatValue::Struct(self.structs(&shape, depth)?)),
            class::OBJECT => {
                let class = latin1(&read_name(self.bytes)?);
                Ok(MatValue::Object { class, fields: self.structs(&shape, depth)? })
            }
            class::FUNCTION => Ok(MatValue::Function(Box::new(self.nested(depth)?))),
            class::OPAQUE => Ok(MatValue::Opaque {
                type_system: latin1(&read_name(self.bytes)?),
                class: latin1(&read_name(self.bytes)?),
                metadata: Box::new(self.nested(depth)?),
            }),
            class => Err(self.bytes.unsupported(format!("an array of the unknown class {class}"))),
        }
    }

    /// A matrix within another: its tag, header and value.
    fn nested(&mut self, depth: usize) -> Result<MatValue> {
        let at = self.bytes.position();
        if MAX_DEPTH <= depth {
            let problem = format!("cells and structs lie in each other more than {MAX_DEPTH} deep");
            return Err(self.bytes.malformed_at(problem, at));
        }
        let (kind, n_bytes): (u32, u32) = (self.bytes.number()?, self.bytes.number()?);
        if kind != data_type::MATRIX {
            let problem = format!("data of type {kind}, where an array was expected");
            return Err(self.bytes.malformed_at(problem, at));
        }
        if n_bytes == 0 {
            let shape: &[usize] = if self.options.squeeze_me { &[0] } else { &[0, 0] };
            return Ok(AnyArray::F64(ArrayD::zeros(shape)).into());
        }
        let header = Header::read(self.bytes)?;
        self.value(&header, depth + 1)
    }

    fn numbers(&mut self, header: &Header, shape: &[usize]) -> Result<MatValue> {
        let at = self.bytes.position();
        let mut numbers = read_numbers(self.bytes)?;
        if header.is_complex {
            let im = read_numbers(self.bytes)?;
            numbers = complex(numbers, im).ok_or_else(|| {
                self.bytes.malformed_at("real and imaginary parts that do not fit each other", at)
            })?;
        } else if header.is_logical {
            numbers = AnyArray::Bool(truth(&numbers));
        }
        if self.options.mat_dtype && !header.is_logical {
            let type_name = numbers.type_name();
            numbers = in_class(numbers, header).ok_or_else(|| {
                self.bytes.malformed_at(format!("{type_name} that its class cannot hold"), at)
            })?;
        }
        let n = numbers.len();
        let array = shaped(numbers, shape).ok_or_else(|| {
            let problem = format!("{n} numbers for an array of shape {:?}", header.shape);
            self.bytes.malformed_at(problem, at)
        })?;
        Ok(array.into())
    }

    fn sparse(&mut self, header: &Header) -> Result<MatValue> {
        let at = self.bytes.position();
        let wrong = |bytes: &ByteReader<R>| {
            bytes.malformed_at("a sparse matrix whose parts do not fit each other", at)
        };
        let &[n_rows, n_cols] = header.shape.as_slice() else { return Err(wrong(self.bytes)) };
        let mut indices = || -> Result<Option<Vec<u32>>> {
            let numbers = read_numbers(self.bytes)?.to::<u32, Ix1>().ok();
            Ok(numbers.map(|numbers| numbers.into_raw_vec_and_offset().0))
        };
        let (Some(rows), Some(starts)) = (indices()?, indices()?) else {
            return Err(wrong(self.bytes));
        };
        let places = coordinates(&rows, &starts, [n_rows, n_cols]);
        let (rows, cols) = places.ok_or_else(|| wrong(self.bytes))?;
        let n = rows.len();
        let shape = [n_rows, n_cols];
        let tag = Tag::read(self.bytes)?;
        let sparse = if header.is_complex {
            let (re, im) = (read_numbers_of(self.bytes, tag)?, read_numbers(self.bytes)?);
            let values =
                complex(re, im).and_then(|z| first(z, n)).ok_or_else(|| wrong(self.bytes))?;
            MatSparse::Complex(Sparse::new(shape, rows, cols, values)?)
        } else if header.is_logical {
            // MATLAB states doubles, and writes a byte each.
            let tag =
                if tag.n_bytes as usize == n { Tag { kind: data_type::UINT8, ..tag } } else { tag };
            let values = read_numbers_of(self.bytes, tag)?;
            if values.len() < n {
                return Err(wrong(self.bytes));
            }
            let values = truth(&values).into_iter().take(n).collect();
            MatSparse::Logical(Sparse::new(shape, rows, cols, values)?)
        } else {
            let values = first(read_numbers_of(self.bytes, tag)?, n);
            let values = values.ok_or_else(|| wrong(self.bytes))?;
            MatSparse::Real(Sparse::new(shape, rows, cols, values)?)
        };
        Ok(sparse.into())
    }

    fn text(&mut self, header: &Header) -> Result<MatValue> {
        let rows = text::Rows::read(self.bytes, &header.shape, self.budget)?;
        Ok(rows.into_value(self.options))
    }

    fn cells(&mut self, shape: &[usize], depth: usize) -> Result<MatValue> {
        let n = checked_len(shape).expect("the header's shape was checked");
        let mut values = Vec::new();
        for _ in 0..n {
            self.bytes.charge(self.budget, 1, size_of::<MatValue>())?;
            values.push(self.nested(depth)?);
        }
        let cells = ArrayD::from_shape_vec(shape.f(), values).expect("as many as the shape has");
        Ok(MatValue::Cell(cells))
    }

    fn structs(&mut self, shape: &[usize], depth: usize) -> Result<MatStruct> {
        let names = self.field_names()?;
        let n = checked_len(shape).expect("the header's shape was checked");
        let mut fields = vec![Vec::new(); names.len()];
        let n = if names.is_empty() { 0 } else { n };
        for _ in 0..n {
            for values in &mut fields {
                self.bytes.charge(self.budget, 1, size_of::<MatValue>())?;
                values.push(self.nested(depth)?);
            }
        }
        let arrays = fields.into_iter().map(|values| {
            ArrayD::from_shape_vec(shape.f(), values).expect("as many as the shape has")
        });
        MatStruct::new(shape, names.into_iter().zip(arrays).collect())
    }

    /// The names of fields, made different where they are not, as SciPy does it.
    fn field_names(&mut self) -> Result<Vec<String>> {
        let at = self.bytes.position();
        let len = read_integers(self.bytes, 1, "the length of fields' names")?;
        let names = read_name(self.bytes)?;
        let len = match len.as_slice() {
            &[len] if 0 < len => len as usize,
            _ if names.is_empty() => 1,
            _ => return Err(self.bytes.malformed_at("names of fields without length", at)),
        };
        // What a field costs beyond its name, however short that is.
        self.bytes.charge(self.budget, names.len() / len, 256)?;
        let mut seen = HashMap::new();
        let names = names.chunks_exact(len).map(|name| {
            let name = name.split(|&c| c == 0).next().unwrap_or_default();
            let name = str::from_utf8(name).map_or_else(|_| latin1(name), str::to_owned);
            let n_before = seen.entry(name.clone()).or_insert(0);
            *n_before += 1;
            if *n_before == 1 { name } else { format!("_{}_{name}", *n_before - 1) }
        });
        Ok(names.collect())
    }
}

/// The row and column of each entry; `None` if the indices make no sense.
fn coordinates(
    rows: &[u32],
    starts: &[u32],
    [n_rows, n_cols]: [usize; 2],
) -> Option<(Vec<usize>, Vec<usize>)> {
    let starts = starts.get(..n_cols.checked_add(1)?)?;
    let n = *starts.last()? as usize;
    let rows = rows.get(..n)?;
    let is_sound =
        starts[0] == 0 && starts.is_sorted() && rows.iter().all(|&row| (row as usize) < n_rows);
    if !is_sound {
        return None;
    }
    let mut cols = Vec::with_capacity(n);
    for (col, ends) in starts.windows(2).enumerate() {
        cols.resize(ends[1] as usize, col);
    }
    Some((rows.iter().map(|&row| row as usize).collect(), cols))
}

/// The first `n` values in another type; `None` if there are fewer or they would change.
fn first<T: Element>(values: AnyArray, n: usize) -> Option<Vec<T>> {
    let mut values = values.to::<T, Ix1>().ok()?.into_raw_vec_and_offset().0;
    (n <= values.len()).then(|| {
        values.truncate(n);
        values
    })
}

/// Which numbers are not zero.
fn truth(numbers: &AnyArray) -> ArrayD<bool> {
    with_array!(numbers, numbers => numbers.map(|x| match x.widen() {
        Wide::Bool(x) => x,
        Wide::Int(x) => x != 0,
        Wide::Float(x) => x != 0.0,
        Wide::Complex(z) => z.re != 0.0 || z.im != 0.0,
    }))
}

/// Numbers in the type of a class; `None` if one would change.
fn in_class(numbers: AnyArray, header: &Header) -> Option<AnyArray> {
    fn to<T: Element>(numbers: AnyArray) -> Option<AnyArray> {
        Some(T::wrap(numbers.to::<T, IxDyn>().ok()?))
    }
    match header.class {
        class::SINGLE if header.is_complex => to::<Complex<f32>>(numbers),
        _ if header.is_complex => to::<Complex<f64>>(numbers),
        class::DOUBLE => to::<f64>(numbers),
        class::SINGLE => to::<f32>(numbers),
        class::INT8 => to::<i8>(numbers),
        class::UINT8 => to::<u8>(numbers),
        class::INT16 => to::<i16>(numbers),
        class::UINT16 => to::<u16>(numbers),
        class::INT32 => to::<i32>(numbers),
        class::UINT32 => to::<u32>(numbers),
        class::INT64 => to::<i64>(numbers),
        class::UINT64 => to::<u64>(numbers),
        _ => None,
    }
}
