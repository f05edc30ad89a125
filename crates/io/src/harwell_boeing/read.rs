//! Reading Harwell-Boeing files.
//!
//! Counterpart of `scipy.io.hb_read`.

use std::io::{BufRead, BufReader, Read};
use std::ops::Neg;
use std::path::Path;

use ndarray::{Array2, ShapeBuilder};
use num_complex::Complex;

use crate::error::{Error, Result};
use crate::file;
use crate::harwell_boeing::format::{Format, Kind};
use crate::harwell_boeing::matrix::{HarwellBoeing, RightHandSides, Structure};
use crate::limits::Limits;
use crate::sparse::Sparse;
use crate::sparse_matrix::SparseMatrix;
use crate::text::{Lines, decode, load, malformed_line};

pub(super) const FORMAT: &str = "Harwell-Boeing";

/// Reads a matrix.
///
/// Every assembled kind is read: real, complex, integer and pattern; unsymmetric, symmetric, Hermitian,
/// skew-symmetric and rectangular; and right-hand sides that are stored whole.
///
/// # Errors
///
/// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::Malformed`], which tells the line;
/// [`Error::Unsupported`] for matrices that are sums of elements, and for right-hand sides that are
/// sparse or complex; [`Error::OverLimit`] for packed files.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
/// use onkai_io::harwell_boeing::{self, HarwellBoeing, ReadOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.rua");
/// let a = Sparse::from_dense(&array![[1.5, 0.0], [-2.0, 1e-300]]);
/// harwell_boeing::write(&path, &HarwellBoeing::new(a.clone()))?;
/// let back = harwell_boeing::read(&path, &ReadOptions::default())?;
/// assert_eq!(Sparse::<f64>::try_from(back.matrix)?, a);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy reads unsymmetric real and integer matrices without right-hand sides, and takes numbers apart at
/// blanks; here formats are heeded, so that numbers may touch, and `D` exponents, scale factors and points that
/// are left out are read.
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<HarwellBoeing> {
    read_buffered(file::open_sized(path.as_ref())?, path.as_ref(), options)
}

/// As [`read`], from any source of bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use onkai_io::harwell_boeing::{HarwellBoeing, ReadOptions, read_from, write_to};
/// use onkai_io::Sparse;
///
/// let a = HarwellBoeing::new(Sparse::new([2, 2], vec![1], vec![0], vec![5_i64])?);
/// let mut text = Vec::new();
/// write_to(&mut text, "memory", &a)?;
/// assert_eq!(read_from(&text[..], "memory", &ReadOptions::default())?, a);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<HarwellBoeing> {
    read_buffered((BufReader::new(source), 0), name.as_ref(), options)
}

/// Options of [`read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Adds the half of a symmetric, skew-symmetric or Hermitian matrix that the file leaves out,
    /// behind the entries that are there; the structure is then said to be
    /// [`Unsymmetric`](Structure::Unsymmetric). Default: `false`.
    pub expand_symmetry: bool,
    /// How much a file that gzip or bzip2 packed may unpack to.
    pub limits: Limits,
}

fn read_buffered(
    source: (impl BufRead, usize),
    path: &Path,
    options: &ReadOptions,
) -> Result<HarwellBoeing> {
    let text = load(source, path, FORMAT, options.limits)?;
    let mut parser = Parser { lines: Lines::new(&text), path };
    let header = parser.header()?;
    let (rows, cols) = parser.places(&header)?;
    let Header { n_rows, n_cols, .. } = header;
    let shape = [n_rows, n_cols];
    let matrix = match header.value_type {
        b'P' => SparseMatrix::Pattern(Sparse::new(shape, rows, cols, vec![1.0; header.n_entries])?),
        b'I' => {
            let values = parser.integers(header.values, header.n_entries)?;
            SparseMatrix::Integer(Sparse::new(shape, rows, cols, values)?)
        }
        b'R' => {
            let values = parser.reals(header.values, header.n_entries)?;
            SparseMatrix::Real(Sparse::new(shape, rows, cols, values)?)
        }
        _ => {
            let n_parts = header.n_entries.saturating_mul(2);
            let parts = parser.reals(header.values, n_parts)?;
            let values = parts.chunks_exact(2).map(|z| Complex::new(z[0], z[1])).collect();
            SparseMatrix::Complex(Sparse::new(shape, rows, cols, values)?)
        }
    };
    let right_hand_sides = parser.right_hand_sides(&header)?;
    let Header { title, key, structure, .. } = header;
    let mut file = HarwellBoeing { title, key, structure, matrix, right_hand_sides };
    if options.expand_symmetry && structure.is_half() {
        file.matrix = expanded(file.matrix, structure)?;
        file.structure = Structure::Unsymmetric;
    }
    Ok(file)
}

/// What the first four or five lines say.
struct Header {
    title: String,
    key: String,
    value_type: u8,
    structure: Structure,
    n_rows: usize,
    n_cols: usize,
    n_entries: usize,
    pointers: Format,
    indices: Format,
    /// The format of values; of no meaning for a pattern.
    values: Format,
    right: Option<Right>,
}

