//! Estimates of spectra against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis};
use num_complex::Complex;
use onkai_signal::{
    LombScargleNorm, LombScargleOptions, PeriodogramOptions, SegmentTrend, SpectrogramMode,
    SpectrogramOptions, SpectrumAverage, SpectrumScaling, SpectrumSides, WelchOptions, Window,
    coherence, complex_spectrogram, csd, lombscargle, lombscargle_amplitude, periodogram,
    spectrogram, vectorstrength, welch,
};
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy, relative to values of about 1.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 2e-5;

/// Signal length, segment, overlap, transform.
type Case = (usize, Option<usize>, Option<usize>, Option<usize>);

/// The cases in `xtask/golden/signal_spectral.py`.
const CASES: [Case; 8] = [
    (600, None, None, None),
    (333, Some(70), None, None),
    (334, Some(65), Some(20), None),
    (200, Some(32), Some(0), Some(50)),
    (111, Some(25), Some(24), Some(25)),
    (40, None, None, None),
    (1, None, None, None),
    (9, Some(2), Some(1), Some(3)),
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "spectral")
}

fn complex(n: usize, seed: u32) -> Array1<Complex<f64>> {
    let (re, im) = (noise(n, seed), noise(n, seed + 1));
    ndarray::Zip::from(&re).and(&im).map_collect(|&re, &im| Complex::new(re, im))
}

fn named(value: Option<usize>) -> String {
    value.map_or("None".to_owned(), |v| v.to_string())
}

fn variants() -> [(&'static str, WelchOptions); 3] {
    [
        ("plain", WelchOptions::default()),
        (
            "two_spectrum",
            WelchOptions {
                sides: SpectrumSides::TwoSided,
                scaling: SpectrumScaling::Spectrum,
                detrend: SegmentTrend::None,
                ..Default::default()
            },
        ),
        (
            "median_linear",
            WelchOptions {
                average: SpectrumAverage::Median,
                detrend: SegmentTrend::Linear,
                window: Window::Hamming,
                ..Default::default()
            },
        ),
    ]
}

#[test]
fn welch_and_csd_are_scipys() {
    let golden = golden();
    for (n, segment_len, overlap, n_fft) in CASES {
        let x = noise(n, 1) + 0.5;
        let y = Array1::linspace(0.0, if n == 1 { 0.0 } else { 1.0 }, n) + noise(n, 2);
        let (z, w) = (complex(n, 3), complex(n, 5));
        for (name, options) in variants() {
            let options = WelchOptions { segment_len, overlap, n_fft, ..options };
            let key = format!("{n}_{}_{}_{name}", named(segment_len), named(overlap));
            let got = welch(&x, 8.0, Axis(0), &options).unwrap();
            if name != "median_linear" {
                let expected: Array1<f64> = golden.array1(&format!("frequencies_{key}"));
                assert_close!(got.frequencies, expected, F64, F64, "frequencies {key}");
            }
            let expected: Array1<f64> = golden.array1(&format!("welch_{key}"));
            assert_close!(got.values, expected, F64, F64, "welch {key}");
            let narrow = welch(&x.mapv(|v| v as f32), 8.0, Axis(0), &options).unwrap();
            assert_close!(narrow.values.mapv(f64::from), expected, F32, F32, "welch {key}, f32");
            let got = csd(&x, &y, 8.0, Axis(0), &options).unwrap();
            let expected: Array1<Complex<f64>> = golden.array1(&format!("csd_{key}"));
            assert_close!(got.values, expected, F64, F64, "csd {key}");
            if name == "plain" {
                continue;
            }
            let got = welch(&z, 8.0, Axis(0), &options).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("welch_{key}_complex"));
            assert_close!(got.values, expected, F64, F64, "welch {key}, complex");
            let got = csd(&z, &w, 8.0, Axis(0), &options).unwrap();
            let expected: Array1<Complex<f64>> = golden.array1(&format!("csd_{key}_complex"));
            assert_close!(got.values, expected, F64, F64, "csd {key}, complex");
        }
    }
}

#[test]
fn coherence_is_scipys() {
    let golden = golden();
    let options = WelchOptions { segment_len: Some(64), ..Default::default() };
    let x = noise(700, 1);
    let got = coherence(&x, &(&x + &noise(700, 2)), 1.0, Axis(0), &options).unwrap();
    assert_close!(got.values, golden.array1::<f64>("coherence"), 1e-10, F64);
    let options = WelchOptions { detrend: SegmentTrend::Linear, ..options };
    let got = coherence(&noise(300, 1), &noise(200, 2), 1.0, Axis(0), &options).unwrap();
    assert_close!(got.values, golden.array1::<f64>("coherence_short"), 1e-10, F64);
}

#[test]
fn every_axis_and_own_windows_are_scipys() {
    let golden = golden();
    let table = noise(600, 7).into_shape_with_order((3, 200)).unwrap();
    let options = WelchOptions { segment_len: Some(50), ..Default::default() };
    let got = welch(&table, 1.0, Axis(1), &options).unwrap();
    assert_close!(got.values, golden.array2::<f64>("welch_axis_1"), F64, F64);
    let got = welch(&table.t(), 1.0, Axis(0), &options).unwrap();
    assert_close!(got.values, golden.array2::<f64>("welch_axis_0"), F64, F64);
    let window = Window::Samples((noise(32, 9) + 1.5).to_vec());
    let options = WelchOptions { window, ..Default::default() };
    let got = welch(&noise(200, 8), 1.0, Axis(0), &options).unwrap();
    assert_close!(got.values, golden.array1::<f64>("welch_samples"), F64, F64);
}

