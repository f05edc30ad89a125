//! Files of level 4: matrices of one or two dimensions, each with a small header.

use std::io::{Read, Seek};

use ndarray::{ArrayD, IxDyn};

use super::element::{complex, latin1, shaped};
use super::file::{MatFile, MatVariable};
use super::options::ReadOptions;
use super::read::MatInfo;
use super::text;
use super::value::{MatSparse, MatValue};
use crate::any_array::AnyArray;
use crate::bytes::{ByteOrder, ByteReader, Number, checked_len};
use crate::error::Result;
use crate::limits::Budget;
use crate::sparse::Sparse;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Full,
    Char,
    Sparse,
}

struct Header {
    name: String,
    class: Class,
    /// Which type the numbers have in the file.
    data_type: i32,
    shape: [usize; 2],
    is_complex: bool,
    /// Where the next variable begins.
    next: u64,
}

/// Reads a whole file, or the variables that were asked for.
pub(super) fn read<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    options: &ReadOptions,
) -> Result<MatFile> {
    set_order(bytes, options)?;
    let budget = Budget::new(options.limits);
    let mut file = MatFile::default();
    while bytes.left() != Some(0) {
        let header = Header::read(bytes)?;
        if options.variable_names.as_ref().is_none_or(|names| names.contains(&header.name)) {
            let value = value(bytes, &header, options, &budget);
            let value = value.map_err(|e| e.in_variable(&header.name))?;
            file.insert_variable(MatVariable { name: header.name, value, is_global: false });
        }
        bytes.seek(header.next)?;
    }
    Ok(file)
}

/// Lists the variables.
pub(super) fn list<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    options: &ReadOptions,
) -> Result<Vec<MatInfo>> {
    set_order(bytes, options)?;
    let mut infos = Vec::new();
    while bytes.left() != Some(0) {
        let header = Header::read(bytes)?;
        let (shape, is_complex) = match header.class {
            // The shape stands behind the entries, as one more.
            Class::Sparse => (header.sparse_shape(bytes)?.to_vec(), header.shape[1] == 4),
            Class::Full | Class::Char => (header.shape.to_vec(), header.is_complex),
        };
        let class = match header.class {
            Class::Full => "double",
            Class::Char => "char",
            Class::Sparse => "sparse",
        };
        infos.push(MatInfo { name: header.name, shape, class, is_complex, is_global: false });
        bytes.seek(header.next)?;
    }
    Ok(infos)
}

/// The first number of the file lies between 0 and 5000 in the right order of bytes.
fn set_order<R: Read + Seek>(bytes: &mut ByteReader<R>, options: &ReadOptions) -> Result<()> {
    let first = i32::from_le_bytes(bytes.array()?);
    let order = if (0..=5000).contains(&first) { ByteOrder::Little } else { ByteOrder::Big };
    bytes.set_order(options.byte_order.unwrap_or(order));
    bytes.seek(0)
}

impl Header {
    fn read<R: Read + Seek>(bytes: &mut ByteReader<R>) -> Result<Self> {
        let at = bytes.position();
        let malformed = |bytes: &ByteReader<R>, what: &str, value: i32| {
            bytes.malformed_at(format!("{value} as {what}"), at)
        };
        let fields = bytes.numbers::<i32>(5)?;
        let &[code, n_rows, n_cols, is_complex, name_len] = fields.as_slice() else {
            unreachable!("five were read")
        };
        if !(0..=5000).contains(&code) {
            return Err(malformed(bytes, "a variable's type", code));
        }
        // Its digits: order of bytes, nothing, type of numbers, class.
        match code / 1000 {
            0 | 1 => {}
            2 | 3 => return Err(bytes.unsupported("numbers of a VAX")),
            4 => return Err(bytes.unsupported("numbers of a Cray")),
            _ => return Err(malformed(bytes, "a variable's type", code)),
        }
        let data_type = code / 10 % 10;
        let class = match code % 10 {
            0 => Class::Full,
            1 => Class::Char,
            2 => Class::Sparse,
            _ => return Err(malformed(bytes, "a variable's type", code)),
        };
        let size = match data_type {
            0 => 8_u64,
            1 | 2 => 4,
            3 | 4 => 2,
            5 => 1,
            _ => return Err(malformed(bytes, "a variable's type", code)),
        };
        if code / 100 % 10 != 0 {
            return Err(malformed(bytes, "a variable's type", code));
        }
        let length = |bytes: &ByteReader<R>, n: i32, what: &str| {
            usize::try_from(n).map_err(|_| malformed(bytes, what, n))
        };
        let shape =
            [length(bytes, n_rows, "number of rows")?, length(bytes, n_cols, "number of columns")?];
        let name_len = length(bytes, name_len, "length of a name")?;
        let name = latin1(&bytes.bytes(name_len)?);
        let is_complex = is_complex == 1;
        let n_parts = if is_complex && class != Class::Sparse { 2 } else { 1 };
        let n_bytes = (u64::from(n_rows.unsigned_abs()) * u64::from(n_cols.unsigned_abs()))
            .checked_mul(size * n_parts);
        let next = n_bytes.and_then(|n| bytes.position().checked_add(n));
        let next = next.ok_or_else(|| malformed(bytes, "number of rows", n_rows))?;
        let name = name.trim_matches('\0').to_owned();
        Ok(Self { name, class, data_type, shape, is_complex, next })
    }

