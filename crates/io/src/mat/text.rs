//! Char arrays: strings that stand side by side, in one of several codes.

use std::io::Read;

use ndarray::{ArrayD, ShapeBuilder};

use super::element::{Tag, data_type, read_numbers_of};
use super::options::ReadOptions;
use super::value::MatValue;
use crate::any_array::AnyArray;
use crate::bytes::{ByteReader, checked_len};
use crate::error::Result;
use crate::limits::Budget;

/// Some programs write texts of blanks without their characters. So many are believed.
const MAX_BLANKS: usize = 1 << 16;

/// The strings along the last axis of a char array, the first axis running fastest.
#[derive(Debug)]
pub(super) struct Rows {
    /// The array's, with the strings' length.
    full_shape: Vec<usize>,
    shape: Vec<usize>,
    strings: Vec<Vec<char>>,
}

/// The characters of an array in the order of its elements.
enum Codes {
    Characters(Vec<char>),
    /// Units of UTF-16, of which a character takes one or two.
    Utf16(Vec<u16>),
}

impl Rows {
    /// Reads the data of a char array of level 5.
    pub(super) fn read<R: Read>(
        bytes: &mut ByteReader<R>,
        shape: &[usize],
        budget: &Budget,
    ) -> Result<Self> {
        let at = bytes.position();
        let len = checked_len(shape).expect("the header's shape was checked");
        let tag = Tag::read(bytes)?;
        if tag.n_bytes == 0 && MAX_BLANKS < len {
            let problem = format!("no characters for a text of shape {shape:?}");
            return Err(bytes.malformed_at(problem, at));
        }
        let codes = match (tag.kind, read_numbers_of(bytes, tag)?) {
            _ if tag.n_bytes == 0 => Codes::Characters(vec![' '; len]),
            (data_type::UTF8, AnyArray::U8(utf8)) => {
                from_utf8(&utf8.into_raw_vec_and_offset().0, len)
            }
            (_, AnyArray::U8(codes)) => {
                Codes::Characters(codes.mapv(char::from).into_iter().collect())
            }
            (_, AnyArray::I8(codes)) => {
                Codes::Characters(codes.iter().map(|c| char::from(c.cast_unsigned())).collect())
            }
            (_, AnyArray::U16(units)) => Codes::Utf16(units.into_raw_vec_and_offset().0),
            (_, AnyArray::U32(codes)) => {
                Codes::Characters(codes.iter().map(|&c| character(c)).collect())
            }
            (kind, _) => {
                let problem = format!("data of type {kind}, where text was expected");
                return Err(bytes.malformed_at(problem, at));
            }
        };
        Self::new(bytes, shape, &codes, budget).transpose().unwrap_or_else(|| {
            let problem = format!("the characters do not fill a text of shape {shape:?}");
            Err(bytes.malformed_at(problem, at))
        })
    }

    /// Text of level 4, a character a number.
    pub(super) fn from_characters<R: Read>(
        bytes: &ByteReader<R>,
        shape: &[usize],
        characters: Vec<char>,
        budget: &Budget,
    ) -> Result<Self> {
        let rows = Self::new(bytes, shape, &Codes::Characters(characters), budget)?;
        Ok(rows.expect("as many characters as the shape has"))
    }

    /// Cuts the characters into strings; `None` if they do not fill the shape.
    fn new<R: Read>(
        bytes: &ByteReader<R>,
        shape: &[usize],
        codes: &Codes,
        budget: &Budget,
    ) -> Result<Option<Self>> {
        let shape_of_array = shape.to_vec();
        let (&width, outer) = shape.split_last().unwrap_or((&1, &[]));
        if width == 0 {
            // There may be any number of empty strings; the shape says so without one.
            let (_, outer) = outer.split_last().unwrap_or((&0, &[]));
            let shape = [outer, &[0]].concat();
            return Ok(Some(Self { full_shape: shape_of_array, shape, strings: Vec::new() }));
        }
        let n_rows = checked_len(outer).expect("the header's shape was checked");
        let n = match codes {
            Codes::Characters(characters) => characters.len(),
            Codes::Utf16(units) => units.len(),
        };
        // A single string may take fewer characters than units, in which MATLAB counts.
        if n < n_rows * width && n_rows != 1 {
            return Ok(None);
        }
        bytes.charge(budget, n_rows, 2 * size_of::<String>())?;
        // Where a single string is claimed to be longer than it is, it ends where it ends.
        let places = |row: usize| (row..n).step_by(n_rows.max(1)).take(width);
        let row = |row: usize| -> Vec<char> {
            match codes {
                Codes::Characters(all) => places(row).map(|i| all[i]).collect(),
                Codes::Utf16(all) => {
                    let units = places(row).map(|i| all[i]);
                    let decoded = char::decode_utf16(units);
                    decoded.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
                }
            }
        };
        let strings = (0..n_rows).map(row).collect();
        Ok(Some(Self { full_shape: shape_of_array, shape: outer.to_vec(), strings }))
    }

