//! Writing matrices, on all threads.
//!
//! Counterpart of `scipy.io.mmwrite`.

use std::io::Write;
use std::path::Path;

use ndarray::ArrayRef2;
use onkai_core::{Error as ArgumentError, for_each_chunk};

use crate::error::{Error, Result};
use crate::file;
use crate::matrix_market::header::{FORMAT, Field, Symmetry};
use crate::matrix_market::matrix::{DenseMatrix, Matrix};
use crate::matrix_market::number::Number;
use crate::matrix_market::symmetry::HasSymmetry;
use crate::sparse::Sparse;
use crate::sparse_matrix::SparseMatrix;

/// Writes a matrix: a sparse one as coordinates, a dense one as an array.
///
/// Without a `precision`, numbers are written as the shortest text that reads back as the same number.
///
/// # Errors
///
/// [`Error::Argument`] when the matrix does not have the symmetry that was asked for;
/// [`Error::Inexpressible`] when its numbers are none of the field that was asked for;
/// [`Error::Io`] and [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
/// use onkai_io::matrix_market::{self, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.mtx");
/// let a = Sparse::from_dense(&array![[1.0, 2.5], [2.5, 0.0]]);
/// let options = WriteOptions { comment: " made by hand".to_owned(), ..Default::default() };
/// matrix_market::write(&path, &a.into(), &options)?;
/// let text = std::fs::read_to_string(&path)?;
/// assert!(text.starts_with("%%MatrixMarket matrix coordinate real symmetric\n% made by hand\n2 2 2\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// A symmetry that is asked for is checked; SciPy drops half of the matrix unseen. A field that is
/// asked for must hold the numbers; SciPy cuts fractions and imaginary parts off. Files keep the
/// name that was given, without `.mtx` added. The diagonal of a skew-symmetric matrix is left out.
pub fn write(path: impl AsRef<Path>, matrix: &Matrix, options: &WriteOptions) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |file| write_to(file, path, matrix, options))
}

/// As [`write()`], to whatever takes bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`write()`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::matrix_market::{WriteOptions, write_to};
///
/// let mut text = Vec::new();
/// let options = WriteOptions { precision: Some(3), ..Default::default() };
/// write_to(&mut text, "memory", &array![[1.0, 0.125]].into(), &options)?;
/// assert_eq!(text, b"%%MatrixMarket matrix array real general\n%\n1 2\n1.00e+00\n1.25e-01\n");
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(
    mut sink: impl Write,
    name: impl AsRef<Path>,
    matrix: &Matrix,
    options: &WriteOptions,
) -> Result<()> {
    let path = name.as_ref();
    let mut writer = Writer { sink: &mut sink, path, options };
    match matrix {
        Matrix::Dense(DenseMatrix::Integer(a)) => writer.array(a, Field::Integer),
        Matrix::Dense(DenseMatrix::Unsigned(a)) => writer.array(a, Field::Unsigned),
        Matrix::Dense(DenseMatrix::Real(a)) => writer.array(a, Field::Real),
        Matrix::Dense(DenseMatrix::Complex(a)) => writer.array(a, Field::Complex),
        Matrix::Sparse(SparseMatrix::Integer(a)) => writer.coordinates(a, Field::Integer),
        Matrix::Sparse(SparseMatrix::Unsigned(a)) => writer.coordinates(a, Field::Unsigned),
        Matrix::Sparse(SparseMatrix::Real(a)) => writer.coordinates(a, Field::Real),
        Matrix::Sparse(SparseMatrix::Complex(a)) => writer.coordinates(a, Field::Complex),
        Matrix::Sparse(SparseMatrix::Pattern(a)) => writer.coordinates(a, Field::Pattern),
    }
}

/// Options of [`write()`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// Comments, one a line, each behind a percent sign. Default: empty.
    pub comment: String,
    /// How many digits of a real or complex number are written. Default: `None`, as many as it takes.
    pub precision: Option<usize>,
    /// Which half of the matrix is left out. Default: [`SymmetryChoice::Auto`].
    pub symmetry: SymmetryChoice,
    /// What kind of numbers is written. Default: `None`, what kind the matrix has.
    pub field: Option<Field>,
}

/// Which half of a matrix [`write()`] leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SymmetryChoice {
    /// What the elements allow if the matrix has fewer than 100 rows and columns, else none, as
    /// looking takes time.
    #[default]
    Auto,
    /// What the elements allow.
    Detect,
    /// This one, which the matrix must have.
    As(Symmetry),
}

