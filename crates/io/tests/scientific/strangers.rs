//! No panic, whatever the bytes.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use onkai_io::fortran::{FileOptions, Marker};
use onkai_io::{ByteOrder, Limits, arff, fortran, harwell_boeing, idl, matrix_market, netcdf, wav};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::scientific::files;

const LIMITS: Limits = Limits { max_unpacked_bytes: 1 << 22 };

/// Reads bytes as every format there is; what comes out does not matter.
fn read_all(bytes: &[u8]) {
    let _ = matrix_market::info_from(bytes, "fuzz");
    let expand_symmetry = true;
    let options = matrix_market::ReadOptions { expand_symmetry, limits: LIMITS };
    let _ = matrix_market::read_from(bytes, "fuzz", &options);
    let options = harwell_boeing::ReadOptions { expand_symmetry, limits: LIMITS };
    let _ = harwell_boeing::read_from(bytes, "fuzz", &options);
    let _ = arff::read_from(bytes, "fuzz", &arff::ReadOptions { limits: LIMITS });
    let _ = idl::read_from(Cursor::new(bytes), "fuzz", &idl::ReadOptions { limits: LIMITS });
    for accept_cut in [false, true] {
        let options = wav::ReadOptions { accept_cut, ..Default::default() };
        let _ = wav::read_from(Cursor::new(bytes), "fuzz", &options);
    }
    if let Ok(dataset) = netcdf::read_from(Cursor::new(bytes), "fuzz") {
        for variable in &dataset.variables {
            let _ = variable.scaled();
        }
        let _ = netcdf::write_to(std::io::sink(), "fuzz", &dataset);
    }
    for marker in [Marker::Bytes4, Marker::Bytes8] {
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let options = FileOptions { marker, order, ..Default::default() };
            let _ = fortran::read_from(Cursor::new(bytes), "fuzz", &options);
        }
    }
}

fn all_files() -> Vec<PathBuf> {
    let formats = ["wav", "netcdf", "fortran", "idl", "arff", "matrix_market", "harwell_boeing"];
    // The longest are like others, and slow.
    let is_short = |path: &PathBuf| fs::metadata(path).is_ok_and(|m| m.len() < 8000);
    formats.iter().flat_map(|format| files(format)).filter(is_short).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn damaged_files_never_panic(
        file: Index,
        // Headers, where most of the meaning is, are hit more often than their share.
        flips in prop::collection::vec((any::<Index>(), any::<bool>(), any::<u8>()), 0..8),
        cut in prop::option::weighted(0.3, any::<Index>()),
        splice in prop::option::weighted(0.3, (any::<Index>(), any::<Index>(), 0_usize..64)),
        number in prop::option::weighted(0.3, (any::<Index>(), prop::sample::select(vec![
            0_u32, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0, 0x1000_0000, 0x4000_0000,
        ]))),
    ) {
        let all = all_files();
        let mut bytes = fs::read(file.get(&all)).unwrap();
        for (at, in_header, value) in flips {
            let at = at.index(if in_header { bytes.len().min(300) } else { bytes.len() });
            bytes[at] = value;
        }
        if let Some((at, number)) = number {
            let at = at.index(bytes.len().min(600));
            let word = number.to_be_bytes();
            let n = word.len().min(bytes.len() - at);
            bytes[at..at + n].copy_from_slice(&word[..n]);
        }
        if let Some((from, to, n)) = splice {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            let piece = bytes[from..bytes.len().min(from + n)].to_vec();
            bytes.splice(to..to, piece);
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        read_all(&bytes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(
        magic in prop::sample::select(vec![
            &b""[..], b"%%MatrixMarket matrix coordinate real general\n", b"CDF\x01", b"CDF\x05", b"SR\0\x04",
            b"SR\0\x06", b"@relation x\n@attribute y real\n@data\n", b"\x1f\x8b\x08\0", b"BZh9",
            b"RIFF\xff\xff\xff\xffWAVEfmt ",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        read_all(&[magic, &bytes].concat());
    }
}
