//! Signals from magnitudes, adaptive loudness, frames with their neighbours, and features undone.

use ndarray::{Array1, Array2, Array3, Axis, ShapeBuilder};
use onkai_mir::{
    DctNorm, DctType, DeltaOptions, FrameClock, GriffinLimInit, GriffinLimOptions, MelFilterBank,
    MelNorm, MelOptions, MelScale, MelSpectrogramOptions, MfccOptions, PadMode, PcenOptions,
    SavgolMode, StackMemoryOptions, StftOptions, Window, delta, griffinlim, mel_to_audio,
    mel_to_stft, melspectrogram, mfcc, mfcc_to_audio, mfcc_to_mel, nnls, pcen, pcen_with_state,
    stack_memory, stft,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::signals::{F32, F64, assert_golden, golden, largest, song};

fn frames(n_fft: usize, hop_length: usize) -> StftOptions {
    StftOptions { n_fft, hop_length: Some(hop_length), ..Default::default() }
}

/// Every fifth sample, as the golden files keep them.
fn thinned(y: &Array1<f64>) -> Array1<f64> {
    y.iter().copied().step_by(5).collect()
}

fn magnitude(frames: &StftOptions) -> Array2<f64> {
    stft(&song(6000, 8000.0), frames).unwrap().mapv(num_complex::Complex::norm)
}

#[test]
fn griffin_lim_is_librosas() {
    // Where magnitudes are small beside their frame's largest, phases double their error in each turn.
    const TOLERANCE: f64 = 1e-9;
    let golden = golden("griffin_lim");
    let (centred, init) = (frames(256, 100), GriffinLimInit::Input);
    let from_zero =
        |n_iter| GriffinLimOptions { n_iter, init, momentum: 0.99, ..Default::default() };
    let window = StftOptions {
        win_length: Some(200),
        window: Window::Hamming,
        pad_mode: PadMode::Reflect,
        ..centred.clone()
    };
    let plain = GriffinLimOptions { momentum: 0.0, length: Some(6050), ..from_zero(6) };
    let cases = [
        ("default", centred.clone(), from_zero(4)),
        ("plain", centred.clone(), plain),
        ("window", window, GriffinLimOptions { momentum: 0.5, ..from_zero(3) }),
        ("left", StftOptions { center: false, ..centred.clone() }, from_zero(3)),
        ("none", centred.clone(), from_zero(0)),
    ];
    let s = magnitude(&centred);
    for (name, frames, options) in cases {
        let y = thinned(&griffinlim(&s, &frames, &options).unwrap());
        assert_golden!(y, golden.array1::<f64>(name), TOLERANCE, "{name}");
    }
    let odd = frames(301, 75);
    let y = thinned(&griffinlim(&magnitude(&odd), &odd, &from_zero(3)).unwrap());
    assert_golden!(y, golden.array1::<f64>("odd"), TOLERANCE, "odd");
}

#[test]
fn griffin_lim_comes_as_near_as_librosa_from_random_phases() {
    let librosas: f64 = golden("griffin_lim").scalar("random_error");
    let frames = frames(256, 100);
    let s = magnitude(&frames);
    let single = s.mapv(|v| v as f32);
    for seed in 0..4 {
        let init = GriffinLimInit::Random { seed };
        let options = GriffinLimOptions { init, ..Default::default() };
        let error = |y: &Array1<f64>| {
            let again = stft(y, &frames).unwrap().mapv(num_complex::Complex::norm);
            (again - &s).mapv(|v| v * v).sum() / s.mapv(|v| v * v).sum()
        };
        let wide = error(&griffinlim(&s, &frames, &options).unwrap());
        let narrow = error(&griffinlim(&single, &frames, &options).unwrap().mapv(f64::from));
        assert!(wide < 1.2 * librosas && narrow < 1.2 * librosas, "{wide} {narrow} {librosas}");
    }
}

#[test]
fn pcen_is_librosas() {
    let golden = golden("pcen");
    let s = noise(17 * 30, 31).mapv(|v| 2.0_f64.powi(20) * v.abs());
    let s = s.into_shape_with_order((17, 30)).unwrap();
    let clock = FrameClock::new(22050.0, 512).unwrap();
    let fast = FrameClock::new(16000.0, 160).unwrap();
    let default = PcenOptions::default();
    let other = PcenOptions {
        gain: 0.8,
        bias: 10.0,
        power: 0.25,
        time_constant_s: 0.06,
        eps: 1e-3,
        ..default
    };
    let cases = [
        ("default", clock, default),
        ("options", fast, other),
        ("log", clock, PcenOptions { power: 0.0, b: Some(0.3), ..default }),
        ("no_bias", clock, PcenOptions { bias: 0.0, power: 0.4, gain: 0.0, ..default }),
        ("max", clock, PcenOptions { max_size: 3, b: Some(0.01), ..default }),
        ("wide", clock, PcenOptions { max_size: 4, power: 0.7, b: Some(1.0), ..default }),
    ];
    for (name, clock, options) in cases {
        let expected = golden.array2::<f64>(&format!("{name}_f64"));
        assert_golden!(pcen(&s, clock, &options).unwrap(), expected, F64, "{name}");
        let narrow = pcen(&s.mapv(|v| v as f32), clock, &options).unwrap().mapv(f64::from);
        assert_golden!(narrow, golden.array2::<f64>(&format!("{name}_f32")), F32, "{name}");
    }
    let zi = noise(17, 32).mapv(|v| 1000.0 * v.abs()).insert_axis(Axis(1));
    let block = pcen_with_state(&s, clock, &default, Some(&zi)).unwrap();
    assert_golden!(block.pcen, golden.array2::<f64>("stream"), F64, "stream");
    assert_golden!(block.zf, golden.array2::<f64>("stream_zf"), F64, "stream_zf");
    let cube: Array3<f64> = s.into_shape_with_order((17, 5, 6)).unwrap();
    let options = PcenOptions { max_size: 5, max_axis: Some(0), ..default };
    let expected: Array3<f64> = golden.array("cube").into_dimensionality().unwrap();
    assert_golden!(pcen(&cube, clock, &options).unwrap(), expected, F64, "cube");
}

#[test]
fn stacked_frames_are_librosas() {
    let golden = golden("memory");
    let data = noise(24, 41).into_shape_with_order((3, 8)).unwrap();
    for mode in ["constant", "edge", "reflect", "symmetric", "wrap"] {
        for (n_steps, delay) in [(2, 1), (3, 2), (4, -1), (3, -3), (1, 5), (4, 4)] {
            let options = StackMemoryOptions { n_steps, delay, pad_mode: mode.parse().unwrap() };
            let key = format!("stack_{mode}_{n_steps}_{delay}");
            assert_eq!(stack_memory(&data, &options).unwrap(), golden.array2(&key), "{key}");
        }
    }
    let options = StackMemoryOptions { n_steps: 3, delay: 2, pad_mode: PadMode::Constant(9.0) };
    assert_eq!(stack_memory(&data, &options).unwrap(), golden.array2("stack_nines"));
}

#[test]
fn slopes_of_any_order_are_librosas() {
    let golden = &golden("memory");
    macro_rules! compare {
        ($t:ty, $key:literal, $tolerance:expr) => {
            let x: Array2<$t> =
                noise(244, 42).mapv(|v| v as $t).into_shape_with_order((4, 61)).unwrap();
            let mut frame_by_frame = Array2::zeros((4, 61).f());
            frame_by_frame.assign(&x);
            let kinds = [
                (1, 3, None),
                (1, 9, Some(3)),
                (2, 5, None),
                (3, 11, None),
                (4, 9, Some(5)),
                (1, 61, None),
            ];
            for (order, width, polyorder) in kinds {
                for name in ["interp", "nearest", "mirror", "constant", "wrap"] {
                    let mode = name.parse().unwrap();
                    let options = DeltaOptions { width, order, polyorder, mode };
                    let key = format!("delta_{order}_{width}_{name}_{}", $key);
                    let expected: Array2<$t> = golden.array2(&key);
                    for x in [&x, &frame_by_frame] {
                        let actual = delta(x, &options).unwrap();
                        assert_golden!(actual, expected.clone(), $tolerance, "{key}");
                    }
                }
            }
        };
    }
    compare!(f64, "f64", F64);
    compare!(f32, "f32", F32);
    let x = noise(244, 42).into_shape_with_order((4, 61)).unwrap();
    let options = DeltaOptions { mode: SavgolMode::Constant(2.5), ..Default::default() };
    assert_golden!(delta(&x, &options).unwrap(), golden.array2::<f64>("delta_cval"), F64, "cval");
}

fn mel_options(n_fft: usize, n_mels: usize) -> MelSpectrogramOptions {
    MelSpectrogramOptions {
        stft: frames(n_fft, 512),
        mel: MelOptions { n_mels, ..Default::default() },
        ..Default::default()
    }
}

/// How far the bands of `magnitude` are from `mel`, frame by frame.
fn residuals(
    magnitude: &Array2<f64>,
    mel: &Array2<f64>,
    options: &MelSpectrogramOptions,
) -> Array1<f64> {
    let n_fft = options.stft.n_fft;
    let bank = MelFilterBank::new(8000.0, n_fft, &options.mel).unwrap();
    let rest = bank.apply(&magnitude.mapv(|v| v.powf(options.power))).unwrap() - mel;
    rest.columns().into_iter().map(|rest| rest.dot(&rest).sqrt()).collect()
}

#[test]
fn bins_have_the_bands_they_are_made_from() {
    let golden = golden("inverse");
    let (mel, options) = (golden.array2::<f64>("mel"), mel_options(512, 40));
    let magnitude = mel_to_stft(&mel, 8000.0, &options).unwrap();
    let librosas: Array1<f64> = golden.array1("residual");
    for (t, (ours, librosas)) in
        residuals(&magnitude, &mel, &options).iter().zip(&librosas).enumerate()
    {
        let size = mel.column(t).dot(&mel.column(t)).sqrt();
        assert!(*ours <= *librosas && *ours < 1e-6 * size, "frame {t}: {ours}, {librosas}, {size}");
    }
    assert!(magnitude.iter().all(|&v| 0.0 <= v && v.is_finite()));
    let narrow = mel_to_stft(&mel.mapv(|v| v as f32), 8000.0, &options).unwrap();
    assert_golden!(narrow.mapv(f64::from), magnitude, F32, "single precision");
}

#[test]
fn bands_that_no_spectrum_has_are_met_as_nearly_as_can_be() {
    let golden = golden("inverse");
    let steep: Array2<f64> = golden.array2("steep");
    let area = MelOptions { n_mels: 60, ..Default::default() };
    let peak = MelOptions {
        norm: MelNorm::Peak,
        scale: MelScale::Htk,
        fmin_hz: 100.0,
        fmax_hz: Some(3500.0),
        ..area.clone()
    };
    for (name, mel) in [("area", area), ("peak", peak)] {
        for power in [1.0, 2.0, 0.7] {
            let options = MelSpectrogramOptions { power, mel: mel.clone(), ..mel_options(64, 60) };
            let magnitude = mel_to_stft(&steep, 8000.0, &options).unwrap();
            let ours = residuals(&magnitude, &steep, &options);
            let least: Array1<f64> = golden.array1(&format!("steep_residual_{name}"));
            assert_close!(ours, least, 1e-7, 0.0, "{name}");
            let librosas: Array1<f64> = golden.array1(&format!("steep_librosa_{name}"));
            assert!(ours.iter().zip(&librosas).all(|(a, b)| *a <= b * (1.0 + 1e-7)));
        }
    }
}

#[test]
fn general_least_squares_are_scipys() {
    let a = noise(84, 52).into_shape_with_order((12, 7)).unwrap();
    let b = noise(60, 53).into_shape_with_order((12, 5)).unwrap();
    let fit = nnls(&a, &b).unwrap();
    assert!(fit.converged);
    let expected: Array2<f64> = golden("inverse").array2("nnls");
    assert_golden!(fit.x, expected, F64, "x");
    let rest = a.dot(&fit.x) - &b;
    let norms: Array1<f64> = rest.columns().into_iter().map(|r| r.dot(&r).sqrt()).collect();
    assert_close!(fit.rnorm, norms, 1e-12, 0.0);
}

#[test]
fn bands_of_coefficients_are_librosas() {
    let golden: Golden = golden("inverse");
    let mfcc = noise(78, 54).mapv(|v| 10.0 * v).into_shape_with_order((13, 6)).unwrap();
    let mut options = MfccOptions { n_mfcc: 13, ..Default::default() };
    let bands = mfcc_to_mel(&mfcc, 1.0, &options).unwrap();
    assert_golden!(bands, golden.array2::<f64>("mfcc_default"), F64, "default");
    options.mel.mel.n_mels = 32;
    options.lifter = 22.0;
    for (number, dct_type) in [(1, DctType::I), (2, DctType::II), (3, DctType::III)] {
        for (name, norm) in [("ortho", DctNorm::Ortho), ("None", DctNorm::Backward)] {
            let options = MfccOptions { dct_type, norm, ..options.clone() };
            let key = format!("mfcc_{number}_{name}");
            let expected: Array2<f64> = golden.array2(&format!("{key}_f64"));
            assert_golden!(mfcc_to_mel(&mfcc, 0.3, &options).unwrap(), expected, F64, "{key}");
            let expected: Array2<f32> = golden.array2(&format!("{key}_f32"));
            let narrow = mfcc.mapv(|v| v as f32);
            assert_golden!(mfcc_to_mel(&narrow, 0.3, &options).unwrap(), expected, F32, "{key}");
        }
    }
}

#[test]
fn sound_from_features_has_these_features() {
    let y = song(16000, 8000.0);
    let mut options = MfccOptions { mel: mel_options(512, 40), n_mfcc: 40, ..Default::default() };
    options.mel.stft.hop_length = Some(128);
    let mel = melspectrogram(&y, 8000.0, &options.mel).unwrap();
    let lim = GriffinLimOptions { length: Some(16000), ..Default::default() };
    let again = mel_to_audio(&mel, 8000.0, &options.mel, &lim).unwrap();
    let mel_again = melspectrogram(&again, 8000.0, &options.mel).unwrap();
    let share = (&mel_again - &mel).mapv(|v| v * v).sum() / mel.mapv(|v| v * v).sum();
    assert!(share < 0.02, "{share}");
    // As many coefficients as bands lose nothing but what lies 80 dB below.
    let coefficients = mfcc(&y, 8000.0, &options).unwrap();
    let again = mfcc_to_audio(&coefficients, 8000.0, 1.0, &options, &lim).unwrap();
    let mel_again = melspectrogram(&again, 8000.0, &options.mel).unwrap();
    let share = (&mel_again - &mel).mapv(|v| v * v).sum() / mel.mapv(|v| v * v).sum();
    assert!(again.len() == 16000 && share < 0.02, "{share}");
    assert!(largest(&again) < 4.0 * largest(&y));
}
