//! What onkai writes, SciPy reads, and onkai itself.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use ndarray::{Array, Array1, Array2, ArrayD, IxDyn, ShapeBuilder, array, s};
use num_complex::Complex;
use onkai_io::mat::{
    self, MatFile, MatSparse, MatStruct, MatValue, MatVariable, OneDimension, ReadOptions,
    WriteOptions,
};
use onkai_io::{AnyArray, Sparse};
use onkai_testing::noise;
use proptest::prelude::*;

use crate::dump::{Mode, dump, golden_path, golden_rows};

/// Something of every kind that can be written.
fn contents() -> MatFile {
    let mut file = MatFile::default();
    let x = noise(24, 9).mapv(|v| 100.0 * v);
    let matrix = x.clone().into_shape_with_order((4, 6)).unwrap();
    file.insert("f64", matrix.clone());
    file.insert("f32", matrix.mapv(|v| v as f32));
    file.insert("i8", matrix.mapv(|v| v as i8));
    file.insert("i16", matrix.mapv(|v| (300.0 * v) as i16));
    file.insert("i32", matrix.mapv(|v| (1e7 * v) as i32));
    file.insert("i64", array![i64::MAX, i64::MIN, -1]);
    file.insert("u8", matrix.mapv(|v| v.abs() as u8));
    file.insert("u16", matrix.mapv(|v| (600.0 * v.abs()) as u16));
    file.insert("u32", matrix.mapv(|v| (4e7 * v.abs()) as u32));
    file.insert("u64", array![u64::MAX, 0]);
    file.insert("c32", matrix.slice(s![.., ..3]).mapv(|v| Complex::new(v as f32, -1.5)));
    file.insert("c64", matrix.slice(s![..;2, ..]).mapv(|v| Complex::new(-v, v)));
    file.insert("truth", matrix.mapv(|v| 0.0 < v));
    let columns = Array::from_shape_vec((2, 3, 4).f(), x.to_vec()).unwrap();
    file.insert("three_columns_first", columns.clone());
    file.insert("three_rows_first", Array::from_shape_vec((2, 3, 4), x.to_vec()).unwrap());
    file.insert("strided", columns.slice_move(s![.., ..;2, ..;-1]));
    file.insert("scalar", 2.5);
    file.insert("vector", array![1.0, 2.0, 3.0]);
    file.insert("empty", Array2::<f64>::zeros((0, 0)));
    file.insert("empty_vector", Array1::<f32>::zeros(0));
    file.insert("none_of_three", Array2::<i16>::zeros((0, 3)));
    file.insert("special", array![f64::NAN, f64::INFINITY, -0.0, 5e-324]);
    file.insert("text", "Größe ♫");
    file.insert("no_text", "");
    file.insert("lines", array!["one", "three", "äö"].mapv(str::to_owned));
    file.insert("characters", array![['a', 'b'], ['c', 'd']]);
    let nested = array![MatValue::from("nested"), Array2::<f64>::zeros((2, 2)).into()];
    file.insert(
        "cell",
        array![
            [MatValue::from(1.0), "two".into()],
            [nested.into(), Array2::<f64>::zeros((0, 0)).into()]
        ],
    );
    file.insert(
        "no_cells",
        ArrayD::<MatValue>::from_shape_vec(IxDyn(&[0, 2]), Vec::new()).unwrap(),
    );
    let inner = MatStruct::single([("y", MatValue::from(Complex::new(1.0, 2.0)))]);
    let point = [("x", MatValue::from(0.5)), ("name", "left".into()), ("inner", inner.into())];
    file.insert("point", MatStruct::single(point.clone()));
    let numbers =
        Array::from_shape_fn(IxDyn(&[2, 3]), |i| MatValue::from((3 * i[0] + i[1]) as f64));
    let texts = numbers.mapv(|_| MatValue::from("t"));
    let fields = vec![("number".to_owned(), numbers), ("text".to_owned(), texts)];
    file.insert("structs", MatStruct::new(&[2, 3], fields).unwrap());
    file.insert("no_fields", MatStruct::new(&[1, 1], Vec::new()).unwrap());
    let fields = MatStruct::single(point);
    file.insert("object", MatValue::Object { class: "point".to_owned(), fields });
    let sparse = Sparse::new([3, 4], vec![2, 0, 2], vec![3, 1, 3], vec![1.0, 2.0, 0.5]).unwrap();
    file.insert("sparse", sparse.clone());
    file.insert("sparse_complex", sparse.clone().map(|v| Complex::new(v, -v)));
    file.insert("sparse_truth", sparse.map(|v| 0.0 < v));
    file.insert("sparse_nothing", Sparse::<f64>::new([3, 4], vec![], vec![], vec![]).unwrap());
    let (name, value) = ("größe".to_owned(), MatValue::from(1.25_f32));
    file.insert_variable(MatVariable { name, value, is_global: true });
    file
}

fn write(options: WriteOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    mat::write_to(&mut bytes, "memory.mat", &contents(), &options).unwrap();
    bytes
}

/// Where `xtask/golden/io_mat.py` finds the files; the golden ones are copies that SciPy has read.
fn fresh(name: &str, options: WriteOptions) -> Vec<u8> {
    let bytes = write(options);
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), &bytes).unwrap();
    bytes
}

