//! What an analysis prints and writes.

use std::fs;

use ndarray::{Array1, Array2};
use onkai_io::audio;
use onkai_io::npz::{self, ReadOptions};
use onkai_mir::audio::{LoadOptions, load};
use serde_json::{Value, json};

use crate::command::{Desk, FILES};

const KEYS: [&str; 12] = [
    "file",
    "sample_rate",
    "n_samples",
    "duration_s",
    "stft_shape",
    "mel_shape",
    "mfcc_shape",
    "tempo_bpm",
    "beat_frames",
    "beat_times_s",
    "onset_frames",
    "onset_times_s",
];

#[test]
fn without_a_recording_the_built_in_clip_is_analysed() {
    let desk = Desk::new();
    let run = desk.run(["analyze"]).succeeded();
    assert!(run.stdout.starts_with("demo\n  length    0:20.0 (20.000 s, "), "{run:?}");
    assert!(run.stdout.contains("\n  tempo     112.3 BPM\n"), "{run:?}");
    assert!(run.stdout.contains("\n  written   onkai-out/demo/{analysis.json, "), "{run:?}");
    assert_eq!(desk.list("onkai-out"), ["demo"]);
    assert_eq!(desk.list("onkai-out/demo"), FILES);
}

#[test]
fn the_files_are_what_their_names_say() {
    let desk = Desk::new();
    desk.click_track("clicks.wav");
    desk.run(["analyze", "clicks.wav"]).succeeded();
    let bytes = |name: &str| fs::read(desk.path("onkai-out/clicks").join(name)).unwrap();
    for name in ["chroma.png", "constant-q.png", "mel.png", "spectrogram.png"] {
        assert!(bytes(name).starts_with(b"\x89PNG\r\n\x1a\n"), "{name}");
    }
    for name in ["onsets.svg", "waveform.svg"] {
        let text = String::from_utf8(bytes(name)).unwrap();
        assert!(text.contains("<svg") && text.ends_with("</svg>\n"), "{name}");
    }
    let clicks = desk.run(["info", "onkai-out/clicks/clicks.wav"]).succeeded().stdout;
    for row in ["16 bits", "22050 Hz", "channels     1", "88200 samples"] {
        assert!(clicks.contains(row), "{clicks}");
    }
}

#[test]
fn json_has_the_same_keys_on_standard_output_and_in_the_file() {
    let desk = Desk::new();
    desk.click_track("clicks.wav");
    let run = desk.run(["analyze", "clicks.wav", "--json"]).succeeded();
    let [printed] = &run.json_lines()[..] else { panic!("{run:?}") };
    assert_eq!(*printed, desk.report("onkai-out/clicks"));

    // In the order of the documentation; a map would have sorted them.
    let places = KEYS.map(|key| run.stdout.find(&format!("\"{key}\":")).unwrap());
    assert!(places.is_sorted());
    assert_eq!(printed.as_object().unwrap().len(), KEYS.len());

    assert_eq!(printed["file"], "clicks.wav");
    assert_eq!(printed["sample_rate"], 22050.0);
    assert_eq!(printed["n_samples"], 88_200);
    assert_eq!(printed["duration_s"], 4.0);
    assert_eq!(printed["stft_shape"], json!([1025, 173]));
    assert_eq!(printed["mel_shape"], json!([128, 173]));
    assert_eq!(printed["mfcc_shape"], json!([20, 173]));
    assert!((printed["tempo_bpm"].as_f64().unwrap() - 120.0).abs() < 4.0, "{printed}");
}

#[test]
fn times_are_those_of_the_frames() {
    let desk = Desk::new();
    let run = desk.run(["analyze", "--json"]).succeeded();
    let report = &run.json_lines()[0];
    assert_eq!(report["file"], "demo");
    for (frames, times) in [("beat_frames", "beat_times_s"), ("onset_frames", "onset_times_s")] {
        let of = |key: &str| -> Vec<f64> {
            report[key].as_array().unwrap().iter().filter_map(Value::as_f64).collect()
        };
        let (frames, times) = (of(frames), of(times));
        assert!(30 < frames.len() && frames.is_sorted(), "{frames:?}");
        assert_eq!(times.len(), frames.len());
        for (time, frame) in times.iter().zip(frames) {
            // What the parser of the test rounds is far below a sample.
            assert!((time - frame * 512.0 / 22050.0).abs() < 1e-9, "{time} of frame {frame}");
        }
    }
}

