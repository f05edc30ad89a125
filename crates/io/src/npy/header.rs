//! The header of a .npy file: a Python dictionary of three entries.

use std::borrow::Cow;
use std::io::Read;

use crate::bytes::{ByteOrder, ByteReader, checked_len};
use crate::error::Result;

/// The name of the format in messages.
pub(super) const NPY: &str = "NumPy";
/// Headers of arrays are 128 bytes long; those of structured ones may be longer.
const MAX_HEADER_LEN: usize = 1 << 16;

/// What a file tells of its array.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// What an element is: `b'f'` for floats, and so on.
    pub(super) kind: u8,
    /// How many bytes it takes.
    pub(super) size: usize,
    pub(super) order: ByteOrder,
    pub(super) is_fortran: bool,
    pub(super) shape: Vec<usize>,
}

impl Header {
    /// Reads all that stands before the numbers.
    pub(super) fn read<R: Read>(bytes: &mut ByteReader<R>) -> Result<Self> {
        let [magic @ .., major, _minor] = bytes.array::<8>()?;
        if magic != *b"\x93NUMPY" {
            return Err(bytes.malformed_at("it does not begin as a .npy file does", 0));
        }
        bytes.set_order(ByteOrder::Little);
        let len = match major {
            1 => usize::from(bytes.number::<u16>()?),
            2 | 3 => bytes.number::<u32>()? as usize,
            _ => return Err(bytes.unsupported(format!("version {major} of the format"))),
        };
        if MAX_HEADER_LEN < len {
            return Err(bytes.malformed(format!("a header of {len} bytes")));
        }
        let at = bytes.position();
        let text = bytes.bytes(len)?;
        let text = String::from_utf8_lossy(&text);
        match Self::parse(&text) {
            Ok(header) => Ok(header),
            Err(Problem::Malformed(problem)) => Err(bytes.malformed_at(problem, at)),
            Err(Problem::Unsupported(what)) => Err(bytes.unsupported(what)),
        }
    }

    fn parse(text: &str) -> std::result::Result<Self, Problem> {
        let mut parser = Parser { text: text.trim() };
        let (mut descr, mut is_fortran, mut shape) = (None, None, None);
        parser.expect('{')?;
        while !parser.accept('}') {
            let key = parser.string()?;
            parser.expect(':')?;
            match key {
                "descr" if parser.text.starts_with('[') => {
                    return Err(Problem::Unsupported("records of several fields".into()));
                }
                "descr" => descr = Some(parser.string()?),
                "fortran_order" => is_fortran = Some(parser.truth()?),
                "shape" => shape = Some(parser.tuple()?),
                _ => return Err(parser.problem()),
            }
            if !parser.accept(',') && !parser.text.starts_with('}') {
                return Err(parser.problem());
            }
        }
        let (Some(descr), Some(is_fortran), Some(shape)) = (descr, is_fortran, shape) else {
            return Err(Problem::Malformed(
                "type, order or shape are missing in the header".into(),
            ));
        };
        if checked_len(&shape).is_none() {
            let problem = format!("the shape {shape:?}, too large for any memory");
            return Err(Problem::Malformed(problem.into()));
        }
        let (order, kind, size) = parse_descr(descr)?;
        Ok(Self { kind, size, order, is_fortran, shape })
    }
}

