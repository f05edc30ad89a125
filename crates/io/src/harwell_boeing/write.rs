//! Writing Harwell-Boeing files.
//!
//! Counterpart of `scipy.io.hb_write`.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use num_complex::Complex;

use crate::error::{Error, Result};
use crate::file;
use crate::harwell_boeing::format::Format;
use crate::harwell_boeing::matrix::{HarwellBoeing, RightHandSides};
use crate::harwell_boeing::read::FORMAT;
use crate::sparse::Sparse;
use crate::sparse_matrix::SparseMatrix;

/// Writes a matrix, with all digits of its values.
///
/// Entries are put in order, and those at the same place are added up. Of a symmetric, skew-symmetric or Hermitian
/// matrix, only entries on and below the diagonal may be there.
///
/// # Errors
///
/// [`Error::Inexpressible`] for a title or key that is too long or no plain text, for entries above the
/// diagonal of a symmetric matrix, for a structure that contradicts the shape, and for right-hand sides of
/// another length; [`Error::Io`] and [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
/// use onkai_io::harwell_boeing::{self, HarwellBoeing, Structure};
///
/// let lower = Sparse::from_dense(&array![[2.0, 0.0], [-1.0, 2.0]]);
/// let chain = HarwellBoeing {
///     title: "Two springs".to_owned(),
///     key: "CHAIN2".to_owned(),
///     structure: Structure::Symmetric,
///     ..HarwellBoeing::new(lower)
/// };
/// let folder = tempfile::tempdir()?;
/// harwell_boeing::write(folder.path().join("chain.rsa"), &chain)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy writes unsymmetric matrices of real and whole numbers only, in fields one character narrower than
/// its format says, where negative numbers may touch so that it can't read them again.
pub fn write(path: impl AsRef<Path>, file: &HarwellBoeing) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |sink| write_to(sink, path, file))
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
/// use onkai_io::Sparse;
/// use onkai_io::harwell_boeing::{HarwellBoeing, write_to};
///
/// let mut text = Vec::new();
/// let a = Sparse::new([2, 1], vec![1], vec![0], vec![-0.5])?;
/// write_to(&mut text, "memory", &HarwellBoeing::new(a))?;
/// assert!(text.ends_with(b"\n 1 2\n 2\n  -5.0000000000000000E-01\n"));
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(mut sink: impl Write, name: impl AsRef<Path>, file: &HarwellBoeing) -> Result<()> {
    let path = name.as_ref();
    check(file, path)?;
    let text = match &file.matrix {
        SparseMatrix::Pattern(a) => text(file, a, 'P', None, |_, _| {}),
        SparseMatrix::Real(a) => text(file, a, 'R', Some(Format::reals()), |v, list| list.real(v)),
        SparseMatrix::Complex(a) => {
            text(file, a, 'C', Some(Format::reals()), |v: Complex<f64>, list| {
                list.real(v.re);
                list.real(v.im);
            })
        }
        SparseMatrix::Integer(a) => {
            let format = Format::integers(longest(a.values().iter().copied()));
            text(file, a, 'I', Some(format), |v, list| list.put(&v.to_string()))
        }
        SparseMatrix::Unsigned(a) => {
            let format = Format::integers(longest(a.values().iter().copied()));
            text(file, a, 'I', Some(format), |v, list| list.put(&v.to_string()))
        }
    };
    sink.write_all(&text).map_err(|e| Error::io(path, e))
}

/// Characters of the longest of some numbers.
fn longest(values: impl Iterator<Item = impl ToString>) -> usize {
    values.map(|v| v.to_string().len()).max().unwrap_or(1)
}

