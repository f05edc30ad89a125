//! The loop: a request a line, an answer a line, JSON both.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Call, Inputs, cases};

/// Time a case: `{"case": "stft", "repeats": 5}`.
#[derive(Debug, Deserialize)]
struct Request {
    case: String,
    repeats: usize,
}

/// Greets with the names of the cases, then answers requests until the input ends.
///
/// An answer is `{"case": …, "seconds": [one a repeat], "digest": …}`, or `{"case": …, "error": "why"}`.
/// The first request for a case makes one call more, which warms up and is not timed.
///
/// # Errors
///
/// When a line is no request, or the other end is gone.
pub fn serve(inputs: &Inputs, requests: impl BufRead, mut answers: impl Write) -> Result<()> {
    let names: Vec<_> = cases().map(|(name, _)| name).collect();
    let versions = json!({ "onkai": env!("CARGO_PKG_VERSION") });
    writeln!(answers, "{}", json!({ "cases": names, "versions": versions }))?;
    answers.flush()?;
    let mut warm = BTreeMap::new();
    for line in requests.lines() {
        let line = line?;
        let request: Request = serde_json::from_str(&line).context(line)?;
        let answer = time(inputs, &mut warm, &request)
            .unwrap_or_else(|error| json!({ "case": request.case, "error": format!("{error:#}") }));
        writeln!(answers, "{answer}")?;
        answers.flush()?;
    }
    Ok(())
}

fn time(
    inputs: &Inputs,
    warm: &mut BTreeMap<&'static str, Call>,
    request: &Request,
) -> Result<Value> {
    let (name, make) = cases().find(|(name, _)| *name == request.case).context("no such case")?;
    if !warm.contains_key(name) {
        let mut call = make(inputs)?;
        black_box(call());
        warm.insert(name, call);
    }
    let call = warm.get_mut(name).expect("made above");
    let (mut seconds, mut digest) = (Vec::new(), None);
    for _ in 0..request.repeats {
        let start = Instant::now();
        let answer = black_box(call());
        seconds.push(start.elapsed().as_secs_f64());
        digest = Some(answer);
    }
    let digest = digest.map(|answer| answer.digest());
    Ok(json!({ "case": name, "seconds": seconds, "digest": digest }))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn answers(requests: &str) -> Result<Vec<Value>> {
        let mut out = Vec::new();
        let inputs = Inputs::new(Path::new("none.ogg"), Path::new("none"));
        serve(&inputs, requests.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out)?
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect())
    }

    #[test]
    fn the_greeting_names_the_cases() {
        let greeting = &answers("").unwrap()[0];
        assert_eq!(greeting["cases"].as_array().unwrap().len(), cases().count());
    }

    #[test]
    fn a_case_that_cannot_run_says_why() {
        let requests =
            "{\"case\": \"snore\", \"repeats\": 1}\n{\"case\": \"rfft_frames\", \"repeats\": 1}\n";
        let answers = answers(requests).unwrap();
        assert_eq!(answers[1], json!({ "case": "snore", "error": "no such case" }));
        assert!(answers[2]["error"].as_str().unwrap().contains("samples.npy"));
    }

    #[test]
    fn other_lines_are_errors() {
        assert_eq!(answers("hello\n").unwrap_err().to_string(), "hello");
    }
}