#[test]
fn quiet_prints_nothing_but_errors_and_json() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    assert_eq!(desk.run(["analyze", "--quiet", "a.wav"]).succeeded().stdout, "");
    assert_eq!(desk.list("onkai-out/a"), FILES);
    assert_eq!(desk.run(["analyze", "-q", "--json", "a.wav"]).succeeded().json_lines().len(), 1);
    let run = desk.run(["analyze", "-q", "b.wav"]).failed(1, "error: b.wav: ");
    assert_eq!(run.stdout, "");
}

#[test]
fn the_results_do_not_depend_on_the_number_of_threads() {
    let desk = Desk::new();
    let of = |n_threads: &str| {
        let mut command = desk.command();
        let command = command.args(["analyze", "--out", n_threads]);
        let output = command.env("RAYON_NUM_THREADS", n_threads).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        FILES.map(|name| fs::read(desk.path(n_threads).join(name)).unwrap())
    };
    assert!(of("1") == of("3"));
}

#[test]
fn the_parts_add_up_to_the_recording() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    let run = desk.run(["analyze", "a.wav", "--parts"]).succeeded();
    assert!(run.stdout.ends_with(", harmonic.wav, percussive.wav}\n"), "{run:?}");
    let read = |name: &str| audio::read(desk.path("onkai-out/a").join(name)).unwrap().samples;
    let sum = read("harmonic.wav") + read("percussive.wav");
    let recording = load::<f32>(desk.path("a.wav"), &LoadOptions::default()).unwrap();
    assert_eq!(sum.dim(), (1, recording.samples.len()));
    // Each part was rounded to 16 bits, and frames overlap but for the last samples.
    let error = (&sum.row(0) - &recording.samples).iter().fold(0.0_f32, |e, v| e.max(v.abs()));
    assert!(error < 1e-3, "{error}");
}

#[test]
fn features_come_frame_by_frame_and_between_beats() {
    let desk = Desk::new();
    let options = ["analyze", "--features", "mfcc,chroma,rms,pitch", "--json"];
    let report = desk.run(options).succeeded().json_lines().remove(0);
    let file = desk.path("onkai-out/demo/features.npz");
    let arrays = npz::read(file, &ReadOptions::default()).unwrap();
    let names: Vec<_> = arrays.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "beat_times_s",
            "chroma",
            "chroma_between_beats",
            "mfcc",
            "mfcc_between_beats",
            "pitch_hz",
            "pitch_hz_between_beats",
            "pitch_probability",
            "pitch_probability_between_beats",
            "rms",
            "rms_between_beats",
            "times_s",
        ]
    );
    let rows = |name: &str| -> Array2<f32> {
        let (_, array) = arrays.iter().find(|(other, _)| other == name).unwrap().clone();
        array.to().unwrap()
    };
    let times: Array1<f64> = arrays[11].1.clone().to().unwrap();
    let n_frames = report["stft_shape"][1].as_u64().unwrap() as usize;
    let n_beats = report["beat_frames"].as_array().unwrap().len();
    assert_eq!(times.len(), n_frames);
    for (name, n_rows) in [("mfcc", 20), ("chroma", 12), ("rms", 1), ("pitch_hz", 1)] {
        assert_eq!(rows(name).dim(), (n_rows, n_frames), "{name}");
        // What lies before the first beat and after the last one counts, too.
        let between = rows(&format!("{name}_between_beats"));
        assert_eq!(between.dim(), (n_rows, n_beats + 1), "{name}");
    }
}

#[test]
fn all_features_are_meant_by_one_word_and_wrong_ones_are_named() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    desk.run(["analyze", "a.wav", "--features", "all", "-q"]).succeeded();
    let file = desk.path("onkai-out/a/features.npz");
    let arrays = npz::read(file, &ReadOptions::default()).unwrap();
    // Eighteen features, one of them in two arrays, twice; and two of times.
    assert_eq!(arrays.len(), 2 * 19 + 2);
    let run = desk.run(["analyze", "a.wav", "--features", "mfcc,loudness"]).failed(2, "error: ");
    assert!(
        run.stderr.contains("loudness") && run.stderr.contains("zero-crossing-rate"),
        "{run:?}"
    );
}