fn check(file: &HarwellBoeing, path: &Path) -> Result<()> {
    let refuse = |what: String| Err(Error::inexpressible(path, FORMAT, what));
    for (text, max_len, name) in [(&file.title, 72, "title"), (&file.key, 8, "key")] {
        if max_len < text.len() || !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return refuse(format!(
                "the {name} {text:?}, as it is not up to {max_len} plain characters"
            ));
        }
    }
    let [n_rows, n_cols] = file.matrix.shape();
    if file.structure.is_half() {
        if n_rows != n_cols {
            return refuse("a matrix that is symmetric in a way, but not square".to_owned());
        }
        let (rows, cols) = match &file.matrix {
            SparseMatrix::Pattern(a) | SparseMatrix::Real(a) => (a.rows(), a.cols()),
            SparseMatrix::Integer(a) => (a.rows(), a.cols()),
            SparseMatrix::Unsigned(a) => (a.rows(), a.cols()),
            SparseMatrix::Complex(a) => (a.rows(), a.cols()),
        };
        if rows.iter().zip(cols).any(|(row, col)| row < col) {
            return refuse("entries above the diagonal of a symmetric matrix".to_owned());
        }
    }
    if let Some(RightHandSides { values, guesses, solutions }) = &file.right_hand_sides {
        let others = [guesses, solutions].into_iter().flatten();
        if values.nrows() != n_rows || others.into_iter().any(|a| a.dim() != values.dim()) {
            return refuse("right-hand sides of another length".to_owned());
        }
        if matches!(file.matrix, SparseMatrix::Complex(_)) {
            return refuse("real right-hand sides of a complex matrix".to_owned());
        }
    }
    Ok(())
}

/// A list of numbers, line by line.
struct List {
    format: Format,
    text: Vec<u8>,
    /// Numbers on the line so far.
    n: usize,
    n_lines: usize,
}

impl List {
    fn new(format: Format) -> Self {
        Self { format, text: Vec::new(), n: 0, n_lines: 0 }
    }

    fn put(&mut self, number: &str) {
        if self.n == self.format.repeat {
            self.end_line();
        }
        let width = self.format.width;
        write!(self.text, "{number:>width$}").expect("a vector takes all");
        self.n += 1;
    }

    fn real(&mut self, value: f64) {
        let text = format!("{value:.16E}");
        // As C and Fortran have it, an exponent of two digits at least, with a sign.
        match text.split_once('E') {
            Some((digits, exponent)) => {
                let (sign, exponent) = match exponent.strip_prefix('-') {
                    Some(exponent) => ('-', exponent),
                    None => ('+', exponent),
                };
                self.put(&format!("{digits}E{sign}{exponent:0>2}"));
            }
            None => self.put(&text),
        }
    }

    fn end_line(&mut self) {
        if 0 < self.n {
            self.text.push(b'\n');
            self.n_lines += 1;
            self.n = 0;
        }
    }
}

