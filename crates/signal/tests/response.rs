//! Responses of filters against SciPy 1.17.1.

use ndarray::{Array1, Array2, array, s};
use num_complex::Complex;
use onkai_signal::{
    FreqsPoints, FreqzOptions, FreqzPoints, freqs, freqs_zpk, freqz, freqz_sos, freqz_zpk,
    group_delay,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

use crate::roots::zpk;

/// f64 against SciPy, relative to gains of about 1.
const F64: f64 = 1e-12;
/// Half a unit in the last place in f32, and a little.
const F32: f64 = 1e-6;
/// Delays are quotients, which zeros near the circle magnify.
const DELAY: f64 = 1e-9;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "response")
}

/// The filters in `xtask/golden/signal_iir.py`.
fn filters() -> Vec<(&'static str, Array1<f64>, Array1<f64>)> {
    let mut long_a = Array1::ones(11);
    long_a.slice_mut(s![1..]).assign(&(noise(10, 4) / 16.0));
    vec![
        ("biquad", array![0.2, 0.3, 0.25], array![2.0, -1.1, 0.6]),
        ("gain", array![0.5], array![2.0]),
        ("fir_7", noise(7, 5), array![0.5]),
        ("fir_40", noise(40, 6), array![1.0]),
        ("order_10", noise(11, 3) / 4.0, long_a),
    ]
}

fn variants() -> Vec<(&'static str, FreqzOptions)> {
    let of = |count: usize| FreqzOptions { points: count.into(), ..Default::default() };
    let at = FreqzPoints::At(vec![0.0, 1.5, 7.0, 30.0]);
    vec![
        ("plain", of(33)),
        ("whole", FreqzOptions { whole: true, sample_rate: 100.0, ..of(50) }),
        ("nyquist", FreqzOptions { include_nyquist: true, ..of(65) }),
        ("few", FreqzOptions { sample_rate: 2.0, ..of(5) }),
        ("at", FreqzOptions { points: at, sample_rate: 44.1, ..Default::default() }),
    ]
}

#[test]
fn responses_and_delays_are_scipys() {
    let golden = golden();
    for (name, b, a) in filters() {
        for (variant, options) in variants() {
            let key = format!("{name}_{variant}");
            let found = freqz(&b, &a, &options).unwrap();
            assert_close!(found.w, golden.array1::<f64>(&format!("{key}_w")), F64, 0.0, "{key}");
            let h: Array1<Complex<f64>> = golden.array1(&format!("{key}_h"));
            assert_close!(found.h, h, F64, F64, "{key}");
            let narrow = |v: &Array1<f64>| v.mapv(|v| v as f32);
            let found = freqz(&narrow(&b), &narrow(&a), &options).unwrap().h;
            let found = found.mapv(|h| Complex::new(f64::from(h.re), f64::from(h.im)));
            assert_close!(found, h, F32, 5.0 * F32, "{key}, f32");
            // SciPy's delay knows no `include_nyquist`.
            let options = FreqzOptions { include_nyquist: false, ..options };
            let delay: Array1<f64> = golden.array1(&format!("{key}_delay"));
            let found = group_delay(&b, &a, &options).unwrap();
            assert_close!(found.delay, delay, DELAY, DELAY, "{key}");
        }
        if b.len() > 1 {
            let turn = |i: usize| Complex::from_polar(1.0, 0.5 * i as f64);
            let b = Array1::from_shape_fn(b.len(), |i| b[i] * turn(i));
            let a = a.mapv(|a| Complex::new(a, 0.0));
            let options = FreqzOptions { points: 64.into(), ..Default::default() };
            let h: Array1<Complex<f64>> = golden.array1(&format!("{name}_complex_h"));
            assert_close!(freqz(&b, &a, &options).unwrap().h, h, F64, F64, "{name}, complex");
        }
    }
}

#[test]
fn sections_and_roots_respond_as_scipys() {
    let golden = golden();
    let sos: Array2<f64> = golden.array2("sos");
    let options = FreqzOptions { points: 40.into(), sample_rate: 2.0, ..Default::default() };
    let h: Array1<Complex<f64>> = golden.array1("sos_h");
    assert_close!(freqz_sos(&sos, &options).unwrap().h, h, 1e-10, 1e-10);
    let options = FreqzOptions { points: 40.into(), whole: true, ..Default::default() };
    let h: Array1<Complex<f64>> = golden.array1("zpk_h");
    assert_close!(freqz_zpk(&zpk(&golden, "zpk"), &options).unwrap().h, h, 1e-10, 1e-10);
}

#[test]
fn analog_responses_are_scipys() {
    let golden = golden();
    for name in ["low", "stop", "high"] {
        let key = format!("analog_{name}");
        let zpk = zpk(&golden, &key);
        let ba = zpk.to_ba().unwrap();
        for (variant, points) in
            [("count", FreqsPoints::Count(30)), ("at", FreqsPoints::At(vec![0.5, 3.0, 80.0]))]
        {
            let found = freqs_zpk(&zpk, &points).unwrap();
            let w: Array1<f64> = golden.array1(&format!("{key}_{variant}_w"));
            assert_close!(found.w, w, 1e-10, 0.0, "{key}");
            let h: Array1<Complex<f64>> = golden.array1(&format!("{key}_{variant}_h"));
            assert_close!(found.h, h, 1e-10, 1e-12, "{key}");
            let h: Array1<Complex<f64>> = golden.array1(&format!("{key}_{variant}_ba_h"));
            assert_close!(freqs(&ba, &points).unwrap().h, h, 1e-8, 1e-10, "{key}");
        }
    }
}

proptest! {
    #[test]
    fn the_delay_is_minus_the_slope_of_the_phase(seed in 0_u32..1000, w in 0.1..3.0_f64) {
        let b = noise(4, seed);
        let a = array![1.0, -0.5, 0.25];
        let step = 1e-5;
        let points = FreqzPoints::At(vec![w - step, w, w + step]);
        let options = FreqzOptions { points, ..Default::default() };
        let h = freqz(&b, &a, &options).unwrap().h;
        prop_assume!(1e-2 < h[1].norm());
        let slope = (h[2] / h[0]).arg() / (2.0 * step);
        let delay = group_delay(&b, &a, &options).unwrap().delay[1];
        prop_assert!((delay + slope).abs() < 1e-5 * (1.0 + delay.abs()), "{delay} for {}", -slope);
    }
}
