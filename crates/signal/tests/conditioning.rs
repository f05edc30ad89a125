//! Detrending, analytic signals, median and Wiener filters against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, array};
use num_complex::Complex;
use onkai_signal::{Trend, detrend, hilbert, hilbert2, medfilt, order_filter, wiener};
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy, for values of about 1.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 1e-5;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "conditioning")
}

fn table() -> Array2<f64> {
    noise(60, 3).into_shape_with_order((5, 12)).expect("as many")
}

#[test]
fn detrended_signals_are_scipys() {
    let golden = golden();
    for n in [1, 2, 3, 50, 51] {
        let step = 3.0 / (n.max(2) - 1) as f64;
        let x = Array1::from_shape_fn(n, |i| i as f64 * step + 2.0) + noise(n, 1);
        for name in ["constant", "linear"] {
            let trend: Trend = name.parse().unwrap();
            let expected: Array1<f64> = golden.array1(&format!("{name}_{n}"));
            let y = detrend(&x, Axis(0), &trend).unwrap();
            assert_close!(y, expected, F64, F64, "{name} {n}");
            let y = detrend(&x.mapv(|v| v as f32), Axis(0), &trend).unwrap();
            assert_close!(y.mapv(f64::from), expected, F32, F32, "{name} {n}, f32");
        }
    }
    let pieces = Trend::Linear { breakpoints: vec![30, 7, 31, 50] };
    let y = detrend(&noise(50, 1), Axis(0), &pieces).unwrap();
    assert_close!(y, golden.array1::<f64>("linear_pieces"), F64, F64);
    let (re, im) = (noise(20, 1), noise(20, 2));
    let z = Array1::from_shape_fn(20, |i| Complex::new(re[i], im[i]));
    let y = detrend(&z, Axis(0), &Trend::Linear { breakpoints: vec![9] }).unwrap();
    assert_close!(y, golden.array1::<Complex<f64>>("linear_complex"), F64, F64);
    for axis in 0..2 {
        let y = detrend(&table(), Axis(axis), &Trend::default()).unwrap();
        assert_close!(y, golden.array2::<f64>(&format!("linear_axis_{axis}")), F64, F64);
    }
}

#[test]
fn analytic_signals_are_scipys() {
    let golden = golden();
    for n in [1, 2, 3, 50, 51] {
        let z = hilbert(&noise(n, 2), None, Axis(0)).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("hilbert_{n}"));
        assert_close!(z, expected, F64, F64, "{n}");
        let z = hilbert(&noise(n, 2).mapv(|v| v as f32), None, Axis(0)).unwrap();
        let z = z.mapv(|z| Complex::new(f64::from(z.re), f64::from(z.im)));
        assert_close!(z, expected, F32, F32, "{n}, f32");
    }
    for (name, n) in [("short", 15), ("long", 33)] {
        let z = hilbert(&noise(20, 2), Some(n), Axis(0)).unwrap();
        assert_close!(z, golden.array1::<Complex<f64>>(&format!("hilbert_{name}")), F64, F64);
    }
    for axis in 0..2 {
        let z = hilbert(&table(), None, Axis(axis)).unwrap();
        assert_close!(z, golden.array2::<Complex<f64>>(&format!("hilbert_axis_{axis}")), F64, F64);
    }
    for (m, n) in [(6, 8), (5, 7), (1, 4)] {
        let x = noise(m * n, 4).into_shape_with_order((m, n)).unwrap();
        let z = hilbert2(&x, None).unwrap();
        assert_close!(z, golden.array2::<Complex<f64>>(&format!("hilbert2_{m}_{n}")), F64, F64);
    }
    let z = hilbert2(&table(), Some((4, 15))).unwrap();
    assert_close!(z, golden.array2::<Complex<f64>>("hilbert2_resized"), F64, F64);
}

#[test]
fn medians_and_ranks_are_scipys() {
    let golden = golden();
    for size in [1, 3, 7, 31] {
        let expected: Array1<f64> = golden.array1(&format!("medfilt_{size}"));
        assert_eq!(medfilt(&noise(45, 5), &[size]).unwrap(), expected, "{size}");
        let y = medfilt(&noise(45, 5).mapv(|v| v as f32), &[size]).unwrap();
        assert_eq!(y, expected.mapv(|v| v as f32), "{size}, f32");
    }
    assert_eq!(medfilt(&table(), &[3, 5]).unwrap(), golden.array2::<f64>("medfilt_table"));
    assert_eq!(medfilt(&table(), &[3]).unwrap(), golden.array2::<f64>("medfilt2d"));
    let domain = array![[false, true, false], [true, true, true], [false, true, true]];
    for rank in [0, 2, 5] {
        let expected: Array2<f64> = golden.array2(&format!("order_{rank}"));
        assert_eq!(order_filter(&table(), &domain, rank).unwrap(), expected, "{rank}");
    }
}

#[test]
fn wiener_filters_are_scipys() {
    let golden = golden();
    for size in [3, 4, 5, 8] {
        let expected: Array1<f64> = golden.array1(&format!("wiener_{size}"));
        let y = wiener(&noise(45, 6), &[size], None).unwrap();
        assert_close!(y, expected, F64, F64, "{size}");
        let y = wiener(&noise(45, 6).mapv(|v| v as f32), &[size], None).unwrap();
        assert_close!(y.mapv(f64::from), expected, F32, F32, "{size}, f32");
        let expected: Array1<f64> = golden.array1(&format!("wiener_{size}_noise"));
        let y = wiener(&noise(45, 6), &[size], Some(0.25)).unwrap();
        assert_close!(y, expected, F64, F64, "{size}, noise");
    }
    let y = wiener(&table(), &[3, 4], None).unwrap();
    assert_close!(y, golden.array2::<f64>("wiener_table"), F64, F64);
}
