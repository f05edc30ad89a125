//! Onsets by band, Fourier tempograms, the pulse, and tempos that are believed in or vary.

use ndarray::{Array1, Array2, s};
use num_complex::Complex;
use onkai_mir::{
    Aggregate, BeatTrackOptions, DbOptions, FourierTempogramOptions, FrameClock,
    MelSpectrogramOptions, OnsetChannels, OnsetStrengthOptions, PlpOptions, StftOptions,
    TempoOptions, TempoPrior, TempogramOptions, Window, beat_track, beat_track_at_tempo,
    fourier_tempo_frequencies, fourier_tempogram, melspectrogram, onset_backtrack, onset_strength,
    onset_strength_multi, onset_strength_multi_from_db, plp, power_to_db, tempo,
    tempo_of_tempogram, tempo_per_frame, tempo_per_frame_of_tempogram, tempogram,
};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, Spectrogram, assert_golden, golden, indices, narrow, song};

const RATE: f64 = 22050.0;

fn clock() -> FrameClock {
    FrameClock::new(RATE, 512).unwrap()
}

/// Runs a block for both precisions, with samples and what belongs to them.
macro_rules! both_precisions {
    (|$y:ident, $F:ident, $key:ident, $tolerance:ident| $body:block) => {{
        let wide = song(8 * 22050, RATE);
        {
            type $F = f64;
            let ($y, $key, $tolerance) = (wide.clone(), "f64", F64);
            $body
        }
        {
            type $F = f32;
            let ($y, $key, $tolerance) = (narrow(&wide), "f32", F32);
            $body
        }
    }};
}

#[test]
fn onset_strengths_by_band_are_librosas() {
    let golden = golden("rhythm_more");
    let default = OnsetStrengthOptions::default;
    let other_frames = MelSpectrogramOptions {
        stft: StftOptions { n_fft: 1024, hop_length: Some(441), ..Default::default() },
        ..Default::default()
    };
    let cases = [
        ("bounds", OnsetChannels::Bounds(vec![0, 32, 64, 96, 128]), default()),
        (
            "slices",
            OnsetChannels::Ranges(vec![0..40, 30..90, 90..128]),
            OnsetStrengthOptions { max_size: 3, aggregate: Aggregate::Median, ..default() },
        ),
        (
            "left",
            OnsetChannels::Bounds(vec![4, 20, 100]),
            OnsetStrengthOptions {
                mel: other_frames,
                lag: 3,
                center: false,
                aggregate: Aggregate::Max,
                ..default()
            },
        ),
        (
            "detrend",
            OnsetChannels::Bounds(vec![128, 0, 64]),
            OnsetStrengthOptions { detrend: true, ..default() },
        ),
    ];
    both_precisions!(|y, F, key, tolerance| {
        for (name, channels, options) in &cases {
            let expected: Array2<F> = golden.array2(&format!("multi_{name}_{key}"));
            let actual = onset_strength_multi(&y, RATE, channels, options).unwrap();
            assert_golden!(actual, expected, tolerance, "{name} {key}");
        }
        let mel = melspectrogram(&y, RATE, &MelSpectrogramOptions::default()).unwrap();
        let db = power_to_db(&mel, &DbOptions::default()).unwrap();
        let bands = onset_strength_multi_from_db(&db, None, &OnsetChannels::Bands, &default());
        let expected: Array2<F> = golden.array2(&format!("multi_bands_{key}"));
        let bands = bands.unwrap().slice(s![..;9, ..;4]).to_owned();
        assert_golden!(bands, expected, tolerance, "bands {key}");

        let mean = db.mean().unwrap();
        let reference = db.mapv(|v| v.max(mean));
        let options = OnsetStrengthOptions { lag: 2, max_size: 9, ..default() };
        let all = OnsetChannels::All;
        let rises = onset_strength_multi_from_db(&db, Some(&reference), &all, &options).unwrap();
        let expected: Array1<F> = golden.array1(&format!("reference_{key}"));
        assert_golden!(rises.row(0), expected, tolerance, "reference {key}");
    });
}

