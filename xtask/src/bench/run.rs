//! The subcommand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::machine;
use super::side::{Side, Timed};
use super::statistics::Summary;
use super::table::{HEAD, Outcome, Row};
use crate::workspace::{Workspace, cargo};
use crate::{python, recording};

/// Options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Cases to run, named as in the table; all of them if none is named.
    cases: Vec<String>,
    /// Fewer rounds, and no criterion benches.
    #[arg(long)]
    quick: bool,
    /// A file that the table is written to as well.
    #[arg(long, value_name = "PATH")]
    markdown: Option<PathBuf>,
}

/// A request is filled with repetitions up to about this many seconds of the slower side...
const REQUEST_S: f64 = 0.3;
/// ...but not with more than this many.
const MAX_REPEATS: usize = 200;
/// Rest before each turn: NumPy's BLAS threads go on spinning for some 30 ms after their last call, and
/// would take a core from the side whose turn it is.
const REST: Duration = Duration::from_millis(150);
/// What the written table begins with.
const TITLE: &str = "\
# Speed

Each case ran in both programs in turns, warm, on the same numbers, as `cargo xtask bench` does. \
A ratio above 1 says how many times as fast onkai is; the times themselves say more about the machine.

";

/// Times every case on both sides in turns and prints the table, then runs the criterion benches.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let recording = recording::fetch(workspace)?;
    let inputs = workspace.target.join("bench-inputs");
    let python = python::originals(workspace)?;
    let rivals = workspace.root.join("xtask/bench/rivals.py");
    prepare(&python, &rivals, &recording, &inputs)?;
    let ours = build(workspace)?;

    let mut ours = Side::start("onkai", Command::new(ours).arg(&recording).arg(&inputs))?;
    let mut rival = Side::start(
        "the originals",
        Command::new(&python).arg(&rivals).arg("serve").arg(&recording).arg(&inputs),
    )?;
    let versions = [&ours, &rival].map(|side| {
        side.versions().iter().map(|(k, v)| format!("{k} {v}")).collect::<Vec<_>>().join(", ")
    });
    let intro = format!("{}. {}\n\n{HEAD}", versions.join("; "), machine::describe());
    println!("{intro}");
    let mut table = vec![intro];
    for case in cases(&ours, &rival, &options.cases)? {
        let rounds = if options.quick { 3 } else { 9 };
        table.push(compare(&case, rounds, &mut ours, &mut rival).line());
        println!("{}", table[table.len() - 1]);
    }
    if let Some(path) = &options.markdown {
        fs::write(path, format!("{TITLE}{}\n", table.join("\n")))
            .with_context(|| path.display().to_string())?;
    }
    if !options.quick {
        let status = cargo()
            .args(["bench", "--package", "onkai-benches", "--benches"])
            .current_dir(&workspace.root)
            .status()?;
        ensure!(status.success(), "cargo bench failed ({status})");
    }
    Ok(())
}

/// Writes the arrays that both sides work on.
fn prepare(python: &Path, rivals: &Path, recording: &Path, inputs: &Path) -> Result<()> {
    let mut command = Command::new(python);
    python::run(
        command.arg(rivals).arg("prepare").arg(recording).arg(inputs),
        "preparing the benchmarks' inputs",
    )
}

/// Builds our side and returns its path.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let status = cargo()
        .args(["build", "--quiet", "--release", "--package", "onkai-benches", "--bin", "ours"])
        .current_dir(&workspace.root)
        .status()?;
    ensure!(status.success(), "building our side failed ({status})");
    let name = format!("ours{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace.target.join("release").join(name))
}

/// The cases that either side knows, in our order first; those that were named, if any were.
fn cases(ours: &Side, rival: &Side, named: &[String]) -> Result<Vec<String>> {
    let mut cases = ours.cases().to_vec();
    cases.extend(rival.cases().iter().filter(|case| !ours.cases().contains(case)).cloned());
    if let Some(unknown) = named.iter().find(|case| !cases.contains(case)) {
        anyhow::bail!("no case `{unknown}`; known are {}", cases.join(", "));
    }
    cases.retain(|case| named.is_empty() || named.contains(case));
    Ok(cases)
}

/// Lets both sides run a case in turns, so that what else the machine does meets both alike.
fn compare(case: &str, rounds: usize, ours: &mut Side, rival: &mut Side) -> Row {
    let mut sides = [ours, rival].map(|side| {
        let probe = side.time(case, 1);
        (side, probe.map_err(|error| format!("{error:#}")))
    });
    let slowest = sides
        .iter()
        .filter_map(|(_, outcome)| outcome.as_ref().ok())
        .flat_map(|timed| timed.seconds.clone())
        .fold(0.0, f64::max);
    let repeats = ((REQUEST_S / slowest) as usize).clamp(1, MAX_REPEATS);
    for _ in 0..rounds {
        for (side, outcome) in &mut sides {
            add(outcome, side, case, repeats);
        }
    }
    let [ours, rival] = sides.map(|(_, outcome)| summary(outcome));
    Row { case: case.to_owned(), ours, rival }
}

/// Adds a round's times to those of a side that has run so far.
fn add(outcome: &mut Result<Timed, String>, side: &mut Side, case: &str, repeats: usize) {
    if let Ok(timed) = outcome {
        thread::sleep(REST);
        match side.time(case, repeats) {
            Ok(more) => timed.seconds.extend(more.seconds),
            Err(error) => *outcome = Err(format!("{error:#}")),
        }
    }
}

fn summary(outcome: Result<Timed, String>) -> Outcome {
    let timed = outcome?;
    let summary = Summary::of(&timed.seconds).ok_or("no times")?;
    Ok((summary, timed.digest))
}
