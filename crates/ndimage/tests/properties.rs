//! Against windows taken one by one, for any size; NaN and infinity; empty and huge arrays.

use ndarray::{Array1, Array2, Axis, ShapeBuilder, array, s};
use onkai_ndimage::{
    Boundary, Result, SlidingOptions, maximum_filter1d, median_filter1d, minimum_filter1d,
    uniform_filter1d,
};
use onkai_testing::{assert_close, noise, noise_f32};
use proptest::prelude::*;

type Filter = fn(&[f64]) -> f64;

/// The four filters of a window, by definition.
const BY_DEFINITION: [Filter; 4] = [
    |window| {
        let mut sorted = window.to_vec();
        sorted.sort_by(f64::total_cmp);
        if sorted.iter().any(|v| v.is_nan()) { f64::NAN } else { sorted[sorted.len() / 2] }
    },
    |window| {
        window
            .iter()
            .copied()
            .reduce(|a, b| if b <= a || a.is_nan() { a } else { b })
            .unwrap_or(0.0)
    },
    |window| {
        window
            .iter()
            .copied()
            .reduce(|a, b| if a <= b || a.is_nan() { a } else { b })
            .unwrap_or(0.0)
    },
    |window| window.iter().sum::<f64>() / window.len() as f64,
];

fn all_filters(x: &Array1<f64>, size: usize) -> Result<[Array1<f64>; 4]> {
    let options = SlidingOptions { boundary: Boundary::Nearest, ..Default::default() };
    Ok([
        median_filter1d(x, Axis(0), size, &options)?,
        maximum_filter1d(x, Axis(0), size, &options)?,
        minimum_filter1d(x, Axis(0), size, &options)?,
        uniform_filter1d(x, Axis(0), size, &options)?,
    ])
}

fn check(x: &Array1<f64>, size: usize) {
    let n = x.len();
    for (f, y) in all_filters(x, size).expect("fit").iter().enumerate() {
        let expected = Array1::from_shape_fn(n, |i| {
            let window: Vec<f64> =
                (0..size).map(|k| x[(i + k).saturating_sub(size / 2).min(n - 1)]).collect();
            BY_DEFINITION[f](&window)
        });
        assert_close!(*y, expected, 1e-12, 1e-12, "filter {f}, size {size}, {x}");
    }
}

proptest! {
    #[test]
    fn any_size_is_the_definition(n in 1_usize..80, size in 1_usize..100, seed: u32, levels in 1..40) {
        // Few levels make many ties.
        let x = noise(n, seed).mapv(|v| (v * f64::from(levels)).round());
        check(&x, size);
    }

    #[test]
    fn nan_and_infinity_are_felt_only_in_their_windows(
        n in 1_usize..60, size in 1_usize..20, bad in prop::collection::vec((0_usize..60, 0_usize..3), 1..5),
    ) {
        let mut x = noise(n, 1);
        for (i, kind) in bad {
            x[i % n] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY][kind];
        }
        check(&x, size);
    }

    #[test]
    fn lines_do_not_depend_on_their_neighbours(rows in 1_usize..40, columns in 1_usize..40, size in 1_usize..9) {
        let x = noise(rows * columns, 5).into_shape_with_order((rows, columns)).unwrap();
        let by_columns = Array2::from_shape_fn((rows, columns).f(), |ij| x[ij]);
        let strided = by_columns.slice(s![..;-1, ..;2]);
        let options = SlidingOptions::default();
        for axis in [Axis(0), Axis(1)] {
            let y = median_filter1d(&x, axis, size, &options).unwrap();
            let z = median_filter1d(&by_columns, axis, size, &options).unwrap();
            prop_assert_eq!(&y, &z);
            for (line, out) in x.lanes(axis).into_iter().zip(y.lanes(axis)) {
                let alone = median_filter1d(&line, Axis(0), size, &options).unwrap();
                prop_assert_eq!(alone, out);
            }
            let y = uniform_filter1d(&strided, axis, size, &options).unwrap();
            prop_assert_eq!(y, uniform_filter1d(&strided.to_owned(), axis, size, &options).unwrap());
        }
    }
}

#[test]
fn many_infinities_have_their_place_in_the_order() {
    let mut x = noise(200, 1);
    for i in 0..200 {
        if noise(200, 2)[i] < 0.2 {
            x[i] = f64::INFINITY;
        }
    }
    for size in [2, 3, 4, 5, 16, 31] {
        check(&x, size);
        check(&-&x, size);
    }
}

#[test]
fn nothing_comes_from_nothing() {
    for y in all_filters(&Array1::zeros(0), 3).unwrap() {
        assert!(y.is_empty());
    }
    let x = Array2::<f32>::zeros((4, 0));
    for axis in [Axis(0), Axis(1)] {
        let y = median_filter1d(&x, axis, 5, &SlidingOptions::default()).unwrap();
        assert_eq!(y.shape(), [4, 0]);
    }
}

#[test]
fn one_sample_fills_every_window() {
    for y in all_filters(&array![0.75], 8).unwrap() {
        assert_eq!(y, array![0.75]);
    }
}

#[test]
fn a_large_sample_leaves_no_trace_in_the_mean() {
    let mut x = noise_f32(5000, 1);
    let options = SlidingOptions::default();
    let calm = uniform_filter1d(&x, Axis(0), 9, &options).unwrap();
    x[10] = 1e30;
    let shaken = uniform_filter1d(&x, Axis(0), 9, &options).unwrap();
    assert_eq!(calm.slice(s![15..]), shaken.slice(s![15..]));
}

#[test]
fn a_window_must_fit_its_options() {
    let x = array![1.0, 2.0];
    let options = SlidingOptions { origin: 2, ..Default::default() };
    for filter in [median_filter1d, maximum_filter1d, minimum_filter1d, uniform_filter1d] {
        assert!(filter(&x, Axis(0), 0, &SlidingOptions::default()).is_err());
        assert!(filter(&x, Axis(1), 3, &SlidingOptions::default()).is_err());
        assert!(filter(&x, Axis(0), 3, &options).is_err());
    }
}
