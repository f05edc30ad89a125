//! The readers that are given bytes of any kind.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use crate::readers;

/// A reader, and the files that it is known by.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the target and of its folders below io's golden files, `corpus` and `regressions`.
    pub name: &'static str,
    /// Reads the bytes and does with what they hold whatever a user might do.
    ///
    /// An error is a good answer; a panic, an endless loop or memory that the bytes do not account for is a finding.
    pub read: fn(&[u8]),
}

/// All targets; to add one, add its line and its file in `fuzz_targets`.
pub const TARGETS: &[Target] = &[
    Target { name: "audio", read: readers::audio },
    Target { name: "arff", read: readers::arff },
    Target { name: "fortran", read: readers::fortran },
    Target { name: "harwell_boeing", read: readers::harwell_boeing },
    Target { name: "idl", read: readers::idl },
    Target { name: "mat", read: readers::mat },
    Target { name: "matrix_market", read: readers::matrix_market },
    Target { name: "netcdf", read: readers::netcdf },
    Target { name: "npy", read: readers::npy },
    Target { name: "npz", read: readers::npz },
    Target { name: "wav", read: readers::wav },
];

impl Target {
    /// The target of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// The stored files of this target, sorted: sound ones, what a fuzzer found worth keeping, and what once was a finding.
    ///
    /// # Panics
    ///
    /// When a folder cannot be read.
    pub fn files(&self) -> Vec<PathBuf> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().expect("this crate lies in the workspace");
        let folders = [
            root.join("crates/io/tests/golden").join(self.name),
            here.join("corpus").join(self.name),
            here.join("regressions").join(self.name),
        ];
        let mut files = Vec::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            let entries = fs::read_dir(folder).expect("a stored folder can be read");
            files.extend(entries.map(|entry| entry.expect("a stored folder can be read").path()));
        }
        files.retain(|path| path.is_file());
        files.sort();
        files
    }
}

/// Hands bytes to a target, as the programs in `fuzz_targets` do.
///
/// # Panics
///
/// When there is no such target; and with every finding.
pub fn run(name: &str, bytes: &[u8]) {
    let target = Target::find(name).expect("fuzz_targets and TARGETS name the same");
    (target.read)(bytes);
}

/// What a fuzzer calls once, before the first bytes.
///
/// libFuzzer's hook ends the program at any panic, even at those of decoders that `onkai_io::audio` catches and turns
/// into errors. A panic that leaves [`run`] still ends it.
pub fn prepare() {
    panic::set_hook(Box::new(|_| ()));
}
