//! yin and pyin.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2, Axis, stack};
use onkai_mir::{PadMode, PitchSearch, Pyin, PyinOptions, UnvoicedFill, YinOptions, pyin, yin};
use onkai_testing::noise;

use crate::signals::{F32, F64, assert_golden, golden, narrow};

/// A gliding tone with vibrato, a stretch of silence, a stretch of noise.
fn voice(n: usize, rate: f64) -> Array1<f64> {
    let hiss = noise(n, 21);
    Array1::from_shape_fn(n, |i| {
        let t = i as f64 / rate;
        let phase = TAU * (180.0 * t + 45.0 * t * t) + 0.8 * (TAU * 5.0 * t).sin();
        let partial = |h: i32| 0.3 / f64::from(h) * (f64::from(h) * phase).sin();
        if (0.45..0.6).contains(&t) {
            0.0
        } else if (0.9..1.05).contains(&t) {
            0.3 * hiss[i]
        } else {
            (1..6).map(partial).sum::<f64>() + 0.01 * hiss[i]
        }
    })
}

fn between(fmin_hz: f64, fmax_hz: f64, frame_length: usize) -> PitchSearch {
    PitchSearch { fmin_hz, fmax_hz, frame_length, ..Default::default() }
}

fn yin_cases() -> Vec<(&'static str, f64, usize, YinOptions)> {
    let with = |search| YinOptions { search, ..Default::default() };
    let threshold = YinOptions {
        search: PitchSearch { hop_length: Some(333), ..between(100.0, 700.0, 1024) },
        trough_threshold: 0.3,
    };
    let left = PitchSearch { center: false, ..between(90.0, 1000.0, 1501) };
    let reflect = PitchSearch {
        hop_length: Some(100),
        pad_mode: PadMode::Reflect,
        ..between(70.0, 5000.0, 700)
    };
    let tight = PitchSearch { hop_length: Some(400), ..between(50.0, 900.0, 163) };
    vec![
        ("default", 22050.0, 30870, YinOptions::default()),
        ("threshold", 16000.0, 20001, threshold),
        ("left", 22050.0, 25000, with(left)),
        ("reflect", 11025.0, 15000, with(reflect)),
        ("tight", 8000.0, 9000, with(tight)),
    ]
}

#[test]
fn yin_is_librosas() {
    let golden = golden("pitch");
    for (name, rate, n, options) in yin_cases() {
        let y = voice(n, rate);
        let expected: Array1<f64> = golden.array1(&format!("yin_{name}_f64"));
        assert_golden!(yin(&y, rate, &options).unwrap(), expected, F64, "{name}");
        let expected: Array1<f32> = golden.array1(&format!("yin_{name}_f32"));
        assert_golden!(yin(&narrow(&y), rate, &options).unwrap(), expected, F32, "{name}");
    }
}

fn pyin_cases() -> Vec<(&'static str, f64, usize, PyinOptions)> {
    let default = PyinOptions::default();
    let options = PyinOptions {
        search: PitchSearch { hop_length: Some(200), ..between(100.0, 601.0, 1024) },
        n_thresholds: 50,
        beta_parameters: (1.0, 18.0),
        boltzmann_parameter: 1.0,
        resolution: 0.2,
        max_transition_rate: 20.0,
        switch_prob: 0.05,
        no_trough_prob: 0.1,
        fill: UnvoicedFill::Value(-1.0),
    };
    let left = PitchSearch { center: false, ..between(81.0, 1000.0, 1501) };
    let fine = PyinOptions {
        search: PitchSearch {
            hop_length: Some(150),
            pad_mode: PadMode::Edge,
            ..between(70.0, 900.0, 701)
        },
        resolution: 0.05,
        max_transition_rate: 50.0,
        beta_parameters: (2.5, 10.0),
        ..default
    };
    let slow =
        PyinOptions { search: between(120.0, 500.0, 1024), max_transition_rate: 0.5, ..default };
    let best = PyinOptions {
        search: between(100.0, 800.0, 1024),
        fill: UnvoicedFill::BestGuess,
        ..default
    };
    vec![
        ("default", 22050.0, 30870, default),
        ("options", 16000.0, 20001, options),
        ("left", 22050.0, 25000, PyinOptions { search: left, ..default }),
        ("fine", 11025.0, 14001, fine),
        ("slow", 22050.0, 22050, slow),
        ("best", 22050.0, 22050, best),
    ]
}

