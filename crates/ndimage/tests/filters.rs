//! Filters of any dimension against SciPy 1.17.1; the calls are those of
//! `xtask/golden/ndimage_filters.py`.

use ndarray::{Array, Array1, Array2, Array3, ArrayD, Axis, Dimension, array, s};
use onkai_ndimage::{
    Boundary, FilterOptions, GaussianOptions, SlidingOptions, Window, convolve, convolve1d,
    correlate, correlate1d, gaussian_filter, gaussian_filter1d, gaussian_gradient_magnitude,
    gaussian_laplace, generic_filter, laplace, maximum_filter, median_filter, minimum_filter,
    percentile_filter, prewitt, rank_filter, sobel, uniform_filter,
};
use onkai_testing::{Golden, assert_close};

use crate::{dynamic, flat, noise_of, steps};

const MODES: [&str; 5] = ["reflect", "mirror", "nearest", "wrap", "constant"];

/// Relative to values of about 1.
const F64: f64 = 1e-13;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "filters")
}

fn boundary(mode: &str) -> Boundary<f64> {
    mode.parse::<Boundary<f64>>().unwrap().with_value(0.3)
}

fn image() -> Array2<f64> {
    steps((11, 13), 21)
}

fn cube() -> Array3<f64> {
    steps((5, 6, 7), 22)
}

fn large() -> Array2<f64> {
    steps((40, 150), 23)
}

fn footprint() -> Array2<bool> {
    noise_of((3, 5), 24).mapv(|v| v > -0.2)
}

fn disc() -> Array2<bool> {
    Array2::from_shape_fn((11, 13), |(i, j)| (i as f64 - 6.0).hypot(j as f64 - 6.0) < 5.5)
}

fn weights() -> Array2<f64> {
    noise_of((3, 4), 25)
}

fn orders<D: Dimension>(
    x: &Array<f64, D>,
    window: &Window,
    options: &FilterOptions<f64>,
) -> Array1<f64> {
    let w = || window.clone();
    flat([
        dynamic(median_filter(x, w(), options)),
        dynamic(rank_filter(x, 2, w(), options)),
        dynamic(rank_filter(x, -2, w(), options)),
        dynamic(percentile_filter(x, 30.0, w(), options)),
        dynamic(percentile_filter(x, -10.0, w(), options)),
        dynamic(percentile_filter(x, 100.0, w(), options)),
        dynamic(minimum_filter(x, w(), options)),
        dynamic(maximum_filter(x, w(), options)),
    ])
}

#[test]
fn orders_in_boxes_and_footprints_are_scipys() {
    let golden = golden();
    for mode in MODES {
        let options = FilterOptions { origin: vec![1, -2], boundary: boundary(mode) };
        let actual = orders(&image(), &[3, 4].into(), &options);
        assert_eq!(actual, golden.array1::<f64>(&format!("box_{mode}")), "{mode}");
        let options = FilterOptions { origin: vec![-1, 1], boundary: boundary(mode) };
        let actual = orders(&image(), &footprint().into(), &options);
        assert_eq!(actual, golden.array1::<f64>(&format!("footprint_{mode}")), "{mode}");
    }
    let actual = orders(&cube(), &3.into(), &FilterOptions::default());
    assert_eq!(actual, golden.array1::<f64>("cube"));
    let options = FilterOptions { boundary: Boundary::Wrap, ..Default::default() };
    let actual = orders(&cube(), &[5, 4, 6].into(), &options);
    assert_eq!(actual, golden.array1::<f64>("cube_large"));
}

#[test]
fn orders_in_large_windows_are_scipys() {
    let golden = golden();
    let x = large();
    let options = FilterOptions::default();
    let expected = golden.array::<f64>("large_box");
    assert_eq!(
        dynamic(median_filter(&x, [9, 11], &options)),
        expected.slice(s![0, .., ..]).into_dyn()
    );
    let actual = dynamic(percentile_filter(&x, 77.0, [9, 11], &options));
    assert_eq!(actual, expected.slice(s![1, .., ..]).into_dyn());
    let expected = golden.array::<f64>("large_disc");
    let options = FilterOptions { boundary: Boundary::Mirror, ..Default::default() };
    assert_eq!(
        dynamic(median_filter(&x, disc(), &options)),
        expected.slice(s![0, .., ..]).into_dyn()
    );
    let options = FilterOptions { origin: vec![2, -3], ..Default::default() };
    assert_eq!(
        dynamic(rank_filter(&x, 10, disc(), &options)),
        expected.slice(s![1, .., ..]).into_dyn()
    );
}

#[test]
fn an_array_of_many_tiles_is_scipys() {
    let (x, slope) = (large(), Array1::linspace(0.0, 1.0, 360));
    let tall = Array2::from_shape_fn((360, 450), |(i, j)| x[(i % 40, j % 150)] + slope[i]);
    let y = median_filter(&tall, [9, 9], &FilterOptions::default()).unwrap();
    assert_close!(y.slice(s![..;7, ..;11]), golden().array2::<f64>("tiles"), 1e-15, 0.0);
}

#[test]
fn means_are_scipys() {
    for mode in MODES {
        let options = FilterOptions { origin: vec![1, -2], boundary: boundary(mode) };
        let no_origin = FilterOptions { boundary: boundary(mode), ..Default::default() };
        let actual = flat([
            dynamic(uniform_filter(&image(), [3, 4], &options)),
            dynamic(uniform_filter(&cube(), 2, &no_origin)),
        ]);
        let expected = golden().array1::<f64>(&format!("uniform_{mode}"));
        assert_close!(actual, expected, F64, F64, "{mode}");
    }
}

