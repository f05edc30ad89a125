//! The transforms and the decibels.

use ndarray::{Array1, Array2};
use num_complex::Complex;
use onkai_mir::{
    Aggregate, DbOptions, DbReference, IstftOptions, PadMode, StftOptions, Window, amplitude_to_db,
    db_to_amplitude, db_to_power, istft, magphase, power_to_db, stft,
};
use onkai_testing::assert_close;

use crate::signals::{F32, F64, Spectrogram, assert_golden, every, golden, narrow, song};

fn forward_cases() -> Vec<(&'static str, StftOptions)> {
    let default = StftOptions::default();
    let n_512 = StftOptions { n_fft: 512, ..default.clone() };
    vec![
        ("default", default.clone()),
        ("odd", StftOptions { n_fft: 501, hop_length: Some(200), ..default.clone() }),
        (
            "win",
            StftOptions {
                win_length: Some(401),
                hop_length: Some(100),
                window: Window::Blackman,
                ..n_512.clone()
            },
        ),
        ("left", StftOptions { center: false, ..n_512.clone() }),
        ("reflect", StftOptions { pad_mode: PadMode::Reflect, ..n_512 }),
        (
            "edge",
            StftOptions {
                n_fft: 256,
                hop_length: Some(300),
                pad_mode: PadMode::Edge,
                ..default.clone()
            },
        ),
        (
            "kaiser",
            StftOptions {
                n_fft: 300,
                window: Window::Kaiser { beta: 6.0 },
                pad_mode: PadMode::Symmetric,
                ..default
            },
        ),
    ]
}

#[test]
fn stft_is_librosas() {
    let golden = golden("spectra");
    let y = song(6000, 8000.0);
    for (name, options) in forward_cases() {
        let expected: Spectrogram<f64> = golden.array2(&format!("stft_{name}_f64"));
        assert_golden!(every(&stft(&y, &options).unwrap(), 5), expected, F64, "{name}");
        let expected: Spectrogram<f32> = golden.array2(&format!("stft_{name}_f32"));
        assert_golden!(every(&stft(&narrow(&y), &options).unwrap(), 5), expected, F32, "{name}");
    }
}

#[test]
fn istft_is_librosas() {
    let golden = golden("spectra");
    let y = song(6000, 8000.0);
    let mut cases: Vec<_> = forward_cases()
        .into_iter()
        .filter(|(name, _)| ["default", "odd", "win", "left"].contains(name))
        .map(|(name, forward)| (name, IstftOptions::undoing(&forward), forward))
        .collect();
    let forward = StftOptions { n_fft: 512, ..Default::default() };
    let backward = IstftOptions { length: Some(5500), ..IstftOptions::undoing(&forward) };
    cases.push(("length", backward, forward));
    for (name, backward, forward) in cases {
        // A spectrogram that no signal has: half of the frames are made louder.
        let mut wide = stft(&y, &forward).unwrap();
        for mut column in wide.columns_mut().into_iter().skip(1).step_by(2) {
            column.mapv_inplace(|z| z * 1.5);
        }
        // Where windows hardly reach, a sample is divided by next to nothing: both sides' noise.
        let inner = ndarray::s![..-3];
        let expected: Array1<f64> = golden.array1(&format!("istft_{name}_f64"));
        let actual = istft(&wide, &backward).unwrap();
        assert_eq!(actual.len(), expected.len(), "{name}");
        assert_golden!(actual.slice(inner), expected.slice(inner).to_owned(), F64, "{name}");
        let single = wide.mapv(|z| Complex::new(z.re as f32, z.im as f32));
        let expected: Array1<f32> = golden.array1(&format!("istft_{name}_f32"));
        let actual = istft(&single, &backward).unwrap();
        assert_golden!(actual.slice(inner), expected.slice(inner).to_owned(), F32, "{name}");
    }
}

#[test]
fn decibels_are_librosas() {
    let golden = golden("spectra");
    let default = DbOptions::default();
    let loudest =
        DbOptions { reference: DbReference::Of(Aggregate::Max), top_db: Some(40.0), amin: None };
    let median =
        DbOptions { reference: DbReference::Of(Aggregate::Median), top_db: None, amin: Some(1e-3) };
    let value = DbOptions { reference: DbReference::Value(-2.5), ..default };
    macro_rules! compare {
        ($t:ty, $key:literal, $tolerance:expr) => {
            let x: Array2<$t> = golden.array2(concat!("db_magnitude_", $key));
            let expect = |name: &str| golden.array2::<$t>(&format!("db_{name}_{}", $key));
            let db = amplitude_to_db(&x, &default).unwrap();
            assert_golden!(db, expect("amplitude"), $tolerance, $key);
            assert_golden!(db_to_power(&db, 0.3), expect("to_power"), $tolerance, $key);
            assert_golden!(db_to_amplitude(&db, 0.3), expect("to_amplitude"), $tolerance, $key);
            let db = amplitude_to_db(&x, &loudest).unwrap();
            assert_golden!(db, expect("amplitude_max"), $tolerance, $key);
            let db = power_to_db(&x, &median).unwrap();
            assert_golden!(db, expect("power_median"), $tolerance, $key);
            let db = power_to_db(&x, &value).unwrap();
            assert_golden!(db, expect("power_value"), $tolerance, $key);
        };
    }
    compare!(f64, "f64", F64);
    compare!(f32, "f32", F32);
}

#[test]
fn magnitude_times_phase_is_the_spectrum() {
    let spectrum = stft(&song(6000, 8000.0), &StftOptions::default()).unwrap();
    let parts = magphase(&spectrum);
    let product = &parts.phase * &parts.magnitude.mapv(Complex::from);
    assert_close!(product, spectrum, 1e-14, 0.0);
    assert!(parts.phase.iter().all(|z| (z.norm() - 1.0).abs() < 1e-14));
}
