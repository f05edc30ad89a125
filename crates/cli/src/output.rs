//! What an analysis writes and prints.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use ndarray::{Array1, Axis};
use onkai_io::audio::{WavFormat, write_wav};
use onkai_io::npz;
use onkai_mir::audio::Recording;
use onkai_mir::effects::{EffectsHpssOptions, hpss};
use onkai_mir::{ClicksOptions, clicks};

use crate::analysis::Analysis;
use crate::args::AnalyzeArgs;
use crate::{features, pictures, report};

/// The files of every analysis, in the order of the summary.
const FILES: [&str; 8] = [
    "analysis.json",
    "clicks.wav",
    "waveform.svg",
    "spectrogram.png",
    "mel.png",
    "constant-q.png",
    "chroma.png",
    "onsets.svg",
];
/// The files of `--parts`.
const PARTS: [&str; 2] = ["harmonic.wav", "percussive.wav"];
/// The file of `--features`.
const FEATURES: &str = "features.npz";
/// The file of `--report`.
const REPORT: &str = "report.html";

/// A recording that has been analysed.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// What it is called in the results.
    pub(crate) label: &'a str,
    /// The file; `None` for the built-in clip.
    pub(crate) path: Option<&'a Path>,
    pub(crate) recording: &'a Recording,
    pub(crate) analysis: &'a Analysis,
}

/// What is written when these arguments are given.
fn files(args: &AnalyzeArgs) -> Vec<&'static str> {
    let mut files = FILES.to_vec();
    if args.parts {
        files.extend(PARTS);
    }
    if !args.features.is_empty() {
        files.push(FEATURES);
    }
    if args.report {
        files.push(REPORT);
    }
    files
}

/// Writes all files of an analysis into `folder`, which on failure is left as it was.
pub(crate) fn write_all(folder: &Path, subject: &Subject<'_>, args: &AnalyzeArgs) -> Result<()> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    let result = write_complete(folder, subject, args);
    if result.is_err() && is_new {
        // The first error is the one to tell.
        let _ = fs::remove_dir(folder);
    }
    result
}

