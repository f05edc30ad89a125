//! Files and archives that are damaged or made to do harm.

use std::fs;
use std::io::Cursor;

use onkai_io::{Error, Limits, npy, npz};
use proptest::prelude::*;

use crate::dump::{golden_path, golden_rows};

const LIMIT: u64 = 1 << 20;

fn options() -> npz::ReadOptions {
    npz::ReadOptions { limits: Limits { max_unpacked_bytes: LIMIT }, names: None }
}

fn exhaust(bytes: &[u8]) {
    if let Ok(array) = npy::read_from(Cursor::new(bytes), "fuzz") {
        assert!(array.len() <= bytes.len());
    }
    if let Ok(arrays) = npz::read_from(Cursor::new(bytes), "fuzz", &options()) {
        let total: usize = arrays.iter().map(|(_, array)| array.len()).sum();
        assert!(total <= 2 * bytes.len() + LIMIT as usize, "{total}");
    }
}

fn stored() -> Vec<Vec<u8>> {
    golden_rows("npy.json")
        .keys()
        .map(|name| fs::read(golden_path("npy").join(name)).unwrap())
        .collect()
}

#[test]
fn other_files_are_refused() {
    for bytes in [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\x93NUMPY", b"RIFF\0\0\0\0WAVE", &[0; 100]] {
        let error = npz::read_from(Cursor::new(bytes), "a.npz", &options()).unwrap_err();
        assert!(matches!(error, Error::Malformed { .. }), "{error}");
        assert!(error.to_string().starts_with("a.npz: "), "{error}");
        assert!(npy::read_from(Cursor::new(bytes), "a.npy").is_err());
    }
    let error = npz::read_from(Cursor::new(b""), "a.npz", &options()).unwrap_err();
    assert!(matches!(error, Error::Empty { .. }));
    assert!(matches!(npy::read_from(Cursor::new(b""), "a.npy").unwrap_err(), Error::Empty { .. }));
    assert!(matches!(npz::read("none.npz", &options()).unwrap_err(), Error::Io { .. }));
}

#[test]
fn every_cut_of_an_archive_is_an_error() {
    let bytes = fs::read(golden_path("npy/deflated.npz")).unwrap();
    for len in (0..bytes.len()).step_by(37) {
        assert!(npz::read_from(Cursor::new(&bytes[..len]), "cut.npz", &options()).is_err());
    }
}

#[test]
fn flips_in_stored_numbers_are_noticed() {
    let mut bytes = fs::read(golden_path("npy/stored.npz")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let error = npz::read_from(Cursor::new(bytes), "flip.npz", &options()).unwrap_err();
    assert!(error.to_string().contains("in variable `x`"), "{error}");
}

proptest! {
    #[test]
    fn mutated_files_never_panic(
        idx in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3, any::<u8>()), 1..12),
    ) {
        let stored = stored();
        let mut bytes = idx.get(&stored).clone();
        let len = bytes.len();
        for (at, part, value) in changes {
            // The header stands at the beginning, an archive's directory at the end.
            let at = match part {
                0 => at.index(len.min(128)),
                1 => len - 1 - at.index(len.min(400)),
                _ => at.index(len),
            };
            bytes[at] = value;
        }
        exhaust(&bytes);
    }
}