    /// The strings as they were asked for.
    pub(super) fn into_value(self, options: &ReadOptions) -> MatValue {
        let shaped = |shape: &[usize]| options.shaped(shape);
        if options.chars_as_strings {
            let strings = self.strings.into_iter().map(|row| {
                let text: String = row.into_iter().collect();
                text.trim_end_matches('\0').to_owned()
            });
            let strings = ArrayD::from_shape_vec(shaped(&self.shape).f(), strings.collect());
            return MatValue::Text(strings.expect("as many as the shape has"));
        }
        let width = self.strings.iter().map(Vec::len).max().unwrap_or(0);
        let n_rows = self.strings.len();
        let rows = &self.strings;
        let columns = (0..width)
            .flat_map(|col| (0..n_rows).map(move |row| rows[row].get(col).copied().unwrap_or(' ')));
        // Pairs of units make strings shorter than the array is wide.
        let shape = if self.full_shape.contains(&0) {
            self.full_shape
        } else {
            [&self.shape[..], &[width]].concat()
        };
        let characters = ArrayD::from_shape_vec(shaped(&shape).f(), columns.collect());
        MatValue::Char(characters.expect("as many as the shape has"))
    }
}

/// UTF-8 for `len` elements, which are characters if another program than MATLAB wrote it.
fn from_utf8(bytes: &[u8], len: usize) -> Codes {
    let text = String::from_utf8_lossy(bytes);
    if text.chars().count() < len && text.encode_utf16().count() == len {
        Codes::Utf16(text.encode_utf16().collect())
    } else {
        Codes::Characters(text.chars().collect())
    }
}

fn character(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use ndarray::array;

    use super::*;
    use crate::limits::Limits;

    fn read(kind: u32, data: &[u8], shape: &[usize]) -> Result<Vec<String>> {
        let mut element = kind.to_le_bytes().to_vec();
        element.extend((data.len() as u32).to_le_bytes());
        element.extend(data);
        element.resize(element.len().next_multiple_of(8), 0);
        let mut bytes = ByteReader::new(Cursor::new(element), Path::new("a.mat"), "MATLAB")?;
        let budget = Budget::new(Limits::default());
        let rows = Rows::read(&mut bytes, shape, &budget)?;
        match rows.into_value(&ReadOptions::default()) {
            MatValue::Text(text) => Ok(text.into_iter().collect()),
            other => panic!("{other:?}"),
        }
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_code_is_read() {
        assert_eq!(read(data_type::UINT8, b"na\xefve", &[1, 5]).unwrap(), ["naïve"]);
        assert_eq!(read(data_type::INT8, b"na\xefve", &[1, 5]).unwrap(), ["naïve"]);
        assert_eq!(read(data_type::UINT16, &utf16("naïve"), &[1, 5]).unwrap(), ["naïve"]);
        assert_eq!(read(data_type::UTF16, &utf16("a♫𝄞"), &[1, 4]).unwrap(), ["a♫𝄞"]);
        assert_eq!(read(data_type::UTF8, "a♫𝄞".as_bytes(), &[1, 3]).unwrap(), ["a♫𝄞"]);
        // MATLAB counts in units of UTF-16.
        assert_eq!(read(data_type::UTF8, "a♫𝄞".as_bytes(), &[1, 4]).unwrap(), ["a♫𝄞"]);
        let utf32: Vec<u8> = "a♫𝄞".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(read(data_type::UTF32, &utf32, &[1, 3]).unwrap(), ["a♫𝄞"]);
        assert!(read(data_type::DOUBLE, &[0; 8], &[1, 1]).is_err());
    }

    #[test]
    fn rows_lie_across_memory() {
        assert_eq!(read(data_type::UTF8, b"adbecf", &[2, 3]).unwrap(), ["abc", "def"]);
        let units = utf16("a𝄞b𝄞");
        let swapped: Vec<u8> =
            [0, 3, 1, 4, 2, 5].iter().flat_map(|i| units[2 * i..][..2].to_vec()).collect();
        assert_eq!(read(data_type::UTF16, &swapped, &[2, 3]).unwrap(), ["a𝄞", "b𝄞"]);
        assert!(read(data_type::UTF8, b"adbec", &[2, 3]).is_err());
        assert_eq!(read(data_type::UTF8, b"abc\0\0\0", &[1, 6]).unwrap(), ["abc"]);
    }

    #[test]
    fn blanks_may_be_left_out_but_not_gigabytes_of_them() {
        assert_eq!(read(data_type::UTF8, b"", &[1, 3]).unwrap(), ["   "]);
        assert!(read(data_type::UTF8, b"", &[1 << 15, 1 << 15]).is_err());
        assert_eq!(read(data_type::UTF8, b"", &[1 << 31, 0]).unwrap(), [""; 0]);
    }

    #[test]
    fn characters_one_by_one() {
        let rows = Rows {
            full_shape: vec![2, 2],
            shape: vec![2],
            strings: vec![vec!['a', 'b'], vec!['c']],
        };
        let options = ReadOptions::matlab_compatible();
        assert_eq!(
            rows.into_value(&options),
            MatValue::Char(array![['a', 'b'], ['c', ' ']].into_dyn())
        );
    }
}
