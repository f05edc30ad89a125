//! Harmonics, salience and tempogram ratios.

use ndarray::{Array1, Array2, Ix3, s};
use onkai_mir::{
    Aggregate, FrameClock, FrequencyGrid, HarmonicOptions, Interp1dKind, SalienceOptions,
    StftOptions, TempoOptions, TempogramOptions, TempogramRatioOptions, f0_harmonics,
    interp_harmonics, salience, stft, tempogram, tempogram_ratio,
};
use onkai_testing::assert_close;

use crate::signals::{F32, F64, assert_golden, golden, narrow, song};

fn frames() -> StftOptions {
    StftOptions { n_fft: 256, hop_length: Some(700), ..Default::default() }
}

/// Runs a block for both precisions, with a magnitude spectrogram.
macro_rules! both_precisions {
    (|$x:ident, $F:ident, $key:ident, $tolerance:ident| $body:block) => {{
        let wide = song(12000, 8000.0);
        {
            type $F = f64;
            let ($key, $tolerance) = ("f64", F64);
            let $x = stft(&wide, &frames()).unwrap().mapv(|z| z.norm());
            $body
        }
        {
            type $F = f32;
            let ($key, $tolerance) = ("f32", F32);
            let $x = stft(&narrow(&wide), &frames()).unwrap().mapv(|z| z.norm());
            $body
        }
    }};
}

fn bins() -> Array1<f64> {
    Array1::from_shape_fn(129, |k| k as f64 * 8000.0 / 256.0)
}

/// Frequencies that move from frame to frame.
fn moving_bins(n_frames: usize) -> Array2<f64> {
    let freqs = bins();
    Array2::from_shape_fn((129, n_frames), |(k, t)| freqs[k] * (1.0 + 0.02 * t as f64) + t as f64)
}

#[test]
fn harmonics_are_librosas() {
    let golden = golden("harmonic");
    let default = HarmonicOptions::default();
    let cases: [(&str, &[f64], HarmonicOptions); 4] = [
        ("default", &[1.0, 2.0, 3.0], default),
        ("fill", &[0.5, 1.0, 2.5], HarmonicOptions { fill_value: -1.0, ..default }),
        ("nearest", &[1.0, 1.3], HarmonicOptions { kind: Interp1dKind::Nearest, ..default }),
        ("cubic", &[0.7, 1.3], HarmonicOptions { kind: Interp1dKind::Cubic, ..default }),
    ];
    let freqs = bins();
    both_precisions!(|x, F, key, tolerance| {
        for (name, harmonics, options) in &cases {
            let grid = FrequencyGrid::Fixed(&freqs);
            let actual = interp_harmonics(&x, grid, harmonics, options).unwrap();
            let expected = golden.array::<F>(&format!("harmonics_{name}_{key}"));
            let expected = expected.into_dimensionality::<Ix3>().unwrap();
            let actual = actual.slice(s![.., ..;5, ..]).to_owned();
            assert_golden!(actual, expected, tolerance, "{name} {key}");
        }
        let moving = moving_bins(x.ncols());
        let grid = FrequencyGrid::Moving(&moving);
        let actual = interp_harmonics(&x, grid, &[0.5, 1.0, 2.0], &default).unwrap();
        let expected = golden.array::<F>(&format!("harmonics_moving_{key}"));
        let expected = expected.into_dimensionality::<Ix3>().unwrap();
        let actual = actual.slice(s![.., ..;5, ..]).to_owned();
        assert_golden!(actual, expected, tolerance, "moving {key}");
    });
}

