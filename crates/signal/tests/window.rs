//! Windows against SciPy 1.17.1, and against mpmath where SciPy itself is off.

use ndarray::Array1;
use onkai_signal::{Error, Window};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

/// Lengths in `xtask/golden/signal_window.py`.
const LENGTHS: [usize; 9] = [2, 3, 4, 5, 8, 17, 64, 101, 512];
/// The largest error of a sample in f64.
const F64: f64 = 1e-14;
/// Half a unit in the last place of 1 in f32, and a little.
const F32: f64 = 6.1e-8;

/// Keys in the golden file, and whether the values are mpmath's (up to 101 samples).
fn cases() -> Vec<(&'static str, Window, bool)> {
    let named = [
        "boxcar",
        "triang",
        "bartlett",
        "hann",
        "hamming",
        "blackman",
        "blackmanharris",
        "nuttall",
        "flattop",
        "bohman",
        "parzen",
        "barthann",
        "cosine",
        "lanczos",
        "tukey",
        "taylor",
        "exponential",
    ];
    let mut cases: Vec<_> = named.map(|name| (name, name.parse().expect("known"), false)).into();
    let taylor = Window::Taylor { n_bar: 6, sidelobe_level_db: 45.0, normalize: false };
    let weights = vec![1.0, 1.942604, 1.340318, 0.440811, 0.043097];
    cases.extend([
        ("tukey_0.3", Window::Tukey { alpha: 0.3 }, false),
        ("taylor_6_45_false", taylor, false),
        ("exponential_3.5", Window::Exponential { center: None, tau: 3.5 }, false),
        ("gaussian_7.5", Window::Gaussian { std: 7.5 }, false),
        ("general_gaussian_1.5_7", Window::GeneralGaussian { power: 1.5, std: 7.0 }, false),
        ("general_hamming_0.75", Window::GeneralHamming { alpha: 0.75 }, false),
        ("general_cosine", Window::GeneralCosine { coefficients: weights }, false),
        ("kaiser_0", Window::Kaiser { beta: 0.0 }, true),
        ("kaiser_8.6", Window::Kaiser { beta: 8.6 }, true),
        ("kaiser_200", Window::Kaiser { beta: 200.0 }, true),
        ("chebwin_30", Window::Chebwin { attenuation_db: 30.0 }, true),
        ("chebwin_100", Window::Chebwin { attenuation_db: 100.0 }, true),
    ]);
    cases
}

#[test]
fn windows_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "window");
    for (key, window, exact) in cases() {
        for n in LENGTHS.into_iter().filter(|&n| !exact || n < 512) {
            for form in ["sym", "per"] {
                let expected: Array1<f64> = golden.array1(&format!("{key}_{form}_{n}"));
                let (wide, narrow) = match form {
                    "sym" => (window.symmetric::<f64>(n), window.symmetric::<f32>(n)),
                    _ => (window.periodic::<f64>(n), window.periodic::<f32>(n)),
                };
                assert_close!(wide.unwrap(), expected, 0.0, F64, "{key} {form} {n}");
                let narrow = narrow.unwrap().mapv(f64::from);
                assert_close!(narrow, expected, F32, F64, "{key} {form} {n}, f32");
            }
        }
    }
}

#[test]
fn windows_of_one_form_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "window");
    for n in LENGTHS {
        let window = Window::Exponential { center: Some(1.5), tau: 2.0 };
        let expected: Array1<f64> = golden.array1(&format!("exponential_1.5_2_per_{n}"));
        assert_close!(window.periodic::<f64>(n).unwrap(), expected, 0.0, F64, "n = {n}");
        if n % 2 == 0 && n < 512 {
            let window = Window::KaiserBesselDerived { beta: 8.6 };
            let expected: Array1<f64> = golden.array1(&format!("kbd_8.6_sym_{n}"));
            assert_close!(window.symmetric::<f64>(n).unwrap(), expected, 0.0, F64, "n = {n}");
        }
    }
}

