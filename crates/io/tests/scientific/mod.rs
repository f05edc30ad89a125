//! Scientific formats: what SciPy found in its own test files, what it wrote, and what nobody should write.

mod arff;
mod fortran;
mod harwell_boeing;
mod idl;
mod matrix_market;
mod netcdf;
mod strangers;
mod wav;

use std::path::{Path, PathBuf};

use onkai_testing::Golden;

/// The stored files of a format.
pub(crate) fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format)
}

/// Their paths, sorted.
pub(crate) fn files(format: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(format)).expect("the folder is committed");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

pub(crate) fn golden(format: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), format)
}

/// A text among the golden values.
pub(crate) fn text(golden: &Golden, key: &str) -> String {
    String::from_utf8(golden.array1::<u8>(key).to_vec()).expect("written as UTF-8")
}

/// Numbers as `xtask/golden/common.py` writes them: every bit.
pub(crate) fn bits(values: impl IntoIterator<Item = f64>) -> String {
    let words: Vec<_> = values.into_iter().map(|v| format!("{:016x}", v.to_bits())).collect();
    words.join(" ")
}

/// Compares texts line by line, so that a failure is readable.
pub(crate) fn assert_lines(actual: &[String], expected: &str) {
    let expected: Vec<_> = expected.split('\n').collect();
    for (actual, expected) in actual.iter().zip(&expected) {
        let shown = |line: &str| line.chars().take(300).collect::<String>();
        assert!(actual == expected, "\n{}\nfor\n{}", shown(actual), shown(expected));
    }
    assert_eq!(actual.len(), expected.len());
}

/// Compares with files that SciPy has read, and leaves what was written where it can be looked at: a
/// writer that writes otherwise needs these copied to the golden folder, and `cargo xtask golden io` to
/// have SciPy read them.
pub(crate) fn assert_committed(format: &str, files: &[(String, Vec<u8>)]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, bytes) in files {
        std::fs::write(target.join(name), bytes).expect("the target folder can be written to");
    }
    for (name, bytes) in files {
        let committed = std::fs::read(folder(format).join(name)).unwrap_or_default();
        let written = target.join(name);
        assert!(committed == *bytes, "{} is not as SciPy has read it", written.display());
    }
}
