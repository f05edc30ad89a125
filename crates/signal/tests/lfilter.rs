//! Linear filters against SciPy 1.17.1, and whatever the blocks.

use ndarray::{Array1, Array3, ArrayD, Axis, array, s};
use num_complex::Complex;
use onkai_signal::{LinearFilter, lfilter, lfilter_with_state, lfilter_zi};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, relative to values of about 1.
const F64: f64 = 1e-13;
/// f32 against f64.
const F32: f64 = 2e-6;

/// The filters in `xtask/golden/signal_filter.py`.
fn filters() -> Vec<(&'static str, Array1<f64>, Array1<f64>)> {
    let mut long_a = noise(11, 4);
    long_a[0] = 1.0;
    long_a.slice_mut(s![1..]).assign(&(noise(10, 4) / 16.0));
    vec![
        ("gain", array![0.5], array![2.0]),
        ("one_pole", array![0.25], array![1.0, -0.75]),
        ("biquad", array![0.2, 0.4, 0.2], array![2.0, -1.1, 0.6]),
        ("long_b", array![0.1, -0.2, 0.3, 0.4, 0.5], array![1.0, -0.5]),
        ("long_a", array![1.0], array![1.0, -0.5, 0.2, 0.1, -0.05]),
        ("order_10", noise(11, 3) / 4.0, long_a),
        ("fir_7", noise(7, 5), array![0.5]),
        ("fir_40", noise(40, 6), array![1.0]),
    ]
}

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "lfilter")
}

#[test]
fn signals_and_states_are_scipys() {
    let golden = golden();
    for (name, b, a) in filters() {
        let n_state = a.len().max(b.len()) - 1;
        for n in [1, 5, 203] {
            let x = noise(n, 7);
            let done = lfilter_with_state(&b, &a, &x, Axis(0), &noise(n_state, 8)).unwrap();
            let y: Array1<f64> = golden.array1(&format!("{name}_{n}"));
            let zf: Array1<f64> = golden.array1(&format!("{name}_{n}_zf"));
            assert_close!(done.y, y, F64, F64, "{name}, n = {n}");
            assert_close!(done.zf, zf, F64, F64, "{name}, n = {n}");
        }
        let y = lfilter(&b, &a, &noise(203, 7), Axis(0)).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("{name}_203_at_rest"));
        assert_close!(y, expected, F64, F64, "{name}");
        let narrow = |v: &Array1<f64>| v.mapv(|v| v as f32);
        let y = lfilter(&narrow(&b), &narrow(&a), &narrow(&noise(203, 7)), Axis(0)).unwrap();
        let largest = expected.fold(1.0, |m: f64, v| m.max(v.abs()));
        assert_close!(y.mapv(f64::from), expected, 0.0, F32 * largest, "{name}, f32");
    }
}

#[test]
fn complex_signals_are_scipys() {
    let golden = golden();
    let (re, im) = (noise(90, 9), noise(90, 10));
    let x = Array1::from_shape_fn(90, |i| Complex::new(re[i], im[i]));
    for (name, b, a) in filters() {
        let wide = |v: &Array1<f64>| v.mapv(|v| Complex::new(v, 0.0));
        let y = lfilter(&wide(&b), &wide(&a), &x, Axis(0)).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("{name}_complex"));
        assert_close!(y, expected, F64, F64, "{name}");
    }
}

#[test]
fn every_axis_is_scipys() {
    let golden = golden();
    let x = Array3::from_shape_vec((4, 5, 6), noise(120, 11).to_vec()).unwrap();
    for (name, b, a) in filters() {
        for axis in 0..3 {
            let mut shape = [4, 5, 6];
            shape[axis] = a.len().max(b.len()) - 1;
            let zi = noise(shape.iter().product(), 12);
            let zi = Array3::from_shape_vec(shape, zi.to_vec()).unwrap();
            let done = lfilter_with_state(&b, &a, &x, Axis(axis), &zi).unwrap();
            let y: ArrayD<f64> = golden.array(&format!("{name}_axis_{axis}"));
            let zf: ArrayD<f64> = golden.array(&format!("{name}_axis_{axis}_zf"));
            assert_close!(done.y.into_dyn(), y, F64, F64, "{name}, axis {axis}");
            assert_close!(done.zf.into_dyn(), zf, F64, F64, "{name}, axis {axis}");
        }
    }
}

#[test]
fn steady_states_are_scipys() {
    let golden = golden();
    for (name, b, a) in filters().into_iter().skip(1) {
        let expected: Array1<f64> = golden.array1(&format!("{name}_zi"));
        assert_close!(lfilter_zi(&b, &a).unwrap(), expected, F64, F64, "{name}");
    }
}

#[test]
fn nan_stays_as_long_as_the_filter_remembers() {
    let mut x = noise(20, 1);
    x[4] = f64::NAN;
    let y = lfilter(&array![1.0, 1.0, 1.0], &array![1.0], &x, Axis(0)).unwrap();
    let bad: Vec<usize> = (0..20).filter(|&i| y[i].is_nan()).collect();
    assert_eq!(bad, [4, 5, 6]);
    let y = lfilter(&array![1.0], &array![1.0, -0.5], &x, Axis(0)).unwrap();
    assert!(y.iter().enumerate().all(|(i, v)| v.is_nan() == (4 <= i)));
}

proptest! {
    #[test]
    fn blocks_make_no_difference(
        filter in 0_usize..8, n in 0_usize..400, cuts in prop::collection::vec(0_usize..400, 0..6),
    ) {
        let (name, b, a) = filters().swap_remove(filter);
        let x = noise(n, 7);
        let whole = lfilter(&b, &a, &x, Axis(0)).unwrap();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(n)).chain([0, n]).collect();
        cuts.sort_unstable();
        let mut streaming = LinearFilter::new(&b, &a).unwrap();
        for ends in cuts.windows(2) {
            let block = s![ends[0]..ends[1]];
            let mut out = Array1::zeros(ends[1] - ends[0]);
            streaming.run_into(&x.slice(block), &mut out).unwrap();
            prop_assert_eq!(&out, &whole.slice(block), "{} at {:?}", name, ends);
        }
    }

    #[test]
    fn filters_are_linear(filter in 0_usize..8, gain in -3.0..3.0_f64) {
        let (_, b, a) = filters().swap_remove(filter);
        let (u, v) = (noise(100, 1), noise(100, 2));
        let run = |x: &Array1<f64>| lfilter(&b, &a, x, Axis(0)).unwrap();
        assert_close!(run(&(&u + &(&v * gain))), run(&u) + run(&v) * gain, 0.0, 1e-12);
    }
}