/// The whole file.
fn text<T: Copy + Default + std::ops::AddAssign>(
    file: &HarwellBoeing,
    matrix: &Sparse<T>,
    letter: char,
    format: Option<Format>,
    put: impl Fn(T, &mut List),
) -> Vec<u8> {
    let matrix = matrix.sum_duplicates();
    let [n_rows, n_cols] = matrix.shape();
    let n = matrix.n_stored();
    let mut pointers = List::new(Format::integers((n + 1).to_string().len()));
    let mut indices = List::new(Format::integers(n_rows.to_string().len()));
    let mut values = List::new(format.unwrap_or(Format::reals()));
    let mut at = 0;
    for col in 0..n_cols {
        pointers.put(&(at + 1).to_string());
        at += matrix.cols()[at..].iter().take_while(|&&c| c == col).count();
    }
    pointers.put(&(n + 1).to_string());
    for (row, _, value) in matrix.entries() {
        indices.put(&(row + 1).to_string());
        put(value, &mut values);
    }
    let mut right = List::new(Format::reals());
    if let Some(RightHandSides { values, guesses, solutions }) = &file.right_hand_sides {
        for block in [Some(values), guesses.as_ref(), solutions.as_ref()].into_iter().flatten() {
            block.t().iter().for_each(|&v| right.real(v));
            right.end_line();
        }
    }
    let mut lists = [pointers, indices, values, right];
    lists.iter_mut().for_each(List::end_line);
    let [n_pointer_lines, n_index_lines, n_value_lines, n_right_lines] =
        [0, 1, 2, 3].map(|i| lists[i].n_lines);
    let total: usize = lists.iter().map(|list| list.n_lines).sum();
    let (title, key, structure) = (&file.title, &file.key, file.structure.letter());
    let [pointers, indices, values, right] = [0, 1, 2, 3].map(|i| lists[i].format.to_string());
    let values = if format.is_some() { values } else { String::new() };
    let right = if n_right_lines == 0 { String::new() } else { right };
    let mut out = format!(
        "{title:<72}{key:<8}\n\
         {total:14}{n_pointer_lines:14}{n_index_lines:14}{n_value_lines:14}{n_right_lines:14}\n\
         {letter}{structure}A           {n_rows:14}{n_cols:14}{n:14}{:14}\n\
         {pointers:<16}{indices:<16}{values:<20}{right:<20}\n",
        0
    );
    if let Some(RightHandSides { values, guesses, solutions }) = &file.right_hand_sides {
        let guess = if guesses.is_some() { 'G' } else { ' ' };
        let solution = if solutions.is_some() { 'X' } else { ' ' };
        let n = values.ncols();
        writeln!(out, "F{guess}{solution}           {n:14}{:14}", 0).expect("a string takes all");
    }
    let mut out = out.into_bytes();
    for list in &lists {
        out.extend(&list.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::harwell_boeing::{ReadOptions, Structure, read_from};

    fn round_trip(file: &HarwellBoeing) -> HarwellBoeing {
        let mut text = Vec::new();
        write_to(&mut text, "a.hb", file).unwrap();
        read_from(&text[..], "a.hb", &ReadOptions::default()).unwrap()
    }

    fn square() -> Sparse<f64> {
        Sparse::from_dense(&array![[1.0, 0.0], [-1e-300, 1.0 / 3.0]])
    }

    #[test]
    fn every_kind_survives() {
        let real = HarwellBoeing {
            title: "A title, with all its 72 characters at most".to_owned(),
            key: "KEY".to_owned(),
            structure: Structure::Symmetric,
            right_hand_sides: Some(RightHandSides {
                values: array![[1.0, 2.0], [3.0, 4.0]],
                guesses: None,
                solutions: Some(array![[0.5, 0.0], [-1.0, 2.0]]),
            }),
            ..HarwellBoeing::new(square())
        };
        assert_eq!(round_trip(&real), real);
        let complex = HarwellBoeing::new(square().map(|v| Complex::new(v, -v)));
        assert_eq!(round_trip(&complex), complex);
        let pattern = HarwellBoeing::new(SparseMatrix::Pattern(square().map(|_| 1.0)));
        assert_eq!(round_trip(&pattern), pattern);
        let whole = HarwellBoeing::new(square().map(|_| i64::MIN));
        assert_eq!(round_trip(&whole), whole);
        let none = HarwellBoeing::new(Sparse::<f64>::new([3, 2], vec![], vec![], vec![]).unwrap());
        assert_eq!(round_trip(&none), none);
    }

    #[test]
    fn symmetric_matrices_are_made_whole_on_request() {
        let file =
            HarwellBoeing { structure: Structure::SkewSymmetric, ..HarwellBoeing::new(square()) };
        let mut text = Vec::new();
        write_to(&mut text, "a.hb", &file).unwrap();
        let options = ReadOptions { expand_symmetry: true, ..Default::default() };
        let file = read_from(&text[..], "a.hb", &options).unwrap();
        let matrix = Sparse::<f64>::try_from(file.matrix).unwrap().to_dense();
        assert_eq!(matrix, array![[1.0, 1e-300], [-1e-300, 1.0 / 3.0]]);
    }

    #[test]
    fn what_the_format_cannot_hold_is_refused() {
        let refusal =
            |file: &HarwellBoeing| write_to(Vec::new(), "a.hb", file).unwrap_err().to_string();
        let file = HarwellBoeing::new(square());
        let long = HarwellBoeing { key: "ninechars".to_owned(), ..file.clone() };
        assert!(refusal(&long).contains("the key \"ninechars\""));
        let odd = HarwellBoeing { title: "a\nb".to_owned(), ..file.clone() };
        assert!(refusal(&odd).contains("the title"));
        let upper = HarwellBoeing {
            structure: Structure::Hermitian,
            ..HarwellBoeing::new(square().transposed())
        };
        assert!(refusal(&upper).contains("above the diagonal"));
        let rectangular = HarwellBoeing {
            structure: Structure::Symmetric,
            ..HarwellBoeing::new(Sparse::<f64>::new([3, 2], vec![], vec![], vec![]).unwrap())
        };
        assert!(refusal(&rectangular).contains("but not square"));
        let right = RightHandSides { values: array![[1.0]], guesses: None, solutions: None };
        let other = HarwellBoeing { right_hand_sides: Some(right), ..file };
        assert!(refusal(&other).contains("of another length"));
    }
}
