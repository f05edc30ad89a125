//! The example `convert`, from each format into the others.

#[path = "../examples/convert/conversion/mod.rs"]
mod conversion;

use std::path::Path;

use conversion::{convert, known};

fn golden(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[test]
fn arrays_pass_and_losses_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, matrix) = (folder.path().join("a.npz"), folder.path().join("b.mat"));
    let losses = convert(&golden("mat/scipy_v5.mat"), &archive).unwrap();
    for expected in [
        "`cell`, a cell array",
        "`text`, which is text",
        "that `sparse` is sparse; it is written with its zeros",
    ] {
        assert!(losses.iter().any(|loss| loss == expected), "{expected}: {losses:?}");
    }
    let losses = convert(&archive, &matrix).unwrap();
    assert_eq!(losses, ["the name `größe`, which MATLAB cannot use; it is now `gr__e`"]);
    let options = onkai_io::mat::ReadOptions::default();
    let before = onkai_io::mat::read(golden("mat/scipy_v5.mat"), &options).unwrap();
    let after = onkai_io::mat::read(&matrix, &options).unwrap();
    for name in ["int8", "uint64", "float32", "complex64", "truth", "three", "none_of_three", "big"]
    {
        assert_eq!(before.get(name).unwrap(), after.get(name).unwrap(), "{name}");
    }
}

#[test]
fn a_single_array_loses_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.npy");
    let losses = convert(&golden("mat/testdouble_7.4_GLNX86.mat"), &path).unwrap();
    assert_eq!(losses, ["the name `testdouble`"]);
    let losses = convert(&golden("npy/float64_big.npy"), &folder.path().join("x.mat")).unwrap();
    assert!(losses.is_empty(), "{losses:?}");
}

#[test]
fn what_cannot_be_converted_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let refusal =
        |from: &str, to: &str| convert(&golden(from), &folder.path().join(to)).unwrap_err();
    assert!(refusal("mat/malformed1.mat", "a.npz").contains("malformed1.mat: damaged MATLAB file"));
    assert!(
        refusal("mat/teststring_7.4_GLNX86.mat", "a.npy")
            .contains("contents without a single array")
    );
    assert!(
        refusal("mat.json", "a.npy")
            .contains("no format has this extension; known are mat, npy, npz, nc, ")
    );
    assert!(refusal("npy/scalar.npy", "a.xyz").ends_with(&known()));
}

#[test]
fn matrices_tables_and_sound_pass() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    // A sparse matrix through both of its formats and back.
    convert(&golden("mat/testsparse_7.4_GLNX86.mat"), &path("a.mtx")).unwrap();
    convert(&path("a.mtx"), &path("b.hb")).unwrap();
    convert(&path("b.hb"), &path("testsparse.mtx")).unwrap();
    convert(&path("testsparse.mtx"), &path("c.mat")).unwrap();
    let read = |path: &Path| {
        let mut file = onkai_io::mat::read(path, &onkai_io::mat::ReadOptions::default()).unwrap();
        file.take::<onkai_io::Sparse<f64>>("testsparse").unwrap().to_dense()
    };
    assert_eq!(read(&path("c.mat")), read(&golden("mat/testsparse_7.4_GLNX86.mat")));
    // Arrays of many types through netCDF.
    let losses = convert(&golden("mat/scipy_v5.mat"), &path("d.nc")).unwrap();
    assert!(losses.contains(&"that `uint16` is of type u16".to_owned()), "{losses:?}");
    let losses = convert(&path("d.nc"), &path("e.npz")).unwrap();
    assert!(
        losses.contains(&"the names of `float64`'s dimensions: float64_0, float64_1".to_owned()),
        "{losses:?}"
    );
    let arrays =
        onkai_io::npz::read(path("e.npz"), &onkai_io::npz::ReadOptions::default()).unwrap();
    let (_, three) = arrays.iter().find(|(name, _)| name == "three").unwrap();
    assert_eq!((three.type_name(), three.shape()), ("f64", &[2, 3, 4][..]));
    // Columns.
    convert(&path("e.npz"), &path("f.arff")).unwrap();
    convert(&path("f.arff"), &path("g.mat")).unwrap();
    // Sound, with its rate.
    convert(&golden("audio/s24.wav"), &path("h.npz")).unwrap();
    let losses = convert(&path("h.npz"), &path("i.wav")).unwrap();
    assert!(losses.is_empty(), "{losses:?}");
    let (before, after) =
        (onkai_io::audio::read(golden("audio/s24.wav")), onkai_io::audio::read(path("i.wav")));
    let (before, after) = (before.unwrap(), after.unwrap());
    assert_eq!((before.samples, before.sample_rate), (after.samples, after.sample_rate));
    assert!(convert(&path("h.npz"), &path("j.sav")).unwrap_err().contains("can only be read"));
}
