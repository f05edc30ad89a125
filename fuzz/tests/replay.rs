//! Every reader on its stored files and on damaged copies of them.

use onkai_fuzz::{TARGETS, prepare, replay};

/// Damaged copies of each stored file: some seconds for all targets together.
const N_COPIES: usize = 200;

#[test]
fn no_bytes_make_a_reader_panic_or_hoard() {
    prepare();
    let outcomes: Vec<_> =
        TARGETS.iter().map(|target| (target, replay(target, N_COPIES))).collect();
    // From here on a panic is this test's own, and speaks.
    drop(std::panic::take_hook());
    for (target, outcome) in outcomes {
        assert!(0 < outcome.n_files, "{} has no stored files", target.name);
        assert!(outcome.findings.is_empty(), "{}: {:#?}", target.name, outcome.findings);
    }
}
