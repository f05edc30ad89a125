//! What onkai writes, NumPy reads, and onkai itself.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use ndarray::{Array, ArrayD, IxDyn, array};
use num_complex::Complex;
use onkai_io::{AnyArray, npy, npz};
use onkai_testing::noise;
use proptest::prelude::*;

use crate::dump::{golden_path, golden_rows};

fn arrays() -> Vec<(String, AnyArray)> {
    let x = noise(60, 4).into_shape_with_order((3, 4, 5)).unwrap().mapv(|v| 100.0 * v);
    let all: [(&str, AnyArray); 15] = [
        ("bool", x.mapv(|v| 0.0 < v).into()),
        ("i8", x.mapv(|v| v as i8).into()),
        ("i16", x.mapv(|v| v as i16).into()),
        ("i32", x.mapv(|v| v as i32).into()),
        ("i64", x.mapv(|v| v as i64).into()),
        ("u8", x.mapv(|v| v as u8).into()),
        ("u16", x.mapv(|v| v as u16).into()),
        ("u32", x.mapv(|v| v as u32).into()),
        ("u64", x.mapv(|v| v as u64).into()),
        ("f32", x.mapv(|v| v as f32).into()),
        ("f64", x.clone().into()),
        ("c32", x.mapv(|v| Complex::new(v as f32, 1.0)).into()),
        ("c64", x.t().mapv(|v| Complex::new(v, -v)).into()),
        ("größe", Array::from_elem((), 1.5).into()),
        ("empty", Array::<u16, _>::zeros((0, 3)).into()),
    ];
    all.map(|(name, array)| (name.to_owned(), array)).to_vec()
}

/// Where `xtask/golden/io_npy.py` finds a file; the golden one is a copy that NumPy has read.
fn fresh(name: &str, bytes: &[u8]) {
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
}

fn archive(compress: bool) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    npz::write_to(&mut file, "memory.npz", &arrays(), &npz::WriteOptions { compress }).unwrap();
    file.into_inner()
}

#[test]
fn files_are_those_that_numpy_has_read() {
    let mut bytes = Vec::new();
    npy::write_to(&mut bytes, "memory.npy", &arrays()[12].1).unwrap();
    fresh("onkai.npy", &bytes);
    let (stored, deflated) = (archive(false), archive(true));
    fresh("onkai.npz", &stored);
    fresh("onkai_deflated.npz", &deflated);
    if cfg!(target_endian = "little") {
        assert!(
            bytes == fs::read(golden_path("npy/onkai.npy")).unwrap(),
            "run `cargo xtask golden io_npy`"
        );
        assert!(
            stored == fs::read(golden_path("npy/onkai.npz")).unwrap(),
            "run `cargo xtask golden io_npy`"
        );
    }
    // `golden` compares what NumPy found in the stored copies; how they are compressed may change.
    let known =
        npz::read(golden_path("npy/onkai_deflated.npz"), &npz::ReadOptions::default()).unwrap();
    let found = npz::read_from(Cursor::new(deflated), "x", &npz::ReadOptions::default()).unwrap();
    assert_eq!((&known, &found), (&arrays(), &arrays()));
    assert_eq!(
        golden_rows("npy.json")["onkai_deflated.npz"].as_object().unwrap().len(),
        arrays().len()
    );
}

#[test]
fn files_on_disk_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.npz");
    npz::write(&path, &arrays(), &npz::WriteOptions::default()).unwrap();
    assert_eq!(npz::read(&path, &npz::ReadOptions::default()).unwrap(), arrays());
    let path = folder.path().join("a.npy");
    npy::write(&path, &array![1.0, 2.0].into()).unwrap();
    assert_eq!(npy::read(&path).unwrap(), array![1.0, 2.0].into());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

proptest! {
    #[test]
    fn arrays_survive_a_round_trip(shape in prop::collection::vec(0_usize..5, 0..5), seed: u32, turned: bool) {
        let n = shape.iter().product();
        let mut x = ArrayD::from_shape_vec(IxDyn(&shape), noise(n, seed).to_vec()).unwrap();
        if turned {
            x = x.reversed_axes();
        }
        let mut bytes = Vec::new();
        npy::write_to(&mut bytes, "x", &x.clone().into()).unwrap();
        prop_assert_eq!(npy::read_from(Cursor::new(bytes), "x").unwrap(), AnyArray::from(x));
    }
}
