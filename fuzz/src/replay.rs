//! A fuzzer's work without a fuzzer: the stored files, and damaged copies of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::damage::{Dice, damaged};
use crate::memory::peak_during;
use crate::target::Target;

/// Any reader may take so much: tables of a decoder, a block of samples.
const MEMORY_FLOOR: usize = 24 << 20;
/// A reader may take so many times what the file has in bytes.
const MEMORY_FACTOR: usize = 64;

/// What a replay did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// How many stored files there are.
    pub n_files: usize,
    /// How often the reader was called.
    pub n_runs: usize,
    /// What went wrong: the file, the number of the damaged copy, and how.
    pub findings: Vec<String>,
}

/// Gives a target each stored file and `n_copies` damaged copies of it.
///
/// # Panics
///
/// When a stored file cannot be read.
pub fn replay(target: &Target, n_copies: usize) -> Replay {
    let files: Vec<_> = target.files().into_iter().map(|path| (fs::read(&path), path)).collect();
    let mut outcome = Replay { n_files: files.len(), n_runs: 0, findings: vec![] };
    let contents: Vec<_> = files
        .iter()
        .map(|(bytes, _)| bytes.as_deref().expect("a stored file can be read"))
        .collect();
    for (index, (_, path)) in files.iter().enumerate() {
        let mut dice = Dice::new(index as u64);
        for copy in 0..=n_copies {
            let other = contents[dice.below(contents.len())];
            let bytes = match copy {
                0 => contents[index].to_vec(),
                _ => damaged(contents[index], other, &mut dice),
            };
            outcome.n_runs += 1;
            if let Some(problem) = problem(target, &bytes) {
                let name = path.file_name().unwrap_or_default().display().to_string();
                outcome.findings.push(format!("{name}, copy {copy}: {problem}"));
            }
        }
    }
    outcome
}

/// What is wrong with how the target takes these bytes.
fn problem(target: &Target, bytes: &[u8]) -> Option<String> {
    let mut outcome = Ok(());
    let peak = peak_during(|| outcome = catch_unwind(AssertUnwindSafe(|| (target.read)(bytes))));
    let allowed = MEMORY_FLOOR + MEMORY_FACTOR * bytes.len();
    if outcome.is_err() {
        Some("it panics".to_owned())
    } else if allowed < peak {
        Some(format!("{} bytes of file take {peak} bytes of memory", bytes.len()))
    } else {
        None
    }
}
