//! Interpolation against SciPy 1.17.1; the calls are those of `xtask/golden/ndimage_interpolation.py`.

use ndarray::{Array1, Array2, ArrayD, Axis, array};
use onkai_ndimage::{
    AffineOptions, Boundary, InterpolationOptions, RotateOptions, affine_transform,
    geometric_transform, map_coordinates, rotate, shift, spline_filter, spline_filter1d, zoom,
};
use onkai_testing::{Golden, assert_close, noise, noise_f32};

use crate::{dynamic, flat, noise_of};

const MODES: [&str; 8] = [
    "reflect",
    "grid-mirror",
    "mirror",
    "nearest",
    "wrap",
    "grid-wrap",
    "constant",
    "grid-constant",
];

/// Relative to values of about 1.
const F64: f64 = 1e-12;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "interpolation")
}

fn options(order: usize, mode: &str) -> InterpolationOptions<f64> {
    let boundary: Boundary<f64> = mode.parse().unwrap();
    InterpolationOptions { order, boundary: boundary.with_value(0.7), prefilter: true }
}

fn image() -> Array2<f64> {
    noise_of((7, 9), 11)
}

fn points() -> Array2<f64> {
    let far = noise_of((2, 40), 13) * 30.0;
    let near = array![[0.0, 6.0, -1.0, 3.0], [0.0, 8.0, 9.0, 2.5]];
    ndarray::concatenate![Axis(1), far, near]
}

fn affine(
    matrix: &Array2<f64>,
    offset: &[f64],
    shape: &[usize],
    interpolation: InterpolationOptions<f64>,
) -> ArrayD<f64> {
    let options =
        AffineOptions { offset: offset.to_vec(), output_shape: shape.to_vec(), interpolation };
    dynamic(affine_transform(&image(), matrix, &options))
}

fn of_image(o: InterpolationOptions<f64>) -> Array1<f64> {
    let x = image();
    let unfiltered = InterpolationOptions { prefilter: false, ..o };
    let turned = |angle, reshape| {
        let options = RotateOptions { reshape, interpolation: o, ..Default::default() };
        dynamic(rotate(&x, angle, &options))
    };
    let singular = array![[0.0, 0.5], [0.0, 1.0]];
    flat([
        dynamic(shift(&x, &[1.3, -2.6], &o)),
        dynamic(shift(&x, &[-7.25, 20.5], &unfiltered)),
        dynamic(zoom(&x, &[1.7, 0.6], false, &o)),
        dynamic(zoom(&x, &[0.7, 1.4], true, &o)),
        dynamic(map_coordinates(&x, &points(), &o)),
        turned(33.0, true),
        turned(-115.0, false),
        affine(&array![[0.9, 0.3], [-0.2, 1.1]], &[0.5, -1.2], &[], o),
        affine(&array![[0.5, 0.0], [0.0, 1.5]], &[-1.25], &[5, 8], o),
        affine(&singular, &[0.25], &[], o),
    ])
}

fn of_lines(o: InterpolationOptions<f64>) -> Array1<f64> {
    let lines = [1, 2, 3, 14].map(|n| noise(n, 14));
    flat(lines.iter().flat_map(|line| {
        let moved = [0.0, 0.4, -1.0, 5.3].map(|by| dynamic(shift(line, &[by], &o)));
        moved.into_iter().chain([dynamic(zoom(line, &[2.6], false, &o))])
    }))
}

fn of_cube(interpolation: InterpolationOptions<f64>) -> Array1<f64> {
    let x = noise_of((4, 5, 6), 12);
    let turn = RotateOptions { axes: [2, 0], interpolation, ..Default::default() };
    let homogeneous = array![
        [1.0, 0.1, 0.0, 0.5],
        [0.2, 0.9, 0.0, 0.0],
        [0.0, 0.1, 1.0, -1.0],
        [0.0, 0.0, 0.0, 1.0]
    ];
    let affine = AffineOptions { interpolation, ..Default::default() };
    flat([
        dynamic(zoom(&x, &[1.3], false, &interpolation)),
        dynamic(rotate(&x, 60.0, &turn)),
        dynamic(affine_transform(&x, &homogeneous, &affine)),
    ])
}