#[test]
fn harmonics_of_a_pitch_are_librosas() {
    let golden = golden("harmonic");
    let fill = HarmonicOptions { fill_value: 2.0, kind: Interp1dKind::Cubic };
    let cases: [(&str, &[f64], HarmonicOptions); 2] = [
        ("default", &[1.0, 2.0, 3.0, 30.0], HarmonicOptions::default()),
        ("fill", &[0.5, 1.5, 25.0], fill),
    ];
    let freqs = bins();
    both_precisions!(|x, F, key, tolerance| {
        let f0 = Array1::from_shape_fn(x.ncols(), |t| 200.0 + 40.0 * t as f64);
        for (name, harmonics, options) in &cases {
            let grid = FrequencyGrid::Fixed(&freqs);
            let actual = f0_harmonics(&x, &f0, grid, harmonics, options).unwrap();
            let expected: Array2<F> = golden.array2(&format!("f0_{name}_{key}"));
            assert_golden!(actual, expected, tolerance, "{name} {key}");
        }
        let moving = moving_bins(x.ncols());
        let (grid, options) = (FrequencyGrid::Moving(&moving), HarmonicOptions::default());
        let actual = f0_harmonics(&x, &f0, grid, &[1.0, 2.0, 3.0], &options).unwrap();
        let expected: Array2<F> = golden.array2(&format!("f0_moving_{key}"));
        assert_golden!(actual, expected, tolerance, "moving {key}");
    });
}

#[test]
fn saliences_are_librosas() {
    let golden = golden("harmonic");
    let three = || SalienceOptions::new(&[1.0, 2.0, 3.0]);
    let cases = [
        ("default", SalienceOptions::default()),
        (
            "weights",
            SalienceOptions {
                weights: Some(vec![0.2, 1.0, 0.5]),
                fill_value: 0.0,
                ..SalienceOptions::new(&[0.5, 1.0, 2.0])
            },
        ),
        ("full", SalienceOptions { filter_peaks: false, kind: Interp1dKind::Nearest, ..three() }),
        ("max", SalienceOptions { aggregate: Some(Aggregate::Max), fill_value: -1.0, ..three() }),
    ];
    let freqs = bins();
    both_precisions!(|x, F, key, tolerance| {
        let largest = onkai_core::Real::as_f64(x.iter().copied().fold(0.0, F::max));
        for (name, options) in &cases {
            let actual = salience(&x, FrequencyGrid::Fixed(&freqs), options).unwrap();
            let expected: Array2<F> = golden.array2(&format!("salience_{name}_{key}"));
            let actual = actual.slice(s![..;2, ..]);
            assert_close!(actual, expected, 0.0, tolerance * largest, "{name} {key}");
        }
    });
}

#[test]
fn tempogram_ratios_are_librosas() {
    let golden = golden("harmonic");
    let envelope: Array1<f64> = golden.array1("envelope");
    let clock = FrameClock::new(22050.0, 512).unwrap();
    let whole = tempogram(&envelope, &TempogramOptions::default()).unwrap();
    let default = TempogramRatioOptions::default;
    let tempo = TempoOptions::default();
    let factors = TempogramRatioOptions {
        factors: vec![0.5, 1.0, 7.0],
        fill_value: -2.0,
        tempo: TempoOptions { start_bpm: 80.0, std_bpm: 0.5, ..tempo },
        kind: Interp1dKind::Nearest,
        ..default()
    };
    let limit = TempoOptions { max_tempo: Some(110.0), ..tempo };
    let given = Array1::linspace(80.0, 160.0, envelope.len());
    let cases = [
        ("default", default()),
        ("bpm", TempogramRatioOptions { tempo_bpm: Some(given), ..default() }),
        ("factors", factors),
        ("limit", TempogramRatioOptions { tempo: limit, ..default() }),
    ];
    for (name, options) in &cases {
        let actual = tempogram_ratio(&whole, clock, options).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("ratio_{name}"));
        assert_golden!(actual.slice(s![.., ..;9]), expected, F64, "{name}");
        if *name == "bpm" {
            let single = tempogram_ratio(&whole.mapv(|g| g as f32), clock, options).unwrap();
            let expected = golden.array2::<f64>("ratio_bpm").mapv(|g| g as f32);
            assert_golden!(single.slice(s![.., ..;9]), expected, F32, "single");
        }
    }
    let mean = TempogramRatioOptions { aggregate: Some(Aggregate::Mean), ..default() };
    let actual = tempogram_ratio(&whole, clock, &mean).unwrap();
    assert_golden!(actual.column(0), golden.array1::<f64>("ratio_mean"), F64, "mean");
}
