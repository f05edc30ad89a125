//! `onkai analyze`: every file analysed, a bad one reported and skipped.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use indicatif::{ProgressBar, ProgressStyle};
use onkai_mir::audio::{LoadOptions, Recording, load};

use crate::analysis::Analysis;
use crate::args::AnalyzeArgs;
use crate::output::{Subject, complain};
use crate::panics::caught;
use crate::{demo, output};

/// Runs the command; exit status 1 if any file could not be analysed.
pub(crate) fn run(args: &AnalyzeArgs) -> ExitCode {
    let jobs = jobs(args);
    let progress = progress_bar(jobs.len(), args.quiet);
    let mut failed = 0;
    for job in &jobs {
        progress.set_message(job.label.clone());
        if let Err(error) = caught(&job.label, || job.run(args, &progress)) {
            progress.suspend(|| complain(&error));
            failed += 1;
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if failed == 0 {
        return ExitCode::SUCCESS;
    }
    if 1 < jobs.len() {
        complain(&anyhow!("{failed} of {} recordings could not be analysed", jobs.len()));
    }
    ExitCode::FAILURE
}

/// One recording to be analysed.
struct Job {
    /// The file; `None` for the built-in clip.
    path: Option<PathBuf>,
    /// What the recording is called in the results.
    label: String,
    folder: PathBuf,
}

/// What is to be done, each recording with a folder of its own.
fn jobs(args: &AnalyzeArgs) -> Vec<Job> {
    let folder = |name: &str, alone: bool| match &args.out {
        Some(out) if alone => out.clone(),
        Some(out) => out.join(name),
        None => Path::new("onkai-out").join(name),
    };
    if args.files.is_empty() {
        return vec![Job { path: None, label: "demo".into(), folder: folder("demo", true) }];
    }
    let mut taken = HashSet::new();
    let alone = args.files.len() == 1;
    let job = |path: &PathBuf| {
        let name = unique_name(&folder_name(path), &mut taken);
        let label = path.to_string_lossy().into_owned();
        Job { path: Some(path.clone()), label, folder: folder(&name, alone) }
    };
    args.files.iter().map(job).collect()
}

/// The file's name without its ending.
fn folder_name(path: &Path) -> Cow<'_, str> {
    // Of `...wav`, that would be the parent folder.
    let stem = path.file_stem().filter(|stem| *stem != "." && *stem != "..");
    stem.or(path.file_name()).unwrap_or(path.as_os_str()).to_string_lossy()
}

/// `stem`, or `stem-2`, `stem-3`, ... if other recordings are called so.
fn unique_name(stem: &str, taken: &mut HashSet<String>) -> String {
    let mut name = stem.to_owned();
    let mut number = 1;
    // Some file systems take `A` and `a` for the same.
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
}

impl Job {
    fn run(&self, args: &AnalyzeArgs, progress: &ProgressBar) -> Result<()> {
        let recording = match &self.path {
            Some(path) => load(path, &LoadOptions::default())?,
            None => demo::recording(),
        };
        let analysis = self.analyse(&recording)?;
        let subject = Subject {
            label: &self.label,
            path: self.path.as_deref(),
            recording: &recording,
            analysis: &analysis,
        };
        output::write_all(&self.folder, &subject, args)?;
        let text = if args.json {
            Some(serde_json::to_string(&analysis.report(&self.label))?)
        } else if args.quiet {
            None
        } else {
            Some(output::summary(&self.label, &analysis, &self.folder, args))
        };
        if let Some(text) = text {
            progress.suspend(|| output::print_line(&text))?;
        }
        Ok(())
    }

    fn analyse(&self, recording: &Recording) -> Result<Analysis> {
        // Files name themselves in their errors; errors of the numerics get the name here.
        Analysis::of(recording).with_context(|| format!("{}: cannot be analysed", self.label))
    }
}

/// A bar on a terminal, nothing in a pipe.
fn progress_bar(n_jobs: usize, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
    let style = style.expect("the template is a constant");
    ProgressBar::new(n_jobs as u64).with_style(style)
}