#[test]
fn periodograms_are_scipys() {
    for (n, n_fft) in [(100, None), (101, None), (100, Some(64)), (100, Some(150)), (1, None)] {
        let key = format!("periodogram_{n}_{}", named(n_fft));
        let plain = PeriodogramOptions { n_fft, ..Default::default() };
        let got = periodogram(&noise(n, 10), 3.0, Axis(0), &plain).unwrap();
        assert_close!(got.values, golden().array1::<f64>(&key), F64, F64, "{key}");
        let options = PeriodogramOptions {
            window: Window::Flattop,
            detrend: SegmentTrend::Linear,
            scaling: SpectrumScaling::Spectrum,
            ..plain
        };
        let got = periodogram(&noise(n, 10), 3.0, Axis(0), &options).unwrap();
        let expected: Array1<f64> = golden().array1(&format!("{key}_flattop"));
        assert_close!(got.values, expected, F64, F64, "{key}");
    }
}

#[test]
fn spectrograms_are_scipys() {
    let golden = golden();
    let x = noise(1000, 11);
    let short = SpectrogramOptions {
        segment_len: Some(40),
        overlap: Some(11),
        n_fft: Some(53),
        scaling: SpectrumScaling::Spectrum,
        window: Window::Hann,
        ..Default::default()
    };
    for (key, options) in [("plain", SpectrogramOptions::default()), ("short", short)] {
        for name in ["psd", "magnitude", "angle", "phase"] {
            let mode: SpectrogramMode = name.parse().unwrap();
            let options = SpectrogramOptions { mode, ..options.clone() };
            let got = spectrogram(&x, 4.0, &options).unwrap();
            let expected: Array2<f64> = golden.array2(&format!("spectrogram_{name}_{key}"));
            if matches!(mode, SpectrogramMode::Psd | SpectrogramMode::Magnitude) {
                assert_close!(got.values, expected, F64, F64, "{name} {key}");
            } else {
                // The mean is taken off: nothing but rounding is left at frequency zero. An angle of
                // half a turn may have either sign, which changes what is unwrapped by whole turns.
                let off = |a: f64, b: f64| {
                    let turns = (a - b) / std::f64::consts::TAU;
                    (turns - turns.round()).abs()
                };
                let pairs = got.values.iter().zip(&expected).enumerate();
                let n_frames = expected.ncols();
                let mut above = pairs.filter(|(i, _)| n_frames <= *i);
                assert!(above.all(|(_, (&a, &b))| off(a, b) < 1e-9), "{name} {key}");
                if mode == SpectrogramMode::Phase {
                    for frame in got.values.columns() {
                        let steps = frame.windows(2).into_iter().map(|w| (w[1] - w[0]).abs());
                        assert!({ steps }.all(|step| step <= std::f64::consts::PI + 1e-9));
                    }
                }
            }
            let times: Array1<f64> = golden.array1(&format!("spectrogram_times_{key}"));
            assert_close!(got.times, times, F64, F64, "{key}");
        }
        let got = complex_spectrogram(&x, 4.0, &options).unwrap();
        let expected: Array2<Complex<f64>> = golden.array2(&format!("spectrogram_complex_{key}"));
        assert_close!(got.values, expected, F64, F64, "complex {key}");
    }
}

fn uneven() -> (Array1<f64>, Array1<f64>) {
    let mut time = 0.0;
    let times = (noise(80, 12) + 1.2).mapv(|step| {
        time += step;
        time
    });
    let values = times.mapv(|t| (0.7 * t).cos()) + noise(80, 13) * 0.3 + 0.4;
    (times, values)
}

#[test]
fn lomb_scargle_periodograms_are_scipys() {
    let golden = golden();
    let (times, values) = uneven();
    let omegas = Array1::linspace(0.05, 3.0, 41);
    for floating_mean in [false, true] {
        for weighted in [false, true] {
            let weights = weighted.then(|| noise(80, 14) + 1.5);
            let options = LombScargleOptions { weights, floating_mean, ..Default::default() };
            let key = format!("{}_{}", u8::from(floating_mean), u8::from(weighted));
            for (name, normalize) in
                [("power", LombScargleNorm::Power), ("normalize", LombScargleNorm::Normalize)]
            {
                let options = LombScargleOptions { normalize, ..options.clone() };
                let got = lombscargle(&times, &values, &omegas, &options).unwrap();
                let expected: Array1<f64> = golden.array1(&format!("lomb_{name}_{key}"));
                assert_close!(got, expected, 1e-10, 1e-10, "{name} {key}");
            }
            let got = lombscargle_amplitude(&times, &values, &omegas, &options).unwrap();
            let expected: Array1<Complex<f64>> = golden.array1(&format!("lomb_amplitude_{key}"));
            assert_close!(got, expected, 1e-10, 1e-10, "amplitude {key}");
        }
    }
}

#[test]
fn vector_strength_is_scipys() {
    let expected: Array1<f64> = golden().array1("vectorstrength");
    let got = vectorstrength(&uneven().0, 1.7).unwrap();
    assert_close!(ndarray::array![got.strength, got.phase], expected, 1e-10, 1e-10);
}
