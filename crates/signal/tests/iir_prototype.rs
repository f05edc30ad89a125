//! Analog prototypes against SciPy 1.17.1.

use onkai_signal::{BesselNorm, besselap, buttap, cheb1ap, cheb2ap, ellipap};
use onkai_testing::Golden;

use crate::roots::assert_zpk;

/// f64 against SciPy.
const F64: f64 = 1e-13;
/// Where an equation is solved by iteration, SciPy stops at about this.
const SOLVED: f64 = 1e-10;
/// SciPy takes the inverse of sc in complex arithmetic of 1e-14, which a small ratio of levels
/// magnifies.
const ELLIPTIC: f64 = 1e-10;

const ORDERS: [usize; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 25];

#[test]
fn all_pole_and_chebyshev_prototypes_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_prototype");
    for order in ORDERS {
        assert_zpk(&buttap(order).unwrap(), &golden, &format!("butter_{order}"), F64);
        assert_zpk(&cheb1ap(order, 0.5).unwrap(), &golden, &format!("cheby1_{order}"), F64);
        assert_zpk(&cheb2ap(order, 45.0).unwrap(), &golden, &format!("cheby2_{order}"), F64);
    }
}

#[test]
fn bessel_prototypes_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_prototype");
    for order in ORDERS {
        for (name, norm, tolerance) in [
            ("phase", BesselNorm::Phase, F64),
            ("delay", BesselNorm::Delay, F64),
            ("mag", BesselNorm::Magnitude, SOLVED),
        ] {
            let key = format!("bessel_{name}_{order}");
            // The gain of the delay's norm is exact here; SciPy's is exact, too.
            assert_zpk(&besselap(order, norm).unwrap(), &golden, &key, tolerance);
        }
    }
}

#[test]
fn elliptic_prototypes_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_prototype");
    for order in 1..=12 {
        let zpk = ellipap(order, 0.5, 60.0).unwrap();
        assert_zpk(&zpk, &golden, &format!("ellip_{order}"), ELLIPTIC);
    }
    assert_zpk(&ellipap(3, 3.0, 10.0).unwrap(), &golden, "ellip_near_3", ELLIPTIC);
    assert_zpk(&ellipap(6, 0.001, 120.0).unwrap(), &golden, "ellip_far_6", ELLIPTIC);
}
