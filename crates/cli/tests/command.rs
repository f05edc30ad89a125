//! A folder with recordings, and the command run in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ndarray::Array2;
use onkai_io::audio::{WavFormat, write_wav};
use serde_json::Value;
use tempfile::TempDir;

/// What every analysis writes.
pub(crate) const FILES: [&str; 8] = [
    "analysis.json",
    "chroma.png",
    "clicks.wav",
    "constant-q.png",
    "mel.png",
    "onsets.svg",
    "spectrogram.png",
    "waveform.svg",
];

/// A temporary folder that the command runs in.
pub(crate) struct Desk(TempDir);

/// What a run said, and its exit status.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// The command, ready for arguments. Backtraces would bring panic messages back.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onkai"));
        command.current_dir(self.0.path()).env_remove("RUST_BACKTRACE");
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        Run::from(self.command().args(args).output().unwrap())
    }

    /// Writes bytes into a file called `name`.
    pub(crate) fn bytes(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Writes a WAV file whose sample `i` of every channel is `sample(i)`.
    pub(crate) fn wav(
        &self,
        name: impl AsRef<Path>,
        [n_channels, n_frames]: [usize; 2],
        sample_rate: u32,
        sample: impl Fn(usize) -> f32,
    ) {
        let samples = Array2::from_shape_fn((n_channels, n_frames), |(_, i)| sample(i));
        write_wav(self.path(name), &samples, sample_rate, WavFormat::Float32).unwrap();
    }

    /// A click every half second for four seconds: 120 beats a minute.
    pub(crate) fn click_track(&self, name: impl AsRef<Path>) {
        self.wav(name, [1, 88_200], 22050, click);
    }

    /// The names in a folder, hidden ones too, sorted.
    pub(crate) fn list(&self, folder: impl AsRef<Path>) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    /// The `analysis.json` in a folder.
    pub(crate) fn report(&self, folder: impl AsRef<Path>) -> Value {
        let text = fs::read_to_string(self.path(folder).join("analysis.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

/// One sample of a click track at 22 050 Hz, 120 clicks a minute.
pub(crate) fn click(i: usize) -> f32 {
    if i % 11_025 < 40 { 0.8 } else { 0.0 }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let run = Self {
            status: output.status.code().expect("the command ends by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!run.stderr.contains("panicked"), "{run:?}");
        run
    }
}

impl Run {
    /// The run, if it succeeded without a word on standard error.
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert!(self.status == 0 && self.stderr.is_empty(), "{self:?}");
        self
    }

    /// The run, if its exit status is `status` and `text` is part of its standard error.
    #[track_caller]
    pub(crate) fn failed(self, status: i32, text: &str) -> Self {
        assert!(self.status == status && self.stderr.contains(text), "{text:?} not in {self:?}");
        self
    }

    /// Standard output as JSON, one value a line.
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
