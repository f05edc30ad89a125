//! The librosa talk, as its example tells it, beside librosa's answers for a short signal.
#![cfg(feature = "audio")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    dead_code,
    reason = "a test may panic, and reads what the example prints"
)]

#[path = "../examples/talk_librosa/tour.rs"]
mod tour;
#[path = "../examples/talk_librosa/spectra.rs"]
mod spectra;
#[path = "../examples/talk_librosa/effects.rs"]
mod effects;
#[path = "../examples/talk_librosa/rhythm.rs"]
mod rhythm;
#[path = "../examples/talk_librosa/features.rs"]
mod features;
#[path = "../examples/talk_librosa/factors.rs"]
mod factors;
#[path = "../examples/talk_librosa/figures.rs"]
mod figures;
#[path = "../examples/talk_librosa/frames.rs"]
mod frames;
#[path = "../examples/talk_librosa/sounds.rs"]
mod sounds;

use std::f64::consts::TAU;

use ndarray::{Array1, Axis};
use onkai::mir::audio::Recording;
use onkai_testing::{Golden, assert_close, noise};
use serde_json::Value;
use tour::Tour;

const SAMPLE_RATE: f64 = 22050.0;
/// Rows whose single samples hang on phases, which drift in librosa's single precision (see `phase_vocoder`):
/// their length, mean and root mean square count.
const DRIFTING: [&str; 3] = ["time_stretch_x2", "pitch_shift_+4", "pitch_shift_-6"];
/// Where these stand in a row of a signal.
const SIZES: [usize; 3] = [0, 1, 3];
/// What the golden file has rows for.
const N_ROWS: usize = 30;

#[test]
fn every_answer_is_librosas() {
    let recording = song();
    let mut tour = Tour::default();
    tour.load(&recording);
    visit(&mut tour, &recording, None);
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "talk_librosa");
    let mut n_rows = 0;
    for (key, answer) in tour.answers().filter(|(key, _)| *key != "hz_to_note") {
        let mut expected = golden.array1::<f64>(key);
        let mut actual = Array1::from(numbers(answer));
        if DRIFTING.contains(&key) {
            (expected, actual) = (expected.select(Axis(0), &SIZES), actual.select(Axis(0), &SIZES));
        }
        let (rtol, atol) = tolerance(key, &expected);
        assert_close!(actual, expected, rtol, atol, "{key}");
        n_rows += 1;
    }
    assert_eq!(n_rows, N_ROWS);
    assert!(
        tour.answers().any(|answer| answer == ("hz_to_note", &serde_json::json!(["C1", "C8"])))
    );
    let json = tour.to_json("librosa_talk");
    assert!(json["librosa_talk"]["seconds_warm"]["hpss"].is_f64());
}

#[test]
fn figures_and_sounds_are_written() {
    let folder = std::env::temp_dir().join(format!("onkai-talk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let recording = song();
    visit(&mut Tour::default(), &recording, Some(&folder));
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    std::fs::remove_dir_all(&folder).unwrap();
    let n = |ending: &str| names.iter().filter(|name| name.ends_with(ending)).count();
    assert_eq!(n(".wav"), 10, "{names:?}");
    assert_eq!(n(".png") + n(".svg"), 15, "{names:?}");
}

/// Runs the talk; draws and writes what it makes if there is a folder.
fn visit(tour: &mut Tour, recording: &Recording, folder: Option<&std::path::Path>) {
    let spectra = spectra::visit(tour, recording).unwrap();
    let effects = effects::visit(tour, recording).unwrap();
    let rhythm = rhythm::visit(tour, recording, &effects.percussive).unwrap();
    features::visit(tour, recording, &effects.harmonic, &rhythm.percussive_beats).unwrap();
    let factors = factors::visit(tour, &spectra.stft).unwrap();
    if let Some(folder) = folder {
        figures::draw(folder, recording, (&spectra, &effects), &rhythm, &factors).unwrap();
        sounds::write(folder, recording, &effects, &rhythm, &factors).unwrap();
    }
}

/// Five seconds of noise bursts on an uneven beat over three tones; `mir_song` of the golden scripts.
fn song() -> Recording {
    let n = 5 * 22050;
    let hiss = noise(n, 7);
    let burst = |k: usize, t: f64| {
        let after = t - (0.1 + 0.47 * k as f64 + if k % 3 == 1 { 0.02 } else { 0.0 });
        if after < 0.0 { 0.0 } else { 0.6 * (-after * (25 + 10 * (k % 2)) as f64).exp() }
    };
    let samples = Array1::from_shape_fn(n, |i| {
        let t = i as f64 / SAMPLE_RATE;
        let tones = 0.1 * (TAU * 220.0 * t).sin()
            + 0.05 * (TAU * 554.37 * t).sin()
            + 0.05 * (TAU * 1318.51 * t * (1.0 + 0.01 * t)).sin();
        (0..=10).fold(tones, |y, k| y + hiss[i] * burst(k, t)) as f32
    });
    Recording { samples, sample_rate: SAMPLE_RATE }
}

/// All numbers of an answer in the order of the golden rows.
fn numbers(answer: &Value) -> Vec<f64> {
    let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
    let number = |value: &Value| value.as_f64().expect("answers are made of numbers");
    match answer {
        Value::Array(list) => list.iter().map(number).collect(),
        Value::Object(fields) if fields.contains_key("rms") => {
            let before = ["samples", "sr", "duration_s"];
            let before = before.iter().filter_map(|name| fields.get(*name)).map(number);
            let sizes = ["mean_abs", "max_abs", "rms"].iter().map(|name| number(&answer[*name]));
            let at = list("at").into_iter().map(|pair| number(&pair[1])).collect::<Vec<_>>();
            let shape = list("shape");
            before.chain(shape.iter().map(number)).chain(sizes).chain(at).collect()
        }
        Value::Object(_) => {
            let shapes = [list("components"), list("activations")].concat();
            let error = number(&answer["relative_error"]);
            shapes.iter().map(number).chain([error]).collect()
        }
        other => vec![number(other)],
    }
}

/// Relative, and absolute as a share of the row's largest number.
fn tolerance(key: &str, expected: &Array1<f64>) -> (f64, f64) {
    let scale = expected.iter().skip(2).fold(0.0, |largest: f64, v| largest.max(v.abs()));
    match key {
        "istft_roundtrip_max_error" => (0.0, 1e-5),
        _ if DRIFTING.contains(&key) => (5e-2, 0.0),
        // Components found from other random numbers.
        "nmf" => (1e-3, 0.0),
        "istft_partial" => (2e-2, 2e-2 * scale),
        _ => (1e-4, 1e-3 * scale),
    }
}
