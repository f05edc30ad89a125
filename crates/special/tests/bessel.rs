//! Properties of the Bessel and Airy functions, and what they do in single precision.

use std::f64::consts::{FRAC_1_PI, FRAC_2_PI};

use onkai_special::{
    airy, hankel1, hankel2, iv, ive, jn, jv, jvp, kn, kv, kve, spherical_jn, yn, yv,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn wronskian_of_j_and_y(order in -60.0_f64..60.0, x in 0.01_f64..200.0) {
        let (a, b) = (jv(order + 1.0, x) * yv(order, x), jv(order, x) * yv(order + 1.0, x));
        let exact = FRAC_2_PI / x;
        prop_assume!(a.is_finite() && b.is_finite());
        prop_assert!((a - b - exact).abs() <= 1e-13 * (a.abs() + b.abs() + exact), "{a} {b} {exact}");
    }

    #[test]
    fn wronskian_of_i_and_k(order in 0.0_f64..500.0, x in 0.1_f64..2000.0) {
        let (a, b) = (ive(order, x) * kve(order + 1.0, x), ive(order + 1.0, x) * kve(order, x));
        prop_assume!(a.is_finite() && 0.0 < a);
        prop_assert!(((a + b) * x - 1.0).abs() <= 1e-13, "{a} {b}");
    }

    #[test]
    fn three_orders_obey_the_recurrence(order in 1.0_f64..300.0, x in 0.5_f64..400.0) {
        let [low, middle, high] = [-1.0, 0.0, 1.0].map(|step| jv(order + step, x));
        let (size, factor) = (low.abs() + high.abs(), 2.0 * order / x);
        // A subnormal number is rounded to the least one.
        let rounding = 2.0 * factor * f64::from_bits(1);
        let tolerance = 1e-12 * size.max(0.05 * middle.abs()) + rounding;
        prop_assert!((low + high - factor * middle).abs() <= tolerance);
    }

    #[test]
    fn derivatives_agree_with_differences(order in -5.0_f64..20.0, x in 1.0_f64..30.0) {
        let h = 1e-5 * x;
        let difference = (jv(order, x + h) - jv(order, x - h)) / (2.0 * h);
        let size = hankel1(order, x).norm() * (1.0 + order.abs() / x);
        prop_assert!((jvp(order, x, 1) - difference).abs() <= 1e-6 * size);
    }

    #[test]
    fn airy_functions_obey_their_wronskian(x in -300.0_f64..60.0) {
        let at = airy(x);
        let (a, b) = (at.ai * at.bip, at.aip * at.bi);
        prop_assert!((a - b - FRAC_1_PI).abs() <= 1e-13 * (a.abs() + b.abs()));
    }

    #[test]
    fn single_precision_is_the_rounded_value(order in -20.0_f32..50.0, x in 0.01_f32..100.0) {
        let (wide_order, wide_x) = (f64::from(order), f64::from(x));
        prop_assert_eq!(jv(order, x), jv(wide_order, wide_x) as f32);
        prop_assert_eq!(kv(order, x), kv(wide_order, wide_x) as f32);
        prop_assert_eq!(airy(x).bip, airy(wide_x).bip as f32);
        prop_assert_eq!(hankel2(order, x).im, hankel2(wide_order, wide_x).im as f32);
    }
}

#[test]
fn integer_orders_have_names_of_their_own() {
    for n in [-4, 0, 1, 17] {
        let order = f64::from(n);
        assert_eq!(jn(n, 7.5), jv(order, 7.5));
        assert_eq!(yn(n, 7.5), yv(order, 7.5));
        assert_eq!(kn(n, 7.5), kv(order, 7.5));
    }
}

#[test]
fn beyond_the_range_there_is_zero_or_infinity_but_no_noise() {
    assert_eq!((jv(300.0, 1e-3), yv(300.0, 1e-3)), (0.0, f64::NEG_INFINITY));
    assert_eq!((iv(300.0, 1e-3), kv(300.0, 1e-3)), (0.0, f64::INFINITY));
    assert_eq!((iv(2.5, 800.0), kv(2.5, 800.0)), (f64::INFINITY, 0.0));
    assert_eq!(jv(-300.5, 1e-3), f64::INFINITY);
    assert_eq!(spherical_jn(4, 1e-200), 0.0);
    // The largest arguments are taken as the exact numbers that they are; of large orders beside them the
    // phase cannot be told.
    assert!(jv(0.5_f64, 1e300).abs() < 1e-150);
    assert!(jv(1e16_f64, 1.5e16).is_nan());
}