#[test]
fn correlations_and_convolutions_are_scipys() {
    let (x, w) = (image(), weights());
    for mode in MODES {
        let options =
            |origin: &[isize]| FilterOptions { origin: origin.to_vec(), boundary: boundary(mode) };
        let along = |origin| SlidingOptions { origin, boundary: boundary(mode) };
        let actual = flat([
            dynamic(correlate(&x, &w, &options(&[1, -2]))),
            dynamic(convolve(&x, &w, &options(&[0, 1]))),
            dynamic(correlate1d(&x, Axis(0), &w.row(0), &along(1))),
            dynamic(convolve1d(&x, Axis(1), &w.row(1), &along(-1))),
            dynamic(convolve1d(&x, Axis(0), &w.column(1), &along(1))),
        ]);
        let expected = golden().array1::<f64>(&format!("correlate_{mode}"));
        assert_close!(actual, expected, F64, F64, "{mode}");
    }
}

#[test]
fn gaussians_are_scipys() {
    for mode in MODES {
        let plain = GaussianOptions { boundary: boundary(mode), ..Default::default() };
        let derivative = GaussianOptions { order: vec![1, 2], truncate: 3.0, ..plain.clone() };
        let cut = GaussianOptions { order: vec![0, 3, 0], radius: vec![1, 3, 2], ..plain.clone() };
        let first = GaussianOptions { order: vec![1], ..plain.clone() };
        let actual = flat([
            dynamic(gaussian_filter(&image(), &[1.2, 0.7], &plain)),
            dynamic(gaussian_filter(&image(), &[1.5], &derivative)),
            dynamic(gaussian_filter(&cube(), &[0.0, 0.8, 1.0], &cut)),
            dynamic(gaussian_filter1d(&image(), Axis(0), 2.0, &first)),
        ]);
        let expected = golden().array1::<f64>(&format!("gaussian_{mode}"));
        assert_close!(actual, expected, F64, F64, "{mode}");
    }
}

#[test]
fn edges_are_scipys() {
    for mode in MODES {
        let b = boundary(mode);
        let options = GaussianOptions { boundary: b, ..Default::default() };
        let actual = flat([
            dynamic(sobel(&image(), Axis(0), b)),
            dynamic(sobel(&cube(), Axis(1), b)),
            dynamic(prewitt(&image(), Axis(1), b)),
            dynamic(laplace(&cube(), b)),
            dynamic(gaussian_laplace(&image(), &[1.0, 1.3], &options)),
            dynamic(gaussian_gradient_magnitude(&image(), &[1.1], &options)),
        ]);
        let expected = golden().array1::<f64>(&format!("edges_{mode}"));
        assert_close!(actual, expected, F64, F64, "{mode}");
    }
}

#[test]
fn any_function_sees_the_window_row_by_row() {
    let options = FilterOptions { boundary: Boundary::Wrap, ..Default::default() };
    let ends = |window: &[f64]| window[0] + 2.0 * window[window.len() - 1];
    let actual = generic_filter(&image(), footprint(), &options, ends).unwrap();
    assert_close!(actual, golden().array2::<f64>("generic"), F64, 0.0);
}

#[test]
fn single_precision_is_scipys() {
    let x = image().mapv(|v| v as f32);
    let options = FilterOptions::default();
    let parts: [ArrayD<f32>; 5] = [
        dynamic(median_filter(&x, 3, &options)),
        dynamic(uniform_filter(&x, 3, &options)),
        dynamic(gaussian_filter(&x, &[1.0], &GaussianOptions::default())),
        dynamic(correlate(&x, &weights().mapv(|w| w as f32), &options)),
        dynamic(laplace(&x, Boundary::Reflect)),
    ];
    assert_close!(flat(parts), golden().array1::<f32>("f32"), 0.0, 1e-6);
}

#[test]
fn nan_is_felt_in_its_windows_and_nowhere_else() {
    let mut x = large();
    x[(20, 75)] = f64::NAN;
    for window in [Window::from(3), [9, 11].into(), disc().into(), [1, 5].into(), [33, 1].into()] {
        let options = FilterOptions::default();
        let calm = median_filter(&large(), window.clone(), &options).unwrap();
        let median = median_filter(&x, window.clone(), &options).unwrap();
        let largest = maximum_filter(&x, window.clone(), &options).unwrap();
        let holds = |w: &[f64]| if w.iter().any(|v| v.is_nan()) { 1.0 } else { 0.0 };
        let marks = generic_filter(&x, window.clone(), &options, holds).unwrap();
        for (index, &mark) in marks.indexed_iter() {
            assert_eq!(median[index].is_nan(), mark == 1.0, "{window:?} {index:?}");
            assert_eq!(largest[index].is_nan(), mark == 1.0, "{window:?} {index:?}");
            assert!(mark == 1.0 || median[index] == calm[index], "{window:?} {index:?}");
        }
    }
}

#[test]
fn samples_without_weight_do_not_count() {
    let x = array![[1.0, f64::NAN, 3.0, 4.0]];
    let y = correlate(&x, &array![[1.0, 0.0, 0.0]], &FilterOptions::default()).unwrap();
    assert_eq!(y.slice(s![0, ..2]), array![1.0, 1.0]);
    assert!(y[(0, 2)].is_nan() && y[(0, 3)] == 3.0);
}
