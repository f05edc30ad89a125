//! Convolutions and correlations against SciPy 1.17.1, and by what defines them.

use ndarray::{Array1, Array2, ArrayD, Axis, IxDyn};
use num_complex::Complex;
use onkai_signal::{
    ConvolutionMethod, ConvolutionMode, ImageBoundary, convolve, convolve2d, correlate,
    correlate2d, correlation_lags, fftconvolve, oaconvolve,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, for sums of products of numbers below 1.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 3e-5;

const MODES: [&str; 3] = ["full", "same", "valid"];

/// Shapes in `xtask/golden/signal_convolve.py`.
const SHAPES: [(&str, &[usize], &[usize]); 7] = [
    ("odd", &[31], &[7]),
    ("even", &[24], &[6]),
    ("short_first", &[5], &[18]),
    ("one", &[1], &[1]),
    ("long", &[150], &[40]),
    ("images", &[9, 14], &[4, 3]),
    ("cubes", &[5, 4, 6], &[2, 3, 2]),
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "convolve")
}

fn real(shape: &[usize], seed: u32) -> ArrayD<f64> {
    let values = noise(shape.iter().product(), seed);
    values.into_shape_with_order(IxDyn(shape)).expect("as many")
}

fn complex(shape: &[usize], seed: u32) -> ArrayD<Complex<f64>> {
    let (re, im) = (real(shape, seed), real(shape, seed + 100));
    ndarray::Zip::from(&re).and(&im).map_collect(|&re, &im| Complex::new(re, im))
}

fn image(shape: &[usize], seed: u32) -> Array2<f64> {
    real(shape, seed).into_dimensionality().expect("two axes")
}

#[test]
fn real_arrays_are_scipys_by_every_method() {
    let golden = golden();
    for (name, a, b) in SHAPES {
        for mode in MODES {
            let (x, y) = (real(a, 1), real(b, 2));
            let key = format!("{name}_{mode}");
            let convolved: ArrayD<f64> = golden.array(&format!("convolve_{key}"));
            let correlated: ArrayD<f64> = golden.array(&format!("correlate_{key}"));
            for method in ["auto", "direct", "fft"] {
                let method: ConvolutionMethod = method.parse().unwrap();
                let mode = mode.parse().unwrap();
                let got = convolve(&x, &y, mode, method).unwrap();
                assert_close!(got, convolved, F64, F64, "{key}, {method:?}");
                let got = correlate(&x, &y, mode, method).unwrap();
                assert_close!(got, correlated, F64, F64, "correlate {key}, {method:?}");
                let (x, y) = (x.mapv(|v| v as f32), y.mapv(|v| v as f32));
                let got = convolve(&x, &y, mode, method).unwrap();
                assert_close!(got.mapv(f64::from), convolved, F32, F32, "{key}, {method:?}");
            }
            let got = oaconvolve(&x, &y, mode.parse().unwrap(), None).unwrap();
            assert_close!(got, convolved, F64, F64, "{key}, blocks");
        }
    }
}

#[test]
fn complex_arrays_are_scipys() {
    let golden = golden();
    for (name, a, b) in SHAPES {
        for mode in ["full", "same"] {
            let (x, y) = (complex(a, 3), complex(b, 4));
            let key = format!("{name}_{mode}_complex");
            let convolved: ArrayD<Complex<f64>> = golden.array(&format!("convolve_{key}"));
            let correlated: ArrayD<Complex<f64>> = golden.array(&format!("correlate_{key}"));
            for method in [ConvolutionMethod::Direct, ConvolutionMethod::Fft] {
                let mode = mode.parse().unwrap();
                let got = convolve(&x, &y, mode, method).unwrap();
                assert_close!(got, convolved, F64, F64, "{key}, {method:?}");
                let got = correlate(&x, &y, mode, method).unwrap();
                assert_close!(got, correlated, F64, F64, "correlate {key}, {method:?}");
            }
        }
    }
}

#[test]
fn chosen_axes_and_blocks_are_scipys() {
    let golden = golden();
    for name in MODES {
        let mode: ConvolutionMode = name.parse().unwrap();
        let cases = [
            ("axes_1", real(&[3, 40], 5), real(&[1, 9], 6), Some(vec![Axis(1)])),
            ("axes_1_pairs", real(&[3, 10], 5), real(&[3, 19], 6), Some(vec![Axis(1)])),
            ("axes_02", real(&[12, 2, 11], 5), real(&[5, 1, 3], 6), Some(vec![Axis(0), Axis(2)])),
            ("oa", real(&[30, 22], 7), real(&[3, 4], 8), None),
        ];
        for (key, x, y, axes) in cases {
            let expected: ArrayD<f64> = golden.array(&format!("{key}_{name}"));
            let got = fftconvolve(&x, &y, mode, axes.as_deref()).unwrap();
            assert_close!(got, expected, F64, F64, "{key} {name}");
            let got = oaconvolve(&x, &y, mode, axes.as_deref()).unwrap();
            assert_close!(got, expected, F64, F64, "{key} {name}, blocks");
        }
    }
}

