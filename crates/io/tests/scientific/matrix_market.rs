//! Matrix Market, beside `scipy.io.mmread` and `mmwrite`.

use ndarray::Array2;
use num_complex::Complex;
use onkai_io::matrix_market::{
    DenseMatrix, Field, Info, Layout, Matrix, ReadOptions, Symmetry, SymmetryChoice, WriteOptions,
    info_from, read, read_from, write_to,
};
use onkai_io::{Sparse, SparseMatrix};
use onkai_testing::{Golden, noise};
use proptest::prelude::*;

use crate::scientific::{assert_committed, folder, golden, text};

/// Any matrix as a dense complex one.
fn dense(matrix: Matrix) -> Array2<Complex<f64>> {
    match matrix {
        Matrix::Sparse(sparse) => Sparse::<Complex<f64>>::from(sparse).to_dense(),
        Matrix::Dense(DenseMatrix::Complex(a)) => a,
        real @ Matrix::Dense(_) => Array2::<f64>::try_from(real).unwrap().mapv(Complex::from),
    }
}

/// The golden array of that name, real or complex, if there is one.
fn expected(golden: &Golden, key: &str, is_complex: bool) -> Array2<Complex<f64>> {
    if is_complex {
        golden.array2::<Complex<f64>>(key)
    } else {
        golden.array2::<f64>(key).mapv(Complex::from)
    }
}

fn same(a: &Array2<Complex<f64>>, b: &Array2<Complex<f64>>) -> bool {
    let bits = |a: &Array2<Complex<f64>>| {
        // A zero that was mirrored may have a sign.
        a.mapv(|z| ((z.re + 0.0).to_bits(), (z.im + 0.0).to_bits()))
    };
    bits(a) == bits(b)
}

fn described(info: &Info) -> String {
    let layout = if info.layout == Layout::Array { "array" } else { "coordinate" };
    let Info { n_rows, n_cols, n_entries, field, symmetry, .. } = info;
    format!("{n_rows} {n_cols} {n_entries} {layout} {field} {symmetry}")
}

#[test]
fn texts_of_every_kind_are_read_or_refused_as_by_scipy() {
    let golden = golden("matrix_market");
    let is_read = golden.array1::<bool>("is_read");
    let (mut n_read, mut n_refused) = (0, 0);
    for i in 0..golden.scalar::<i64>("n") {
        let text_ = text(&golden, &format!("{i:02}.text"));
        let matrix = read_from(text_.as_bytes(), "a.mtx", &ReadOptions::default());
        if !is_read[i as usize] {
            assert!(matrix.is_err(), "{text_}");
            n_refused += 1;
            continue;
        }
        let matrix = matrix.unwrap_or_else(|e| panic!("{text_}: {e}"));
        let actual = dense(matrix);
        let expected = expected(&golden, &format!("{i:02}.dense"), text_.contains("complex"));
        assert!(same(&actual, &expected), "{text_}\n{actual}\nfor\n{expected}");
        let info = info_from(text_.as_bytes(), "a.mtx").unwrap();
        assert_eq!(described(&info), text(&golden, &format!("{i:02}.info")));
        n_read += 1;
    }
    assert!(40 < n_read && 15 < n_refused, "{n_read} {n_refused}");
}

const WRITTEN: [&str; 7] =
    ["real", "precision", "complex", "pattern", "integer", "symmetric", "dense"];

#[test]
fn files_that_scipy_wrote_are_read_packed_or_not() {
    let golden = golden("matrix_market");
    let parsed =
        |name: &str| read(folder("matrix_market").join(name), &ReadOptions::default()).unwrap();
    for name in WRITTEN {
        let actual = dense(parsed(&format!("{name}.mtx")));
        let expected = expected(&golden, &format!("written.{name}"), name == "complex");
        assert!(same(&actual, &expected), "{name}");
    }
    assert_eq!(parsed("real.mtx.gz"), parsed("real.mtx"));
    assert_eq!(parsed("real.mtx.bz2"), parsed("real.mtx"));
    let info = onkai_io::matrix_market::info(folder("matrix_market").join("real.mtx.bz2")).unwrap();
    assert_eq!(described(&info), "13 11 60 coordinate real general");
    let text = std::fs::read(folder("matrix_market").join("precision.mtx")).unwrap();
    assert_eq!(info_from(&text[..], "a").unwrap().comment, "two\nlines");
}

#[test]
fn scipy_reads_what_is_written() {
    let mut files = Vec::new();
    for name in WRITTEN {
        let path = folder("matrix_market").join(format!("{name}.mtx"));
        let matrix = read(path, &ReadOptions::default()).unwrap();
        let symmetric = SymmetryChoice::As(Symmetry::Symmetric);
        let options = WriteOptions {
            comment: " written by onkai\n % twice".to_owned(),
            precision: (name == "precision").then_some(5),
            symmetry: if name == "symmetric" { symmetric } else { SymmetryChoice::Auto },
            field: (name == "pattern").then_some(Field::Pattern),
        };
        let mut bytes = Vec::new();
        write_to(&mut bytes, "memory", &matrix, &options).unwrap();
        files.push((format!("onkai-{name}.mtx"), bytes));
    }
    assert_committed("matrix_market", &files);
}

#[test]
fn long_files_survive_whatever_the_threads() {
    let n = 100_000;
    let values = noise(n, 1).to_vec();
    let rows = (0..n).map(|i| i * 31 % 5000).collect();
    let cols = (0..n).map(|i| i * 17 % 7000).collect();
    let a = Sparse::new([5000, 7000], rows, cols, values).unwrap();
    let mut bytes = Vec::new();
    write_to(&mut bytes, "memory", &a.clone().into(), &WriteOptions::default()).unwrap();
    let back = read_from(&bytes[..], "memory", &ReadOptions::default()).unwrap();
    assert_eq!(back, Matrix::Sparse(SparseMatrix::Real(a)));
}

proptest! {
    #[test]
    fn all_floats_survive(values in prop::collection::vec(any::<f64>(), 1..40)) {
        let values: Vec<f64> = values.into_iter().filter(|v| !v.is_nan()).collect();
        let n = values.len();
        let a = Sparse::new([n.max(1), 1], (0..n).collect(), vec![0; n], values.clone()).unwrap();
        let mut bytes = Vec::new();
        write_to(&mut bytes, "memory", &a.into(), &WriteOptions::default()).unwrap();
        let back = read_from(&bytes[..], "memory", &ReadOptions::default()).unwrap();
        let back = Sparse::<f64>::try_from(back).unwrap();
        prop_assert!(back.values().iter().zip(&values).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}
