//! Harwell-Boeing, beside `scipy.io.hb_read` and `hb_write`.

use ndarray::Array2;
use onkai_io::Sparse;
use onkai_io::harwell_boeing::{HarwellBoeing, ReadOptions, Structure, read, read_from, write_to};
use onkai_testing::noise;

use crate::scientific::{assert_committed, folder, golden, text};

fn dense(file: HarwellBoeing) -> Array2<f64> {
    Sparse::<f64>::try_from(file.matrix).unwrap().to_dense()
}

#[test]
fn files_that_scipy_wrote_are_read() {
    let golden = golden("harwell_boeing");
    for name in ["scipy-real", "scipy-tiny", "scipy-integer"] {
        let path = folder("harwell_boeing").join(format!("{name}.hb"));
        let file = read(path, &ReadOptions::default()).unwrap();
        assert_eq!((file.title.as_str(), file.key.as_str()), ("Default title", "0"));
        assert_eq!(dense(file), golden.array2::<f64>(name), "{name}");
    }
}

/// What this crate reads beyond SciPy, and what neither does.
#[test]
fn texts_of_every_kind_are_read_or_refused() {
    let golden = golden("harwell_boeing");
    let expected = golden.array2::<f64>("00.dense");
    let parsed = |i: i64| {
        let text = text(&golden, &format!("{i:02}.text"));
        read_from(text.as_bytes(), "a.hb", &ReadOptions::default())
    };
    // RUA, rua and RRA; SciPy refuses the last, as it is not called unsymmetric.
    for i in [0, 1, 8] {
        assert_eq!(dense(parsed(i).unwrap()), expected, "{i}");
    }
    assert_eq!(parsed(8).unwrap().structure, Structure::Rectangular);
    assert_eq!(dense(parsed(4).unwrap()), expected.mapv(|v| f64::from(u8::from(v != 0.0))));
    let refused = [
        (2, "not square"),
        (3, "it ends behind this line"),
        (5, "a matrix as a sum of elements (RUE)"),
        (6, "`XUA` is no type of matrix"),
        (7, "not square"),
        (9, "is no Fortran format"),
        (11, "is no Fortran format"),
        (12, "it ends behind this line"),
        (13, "it ends behind this line"),
        (14, "`` is no number"),
    ];
    for (i, message) in refused {
        let error = parsed(i).unwrap_err().to_string();
        assert!(error.starts_with("a.hb: ") && error.contains(message), "{i}: {error}");
    }
    // Elements beside an assembled matrix mean nothing.
    assert_eq!(dense(parsed(10).unwrap()), expected);
    assert_eq!(golden.scalar::<i64>("n"), 15);
}

#[test]
fn scipy_reads_what_is_written() {
    let (rows, cols) = ((0..40).map(|i| i % 9).collect(), (0..40).map(|i| i * 5 % 8).collect());
    let values = noise(40, 2).mapv(|v| v * 1e-200).to_vec();
    let a = Sparse::new([9, 8], rows, cols, values).unwrap();
    let file =
        HarwellBoeing { title: "Written by onkai".to_owned(), ..HarwellBoeing::new(a.clone()) };
    let mut text = Vec::new();
    // SciPy reads only what is called unsymmetric.
    let file = HarwellBoeing { structure: Structure::Unsymmetric, ..file };
    write_to(&mut text, "memory", &file).unwrap();
    let back = read_from(&text[..], "memory", &ReadOptions::default()).unwrap();
    assert_eq!(dense(back), a.to_dense());
    assert_committed("harwell_boeing", &[("onkai-real.hb".to_owned(), text)]);
}

#[test]
fn formats_are_heeded_where_numbers_touch() {
    let text = "A title".to_owned()
        + &" ".repeat(65)
        + "KEY\n             3             1             1             1             0\n\
        RSA                        2             2             3             0\n\
        (3I2)           (3I2)           (1P,3D9.2)          \n \
        1 3 4\n 1 2 2\n 1.50D+00-2.00D-01-3.00D+02\n";
    let options = ReadOptions { expand_symmetry: true, ..Default::default() };
    let file = read_from(text.as_bytes(), "a.hb", &options).unwrap();
    assert_eq!(file.structure, Structure::Unsymmetric);
    assert_eq!(dense(file), ndarray::array![[1.5, -0.2], [-0.2, -300.0]]);
}
