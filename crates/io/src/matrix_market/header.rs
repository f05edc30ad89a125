//! The banner, the comments and the line of sizes.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::text::{decode, malformed_line, trim_end, unpacked, unpacking_error};
use crate::{bytes, file};

pub(super) const FORMAT: &str = "Matrix Market";

/// What the header of a Matrix Market file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// How many rows the matrix has.
    pub n_rows: usize,
    /// How many columns it has.
    pub n_cols: usize,
    /// How many entries the file states, or, for an array, elements the matrix has.
    pub n_entries: usize,
    /// Whether entries have coordinates.
    pub layout: Layout,
    /// What kind of numbers they are.
    pub field: Field,
    /// Which half of the matrix is left out.
    pub symmetry: Symmetry,
    /// The comments between banner and sizes, without their percent signs.
    pub comment: String,
}

/// Whether entries have coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Row, column and value of every entry that is not zero.
    Coordinate,
    /// All elements, column by column.
    Array,
}

/// What kind of numbers a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Real numbers.
    Real,
    /// Whole numbers.
    Integer,
    /// Whole numbers, none of them negative; an addition that SciPy reads and writes, too.
    Unsigned,
    /// Complex numbers, as two real ones.
    Complex,
    /// None: only places of entries.
    Pattern,
}

/// Which half of a matrix is left out, as the other half tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Symmetry {
    /// None.
    #[default]
    General,
    /// `a[j, i] = a[i, j]`.
    Symmetric,
    /// `a[j, i] = -a[i, j]`; the diagonal is zero, and left out, too.
    SkewSymmetric,
    /// `a[j, i]` is the complex conjugate of `a[i, j]`.
    Hermitian,
}

impl Field {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Integer => "integer",
            Self::Unsigned => "unsigned-integer",
            Self::Complex => "complex",
            Self::Pattern => "pattern",
        }
    }
}

impl Symmetry {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Symmetric => "symmetric",
            Self::SkewSymmetric => "skew-symmetric",
            Self::Hermitian => "hermitian",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Symmetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the header of a Matrix Market file says; the entries are not read.
///
/// Counterpart of `scipy.io.mminfo`.
///
/// # Errors
///
/// As [`read`](super::read()), as far as they are about the header.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::matrix_market::{self, Layout, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.mtx");
/// matrix_market::write(&path, &array![[1.0, 2.0]].into(), &WriteOptions::default())?;
/// let info = matrix_market::info(&path)?;
/// assert_eq!((info.n_rows, info.n_cols, info.layout), (1, 2, Layout::Array));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn info(path: impl AsRef<Path>) -> Result<Info> {
    info_of(file::open(path.as_ref())?, path.as_ref())
}

/// As [`info`], from any source of bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`info`].
///
/// # Examples
///
/// ```
/// use onkai_io::matrix_market::{Symmetry, info_from};
///
/// let text = "%%MatrixMarket matrix coordinate real symmetric\n% of a chain\n2 2 1\n2 1 -1.5\n";
/// let info = info_from(text.as_bytes(), "chain")?;
/// assert_eq!((info.n_entries, info.symmetry), (1, Symmetry::Symmetric));
/// assert_eq!(info.comment, " of a chain");
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn info_from(source: impl Read, name: impl AsRef<Path>) -> Result<Info> {
    info_of(BufReader::new(source), name.as_ref())
}

fn info_of(source: impl BufRead, path: &Path) -> Result<Info> {
    let stream = unpacked(source).map_err(|e| Error::io(path, e))?;
    // A header is a few lines, but its comments may be as long as someone wants.
    let stream = stream.take(Limits::default().max_unpacked_bytes);
    Ok(Header::read(&mut BufReader::new(stream), path)?.info)
}

/// The header, and how many lines it takes.
pub(super) struct Header {
    pub(super) info: Info,
    pub(super) n_lines: usize,
}

impl Header {
    /// Reads up to the first line of the entries.
    pub(super) fn read(source: &mut impl BufRead, path: &Path) -> Result<Self> {
        let mut line = Vec::new();
        let mut n_lines = 0;
        let mut next = |line: &mut Vec<u8>| {
            line.clear();
            n_lines += 1;
            let read = source.read_until(b'\n', line);
            read.map(|n| (0 < n).then_some(n_lines)).map_err(|e| unpacking_error(e, path, FORMAT))
        };
        if next(&mut line)?.is_none() {
            return Err(Error::Empty { path: path.to_owned() });
        }
        let (layout, field, symmetry) = banner(&line, path)?;
        let mut comment: Option<String> = None;
        loop {
            let Some(number) = next(&mut line)? else {
                return Err(Error::malformed(path, FORMAT, "it ends before the sizes", None));
            };
            let text = trim_end(&line).trim_ascii_start();
            if let Some(text) = text.strip_prefix(b"%") {
                let comment = comment.get_or_insert_default();
                comment.push_str(&decode(text));
                comment.push('\n');
            } else if !text.is_empty() {
                let sizes =
                    sizes(text, layout).map_err(|e| malformed_line(path, FORMAT, number, e))?;
                let [n_rows, n_cols, n_entries] = sizes;
                let mut comment = comment.unwrap_or_default();
                comment.truncate(comment.trim_end_matches('\n').len());
                let info = Info { n_rows, n_cols, n_entries, layout, field, symmetry, comment };
                check(&info).map_err(|e| malformed_line(path, FORMAT, number, e))?;
                return Ok(Self { info, n_lines: number });
            }
        }
    }
}

