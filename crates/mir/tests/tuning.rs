//! Pitches of spectra and how far they lie beside the notes.

use ndarray::{Array1, Array2};
use onkai_mir::{
    Aggregate, EstimateTuningOptions, PiptrackOptions, PitchReference, StftOptions, Window,
    estimate_tuning, estimate_tuning_of_spectrogram, piptrack, piptrack_of_spectrogram,
    pitch_tuning, stft,
};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, assert_golden, every, golden, narrow, song};

/// As in the generator: mostly a fifth of a semitone sharp.
fn frequencies() -> Array1<f64> {
    let sharp = noise(200, 3).mapv(|v| 440.0 * (0.21 / 12.0 + 0.002 * v).exp2());
    let others = noise(20, 4).mapv(|v| 100.0 + 50.0 * v);
    sharp.iter().chain(&others).chain(&[0.0, -3.0]).copied().collect()
}

#[test]
fn the_tuning_of_frequencies_is_librosas() {
    let expected: Array1<f64> = golden("tuning").array1("pitch_tuning");
    let cases = [(0.01, 12), (0.03, 36), (0.37, 12), (1.0, 12)];
    let tuning =
        cases.map(|(resolution, bins)| pitch_tuning(&frequencies(), resolution, bins).unwrap());
    assert_close!(Array1::from_iter(tuning), expected, 0.0, 1e-14);
}

fn cases() -> [(&'static str, PiptrackOptions); 4] {
    let default = PiptrackOptions::default;
    let stft = |n_fft| StftOptions { n_fft, ..Default::default() };
    [
        ("default", default()),
        (
            "wide",
            PiptrackOptions {
                stft: StftOptions { hop_length: Some(700), ..stft(512) },
                fmin_hz: 0.0,
                fmax_hz: 1e5,
                threshold: 0.01,
                ..default()
            },
        ),
        (
            "value",
            PiptrackOptions {
                stft: StftOptions { win_length: Some(800), window: Window::Hamming, ..stft(1024) },
                reference: PitchReference::Value(3.0),
                ..default()
            },
        ),
        (
            "mean",
            PiptrackOptions {
                stft: StftOptions { center: false, ..stft(512) },
                threshold: 1.5,
                reference: PitchReference::Frame(Aggregate::Mean),
                ..default()
            },
        ),
    ]
}

#[test]
fn pitches_are_librosas() {
    let golden = golden("tuning");
    let y = song(12000, 8000.0);
    for (name, options) in cases() {
        let found = piptrack(&y, 8000.0, &options).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("pitches_{name}_f64"));
        assert_golden!(every(&found.pitches, 4), expected, F64, "{name}");
        let expected: Array2<f64> = golden.array2(&format!("magnitudes_{name}_f64"));
        assert_golden!(every(&found.magnitudes, 4), expected, F64, "{name}");
        // The same from the spectrogram.
        let spectrogram = stft(&y, &options.stft).unwrap();
        let again = piptrack_of_spectrogram(&spectrogram, 8000.0, &options).unwrap();
        assert_eq!(again, found);
        let found = piptrack(&narrow(&y), 8000.0, &options).unwrap();
        let expected: Array2<f32> = golden.array2(&format!("pitches_{name}_f32"));
        assert_golden!(every(&found.pitches, 4), expected, F32, "{name}");
        let expected: Array2<f32> = golden.array2(&format!("magnitudes_{name}_f32"));
        assert_golden!(every(&found.magnitudes, 4), expected, F32, "{name}");
    }
    let frames = StftOptions { n_fft: 400, ..Default::default() };
    let power = stft(&y, &frames).unwrap().mapv(|z| z.norm_sqr());
    let options = PiptrackOptions { threshold: 0.05, ..Default::default() };
    let found = piptrack_of_spectrogram(&power, 8000.0, &options).unwrap();
    assert_golden!(
        every(&found.pitches, 9),
        golden.array2::<f64>("pitches_power_f64"),
        F64,
        "power"
    );
}

#[test]
fn the_tuning_of_signals_is_librosas() {
    let golden = golden("tuning");
    let y = song(12000, 8000.0);
    let mut fine = EstimateTuningOptions { resolution: 0.003, ..Default::default() };
    (fine.piptrack.fmin_hz, fine.piptrack.fmax_hz) = (300.0, 2000.0);
    let cases = [
        EstimateTuningOptions::default(),
        EstimateTuningOptions { bins_per_octave: 36, ..Default::default() },
        fine,
    ];
    let frames = StftOptions { n_fft: 400, ..Default::default() };
    let power = stft(&y, &frames).unwrap().mapv(|z| z.norm_sqr());
    let mut wide = cases.clone().map(|options| estimate_tuning(&y, 8000.0, &options)).to_vec();
    wide.push(estimate_tuning_of_spectrogram(&power, 8000.0, &cases[0]));
    wide.push(estimate_tuning(&(&y * 0.0), 8000.0, &cases[0]));
    let wide: Array1<f64> = wide.into_iter().map(Result::unwrap).collect();
    assert_close!(wide, golden.array1::<f64>("estimates_f64"), 0.0, 1e-14);
    let y = narrow(&y);
    let mut single = cases.clone().map(|options| estimate_tuning(&y, 8000.0, &options)).to_vec();
    single.push(estimate_tuning_of_spectrogram(&power.mapv(|v| v as f32), 8000.0, &cases[0]));
    single.push(estimate_tuning(&(&y * 0.0), 8000.0, &cases[0]));
    let single: Array1<f64> = single.into_iter().map(Result::unwrap).collect();
    assert_close!(single, golden.array1::<f64>("estimates_f32"), 0.0, 1e-14);
}
