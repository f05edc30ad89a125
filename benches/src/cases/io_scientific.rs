//! Scientific files, beside `scipy.io`.

use anyhow::Result;
use ndarray::Array2;
use onkai_io::mat::{self, MatFile, ReadOptions, WriteOptions};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("mat_read_100mb", |inputs| mat_read(inputs, false)),
    ("mat_read_compressed_100mb", |inputs| mat_read(inputs, true)),
];

/// Each side writes its own file into a folder that is gone when the bench ends.
fn mat_read(inputs: &Inputs, compress: bool) -> Result<Call> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("x.mat");
    let mut file = MatFile::default();
    file.insert("x", inputs.noise_matrix(3500, 1));
    mat::write(&path, &file, &WriteOptions { compress, ..Default::default() })?;
    Ok(call(move || {
        let path = folder.path().join("x.mat");
        let mut file = must(mat::read(path, &ReadOptions::default()));
        must(file.take::<Array2<f64>>("x"))
    }))
}
