//! Checking: what `onkai analyze` finds in the recording against what librosa 0.11.0 found.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::workspace::{Workspace, cargo};

/// How many onsets onkai may find more or fewer than librosa: a peak at the threshold may flip, as the
/// resampler is not librosa's.
const ONSET_SLACK: usize = 3;
/// The share of librosa's events that onkai must find...
const SHARE: f64 = 0.97;
/// ...to within this many frames.
const REACH: usize = 1;

/// What both sides tell: keys of `onkai analyze --json` and of `xtask/recording-expected.json`.
#[derive(Clone, Debug, Deserialize)]
struct Analysis {
    sample_rate: f64,
    n_samples: usize,
    duration_s: f64,
    stft_shape: Vec<usize>,
    mel_shape: Vec<usize>,
    mfcc_shape: Vec<usize>,
    tempo_bpm: f64,
    beat_frames: Vec<usize>,
    onset_frames: Vec<usize>,
}

/// One line of the check.
#[derive(Debug)]
struct Row {
    name: &'static str,
    holds: bool,
    detail: String,
}

/// Runs `onkai analyze` and prints the rows; `false` when one is off.
pub(super) fn check(workspace: &Workspace, recording: &Path) -> Result<bool> {
    let expected = workspace.root.join("xtask/recording-expected.json");
    let expected = fs::read(&expected).with_context(|| expected.display().to_string())?;
    let expected: Analysis = serde_json::from_slice(&expected)?;
    let rows = rows(&analyze(workspace, recording)?, &expected);
    for row in &rows {
        println!("{:3}  {:<12}  {}", if row.holds { "OK" } else { "off" }, row.name, row.detail);
    }
    Ok(rows.iter().all(|row| row.holds))
}

/// The README's command, with its files in a folder that goes away.
fn analyze(workspace: &Workspace, recording: &Path) -> Result<Analysis> {
    let scratch = tempfile::tempdir()?;
    let output = cargo()
        .args(["run", "--quiet", "--release", "--package", "onkai-cli", "--", "analyze"])
        .arg(recording)
        .args(["--json", "--out"])
        .arg(scratch.path())
        .current_dir(&workspace.root)
        .output()?;
    ensure!(
        output.status.success(),
        "onkai analyze failed ({})\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim()
    );
    serde_json::from_slice(&output.stdout).context("onkai analyze --json printed something else")
}

fn rows(found: &Analysis, expected: &Analysis) -> Vec<Row> {
    vec![
        equal("sample_rate", &found.sample_rate, &expected.sample_rate),
        equal("n_samples", &found.n_samples, &expected.n_samples),
        equal("duration_s", &found.duration_s, &expected.duration_s),
        equal("stft_shape", &found.stft_shape, &expected.stft_shape),
        equal("mel_shape", &found.mel_shape, &expected.mel_shape),
        equal("mfcc_shape", &found.mfcc_shape, &expected.mfcc_shape),
        equal("tempo_bpm", &found.tempo_bpm, &expected.tempo_bpm),
        events("beats", &found.beat_frames, &expected.beat_frames, 0),
        events("onsets", &found.onset_frames, &expected.onset_frames, ONSET_SLACK),
    ]
}

/// Both sides print the shortest decimal that reads back as the number: equal numbers are equal.
fn equal<T: PartialEq + std::fmt::Debug>(name: &'static str, found: &T, expected: &T) -> Row {
    let holds = found == expected;
    let detail =
        if holds { format!("{found:?}") } else { format!("{found:?}, expected {expected:?}") };
    Row { name, holds, detail }
}

/// Counts at most `slack` apart, and nearly every expected event met to within a frame.
fn events(name: &'static str, found: &[usize], expected: &[usize], slack: usize) -> Row {
    let met = expected.iter().filter(|&&e| found.iter().any(|f| f.abs_diff(e) <= REACH)).count();
    let share = met as f64 / expected.len().max(1) as f64;
    Row {
        name,
        holds: found.len().abs_diff(expected.len()) <= slack && SHARE <= share,
        detail: format!(
            "{} of {} expected (at most {slack} off); {:.1} % within {REACH} frame (at least {:.0} %)",
            found.len(),
            expected.len(),
            100.0 * share,
            100.0 * SHARE
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_may_be_a_frame_off() {
        let expected: Vec<usize> = (0..100).map(|i| 10 * i).collect();
        let late: Vec<usize> = expected.iter().map(|e| e + 1).collect();
        assert!(events("beats", &late, &expected, 0).holds);
        let later: Vec<usize> = expected.iter().map(|e| e + 2).collect();
        assert!(!events("beats", &later, &expected, 0).holds);
    }

    #[test]
    fn a_few_events_may_be_missed() {
        let expected: Vec<usize> = (0..100).map(|i| 10 * i).collect();
        assert!(events("onsets", &expected[3..], &expected, 3).holds);
        assert!(!events("onsets", &expected[3..], &expected, 2).holds, "too few");
        assert!(!events("onsets", &expected[4..], &expected, 9).holds, "too many missed");
        assert!(!events("onsets", &[], &expected, 100).holds);
    }

    #[test]
    fn each_figure_is_a_row_of_its_own() {
        let expected = include_bytes!("../../recording-expected.json");
        let expected: Analysis = serde_json::from_slice(expected).unwrap();
        assert!(rows(&expected, &expected).iter().all(|row| row.holds));
        let found = Analysis { tempo_bpm: 64.6, n_samples: 7, ..expected.clone() };
        let off: Vec<_> =
            rows(&found, &expected).into_iter().filter(|row| !row.holds).map(|r| r.name).collect();
        assert_eq!(off, ["n_samples", "tempo_bpm"]);
    }
}
