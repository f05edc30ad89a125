//! `cargo xtask fuzz`: the readers of files, fuzzed with coverage.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::workspace::{Workspace, cargo};

/// Options of `cargo xtask fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Targets, named as the files in `fuzz/fuzz_targets`; all of them if none is named.
    targets: Vec<String>,
    /// How long each of them runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// Bytes of an input at most: larger ones take time and show nothing new.
const MAX_LEN: u32 = 1 << 16;
/// Megabytes that a fuzzing process may hold; `onkai_fuzz::replay` has the stricter limit.
const MEMORY_MB: u32 = 2048;
/// Seconds after which an input counts as a hang.
const HANG_S: u32 = 20;

/// Fuzzes the targets one after the other; `false` when there was a finding.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    let targets = targets(workspace, &options.targets)?;
    let mut holds = true;
    for target in &targets {
        let outcome = fuzz(workspace, target, options)?;
        let verdict = if outcome.is_clean { "no finding" } else { "a FINDING, see above" };
        println!(
            "{target}: {} executions in at most {} s, {verdict}",
            outcome.n_executions, options.seconds
        );
        holds &= outcome.is_clean;
    }
    Ok(holds)
}

/// What came of fuzzing a target.
struct Outcome {
    n_executions: u64,
    is_clean: bool,
}

/// The named targets, or all there are.
fn targets(workspace: &Workspace, named: &[String]) -> Result<Vec<String>> {
    let folder = workspace.root.join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut known = Vec::new();
    for entry in entries {
        let path = entry?.path();
        known.extend(path.file_stem().map(|stem| stem.display().to_string()));
    }
    known.sort();
    if let Some(unknown) = named.iter().find(|name| !known.contains(name)) {
        anyhow::bail!("no target `{unknown}`; known are {}", known.join(", "));
    }
    known.retain(|name| named.is_empty() || named.contains(name));
    Ok(known)
}

/// Runs cargo-fuzz on one target. What it finds worth keeping goes below the target folder.
fn fuzz(workspace: &Workspace, target: &str, options: &Options) -> Result<Outcome> {
    let kept = workspace.target.join("fuzz-corpus").join(target);
    fs::create_dir_all(&kept).with_context(|| kept.display().to_string())?;
    let seeds = ["crates/io/tests/golden", "fuzz/corpus", "fuzz/regressions"]
        .map(|folder| workspace.root.join(folder).join(target));
    let mut process = command(workspace, target)
        .arg(&kept)
        .args(seeds.iter().filter(|folder| folder.is_dir()))
        .arg("--")
        .arg(format!("-max_total_time={}", options.seconds))
        .arg(format!("-max_len={MAX_LEN}"))
        .arg(format!("-rss_limit_mb={MEMORY_MB}"))
        .arg(format!("-timeout={HANG_S}"))
        .args(["-print_final_stats=1", "-verbosity=1"])
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo does not start")?;
    let mut n_executions = 0;
    let log = BufReader::new(process.stderr.take().context("its output is piped")?);
    for line in log.lines() {
        let line = line?;
        if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
            n_executions += count.trim().parse::<u64>().unwrap_or_default();
        }
        eprintln!("{line}");
    }
    let status = process.wait()?;
    // Without a single execution it is the build that failed, and not a reader.
    ensure!(
        status.success() || 0 < n_executions,
        "cargo fuzz failed ({status}); is it there? `cargo install cargo-fuzz`"
    );
    Ok(Outcome { n_executions, is_clean: status.success() })
}

fn command(workspace: &Workspace, target: &str) -> Command {
    let mut command = cargo();
    command
        .args(["fuzz", "run", "--features", "libfuzzer"])
        // Sanitizers look for misuse of memory, which safe code has none of; without them it is faster.
        .args(["--sanitizer", "none", "--fuzz-dir"])
        .arg(workspace.root.join("fuzz"))
        .arg("--target-dir")
        .arg(workspace.target.join("fuzz"))
        .arg(target)
        // Coverage is a feature of nightly compilers, which a stable one has as well.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(&workspace.root);
    command
}