/// The first line: what kind of file it is.
fn banner(line: &[u8], path: &Path) -> Result<(Layout, Field, Symmetry)> {
    let line = String::from_utf8_lossy(line).to_ascii_lowercase();
    let mut words = line.split_ascii_whitespace();
    // One percent sign is one too few, but some files have it so.
    if !matches!(words.next(), Some("%%matrixmarket" | "%matrixmarket")) {
        let (found, known) = ("its first line is no Matrix Market banner", "%%MatrixMarket ...");
        return Err(Error::UnknownFormat { path: path.to_owned(), found, known });
    }
    let mut word = || words.next().unwrap_or("");
    let malformed = |problem: String| malformed_line(path, FORMAT, 1, problem);
    match word() {
        "matrix" => {}
        object @ ("vector" | "directed" | "graph") => {
            return Err(Error::unsupported(path, FORMAT, format!("an object `{object}`")));
        }
        other => return Err(malformed(format!("its object is `{other}`, not `matrix`"))),
    }
    let layout = match word() {
        "coordinate" => Layout::Coordinate,
        "array" => Layout::Array,
        other => return Err(malformed(format!("`{other}` is neither `coordinate` nor `array`"))),
    };
    let field = match word() {
        "real" | "double" => Field::Real,
        "integer" => Field::Integer,
        "unsigned-integer" => Field::Unsigned,
        "complex" => Field::Complex,
        "pattern" => Field::Pattern,
        other => return Err(malformed(format!("`{other}` is no kind of numbers"))),
    };
    let symmetry = match word() {
        "general" => Symmetry::General,
        "symmetric" => Symmetry::Symmetric,
        "skew-symmetric" => Symmetry::SkewSymmetric,
        "hermitian" => Symmetry::Hermitian,
        other => return Err(malformed(format!("`{other}` is no symmetry"))),
    };
    if (layout, field) == (Layout::Array, Field::Pattern) {
        return Err(malformed("an array cannot be a pattern".to_owned()));
    }
    Ok((layout, field, symmetry))
}

/// Rows, columns and entries.
fn sizes(line: &[u8], layout: Layout) -> std::result::Result<[usize; 3], String> {
    let line = String::from_utf8_lossy(line);
    let words: Vec<_> = line.split_ascii_whitespace().take(4).collect();
    let n_expected = if layout == Layout::Coordinate { 3 } else { 2 };
    if words.len() != n_expected {
        return Err(format!("the sizes are {} numbers, not {n_expected}", words.len()));
    }
    let mut sizes = [0; 3];
    for (size, word) in sizes.iter_mut().zip(words) {
        *size = word.parse().map_err(|_| format!("`{word}` is no size"))?;
    }
    if layout == Layout::Array {
        let len = bytes::checked_len(&sizes[..2]);
        sizes[2] = len.ok_or("there cannot be that many elements")?;
    }
    Ok(sizes)
}

fn check(info: &Info) -> std::result::Result<(), &'static str> {
    if info.symmetry != Symmetry::General && info.n_rows != info.n_cols {
        return Err("a matrix that is not square has no symmetry");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        info_from(text.as_bytes(), "a.mtx").unwrap_err().to_string()
    }

    #[test]
    fn headers_are_read_in_any_case_and_spacing() {
        let text =
            "%%MATRIXMARKET  Matrix Array\tcomplex   Hermitian\r\n%one\r\n\r\n%%two\n 2 2 \n";
        let info = info_from(text.as_bytes(), "a.mtx").unwrap();
        assert_eq!((info.n_rows, info.n_cols, info.n_entries), (2, 2, 4));
        assert_eq!((info.layout, info.field), (Layout::Array, Field::Complex));
        assert_eq!((info.symmetry, info.comment.as_str()), (Symmetry::Hermitian, "one\n%two"));
        assert_eq!(format!("{} {}", info.field, info.symmetry), "complex hermitian");
    }

    #[test]
    fn bad_headers_are_named() {
        assert!(matches!(info_from(&b""[..], "a.mtx"), Err(Error::Empty { .. })));
        let banner = "%%MatrixMarket matrix coordinate real general\n";
        let cases = [
            ("hello\n".to_owned(), "no Matrix Market banner"),
            ("%%MatrixMarket vector array real general\n".to_owned(), "object `vector`"),
            ("%%MatrixMarket tensor".to_owned(), "its object is `tensor`, not `matrix`"),
            ("%%MatrixMarket matrix list".to_owned(), "line 1: `list` is neither"),
            ("%%MatrixMarket matrix array".to_owned(), "`` is no kind of numbers"),
            ("%%MatrixMarket matrix array real odd".to_owned(), "`odd` is no symmetry"),
            ("%%MatrixMarket matrix array pattern general".to_owned(), "cannot be a pattern"),
            (banner.to_owned(), "it ends before the sizes"),
            (format!("{banner}%\n2 2\n"), "line 3: the sizes are 2 numbers, not 3"),
            (format!("{banner}2 2 1 5\n"), "the sizes are 4 numbers"),
            (format!("{banner}2 2 -1\n"), "line 2: `-1` is no size"),
            (banner.replace("general", "symmetric") + "2 3 1\n", "not square"),
            (
                "%%MatrixMarket matrix array real general\n9999999999 9999999999\n".to_owned(),
                "that many elements",
            ),
        ];
        for (text, expected) in cases {
            let message = refusal(&text);
            assert!(message.starts_with("a.mtx: "), "{message}");
            assert!(message.contains(expected), "{message}");
        }
    }
}
