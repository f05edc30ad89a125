//! Files that are damaged, lying, or made to do harm.

use std::fs;
use std::io::{Cursor, Write};

use onkai_io::mat::{self, MatFile, MatValue, ReadOptions};
use onkai_io::{AnyArray, Error, Limits};
use proptest::prelude::*;

use crate::dump::{golden_path, golden_rows};

/// A data element of level 5.
fn element(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend((data.len() as u32).to_le_bytes());
    bytes.extend(data);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes
}

fn integers(values: &[i32]) -> Vec<u8> {
    let bytes: Vec<u8> = values.iter().flat_map(|n| n.to_le_bytes()).collect();
    element(5, &bytes)
}

/// A matrix of a class with flags, and whatever follows its name.
fn matrix(class: u32, shape: &[i32], name: &str, data: &[u8]) -> Vec<u8> {
    let flags = [class.to_le_bytes(), 0_u32.to_le_bytes()].concat();
    element(
        14,
        &[element(6, &flags), integers(shape), element(1, name.as_bytes()), data.to_vec()].concat(),
    )
}

fn file(variables: &[u8]) -> Vec<u8> {
    let mut bytes = b"MATLAB 5.0 MAT-file".to_vec();
    bytes.resize(124, b' ');
    bytes.extend(b"\0\x01IM");
    bytes.extend(variables);
    bytes
}

fn read(bytes: Vec<u8>) -> onkai_io::Result<MatFile> {
    mat::read_from(Cursor::new(bytes), "stranger.mat", &ReadOptions::default())
}

