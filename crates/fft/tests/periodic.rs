//! Operators on periodic sequences, against scipy.fftpack.

use std::f64::consts::TAU;

use onkai_fft::fftpack::{diff, hilbert, ihilbert, itilbert, tilbert};
use onkai_testing::{assert_close, noise};

use crate::sizes::{F64, assert_scipys, open};

#[test]
fn operators_are_scipys() {
    let golden = open("fft_periodic");
    for n in [1, 2, 3, 8, 9, 30, 101] {
        let x = noise(n, 1);
        let key = |name: &str| format!("{name}_{n}");
        assert_scipys!(hilbert(&x), golden, key("hilbert"), 10.0 * F64);
        assert_scipys!(ihilbert(&x), golden, key("ihilbert"), 10.0 * F64);
        for order in [-2, -1, 0, 1, 2, 3] {
            let name = format!("diff_{order}");
            assert_scipys!(diff(&x, order, TAU), golden, key(&name), 10.0 * F64);
        }
        assert_scipys!(diff(&x, 2, 3.0), golden, key("diff_period"), 10.0 * F64);
        assert_scipys!(tilbert(&x, 0.7, TAU), golden, key("tilbert"), 10.0 * F64);
        assert_scipys!(itilbert(&x, 0.7, 3.0), golden, key("itilbert"), 10.0 * F64);
    }
}

#[test]
fn single_precision_and_many_lanes() {
    let x = noise(60, 1).into_shape_with_order((4, 15)).unwrap();
    let y = hilbert(&x).unwrap();
    let narrow = hilbert(&x.mapv(|v| v as f32)).unwrap().mapv(f64::from);
    assert_close!(narrow, y, 0.0, 1e-6);
    assert_close!(hilbert(&x.row(2)).unwrap(), y.row(2).to_owned(), 0.0, 0.0);
}