#[test]
fn large_arrays_are_cut_into_blocks() {
    let (x, y) = (real(&[600, 500], 1), real(&[2, 3], 2));
    let direct = convolve(&x, &y, ConvolutionMode::Full, ConvolutionMethod::Direct).unwrap();
    let blocks = oaconvolve(&x, &y, ConvolutionMode::Full, None).unwrap();
    assert_close!(blocks, direct, F64, F64);
    let swapped = oaconvolve(&y, &x, ConvolutionMode::Full, None).unwrap();
    assert_close!(swapped, direct, F64, F64);
}

#[test]
fn lags_are_scipys() {
    for (n, k) in [(7, 4), (8, 5), (6, 6), (9, 1)] {
        for mode in MODES {
            // SciPy's are one too high for what is kept of these.
            if mode == "same" && n % 2 == 1 && k % 2 == 0 {
                continue;
            }
            let expected: Array1<i64> = golden().array1(&format!("lags_{n}_{k}_{mode}"));
            let lags = correlation_lags(n, k, mode.parse().unwrap()).unwrap();
            assert_eq!(lags.mapv(|lag| lag as i64), expected, "{n} {k} {mode}");
        }
    }
}

#[test]
fn the_peak_stands_at_the_lag() {
    for (n, k) in [(9, 4), (8, 5), (5, 8), (4, 7), (6, 6)] {
        for mode in MODES {
            let mode: ConvolutionMode = mode.parse().unwrap();
            let lags = correlation_lags(n, k, mode).unwrap();
            for (i, &lag) in lags.iter().enumerate() {
                // An impulse in each, that of the first `lag` samples later.
                let (at, from) = (lag.max(0).cast_unsigned(), (-lag).max(0).cast_unsigned());
                let (mut x, mut y) = (Array1::zeros(n), Array1::zeros(k));
                (x[at], y[from]) = (1.0, 1.0);
                let z = correlate(&x, &y, mode, ConvolutionMethod::Direct).unwrap();
                assert_eq!((z.len(), z[i]), (lags.len(), 1.0), "{n} {k} {mode:?}");
            }
        }
    }
}

#[test]
fn images_are_scipys_with_every_boundary() {
    let golden = golden();
    let shapes: [(&str, [usize; 2], [usize; 2]); 3] =
        [("small", [9, 12], [4, 3]), ("odd", [8, 7], [3, 5]), ("larger", [3, 4], [7, 6])];
    for (name, a, b) in shapes {
        let (x, y) = (image(&a, 9), image(&b, 10));
        for mode in MODES {
            for boundary in ["fill", "wrap", "symm"] {
                let key = format!("{name}_{mode}_{boundary}");
                let boundary = match boundary.parse().unwrap() {
                    ImageBoundary::Fill(_) => ImageBoundary::Fill(0.5),
                    other => other,
                };
                let mode = mode.parse().unwrap();
                let expected: Array2<f64> = golden.array2(&format!("convolve2d_{key}"));
                let got = convolve2d(&x, &y, mode, boundary).unwrap();
                assert_close!(got, expected, F64, F64, "convolve2d {key}");
                let expected: Array2<f64> = golden.array2(&format!("correlate2d_{key}"));
                let got = correlate2d(&x, &y, mode, boundary).unwrap();
                assert_close!(got, expected, F64, F64, "correlate2d {key}");
            }
        }
        let expected: ArrayD<Complex<f64>> = golden.array(&format!("correlate2d_{name}_complex"));
        let x: Array2<_> = complex(&a, 11).into_dimensionality().unwrap();
        let y: Array2<_> = complex(&b, 12).into_dimensionality().unwrap();
        let got = correlate2d(&x, &y, ConvolutionMode::Full, ImageBoundary::Wrap).unwrap();
        assert_close!(got.into_dyn(), expected, F64, F64, "{name}");
    }
}

proptest! {
    #[test]
    fn methods_agree_and_operands_commute(n in 1_usize..3000, k in 1_usize..200, seed in 0_u32..99) {
        let (x, y) = (noise(n, seed), noise(k, seed + 1));
        let full = ConvolutionMode::Full;
        let direct = convolve(&x, &y, full, ConvolutionMethod::Direct).unwrap();
        assert_close!(fftconvolve(&x, &y, full, None).unwrap(), direct, F64, 10.0 * F64);
        assert_close!(fftconvolve(&y, &x, full, None).unwrap(), direct, F64, 10.0 * F64);
        // The sum over a convolution is the product of the sums.
        prop_assert!((direct.sum() - x.sum() * y.sum()).abs() < 1e-9);
    }
}
