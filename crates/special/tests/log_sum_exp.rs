//! Sums of exponentials beside SciPy's.

use ndarray::{Array3, Axis};
use onkai_special::{
    log_softmax, log_softmax_axis, logsumexp, logsumexp_axis, softmax, softmax_axis,
};
use onkai_testing::{Golden, assert_close, noise};

/// SciPy and this crate add up in different orders.
const RTOL: f64 = 1e-13;

fn input(seed: u32, factor: f64, offset: f64) -> Array3<f64> {
    let values = noise(60, seed).mapv(|v| factor * v + offset);
    values.into_shape_with_order((3, 4, 5)).unwrap()
}

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "statistics")
}

#[test]
fn whole_arrays_agree() {
    let (golden, x) = (golden(), input(20, 30.0, 0.0));
    assert_close!(softmax(&x), golden.array::<f64>("softmax.whole"), RTOL, 0.0);
    assert_close!(log_softmax(&x), golden.array::<f64>("log_softmax.whole"), RTOL, 0.0);
    let sum = ndarray::arr1(&[logsumexp(&x, None).unwrap()]);
    assert_close!(sum, golden.array::<f64>("logsumexp.whole"), RTOL, 0.0);
}

#[test]
fn every_axis_agrees() {
    let (golden, x) = (golden(), input(20, 30.0, 0.0));
    for axis in 0..3 {
        let key = |name: &str| golden.array::<f64>(&format!("{name}.{axis}"));
        assert_close!(softmax_axis(&x, Axis(axis)).unwrap(), key("softmax"), RTOL, 0.0);
        assert_close!(log_softmax_axis(&x, Axis(axis)).unwrap(), key("log_softmax"), RTOL, 1e-13);
        let sums = logsumexp_axis(&x, Axis(axis), None).unwrap();
        assert_close!(sums, key("logsumexp"), RTOL, 1e-13);
    }
}

#[test]
fn weights_agree_and_zero_leaves_nothing() {
    let (golden, x) = (golden(), input(20, 30.0, 0.0));
    let mut b = input(21, 1.0, 1.0);
    b.slice_mut(ndarray::s![0, 0, ..]).fill(0.0);
    let sum = ndarray::arr1(&[logsumexp(&x, Some(&b)).unwrap()]);
    assert_close!(sum, golden.array::<f64>("weighted.whole"), RTOL, 0.0);
    let sums = logsumexp_axis(&x, Axis(1), Some(&b)).unwrap();
    assert_close!(sums, golden.array::<f64>("weighted.1"), RTOL, 1e-13);
}

#[test]
fn single_precision_is_rounded_once() {
    let x = input(20, 30.0, 0.0);
    let narrow = x.mapv(|v| v as f32);
    let wide = narrow.mapv(f64::from);
    assert_close!(softmax(&narrow), softmax(&wide).mapv(|v| v as f32), 1e-7, 0.0);
}
