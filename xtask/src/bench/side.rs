//! One side of the comparison: a program that times calls on request, kept warm for the whole run.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use serde_json::json;

/// A started program; it ends when this is dropped, as its input ends then.
#[derive(Debug)]
pub(super) struct Side {
    process: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    greeting: Greeting,
    last_words: LastWords,
}

/// What a side says first.
#[derive(Debug, Deserialize)]
struct Greeting {
    cases: Vec<String>,
    versions: BTreeMap<String, String>,
    /// Which crate of ours a case belongs to; only the originals say so.
    #[serde(default)]
    crates: BTreeMap<String, String>,
    /// Whose function a case calls; only the originals say so, as they are several libraries.
    #[serde(default)]
    libraries: BTreeMap<String, String>,
}

/// What a side says to a request.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Reply {
    Timed(Timed),
    Failed { error: String },
}

/// The times of a case and what it gave.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Timed {
    /// One number a repetition.
    pub(super) seconds: Vec<f64>,
    /// The answer, boiled down.
    pub(super) digest: Digest,
}

/// Size and mean magnitude of an answer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub(super) struct Digest {
    pub(super) len: usize,
    pub(super) mean_abs: f64,
}

impl Side {
    /// Starts the program and waits for its greeting.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_owned();
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process =
            spawned.spawn().with_context(|| format!("{} does not start", program.display()))?;
        let requests = process.stdin.take();
        let mut answers = BufReader::new(process.stdout.take().context("its output is piped")?);
        let last_words = LastWords::listen(process.stderr.take().context("its errors are piped")?);
        match read(&mut answers) {
            Ok(greeting) => Ok(Self { process, requests, answers, greeting, last_words }),
            Err(error) => Err(ended(&mut process, &last_words).unwrap_or(error)),
        }
    }

    /// The cases that it knows.
    pub(super) fn cases(&self) -> &[String] {
        &self.greeting.cases
    }

    /// What it runs on.
    pub(super) fn versions(&self) -> &BTreeMap<String, String> {
        &self.greeting.versions
    }

    /// Which crate of ours a case belongs to, where it says so.
    pub(super) fn crate_of(&self, case: &str) -> Option<&str> {
        self.greeting.crates.get(case).map(String::as_str)
    }

    /// Whose function a case calls, where it says so.
    pub(super) fn library_of(&self, case: &str) -> Option<&str> {
        self.greeting.libraries.get(case).map(String::as_str)
    }

    /// The number by which the system knows the process.
    pub(super) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Whether the process has ended, so that only a new one can go on.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    /// Has a case timed.
    pub(super) fn time(&mut self, case: &str, repeats: usize) -> Result<Timed> {
        if !self.greeting.cases.iter().any(|known| known == case) {
            bail!("no such case");
        }
        match self.ask(&json!({ "case": case, "repeats": repeats }).to_string()) {
            Ok(Reply::Timed(timed)) => Ok(timed),
            Ok(Reply::Failed { error }) => bail!("{error}"),
            Err(error) => Err(ended(&mut self.process, &self.last_words).unwrap_or(error)),
        }
    }

    fn ask(&mut self, request: &str) -> Result<Reply> {
        let requests = self.requests.as_mut().context("closed in `drop` only")?;
        writeln!(requests, "{request}")?;
        requests.flush()?;
        read(&mut self.answers)
    }
}

/// Why a process that fell silent has ended; `None` if it runs on and only said something unexpected.
fn ended(process: &mut Child, last_words: &LastWords) -> Option<anyhow::Error> {
    // Its output closes a moment before the process is gone, and its last words may come later still.
    // They may never be whole, as a program that it started can go on writing.
    let deadline = Instant::now() + Duration::from_secs(5);
    let mut status = process.try_wait().ok()?;
    while (status.is_none() || !last_words.are_whole()) && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(5));
        status = process.try_wait().ok()?;
    }
    let status = status?;
    Some(match last_words.get() {
        Some(words) => anyhow!("its process ended ({status}): {words}"),
        None => anyhow!("its process ended ({status})"),
    })
}

/// The last line that a process wrote to standard error: the reason, if it dies.
#[derive(Debug)]
struct LastWords {
    line: Arc<Mutex<Option<String>>>,
    listener: JoinHandle<()>,
}

impl LastWords {
    /// Reads on another thread, so that the process never waits for a reader.
    fn listen(errors: ChildStderr) -> Self {
        let line = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&line);
        let listener = thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                if let (false, Ok(mut last)) = (line.trim().is_empty(), shared.lock()) {
                    *last = Some(line.trim().to_owned());
                }
            }
        });
        Self { line, listener }
    }

    /// Whether nothing can follow.
    fn are_whole(&self) -> bool {
        self.listener.is_finished()
    }

    fn get(&self) -> Option<String> {
        self.line.lock().ok()?.clone()
    }
}

impl Drop for Side {
    fn drop(&mut self) {
        self.requests = None;
        // Nothing is left to do about a program that fails while it ends.
        drop(self.process.wait());
    }
}

fn read<T: for<'a> Deserialize<'a>>(answers: &mut impl BufRead) -> Result<T> {
    let mut line = String::new();
    answers.read_line(&mut line)?;
    serde_json::from_str(&line).with_context(|| format!("unexpected line {line:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn shell(script: &str) -> Result<Side> {
        Side::start(Command::new("sh").args(["-c", script]))
    }

    #[test]
    #[cfg(unix)]
    fn a_side_that_dies_tells_why() {
        let error = shell("echo loading; echo 'no such library' >&2; exit 3").unwrap_err();
        assert_eq!(error.to_string(), "its process ended (exit status: 3): no such library");
        // What comes after the end counts too.
        let error = shell("(sleep 0.2; echo 'too late' >&2) >&- & exit 3").unwrap_err();
        assert_eq!(error.to_string(), "its process ended (exit status: 3): too late");
        let mut side = shell(
            r#"echo '{"cases": ["a"], "versions": {}, "crates": {"a": "fft"}}'; read -r x; kill -9 $$"#,
        )
        .unwrap();
        assert_eq!((side.crate_of("a"), side.library_of("a")), (Some("fft"), None));
        assert!(!side.has_ended());
        assert_eq!(side.time("b", 1).unwrap_err().to_string(), "no such case");
        let error = side.time("a", 1).unwrap_err().to_string();
        assert!(error.starts_with("its process ended (signal: 9"), "{error}");
        assert!(side.has_ended());
    }

    #[test]
    fn a_reply_is_times_or_a_reason() {
        let mut lines: &[u8] =
            b"{\"case\": \"a\", \"seconds\": [1.5], \"digest\": {\"len\": 2, \"mean_abs\": 3.0}}\n\
            {\"case\": \"a\", \"error\": \"no file\"}\n";
        let Reply::Timed(timed) = read(&mut lines).unwrap() else { panic!("times") };
        assert_eq!((timed.seconds, timed.digest.len), (vec![1.5], 2));
        let Reply::Failed { error } = read(&mut lines).unwrap() else { panic!("a reason") };
        assert_eq!(error, "no file");
        let end = read::<Reply>(&mut lines).unwrap_err();
        assert_eq!(end.to_string(), "unexpected line \"\"");
    }
}