#[test]
fn images_of_every_order_and_boundary_are_scipys() {
    let golden = golden();
    for order in 0..=5 {
        for mode in MODES {
            let expected = golden.array1::<f64>(&format!("image_{order}_{mode}"));
            assert_close!(of_image(options(order, mode)), expected, F64, F64, "{order} {mode}");
        }
    }
}

#[test]
fn short_lines_of_every_order_and_boundary_are_scipys() {
    let golden = golden();
    for order in 0..=5 {
        for mode in MODES {
            let expected = golden.array1::<f64>(&format!("lines_{order}_{mode}"));
            assert_close!(of_lines(options(order, mode)), expected, F64, F64, "{order} {mode}");
        }
    }
}

#[test]
fn coefficients_are_scipys() {
    let golden = golden();
    for order in 2..=5 {
        for mode in MODES {
            let boundary = mode.parse().unwrap();
            let actual = flat([
                dynamic(spline_filter(&image(), order, boundary)),
                dynamic(spline_filter1d(&noise_of((4, 5, 6), 12), Axis(1), order, boundary)),
            ]);
            let expected = golden.array1::<f64>(&format!("filter_{order}_{mode}"));
            assert_close!(actual, expected, F64, F64, "{order} {mode}");
            let long = spline_filter1d(&noise(60, 15), Axis(0), order, boundary).unwrap();
            let expected = golden.array1::<f64>(&format!("long_{order}_{mode}"));
            assert_close!(long, expected, F64, F64, "{order} {mode}");
        }
    }
}

#[test]
fn three_axes_are_scipys() {
    for (order, mode) in [(1, "reflect"), (3, "constant"), (3, "mirror"), (4, "grid-constant")] {
        let expected = golden().array1::<f64>(&format!("cube_{order}_{mode}"));
        assert_close!(of_cube(options(order, mode)), expected, F64, F64, "{order} {mode}");
    }
}

#[test]
fn right_angles_and_their_halves_are_scipys() {
    for angle in [0_u16, 90, 180, 270, 45] {
        let expected = golden().array2::<f64>(&format!("turn_{angle}"));
        let actual = rotate(&image(), f64::from(angle), &RotateOptions::default()).unwrap();
        assert_close!(actual, expected, F64, F64, "{angle}");
    }
}

#[test]
fn any_mapping_to_any_number_of_axes_is_scipys() {
    let spiral = |index: &[usize], point: &mut [f64]| {
        let [i, j, k] = [index[0], index[1], index[2]].map(|i| i as f64);
        point[0] = i * 0.9 + 0.01 * j * i;
        point[1] = j * 0.5 + k;
    };
    let options = InterpolationOptions { boundary: Boundary::Nearest, ..Default::default() };
    let actual = geometric_transform(&image(), (3, 4, 2), spiral, &options).unwrap();
    assert_close!(actual.into_dyn(), golden().array::<f64>("geometric"), F64, F64);
}

#[test]
fn single_precision_agrees() {
    let narrow = noise_f32(63, 11).into_shape_with_order((7, 9)).unwrap();
    let wide = narrow.mapv(f64::from);
    for order in 0..=5 {
        let narrow_options = InterpolationOptions { order, ..Default::default() };
        let wide_options = InterpolationOptions { order, ..Default::default() };
        let a = zoom(&narrow, &[1.7], false, &narrow_options).unwrap();
        let b = zoom(&wide, &[1.7], false, &wide_options).unwrap();
        assert_close!(a.mapv(f64::from), b, 0.0, 3e-6, "{order}");
    }
}

#[test]
fn every_memory_order_gives_the_same() {
    let x = image();
    let mut by_columns = Array2::zeros(ndarray::ShapeBuilder::f((7, 9)));
    by_columns.assign(&x);
    let options = InterpolationOptions::default();
    assert_eq!(shift(&x, &[0.5, 1.5], &options), shift(&by_columns, &[0.5, 1.5], &options));
    let turn = RotateOptions::default();
    assert_eq!(rotate(&x, 10.0, &turn), rotate(&by_columns, 10.0, &turn));
}
