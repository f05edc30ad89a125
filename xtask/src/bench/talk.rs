//! `cargo xtask bench --talk`: the librosa talk, step by step and as a whole, told by onkai and by librosa.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::cold::{Once, Runner};
use super::machine;
use super::process::mebibytes;
use super::run::{Place, build};
use super::statistics::Summary;
use super::table::{line, percent, time};
use crate::workspace::Workspace;

/// The page that the book shows.
const PAGE: &str = "docs/src/talk-speed.md";

/// What comes before the beat-synchronous features are there; the talk's last part begins behind.
const LAST_OF_FEATURES: &str = "sync";

/// What the page begins with; `{machine}` is told when it is made.
const INTRODUCTION: &str = "\
# How fast the librosa talk goes

[The talk](talks/librosa.md) was told by onkai's example `talk_librosa` and by the same steps written with librosa, in turns, each time in a new process. \
A step runs twice in it and the second run counts, so that librosa need not compile then. The first turn of each program, which fills caches, does not \
count. `cargo xtask bench --talk` makes this page. *Times as fast* divides librosa's time by onkai's: above 1 onkai is faster.

";

const HEAD: &str = "\
| step | onkai | librosa | times as fast | at best | spread |
|---|--:|--:|--:|--:|--:|";

/// One telling of the talk.
#[derive(Debug)]
struct Telling {
    /// Seconds of each step.
    steps: BTreeMap<String, f64>,
    once: Once,
}

/// What a telling prints as its last line.
#[derive(Deserialize)]
struct Answer {
    librosa_talk: Steps,
}

#[derive(Deserialize)]
struct Steps {
    seconds_warm: BTreeMap<String, f64>,
}

/// Lets both programs tell the talk in turns, `rounds` times after the first, and writes the page.
pub(super) fn run(workspace: &Workspace, place: &Place, rounds: usize) -> Result<()> {
    build(workspace, &["--package", "onkai", "--example", "talk_librosa"])?;
    let mut ours = Command::new(place.program("examples/talk_librosa"));
    ours.arg(&place.recording).arg("--json");
    let mut theirs = Command::new(&place.python);
    theirs.arg(place.scripts.join("talk_librosa.py")).arg(&place.recording);
    let runner = Runner { python: &place.python, script: &place.scripts.join("once.py") };
    let mut tellings = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        for (command, tellings) in [&ours, &theirs].into_iter().zip(&mut tellings) {
            let telling = Telling::of(runner.once(command)?)?;
            if 0 < round {
                tellings.push(telling);
            }
        }
    }
    let page = page(&order(workspace)?, &tellings)?;
    let path = workspace.root.join(PAGE);
    fs::write(&path, format!("{INTRODUCTION}{}.\n\n{page}", machine::describe()))
        .with_context(|| path.display().to_string())?;
    println!("{page}\nwritten: {}", path.display());
    Ok(())
}

/// The steps in the order of the talk, as its script tells them.
fn order(workspace: &Workspace) -> Result<Vec<String>> {
    let path = workspace.root.join("xtask/bench/talk_librosa.py");
    let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(steps(&script))
}

fn steps(script: &str) -> Vec<String> {
    let name = |line: &str| Some(line.split_once("run(\"")?.1.split_once('"')?.0.to_owned());
    script.lines().filter_map(name).collect()
}

impl Telling {
    fn of(once: Once) -> Result<Self> {
        let answer: Answer = serde_json::from_str(&once.last).context("no times were printed")?;
        Ok(Self { steps: answer.librosa_talk.seconds_warm, once })
    }
}

/// The tables: steps, then what is made of several.
fn page(order: &[String], tellings: &[Vec<Telling>; 2]) -> Result<String> {
    let mut lines = vec![HEAD.to_owned()];
    for step in order {
        lines.push(row(step, tellings, |telling| telling.steps.get(step).copied())?);
    }
    let n = order.iter().position(|step| step == LAST_OF_FEATURES).context("no such step")? + 1;
    let sum = |steps: &[String], telling: &Telling| -> Option<f64> {
        steps.iter().map(|step| telling.steps.get(step)).sum()
    };
    let wholes =
        [("**from `load` to the features between beats**", &order[..n]), ("**all steps**", order)];
    for (name, steps) in wholes {
        lines.push(row(name, tellings, |telling| sum(steps, telling))?);
    }
    lines.push(row("**the whole process, each step twice**", tellings, |telling| {
        Some(telling.once.seconds)
    })?);
    let [ours, theirs] = tellings.each_ref().map(|tellings| {
        mebibytes(tellings.iter().map(|telling| telling.once.peak_bytes).max().unwrap_or_default())
    });
    Ok(format!("{}\n\nPeak memory: onkai {ours}, librosa {theirs}.\n", lines.join("\n")))
}

fn row(
    name: &str,
    tellings: &[Vec<Telling>; 2],
    seconds: impl Fn(&Telling) -> Option<f64>,
) -> Result<String> {
    let mut summaries = Vec::new();
    for (tellings, who) in tellings.iter().zip(["onkai", "librosa"]) {
        let seconds: Option<Vec<f64>> = tellings.iter().map(&seconds).collect();
        let summary = seconds.as_deref().and_then(Summary::of);
        summaries.push(summary.with_context(|| format!("{who} did not tell the time of {name}"))?);
    }
    let [ours, theirs] = [summaries[0], summaries[1]];
    let spread = |side: Summary| side.spread.map_or_else(|| "–".to_owned(), percent);
    Ok(line(&[
        name.to_owned(),
        time(ours.median),
        time(theirs.median),
        format!("**{:.1}**", theirs.median / ours.median),
        format!("{:.1}", theirs.min / ours.min),
        format!("{} / {}", spread(ours), spread(theirs)),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(load: f64, sync: f64, seconds: f64) -> Telling {
        let last = format!(
            r#"{{"librosa_talk": {{"load": 1, "seconds_warm": {{"load": {load}, "sync": {sync}, "istft": 1}}}}}}"#
        );
        Telling::of(Once { seconds, peak_bytes: 1 << 20, status: 0, last }).unwrap()
    }

    #[test]
    fn steps_come_in_the_order_of_the_script() {
        let script = "y = run(\"load\", lambda: 1)\nother(\"x\")\nrun(\"sync\", lambda: 2)\n";
        assert_eq!(steps(script), ["load", "sync"]);
    }

    #[test]
    fn a_page_tells_steps_and_sums() {
        let order = ["load", "sync", "istft"].map(str::to_owned);
        let both = [vec![telling(0.25, 0.25, 2.0)], vec![telling(1.0, 1.0, 30.0)]];
        let page = page(&order, &both).unwrap();
        assert!(page.contains("\n| load | 250 ms | 1000 ms | **4.0** | 4.0 | – / – |\n"));
        assert!(page.contains("beats** | 500 ms | 2000 ms | **4.0** |"), "{page}");
        assert!(page.contains("steps** | 1500 ms | 3000 ms | **2.0** |"), "{page}");
        assert!(page.contains("twice** | 2000 ms | 30000 ms | **15.0** |"), "{page}");
        assert!(page.ends_with("\nPeak memory: onkai 1.0 MiB, librosa 1.0 MiB.\n"));
    }

    #[test]
    fn a_step_without_a_time_is_no_row() {
        let order = ["load", "sync", "stft"].map(str::to_owned);
        let both = [vec![telling(1.0, 1.0, 2.0)], vec![telling(1.0, 1.0, 2.0)]];
        let error = page(&order, &both).unwrap_err();
        assert_eq!(error.to_string(), "onkai did not tell the time of stft");
    }
}
