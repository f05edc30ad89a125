//! The SciPy talk, as its example tells it, beside SciPy's answers.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    dead_code,
    reason = "a test may panic, and reads what the example prints"
)]

#[path = "../examples/talk_scipy/tour.rs"]
mod tour;
#[path = "../examples/talk_scipy/special.rs"]
mod special;
#[path = "../examples/talk_scipy/linalg.rs"]
mod linalg;
#[path = "../examples/talk_scipy/optimize.rs"]
mod optimize;
#[path = "../examples/talk_scipy/interpolate.rs"]
mod interpolate;
#[path = "../examples/talk_scipy/signal.rs"]
mod signal;
#[path = "../examples/talk_scipy/fft.rs"]
mod fft;
#[path = "../examples/talk_scipy/stats.rs"]
mod stats;
#[path = "../examples/talk_scipy/spatial.rs"]
mod spatial;
#[path = "../examples/talk_scipy/ndimage.rs"]
mod ndimage;
#[path = "../examples/talk_scipy/factors.rs"]
mod factors;

use ndarray::Array1;
use onkai_testing::{Golden, assert_close};
use serde_json::Value;
use tour::Chapter;

/// What the golden file has rows for.
const N_ROWS: usize = 43;

#[test]
fn every_answer_is_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "talk_scipy");
    let mut n_rows = 0;
    for chapter in chapters(0) {
        for (key, answer) in chapter.answers() {
            let expected =
                golden.array1::<f64>(&format!("{}.{}", chapter.key, key.replace('/', "|")));
            let (rtol, atol) = tolerance(chapter.key, key);
            let (actual, expected) = (free(key, numbers(answer)), free(key, expected.to_vec()));
            assert_eq!(actual.len(), expected.len(), "{}.{key}", chapter.key);
            assert_close!(Array1::from(actual), Array1::from(expected), rtol, atol);
            n_rows += 1;
        }
    }
    assert_eq!(n_rows, N_ROWS);
}

#[test]
fn other_noise_changes_the_demonstrations_alone() {
    let json = |seed| tour::to_json("scipy_talk", &chapters(seed));
    let without_hopping = |mut talk: Value| {
        talk["scipy_talk"]["optimize"]["basinhopping_x"].take();
        talk
    };
    assert_eq!(json(3), json(3));
    assert_eq!(without_hopping(json(3)), without_hopping(json(4)));
}

#[test]
fn eight_components_make_most_of_the_melody() {
    let chapter = factors::chapter(0).unwrap();
    let shares = numbers(&chapter.rows.last().unwrap().answer);
    assert!(shares[0] < 0.3 && shares[0] < shares[1], "{shares:?}");
}

fn chapters(seed: u64) -> [Chapter; 9] {
    [
        special::chapter(),
        linalg::chapter().unwrap(),
        fft::chapter(seed).unwrap(),
        interpolate::chapter().unwrap(),
        signal::chapter(seed).unwrap(),
        optimize::chapter(seed).unwrap(),
        stats::chapter(seed).unwrap(),
        spatial::chapter().unwrap(),
        ndimage::chapter().unwrap(),
    ]
}

/// All numbers of an answer, without the counts of steps, which need not be SciPy's.
fn numbers(answer: &Value) -> Vec<f64> {
    match answer {
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "nfev" | "nit"));
            fields.flat_map(|(_, value)| numbers(value)).collect()
        }
        Value::Bool(flag) => vec![f64::from(*flag)],
        other => vec![other.as_f64().expect("answers are made of numbers")],
    }
}

/// Eigenvalues come in any order, and vectors with any sign.
fn free(key: &str, mut numbers: Vec<f64>) -> Vec<f64> {
    if matches!(key, "eigvals" | "generalised_eigvals" | "schur") {
        numbers = numbers.into_iter().map(f64::abs).collect();
        numbers.sort_by(f64::total_cmp);
    }
    numbers
}

/// Relative and absolute: where a search ends depends on how it went.
fn tolerance(chapter: &str, key: &str) -> (f64, f64) {
    match (chapter, key) {
        (_, "basinhopping_x") => (1e-4, 1e-5),
        ("optimize", _) => (1e-5, 2e-6),
        _ => (1e-9, 1e-12),
    }
}