#[test]
fn files_are_those_that_scipy_has_read() {
    let bytes = fresh("onkai_v5.mat", WriteOptions::default());
    let known = fs::read(golden_path("mat/onkai_v5.mat")).unwrap();
    // The header names the version of this crate; big-endian machines write their own order.
    if cfg!(target_endian = "little") {
        assert!(bytes[116..] == known[116..], "run `cargo xtask golden io_mat`");
    }
    let options =
        WriteOptions { compress: true, oned_as: OneDimension::Column, ..Default::default() };
    let bytes = fresh("onkai_v7.mat", options);
    assert!(bytes.len() < known.len());
    // How it is compressed may change, what is in it may not.
    let rows = golden_rows("mat.json");
    for (name, bytes) in [("onkai_v5.mat", known), ("onkai_v7.mat", bytes)] {
        let file = mat::read_from(Cursor::new(bytes), name, &ReadOptions::default()).unwrap();
        for variable in file.variables() {
            let expected = rows[name]["default"][&variable.name].as_str().unwrap();
            assert_eq!(
                dump(&variable.value, Mode::TruthAsIntegers),
                expected,
                "{name} {}",
                variable.name
            );
        }
        assert_eq!(file.variables().len(), contents().variables().len());
        assert_eq!(rows[name]["globals"][0], "größe");
    }
}

#[test]
fn values_come_back() {
    for compress in [false, true] {
        let bytes = write(WriteOptions { compress, ..Default::default() });
        let mut file =
            mat::read_from(Cursor::new(bytes), "x.mat", &ReadOptions::default()).unwrap();
        assert!(file.description.starts_with("MATLAB 5.0 MAT-file, written by onkai-io"));
        let globals: Vec<_> =
            file.variables().iter().filter(|v| v.is_global).map(|v| &v.name).collect();
        assert_eq!(globals, ["größe"]);
        for variable in contents() {
            let name = variable.name.as_str();
            let value = file.take::<MatValue>(name).unwrap();
            match (variable.value, value) {
                (MatValue::Array(written), MatValue::Array(read)) => {
                    assert_eq!(written.type_name(), read.type_name(), "{name}");
                    assert_eq!(written.len(), read.len(), "{name}");
                    if 2 <= written.shape().len() {
                        assert_eq!(written, read, "{name}");
                    }
                }
                (MatValue::Cell(_) | MatValue::Struct(_) | MatValue::Object { .. }, _)
                | (MatValue::Text(_), MatValue::Text(_)) => {}
                (MatValue::Char(written), MatValue::Text(read)) => {
                    assert_eq!((written.shape(), read.shape()), (&[2, 2][..], &[2][..]));
                }
                (
                    MatValue::Sparse(MatSparse::Real(written)),
                    MatValue::Sparse(MatSparse::Real(read)),
                ) => {
                    assert_eq!(written.to_dense(), read.to_dense());
                    assert_eq!(read, written.sum_duplicates());
                }
                (MatValue::Sparse(written), MatValue::Sparse(read)) => {
                    assert_eq!(written.shape(), read.shape());
                }
                (written, read) => panic!("{name}: {written:?}, {read:?}"),
            }
        }
    }
}

/// The talk saves `ones(3)` and loads it again: MATLAB has no arrays of one dimension.
#[test]
fn the_talks_round_trip() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.mat");
    let mut file = MatFile::default();
    file.insert("a", Array1::<f64>::ones(3));
    mat::write(&path, &file, &WriteOptions::default()).unwrap();
    let mut data = mat::read(&path, &ReadOptions::default()).unwrap();
    assert_eq!(data.get("a").unwrap().shape(), [1, 3]);
    assert_eq!(data.take::<Array2<f64>>("a").unwrap(), array![[1.0, 1.0, 1.0]]);
    let options = ReadOptions { squeeze_me: true, ..Default::default() };
    let mut data = mat::read(&path, &options).unwrap();
    assert_eq!(data.get("a").unwrap().shape(), [3]);
    assert_eq!(data.take::<Array1<f64>>("a").unwrap(), array![1.0, 1.0, 1.0]);
    let column = WriteOptions { oned_as: OneDimension::Column, ..Default::default() };
    mat::write(&path, &file, &column).unwrap();
    let data = mat::read(&path, &ReadOptions::default()).unwrap();
    assert_eq!(data.get("a").unwrap().shape(), [3, 1]);
}

#[test]
fn memory_keeps_the_files_order() {
    let bytes = write(WriteOptions::default());
    let file = mat::read_from(Cursor::new(bytes), "x.mat", &ReadOptions::default()).unwrap();
    match file.get("f64").unwrap() {
        MatValue::Array(AnyArray::F64(x)) => assert!(x.t().is_standard_layout()),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn arrays_survive_a_round_trip(
        shape in prop::collection::vec(0_usize..5, 2..5),
        seed: u32,
        compress: bool,
        f_order: bool,
    ) {
        let n = shape.iter().product();
        let x = noise(n, seed).mapv(|v| 1e3 * v).to_vec();
        let x = ArrayD::from_shape_vec(IxDyn(&shape).set_f(f_order), x).unwrap();
        let mut file = MatFile::default();
        file.insert("double", x.clone());
        file.insert("integers", x.mapv(|v| v as i16));
        file.insert("complex", x.mapv(|v| Complex::new(v as f32, -v as f32)));
        file.insert("truth", x.mapv(|v| 0.0 < v));
        let mut bytes = Vec::new();
        mat::write_to(&mut bytes, "x", &file, &WriteOptions { compress, ..Default::default() }).unwrap();
        let read = mat::read_from(Cursor::new(bytes), "x", &ReadOptions::default()).unwrap();
        prop_assert_eq!(read.variables(), file.variables());
    }
}
