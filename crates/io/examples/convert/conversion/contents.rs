//! What all formats have in common: named values.

use std::path::Path;

use ndarray::ArrayD;
use num_complex::Complex;
use onkai_io::{AnyArray, Sparse};

/// The values of a file.
#[derive(Default)]
pub(crate) struct Contents {
    pub(crate) items: Vec<(String, Data)>,
    /// What the file held that has no place here.
    pub(crate) losses: Vec<String>,
}

/// What a value can be.
pub(crate) enum Data {
    Array(AnyArray),
    Sparse(Sparse<f64>),
    SparseComplex(Sparse<Complex<f64>>),
    Text(ArrayD<String>),
}

impl Contents {
    /// The contents of a file that holds one value without a name: the file's name stands for it.
    pub(crate) fn single(path: &Path, data: Data) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name: String =
            stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name
        } else {
            format!("x{name}")
        };
        Self { items: vec![(name, data)], losses: Vec::new() }
    }

    /// Arrays only; sparse matrices are filled with their zeros, and text is lost.
    pub(crate) fn into_arrays(self) -> (Vec<(String, AnyArray)>, Vec<String>) {
        // A sparse matrix of a few entries may have more zeros than any memory.
        const MAX_LEN: usize = 100_000_000;
        let (mut arrays, mut losses) = (Vec::new(), Vec::new());
        for (name, data) in self.items {
            let shape = match &data {
                Data::Sparse(sparse) => sparse.shape(),
                Data::SparseComplex(sparse) => sparse.shape(),
                Data::Array(_) | Data::Text(_) => [0, 0],
            };
            if shape[0].checked_mul(shape[1]).is_none_or(|len| MAX_LEN < len) {
                losses.push(format!(
                    "`{name}`, a sparse matrix of shape {shape:?}, too large to be dense"
                ));
                continue;
            }
            let array = match data {
                Data::Array(array) => array,
                Data::Sparse(sparse) => sparse.to_dense().into(),
                Data::SparseComplex(sparse) => sparse.to_dense().into(),
                Data::Text(_) => {
                    losses.push(format!("`{name}`, which is text"));
                    continue;
                }
            };
            if shape != [0, 0] {
                losses.push(format!("that `{name}` is sparse; it is written with its zeros"));
            }
            arrays.push((name, array));
        }
        (arrays, losses)
    }
}
