//! Changes of rate against SciPy 1.17.1.

use ndarray::{Array1, Array2, ArrayD, Axis};
use num_complex::Complex;
use onkai_signal::{
    DecimateOptions, DecimationFilter, ExtensionMode, PolyphaseFilter, ResampleFftOptions,
    ResamplePadding, ResamplePolyOptions, SpectralDomain, SpectralWindow, UpfirdnOptions, Window,
    decimate, resample_fft, resample_poly, upfirdn,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, for values of about 1.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 1e-5;

const MODES: [&str; 9] = [
    "constant",
    "symmetric",
    "reflect",
    "edge",
    "wrap",
    "smooth",
    "line",
    "antisymmetric",
    "antireflect",
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "rates")
}

fn complex(n: usize, seed: u32) -> Array1<Complex<f64>> {
    let (re, im) = (noise(n, seed), noise(n, seed + 1));
    ndarray::Zip::from(&re).and(&im).map_collect(|&re, &im| Complex::new(re, im))
}

fn table() -> Array2<f64> {
    noise(60, 5).into_shape_with_order((4, 15)).expect("as many")
}

#[test]
fn upfirdn_is_scipys_in_every_mode() {
    let golden = golden();
    for (m, n, up, down) in
        [(7, 20, 1, 1), (7, 20, 3, 2), (8, 21, 2, 5), (1, 5, 4, 3), (31, 6, 3, 1), (40, 3, 2, 1)]
    {
        let (h, x) = (noise(m, 1), noise(n, 2));
        for name in MODES {
            let expected: Array1<f64> =
                golden.array1(&format!("upfirdn_{m}_{n}_{up}_{down}_{name}"));
            let options = UpfirdnOptions { up, down, mode: name.parse().unwrap() };
            let y = upfirdn(&h, &x, Axis(0), &options).unwrap();
            assert_close!(y, expected, F64, 20.0 * F64, "{m} {n} {up} {down} {name}");
            let options = UpfirdnOptions { up, down, mode: name.parse().unwrap() };
            let (h, x) = (h.mapv(|v| v as f32), x.mapv(|v| v as f32));
            let y = upfirdn(&h, &x, Axis(0), &options).unwrap();
            let largest = expected.fold(1.0, |m: f64, v| m.max(v.abs()));
            assert_close!(y.mapv(f64::from), expected, 0.0, F32 * largest, "{m} {n} {name}, f32");
        }
        let expected: Array1<Complex<f64>> =
            golden.array1(&format!("upfirdn_{m}_{n}_{up}_{down}_complex"));
        let options = UpfirdnOptions { up, down, ..Default::default() };
        let y = upfirdn(&h.mapv(Complex::from), &complex(n, 3), Axis(0), &options).unwrap();
        assert_close!(y, expected, F64, F64, "{m} {n} {up} {down}, complex");
    }
    let options = UpfirdnOptions { up: 3, down: 2, mode: ExtensionMode::Constant(0.7) };
    let y = upfirdn(&noise(9, 1), &noise(12, 2), Axis(0), &options).unwrap();
    assert_close!(y, golden.array1::<f64>("upfirdn_cval"), F64, F64);
}

#[test]
fn every_axis_is_scipys() {
    let golden = golden();
    for axis in 0..2 {
        let options = UpfirdnOptions { up: 2, down: 3, ..Default::default() };
        let y = upfirdn(&noise(5, 1), &table(), Axis(axis), &options).unwrap();
        let expected: ArrayD<f64> = golden.array(&format!("upfirdn_axis_{axis}"));
        assert_close!(y.into_dyn(), expected, F64, F64, "upfirdn, axis {axis}");
        let y = resample_poly(&table(), 3, 2, Axis(axis), &ResamplePolyOptions::default()).unwrap();
        let expected: ArrayD<f64> = golden.array(&format!("poly_axis_{axis}"));
        assert_close!(y.into_dyn(), expected, F64, F64, "resample_poly, axis {axis}");
        let y = resample_fft(&table(), 9, Axis(axis), &ResampleFftOptions::default()).unwrap();
        let expected: ArrayD<f64> = golden.array(&format!("fft_axis_{axis}"));
        assert_close!(y.into_dyn(), expected, F64, F64, "resample_fft, axis {axis}");
    }
}

#[test]
fn polyphase_resampling_is_scipys() {
    let golden = golden();
    for (up, down, n) in
        [(1, 2, 101), (3, 2, 60), (147, 160, 400), (4, 6, 33), (5, 1, 7), (2, 7, 1)]
    {
        let key = format!("poly_{up}_{down}_{n}");
        let x = noise(n, 6);
        let y = resample_poly(&x, up, down, Axis(0), &ResamplePolyOptions::default()).unwrap();
        let expected: Array1<f64> = golden.array1(&key);
        assert_close!(y, expected, F64, F64, "{key}");
        let narrow = x.mapv(|v| v as f32);
        let y = resample_poly(&narrow, up, down, Axis(0), &ResamplePolyOptions::default()).unwrap();
        assert_close!(y.mapv(f64::from), expected, 0.0, F32, "{key}, f32");
        let y = resample_poly(&complex(n, 7), up, down, Axis(0), &ResamplePolyOptions::default())
            .unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("{key}_complex"));
        assert_close!(y, expected, F64, F64, "{key}, complex");
    }
}

