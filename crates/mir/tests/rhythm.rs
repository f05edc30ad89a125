//! Onsets, tempo, beats and clicks.

use ndarray::{Array1, Array2, array, s};
use onkai_mir::{
    Aggregate, BeatTrackOptions, ClicksOptions, FrameClock, MelOptions, MelSpectrogramOptions,
    Norm, OnsetDetectOptions, OnsetStrengthOptions, PeakPickOptions, StftOptions, TempoOptions,
    TempogramOptions, Window, beat_track, clicks, onset_backtrack, onset_detect, onset_strength,
    peak_pick, tempo, tempo_frequencies, tempogram,
};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, assert_golden, golden, indices, narrow, song};

const RATE: f64 = 22050.0;

fn clock() -> FrameClock {
    FrameClock::new(RATE, 512).unwrap()
}

fn strength_cases() -> Vec<(&'static str, OnsetStrengthOptions)> {
    let default = OnsetStrengthOptions::default;
    let other_frames = MelSpectrogramOptions {
        stft: StftOptions { n_fft: 1024, hop_length: Some(441), ..Default::default() },
        mel: MelOptions { n_mels: 40, fmax_hz: Some(8000.0), ..Default::default() },
        ..Default::default()
    };
    vec![
        ("default", default()),
        ("lag", OnsetStrengthOptions { lag: 2, max_size: 5, ..default() }),
        ("even", OnsetStrengthOptions { max_size: 4, detrend: true, ..default() }),
        (
            "median",
            OnsetStrengthOptions { aggregate: Aggregate::Median, center: false, ..default() },
        ),
        ("mel", OnsetStrengthOptions { mel: other_frames, aggregate: Aggregate::Max, ..default() }),
    ]
}

#[test]
fn onset_strength_is_librosas() {
    let golden = golden("rhythm");
    let y = song(8 * 22050, RATE);
    for (name, options) in strength_cases() {
        let expected: Array1<f64> = golden.array1(&format!("strength_{name}_f64"));
        assert_golden!(onset_strength(&y, RATE, &options).unwrap(), expected, F64, "{name}");
        let expected: Array1<f32> = golden.array1(&format!("strength_{name}_f32"));
        let actual = onset_strength(&narrow(&y), RATE, &options).unwrap();
        assert_golden!(actual, expected, F32, "{name}");
    }
}

/// Runs a block for both precisions, each from the samples on, so that what a rounding could tip
/// over is tipped over.
macro_rules! both_precisions {
    (|$envelope:ident, $key:ident| $body:block) => {{
        let y = song(8 * 22050, RATE);
        let options = OnsetStrengthOptions::default();
        {
            let ($envelope, $key) = (onset_strength(&y, RATE, &options).unwrap(), "f64");
            $body
        }
        {
            let ($envelope, $key) = (onset_strength(&narrow(&y), RATE, &options).unwrap(), "f32");
            $body
        }
    }};
}

#[test]
fn onsets_are_librosas() {
    let golden = golden("rhythm");
    let default = OnsetDetectOptions::default();
    let raw = OnsetDetectOptions {
        normalize: false,
        peak_pick: Some(PeakPickOptions {
            pre_max: 2,
            post_max: 3,
            pre_avg: 5,
            post_avg: 7,
            delta: 0.5,
            wait: 4,
        }),
        ..default
    };
    let cases = [
        ("onsets", default),
        ("onsets_backtrack", OnsetDetectOptions { backtrack: true, ..default }),
        ("onsets_raw", raw),
    ];
    both_precisions!(|envelope, key| {
        for (name, options) in &cases {
            let found = onset_detect(&envelope, clock(), options).unwrap();
            assert_eq!(found, indices(&golden, &format!("{name}_{key}")), "{name} {key}");
        }
    });
    let onsets = indices(&golden, "onsets_f64");
    let energy: Array1<f32> = golden.array1("energy_f64");
    let expected = indices(&golden, "backtrack_energy_f64");
    assert_eq!(onset_backtrack(&onsets, &energy).unwrap(), expected);
}

#[test]
fn peaks_are_librosas() {
    let golden = golden("rhythm");
    let cases =
        [("a", [3, 4, 5, 6], 0.2, 2), ("b", [0, 1, 0, 1], 0.0, 0), ("c", [10, 1, 1, 10], 0.01, 7)];
    for (name, [pre_max, post_max, pre_avg, post_avg], delta, wait) in cases {
        let options = PeakPickOptions { pre_max, post_max, pre_avg, post_avg, delta, wait };
        let x = noise(400, 11);
        let expected = indices(&golden, &format!("peaks_{name}_f64"));
        assert_eq!(peak_pick(&x, &options).unwrap(), expected, "{name}");
        let expected = indices(&golden, &format!("peaks_{name}_f32"));
        assert_eq!(peak_pick(&narrow(&x), &options).unwrap(), expected, "{name}");
    }
}

