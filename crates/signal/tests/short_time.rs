//! The short-time Fourier transform against SciPy 1.17.1, and back.

use ndarray::{Array1, Array2, Axis, concatenate};
use num_complex::Complex;
use onkai_signal::{
    Error, ExtensionMode, FftMode, SegmentTrend, ShortTimeFft, ShortTimeFftOptions, StftRange,
    StftScaling, Window,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 1e-5;

/// Window length, hop, signal length, rate; as in `xtask/golden/signal_short_time.py`.
const CASES: [(usize, usize, usize, f64); 5] =
    [(16, 4, 37, 1.0), (17, 5, 48, 100.0), (12, 12, 40, 8.0), (8, 1, 20, 1.0), (21, 9, 21, 3.0)];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "short_time")
}

fn modes() -> [(&'static str, ShortTimeFftOptions); 5] {
    let plain = ShortTimeFftOptions::default();
    let (psd, magnitude) = (Some(StftScaling::Psd), Some(StftScaling::Magnitude));
    let doubled = ShortTimeFftOptions { fft_mode: FftMode::OneSidedDoubled, ..plain };
    [
        ("onesided", plain),
        ("onesided2X_psd", ShortTimeFftOptions { scale_to: psd, ..doubled }),
        ("onesided2X_magnitude", ShortTimeFftOptions { scale_to: magnitude, ..doubled }),
        (
            "twosided",
            ShortTimeFftOptions { fft_mode: FftMode::TwoSided, phase_shift: None, ..plain },
        ),
        (
            "centered",
            ShortTimeFftOptions {
                fft_mode: FftMode::Centered,
                phase_shift: Some(3),
                scale_to: psd,
                ..plain
            },
        ),
    ]
}

#[test]
fn every_mode_is_scipys() {
    let golden = golden();
    for (m, hop, n, rate) in CASES {
        let (window, x) = (noise(m, 1) + 1.5, noise(n, 2) + 0.3);
        for (name, options) in modes() {
            for pad in [0, 3] {
                if pad == 0 && name != "onesided" {
                    continue;
                }
                let options = ShortTimeFftOptions { n_fft: Some(m + pad), ..options };
                let stft = ShortTimeFft::new(&window, hop, rate, &options).unwrap();
                let key = format!("{m}_{hop}_{name}_{pad}");
                let s = stft.stft(&x, &StftRange::default()).unwrap();
                let expected: Array2<Complex<f64>> = golden.array2(&format!("{key}.stft"));
                assert_close!(s, expected, F64, 10.0 * F64, "{key}");
                let f: Array1<f64> = golden.array1(&format!("{key}.f"));
                assert_close!(stft.frequencies().unwrap(), f, F64, 0.0, "{key}");
                let back: Array1<f64> = stft.istft(&s, 0, Some(n.cast_signed())).unwrap();
                assert_close!(back, x, F64, 10.0 * F64, "{key}");
                if name == "twosided" {
                    assert!(stft.extent(n, false).is_err());
                } else {
                    let parts = [false, true].map(|center| stft.extent(n, center).unwrap());
                    let extent = parts.iter().flat_map(|e| [e.t0, e.t1, e.f0, e.f1]).collect();
                    let expected: Array1<f64> = golden.array1(&format!("{key}.extent"));
                    assert_close!(Array1::from_vec(extent), expected, F64, F64, "{key}");
                }
                let narrow =
                    ShortTimeFft::new(&window.mapv(|v| v as f32), hop, rate, &options).unwrap();
                let s = narrow.stft(&x.mapv(|v| v as f32), &StftRange::default()).unwrap();
                let s = s.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
                assert_close!(s, expected, F32, F32, "{key}, f32");
            }
        }
    }
}

#[test]
fn ranges_padding_and_duals_are_scipys() {
    let golden = golden();
    for (m, hop, n, rate) in CASES {
        let (window, x) = (noise(m, 1) + 1.5, noise(n, 2) + 0.3);
        let options = ShortTimeFftOptions { n_fft: Some(m + 3), ..modes()[4].1 };
        let stft = ShortTimeFft::new(&window, hop, rate, &options).unwrap();
        let key = |name: &str| format!("{m}_{hop}.{name}");
        for (name, padding) in [
            ("zeros", ExtensionMode::default()),
            ("edge", ExtensionMode::Edge),
            ("even", ExtensionMode::Reflect),
            ("odd", ExtensionMode::Antireflect),
        ] {
            let range = StftRange { padding, ..Default::default() };
            let s = stft.spectrogram(&x, SegmentTrend::Linear, &range).unwrap();
            assert_close!(s, golden.array2::<f64>(&key(name)), F64, 10.0 * F64, "{m} {name}");
        }
        let y = noise(n, 3);
        let z = Array1::from_shape_fn(n, |i| Complex::new(x[i], y[i]));
        let range = StftRange { p0: Some(0), p1: Some(2), k_offset: 2, ..Default::default() };
        let s = stft.stft(&z, &range).unwrap();
        assert_close!(s, golden.array2::<Complex<f64>>(&key("complex")), F64, 10.0 * F64, "{m}");
        let all = StftRange::default();
        let s = stft.cross_spectrogram(&x, &y, SegmentTrend::Constant, &all).unwrap();
        assert_close!(s, golden.array2::<Complex<f64>>(&key("cross")), F64, 10.0 * F64, "{m}");
        let t = stft.times(n, None, None, 1).unwrap();
        assert_close!(t, golden.array1::<f64>(&key("t")), F64, F64, "{m}");
        assert_close!(stft.dual_window().unwrap(), golden.array1::<f64>(&key("dual")), F64, F64);
        let mut s = stft.stft(&x, &all).unwrap();
        s *= &noise(stft.p_num(n).unwrap(), 4).mapv(Complex::from);
        let back: Array1<Complex<f64>> = stft.istft(&s, 1, Some(n.cast_signed() - 1)).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&key("back"));
        assert_close!(back, expected, F64, 10.0 * F64, "{m}");
        let slices: Array1<i64> = golden.array1(&key("slices"));
        assert_eq!(numbers(&stft, n), slices.mapv(|v| v as isize).to_vec(), "{m}");
        let options =
            ShortTimeFftOptions { scale_to: Some(StftScaling::Magnitude), ..Default::default() };
        let dual = ShortTimeFft::from_dual(&window, hop, rate, &options).unwrap();
        let both = [dual.window(), dual.dual_window().unwrap()];
        let both = concatenate![Axis(0), both[0], both[1]];
        assert_close!(both, golden.array1::<f64>(&key("from_dual")), F64, F64, "{m}");
    }
}