#[test]
fn none_and_one_sample_are_ones() {
    for (key, window, _) in cases() {
        for n in [0, 1] {
            assert_eq!(window.symmetric::<f64>(n).unwrap(), Array1::ones(n), "{key}");
            assert_eq!(window.periodic::<f64>(n).unwrap(), Array1::ones(n), "{key}");
        }
    }
    let derived = Window::KaiserBesselDerived { beta: 3.0 };
    assert_eq!(derived.symmetric::<f32>(0).unwrap().len(), 0);
    assert!(derived.symmetric::<f32>(1).is_err());
}

#[test]
fn samples_of_ones_own_serve_both_forms() {
    let window = Window::Samples(vec![1.0, 2.0, 4.0]);
    assert_eq!(window.periodic::<f32>(3).unwrap(), window.symmetric::<f32>(3).unwrap());
    assert_eq!(
        window.periodic::<f32>(4).unwrap_err().to_string(),
        "`window` has shape [3], but must have [4]"
    );
    let error = Window::Samples(vec![1.0, f64::NAN]).symmetric::<f64>(2).unwrap_err();
    assert_eq!(error.to_string(), "`window` is not finite: element 1 is NaN");
}

#[test]
fn parameters_without_a_window_are_refused() {
    let bad = f64::NAN;
    let windows = [
        ("alpha", Window::Tukey { alpha: bad }),
        ("alpha", Window::GeneralHamming { alpha: bad }),
        ("beta", Window::Kaiser { beta: f64::INFINITY }),
        ("std", Window::Gaussian { std: 0.0 }),
        ("power", Window::GeneralGaussian { power: -1.0, std: 1.0 }),
        ("std", Window::GeneralGaussian { power: 1.0, std: bad }),
        ("tau", Window::Exponential { center: None, tau: 0.0 }),
        ("center", Window::Exponential { center: Some(bad), tau: 1.0 }),
        ("attenuation_db", Window::Chebwin { attenuation_db: -1.0 }),
        ("n_bar", Window::Taylor { n_bar: 0, sidelobe_level_db: 30.0, normalize: true }),
        ("sidelobe_level_db", Window::Taylor { n_bar: 4, sidelobe_level_db: bad, normalize: true }),
    ];
    for (expected, window) in windows {
        match window.periodic::<f64>(8).unwrap_err() {
            Error::Parameter { name, .. } => assert_eq!(name, expected, "{window:?}"),
            other => panic!("{window:?}: {other}"),
        }
    }
    assert!(Window::GeneralCosine { coefficients: vec![bad] }.symmetric::<f64>(3).is_err());
}

#[test]
fn forms_that_do_not_exist_are_refused() {
    let window = Window::Exponential { center: Some(1.0), tau: 1.0 };
    assert_eq!(
        window.symmetric::<f64>(3).unwrap_err().to_string(),
        "`center` must be `None` for a symmetric window"
    );
    let window = Window::KaiserBesselDerived { beta: 4.0 };
    assert!(window.periodic::<f64>(4).is_err());
    assert_eq!(
        window.symmetric::<f64>(5).unwrap_err().to_string(),
        "`n` is 5, but must be even for a Kaiser-Bessel derived window"
    );
}

proptest! {
    #[test]
    fn symmetric_windows_read_the_same_from_both_ends(n in 0_usize..300, k in 0_usize..29) {
        let (_, window, _) = cases().swap_remove(k);
        let w = window.symmetric::<f64>(n).unwrap();
        prop_assert_eq!(w.slice(ndarray::s![..;-1]).to_owned(), w);
    }

    #[test]
    fn halves_of_a_derived_window_complement_each_other(half in 1_usize..200, beta in 0.0..40.0) {
        let w = Window::KaiserBesselDerived { beta }.symmetric::<f64>(2 * half).unwrap();
        for i in 0..half {
            prop_assert!((w[i].powi(2) + w[i + half].powi(2) - 1.0).abs() < 1e-14);
        }
    }
}
