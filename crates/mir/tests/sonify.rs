//! Signals that are made, coded and predicted, and what an analysis found made heard.

use std::f64::consts::TAU;

use ndarray::{Array, Array1, Array2, Axis, Dimension, array, s, stack};
use num_complex::Complex;
use onkai_core::Real;
use onkai_mir::sonify::{
    PitchContourOptions, TimeFrequencyOptions, Times, Waveform, chroma, pitch_contour,
    time_frequency,
};
use onkai_mir::{
    ChirpOptions, ClickSoundOptions, FrameClock, ToneOptions, autocorrelate, chirp, click_sound,
    click_track, lpc, mu_compress, mu_compress_quantized, mu_expand, mu_expand_quantized, tone,
};
use onkai_testing::{Golden, Measurable, assert_close, noise};

use crate::signals::{F32, F64, assert_golden, golden, song};

const RATE: f64 = 8000.0;

fn thin<F: Clone>(y: &Array1<F>, step: isize) -> Array1<F> {
    y.slice(s![..;step]).to_owned()
}

fn to<F: Real, D: Dimension>(x: &Array<f64, D>) -> Array<F, D> {
    x.mapv(F::of)
}

#[test]
fn tones_are_those_of_librosa() {
    let golden = golden("sonify");
    let y = tone(441.7, RATE, 3000, &ToneOptions::default()).unwrap();
    assert_golden!(thin(&y, 11), golden.array1::<f64>("tone"), F64, "tone");
    let single = tone::<f32>(441.7, RATE, 3000, &ToneOptions::default()).unwrap();
    assert_close!(single, y.mapv(|v| v as f32), 0.0, 1e-6);
    let y = tone(1200.0, 11025.0, 777, &ToneOptions { phase_rad: 1.1 }).unwrap();
    assert_golden!(thin(&y, 5), golden.array1::<f64>("tone_phase"), F64, "phase");

    let default = ChirpOptions::default();
    let y = chirp(110.0, 3500.0, RATE, 8192, &default).unwrap();
    assert_golden!(thin(&y, 29), golden.array1::<f64>("chirp"), F64, "chirp");
    let single = chirp::<f32>(110.0, 3500.0, RATE, 8192, &default).unwrap();
    assert_close!(single, y.mapv(|v| v as f32), 0.0, 1e-6);
    let options = ChirpOptions { linear: true, phase_rad: 0.3 };
    let y = chirp(0.0, 2000.0, RATE, 4096, &options).unwrap();
    assert_golden!(thin(&y, 17), golden.array1::<f64>("chirp_linear"), F64, "linear");
}

#[test]
fn clicks_add_up_as_in_librosa() {
    let golden = golden("sonify");
    let frames = [3, 0, 4, 17, 4];
    let clock = FrameClock::new(RATE, 512).unwrap();
    let click = click_sound::<f32>(RATE, &ClickSoundOptions::default()).unwrap();
    let y = click_track(&clock.frames_to_samples(&frames), &click, None).unwrap();
    assert_golden!(thin(&y, 7), golden.array1::<f32>("clicks"), 1e-6, "frames");
    let positions = [0.11, 0.02, 0.9].map(|time_s| (time_s * RATE) as usize);
    let options = ClickSoundOptions { frequency_hz: 440.0, duration_s: 0.05 };
    let y = click_track(&positions, &click_sound::<f32>(RATE, &options).unwrap(), Some(1000));
    assert_golden!(y.unwrap(), golden.array1::<f32>("clicks_cut"), 1e-6, "cut");
    let own = noise(600, 2).mapv(|v| v as f32).into_shape_with_order((2, 300)).unwrap();
    let y = click_track(&frames.map(|frame| 100 * frame), &own, None).unwrap();
    let expected = golden.array2::<f32>("clicks_own");
    assert_golden!(y.slice(s![.., ..;5]).to_owned(), expected, 1e-6, "own");
}