/// Entries that are turned into text at once by one thread.
const BLOCK: usize = 1 << 13;
/// Blocks that are in memory as text at the same time.
const N_BLOCKS: usize = 64;

struct Writer<'a, W> {
    sink: &'a mut W,
    path: &'a Path,
    options: &'a WriteOptions,
}

impl<W: Write> Writer<'_, W> {
    fn array<T: Number>(&mut self, matrix: &ArrayRef2<T>, field: Field) -> Result<()> {
        let field = self.field(field)?;
        if field == Field::Pattern {
            return Err(Error::inexpressible(self.path, FORMAT, "a dense matrix as a pattern"));
        }
        let (n_rows, n_cols) = matrix.dim();
        let symmetry = self.symmetry(matrix, [n_rows, n_cols])?;
        self.header("array", field, symmetry, &format!("{n_rows} {n_cols}"))?;
        // A row that begins every column, and columns side by side up to a block of elements.
        let at_once = (BLOCK / n_rows.max(1)).max(1);
        let precision = self.options.precision;
        self.blocks(n_cols.div_ceil(at_once), |index, out| {
            let cols = index * at_once..n_cols.min((index + 1) * at_once);
            for col in cols {
                let first = match symmetry {
                    Symmetry::General => 0,
                    Symmetry::SkewSymmetric => col + 1,
                    _ => col,
                };
                for value in matrix.column(col).iter().skip(first) {
                    value.print(precision, out);
                    out.push(b'\n');
                }
            }
        })
    }

    fn coordinates<T: Number>(&mut self, matrix: &Sparse<T>, field: Field) -> Result<()> {
        let field = self.field(field)?;
        let shape @ [n_rows, n_cols] = matrix.shape();
        let symmetry = self.symmetry(matrix, shape)?;
        let half;
        let matrix = if symmetry == Symmetry::General {
            matrix
        } else {
            half = lower(matrix, symmetry)?;
            &half
        };
        let n = matrix.n_stored();
        self.header("coordinate", field, symmetry, &format!("{n_rows} {n_cols} {n}"))?;
        let precision = self.options.precision;
        self.blocks(n.div_ceil(BLOCK), |index, out| {
            let range = index * BLOCK..n.min((index + 1) * BLOCK);
            let (rows, cols) = (&matrix.rows()[range.clone()], &matrix.cols()[range.clone()]);
            let mut digits = itoa::Buffer::new();
            for ((&row, &col), &value) in rows.iter().zip(cols).zip(&matrix.values()[range]) {
                out.extend(digits.format(row + 1).as_bytes());
                out.push(b' ');
                out.extend(digits.format(col + 1).as_bytes());
                if field != Field::Pattern {
                    out.push(b' ');
                    value.print(precision, out);
                }
                out.push(b'\n');
            }
        })
    }

    /// The field to be written, if the numbers of `own` are such.
    fn field(&self, own: Field) -> Result<Field> {
        let wanted = self.options.field.unwrap_or(own);
        let fits = match (own, wanted) {
            (_, Field::Pattern)
            | (Field::Integer | Field::Unsigned | Field::Pattern, Field::Real) => true,
            (own, wanted) => own == wanted,
        };
        if fits {
            return Ok(wanted);
        }
        let what = format!("{own} numbers as {wanted} ones");
        Err(Error::inexpressible(self.path, FORMAT, what))
    }

    fn symmetry<M: HasSymmetry + ?Sized>(&self, matrix: &M, shape: [usize; 2]) -> Result<Symmetry> {
        match self.options.symmetry {
            SymmetryChoice::Auto if 100 <= shape[0].max(shape[1]) => Ok(Symmetry::General),
            SymmetryChoice::Auto | SymmetryChoice::Detect => Ok(matrix.symmetry()),
            SymmetryChoice::As(symmetry) if matrix.has(symmetry) => Ok(symmetry),
            SymmetryChoice::As(_) => {
                let requirement = "have the symmetry that was asked for";
                Err(ArgumentError::Values { name: "matrix", requirement }.into())
            }
        }
    }

    fn header(
        &mut self,
        layout: &str,
        field: Field,
        symmetry: Symmetry,
        sizes: &str,
    ) -> Result<()> {
        let mut text = format!("%%MatrixMarket matrix {layout} {field} {symmetry}\n");
        // SciPy, too, has an empty comment where there is none.
        for line in self.options.comment.split('\n') {
            text += "%";
            text += line;
            text += "\n";
        }
        text += sizes;
        text += "\n";
        self.sink.write_all(text.as_bytes()).map_err(|e| Error::io(self.path, e))
    }

    /// Writes what `print` makes of each block, in order.
    fn blocks(
        &mut self,
        n_blocks: usize,
        print: impl Fn(usize, &mut Vec<u8>) + Sync,
    ) -> Result<()> {
        let mut texts = vec![Vec::new(); N_BLOCKS.min(n_blocks)];
        for first in (0..n_blocks).step_by(N_BLOCKS) {
            let n = N_BLOCKS.min(n_blocks - first);
            for_each_chunk(
                &mut texts[..n],
                1,
                1,
                || (),
                |(), index, text: &mut [Vec<u8>]| {
                    text[0].clear();
                    print(first + index, &mut text[0]);
                },
            );
            for text in &texts[..n] {
                self.sink.write_all(text).map_err(|e| Error::io(self.path, e))?;
            }
        }
        Ok(())
    }
}

