//! Every reader on its stored files and on damaged copies of them.

use onkai_fuzz::{TARGETS, prepare, replay};

/// Damaged copies of each stored file: some seconds for all targets together.
const N_COPIES: usize = 200;

#[test]
fn no_bytes_make_a_reader_panic_or_hoard() {
    prepare();
    for target in TARGETS {
        let outcome = replay(target, N_COPIES);
        assert!(0 < outcome.n_files, "{} has no stored files", target.name);
        assert!(outcome.findings.is_empty(), "{}: {:#?}", target.name, outcome.findings);
    }
}