/// The numbers of slices and samples at the borders, in the order of the golden file.
fn numbers(stft: &ShortTimeFft<f64>, n: usize) -> Vec<isize> {
    let (lower, upper) =
        (stft.lower_border_end(), stft.upper_border_begin(n).expect("long enough"));
    let [k_max, p_max] = [stft.k_max(n), stft.p_max(n)].map(|k| k.expect("long enough"));
    vec![stft.k_min(), stft.p_min(), k_max, p_max, lower.k, lower.p, upper.k, upper.p]
}

#[test]
fn zeros_at_a_window_s_ends_see_nothing() {
    let hann: Array1<f64> = Window::Hann.symmetric(9).unwrap();
    let window = concatenate![Axis(0), Array1::zeros(2), hann, Array1::zeros(1)];
    let stft = ShortTimeFft::new(&window, 3, 1.0, &ShortTimeFftOptions::default()).unwrap();
    let expected: Array1<i64> = golden().array1("zeros.slices");
    assert_eq!(numbers(&stft, 50), expected.mapv(|v| v as isize).to_vec());
    assert_eq!((stft.nearest_k_p(7, true), stft.nearest_k_p(7, false)), (6, 9));
    assert_eq!(stft.nearest_k_p(-6, false), -6);
}

#[test]
fn bad_input_is_named() {
    let plain = ShortTimeFftOptions::default();
    let stft = ShortTimeFft::<f64>::from_window(&Window::Hann, 8, 6, 1.0, &plain).unwrap();
    let all = StftRange::default();
    let error = stft.stft(&noise(3, 1), &all).unwrap_err();
    assert_eq!(error, Error::TooShort { name: "x", expected: 4, actual: 3 });
    let complex = noise(9, 1).mapv(Complex::from);
    let error = stft.stft(&complex, &StftRange::default()).unwrap_err();
    assert_eq!(error.to_string(), "`x` must be real for one-sided spectra");
    for (p0, p1, name) in [(-9, 2, "p0"), (3, 3, "p0"), (0, 99, "p1")] {
        let range = StftRange { p0: Some(p0), p1: Some(p1), ..all };
        let error = stft.stft(&noise(20, 1), &range).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{name}`")), "{error}");
    }
    let trend = SegmentTrend::None;
    assert!(stft.cross_spectrogram(&noise(9, 1), &noise(8, 1), trend, &all).is_err());
    let s = stft.stft(&noise(20, 1), &all).unwrap();
    let back = |s: &Array2<Complex<f64>>, k0, k1| stft.istft::<f64>(s, k0, k1).unwrap_err();
    assert!(matches!(back(&s, -99, None), Error::Parameter { name: "k0", .. }));
    assert!(matches!(back(&s, 5, Some(5)), Error::Parameter { name: "k0", .. }));
    assert!(matches!(back(&s, 0, Some(99)), Error::Parameter { name: "k1", .. }));
    assert!(matches!(back(&s, 0, Some(3)), Error::Parameter { name: "k1", .. }));
    assert!(matches!(back(&Array2::zeros((3, 20)), 0, None), Error::Shape { .. }));
    assert!(matches!(back(&Array2::zeros((5, 1)), 0, None), Error::TooShort { .. }));
    assert!(stft.p_max(3).is_err() && stft.upper_border_begin(3).is_err());
    // The Hann window of one hop is zero where slices meet.
    let gap = ShortTimeFft::<f64>::from_window(&Window::Hann, 8, 0, 1.0, &plain).unwrap();
    let s = gap.stft(&noise(20, 1), &all).unwrap();
    assert!(matches!(gap.istft::<f64>(&s, 0, None), Err(Error::Values { .. })));
}

proptest! {
    #[test]
    fn signals_come_back(m in 1_usize..40, hop in 1_usize..40, extra in 0_usize..100) {
        prop_assume!(hop <= m);
        let (window, x) = (noise(m, 1) + 1.2, noise(m + extra, 2));
        let stft = ShortTimeFft::new(&window, hop, 1.0, &ShortTimeFftOptions::default()).unwrap();
        let s = stft.stft(&x, &StftRange::default()).unwrap();
        let back: Array1<f64> = stft.istft(&s, 0, Some(x.len().cast_signed())).unwrap();
        assert_close!(back, x, 1e-10, 1e-10);
    }
}