#[test]
fn fourier_tempograms_are_librosas() {
    let golden = golden("rhythm_more");
    let default = FourierTempogramOptions::default();
    let cases = [
        ("default", default.clone()),
        (
            "options",
            FourierTempogramOptions { win_length: 101, window: Window::Hamming, center: true },
        ),
        ("left", FourierTempogramOptions { win_length: 60, center: false, window: Window::Boxcar }),
    ];
    both_precisions!(|y, F, key, tolerance| {
        let envelope = onset_strength(&y, RATE, &OnsetStrengthOptions::default()).unwrap();
        for (name, options) in &cases {
            let expected: Spectrogram<F> = golden.array2(&format!("fourier_{name}_{key}"));
            let actual = fourier_tempogram(&envelope.slice(s![..150]), options).unwrap();
            let actual: Array2<Complex<F>> = actual.slice(s![..;3, ..;7]).to_owned();
            assert_golden!(actual, expected, tolerance, "{name} {key}");
        }
    });
    let bpms = fourier_tempo_frequencies(21, FrameClock::new(44100.0, 441).unwrap());
    assert_close!(bpms, golden.array1::<f64>("fourier_frequencies"), 1e-15, 0.0);
}

const LOGNORMAL: TempoPrior = TempoPrior::LogNormal { median_bpm: 110.0, sigma: 0.7 };

#[test]
fn the_pulse_is_what_librosas_means_to_be() {
    let golden = golden("rhythm_more");
    let default = PlpOptions::default();
    let wide = TempoPrior::Uniform { low_bpm: 60.0, high_bpm: 160.0 };
    let cases = [
        ("default", default),
        (
            "short",
            PlpOptions {
                win_length: 150,
                tempo_min: Some(60.0),
                tempo_max: Some(200.0),
                prior: None,
            },
        ),
        ("open", PlpOptions { win_length: 201, tempo_min: None, tempo_max: None, prior: None }),
        ("prior", PlpOptions { prior: Some(LOGNORMAL), ..default }),
        ("uniform", PlpOptions { prior: Some(wide), ..default }),
    ];
    both_precisions!(|y, F, key, tolerance| {
        let envelope = onset_strength(&y, RATE, &OnsetStrengthOptions::default()).unwrap();
        for (name, options) in &cases {
            let expected: Array1<F> = golden.array1(&format!("plp_{name}_{key}"));
            let actual = plp(&envelope, clock(), options).unwrap();
            assert_golden!(actual, expected, tolerance, "{name} {key}");
        }
        // The peaks of librosa's own pulse, half of whose frames count for nothing, are the same.
        let pulse = plp(&envelope, clock(), &default).unwrap();
        let is_peak = |&t: &usize| {
            pulse[t - 1] < pulse[t] && (t + 1 == pulse.len() || pulse[t + 1] <= pulse[t])
        };
        let peaks: Vec<usize> = (1..pulse.len()).filter(is_peak).collect();
        assert_eq!(peaks, indices(&golden, &format!("plp_librosa_peaks_{key}")), "{key}");
    });
}

