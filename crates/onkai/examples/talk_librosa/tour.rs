//! What the talk's calls answer and how long they take, to read or as JSON.

use std::time::Instant;

use ndarray::{ArrayRef, Dimension};
use onkai::core::{Real, Scalar};
use onkai::mir::audio::Recording;
use serde_json::{Map, Value, json};

/// The answers so far.
#[derive(Default)]
pub(crate) struct Tour {
    rows: Vec<(&'static str, Value)>,
    seconds: Vec<(&'static str, f64)>,
}

impl Tour {
    /// Runs a step of the talk twice and notes how long it took the second time, when all that is kept
    /// between calls is there.
    pub(crate) fn run<T, E>(
        &mut self,
        name: &'static str,
        step: impl Fn() -> Result<T, E>,
    ) -> Result<T, E> {
        drop(step()?);
        let start = Instant::now();
        let result = step()?;
        self.seconds.push((name, start.elapsed().as_secs_f64()));
        Ok(result)
    }

    /// Notes an answer.
    pub(crate) fn add(&mut self, key: &'static str, answer: impl Into<Value>) {
        self.rows.push((key, answer.into()));
    }

    /// Notes what was loaded.
    pub(crate) fn load(&mut self, recording: &Recording) {
        let (y, rate) = (&recording.samples, recording.sample_rate);
        let mut answer = digest(y);
        answer["samples"] = y.len().into();
        answer["sr"] = rate.into();
        answer["duration_s"] = (y.len() as f64 / rate).into();
        self.add("load", answer);
    }

    /// The answers by their names.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.rows.iter().map(|(key, answer)| (*key, answer))
    }

    /// All answers and times under the name of the talk.
    pub(crate) fn to_json(&self, talk: &str) -> Value {
        let mut rows: Map<_, _> =
            self.answers().map(|(key, answer)| (key.to_owned(), answer.clone())).collect();
        let seconds = self.seconds.iter().map(|&(name, s)| (name.to_owned(), s.into()));
        rows.insert("seconds_warm".to_owned(), Value::Object(seconds.collect()));
        json!({ talk: rows })
    }

    /// Writes a table to the terminal.
    pub(crate) fn print(&self) {
        for (key, answer) in self.answers() {
            println!("{key:24} {}", text(answer));
        }
        println!();
        for (name, seconds) in &self.seconds {
            println!("{name:24} {:9.2} ms", 1e3 * seconds);
        }
    }
}

/// The shape of an array and figures of its absolute values: the mean, the largest, the root of the mean
/// square, and seven of them with their places.
pub(crate) fn digest<T: Scalar, D: Dimension>(a: &ArrayRef<T, D>) -> Value {
    let (mut sum, mut squares, mut largest) = (0.0, 0.0, 0.0_f64);
    let mut count = |v: &T| {
        let size = v.modulus().as_f64();
        sum += size;
        squares += size * size;
        largest = largest.max(size);
    };
    match a.as_slice_memory_order() {
        Some(values) => values.iter().for_each(&mut count),
        None => a.iter().for_each(&mut count),
    }
    let n = a.len();
    let at = (0..7).map(|k| k * (n - 1) / 6);
    let at = at.map(|i| json!([i, a.iter().nth(i).map_or(0.0, |v| v.modulus().as_f64())]));
    json!({
        "shape": a.shape(),
        "mean_abs": sum / n as f64,
        "max_abs": largest,
        "rms": (squares / n as f64).sqrt(),
        "at": at.collect::<Value>(),
    })
}

/// An answer for people: of arrays the shape and size, of lists the length and the first elements.
fn text(answer: &Value) -> String {
    match answer {
        Value::Object(fields) if fields.contains_key("rms") => {
            let number = |name: &str| fields[name].as_f64().unwrap_or(f64::NAN);
            let sizes: Vec<String> =
                fields["shape"].as_array().into_iter().flatten().map(Value::to_string).collect();
            format!(
                "[{}], rms {:.4}, up to {:.4}",
                sizes.join(", "),
                number("rms"),
                number("max_abs")
            )
        }
        Value::Array(list) if 8 < list.len() => {
            let first: Vec<String> = list.iter().take(6).map(Value::to_string).collect();
            format!("{}: {}, ...", list.len(), first.join(", "))
        }
        Value::Number(n) if n.is_f64() => format!("{:.4}", n.as_f64().unwrap_or(f64::NAN)),
        other => other.to_string(),
    }
}
