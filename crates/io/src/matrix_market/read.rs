//! Reading matrices, on all threads.
//!
//! Counterpart of `scipy.io.mmread`.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use ndarray::{Array2, ShapeBuilder};
use num_complex::Complex;
use onkai_core::{for_each_chunk, large_zeros};

use crate::error::{Error, Result};
use crate::file;
use crate::limits::Limits;
use crate::matrix_market::header::{FORMAT, Field, Header, Info, Layout, Symmetry};
use crate::matrix_market::matrix::{DenseMatrix, Matrix};
use crate::matrix_market::number::{Mark, Number, Words};
use crate::sparse::Sparse;
use crate::sparse_matrix::SparseMatrix;
use crate::text::{Lines, load, malformed_line};

/// Reads a matrix.
///
/// # Errors
///
/// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::UnknownFormat`] where the banner
/// is missing; [`Error::Unsupported`] for vectors and graphs; [`Error::Malformed`], which tells the
/// line; [`Error::OverLimit`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
/// use onkai_io::matrix_market::{self, ReadOptions, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.mtx");
/// let a = Sparse::from_dense(&array![[0.0, 2.5], [1e-300, 0.0]]);
/// matrix_market::write(&path, &a.clone().into(), &WriteOptions::default())?;
/// let back = Sparse::<f64>::try_from(matrix_market::read(&path, &ReadOptions::default())?)?;
/// assert_eq!(back, a);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// A value is read as a whole: SciPy takes `1d3` for 1, `0x10` for 0, `1.5` in an integer file for 1, and
/// overlooks whatever follows on the line, all of which are errors here. `+3` is a number here. A
/// symmetric matrix must be square.
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Matrix> {
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
/// use ndarray::{Array2, array};
/// use onkai_io::matrix_market::{ReadOptions, read_from};
///
/// let text = "%%MatrixMarket matrix array integer symmetric\n2 2\n1\n2\n3\n";
/// let matrix = read_from(text.as_bytes(), "a.mtx", &ReadOptions::default())?;
/// assert_eq!(Array2::<f64>::try_from(matrix)?, array![[1.0, 2.0], [2.0, 3.0]]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<Matrix> {
    read_buffered((BufReader::new(source), 0), name.as_ref(), options)
}

/// Options of [`read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Adds the half of a symmetric, skew-symmetric or Hermitian sparse matrix that the file leaves
    /// out, behind the entries that are there. Default: `true`. Dense matrices are always whole.
    pub expand_symmetry: bool,
    /// How much a packed file may unpack to.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { expand_symmetry: true, limits: Limits::default() }
    }
}

fn read_buffered(
    source: (impl BufRead, usize),
    path: &Path,
    options: &ReadOptions,
) -> Result<Matrix> {
    let text = load(source, path, FORMAT, options.limits)?;
    let mut body = &text[..];
    let Header { info, n_lines } = Header::read(&mut body, path)?;
    let body = Body { text: body, n_lines_before: n_lines, info: &info, path };
    if info.layout == Layout::Array {
        return Ok(Matrix::Dense(match info.field {
            Field::Integer => DenseMatrix::Integer(body.array()?),
            Field::Unsigned => DenseMatrix::Unsigned(body.array()?),
            Field::Complex => DenseMatrix::Complex(body.array()?),
            Field::Real | Field::Pattern => DenseMatrix::Real(body.array()?),
        }));
    }
    let expand = options.expand_symmetry && info.symmetry != Symmetry::General;
    Ok(Matrix::Sparse(match info.field {
        Field::Integer => SparseMatrix::Integer(body.coordinates(expand)?),
        Field::Unsigned => SparseMatrix::Unsigned(body.coordinates(expand)?),
        Field::Complex => SparseMatrix::Complex(body.coordinates::<Complex<f64>>(expand)?),
        Field::Real => SparseMatrix::Real(body.coordinates(expand)?),
        Field::Pattern => {
            let marks = body.coordinates::<Mark>(false)?.map(|Mark| 1.0);
            SparseMatrix::Pattern(if expand { body.expanded(&marks)? } else { marks })
        }
    }))
}

