//! Features of each frame's spectrum, from audio and from magnitudes that exist already.

use ndarray::{Array, Array1, Array2, Axis, Dimension, Slice};
use onkai_core::Real;
use onkai_mir::{
    BinFrequencies, PadMode, PolyFeaturesOptions, SpectralBandwidthOptions,
    SpectralCentroidOptions, SpectralContrastOptions, SpectralFlatnessOptions,
    SpectralRolloffOptions, StftOptions, Window, poly_features, poly_features_of_spectrogram,
    spectral_bandwidth, spectral_bandwidth_of_spectrogram, spectral_centroid,
    spectral_centroid_of_spectrogram, spectral_contrast, spectral_contrast_of_spectrogram,
    spectral_flatness, spectral_flatness_of_spectrogram, spectral_rolloff,
    spectral_rolloff_of_spectrogram,
};
use onkai_testing::{Golden, assert_close};

use crate::signals::{F32, F64, golden, song};

fn other() -> StftOptions {
    StftOptions {
        n_fft: 401,
        hop_length: Some(160),
        win_length: Some(300),
        window: Window::Hamming,
        pad_mode: PadMode::Reflect,
        ..Default::default()
    }
}

fn left() -> StftOptions {
    StftOptions { n_fft: 512, hop_length: Some(200), center: false, ..Default::default() }
}

/// The golden values of one precision.
struct Expected {
    golden: Golden,
    precision: &'static str,
    tolerance: f64,
}

/// In single precision, in which librosa does not transform, a valley 120 dB below the loudest bin is
/// rounding: its decibels are good to about one.
const ROUGH: [&str; 4] =
    ["contrast_default_f32", "contrast_stereo_f32", "contrast_left_f32", "contrast_other_f32"];

impl Expected {
    /// Compares every `step`th frame, each row within a share of its largest value, as rows have units
    /// of their own.
    fn check<F: Real, D: Dimension>(&self, actual: &Array<F, D>, key: &str, step: isize) {
        let key = format!("{key}_{}", self.precision);
        let expected = self.golden.array::<f64>(&key);
        let mut actual = actual.mapv(Real::as_f64).into_dyn();
        // Where there is one number a frame, librosa makes a row of them.
        if actual.ndim() < expected.ndim() {
            actual.insert_axis_inplace(Axis(actual.ndim() - 1));
        }
        let time = Axis(actual.ndim() - 1);
        actual.slice_axis_inplace(time, Slice::new(0, None, step));
        assert_eq!(actual.shape(), expected.shape(), "{key}");
        let rough = if ROUGH.contains(&key.as_str()) { 1.0 } else { 0.0 };
        // A row of zeros is one to rounding, as seen from the others.
        let least = expected.iter().fold(1e-2_f64, |most, v| most.max(1e-3 * v.abs()));
        let rows = actual.lanes(time).into_iter().zip(expected.lanes(time));
        for (row, (actual, expected)) in rows.enumerate() {
            let largest = expected.iter().fold(least, |most, v| most.max(v.abs()));
            let allowed = (self.tolerance * largest).max(rough);
            assert_close!(actual, expected, 0.0, allowed, "{key}, row {row}");
        }
    }
}

macro_rules! for_both {
    ($test:ident) => {
        let expected = |precision, tolerance| Expected {
            golden: golden("spectral_features"),
            precision,
            tolerance,
        };
        $test!(f64, expected("f64", F64));
        $test!(f32, expected("f32", F32));
    };
}

