//! The mel scale, the filters, the coefficients and their slopes.

use ndarray::{Array1, Array2, Axis, array};
use onkai_mir::{
    DctNorm, DctType, DeltaOptions, MelFilterBank, MelNorm, MelOptions, MelScale,
    MelSpectrogramOptions, MfccOptions, Norm, SavgolMode, StftOptions, Window, delta, hz_to_mel,
    mel_frequencies, melspectrogram, mfcc, normalize,
};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, assert_golden, every, golden, narrow, song};

#[test]
fn the_scales_are_librosas() {
    let golden = golden("mel");
    let hz: Array1<f64> = array![0.0, 30.0, 440.0, 999.9, 1000.0, 1000.1, 8000.0, 20000.0];
    for (name, scale) in [("slaney", MelScale::Slaney), ("htk", MelScale::Htk)] {
        let expected: Array1<f64> = golden.array1(&format!("hz_to_mel_{name}"));
        assert_close!(hz.mapv(|f| hz_to_mel(f, scale)), expected, 1e-14, 0.0, "{name}");
        let expected: Array1<f64> = golden.array1(&format!("mel_frequencies_{name}"));
        let actual = mel_frequencies(13, 20.0, 9000.0, scale).unwrap();
        assert_close!(actual, expected, 1e-13, 0.0, "{name}");
    }
}

#[test]
fn the_filters_are_librosas() {
    let golden = golden("mel");
    let options = |n_mels, norm| MelOptions { n_mels, norm, ..Default::default() };
    let htk = MelOptions {
        scale: MelScale::Htk,
        fmin_hz: 80.0,
        fmax_hz: Some(7600.0),
        ..options(23, MelNorm::Area)
    };
    let cases = [
        ("default", 22050.0, 512, options(40, MelNorm::Area)),
        ("htk", 16000.0, 401, htk),
        ("peak", 22050.0, 512, options(20, MelNorm::Peak)),
        ("l1", 22050.0, 512, options(20, MelNorm::Unit(Norm::P(1.0)))),
        ("l2", 22050.0, 512, options(20, MelNorm::Unit(Norm::P(2.0)))),
        ("max", 22050.0, 512, options(20, MelNorm::Unit(Norm::Max))),
        ("empty", 8000.0, 128, options(60, MelNorm::Area)),
    ];
    for (name, sample_rate, n_fft, options) in cases {
        let bank = MelFilterBank::<f64>::new(sample_rate, n_fft, &options).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("bank_{name}"));
        assert_golden!(bank.to_dense(), expected, 1e-12, "{name}");
    }
}

fn other_frames() -> MelSpectrogramOptions {
    MelSpectrogramOptions {
        stft: StftOptions {
            n_fft: 401,
            hop_length: Some(160),
            window: Window::Hamming,
            ..Default::default()
        },
        power: 1.0,
        mel: MelOptions {
            n_mels: 31,
            fmin_hz: 50.0,
            fmax_hz: Some(3500.0),
            scale: MelScale::Htk,
            ..Default::default()
        },
    }
}

#[test]
fn mel_spectrograms_are_librosas() {
    let golden = golden("mel");
    let y = song(12000, 8000.0);
    let default = MelSpectrogramOptions::default();
    let wide = melspectrogram(&y, 8000.0, &default).unwrap();
    assert_golden!(wide, golden.array2::<f64>("mel_default_f64"), F64, "default");
    let single = melspectrogram(&narrow(&y), 8000.0, &default).unwrap();
    assert_golden!(single, golden.array2::<f32>("mel_default_f32"), F32, "default");
    let wide = every(&melspectrogram(&y, 8000.0, &other_frames()).unwrap(), 3);
    assert_golden!(wide, golden.array2::<f64>("mel_options_f64"), F64, "options");
    let single = every(&melspectrogram(&narrow(&y), 8000.0, &other_frames()).unwrap(), 3);
    assert_golden!(single, golden.array2::<f32>("mel_options_f32"), F32, "options");
}

#[test]
fn coefficients_are_librosas() {
    let golden = golden("mel");
    let y = song(12000, 8000.0);
    let default = MfccOptions::default();
    let mut lifted = MfccOptions { n_mfcc: 13, lifter: 22.0, ..Default::default() };
    lifted.mel.mel.n_mels = 40;
    lifted.mel.stft.hop_length = Some(700);
    let mut cases = vec![("default".to_owned(), default)];
    for (number, dct_type) in [(1, DctType::I), (2, DctType::II), (3, DctType::III)] {
        for (name, norm) in [("ortho", DctNorm::Ortho), ("None", DctNorm::Backward)] {
            cases.push((
                format!("{number}_{name}"),
                MfccOptions { dct_type, norm, ..lifted.clone() },
            ));
        }
    }
    for (name, options) in cases {
        let expected: Array2<f64> = golden.array2(&format!("mfcc_{name}_f64"));
        assert_golden!(mfcc(&y, 8000.0, &options).unwrap(), expected, F64, "{name}");
        let expected: Array2<f32> = golden.array2(&format!("mfcc_{name}_f32"));
        assert_golden!(mfcc(&narrow(&y), 8000.0, &options).unwrap(), expected, F32, "{name}");
    }
}

#[test]
fn slopes_are_librosas() {
    let golden = golden("mel");
    macro_rules! compare {
        ($t:ty, $key:literal, $tolerance:expr) => {
            let input: Array2<$t> = golden.array2(concat!("delta_input_", $key));
            let width = |width, mode| DeltaOptions { width, mode, ..Default::default() };
            let cases = [
                ("default", DeltaOptions::default()),
                ("2", DeltaOptions { order: 2, width: 7, ..Default::default() }),
                ("nearest", width(5, SavgolMode::Nearest)),
                ("mirror", width(5, SavgolMode::Mirror)),
                ("wrap", width(5, SavgolMode::Wrap)),
                ("constant", width(5, SavgolMode::Constant(0.0))),
            ];
            for (name, options) in cases {
                let expected: Array2<$t> = golden.array2(&format!("delta_{name}_{}", $key));
                assert_golden!(delta(&input, &options).unwrap(), expected, $tolerance, "{name}");
            }
        };
    }
    compare!(f64, "f64", F64);
    compare!(f32, "f32", F32);
}

#[test]
fn norms_are_librosas() {
    let golden = golden("mel");
    let x = noise(24, 3).into_shape_with_order((4, 6)).unwrap();
    let cases = [
        ("max", Norm::Max),
        ("min", Norm::Min),
        ("nonzero", Norm::NonZero),
        ("p1", Norm::P(1.0)),
        ("p2", Norm::P(2.0)),
        ("p3", Norm::P(3.0)),
    ];
    for (name, norm) in cases {
        let expected: Array2<f64> = golden.array2(&format!("normalize_{name}"));
        assert_close!(normalize(&x, norm, Axis(1)).unwrap(), expected, 1e-14, 0.0, "{name}");
    }
}