/// Bytes that a thread takes at once: enough work to be worth it, few enough to share out evenly.
const PIECE: usize = 1 << 17;

/// The lines behind the header.
struct Body<'a> {
    text: &'a [u8],
    n_lines_before: usize,
    info: &'a Info,
    path: &'a Path,
}

/// A part of the lines.
struct Piece<'a> {
    text: &'a [u8],
    n_lines: usize,
    n_entries: usize,
}

/// A part of the lines, and where its entries go.
struct Job<'a, T> {
    text: &'a [u8],
    rows: &'a mut [usize],
    cols: &'a mut [usize],
    values: &'a mut [T],
    /// The first line that is wrong, counted from 0 within the part, and what is wrong with it.
    error: Option<(usize, &'static str)>,
}

impl Body<'_> {
    /// The lines in parts, those that are not blank counted.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.text;
        while !rest.is_empty() {
            let from = PIECE.min(rest.len());
            let len = memchr::memchr(b'\n', &rest[from..]).map_or(rest.len(), |at| from + at + 1);
            let (text, after) = rest.split_at(len);
            pieces.push(Piece { text, n_lines: 0, n_entries: 0 });
            rest = after;
        }
        for_each_chunk(
            &mut pieces,
            1,
            1,
            || (),
            |(), _, piece| {
                for line in Lines::new(piece[0].text) {
                    piece[0].n_lines += 1;
                    piece[0].n_entries += usize::from(!is_blank(line));
                }
            },
        );
        pieces
    }

    /// Checks that there are as many lines with something on them as the header says.
    fn check_len(&self, pieces: &[Piece<'_>], expected: usize) -> Result<()> {
        let actual: usize = pieces.iter().map(|piece| piece.n_entries).sum();
        if actual != expected {
            let problem = format!("{expected} entries are stated, but there are {actual}");
            return Err(Error::malformed(self.path, FORMAT, problem, None));
        }
        Ok(())
    }

    /// Reads all entries; `parse` fills row, column and value from a line.
    fn parse<T: Number>(
        &self,
        pieces: &[Piece<'_>],
        [rows, cols]: [&mut [usize]; 2],
        values: &mut [T],
        parse: impl Fn(&mut Words<'_>, [&mut [usize]; 2], &mut T, usize) -> Parsed + Sync,
    ) -> Result<()> {
        let (mut rows, mut cols, mut values) = (rows, cols, values);
        let mut jobs = Vec::with_capacity(pieces.len());
        for piece in pieces {
            // An array has no places, and so empty lists of them.
            let n_places = piece.n_entries.min(rows.len());
            let rows = rows.split_off_mut(..n_places).expect("as many as were counted");
            let cols = cols.split_off_mut(..n_places).expect("as many as were counted");
            let values = values.split_off_mut(..piece.n_entries).expect("as many as were counted");
            jobs.push(Job { text: piece.text, rows, cols, values, error: None });
        }
        for_each_chunk(
            &mut jobs,
            1,
            1,
            || (),
            |(), _, job| {
                let job = &mut job[0];
                // What is not UTF-8 becomes a character that no number has. Asked first as it is faster.
                let text = str::from_utf8(job.text)
                    .map_or_else(|_| String::from_utf8_lossy(job.text), Cow::Borrowed);
                let (mut words, mut number) = (Words(&text), 0);
                for (k, value) in job.values.iter_mut().enumerate() {
                    number += words.skip_lines();
                    if let Err(problem) =
                        parse(&mut words, [&mut *job.rows, &mut *job.cols], value, k)
                    {
                        job.error = Some((number, problem));
                        return;
                    }
                }
            },
        );
        let mut line = self.n_lines_before + 1;
        for (job, piece) in jobs.iter().zip(pieces) {
            if let Some((number, problem)) = job.error {
                return Err(malformed_line(self.path, FORMAT, line + number, problem));
            }
            line += piece.n_lines;
        }
        Ok(())
    }

    fn coordinates<T: Number>(&self, expand: bool) -> Result<Sparse<T>> {
        let pieces = self.pieces();
        let (n, shape) = (self.info.n_entries, [self.info.n_rows, self.info.n_cols]);
        self.check_len(&pieces, n)?;
        let (mut rows, mut cols, mut values) = (large_zeros(n), large_zeros(n), large_zeros(n));
        let places = [&mut rows[..], &mut cols[..]];
        self.parse(&pieces, places, &mut values, |words, [rows, cols], value, k| {
            rows[k] = words.place(shape[0])?;
            cols[k] = words.place(shape[1])?;
            *value = T::parse(words)?;
            words.end()
        })?;
        let sparse = Sparse::new(shape, rows, cols, values)?;
        if expand { self.expanded(&sparse) } else { Ok(sparse) }
    }

    /// With the entries on the other side of the diagonal behind those that are there.
    fn expanded<T: Number>(&self, sparse: &Sparse<T>) -> Result<Sparse<T>> {
        let off: Vec<_> = sparse.entries().filter(|(row, col, _)| row != col).collect();
        let n = sparse.n_stored() + off.len();
        let (mut rows, mut cols) = (sparse.rows().to_vec(), sparse.cols().to_vec());
        let mut values = sparse.values().to_vec();
        rows.reserve_exact(n - rows.len());
        cols.reserve_exact(n - cols.len());
        values.reserve_exact(n - values.len());
        for (row, col, value) in off {
            rows.push(col);
            cols.push(row);
            values.push(self.mirrored(value)?);
        }
        Sparse::new(sparse.shape(), rows, cols, values)
    }

    /// The value on the other side of the diagonal.
    fn mirrored<T: Number>(&self, value: T) -> Result<T> {
        match self.info.symmetry {
            Symmetry::General | Symmetry::Symmetric => Ok(value),
            Symmetry::Hermitian => Ok(value.conjugated()),
            Symmetry::SkewSymmetric => value.negated().ok_or_else(|| {
                let problem = "a value of a skew-symmetric matrix has no opposite";
                Error::malformed(self.path, FORMAT, problem, None)
            }),
        }
    }

    fn array<T: Number>(&self) -> Result<Array2<T>> {
        let &Info { n_rows, n_cols, n_entries, symmetry, .. } = self.info;
        let (n, width) = (n_entries, n_rows);
        let expected = match symmetry {
            Symmetry::General => n,
            Symmetry::Symmetric | Symmetry::Hermitian => n.midpoint(width),
            Symmetry::SkewSymmetric => (n - width) / 2,
        };
        let pieces = self.pieces();
        self.check_len(&pieces, expected)?;
        let mut values = large_zeros(expected);
        self.parse(&pieces, [&mut [], &mut []], &mut values, |words, _, value, _| {
            *value = T::parse(words)?;
            words.end()
        })?;
        let shape = (n_rows, n_cols).f();
        if symmetry == Symmetry::General {
            return Ok(Array2::from_shape_vec(shape, values).expect("as many as were checked"));
        }
        let mut dense = Array2::from_elem(shape, T::default());
        let mut values = values.into_iter();
        for col in 0..n_cols {
            let first = if symmetry == Symmetry::SkewSymmetric { col + 1 } else { col };
            for (row, value) in (first..n_rows).zip(values.by_ref()) {
                dense[[row, col]] = value;
                if row != col {
                    dense[[col, row]] = self.mirrored(value)?;
                }
            }
        }
        Ok(dense)
    }
}

type Parsed = std::result::Result<(), &'static str>;

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Matrix> {
        read_from(text.as_bytes(), "a.mtx", &ReadOptions::default())
    }

    fn entries(text: &str) -> Vec<(usize, usize, f64)> {
        Sparse::try_from(parsed(text).unwrap()).unwrap().entries().collect()
    }

    const REAL: &str = "%%MatrixMarket matrix coordinate real general\n";

    #[test]
    fn blank_lines_and_odd_spacing_are_no_harm() {
        let text = REAL.to_owned() + "\n% c\n\n2 2 2\n\n  1\t2   2.5 \r\n\r\n2 1 -1";
        assert_eq!(entries(&text), [(0, 1, 2.5), (1, 0, -1.0)]);
        assert_eq!(entries(&(REAL.to_owned() + "0 0 0\n")), []);
    }

    #[test]
    fn mirrored_entries_follow_in_order() {
        let text = "%%MatrixMarket matrix coordinate real skew-symmetric\n3 3 2\n2 1 5\n3 2 7\n";
        assert_eq!(entries(text), [(1, 0, 5.0), (2, 1, 7.0), (0, 1, -5.0), (1, 2, -7.0)]);
        let text = "%%MatrixMarket matrix coordinate pattern skew-symmetric\n3 3 1\n2 1\n";
        assert_eq!(entries(text), [(1, 0, 1.0), (0, 1, -1.0)]);
        let options = ReadOptions { expand_symmetry: false, ..Default::default() };
        let matrix = read_from(text.as_bytes(), "a", &options).unwrap();
        assert_eq!(Sparse::try_from(matrix).unwrap().n_stored(), 1);
        let text =
            "%%MatrixMarket matrix coordinate unsigned-integer skew-symmetric\n2 2 1\n2 1 3\n";
        assert!(parsed(text).unwrap_err().to_string().contains("has no opposite"));
    }

    #[test]
    fn wrong_lines_are_told_by_their_number() {
        let cases = [
            ("2 2 2\n1 1 1.5\n", "2 entries are stated, but there are 1"),
            ("2 2 1\n1 1 1.5\n1 2 2\n", "1 entries are stated, but there are 2"),
            ("2 2 1\n3 1 1.5\n", "line 3: a row or column lies outside of the matrix"),
            ("2 2 1\n\n0 1 1.5\n", "line 4: a row or column lies outside"),
            ("2 2 1\n1 1\n", "line 3: a value is missing"),
            ("2 2 1\n1\n", "line 3: a row and a column are expected"),
            ("2 2 1\n1 1 2 3\n", "line 3: there is more than expected"),
            ("2 2 2\n1 1 2\n% c\n", "line 4: a row or column is no whole number"),
            ("2 2 2\n1 1 2\n\n\n 1 \n", "line 6: a row and a column are expected"),
        ];
        for (text, expected) in cases {
            let message = parsed(&(REAL.to_owned() + text)).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn the_first_wrong_line_of_a_long_file_is_told() {
        // Long enough for several threads, each of which finds something wrong.
        let mut lines: Vec<String> = (0..60_000).map(|i| format!("{} 7 0.5", i + 1)).collect();
        lines[31_000] = "x".to_owned();
        lines[59_000] = "y".to_owned();
        let text = format!("{REAL}60000 7 60000\n{}\n", lines.join("\n"));
        let message = parsed(&text).unwrap_err().to_string();
        assert!(message.contains("line 31003: a row or column is no whole number"), "{message}");
    }

    #[test]
    fn arrays_are_read_column_by_column() {
        let text = "%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n";
        let a = Array2::try_from(parsed(text).unwrap()).unwrap();
        assert_eq!(a, ndarray::array![[0.0, -1.0, -2.0], [1.0, 0.0, -3.0], [2.0, 3.0, 0.0]]);
        let text = "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n";
        let message = parsed(text).unwrap_err().to_string();
        assert!(message.contains("4 entries are stated, but there are 3"), "{message}");
        for size in ["0 0", "0 5", "5 0"] {
            let text = format!("%%MatrixMarket matrix array real general\n{size}\n");
            assert_eq!(Array2::try_from(parsed(&text).unwrap()).unwrap().len(), 0);
        }
    }

    #[test]
    fn a_claim_costs_nothing() {
        let text = REAL.to_owned() + "9999999999 9999999999 99999999999999999\n1 1 1\n";
        assert!(parsed(&text).unwrap_err().to_string().contains("but there are 1"));
        let text = "%%MatrixMarket matrix array real symmetric\n3000000000 3000000000\n1\n";
        assert!(parsed(text).unwrap_err().to_string().contains("but there are 1"));
    }
}