#[test]
fn features_of_audio_are_librosas() {
    macro_rules! compare {
        ($t:ty, $expected:expr) => {
            let expected = $expected;
            let y: Array1<$t> = song(12000, 8000.0).mapv(|v| v as $t);
            let stereo = y.to_shape((2, 6000)).unwrap().to_owned();
            macro_rules! feature {
                ($name:literal, $default:expr, $other:expr, $run:ident) => {
                    expected.check(&$run!(y, $default), concat!($name, "_default"), 1);
                    expected.check(&$run!(stereo, $default), concat!($name, "_stereo"), 1);
                    let mut options = $default;
                    options.stft = left();
                    expected.check(&$run!(y, options), concat!($name, "_left"), 3);
                    let mut options = $other;
                    options.stft = other();
                    expected.check(&$run!(y, options), concat!($name, "_other"), 3);
                };
            }
            macro_rules! centroid {
                ($y:expr, $options:expr) => {
                    spectral_centroid(&$y, 8000.0, &$options).unwrap()
                };
            }
            macro_rules! bandwidth {
                ($y:expr, $options:expr) => {
                    spectral_bandwidth(&$y, 8000.0, &$options).unwrap()
                };
            }
            macro_rules! contrast {
                ($y:expr, $options:expr) => {
                    spectral_contrast(&$y, 22050.0, &$options).unwrap()
                };
            }
            macro_rules! flatness {
                ($y:expr, $options:expr) => {
                    spectral_flatness(&$y, &$options).unwrap()
                };
            }
            macro_rules! rolloff {
                ($y:expr, $options:expr) => {
                    spectral_rolloff(&$y, 8000.0, &$options).unwrap()
                };
            }
            macro_rules! poly {
                ($y:expr, $options:expr) => {
                    poly_features(&$y, 8000.0, &$options).unwrap()
                };
            }
            let default = SpectralCentroidOptions::default();
            feature!("centroid", default.clone(), default.clone(), centroid);
            let default = SpectralBandwidthOptions::default();
            let other = SpectralBandwidthOptions { norm: false, p: 1.5, ..default.clone() };
            feature!("bandwidth", default.clone(), other.clone(), bandwidth);
            let default = SpectralContrastOptions::default();
            let other = SpectralContrastOptions {
                n_bands: 4,
                fmin_hz: 150.0,
                quantile: 0.1,
                ..default.clone()
            };
            feature!("contrast", default.clone(), other.clone(), contrast);
            let default = SpectralFlatnessOptions::default();
            let other = SpectralFlatnessOptions { power: 1.3, amin: 1e-3, ..default.clone() };
            feature!("flatness", default.clone(), other.clone(), flatness);
            let default = SpectralRolloffOptions::default();
            let other = SpectralRolloffOptions { roll_percent: 0.3, ..default.clone() };
            feature!("rolloff", default.clone(), other.clone(), rolloff);
            let default = PolyFeaturesOptions::default();
            let other = PolyFeaturesOptions { order: 3, ..default.clone() };
            feature!("poly", default.clone(), other.clone(), poly);
        };
    }
    for_both!(compare);
}

#[test]
fn features_of_magnitudes_are_librosas() {
    macro_rules! compare {
        ($t:ty, $expected:expr) => {
            let expected = $expected;
            let load = |key: &str| expected.golden.array::<f64>(key).mapv(|v| v as $t);
            let s: Array2<$t> =
                load(&format!("magnitude_{}", expected.precision)).into_dimensionality().unwrap();
            let fixed: Array1<$t> = load("bins").into_dimensionality().unwrap();
            let per_frame: Array2<$t> = load("per_frame").into_dimensionality().unwrap();
            let about: Array1<$t> = load("about").into_dimensionality().unwrap();
            let frequencies = [
                ("fixed", BinFrequencies::Fixed(&fixed)),
                ("per_frame", BinFrequencies::PerFrame(&per_frame)),
                ("fft", BinFrequencies::Fft { sample_rate: 8000.0, n_fft: 128 }),
            ];
            for (name, bins) in frequencies {
                let centroid = spectral_centroid_of_spectrogram(&s, bins).unwrap();
                expected.check(&centroid, &format!("centroid_{name}"), 1);
                for (key, p, centroid) in [("", 3.0, None), ("_about", 0.7, Some(&*about))] {
                    let options = SpectralBandwidthOptions { p, ..Default::default() };
                    let width = spectral_bandwidth_of_spectrogram(&s, bins, centroid, &options);
                    expected.check(&width.unwrap(), &format!("bandwidth{key}_{name}"), 1);
                }
                let options = SpectralRolloffOptions { roll_percent: 0.6, ..Default::default() };
                let rolloff = spectral_rolloff_of_spectrogram(&s, bins, &options).unwrap();
                expected.check(&rolloff, &format!("rolloff_{name}"), 1);
                let options = PolyFeaturesOptions { order: 2, ..Default::default() };
                let poly = poly_features_of_spectrogram(&s, bins, &options).unwrap();
                expected.check(&poly, &format!("poly_{name}"), 1);
            }
            let linear = SpectralContrastOptions {
                fmin_hz: 100.0,
                n_bands: 4,
                quantile: 0.3,
                linear: true,
                ..Default::default()
            };
            let db = SpectralContrastOptions { quantile: 0.99, linear: false, ..linear.clone() };
            for (name, options) in [("linear", linear), ("db", db)] {
                let bins = BinFrequencies::Fixed(&fixed);
                let contrast = spectral_contrast_of_spectrogram(&s, bins, &options).unwrap();
                expected.check(&contrast, &format!("contrast_{name}"), 1);
            }
            let options = SpectralFlatnessOptions { power: 1.0, amin: 1e-6, ..Default::default() };
            let power = s.mapv(|v| v * v);
            let flatness = spectral_flatness_of_spectrogram(&power, &options).unwrap();
            expected.check(&flatness, "flatness_of", 1);
        };
    }
    for_both!(compare);
}
