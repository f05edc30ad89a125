//! Scientific files, beside `scipy.io`.

use std::path::PathBuf;

use anyhow::Result;
use ndarray::{Array2, ArrayD};
use onkai_io::Sparse;
use onkai_io::mat::{self, MatFile, ReadOptions, WriteOptions};
use onkai_io::netcdf::{self, Dataset, Dimension, Variable};
use onkai_io::{matrix_market, wav};
use tempfile::TempDir;

use super::case::{Call, Case, call, must};
use crate::{Answer, Digest, Inputs};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("mat_read_100mb", |inputs| mat_read(inputs, false)),
    ("mat_read_compressed_100mb", |inputs| mat_read(inputs, true)),
    ("matrix_market_read", matrix_market_read),
    ("matrix_market_write", matrix_market_write),
    ("netcdf_read_100mb", netcdf_read),
    ("wav_read_100mb", wav_read),
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

/// A sparse matrix of a million entries, and a folder for its file.
fn matrix(inputs: &Inputs) -> Result<(TempDir, PathBuf, Sparse<f64>)> {
    let n = 1_000_000;
    let rows = (0..n).map(|i| i * 31 % 50_000).collect();
    let cols = (0..n).map(|i| i * 17 % 70_000).collect();
    let values = inputs.noise(n, 1).to_vec();
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.mtx");
    Ok((folder, path, Sparse::new([50_000, 70_000], rows, cols, values)?))
}

fn matrix_market_read(inputs: &Inputs) -> Result<Call> {
    let (folder, path, a) = matrix(inputs)?;
    matrix_market::write(&path, &a.into(), &matrix_market::WriteOptions::default())?;
    Ok(call(move || {
        let path = folder.path().join("a.mtx");
        let options = matrix_market::ReadOptions::default();
        let a = must(Sparse::<f64>::try_from(must(matrix_market::read(path, &options))));
        Values(a)
    }))
}

fn matrix_market_write(inputs: &Inputs) -> Result<Call> {
    let (folder, _, a) = matrix(inputs)?;
    let a = a.into();
    Ok(call(move || {
        let path = folder.path().join("a.mtx");
        must(matrix_market::write(path, &a, &matrix_market::WriteOptions::default()));
        vec![1_000_000_usize]
    }))
}

fn netcdf_read(inputs: &Inputs) -> Result<Call> {
    let folder = tempfile::tempdir()?;
    let n = 3500;
    let dataset = Dataset {
        dimensions: vec![Dimension::fixed("n", n)],
        variables: vec![Variable::new("x", &["n", "n"], inputs.noise_matrix(n, 1))],
        ..Default::default()
    };
    netcdf::write(folder.path().join("x.nc"), &dataset)?;
    Ok(call(move || {
        let mut reader = must(netcdf::Reader::open(folder.path().join("x.nc")));
        must(ArrayD::<f64>::try_from(must(reader.variable("x"))))
    }))
}

/// Sound of 16 bits in two channels.
fn wav_read(inputs: &Inputs) -> Result<Call> {
    let folder = tempfile::tempdir()?;
    let n = 25_000_000;
    let samples = inputs.noise(2 * n, 1).mapv(|v| (32767.0 * v) as i16);
    let samples = samples.into_shape_with_order((n, 2))?.reversed_axes();
    wav::write(
        folder.path().join("x.wav"),
        &wav::Wav::new(44100, samples),
        &wav::WriteOptions::default(),
    )?;
    Ok(call(move || {
        let path = folder.path().join("x.wav");
        must(wav::read(path, &wav::ReadOptions::default()))
    }))
}

struct Values(Sparse<f64>);

impl Answer for Values {
    fn digest(&self) -> Digest {
        digest(self.0.values().iter().map(|v| v.abs()))
    }
}

impl Answer for wav::Wav {
    fn digest(&self) -> Digest {
        match &self.samples {
            wav::Samples::I16(a) => digest(a.iter().map(|&v| f64::from(v).abs())),
            _ => Digest { len: 0, mean_abs: 0.0 },
        }
    }
}

fn digest(magnitudes: impl ExactSizeIterator<Item = f64>) -> Digest {
    let len = magnitudes.len();
    Digest { len, mean_abs: magnitudes.sum::<f64>() / len.max(1) as f64 }
}
