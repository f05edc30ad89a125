//! The subcommand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::chart::chart;
use super::cold::{self, Program, Runner, Whole};
use super::contender::Contender;
use super::lineup::Lineup;
use super::machine;
use super::page::{Participant, count, page};
use super::table::{HEAD, Outcome, Row};
use super::talk;
use super::turns::{Pace, take_turns};
use crate::workspace::{Workspace, cargo};
use crate::{python, recording};

/// Options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(crate) struct Options {
    /// Cases to run, named as in the table; if none is named all of them, or with `--quick` some of each crate.
    cases: Vec<String>,
    /// Takes a minute: fewer and shorter turns of fewer cases.
    #[arg(long)]
    quick: bool,
    /// Also times libsonare, audioflux and essentia, and whole processes; without `--quick` or named cases writes
    /// docs/src/speed.md and its chart.
    #[arg(long)]
    peers: bool,
    /// Runs the criterion benches instead, which time onkai alone.
    #[arg(long, conflicts_with_all = ["quick", "peers", "markdown"])]
    criterion: bool,
    /// Times the librosa talk instead, step by step and as a whole, and writes docs/src/talk-speed.md.
    #[arg(long, conflicts_with_all = ["cases", "peers", "criterion", "markdown"])]
    talk: bool,
    /// A file that the page is written to, with its chart beside it.
    #[arg(long, value_name = "PATH")]
    markdown: Option<PathBuf>,
}

/// A reason has at most this many characters.
const REASON_LEN: usize = 150;

/// The page that the book shows.
const SPEED_PAGE: &str = "docs/src/speed.md";

/// What `--quick` takes when no case is named: the heart of each crate, nothing that takes seconds.
const QUICK_CASES: [&str; 23] = [
    "special_gamma",
    "linalg_solve_500",
    "fft_44100",
    "rfft_frames",
    "interp_sorted",
    "cubic_spline_build_1e5",
    "minimize_bfgs_rosen10",
    "curve_fit_sine",
    "norm_pdf",
    "stats_median",
    "cdist_euclidean",
    "sosfilt",
    "fftconvolve",
    "welch",
    "decode",
    "load",
    "resample_soxr_hq",
    "stft",
    "melspectrogram",
    "mfcc",
    "cqt",
    "onset_strength",
    "beats_of_file",
];

/// Times the cases on all sides in turns, prints the table, and writes the page if it was asked for.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.criterion {
        return criterion(workspace, &options.cases);
    }
    let place = Place::find(workspace)?;
    if options.talk {
        return talk::run(workspace, &place, if options.quick { 1 } else { 5 });
    }
    place.prepare(workspace)?;
    let mut lineup = Lineup::start(workspace, &place, options.peers)?;
    let cases = chosen(&lineup.cases(), options)?;
    let pace = if options.quick { Pace::QUICK } else { Pace::THOROUGH };
    println!("{}\n\n{HEAD}", machine::describe());
    let mut rows = Vec::new();
    for case in &cases {
        let of_case = compare(case, pace, &mut lineup, &place);
        for row in &of_case {
            println!("{}", row.line());
        }
        rows.extend(of_case);
    }
    let participants: Vec<_> = lineup.contenders().map(participant).collect();
    // No process of the comparison is left to disturb those that are timed as a whole.
    let programs = lineup.whole_programs(workspace, &place);
    let whole = if options.peers { whole(workspace, &place, programs, pace) } else { Vec::new() };
    if options.peers {
        println!("\n{}", cold::table(&whole, &rows));
    }
    println!("\n{}", count(&rows));
    let is_all = options.peers && !options.quick && options.cases.is_empty();
    let path = options.markdown.clone().or(is_all.then(|| workspace.root.join(SPEED_PAGE)));
    if let Some(path) = path {
        write(&path, &participants, &whole, &rows)?;
    }
    Ok(())
}

/// Where everything is that the sides need.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) recording: PathBuf,
    pub(super) inputs: PathBuf,
    /// The interpreter of the originals' environment.
    pub(super) python: PathBuf,
    /// Python's scripts.
    pub(super) scripts: PathBuf,
    /// The folder of our programs.
    pub(super) programs: PathBuf,
}

impl Place {
    /// Fetches the recording and makes the environment.
    fn find(workspace: &Workspace) -> Result<Self> {
        Ok(Self {
            recording: recording::fetch(workspace)?,
            inputs: workspace.target.join("bench-inputs"),
            python: python::originals(workspace)?,
            scripts: workspace.root.join("xtask/bench"),
            programs: workspace.target.join("release"),
        })
    }

    /// Writes the inputs of the cases and builds our side of them.
    fn prepare(&self, workspace: &Workspace) -> Result<()> {
        let mut command = Command::new(&self.python);
        command.arg(self.scripts.join("rivals.py")).arg("prepare");
        command.arg(&self.recording).arg(&self.inputs);
        python::run(&mut command, "preparing the benchmarks' inputs")?;
        build(workspace, &["--package", "onkai-benches", "--bins"])
    }

    /// A reason without what it tells of this machine's folders, and no longer than a cell can hold: it is for a page
    /// that others read.
    fn without_paths(&self, reason: &str) -> String {
        let mut told = reason.trim().to_owned();
        let folders = [&self.recording, &self.inputs, &self.scripts, &self.programs];
        for (path, name) in folders.into_iter().zip(["recording", "inputs", "scripts", "programs"])
        {
            told = told.replace(&path.display().to_string(), name);
        }
        match told.char_indices().nth(REASON_LEN) {
            Some((end, _)) => told[..end].trim_end().to_owned() + "…",
            None => told,
        }
    }

