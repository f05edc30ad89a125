//! Files of one matrix: Matrix Market and Harwell-Boeing.

use std::path::Path;

use ndarray::{Ix2, IxDyn};
use num_complex::Complex;
use onkai_io::harwell_boeing::{self, HarwellBoeing};
use onkai_io::matrix_market::{self, DenseMatrix, Matrix};
use onkai_io::{AnyArray, Error, Result, Sparse, SparseMatrix};

use super::contents::{Contents, Data};

pub(crate) fn read_matrix_market(path: &Path) -> Result<Contents> {
    let matrix = matrix_market::read(path, &matrix_market::ReadOptions::default())?;
    match matrix {
        Matrix::Sparse(sparse) => sparse_contents(path, sparse),
        Matrix::Dense(DenseMatrix::Integer(x)) => Ok(Contents::single(path, Data::Array(x.into()))),
        Matrix::Dense(DenseMatrix::Unsigned(x)) => {
            Ok(Contents::single(path, Data::Array(x.into())))
        }
        Matrix::Dense(DenseMatrix::Real(x)) => Ok(Contents::single(path, Data::Array(x.into()))),
        Matrix::Dense(DenseMatrix::Complex(x)) => Ok(Contents::single(path, Data::Array(x.into()))),
    }
}

pub(crate) fn read_harwell_boeing(path: &Path) -> Result<Contents> {
    let file = harwell_boeing::read(path, &harwell_boeing::ReadOptions::default())?;
    let mut contents = sparse_contents(path, file.matrix)?;
    if !(file.title.is_empty() && file.key.is_empty()) {
        contents.losses.push(format!("the title `{}` and the key `{}`", file.title, file.key));
    }
    if let Some(sides) = file.right_hand_sides {
        let parts = [
            ("right_hand_sides", Some(sides.values)),
            ("guesses", sides.guesses),
            ("solutions", sides.solutions),
        ];
        for (name, values) in parts {
            contents.items.extend(values.map(|x| (name.to_owned(), Data::Array(x.into()))));
        }
    }
    Ok(contents)
}

fn sparse_contents(path: &Path, sparse: SparseMatrix) -> Result<Contents> {
    let loss = match &sparse {
        SparseMatrix::Pattern(_) => Some("that the entries have no values; they are written as 1"),
        SparseMatrix::Integer(_) | SparseMatrix::Unsigned(_) => {
            Some("that the entries are whole numbers")
        }
        SparseMatrix::Real(_) | SparseMatrix::Complex(_) => None,
    };
    let data = match sparse {
        SparseMatrix::Complex(sparse) => Data::SparseComplex(sparse),
        other => Data::Sparse(other.try_into()?),
    };
    let mut contents = Contents::single(path, data);
    contents.losses.extend(loss.map(str::to_owned));
    Ok(contents)
}

/// The first matrix that there is; the others are lost.
fn first_matrix(path: &Path, contents: Contents) -> Result<(Matrix, Vec<String>)> {
    let mut losses = Vec::new();
    let mut found = None;
    for (name, data) in contents.items {
        let matrix = match (&found, data) {
            (None, Data::Sparse(sparse)) => Some(SparseMatrix::Real(sparse).into()),
            (None, Data::SparseComplex(sparse)) => Some(SparseMatrix::Complex(sparse).into()),
            (None, Data::Array(array)) => dense(array),
            _ => None,
        };
        losses.push(match matrix {
            Some(_) => format!("the name `{name}`"),
            None => format!("`{name}`, as a file holds one matrix"),
        });
        found = found.or(matrix);
    }
    found.map(|matrix| (matrix, losses)).ok_or_else(|| Error::Inexpressible {
        path: path.to_owned(),
        format: "matrix",
        what: "contents without a single matrix".into(),
        variable: None,
    })
}

/// A vector becomes a column; `None` for more than two dimensions.
fn dense(array: AnyArray) -> Option<Matrix> {
    let is_whole =
        !matches!(array, AnyArray::F32(_) | AnyArray::F64(_) | AnyArray::C32(_) | AnyArray::C64(_));
    let is_complex = matches!(array, AnyArray::C32(_) | AnyArray::C64(_));
    let shape = match *array.shape() {
        [] => [1, 1],
        [n] => [n, 1],
        [n_rows, n_cols] => [n_rows, n_cols],
        _ => return None,
    };
    if is_complex {
        return matrix::<Complex<f64>>(array, shape).map(Matrix::from);
    }
    if is_whole && let Some(matrix) = matrix::<i64>(array.clone(), shape) {
        return Some(matrix.into());
    }
    matrix::<f64>(array, shape).map(Matrix::from)
}

/// Numbers of a type, if that changes none of them.
fn matrix<T: onkai_io::Element>(array: AnyArray, shape: [usize; 2]) -> Option<ndarray::Array2<T>> {
    let array = array.to::<T, IxDyn>().ok()?;
    array.into_shape_with_order(shape).ok()?.into_dimensionality::<Ix2>().ok()
}

pub(crate) fn write_matrix_market(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (matrix, losses) = first_matrix(path, contents)?;
    matrix_market::write(path, &matrix, &matrix_market::WriteOptions::default())?;
    Ok(losses)
}

pub(crate) fn write_harwell_boeing(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (matrix, losses) = first_matrix(path, contents)?;
    let sparse = match matrix {
        Matrix::Sparse(sparse) => sparse,
        Matrix::Dense(DenseMatrix::Complex(x)) => SparseMatrix::Complex(Sparse::from_dense(&x)),
        Matrix::Dense(DenseMatrix::Integer(x)) => SparseMatrix::Integer(Sparse::from_dense(&x)),
        Matrix::Dense(DenseMatrix::Unsigned(x)) => SparseMatrix::Unsigned(Sparse::from_dense(&x)),
        Matrix::Dense(DenseMatrix::Real(x)) => SparseMatrix::Real(Sparse::from_dense(&x)),
    };
    harwell_boeing::write(path, &HarwellBoeing::new(sparse))?;
    Ok(losses)
}