/// What is said about right-hand sides.
struct Right {
    format: Format,
    n: usize,
    has_guesses: bool,
    has_solutions: bool,
}

struct Parser<'a> {
    lines: Lines<'a>,
    path: &'a Path,
}

impl Parser<'_> {
    fn malformed(&self, problem: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        malformed_line(self.path, FORMAT, self.lines.number(), problem)
    }

    fn line(&mut self) -> Result<String> {
        match self.lines.next() {
            Some(line) => Ok(decode(line)),
            None => Err(self.malformed("it ends behind this line, where more should follow")),
        }
    }

    fn header(&mut self) -> Result<Header> {
        let line = self.line()?;
        let title = columns(&line, 0, 72).trim_end().to_owned();
        let key = columns(&line, 72, 80).trim_end().to_owned();
        let line = self.line()?;
        let n_value_lines = self.count(&line, 42, "the number of lines of values")?;
        for (start, name) in [(0, "the number of lines"), (14, "the number of lines of pointers")] {
            self.count(&line, start, name)?;
        }
        let n_right_lines = match columns(&line, 56, 70).trim() {
            "" => 0,
            _ => self.count(&line, 56, "the number of lines of right-hand sides")?,
        };
        let line = self.line()?;
        let (value_type, structure) = self.matrix_type(&line)?;
        let n_rows = self.count(&line, 14, "the number of rows")?;
        let n_cols = self.count(&line, 28, "the number of columns")?;
        let n_entries = self.count(&line, 42, "the number of entries")?;
        if structure.is_half() && n_rows != n_cols {
            return Err(self.malformed("a matrix that is not square has no symmetry"));
        }
        let line = self.line()?;
        let formats = format_fields(&line);
        let [pointers, indices] = [self.format(formats[0])?, self.format(formats[1])?];
        if pointers.kind != Kind::Integer || indices.kind != Kind::Integer {
            return Err(
                self.malformed("the formats of pointers and rows are not those of whole numbers")
            );
        }
        let values = if value_type == b'P' { indices } else { self.format(formats[2])? };
        if (value_type == b'I') != (values.kind == Kind::Integer) && value_type != b'P' {
            return Err(self.malformed("the format of the values is not that of the matrix's type"));
        }
        if value_type != b'P' && n_value_lines == 0 && n_entries != 0 {
            return Err(self.malformed("there are no lines of values"));
        }
        let right = if n_right_lines == 0 {
            None
        } else {
            let format = self.format(formats[3])?;
            self.right(format, value_type)?
        };
        Ok(Header {
            title,
            key,
            value_type,
            structure,
            n_rows,
            n_cols,
            n_entries,
            pointers,
            indices,
            values,
            right,
        })
    }

    /// The letters of a type such as `RUA`.
    fn matrix_type(&self, line: &str) -> Result<(u8, Structure)> {
        let letters = columns(line, 0, 3).to_ascii_uppercase();
        let known = match letters.as_bytes() {
            [value_type @ (b'R' | b'C' | b'I' | b'P'), structure, storage @ (b'A' | b'E')] => {
                Structure::from_letter(*structure).map(|s| (*value_type, s, *storage))
            }
            _ => None,
        };
        match known {
            Some((value_type, structure, b'A')) => Ok((value_type, structure)),
            Some(_) => {
                let what = format!("a matrix as a sum of elements ({letters})");
                Err(Error::unsupported(self.path, FORMAT, what))
            }
            None => Err(self.malformed(format!("`{letters}` is no type of matrix"))),
        }
    }

    fn right(&mut self, format: Format, value_type: u8) -> Result<Option<Right>> {
        let line = self.line()?;
        let letters = columns(&line, 0, 3).to_ascii_uppercase();
        let n = self.count(&line, 14, "the number of right-hand sides")?;
        if !letters.starts_with('F') {
            let what = format!("sparse right-hand sides ({})", letters.trim());
            return Err(Error::unsupported(self.path, FORMAT, what));
        }
        if value_type == b'C' {
            return Err(Error::unsupported(self.path, FORMAT, "complex right-hand sides"));
        }
        let has_guesses = letters[1..].starts_with('G');
        let has_solutions = letters.ends_with('X') && letters.len() == 3;
        Ok(Some(Right { format, n, has_guesses, has_solutions }))
    }

    fn format(&self, text: &str) -> Result<Format> {
        Format::parse(text).map_err(|problem| self.malformed(problem))
    }

    /// The 14 columns of a count.
    fn count(&self, line: &str, start: usize, name: &str) -> Result<usize> {
        let text = columns(line, start, start + 14).trim();
        text.parse().map_err(|_| self.malformed(format!("`{text}` is not {name}")))
    }

    /// A list of so many numbers, by a function that reads one.
    fn list<T>(
        &mut self,
        format: Format,
        n: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>> {
        // Every number has at least a character; a line's end may be missing at the very end.
        if self.lines.n_left() + 1 < n {
            let problem =
                format!("{n} numbers should follow, but {} bytes do", self.lines.n_left());
            return Err(self.malformed(problem));
        }
        let mut values = Vec::with_capacity(n);
        while values.len() < n {
            let line = self.line()?;
            for field in format.fields(&line, n - values.len()) {
                let value = parse(field);
                values
                    .push(value.ok_or_else(|| self.malformed(format!("`{field}` is no number")))?);
            }
        }
        Ok(values)
    }

    fn integers(&mut self, format: Format, n: usize) -> Result<Vec<i64>> {
        self.list(format, n, |field| field.parse().ok())
    }

    fn reals(&mut self, format: Format, n: usize) -> Result<Vec<f64>> {
        self.list(format, n, |field| format.real(field))
    }

    /// Row and column of every entry.
    fn places(&mut self, header: &Header) -> Result<(Vec<usize>, Vec<usize>)> {
        let n_pointers = header.n_cols.saturating_add(1);
        let pointers = self.integers(header.pointers, n_pointers)?;
        let last = i64::try_from(header.n_entries).unwrap_or(i64::MAX).saturating_add(1);
        if pointers.first() != Some(&1) || pointers.last() != Some(&last) || !pointers.is_sorted() {
            let problem = format!("the columns' pointers do not go from 1 up to {last}");
            return Err(self.malformed(problem));
        }
        let mut cols = Vec::new();
        let n_rows = header.n_rows;
        let rows = self.list(header.indices, header.n_entries, |field| {
            field.parse::<usize>().ok().filter(|row| (1..=n_rows).contains(row)).map(|row| row - 1)
        })?;
        for (col, pair) in pointers.windows(2).enumerate() {
            // In order and at most as many as the rows that have been read.
            cols.extend(std::iter::repeat_n(col, (pair[1] - pair[0]) as usize));
        }
        Ok((rows, cols))
    }

    fn right_hand_sides(&mut self, header: &Header) -> Result<Option<RightHandSides>> {
        let Some(Right { format, n, has_guesses, has_solutions }) = header.right else {
            return Ok(None);
        };
        let n_rows = header.n_rows;
        let mut block = || -> Result<Array2<f64>> {
            let len = n_rows.saturating_mul(n);
            let values = self.reals(format, len)?;
            let problem = "there cannot be that many right-hand sides";
            Array2::from_shape_vec((n_rows, n).f(), values).map_err(|_| self.malformed(problem))
        };
        let values = block()?;
        let guesses = if has_guesses { Some(block()?) } else { None };
        let solutions = if has_solutions { Some(block()?) } else { None };
        Ok(Some(RightHandSides { values, guesses, solutions }))
    }
}

