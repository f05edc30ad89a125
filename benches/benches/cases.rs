//! Every case of `cargo xtask bench` as a criterion bench, under the same name.
//!
//! `cargo bench -p onkai-benches --bench cases -- stft` takes those whose names contain `stft`. The inputs are what a
//! `cargo xtask bench` left in the target folder; without them nothing runs.

#![allow(clippy::print_stderr, reason = "what is missing is for the terminal")]

use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use onkai_benches::{Inputs, cases};

/// The name that the recording has in `target/recording`.
const RECORDING: &str = "recording/Kevin_MacLeod_-_Vibe_Ace.ogg";

fn all(criterion: &mut Criterion) {
    let target = target();
    let inputs = Inputs::new(&target.join(RECORDING), &target.join("bench-inputs"));
    if !inputs.recording().is_file() || inputs.samples().is_err() {
        eprintln!("no inputs; `cargo xtask bench --quick` makes them");
        return;
    }
    for (name, make) in cases() {
        let mut ready = None;
        criterion.bench_function(name, |bencher| {
            // Made ready only when the filter on the command line lets the case through.
            let call = ready.get_or_insert_with(|| make(&inputs).expect("the inputs are there"));
            bencher.iter(call);
        });
    }
}

/// Where cargo builds: this program lies in `<target>/release/deps`.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.ancestors().nth(3).map(PathBuf::from).unwrap_or_default()
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = all
}
criterion_main!(benches);