/// The entries on and below the diagonal; only below it in a skew-symmetric matrix.
fn lower<T: Number>(matrix: &Sparse<T>, symmetry: Symmetry) -> Result<Sparse<T>> {
    let strict = usize::from(symmetry == Symmetry::SkewSymmetric);
    let (mut rows, mut cols, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (row, col, value) in matrix.entries().filter(|(row, col, _)| col + strict <= *row) {
        rows.push(row);
        cols.push(col);
        values.push(value);
    }
    Sparse::new(matrix.shape(), rows, cols, values)
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use num_complex::Complex;

    use super::*;

    fn written(matrix: impl Into<Matrix>, options: &WriteOptions) -> Result<String> {
        let mut bytes = Vec::new();
        write_to(&mut bytes, "a.mtx", &matrix.into(), options)?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn half_a_symmetric_matrix_is_enough() {
        let i = Complex::i();
        let a = array![[3.0 + 0.0 * i, 1.0 + 2.0 * i], [1.0 - 2.0 * i, 1.0 + 0.0 * i]];
        let text = written(a.clone(), &WriteOptions::default()).unwrap();
        let banner = "%%MatrixMarket matrix array complex hermitian\n%\n";
        assert_eq!(text, banner.to_owned() + "2 2\n3 0\n1 -2\n1 0\n");
        let general = SymmetryChoice::As(Symmetry::General);
        let options = WriteOptions { symmetry: general, ..Default::default() };
        assert_eq!(written(a, &options).unwrap().lines().count(), 7);
        let a = Sparse::from_dense(&array![[0_i64, -7], [7, 0]]);
        let text = written(a, &WriteOptions::default()).unwrap();
        assert!(text.ends_with("coordinate integer skew-symmetric\n%\n2 2 1\n2 1 7\n"), "{text}");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let a = array![[1.0, 2.0], [3.0, 4.0]];
        let symmetry = SymmetryChoice::As(Symmetry::Symmetric);
        let error = written(a.clone(), &WriteOptions { symmetry, ..Default::default() });
        assert_eq!(
            error.unwrap_err().to_string(),
            "`matrix` must have the symmetry that was asked for"
        );
        let field = Some(Field::Integer);
        let error = written(a.clone(), &WriteOptions { field, ..Default::default() });
        assert!(
            error.unwrap_err().to_string().contains("cannot hold real numbers as integer ones")
        );
        let field = Some(Field::Pattern);
        assert!(written(a.clone(), &WriteOptions { field, ..Default::default() }).is_err());
        let text = written(Sparse::from_dense(&a), &WriteOptions { field, ..Default::default() });
        assert!(text.unwrap().ends_with("pattern general\n%\n2 2 4\n1 1\n2 1\n1 2\n2 2\n"));
    }

    #[test]
    fn many_blocks_come_in_order() {
        let n = 3 * BLOCK + 5;
        let rows: Vec<usize> = (0..n).collect();
        let a = Sparse::new([n, 1], rows, vec![0; n], (0..n as u64).collect()).unwrap();
        let text = written(a, &WriteOptions::default()).unwrap();
        for (i, line) in text.lines().skip(3).enumerate() {
            assert_eq!(line, format!("{} 1 {i}", i + 1));
        }
        assert_eq!(text.lines().count(), n + 3);
    }
}
