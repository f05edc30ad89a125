//! Filtering to and fro, initial states and division against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, s};
use num_complex::Complex;
use onkai_signal::{
    Extension, ExtensionKind, FiltfiltMethod, deconvolve, filtfilt, lfilter, lfilter_with_state,
    lfiltic,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, relative to values of about 1.
const F64: f64 = 1e-10;
/// f32 against f64.
const F32: f64 = 1e-3;

const NAMES: [&str; 5] = ["one_pole", "biquad", "long_b", "fir_7", "butter_4"];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "filtfilt")
}

fn filter(name: &str) -> (Array1<f64>, Array1<f64>) {
    (golden().array1(&format!("{name}_b")), golden().array1(&format!("{name}_a")))
}

fn gust(response_len: Option<usize>) -> FiltfiltMethod {
    FiltfiltMethod::Gust { response_len }
}

#[test]
fn extensions_are_scipys() {
    let golden = golden();
    let x = noise(100, 14);
    for name in NAMES {
        let (b, a) = filter(name);
        for kind in ["odd", "even", "constant", "none"] {
            let extension = Extension { kind: kind.parse().unwrap(), len: None };
            let y = filtfilt(&b, &a, &x, Axis(0), &FiltfiltMethod::Pad(extension)).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("{name}_{kind}"));
            assert_close!(y, expected, F64, F64, "{name}, {kind}");
        }
        let extension = Extension { kind: ExtensionKind::Odd, len: Some(3) };
        let y = filtfilt(&b, &a, &x, Axis(0), &FiltfiltMethod::Pad(extension)).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("{name}_padlen"));
        assert_close!(y, expected, F64, F64, "{name}");
    }
}

#[test]
fn gustafssons_method_is_scipys() {
    let golden = golden();
    let x = noise(100, 14);
    let two = Array2::from_shape_vec((40, 3), noise(120, 15).to_vec()).unwrap();
    for name in NAMES {
        let (b, a) = filter(name);
        for (key, method) in [("gust", gust(None)), ("gust_30", gust(Some(30)))] {
            let y = filtfilt(&b, &a, &x, Axis(0), &method).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("{name}_{key}"));
            assert_close!(y, expected, F64, F64, "{name}, {key}");
        }
        let y = filtfilt(&b, &a, &two, Axis(0), &gust(None)).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("{name}_gust_axis_0"));
        assert_close!(y, expected, F64, F64, "{name}");
    }
}

#[test]
fn other_types_and_axes_are_scipys() {
    let golden = golden();
    let method = FiltfiltMethod::default();
    for name in NAMES {
        let (b, a) = filter(name);
        let two = Array2::from_shape_vec((40, 3), noise(120, 15).to_vec()).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("{name}_axis_0"));
        let y = filtfilt(&b, &a, &two, Axis(0), &method).unwrap();
        assert_close!(y, expected, F64, F64, "{name}");
        let narrow = |v: &Array1<f64>| v.mapv(|v| v as f32);
        let y = filtfilt(&narrow(&b), &narrow(&a), &two.mapv(|v| v as f32), Axis(0), &method);
        assert_close!(y.unwrap().mapv(f64::from), expected, 0.0, F32, "{name}, f32");
        let (re, im) = (noise(60, 9), noise(60, 10));
        let x = Array1::from_shape_fn(60, |i| Complex::new(re[i], im[i]));
        let wide = |v: &Array1<f64>| v.mapv(|v| Complex::new(v, 0.0));
        let y = filtfilt(&wide(&b), &wide(&a), &x, Axis(0), &method).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("{name}_complex"));
        assert_close!(y, expected, F64, F64, "{name}, complex");
    }
}

#[test]
fn initial_states_and_quotients_are_scipys() {
    let golden = golden();
    for name in NAMES {
        let (b, a) = filter(name);
        for (key, n_y, n_x) in [("lfiltic", 9, 9), ("lfiltic_short", 1, 2)] {
            let zi = lfiltic(&b, &a, &noise(n_y, 16), &noise(n_x, 17)).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("{name}_{key}"));
            assert_close!(zi, expected, F64, 1e-14, "{name}, {key}");
        }
    }
    let mut divisor = Array1::from_elem(5, 1.5);
    divisor.slice_mut(s![1..]).assign(&(noise(4, 19) / 3.0));
    let done = deconvolve(&noise(12, 18), &divisor).unwrap();
    assert_close!(done.quotient, golden.array1::<f64>("quotient"), F64, 1e-14);
    assert_close!(done.remainder, golden.array1::<f64>("remainder"), F64, 1e-14);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_filter_goes_on_from_its_past(name in 0_usize..5, cut in 8_usize..60, seed in 0_u32..1000) {
        let (b, a) = filter(NAMES[name]);
        let x = noise(64, seed);
        let y = lfilter(&b, &a, &x, Axis(0)).unwrap();
        let past = |v: &Array1<f64>| v.slice(s![..cut; -1]).to_owned();
        let zi = lfiltic(&b, &a, &past(&y), &past(&x)).unwrap();
        let rest = lfilter_with_state(&b, &a, &x.slice(s![cut..]), Axis(0), &zi).unwrap().y;
        assert_close!(rest, y.slice(s![cut..]).to_owned(), 0.0, 1e-11);
    }

    #[test]
    fn gustafsson_gives_the_same_either_way(name in 0_usize..5, seed in 0_u32..1000) {
        let (b, a) = filter(NAMES[name]);
        let x = noise(70, seed);
        let y = filtfilt(&b, &a, &x, Axis(0), &gust(None)).unwrap();
        let backward = filtfilt(&b, &a, &x.slice(s![..;-1]), Axis(0), &gust(None)).unwrap();
        assert_close!(backward.slice(s![..;-1]).to_owned(), y, 0.0, 1e-8);
    }

    #[test]
    fn a_quotient_times_the_divisor_is_the_signal(n in 1_usize..30, m in 1_usize..30) {
        let (signal, mut divisor) = (noise(n, 1), noise(m, 2) / m as f64);
        divisor[0] = 1.0;
        let done = deconvolve(&signal, &divisor).unwrap();
        let mut sum = done.remainder.clone();
        for (i, q) in done.quotient.iter().enumerate() {
            for (k, d) in divisor.iter().enumerate() {
                sum[i + k] += q * d;
            }
        }
        assert_close!(sum, signal, 0.0, 1e-12);
        let degree = done.remainder.slice(s![..done.quotient.len()]).fold(0.0, |m: f64, v| m.max(v.abs()));
        prop_assert!(degree < 1e-12);
    }
}