#[test]
fn padding_and_filters_of_polyphase_resampling_are_scipys() {
    let golden = golden();
    let raised = noise(50, 9) + 2.0;
    let padded = |padding| {
        let options = ResamplePolyOptions { padding, ..Default::default() };
        resample_poly(&raised, 3, 4, Axis(0), &options).unwrap()
    };
    for name in &MODES[1..] {
        let y = padded(ResamplePadding::Extension(name.parse().unwrap()));
        let expected: Array1<f64> = golden.array1(&format!("poly_pad_{name}"));
        assert_close!(y, expected, F64, F64, "{name}");
    }
    for (name, padding) in [
        ("mean", ResamplePadding::Mean),
        ("median", ResamplePadding::Median),
        ("minimum", ResamplePadding::Minimum),
        ("maximum", ResamplePadding::Maximum),
    ] {
        let expected: Array1<f64> = golden.array1(&format!("poly_pad_{name}"));
        assert_close!(padded(padding), expected, F64, F64, "{name}");
    }
    let y = padded(ResamplePadding::Extension(ExtensionMode::Constant(2.5)));
    assert_close!(y, golden.array1::<f64>("poly_cval"), F64, F64);
    for (name, up, down, filter) in [
        ("hann", 3, 4, PolyphaseFilter::Window(Window::Hann)),
        ("taps", 3, 4, PolyphaseFilter::Coefficients(noise(17, 10).to_vec())),
        ("taps_even", 5, 3, PolyphaseFilter::Coefficients(noise(12, 10).to_vec())),
    ] {
        let options = ResamplePolyOptions { filter, ..Default::default() };
        let y = resample_poly(&noise(50, 9), up, down, Axis(0), &options).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("poly_{name}"));
        assert_close!(y, expected, F64, 10.0 * F64, "{name}");
    }
}

#[test]
fn resampling_by_spectra_is_scipys() {
    let golden = golden();
    for (n, num) in [
        (20, 50),
        (20, 7),
        (21, 50),
        (21, 8),
        (20, 20),
        (21, 13),
        (1, 4),
        (6, 1),
        (2, 5),
        (8, 4),
        (4, 8),
    ] {
        let windows = [
            ("", None),
            ("_hamming", Some(SpectralWindow::Window(Window::Hamming))),
            ("_weights", Some(SpectralWindow::Weights(noise(n, 13).to_vec()))),
        ];
        for (name, window) in windows {
            let options = ResampleFftOptions { window, ..Default::default() };
            let x = noise(n, 11);
            let expected: Array1<f64> = golden.array1(&format!("fft_{n}_{num}_real{name}"));
            let y = resample_fft(&x, num, Axis(0), &options).unwrap();
            assert_close!(y, expected, F64, F64, "{n} {num}{name}");
            let y = resample_fft(&x.mapv(|v| v as f32), num, Axis(0), &options).unwrap();
            assert_close!(y.mapv(f64::from), expected, F32, F32, "{n} {num}{name}, f32");
            let expected: Array1<Complex<f64>> =
                golden.array1(&format!("fft_{n}_{num}_complex{name}"));
            let y = resample_fft(&complex(n, 11), num, Axis(0), &options).unwrap();
            assert_close!(y, expected, F64, F64, "{n} {num}{name}, complex");
        }
        let options =
            ResampleFftOptions { domain: SpectralDomain::Frequency, ..Default::default() };
        let y = resample_fft(&complex(n, 11), num, Axis(0), &options).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("fft_{n}_{num}_spectrum"));
        assert_close!(y, expected, F64, F64, "{n} {num}, spectrum");
    }
}

#[test]
fn decimation_is_scipys() {
    let golden = golden();
    for (n, q) in [(200, 4), (101, 3), (64, 1), (150, 13)] {
        for zero_phase in [false, true] {
            for (name, filter) in [
                ("iir", DecimationFilter::Iir { order: 8 }),
                ("fir", DecimationFilter::Fir { order: None }),
            ] {
                let options = DecimateOptions { filter, zero_phase };
                let y = decimate(&noise(n, 14), q, Axis(0), &options).unwrap();
                if (name, q) == ("fir", 1) {
                    // SciPy refuses this.
                    assert_eq!(y, noise(n, 14));
                    continue;
                }
                let key = format!("decimate_{n}_{q}_{name}_{}", u8::from(zero_phase));
                let expected: Array1<f64> = golden.array1(&key);
                assert_close!(y, expected, 1e-9, 1e-9, "{key}");
                let y = decimate(&noise(n, 14).mapv(|v| v as f32), q, Axis(0), &options).unwrap();
                assert_eq!(y.len(), expected.len(), "{key}");
            }
        }
    }
    let expected: Array1<f64> = golden.array1("decimate_orders");
    let options = |filter| DecimateOptions { filter, ..Default::default() };
    let iir = options(DecimationFilter::Iir { order: 3 });
    let fir = options(DecimationFilter::Fir { order: Some(6) });
    let mut y = decimate(&table(), 2, Axis(1), &iir).unwrap().into_iter().collect::<Vec<_>>();
    y.extend(decimate(&table(), 2, Axis(0), &fir).unwrap());
    assert_close!(Array1::from(y), expected, 1e-9, 1e-9);
}

proptest! {
    #[test]
    fn long_signals_are_filtered_as_defined(
        n in 1_usize..9000, m in 1_usize..60, up in 1_usize..5, down in 1_usize..5,
    ) {
        let (h, x) = (noise(m, 1), noise(n, 2));
        let y = upfirdn(&h, &x, Axis(0), &UpfirdnOptions { up, down, ..Default::default() }).unwrap();
        for i in [0, y.len() / 3, y.len() - 1] {
            let products = (0..n).filter_map(|k| {
                let tap = (i * down).checked_sub(k * up)?;
                Some(h.get(tap)? * x[k])
            });
            prop_assert!((y[i] - products.sum::<f64>()).abs() < 1e-12);
        }
    }
}