    /// The path of one of our programs.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// Builds programs of ours, optimized.
pub(super) fn build(workspace: &Workspace, what: &[&str]) -> Result<()> {
    let status = cargo()
        .args(["build", "--quiet", "--release"])
        .args(what)
        .current_dir(&workspace.root)
        .status()
        .context("cargo does not start")?;
    ensure!(status.success(), "building our side failed ({status})");
    Ok(())
}

/// Those cases that were named; the quick ones, if that was asked for; else all.
fn chosen(known: &[String], options: &Options) -> Result<Vec<String>> {
    if let Some(unknown) = options.cases.iter().find(|case| !known.contains(case)) {
        anyhow::bail!("no case `{unknown}`; known are {}", known.join(", "));
    }
    let wanted = |case: &&String| match options.cases.as_slice() {
        [] => !options.quick || QUICK_CASES.contains(&case.as_str()),
        named => named.contains(*case),
    };
    Ok(known.iter().filter(wanted).cloned().collect())
}

/// Lets all who take part in a case run it in turns; a row for each rival.
fn compare(case: &str, pace: Pace, lineup: &mut Lineup, place: &Place) -> Vec<Row> {
    let entries = lineup.entries(case);
    let outcomes = take_turns(case, pace, &mut lineup.of_case(case));
    let told = |outcome: Outcome| outcome.map_err(|why| place.without_paths(&why));
    let mut outcomes: Vec<_> = outcomes.into_iter().map(told).collect();
    let theirs = outcomes.split_off(1);
    let Some(ours) = outcomes.pop() else { return Vec::new() };
    let row = |(entry, theirs): (super::lineup::Entry, _)| Row {
        case: case.to_owned(),
        section: entry.section,
        rival: entry.rival,
        note: entry.note,
        ours: ours.clone(),
        theirs,
    };
    entries.into_iter().zip(theirs).map(row).collect()
}

fn participant(contender: &Contender) -> Participant {
    Participant {
        name: contender.name.clone(),
        versions: contender.versions(),
        usage: contender.usage(),
    }
}

fn whole(workspace: &Workspace, place: &Place, programs: Vec<Program>, pace: Pace) -> Vec<Whole> {
    let script = workspace.root.join("xtask/bench/once.py");
    let runner = Runner { python: &place.python, script: &script };
    let whole = cold::run(runner, programs, pace.whole);
    whole.into_iter().map(|whole| whole.map_reason(|why| place.without_paths(&why))).collect()
}

fn write(path: &Path, participants: &[Participant], whole: &[Whole], rows: &[Row]) -> Result<()> {
    let picture = path.with_extension("svg");
    let name = picture.file_name().unwrap_or_default().display().to_string();
    let text = page(&machine::describe(), participants, whole, rows, &name);
    fs::write(path, text).with_context(|| path.display().to_string())?;
    fs::write(&picture, chart(rows)).with_context(|| picture.display().to_string())?;
    println!("written: {}, {}", path.display(), picture.display());
    Ok(())
}

/// onkai alone, by criterion; a name lets all benches through that contain it.
fn criterion(workspace: &Workspace, names: &[String]) -> Result<()> {
    ensure!(names.len() <= 1, "criterion takes one name, as a part of those that it shall run");
    let status = cargo()
        .args(["bench", "--package", "onkai-benches", "--benches", "--"])
        .args(names)
        .current_dir(&workspace.root)
        .status()
        .context("cargo does not start")?;
    ensure!(status.success(), "cargo bench failed ({status})");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(cases: &[&str], quick: bool) -> Options {
        let cases = cases.iter().map(ToString::to_string).collect();
        Options { cases, quick, peers: false, criterion: false, talk: false, markdown: None }
    }

    #[test]
    fn cases_are_named_or_quick_or_all() {
        let known = ["stft", "pyin", "mfcc"].map(str::to_owned);
        let of = |cases: &[&str], quick| chosen(&known, &options(cases, quick));
        assert_eq!(of(&[], false).unwrap(), known);
        assert_eq!(of(&[], true).unwrap(), ["stft", "mfcc"]);
        assert_eq!(of(&["pyin"], true).unwrap(), ["pyin"]);
        let error = of(&["snore"], false).unwrap_err().to_string();
        assert_eq!(error, "no case `snore`; known are stft, pyin, mfcc");
    }

    #[test]
    fn reasons_tell_nothing_of_the_machine() {
        let place = Place {
            recording: "/home/me/a.ogg".into(),
            inputs: "/home/me/inputs".into(),
            python: "/home/me/python".into(),
            scripts: "/home/me/xtask/bench".into(),
            programs: "/home/me/release".into(),
        };
        assert_eq!(place.without_paths("no Ogg: /home/me/a.ogg"), "no Ogg: recording");
        assert_eq!(place.without_paths("/home/me/xtask/bench/once.py"), "scripts/once.py");
        let long = place.without_paths(&"é".repeat(400));
        assert_eq!((long.chars().count(), long.ends_with('…')), (REASON_LEN + 1, true));
    }

    #[test]
    fn quick_cases_exist() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = fs::read_dir(root.join("../benches/src/cases")).unwrap();
        let sources: String =
            folder.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        for case in QUICK_CASES {
            assert!(sources.contains(&format!("\"{case}\"")), "{case}");
        }
    }
}