fn refusal(variables: &[u8]) -> String {
    let message = read(file(variables)).expect_err("the bytes are bad").to_string();
    assert!(message.starts_with("stranger.mat: "), "{message}");
    message
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_sound_file_of_this_make_is_read() {
    let x = matrix(6, &[1, 2], "x", &element(2, &[7, 8]));
    let mut found = read(file(&x)).unwrap();
    assert_eq!(found.take::<ndarray::Array1<f64>>("x").unwrap().to_vec(), [7.0, 8.0]);
    assert_eq!(read(file(&[])).unwrap().variables().len(), 0);
}

#[test]
fn claims_without_bytes_cost_nothing() {
    let huge = i32::MAX;
    let cases = [
        (matrix(6, &[huge, huge], "x", &element(9, &[0; 8])), "1 numbers for an array of shape"),
        (matrix(6, &[huge, huge, huge], "x", &[]), "too large for any memory"),
        (matrix(6, &[2, -1], "x", &[]), "the shape [2, -1]"),
        (matrix(1, &[huge, 1], "x", &[]), "cut off"),
        (matrix(2, &[huge, 1], "x", &[integers(&[4]), element(1, b"abc\0")].concat()), "cut off"),
        (matrix(4, &[huge, 1], "x", &element(16, &[])), "no characters for a text"),
        (matrix(4, &[huge, 2], "x", &element(16, b"abc")), "do not fill a text"),
        (
            matrix(
                5,
                &[3, huge],
                "x",
                &[integers(&[1]), integers(&[0, 1]), element(9, &[0; 8])].concat(),
            ),
            "do not fit",
        ),
        (
            matrix(2, &[1, 1], "x", &[integers(&[0]), element(1, b"abc\0")].concat()),
            "names of fields without length",
        ),
        (
            matrix(2, &[1, 1], "x", &[integers(&[-4]), element(1, b"abc\0")].concat()),
            "names of fields without length",
        ),
        (matrix(77, &[1, 1], "x", &[]), "an array of the unknown class 77"),
        (matrix(6, &[1; 33], "x", &[]), "132 bytes for the lengths of axes, at most 128"),
        (vec![14, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], "a variable takes 4294967295 bytes more"),
        (vec![15, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], "4294967295 bytes should follow"),
        (vec![14, 0, 0, 0, 0, 0, 0, 0], "a variable of no bytes"),
        (vec![9, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "data of type 9, where a variable"),
        (vec![14, 0, 0], "cut off"),
    ];
    for (bytes, expected) in cases {
        let message = refusal(&bytes);
        assert!(message.contains(expected), "{expected}: {message}");
    }
}

#[test]
fn sparse_indices_are_checked() {
    let sparse = |rows: &[i32], starts: &[i32], n_values: usize| {
        let values = element(9, &vec![0; 8 * n_values]);
        matrix(5, &[3, 2], "x", &[integers(rows), integers(starts), values].concat())
    };
    read(file(&sparse(&[0, 2], &[0, 1, 2], 2))).unwrap();
    read(file(&sparse(&[0, 2, 0, 0], &[0, 1, 2], 4))).unwrap();
    for (rows, starts, n_values) in [
        (&[0, 3][..], &[0, 1, 2][..], 2),
        (&[0, -1], &[0, 1, 2], 2),
        (&[0, 2], &[0, 2, 1], 2),
        (&[0, 2], &[1, 1, 2], 2),
        (&[0, 2], &[0, 1, 3], 3),
        (&[0, 2], &[0, 2], 2),
        (&[0, 2], &[0, 1, 2], 1),
    ] {
        let message = refusal(&sparse(rows, starts, n_values));
        assert!(message.contains("a sparse matrix whose parts do not fit"), "{message}");
        assert!(message.contains("in variable `x`"), "{message}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| {
        let mut value = matrix(6, &[1, 1], "", &element(9, &[0; 8]));
        for _ in 1..depth {
            value = matrix(1, &[1, 1], "", &value);
        }
        file(&matrix(1, &[1, 1], "x", &value))
    };
    assert!(read(nested(150)).is_ok());
    let message = read(nested(2000)).unwrap_err().to_string();
    assert!(message.contains("more than 200 deep"), "{message}");
}

#[test]
fn what_unpacks_without_end_is_stopped() {
    let zeros = matrix(6, &[1000, 1000], "x", &element(2, &vec![0; 1_000_000]));
    let bytes = file(&element(15, &zlib(&zeros))[..]);
    // A compressed element is not filled up to eight bytes.
    let bytes = bytes[..132 + zlib(&zeros).len() + 4].to_vec();
    assert!(bytes.len() < 3000);
    assert_eq!(read(bytes.clone()).unwrap().get("x").unwrap().shape(), [1000, 1000]);
    let limits = Limits { max_unpacked_bytes: 500_000 };
    let options = ReadOptions { limits, ..Default::default() };
    let error = mat::read_from(Cursor::new(&bytes), "bomb.mat", &options).unwrap_err();
    assert!(matches!(error, Error::OverLimit { limit: 500_000, .. }), "{error}");
    assert_eq!(
        mat::list_from(Cursor::new(&bytes), "bomb.mat", &options).unwrap()[0].shape,
        [1000, 1000]
    );
    // Empty cells take a few bytes each in the file, and many in memory.
    let cells = matrix(1, &[100_000, 1], "x", &element(14, &[]).repeat(100_000));
    let error = mat::read_from(Cursor::new(file(&cells)), "cells.mat", &options).unwrap_err();
    assert!(matches!(error, Error::OverLimit { .. }), "{error}");
    assert!(read(file(&cells)).is_ok());
}

#[test]
fn what_is_no_matlab_file_is_named() {
    for bytes in
        [&b"RIFF"[..], &[0; 300], &[b'x'; 300], b"\x89PNG\r\n\x1a\n and more than twenty bytes"]
    {
        let error = read(bytes.to_vec()).unwrap_err();
        assert!(matches!(error, Error::UnknownFormat { .. }), "{error}");
    }
    assert!(matches!(read(Vec::new()).unwrap_err(), Error::Empty { .. }));
    let message =
        read(b"\x89HDF\r\n\x1a\n and more than twenty bytes".to_vec()).unwrap_err().to_string();
    assert!(message.contains("HDF5, as MATLAB writes it since version 7.3"), "{message}");
    let folder = tempfile::tempdir().unwrap();
    let error = mat::read(folder.path(), &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, Error::NotAFile { .. }));
}

#[test]
fn files_of_version_4_are_checked() {
    let level4 = |fields: [i32; 5], rest: &[u8]| {
        let mut bytes: Vec<u8> = fields.iter().flat_map(|n| n.to_le_bytes()).collect();
        bytes.extend(rest);
        read(bytes)
    };
    assert!(level4([0, 1, 1, 0, 2], b"x\0\0\0\0\0\0\0\0\0").is_ok());
    for (fields, expected) in [
        ([0, 1, 1, 0, 1 << 30], "1073741824 bytes should follow"),
        ([0, i32::MAX, i32::MAX, 0, 2], "2147483647 as number of rows"),
        ([0, -1, 1, 0, 2], "-1 as number of rows"),
        ([0, 1, -1, 0, 2], "-1 as number of columns"),
        ([0, 1, 1, 0, -2], "-2 as length of a name"),
        ([2000, 1, 1, 0, 2], "numbers of a VAX"),
        ([4000, 1, 1, 0, 2], "numbers of a Cray"),
        ([60, 1, 1, 0, 2], "60 as a variable's type"),
        ([9, 1, 1, 0, 2], "9 as a variable's type"),
        ([100, 1, 1, 0, 2], "100 as a variable's type"),
        ([2, 1, 3, 0, 2], "cut off"),
    ] {
        let message = level4(fields, b"x\0\0\0\0\0\0\0\0\0").unwrap_err().to_string();
        assert!(message.contains(expected), "{expected}: {message}");
    }
    // One entry at row 9, column 1 of a matrix of 3 by 3.
    let table: Vec<u8> =
        [9.0_f64, 3.0, 1.0, 3.0, 2.5, 0.0].iter().flat_map(|x| x.to_le_bytes()).collect();
    let message = level4([2, 2, 3, 0, 2], &[b"x\0", &table[..]].concat()).unwrap_err().to_string();
    assert!(message.contains("whose entries do not fit it"), "{message}");
}

/// The memory that a value takes, roughly.
fn size_of(value: &MatValue) -> usize {
    let own = std::mem::size_of::<MatValue>();
    own + match value {
        MatValue::Array(AnyArray::Bool(x)) => x.len(),
        MatValue::Array(array) => 8 * array.len(),
        MatValue::Text(text) => text.iter().map(|row| 24 + row.len()).sum(),
        MatValue::Char(text) => 4 * text.len(),
        MatValue::Sparse(_) => 0,
        MatValue::Cell(cells) => cells.iter().map(size_of).sum(),
        MatValue::Struct(fields) | MatValue::Object { fields, .. } => fields
            .fields()
            .map(|(name, values)| name.len() + values.iter().map(size_of).sum::<usize>())
            .sum(),
        MatValue::Function(inner) | MatValue::Opaque { metadata: inner, .. } => size_of(inner),
    }
}

const LIMIT: usize = 1 << 20;

/// Reads in every way; fails when that takes more memory than the file and the limit account for.
fn exhaust(bytes: &[u8]) {
    let limits = Limits { max_unpacked_bytes: LIMIT as u64 };
    let plain = ReadOptions { limits, ..Default::default() };
    let squeezed = ReadOptions { squeeze_me: true, mat_dtype: true, ..plain.clone() };
    let characters = ReadOptions {
        chars_as_strings: false,
        verify_compressed_data_integrity: false,
        ..plain.clone()
    };
    for options in [plain, squeezed, characters] {
        let _ = mat::list_from(Cursor::new(bytes), "fuzz", &options);
        if let Ok(file) = mat::read_from(Cursor::new(bytes), "fuzz", &options) {
            let total: usize = file.variables().iter().map(|v| size_of(&v.value)).sum();
            assert!(total <= 16 * (bytes.len() + LIMIT), "{total}");
        }
    }
}

fn stored() -> Vec<Vec<u8>> {
    golden_rows("mat.json")
        .keys()
        .map(|name| fs::read(golden_path("mat").join(name)).unwrap())
        .collect()
}

#[test]
fn every_cut_is_survived() {
    for bytes in stored() {
        let step = (bytes.len() / 60).max(1);
        for len in (0..bytes.len()).step_by(step) {
            exhaust(&bytes[..len]);
        }
    }
}

#[test]
fn unpacked_variables_are_damaged_too() {
    // A flip in compressed data seldom gets past the decoder: these are compressed after the flip.
    let value = contents();
    for at in 0..value.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut value = value.clone();
            value[at] ^= flip;
            let packed = zlib(&value);
            let mut bytes =
                file(&[15_u32.to_le_bytes(), (packed.len() as u32).to_le_bytes()].concat());
            bytes.extend(packed);
            exhaust(&bytes);
        }
    }
}

