//! Whole processes: one task from the start of a program to its end, with its peak memory.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::process::mebibytes;
use super::statistics::Summary;
use super::table::{Row, line, not_run, percent, time};

/// The case whose warm times stand beside those of whole processes.
const WARM_CASE: &str = "beats_of_file";

/// A program that does the task once.
pub(super) struct Program {
    /// What the table calls it.
    pub(super) name: String,
    /// How it is started, or why it can't be.
    pub(super) command: Result<Command, String>,
}

/// How a program is run once: by Python, which can ask the system for the memory of a process that has ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runner<'a> {
    /// The interpreter.
    pub(super) python: &'a Path,
    /// `once.py`.
    pub(super) script: &'a Path,
}

/// What is known of a program's runs.
#[derive(Debug)]
pub(super) struct Whole {
    name: String,
    outcome: Result<Runs, String>,
}

impl Whole {
    /// With what `change` makes of the reason, if it did not run.
    pub(super) fn map_reason(self, change: impl FnOnce(String) -> String) -> Self {
        Self { outcome: self.outcome.map_err(change), ..self }
    }
}

#[derive(Debug)]
struct Runs {
    times: Summary,
    peak_bytes: u64,
    answer: String,
}

/// What `once.py` prints.
#[derive(Debug, Deserialize)]
pub(super) struct Once {
    pub(super) seconds: f64,
    pub(super) peak_bytes: u64,
    pub(super) status: i32,
    /// The last line of its output.
    pub(super) last: String,
}

/// Runs all programs in turns, once more than `rounds`: the first time fills the system's caches and numba's.
pub(super) fn run(runner: Runner<'_>, programs: Vec<Program>, rounds: usize) -> Vec<Whole> {
    let mut runs: Vec<_> = programs.iter().map(|_| Ok(Vec::new())).collect();
    for _ in 0..=rounds {
        for (program, runs) in programs.iter().zip(&mut runs) {
            add_run(runs, runner, program);
        }
    }
    let whole = |(program, runs): (Program, Result<Vec<Once>, String>)| {
        let outcome = runs.and_then(|runs| sum_up(&runs[1..]));
        Whole { name: program.name, outcome }
    };
    programs.into_iter().zip(runs).map(whole).collect()
}

fn add_run(runs: &mut Result<Vec<Once>, String>, runner: Runner<'_>, program: &Program) {
    let Ok(so_far) = runs else { return };
    let next = match &program.command {
        Ok(command) => runner.once(command).map_err(|error| format!("{error:#}")),
        Err(why) => Err(why.clone()),
    };
    match next {
        Ok(next) => so_far.push(next),
        Err(why) => *runs = Err(why),
    }
}

impl Runner<'_> {
    /// Runs a command that must succeed.
    pub(super) fn once(self, command: &Command) -> Result<Once> {
        let mut runner = Command::new(self.python);
        runner.arg(self.script).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => runner.env(name, value),
                None => runner.env_remove(name),
            };
        }
        let output = runner.output().context("once.py does not start")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}", errors.trim().lines().last().unwrap_or_default());
        let once: Once =
            serde_json::from_slice(&output.stdout).context("once.py printed no JSON")?;
        ensure!(once.status == 0, "{}", once.last);
        Ok(once)
    }
}

fn sum_up(runs: &[Once]) -> Result<Runs, String> {
    let seconds: Vec<_> = runs.iter().map(|run| run.seconds).collect();
    let times = Summary::of(&seconds).ok_or("no times")?;
    let peak_bytes = runs.iter().map(|run| run.peak_bytes).max().unwrap_or_default();
    let answer = runs.last().map(|run| run.last.clone()).unwrap_or_default();
    Ok(Runs { times, peak_bytes, answer })
}

/// The section of the page; warm times come from the rows.
pub(super) fn table(whole: &[Whole], rows: &[Row]) -> String {
    let mut lines = vec![
        "## Whole processes\n\n\
        From the start of a program to its end: load the recording, find its beats. *Warm* is the same call in a process that has done it before. \
        The first run of each, which fills caches, does not count.\n\n\
        | program | from start to end | spread | warm | peak memory | beats | note |\n|---|--:|--:|--:|--:|--:|---|"
            .to_owned(),
    ];
    for Whole { name, outcome } in whole {
        let none = || "–".to_owned();
        let warm = warm(name, rows).map_or_else(none, time);
        lines.push(line(&match outcome {
            Ok(runs) => [
                name.clone(),
                time(runs.times.median),
                runs.times.spread.map_or_else(none, percent),
                warm,
                mebibytes(runs.peak_bytes),
                runs.answer.clone(),
                String::new(),
            ],
            Err(why) => [name.clone(), none(), none(), warm, none(), none(), not_run(why)],
        }));
    }
    lines.join("\n") + "\n"
}

/// The median time of the same task in a warm process.
fn warm(name: &str, rows: &[Row]) -> Option<f64> {
    let mut rows = rows.iter().filter(|row| row.case == WARM_CASE);
    let outcome = match name {
        "onkai" => &rows.next()?.ours,
        _ => &rows.find(|row| row.rival == name)?.theirs,
    };
    outcome.as_ref().ok().map(|(summary, _)| summary.median)
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::row;
    use super::*;

    #[test]
    fn a_program_that_failed_says_why() {
        let runs = [(2.0, 1 << 20), (4.0, 3 << 20)].map(|(seconds, peak_bytes)| Once {
            seconds,
            peak_bytes,
            status: 0,
            last: "129".to_owned(),
        });
        let whole = [
            Whole { name: "onkai".to_owned(), outcome: sum_up(&runs) },
            Whole { name: "libsonare".to_owned(), outcome: Err("no Ogg".to_owned()) },
        ];
        let mut rows = [row(Ok(0.25), Ok(1.0))];
        rows[0].case = WARM_CASE.to_owned();
        let table = table(&whole, &rows);
        assert!(
            table.contains("\n| onkai | 3000 ms | – | 500 ms | 3.0 MiB | 129 |  |\n"),
            "{table}"
        );
        assert!(
            table.contains("\n| libsonare | – | – | – | – | – | not run: no Ogg |\n"),
            "{table}"
        );
    }

    #[test]
    fn warm_times_are_those_of_the_same_program() {
        let mut rows = [row(Ok(0.25), Ok(1.0)), row(Ok(0.25), Err("no wheel"))];
        for row in &mut rows {
            row.case = WARM_CASE.to_owned();
        }
        rows[1].rival = "essentia".to_owned();
        assert_eq!(warm("onkai", &rows), Some(0.5));
        assert_eq!(warm("librosa", &rows), Some(2.0));
        assert_eq!(warm("essentia", &rows), None);
    }

    #[test]
    fn no_runs_are_no_times() {
        assert_eq!(sum_up(&[]).unwrap_err(), "no times");
    }
}
