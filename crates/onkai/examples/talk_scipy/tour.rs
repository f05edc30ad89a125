//! Chapters of a talk: calls and their answers, to read or as JSON.

use ndarray::{ArrayRef, ArrayRef2, Dimension};
use num_complex::Complex;
use serde_json::{Map, Value, json};

/// A part of the talk.
pub(crate) struct Chapter {
    /// Its name in JSON.
    pub(crate) key: &'static str,
    /// Its heading.
    pub(crate) title: &'static str,
    /// What is called, in the order of the talk.
    pub(crate) rows: Vec<Row>,
}

/// A call and its answer.
pub(crate) struct Row {
    /// The answer's name in JSON; none for what depends on noise.
    key: Option<&'static str>,
    call: &'static str,
    /// What the call gave.
    pub(crate) answer: Value,
}

/// A call whose answer is the same each time.
pub(crate) fn row(key: &'static str, call: &'static str, answer: impl Into<Value>) -> Row {
    Row { key: Some(key), call, answer: answer.into() }
}

/// A demonstration, which is not compared with anything.
pub(crate) fn demo(call: &'static str, answer: impl Into<Value>) -> Row {
    Row { key: None, call, answer: answer.into() }
}

impl Chapter {
    /// The answers that have a key, with it.
    pub(crate) fn answers(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.rows.iter().filter_map(|row| Some((row.key?, &row.answer)))
    }

    /// Writes the chapter to the terminal.
    pub(crate) fn print(&self) {
        println!("\n{}\n", self.title);
        for row in &self.rows {
            println!("  {}\n      {}", row.call, text(&row.answer));
        }
    }
}

/// All answers that have a key, under the name of the talk.
pub(crate) fn to_json(talk: &str, chapters: &[Chapter]) -> Value {
    let mut answers = Map::new();
    for chapter in chapters {
        let rows = chapter.answers().map(|(key, answer)| (key.to_owned(), answer.clone()));
        let rows: Map<_, _> = rows.collect();
        if !rows.is_empty() {
            answers.insert(chapter.key.to_owned(), Value::Object(rows));
        }
    }
    let mut talks = Map::new();
    talks.insert(talk.to_owned(), Value::Object(answers));
    Value::Object(talks)
}

/// An array as nested lists.
pub(crate) fn matrix(a: &ArrayRef2<f64>) -> Value {
    a.rows().into_iter().map(|row| Value::from(row.to_vec())).collect()
}

/// A complex number as the list of its parts.
pub(crate) fn complex(z: Complex<f64>) -> Value {
    json!([z.re, z.im])
}

/// The shape of an array and figures of its absolute values: the mean, the largest, the root of the mean
/// square, and seven of them.
pub(crate) fn digest<D: Dimension>(a: &ArrayRef<f64, D>) -> Value {
    let sizes: Vec<f64> = a.iter().map(|v| v.abs()).collect();
    let n = sizes.len();
    let mean = |f: fn(f64) -> f64| sizes.iter().map(|&v| f(v)).sum::<f64>() / n as f64;
    let at = (0..7).map(|k| k * (n - 1) / 6);
    json!({
        "shape": a.shape(),
        "mean_abs": mean(|v| v),
        "max_abs": sizes.iter().copied().fold(0.0, f64::max),
        "rms": mean(|v| v * v).sqrt(),
        "at": at.map(|i| json!([i, sizes[i]])).collect::<Value>(),
    })
}

/// An answer for people: six digits are enough.
fn text(answer: &Value) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match answer {
        Value::Number(n) if n.is_f64() => short(n.as_f64().unwrap_or(f64::NAN)),
        Value::Array(list) => format!("[{}]", join(list.iter().map(text).collect())),
        Value::Object(fields) => {
            join(fields.iter().map(|(name, value)| format!("{name}: {}", text(value))).collect())
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn short(x: f64) -> String {
    let plain = x == 0.0 || (1e-4..1e6).contains(&x.abs());
    let digits = if plain { format!("{x:.6}") } else { return format!("{x:.5e}") };
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    if digits == "-0" { "0".to_owned() } else { digits.to_owned() }
}