    fn numbers<R: Read>(&self, bytes: &mut ByteReader<R>, n: usize) -> Result<AnyArray> {
        fn typed<T: Number + crate::Element, R: Read>(
            bytes: &mut ByteReader<R>,
            n: usize,
        ) -> Result<AnyArray> {
            let numbers = bytes.numbers::<T>(n)?;
            Ok(T::wrap(ArrayD::from_shape_vec(IxDyn(&[n]), numbers).expect("as many as were read")))
        }
        match self.data_type {
            0 => typed::<f64, R>(bytes, n),
            1 => typed::<f32, R>(bytes, n),
            2 => typed::<i32, R>(bytes, n),
            3 => typed::<i16, R>(bytes, n),
            4 => typed::<u16, R>(bytes, n),
            _ => typed::<u8, R>(bytes, n),
        }
    }

    /// The last row of the list of entries.
    fn sparse_shape<R: Read + Seek>(&self, bytes: &mut ByteReader<R>) -> Result<[usize; 2]> {
        let at = bytes.position();
        let [n, n_cols] = self.shape;
        if n == 0 || n_cols < 2 {
            return Err(bytes.malformed_at("a sparse matrix without shape", at));
        }
        let column_len = (self.next - at) / n_cols as u64;
        let item_len = column_len / n as u64;
        let mut shape = [0; 2];
        for (col, axis) in shape.iter_mut().enumerate() {
            bytes.seek(at + (col as u64 + 1) * column_len - item_len)?;
            let last = self.numbers(bytes, 1)?.to::<u32, ndarray::Ix1>().ok();
            let last = last.ok_or_else(|| bytes.malformed_at("a sparse matrix's shape", at))?;
            *axis = last[0] as usize;
        }
        Ok(shape)
    }
}

fn value<R: Read + Seek>(
    bytes: &mut ByteReader<R>,
    header: &Header,
    options: &ReadOptions,
    budget: &Budget,
) -> Result<MatValue> {
    let at = bytes.position();
    let Some(n) = checked_len(&header.shape) else {
        return Err(bytes.malformed_at(format!("the shape {:?}", header.shape), at));
    };
    let numbers = header.numbers(bytes, n)?;
    match header.class {
        Class::Full => {
            let numbers = if header.is_complex {
                let parts = complex(numbers, header.numbers(bytes, n)?);
                parts.expect(
                    "as many as there are real parts, in the same type of at most 32 bits or f64",
                )
            } else if options.mat_dtype {
                AnyArray::F64(numbers.to().expect("doubles hold them all"))
            } else {
                numbers
            };
            let shape = options.shaped(&header.shape);
            Ok(shaped(numbers, &shape).expect("as many as the shape has").into())
        }
        Class::Char => {
            let codes = numbers.to::<u32, ndarray::Ix1>().ok();
            let codes =
                codes.ok_or_else(|| bytes.malformed_at("characters that are no numbers", at))?;
            let characters =
                codes.iter().map(|&c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER));
            let characters = characters.collect();
            let rows = text::Rows::from_characters(bytes, &header.shape, characters, budget)?;
            Ok(rows.into_value(options))
        }
        Class::Sparse => {
            let table = numbers.to::<f64, ndarray::Ix1>().expect("doubles hold them all");
            let sparse = sparse(table.as_slice().expect("one piece"), header.shape);
            let sparse = sparse.ok_or_else(|| {
                bytes.malformed_at("a sparse matrix whose entries do not fit it", at)
            })?;
            Ok(sparse.into())
        }
    }
}

/// A list of entries in columns (row, column, value and perhaps imaginary part), of which the last is the
/// shape; rows and columns are counted from 1.
fn sparse(table: &[f64], [n, n_cols]: [usize; 2]) -> Option<MatSparse> {
    let n_entries = n.checked_sub(1)?;
    let mut columns = table.chunks_exact(n);
    let index = |x: f64, least: f64| {
        (least <= x && x <= f64::from(u32::MAX) && x.fract() == 0.0).then_some((x - least) as usize)
    };
    let (rows, cols, values) = (columns.next()?, columns.next()?, columns.next()?);
    let shape = [index(rows[n_entries], 0.0)?, index(cols[n_entries], 0.0)?];
    let indices = |list: &[f64]| -> Option<Vec<usize>> {
        list[..n_entries].iter().map(|&x| index(x, 1.0)).collect()
    };
    let (rows, cols, values) = (indices(rows)?, indices(cols)?, &values[..n_entries]);
    match (n_cols, columns.next()) {
        (3, None) => Sparse::new(shape, rows, cols, values.to_vec()).ok().map(MatSparse::Real),
        (4, Some(im)) => {
            let values = values.iter().zip(im).map(|(&re, &im)| num_complex::Complex::new(re, im));
            Sparse::new(shape, rows, cols, values.collect()).ok().map(MatSparse::Complex)
        }
        _ => None,
    }
}
