//! Loading: rates, channels, excerpts and what cannot be loaded.

use std::path::PathBuf;

use ndarray::{Array2, s};
use onkai_io::audio::{WavFormat, write_wav};
use onkai_mir::audio::{Error, LoadOptions, load, load_channels};
use onkai_testing::assert_close;
use tempfile::TempDir;

const NATIVE: LoadOptions = LoadOptions { sample_rate: None, offset_s: 0.0, duration_s: None };

/// Two seconds at 8 kHz: a 440 Hz sine on the left, half of it on the right.
fn stereo() -> Array2<f32> {
    Array2::from_shape_fn((2, 16000), |(channel, i)| {
        let sine = (std::f64::consts::TAU * 440.0 * i as f64 / 8000.0).sin();
        (if channel == 0 { 0.8 * sine } else { 0.4 * sine }) as f32
    })
}

fn written(samples: &Array2<f32>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sine.wav");
    write_wav(&path, samples, 8000, WavFormat::Float32).unwrap();
    (folder, path)
}

#[test]
fn the_default_is_mono_at_22050_hz() {
    let (_folder, path) = written(&stereo());
    let loaded = load::<f64>(&path, &LoadOptions::default()).unwrap();
    assert_eq!((loaded.sample_rate, loaded.samples.len()), (22050.0, 44100));
    let expected = |i: usize| 0.6 * (std::f64::consts::TAU * 440.0 * i as f64 / 22050.0).sin();
    // Away from the ends, where the sine begins and stops.
    let inner = 2000..42000;
    let expected: ndarray::Array1<f64> = inner.clone().map(expected).collect();
    assert_close!(loaded.samples.slice(s![inner]), expected, 0.0, 1e-5);
}

#[test]
fn channels_and_rate_are_kept_if_asked_for() {
    let (_folder, path) = written(&stereo());
    let loaded = load_channels::<f32>(&path, &NATIVE).unwrap();
    assert_eq!(loaded.sample_rate, 8000.0);
    assert_eq!(loaded.samples, stereo());
}

#[test]
fn an_excerpt_is_cut_out_of_the_file() {
    let (_folder, path) = written(&stereo());
    let options = LoadOptions { offset_s: 0.5, duration_s: Some(0.25), ..NATIVE };
    let loaded = load_channels::<f32>(&path, &options).unwrap();
    assert_eq!(loaded.samples, stereo().slice(s![.., 4000..6000]));
    // A duration beyond the end is cut, an offset beyond it is an error.
    let long = LoadOptions { offset_s: 1.5, duration_s: Some(9.0), ..NATIVE };
    assert_eq!(load::<f32>(&path, &long).unwrap().samples.len(), 4000);
    let beyond = LoadOptions { offset_s: 3.0, ..NATIVE };
    assert!(matches!(load::<f32>(&path, &beyond), Err(Error::BehindEnd { frame: 24000, .. })));
}

#[test]
fn files_without_use_are_refused_by_name() {
    let mut samples = stereo();
    samples[[1, 77]] = f32::NAN;
    let (_folder, path) = written(&samples);
    let message = load::<f32>(&path, &NATIVE).unwrap_err().to_string();
    assert!(message.contains("sine.wav") && message.contains("77"), "{message}");
    let (_folder, path) = written(&Array2::zeros((1, 0)));
    let message = load::<f32>(&path, &NATIVE).unwrap_err().to_string();
    assert!(message.contains("sine.wav") && message.contains("no samples"), "{message}");
}

#[test]
fn a_rate_that_would_fill_the_memory_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slow.wav");
    for (rate, is_refused) in [(344, true), (345, false)] {
        write_wav(&path, &stereo(), rate, WavFormat::Int16).unwrap();
        match load::<f32>(&path, &LoadOptions { duration_s: Some(0.1), ..Default::default() }) {
            Err(Error::RateTooFar { path: named, native_hz, wanted_hz }) => {
                assert_eq!((named, native_hz, wanted_hz), (path.clone(), rate, 22050.0));
                assert!(is_refused);
            }
            result => assert!(!is_refused && result.is_ok(), "{result:?}"),
        }
    }
    assert_eq!(load::<f32>(&path, &NATIVE).unwrap().samples.len(), 16000);
}

#[test]
fn bad_options_are_named() {
    let (_folder, path) = written(&stereo());
    let cases = [
        ("sample_rate", LoadOptions { sample_rate: Some(0.0), ..NATIVE }),
        ("offset_s", LoadOptions { offset_s: -1.0, ..NATIVE }),
        ("duration_s", LoadOptions { duration_s: Some(f64::NAN), ..NATIVE }),
    ];
    for (name, options) in cases {
        let message = load::<f32>(&path, &options).unwrap_err().to_string();
        assert!(message.contains(name), "{message}");
    }
}