#[test]
fn samples_are_coded_as_in_librosa() {
    let golden = golden("sonify");
    let x = golden.array1::<f64>("mu_input");
    for (name, mu) in [("255", 255.0), ("15", 15.0), ("100.5", 100.5)] {
        let expected = |key: &str| golden.array1::<f64>(&format!("{key}_{name}"));
        assert_golden!(mu_compress(&x, mu).unwrap(), expected("mu"), F64, "{name}");
        assert_golden!(mu_expand(&x, mu).unwrap(), expected("mu_back"), F64, "{name}");
        let levels = mu_compress_quantized(&x, mu).unwrap();
        let wide = levels.mapv(i64::from);
        assert_eq!(wide, golden.array1::<i64>(&format!("mu_levels_{name}")), "{name}");
        let back = mu_expand_quantized::<f64, _>(&levels, mu).unwrap();
        assert_golden!(back, expected("mu_back_levels"), F64, "{name}");
        let single = mu_compress(&to::<f32, _>(&x), mu).unwrap();
        assert_golden!(single, to::<f32, _>(&expected("mu")), F32, "{name}");
        let single = mu_compress_quantized(&to::<f32, _>(&x), mu).unwrap();
        // A sample at the bound of two levels may be rounded into the other.
        assert!(single.iter().zip(&levels).all(|(a, b)| (a - b).abs() <= 1));
        assert!(single.iter().zip(&levels).filter(|(a, b)| a != b).count() <= 2);
    }
}

fn stereo<F: Real>() -> Array2<F> {
    let y = song(6000, RATE);
    let other = &y.slice(s![..;-1]) + 0.2 * noise(6000, 3);
    to(&stack(Axis(0), &[y.view(), other.view()]).unwrap())
}

fn check_prediction<F: Real + Measurable>(
    key: &str,
    tolerance: f64,
    read: impl Fn(&str) -> Array2<F>,
) {
    let y = stereo::<F>();
    for order in [1, 2, 16, 37] {
        let expected = read(&format!("lpc_{order}_{key}"));
        assert_golden!(lpc(&y, order).unwrap(), expected, tolerance, "{order}");
    }
    let y = y.slice(s![.., ..1501]);
    for (name, size) in [("None", None), ("1", Some(1)), ("500", Some(500))] {
        let lags = autocorrelate(&y, size, Axis(1)).unwrap();
        let expected = read(&format!("auto_{name}_{key}"));
        assert_golden!(lags.slice(s![.., ..;3]).to_owned(), expected, tolerance, "{name}");
    }
}

#[test]
fn signals_are_predicted_and_correlated_as_in_librosa() {
    let golden = golden("sonify");
    check_prediction::<f64>("f64", F64, |key| golden.array2(key));
    check_prediction::<f32>("f32", F32, |key| golden.array2(key));
    let y = song(6000, RATE);
    let table = y.slice(s![..600]).to_owned().into_shape_with_order((60, 10)).unwrap();
    let lags = autocorrelate(&table, Some(7), Axis(0)).unwrap();
    assert_golden!(lags, golden.array2::<f64>("auto_axis"), F64, "axis");
    let turning = |(n, &v): (usize, &f64)| Complex::from_polar(v, 2.0 * n as f64);
    let z: Array1<_> = y.iter().take(700).enumerate().map(turning).collect();
    let lags = autocorrelate(&z, Some(90), Axis(0)).unwrap();
    assert_golden!(lags, golden.array1::<Complex<f64>>("auto_complex"), F64, "complex");
    let short = lpc(&y.slice(s![100..107]), 6).unwrap();
    assert_golden!(short, golden.array1::<f64>("lpc_short"), F64, "short");
}

fn intervals() -> Vec<[f64; 2]> {
    let start = |i: u32| 0.07 * f64::from(i) + 0.013;
    (0..12).map(|i| [start(i), start(i + 1) - 0.02]).collect()
}