#[test]
fn tempos_with_other_beliefs_are_librosas() {
    let golden = golden("rhythm_more");
    let default = TempoOptions::default();
    let normal = TempoPrior::Normal { mean_bpm: 90.0, std_bpm: 15.0 };
    let with = |prior| TempoOptions { prior: Some(prior), ..default };
    // The same as a density of the caller's, without what does not depend on the tempo.
    let density = TempoPrior::LogDensity(|bpm| -0.5 * ((bpm - 90.0) / 15.0).powi(2));
    let uniform = TempoPrior::Uniform { low_bpm: 50.0, high_bpm: 90.0 };
    let loudest =
        TempoOptions { aggregate: Aggregate::Max, start_bpm: 80.0, std_bpm: 0.3, ..default };
    let global = [
        ("normal", with(normal)),
        ("normal", with(density)),
        ("uniform", with(uniform)),
        ("lognormal", with(LOGNORMAL)),
        ("median", TempoOptions { aggregate: Aggregate::Median, ..default }),
        ("max", loudest),
    ];
    let by_frame = [
        ("default", default),
        ("short", TempoOptions { ac_size_s: 3.0, start_bpm: 100.0, ..default }),
        ("normal", with(normal)),
        ("limit", TempoOptions { max_tempo: Some(100.0), ..default }),
    ];
    both_precisions!(|y, F, key, _tolerance| {
        let envelope: Array1<F> =
            onset_strength(&y, RATE, &OnsetStrengthOptions::default()).unwrap();
        let of_length = |seconds: f64| TempogramOptions {
            win_length: clock().time_to_frame(seconds),
            ..Default::default()
        };
        for (name, options) in &global {
            let expected: f64 = golden.scalar(&format!("tempo_{name}_{key}"));
            assert_eq!(tempo(&envelope, clock(), options).unwrap(), expected, "{name} {key}");
            let tempogram = tempogram(&envelope, &of_length(8.0)).unwrap();
            let actual = tempo_of_tempogram(&tempogram, clock(), options).unwrap();
            assert_eq!(actual, expected, "{name} {key}");
        }
        for (name, options) in &by_frame {
            let expected: Array1<f64> = golden.array1(&format!("tempo_frames_{name}_{key}"));
            let actual = tempo_per_frame(&envelope, clock(), options).unwrap();
            assert_eq!(actual, expected, "{name} {key}");
            let envelope = envelope.mapv(f64::from);
            let tempogram = tempogram(&envelope, &of_length(options.ac_size_s)).unwrap();
            let actual = tempo_per_frame_of_tempogram(&tempogram, clock(), options).unwrap();
            assert_eq!(actual, expected, "{name} {key}");
        }
    });
}

#[test]
fn beats_at_a_tempo_that_varies_are_librosas() {
    let golden = golden("rhythm_more");
    let default = BeatTrackOptions::default();
    both_precisions!(|y, F, key, _tolerance| {
        let envelope: Array1<F> =
            onset_strength(&y, RATE, &OnsetStrengthOptions::default()).unwrap();
        let n = envelope.len();
        let rising = Array1::from_shape_fn(n, |t| 90.0 + 60.0 * t as f64 / n as f64);
        let beats = beat_track_at_tempo(&envelope, clock(), &rising, &default).unwrap();
        assert_eq!(beats, indices(&golden, &format!("beats_varying_{key}")), "{key}");
        let wobbly = Array1::from_shape_fn(n, |t| 120.0 + 40.0 * (0.05 * t as f64).sin());
        let loose = BeatTrackOptions { tightness: 20.0, trim: false, ..default };
        let beats = beat_track_at_tempo(&envelope, clock(), &wobbly, &loose).unwrap();
        assert_eq!(beats, indices(&golden, &format!("beats_wobble_{key}")), "{key}");

        let prior = Some(TempoPrior::Uniform { low_bpm: 50.0, high_bpm: 90.0 });
        let slow = beat_track(&envelope, clock(), &BeatTrackOptions { prior, ..default }).unwrap();
        let expected: f64 = golden.scalar(&format!("beats_prior_tempo_{key}"));
        assert_eq!(slow.tempo_bpm, expected, "{key}");
        assert_eq!(slow.beats, indices(&golden, &format!("beats_prior_{key}")), "{key}");

        let dense = beat_track(&envelope, clock(), &default).unwrap().is_beat(n);
        assert_eq!(dense, golden.array1::<bool>(&format!("beats_dense_{key}")), "{key}");
    });
}

#[test]
fn backtracking_over_plateaus_is_librosas() {
    let golden = golden("rhythm_more");
    let curve = noise(90, 13).mapv(|v| (4.0 * v).round_ties_even());
    let events = [0, 1, 2, 17, 40, 41, 88, 89];
    let expected = indices(&golden, "backtrack_f64");
    assert_eq!(onset_backtrack(&events, &curve).unwrap(), expected);
    assert_eq!(onset_backtrack(&events, &narrow(&curve)).unwrap(), expected);
}
