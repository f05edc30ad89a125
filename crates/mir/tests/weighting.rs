//! Frequencies as loud as the ear hears them.

use ndarray::{Array3, Ix3, s};
use onkai_core::Real;
use onkai_mir::{
    Aggregate, DbOptions, DbReference, Weighting, fft_frequencies, frequency_weighting,
    multi_frequency_weighting, perceptual_weighting,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::signals::{F32, F64, assert_golden, golden};

#[test]
fn curves_are_those_of_librosa() {
    let golden = golden("weighting");
    let hz = fft_frequencies(44100.0, 150).unwrap();
    let above_zero = hz.slice(s![1..]);
    for name in ["A", "B", "C", "D", "Z"] {
        let kind: Weighting = name.parse().unwrap();
        let default = if kind == Weighting::Z { None } else { Some(-80.0) };
        for (key, db) in [
            ("default", frequency_weighting(&hz, kind, default).unwrap()),
            ("floor", frequency_weighting(&hz, kind, Some(-20.0)).unwrap()),
            ("open", frequency_weighting(&above_zero, kind, None).unwrap()),
        ] {
            assert_close!(db, golden.array1::<f64>(&format!("{key}_{name}")), 0.0, 1e-10, "{name}");
        }
        let single = frequency_weighting(&hz.mapv(|v| v as f32), kind, default).unwrap();
        let expected = golden.array1::<f64>(&format!("default_{name}")).mapv(|v| v as f32);
        assert_close!(single, expected, 0.0, 1e-4, "{name}");
    }
    let kinds = [Weighting::Z, Weighting::A, Weighting::D];
    let db = multi_frequency_weighting(&hz, &kinds, Some(-60.0)).unwrap();
    assert_close!(db, golden.array2::<f64>("multi"), 0.0, 1e-10);
}

/// Also of the same spectrograms with their frames in one piece, as `stft` leaves them.
fn check_perceptual<F: Real + onkai_testing::Measurable>(
    golden: &Golden,
    key: &str,
    tolerance: f64,
    read: impl Fn(&Golden, &str) -> Array3<F>,
) {
    let hz = fft_frequencies(44100.0, 150).unwrap().mapv(F::of);
    let power = noise(2 * 76 * 9, 5).mapv(|v| F::of((3.0 * v).powi(2)));
    let power = power.into_shape_with_order((2, 76, 9)).unwrap();
    let loudest = DbReference::Of(Aggregate::Max);
    let default = DbOptions::default();
    for (name, kind, options) in [
        ("default", Weighting::A, default),
        ("c", Weighting::C, DbOptions { reference: loudest, top_db: Some(30.0), ..default }),
        (
            "d",
            Weighting::D,
            DbOptions { reference: DbReference::Value(0.2), amin: Some(1e-3), top_db: None },
        ),
    ] {
        let expected = read(golden, &format!("perceptual_{name}_{key}"));
        let db = perceptual_weighting(&power, &hz, kind, &options).unwrap();
        assert_golden!(db, expected.clone(), tolerance, "{name}");
        let by_frames = power.slice(s![0, .., ..]).t().to_owned().reversed_axes();
        let db =
            perceptual_weighting(&by_frames, &hz, kind, &DbOptions { top_db: None, ..options });
        let all = perceptual_weighting(&power, &hz, kind, &DbOptions { top_db: None, ..options });
        // A maximum over both channels is that of one of them only.
        if name != "c" {
            assert_eq!(db.unwrap(), all.unwrap().slice(s![0, .., ..]));
        }
    }
}

#[test]
fn spectrograms_are_weighted_as_in_librosa() {
    let golden = golden("weighting");
    check_perceptual::<f64>(&golden, "f64", F64, |golden, key| {
        golden.array::<f64>(key).into_dimensionality::<Ix3>().unwrap()
    });
    check_perceptual::<f32>(&golden, "f32", F32, |golden, key| {
        golden.array::<f32>(key).into_dimensionality::<Ix3>().unwrap()
    });
}
