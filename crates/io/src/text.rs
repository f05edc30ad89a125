//! Text files: unpacked where they are packed, then line by line.

use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::path::Path;

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use onkai_core::large_with_capacity;

use crate::error::{Error, Result};
use crate::limits::Limits;

/// A text, or what gzip or bzip2 made of it, as the text that it is.
///
/// The packing is told by the first bytes, not by a name.
pub(crate) fn unpacked<'a>(mut source: impl BufRead + 'a) -> std::io::Result<Box<dyn Read + 'a>> {
    // A buffer is filled anew only when it is empty, so that this sees the first bytes.
    let head = source.fill_buf()?;
    Ok(match head {
        [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(source)),
        [b'B', b'Z', b'h', ..] => Box::new(MultiBzDecoder::new(source)),
        _ => Box::new(source),
    })
}

/// All bytes of a text that may be packed, at most as many as the limits allow. `n_bytes` is how many the
/// source has; 0 if that is unknown.
pub(crate) fn load(
    (source, n_bytes): (impl BufRead, usize),
    path: &Path,
    format: &'static str,
    limits: Limits,
) -> Result<Vec<u8>> {
    let limit = limits.max_unpacked_bytes;
    let mut bytes = large_with_capacity(n_bytes.min(MAX_RESERVED));
    let stream = unpacked(source).map_err(|e| Error::io(path, e))?;
    let read = stream.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|e| unpacking_error(e, path, format))?;
    if limit < bytes.len() as u64 {
        return Err(Error::OverLimit { path: path.to_owned(), format, limit });
    }
    if bytes.is_empty() {
        return Err(Error::Empty { path: path.to_owned() });
    }
    Ok(bytes)
}

/// Bytes of memory that are set aside at once on the word of a file system: files may have holes. Longer
/// texts make it grow.
const MAX_RESERVED: usize = 1 << 30;

/// Damaged packing is the file's fault, everything else the system's.
pub(crate) fn unpacking_error(error: std::io::Error, path: &Path, format: &'static str) -> Error {
    use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof => {
            let problem = format!("the compressed data cannot be unpacked ({error})");
            Error::malformed(path, format, problem, None)
        }
        _ => Error::io(path, error),
    }
}

/// An error in a line, counted from 1.
pub(crate) fn malformed_line(
    path: &Path,
    format: &'static str,
    line: usize,
    problem: impl Into<Cow<'static, str>>,
) -> Error {
    Error::malformed(path, format, format!("line {line}: {}", problem.into()), None)
}

/// A line without its end: line feed, with a carriage return before it or not.
pub(crate) fn trim_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Text as it should be, UTF-8; else byte by byte as Latin-1, as older programs wrote it.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => latin1(bytes),
    }
}

/// Latin-1, whose bytes are the first 256 characters of Unicode.
pub(crate) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

/// The lines of a text, with their numbers.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self { rest: text, number: 0 }
    }

    /// The number of the line that came last, counted from 1.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// How many bytes follow.
    pub(crate) fn n_left(&self) -> usize {
        self.rest.len()
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let len = memchr::memchr(b'\n', self.rest).map_or(self.rest.len(), |at| at + 1);
        let (line, rest) = self.rest.split_at(len);
        self.rest = rest;
        self.number += 1;
        Some(trim_end(line))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn loaded(bytes: &[u8], max_unpacked_bytes: u64) -> Result<Vec<u8>> {
        let (path, limits) = (Path::new("a.txt"), Limits { max_unpacked_bytes });
        // What is said about the size is no more than a hint.
        let hinted = load((bytes, 3 * bytes.len()), path, "test", limits);
        let text = load((bytes, 0), path, "test", limits);
        assert_eq!(hinted.ok(), text.as_ref().ok().cloned());
        text
    }

    #[test]
    fn packed_text_is_unpacked_within_the_limit() {
        let text = b"some words, ".repeat(100);
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(&text).unwrap();
        let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        bz.write_all(&text).unwrap();
        for packed in [gz.finish().unwrap(), bz.finish().unwrap(), text.clone()] {
            assert_eq!(loaded(&packed, 1200).unwrap(), text);
            let error = loaded(&packed, 1199).unwrap_err();
            assert!(matches!(error, Error::OverLimit { limit: 1199, .. }), "{error}");
            if packed != text {
                let error = loaded(&packed[..packed.len() - 9], 1200).unwrap_err();
                assert!(error.to_string().contains("cannot be unpacked"), "{error}");
            }
        }
        assert!(matches!(loaded(b"", 10), Err(Error::Empty { .. })));
    }

    #[test]
    fn lines_end_in_either_way() {
        let mut lines = Lines::new(b"a\r\n\nb");
        assert_eq!(lines.by_ref().collect::<Vec<_>>(), [&b"a"[..], b"", b"b"]);
        assert_eq!((lines.number(), lines.n_left()), (3, 0));
        assert_eq!(decode("é".as_bytes()), "é");
        assert_eq!(decode(&[0xe9]), "é");
    }
}
