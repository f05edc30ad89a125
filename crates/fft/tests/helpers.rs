//! Frequencies, shifts and fast lengths, against SciPy.

use ndarray::{Array1, Axis};
use onkai_fft::{
    fftfreq, fftshift, fftshift_axes, ifftshift, ifftshift_axes, next_fast_len, next_fast_real_len,
    prev_fast_len, prev_fast_real_len, rfftfreq,
};
use onkai_testing::noise;

use crate::sizes::{assert_scipys, open};

#[test]
fn frequencies_are_scipys() {
    let golden = open("fft_helpers");
    for n in [1, 2, 3, 8, 9] {
        assert_scipys!(fftfreq(n, 0.1), golden, format!("fftfreq_{n}"), 1e-15);
        assert_scipys!(rfftfreq(n, 0.1), golden, format!("rfftfreq_{n}"), 1e-15);
    }
}

#[test]
fn shifts_are_scipys() {
    let golden = open("fft_helpers");
    let x = noise(60, 1).into_shape_with_order((3, 4, 5)).unwrap();
    let axes = [Axis(0), Axis(2)];
    assert_eq!(fftshift(&x).into_dyn(), golden.array("shift_all"));
    assert_eq!(ifftshift(&x).into_dyn(), golden.array("unshift_all"));
    assert_eq!(fftshift_axes(&x, &axes).unwrap().into_dyn(), golden.array("shift_0_2"));
    assert_eq!(ifftshift_axes(&x, &axes).unwrap().into_dyn(), golden.array("unshift_0_2"));
}

#[test]
fn fast_lengths_are_scipys() {
    let golden = open("fft_helpers");
    let lengths = golden.array1::<i64>("lengths");
    let cases: [(_, fn(usize) -> _); 4] = [
        ("next_complex", next_fast_len),
        ("next_real", next_fast_real_len),
        ("prev_complex", prev_fast_len),
        ("prev_real", prev_fast_real_len),
    ];
    for (name, len) in cases {
        let actual: Array1<i64> =
            lengths.mapv(|n| len(usize::try_from(n).unwrap()).try_into().unwrap());
        assert_eq!(actual, golden.array1::<i64>(name), "{name}");
    }
}
