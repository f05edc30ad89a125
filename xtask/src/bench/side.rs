//! One side of the comparison: a program that times calls on request, kept warm for the whole run.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

/// A started program; it ends when this is dropped, as its input ends then.
#[derive(Debug)]
pub(super) struct Side {
    name: &'static str,
    process: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    greeting: Greeting,
}

/// What a side says first.
#[derive(Debug, Deserialize)]
struct Greeting {
    cases: Vec<String>,
    versions: BTreeMap<String, String>,
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
    pub(super) fn start(name: &'static str, command: &mut Command) -> Result<Self> {
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().with_context(|| {
                format!("{name}: {} does not start", command.get_program().display())
            })?;
        let requests = process.stdin.take();
        let mut answers = BufReader::new(process.stdout.take().context("its output is piped")?);
        let greeting = read(&mut answers).with_context(|| format!("{name}: no greeting"))?;
        Ok(Self { name, process, requests, answers, greeting })
    }

    /// The cases that it knows.
    pub(super) fn cases(&self) -> &[String] {
        &self.greeting.cases
    }

    /// What it runs on.
    pub(super) fn versions(&self) -> &BTreeMap<String, String> {
        &self.greeting.versions
    }

    /// Has a case timed.
    pub(super) fn time(&mut self, case: &str, repeats: usize) -> Result<Timed> {
        if !self.greeting.cases.iter().any(|known| known == case) {
            bail!("no such case");
        }
        let requests = self.requests.as_mut().context("closed in `drop` only")?;
        writeln!(requests, "{}", json!({ "case": case, "repeats": repeats }))?;
        requests.flush()?;
        match read(&mut self.answers).with_context(|| format!("{}: no answer", self.name))? {
            Reply::Timed(timed) => Ok(timed),
            Reply::Failed { error } => bail!("{error}"),
        }
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