/// Where no voice is, ways between pitches are equally likely, and roundings decide between them.
fn voiced_only<T: Copy + Default>(pitch: &Array1<T>, voiced: &Array1<bool>) -> Array1<T> {
    pitch.iter().zip(voiced).map(|(&v, &on)| if on { v } else { T::default() }).collect()
}

#[test]
fn pyin_is_librosas() {
    let golden = golden("pitch");
    for (name, rate, n, options) in pyin_cases() {
        let y = voice(n, rate);
        let best = options.fill == UnvoicedFill::BestGuess;
        let Pyin { mut f0_hz, voiced, voiced_prob } = pyin(&y, rate, &options).unwrap();
        assert_eq!(voiced, golden.array1::<bool>(&format!("pyin_{name}_voiced_f64")), "{name}");
        let mut expected: Array1<f64> = golden.array1(&format!("pyin_{name}_f0_f64"));
        if best {
            assert!(f0_hz.iter().all(|hz| (100.0..=800.0).contains(hz)));
            (f0_hz, expected) = (voiced_only(&f0_hz, &voiced), voiced_only(&expected, &voiced));
        }
        // Relative to each value, as NaN has no place in the largest.
        onkai_testing::assert_close!(f0_hz, expected, F64, 0.0, "{name}");
        let expected: Array1<f64> = golden.array1(&format!("pyin_{name}_prob_f64"));
        onkai_testing::assert_close!(voiced_prob, expected, 0.0, F64, "{name}");

        let Pyin { mut f0_hz, voiced, voiced_prob } = pyin(&narrow(&y), rate, &options).unwrap();
        assert_eq!(voiced, golden.array1::<bool>(&format!("pyin_{name}_voiced_f32")), "{name}");
        let mut expected = narrow(&golden.array1(&format!("pyin_{name}_f0_f32")));
        if best {
            (f0_hz, expected) = (voiced_only(&f0_hz, &voiced), voiced_only(&expected, &voiced));
        }
        onkai_testing::assert_close!(f0_hz, expected, F32, 0.0, "{name}");
        let expected = narrow(&golden.array1(&format!("pyin_{name}_prob_f32")));
        onkai_testing::assert_close!(voiced_prob, expected, 0.0, F32, "{name}");
    }
}

#[test]
fn channels_are_independent() {
    let golden = golden("pitch");
    let y = voice(12000, 8000.0);
    let backwards = y.slice(ndarray::s![..;-1]);
    let stereo = stack(Axis(0), &[y.view(), backwards]).unwrap();
    let search = between(100.0, 700.0, 512);
    let f0_hz = yin(&stereo, 8000.0, &YinOptions { search, ..Default::default() }).unwrap();
    assert_golden!(f0_hz, golden.array2::<f64>("yin_stereo"), F64, "yin");
    let pitch = pyin(&stereo, 8000.0, &PyinOptions { search, ..Default::default() }).unwrap();
    assert_eq!(pitch.voiced, golden.array2::<bool>("pyin_stereo_voiced"));
    let expected: Array2<f64> = golden.array2("pyin_stereo_f0");
    onkai_testing::assert_close!(pitch.f0_hz, expected, F64, 0.0, "f0");
    let expected: Array2<f64> = golden.array2("pyin_stereo_prob");
    onkai_testing::assert_close!(pitch.voiced_prob, expected, 0.0, F64, "prob");
}