/// A struct with text, cells, a sparse matrix and numbers.
fn contents() -> Vec<u8> {
    let text = matrix(4, &[2, 2], "", &element(17, b"a\0b\0c\0d\0"));
    let sparse = [integers(&[0, 1]), integers(&[0, 1, 2]), element(9, &[1; 16])].concat();
    let cells =
        [matrix(5, &[2, 2], "", &sparse), matrix(9, &[1, 3], "", &element(2, &[1, 2, 3]))].concat();
    let fields =
        [integers(&[4]), element(1, b"abc\0de\0\0"), text, matrix(1, &[1, 2], "", &cells)].concat();
    matrix(2, &[1, 1], "s", &fields)
}

proptest! {
    #[test]
    fn mutated_files_never_panic(
        idx in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 1..12),
    ) {
        let stored = stored();
        let mut bytes = idx.get(&stored).clone();
        for (at, in_header, value) in changes {
            // Behind the first 128 bytes meaning is densest.
            let range = if in_header { bytes.len().min(330) } else { bytes.len() };
            let at = at.index(range);
            bytes[at] = value;
        }
        exhaust(&bytes);
    }

    #[test]
    fn spliced_files_never_panic(
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
    ) {
        let stored = stored();
        let (first, second) = (first.get(&stored), second.get(&stored));
        let (at, from) = (at.index(first.len()) / 8 * 8, from.index(second.len()) / 8 * 8);
        exhaust(&[&first[..at], &second[from..]].concat());
    }

    #[test]
    fn arbitrary_variables_never_panic(
        class in 0_u32..20,
        flags in 0_u32..16,
        shape in prop::collection::vec(-1_i32..5, 0..4),
        data in prop::collection::vec((0_u32..20, prop::collection::vec(any::<u8>(), 0..40)), 0..5),
    ) {
        let data: Vec<u8> = data.iter().flat_map(|(kind, data)| element(*kind, data)).collect();
        exhaust(&file(&matrix(class | flags << 8, &shape, "x", &data)));
    }
}