/// Writes the files where nobody looks, and moves them to their names when all are complete.
fn write_complete(folder: &Path, subject: &Subject<'_>, args: &AnalyzeArgs) -> Result<()> {
    let Subject { label, recording, analysis, .. } = *subject;
    let cannot_write = || format!("{}: cannot be written to", folder.display());
    let unfinished =
        tempfile::Builder::new().prefix(".onkai-").tempdir_in(folder).with_context(cannot_write)?;
    let path = |name: &str| unfinished.path().join(name);
    let report = serde_json::to_string_pretty(&analysis.report(label))? + "\n";
    fs::write(path("analysis.json"), report).with_context(cannot_write)?;
    write_sound(&path("clicks.wav"), with_clicks(recording, analysis)?, recording)?;
    for (name, figure) in [
        ("waveform.svg", pictures::waveform(recording)?),
        ("spectrogram.png", pictures::spectrogram(analysis)?),
        ("mel.png", pictures::mel(analysis)?),
        ("constant-q.png", pictures::constant_q(analysis)?),
        ("chroma.png", pictures::chroma(analysis)?),
        ("onsets.svg", pictures::onsets(analysis)?),
    ] {
        figure.save(path(name))?;
    }
    if args.parts {
        let parts = hpss(&recording.samples, &EffectsHpssOptions::default())?;
        for (name, part) in PARTS.into_iter().zip([parts.harmonic, parts.percussive]) {
            write_sound(&path(name), part, recording)?;
        }
    }
    if !args.features.is_empty() {
        let arrays = features::arrays(&args.features, recording, analysis)
            .with_context(|| format!("{label}: features cannot be computed"))?;
        npz::write(path(FEATURES), &arrays, &npz::WriteOptions { compress: true })?;
    }
    if args.report {
        fs::write(path(REPORT), report::page(subject)?).with_context(cannot_write)?;
    }
    for name in files(args) {
        let path = folder.join(name);
        fs::rename(unfinished.path().join(name), &path)
            .with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

/// Writes a sound of one channel, no louder than full scale.
fn write_sound(path: &Path, samples: Array1<f32>, recording: &Recording) -> Result<()> {
    let peak = samples.iter().fold(1.0_f32, |peak, v| peak.max(v.abs()));
    let samples = (samples / peak).insert_axis(Axis(0));
    Ok(write_wav(path, &samples, recording.sample_rate as u32, WavFormat::Int16)?)
}

/// The recording with a click on every beat.
fn with_clicks(recording: &Recording, analysis: &Analysis) -> Result<Array1<f32>> {
    let options = ClicksOptions { length: Some(recording.samples.len()), ..Default::default() };
    let mut mix = clicks(&analysis.beat_times_s(), recording.sample_rate, &options)?;
    mix += &recording.samples;
    Ok(mix)
}

/// The results for a person.
pub(crate) fn summary(
    label: &str,
    analysis: &Analysis,
    folder: &Path,
    args: &AnalyzeArgs,
) -> String {
    let mut text = label.to_owned();
    let mut row = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {name:<9} {value}");
    };
    let seconds = analysis.duration_s();
    row(
        "length",
        format!(
            "{} ({seconds:.3} s, {} samples at {} Hz)",
            clock_time(seconds, 1),
            analysis.n_samples,
            analysis.sample_rate
        ),
    );
    let (beats, onsets) = (analysis.beat_times_s(), analysis.onset_times_s());
    if beats.is_empty() {
        row("tempo", "none found".into());
    } else {
        row("tempo", format!("{:.1} BPM", analysis.tempo_bpm));
    }
    row("beats", count_and_first(&beats));
    row("onsets", count_and_first(&onsets));
    row("written", format!("{}/{{{}}}", folder.display(), files(args).join(", ")));
    text
}

fn count_and_first(times_s: &[f64]) -> String {
    let shown: Vec<String> = times_s.iter().take(4).map(|time| format!("{time:.2}")).collect();
    match times_s.len() {
        0 => "0".into(),
        n if n <= 4 => format!("{n}, at {} s", shown.join(", ")),
        n => format!("{n}, at {}, ... s", shown.join(", ")),
    }
}

/// Seconds as minutes and seconds, with `n_digits` behind the point: `1:01.5`, `1:02:03`.
pub(crate) fn clock_time(seconds: f64, n_digits: usize) -> String {
    let per_second = 10_u64.pow(n_digits as u32);
    // Rounded at first, so that 59.96 does not become 0:60.0.
    let ticks = (seconds * per_second as f64).round() as u64;
    let (whole, part) = (ticks / per_second, ticks % per_second);
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    let part = if n_digits == 0 { String::new() } else { format!(".{part:0n_digits$}") };
    if hours == 0 {
        return format!("{minutes}:{rest:02}{part}");
    }
    format!("{hours}:{minutes:02}:{rest:02}{part}")
}

/// Prints a line, as [`print`] does.
pub(crate) fn print_line(text: &str) -> Result<()> {
    print(format!("{text}\n").as_bytes())
}

/// Prints; a pipe that the reader closed ends the command without a complaint.
pub(crate) fn print(bytes: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        result => result.context("standard output cannot be written"),
    }
}

/// Tells an error with its causes.
pub(crate) fn complain(error: &anyhow::Error) {
    // If even this cannot be written, the exit status must do (`eprintln!` would panic).
    let _ = writeln!(io::stderr(), "error: {}", with_causes(error));
}

/// The messages of `error` and its causes, but for a cause that the message before has told.
fn with_causes(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for message in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = message;
        } else if !text.ends_with(&message) {
            text = format!("{text}: {message}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_on_a_clock() {
        assert_eq!(clock_time(0.0, 0), "0:00");
        assert_eq!(clock_time(0.0, 1), "0:00.0");
        assert_eq!(clock_time(61.4589, 1), "1:01.5");
        assert_eq!(clock_time(59.96, 1), "1:00.0");
        assert_eq!(clock_time(59.994, 2), "0:59.99");
        assert_eq!(clock_time(3723.0, 0), "1:02:03");
        assert_eq!(clock_time(3599.96, 1), "1:00:00.0");
    }

    #[test]
    fn every_cause_is_told_once() {
        let cause = || io::Error::other("disk full");
        let told = anyhow::Error::new(cause()).context("a.wav: disk full");
        assert_eq!(with_causes(&told), "a.wav: disk full");
        let untold = anyhow::Error::new(cause()).context("a.wav: cannot be written");
        assert_eq!(with_causes(&untold), "a.wav: cannot be written: disk full");
    }
}