fn check_grams<F: Real + Measurable>(golden: &Golden, key: &str, tolerance: f64) {
    let mut gram = noise(60, 6).mapv(|v| v.abs() - 0.3).into_shape_with_order((5, 12)).unwrap();
    gram.row_mut(3).mapv_inplace(|v| 0.01 * v);
    let (gram, hz) =
        (to::<F, _>(&gram), to::<F, _>(&array![110.04, 441.0, 987.77, 1500.0, 3999.0]));
    let edges: Vec<f64> = (0..13).map(|i| 0.07 * f64::from(i) + 0.013).collect();
    let (default, intervals) = (TimeFrequencyOptions::default(), intervals());
    let square = |angle: f64| {
        let sin = angle.sin();
        // NumPy's sign of zero is zero.
        (if sin == 0.0 { 0.0 } else { sin.signum() }) + 0.5 * (3.0 * angle).cos()
    };
    let cases: [(&str, Times<'_>, TimeFrequencyOptions); 4] = [
        ("edges", (&edges).into(), default),
        ("frames", edges[..12].into(), TimeFrequencyOptions { length: Some(9000), ..default }),
        (
            "intervals",
            (&intervals).into(),
            TimeFrequencyOptions { length: Some(6001), n_dec: 0, threshold: 0.4, ..default },
        ),
        (
            "wave",
            (&intervals).into(),
            TimeFrequencyOptions { waveform: Waveform::Function(square), n_dec: -1, ..default },
        ),
    ];
    for (name, times, options) in cases {
        let y = time_frequency(&gram, &hz, times, RATE, &options).unwrap();
        if let Times::Intervals(intervals) = times {
            // The order of columns does not matter.
            let backwards: Vec<_> = intervals.iter().rev().copied().collect();
            let mirrored = gram.slice(s![.., ..;-1]);
            let same = time_frequency(&mirrored, &hz, &backwards, RATE, &options).unwrap();
            assert_eq!(same, y);
        }
        let expected = golden.array1::<f64>(&format!("tf_{name}_{key}"));
        assert_golden!(thin(&y, 13), to::<F, _>(&expected), tolerance, "{name}");
    }
}

#[test]
fn grams_sound_as_in_mir_eval() {
    let golden = golden("sonify");
    check_grams::<f64>(&golden, "f64", F64);
    check_grams::<f32>(&golden, "f32", F32);
    let gram = noise(60, 6).mapv(|v| v.abs() - 0.3).into_shape_with_order((5, 12)).unwrap();
    let mut short = gram.clone();
    short.row_mut(3).mapv_inplace(|v| 0.01 * v);
    let hz = array![110.04, 441.0, 987.77, 1500.0, 3999.0];
    let options = TimeFrequencyOptions { length: Some(2000), ..Default::default() };
    let y = time_frequency(&short, &hz, &intervals(), RATE, &options).unwrap();
    assert_golden!(thin(&y, 5), golden.array1::<f64>("tf_short"), F64, "short");
    let (one, hz) = (gram.slice(s![..1, ..1]), hz.slice(s![..1]));
    let y = time_frequency(&one, &hz, &[[0.0, 0.2]], RATE, &TimeFrequencyOptions::default());
    assert_golden!(thin(&y.unwrap(), 5), golden.array1::<f64>("tf_one"), F64, "one");
}

#[test]
fn chromagrams_sound_as_in_mir_eval() {
    let golden = golden("sonify");
    let chromagram = noise(72, 4).mapv(f64::abs).into_shape_with_order((12, 6)).unwrap();
    let times_s: Vec<f64> = (0..6).map(|i| 0.2 * f64::from(i)).collect();
    let options = TimeFrequencyOptions { length: Some(10000), ..Default::default() };
    let y = chroma(&chromagram, &times_s, RATE, &options).unwrap();
    assert_golden!(thin(&y, 17), golden.array1::<f64>("chroma"), F64, "times");
    let options = TimeFrequencyOptions { threshold: 0.5, ..Default::default() };
    let y = chroma(&chromagram, &intervals()[..6], RATE, &options).unwrap();
    assert_golden!(thin(&y, 17), golden.array1::<f64>("chroma_intervals"), F64, "intervals");
}

#[test]
fn contours_sound_as_in_mir_eval() {
    let golden = golden("sonify");
    let times_s = [0.05, 0.2, 0.41, 0.7, 0.9];
    let hz = array![220.0, 330.0, f64::NAN, 247.0, -262.0];
    let default = PitchContourOptions::default;
    for (name, options) in [
        ("contour", default()),
        (
            "contour_amplitude",
            PitchContourOptions {
                amplitudes: Some(array![0.2, 1.0, 0.5, 0.1, 0.8]),
                length: Some(9000),
                kind: "cubic".parse().unwrap(),
                ..default()
            },
        ),
        (
            "contour_wave",
            PitchContourOptions {
                waveform: Waveform::Function(f64::cos),
                kind: "previous".parse().unwrap(),
                length: Some(5001),
                ..default()
            },
        ),
    ] {
        let y = pitch_contour(&times_s, &hz, RATE, &options).unwrap();
        assert_golden!(thin(&y, 11), golden.array1::<f64>(name), F64, "{name}");
        let amplitudes = options.amplitudes.as_ref().map(to::<f32, _>);
        let PitchContourOptions { waveform, length, kind, .. } = options;
        let single = PitchContourOptions { amplitudes, waveform, length, kind };
        let single = pitch_contour(&times_s, &to::<f32, _>(&hz), RATE, &single).unwrap();
        assert_golden!(single, to::<f32, _>(&y), F32, "{name}");
    }
}

#[test]
fn a_tone_stays_in_phase_for_an_hour() {
    let y = tone::<f32>(1000.0, 48000.0, 48000 * 36, &ToneOptions::default()).unwrap();
    let last = y.len() - 1;
    let expected = (TAU * 1000.0 * (last % 48) as f64 / 48000.0).sin();
    assert!((f64::from(y[last]) - expected).abs() < 1e-6);
}