/// The formats of pointers, rows, values and right-hand sides.
///
/// They have columns of their own; where those hold none, blanks separate them.
fn format_fields(line: &str) -> [&str; 4] {
    let fields =
        [(0, 16), (16, 32), (32, 52), (52, 72)].map(|(start, end)| columns(line, start, end));
    if fields[..2].iter().all(|field| Format::parse(field).is_ok()) {
        return fields;
    }
    let mut words = line.split_ascii_whitespace();
    [(); 4].map(|()| words.next().unwrap_or(""))
}

/// The characters from one column up to another, as far as the line goes.
fn columns(line: &str, start: usize, end: usize) -> &str {
    let at = |n: usize| line.char_indices().nth(n).map_or(line.len(), |(at, _)| at);
    &line[at(start)..at(end)]
}

fn expanded(matrix: SparseMatrix, structure: Structure) -> Result<SparseMatrix> {
    fn mirrored<T: Copy + Neg<Output = T>>(
        a: &Sparse<T>,
        structure: Structure,
        conjugate: impl Fn(T) -> T,
    ) -> Result<Sparse<T>> {
        let (mut rows, mut cols) = (a.rows().to_vec(), a.cols().to_vec());
        let mut values = a.values().to_vec();
        for (row, col, value) in a.entries().filter(|(row, col, _)| row != col) {
            rows.push(col);
            cols.push(row);
            values.push(match structure {
                Structure::SkewSymmetric => -value,
                Structure::Hermitian => conjugate(value),
                _ => value,
            });
        }
        Sparse::new(a.shape(), rows, cols, values)
    }
    Ok(match matrix {
        SparseMatrix::Pattern(a) => SparseMatrix::Pattern(mirrored(&a, structure, |v| v)?),
        SparseMatrix::Real(a) => SparseMatrix::Real(mirrored(&a, structure, |v| v)?),
        SparseMatrix::Complex(a) => SparseMatrix::Complex(mirrored(&a, structure, |v| v.conj())?),
        SparseMatrix::Integer(a) => {
            // The least integer has no opposite, and stays as it is.
            let a = a.map(std::num::Wrapping);
            SparseMatrix::Integer(mirrored(&a, structure, |v| v)?.map(|v| v.0))
        }
        // No file of this format holds these.
        SparseMatrix::Unsigned(a) => SparseMatrix::Unsigned(a),
    })
}