#[test]
fn tempos_are_librosas() {
    let golden = golden("rhythm");
    let default = TempoOptions::default();
    let cases = [
        ("default", default),
        ("slow", TempoOptions { start_bpm: 60.0, ..default }),
        ("narrow", TempoOptions { start_bpm: 150.0, std_bpm: 0.2, ..default }),
        ("short", TempoOptions { ac_size_s: 2.0, ..default }),
        ("limit", TempoOptions { max_tempo: Some(100.0), ..default }),
        ("none", TempoOptions { max_tempo: None, ..default }),
    ];
    both_precisions!(|envelope, key| {
        for (name, options) in &cases {
            let expected: f64 = golden.scalar(&format!("tempo_{name}_{key}"));
            assert_eq!(tempo(&envelope, clock(), options).unwrap(), expected, "{name} {key}");
        }
    });
}

#[test]
fn beats_are_librosas() {
    let golden = golden("rhythm");
    let default = BeatTrackOptions::default();
    let cases = [
        ("default", default),
        ("untrimmed", BeatTrackOptions { trim: false, ..default }),
        ("loose", BeatTrackOptions { tightness: 5.0, ..default }),
        ("tight", BeatTrackOptions { tightness: 800.0, ..default }),
        ("slow", BeatTrackOptions { start_bpm: 60.0, ..default }),
        ("fixed", BeatTrackOptions { tempo_bpm: Some(100.0), ..default }),
        ("fast", BeatTrackOptions { tempo_bpm: Some(3000.0), ..default }),
    ];
    both_precisions!(|envelope, key| {
        for (name, options) in &cases {
            let track = beat_track(&envelope, clock(), options).unwrap();
            let expected: f64 = golden.scalar(&format!("beat_tempo_{name}_{key}"));
            assert_eq!(track.tempo_bpm, expected, "{name} {key}");
            assert_eq!(
                track.beats,
                indices(&golden, &format!("beats_{name}_{key}")),
                "{name} {key}"
            );
        }
    });
}

#[test]
fn tempograms_are_librosas() {
    let golden = golden("rhythm");
    let envelope: Array1<f64> = golden.array1("strength_default_f64");
    let short = envelope.slice(s![..120]);
    let cases = [
        ("default", TempogramOptions::default()),
        (
            "options",
            TempogramOptions {
                win_length: 51,
                window: Window::Boxcar,
                norm: Some(Norm::P(2.0)),
                ..Default::default()
            },
        ),
        (
            "left",
            TempogramOptions { win_length: 64, center: false, norm: None, ..Default::default() },
        ),
    ];
    for (name, options) in cases {
        let expected: Array2<f64> = golden.array2(&format!("tempogram_{name}"));
        let actual = tempogram(&short, &options).unwrap();
        assert_golden!(actual.slice(s![.., ..;8]), expected.clone(), F64, "{name}");
        let single = tempogram(&short.mapv(|v| v as f32), &options).unwrap();
        let expected = expected.mapv(|v| v as f32);
        assert_golden!(single.slice(s![.., ..;8]), expected, F32, "{name}");
    }
    let bpms = tempo_frequencies(20, FrameClock::new(44100.0, 441).unwrap());
    assert_close!(bpms, golden.array1::<f64>("tempo_frequencies"), 1e-15, 0.0);
}

#[test]
fn clicks_are_mir_evals() {
    let golden = golden("rhythm");
    let times = [0.05, 0.31, 0.33, 0.7];
    let own = array![1.0, -1.0, 0.5];
    let cases = [
        ("default", times, ClicksOptions::default()),
        ("length", [0.05, 0.08, 0.31, 0.36], ClicksOptions { length: Some(1400), click: None }),
        ("own", times, ClicksOptions { click: Some(own), length: Some(2000) }),
    ];
    for (name, times, options) in cases {
        let expected: Array1<f64> = golden.array1(&format!("clicks_{name}"));
        assert_close!(clicks(&times, 4000.0, &options).unwrap(), expected, 0.0, 1e-13, "{name}");
    }
}

#[test]
fn conversions_are_librosas() {
    let golden = golden("rhythm");
    let centred = FrameClock::new(44100.0, 441).unwrap();
    for (name, clock) in [("centred", centred), ("left", centred.uncentered(2048))] {
        let times: Array1<f64> = golden.array1(&format!("frames_to_time_{name}"));
        assert_eq!(clock.frames_to_time(&[0, 1, 17, 1000]), times.to_vec(), "{name}");
        let frames = indices(&golden, &format!("time_to_frames_{name}"));
        assert_eq!(clock.times_to_frames(&[0.1, 0.5, 3.3]), frames, "{name}");
    }
}