/// Why a header cannot be used.
enum Problem {
    Malformed(Cow<'static, str>),
    Unsupported(Cow<'static, str>),
}

/// `"<f8"`: order of bytes, kind, size in bytes.
fn parse_descr(descr: &str) -> std::result::Result<(ByteOrder, u8, usize), Problem> {
    let unsupported = |what: &str| Problem::Unsupported(format!("{what} (type `{descr}`)").into());
    let (order, rest) = match descr.split_at_checked(1) {
        Some(("<" | "|", rest)) => (ByteOrder::Little, rest),
        Some((">", rest)) => (ByteOrder::Big, rest),
        Some(("=", rest)) => (ByteOrder::NATIVE, rest),
        _ => (ByteOrder::NATIVE, descr),
    };
    match rest {
        "b1" | "?" => Ok((order, b'b', 1)),
        "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "f2" | "f4" | "f8" | "c8"
        | "c16" => {
            let (kind, size) = rest.split_at(1);
            Ok((order, kind.as_bytes()[0], size.parse().expect("digits, matched above")))
        }
        _ => Err(match rest.as_bytes().first() {
            Some(b'O') => unsupported("pickled Python objects"),
            Some(b'U' | b'S' | b'a') => unsupported("text"),
            Some(b'M' | b'm') => unsupported("dates or times"),
            Some(b'V') => unsupported("raw memory"),
            Some(b'f' | b'c') => unsupported("numbers of more than double precision"),
            _ => Problem::Malformed(format!("the unknown type `{descr}`").into()),
        }),
    }
}

/// A little of Python's literals.
struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    fn problem(&self) -> Problem {
        let start: String = self.text.chars().take(20).collect();
        Problem::Malformed(format!("the header makes no sense at `{start}`").into())
    }

    /// Goes over a character, if it comes next, and blanks behind it.
    fn accept(&mut self, c: char) -> bool {
        let rest = self.text.strip_prefix(c).map(str::trim_start);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn expect(&mut self, c: char) -> std::result::Result<(), Problem> {
        if self.accept(c) { Ok(()) } else { Err(self.problem()) }
    }

    fn string(&mut self) -> std::result::Result<&'a str, Problem> {
        let quote = self.text.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let parts = quote.and_then(|quote| self.text[1..].split_once(quote));
        let (string, rest) = parts.ok_or_else(|| self.problem())?;
        self.text = rest.trim_start();
        Ok(string)
    }

    fn truth(&mut self) -> std::result::Result<bool, Problem> {
        for (word, value) in [("True", true), ("False", false)] {
            if let Some(rest) = self.text.strip_prefix(word) {
                self.text = rest.trim_start();
                return Ok(value);
            }
        }
        Err(self.problem())
    }

    fn tuple(&mut self) -> std::result::Result<Vec<usize>, Problem> {
        self.expect('(')?;
        let mut numbers = Vec::new();
        while !self.accept(')') {
            let end = self.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.text.len());
            let (digits, rest) = self.text.split_at(end);
            numbers.push(digits.parse().map_err(|_| self.problem())?);
            // Python 2 wrote `3L`.
            self.text = rest.strip_prefix('L').unwrap_or(rest).trim_start();
            if !self.accept(',') && !self.text.starts_with(')') {
                return Err(self.problem());
            }
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Header {
        match Header::parse(text) {
            Ok(header) => header,
            Err(Problem::Malformed(problem) | Problem::Unsupported(problem)) => panic!("{problem}"),
        }
    }

    #[test]
    fn headers_as_numpy_writes_them() {
        let header = parse("{'descr': '>c16', 'fortran_order': True, 'shape': (2, 3), }     \n");
        assert_eq!((header.kind, header.size, header.order), (b'c', 16, ByteOrder::Big));
        assert!(header.is_fortran);
        assert_eq!(header.shape, [2, 3]);
        assert_eq!(parse("{'shape':(5L,),'fortran_order':False,\"descr\":'|b1'}").shape, [5]);
        assert!(parse("{'descr': '<f2', 'fortran_order': False, 'shape': ()}").shape.is_empty());
    }

    #[test]
    fn other_headers_are_refused() {
        let wrong = [
            "",
            "{",
            "{}",
            "{'descr': '<f8'}",
            "[1]",
            "{'descr': '<f8', 'fortran_order': 1, 'shape': ()}",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (1 2)}",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (-1,)}",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (99999999999999999999999,)}",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (4294967296, 4294967296)}",
            "{'descr': '<q7', 'fortran_order': True, 'shape': (1,)}",
            "{'descr': '', 'fortran_order': True, 'shape': (1,)}",
            "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), 'more': 1}",
        ];
        for text in wrong {
            assert!(matches!(Header::parse(text), Err(Problem::Malformed(_))), "{text}");
        }
        for (descr, what) in [
            ("[('a', '<f8')]", "records of several fields"),
            ("'|O'", "pickled Python objects (type `|O`)"),
            ("'<U3'", "text (type `<U3`)"),
            ("'<M8[ns]'", "dates or times (type `<M8[ns]`)"),
            ("'|V8'", "raw memory (type `|V8`)"),
            ("'<f16'", "numbers of more than double precision (type `<f16`)"),
        ] {
            let text = format!("{{'descr': {descr}, 'fortran_order': False, 'shape': (1,)}}");
            match Header::parse(&text) {
                Err(Problem::Unsupported(found)) => assert_eq!(found, what),
                _ => panic!("{text}"),
            }
        }
    }
}
