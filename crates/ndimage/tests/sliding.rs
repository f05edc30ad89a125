//! Against SciPy 1.17.1.

use ndarray::{Array, Array1, Array3, ArrayD, Axis, Dimension, ShapeBuilder};
use onkai_ndimage::{
    Boundary, SlidingOptions, maximum_filter1d, median_filter1d, minimum_filter1d, uniform_filter1d,
};
use onkai_testing::{Golden, assert_close, noise, noise_f32};

/// The mean in f64 against SciPy, relative to values of about 1; the others are exact.
const F64: f64 = 1e-15;

/// Size and origin of the windows in `xtask/golden/ndimage.py`.
const WINDOWS: [(usize, isize); 12] = [
    (1, 0),
    (2, 0),
    (2, -1),
    (3, 0),
    (3, 1),
    (4, 0),
    (4, -2),
    (4, 1),
    (7, 0),
    (31, 0),
    (31, -15),
    (31, 15),
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "sliding")
}

/// Noise on a grid of 1/8, so that there are ties.
fn steps(n: usize, seed: u32) -> Array1<f64> {
    noise(n, seed).mapv(|v| (v * 8.0).round_ties_even() / 8.0)
}

/// Median, maximum, minimum and mean.
fn filters<F: onkai_core::Real, D: Dimension>(
    x: &Array<F, D>,
    axis: usize,
    size: usize,
    options: &SlidingOptions<F>,
) -> [Array<F, D>; 4] {
    let axis = Axis(axis);
    [
        median_filter1d(x, axis, size, options).expect("fit"),
        maximum_filter1d(x, axis, size, options).expect("fit"),
        minimum_filter1d(x, axis, size, options).expect("fit"),
        uniform_filter1d(x, axis, size, options).expect("fit"),
    ]
}

#[test]
fn windows_and_boundaries_are_scipys() {
    let golden = golden();
    for n in [1, 2, 5, 100] {
        for (size, origin) in WINDOWS {
            let expected: ArrayD<f64> = golden.array(&format!("{n}_{size}_{origin}"));
            for (m, mode) in ["reflect", "mirror", "nearest", "wrap", "constant"].iter().enumerate()
            {
                let boundary = match mode.parse().unwrap() {
                    Boundary::Constant(_) => Boundary::Constant(0.3),
                    other => other,
                };
                let options = SlidingOptions { origin, boundary };
                for (f, y) in filters(&steps(n, 1), 0, size, &options).iter().enumerate() {
                    let expected = expected.index_axis(Axis(0), m);
                    let expected = expected.index_axis(Axis(0), f);
                    let tolerance = if f == 3 { F64 } else { 0.0 };
                    let context = format!("filter {f}, {mode}, n = {n}, {size} at {origin}");
                    assert_close!(y.view().into_dyn(), expected, 0.0, tolerance, "{context}");
                }
            }
        }
    }
}

#[test]
fn every_axis_in_either_memory_order_is_scipys() {
    let golden = golden();
    let shape = (3, 20, 18);
    let x = Array3::from_shape_vec(shape, steps(1080, 2).to_vec()).unwrap();
    let narrow = Array3::from_shape_vec(shape, noise_f32(1080, 3).to_vec()).unwrap();
    for axis in 0..3 {
        let expected: ArrayD<f64> = golden.array(&format!("cube_{axis}"));
        let expected_f32: ArrayD<f32> = golden.array(&format!("cube_{axis}_f32"));
        let mut by_columns = Array3::zeros(shape.f());
        by_columns.assign(&x);
        for x in [&x, &by_columns] {
            for (f, y) in filters(x, axis, 5, &SlidingOptions::default()).iter().enumerate() {
                assert_eq!(y.strides(), x.strides());
                let y = y.view().into_dyn();
                assert_close!(y, expected.index_axis(Axis(0), f), 0.0, F64, "{f}, axis {axis}");
            }
        }
        for (f, y) in filters(&narrow, axis, 6, &SlidingOptions::default()).iter().enumerate() {
            let y = y.view().into_dyn();
            assert_close!(
                y,
                expected_f32.index_axis(Axis(0), f),
                1e-6,
                0.0,
                "{f}, axis {axis}, f32"
            );
        }
    }
}
