//! What does not fit is named; what is empty stays empty.

use ndarray::{Array0, Array1, Array2, Axis, arr0, array};
use onkai_ndimage::{
    AffineOptions, BinaryOptions, Boundary, Error, FilterOptions, GaussianOptions, GreyOptions,
    HitOrMissOptions, InterpolationOptions, Iterations, RotateOptions, SlidingOptions, Window,
    affine_transform, binary_closing, binary_dilation, binary_erosion, binary_fill_holes,
    binary_hit_or_miss, convolve, convolve1d, correlate, correlate1d, find_objects,
    gaussian_filter, gaussian_filter1d, generate_binary_structure, generic_filter,
    geometric_transform, grey_dilation, grey_erosion, iterate_structure, label, laplace,
    map_coordinates, maximum_filter, median_filter, minimum_filter, percentile_filter, prewitt,
    rank_filter, rotate, shift, sobel, spline_filter, spline_filter1d, sum_labels, uniform_filter,
    uniform_filter1d, zoom,
};

fn image() -> Array2<f64> {
    Array2::from_shape_fn((4, 5), |(i, j)| (i * j) as f64)
}

fn empty() -> Array2<f64> {
    Array2::zeros((0, 5))
}

/// The argument that an error names.
fn named<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result.unwrap_err() {
        Error::Parameter { name, .. }
        | Error::Values { name, .. }
        | Error::Shape { name, .. }
        | Error::TooShort { name, .. }
        | Error::NotFinite { name, .. } => name,
        other => panic!("{other} was not expected"),
    }
}

#[test]
fn windows_that_do_not_fit_are_named() {
    let options = FilterOptions::default;
    let windows: [(Window, &str); 6] = [
        (0.into(), "size"),
        ([3, 0].into(), "size"),
        ([3, 3, 3].into(), "size"),
        ([1 << 31, 1 << 31].into(), "size"),
        (array![true, true].into(), "footprint"),
        (Array2::from_elem((3, 3), false).into(), "footprint"),
    ];
    for (window, name) in windows {
        let w = || window.clone();
        assert_eq!(named(median_filter(&image(), w(), &options())), name, "{window:?}");
        assert_eq!(named(rank_filter(&image(), 0, w(), &options())), name);
        assert_eq!(named(percentile_filter(&image(), 5.0, w(), &options())), name);
        assert_eq!(named(minimum_filter(&image(), w(), &options())), name);
        assert_eq!(named(maximum_filter(&image(), w(), &options())), name);
        assert_eq!(named(uniform_filter(&image(), w(), &options())), name);
        assert_eq!(named(generic_filter(&image(), w(), &options(), |w| w[0])), name);
        assert_eq!(named(grey_erosion(&image(), w(), &GreyOptions::default())), name);
        assert_eq!(named(grey_dilation(&image(), w(), &GreyOptions::default())), name);
    }
    let footprint = Array2::from_shape_fn((3, 3), |(i, j)| i == j);
    assert_eq!(named(uniform_filter(&image(), footprint, &options())), "size");
    let no_rows = Window::Footprint(Array2::from_elem((0, 3), true).into_dyn());
    assert_eq!(named(median_filter(&image(), no_rows, &options())), "footprint");
    assert_eq!(named(median_filter(&arr0(1.0), 3, &options())), "x");
}

#[test]
fn origins_ranks_and_percentiles_out_of_range_are_named() {
    let x = image();
    for origin in [vec![2], vec![0, -2], vec![0, 0, 0], vec![isize::MIN, isize::MAX]] {
        let options = FilterOptions { origin, ..Default::default() };
        assert_eq!(named(median_filter(&x, 3, &options)), "origin");
        assert_eq!(named(convolve(&x, &Array2::ones((3, 3)), &options)), "origin");
    }
    let options = FilterOptions::default();
    for rank in [9, -10, isize::MIN, isize::MAX] {
        assert_eq!(named(rank_filter(&x, rank, 3, &options)), "rank");
    }
    for percentile in [-100.5, 101.0, f64::NAN, f64::INFINITY] {
        assert_eq!(named(percentile_filter(&x, percentile, 3, &options)), "percentile");
    }
    let options = SlidingOptions { origin: 2, ..Default::default() };
    assert_eq!(named(convolve1d(&x, Axis(0), &Array1::ones(3), &options)), "origin");
}

#[test]
fn weights_axes_and_sigmas_are_checked() {
    let x = image();
    let none = Array1::<f64>::zeros(0);
    assert_eq!(named(correlate1d(&x, Axis(0), &none, &SlidingOptions::default())), "weights");
    assert_eq!(named(convolve1d(&x, Axis(0), &none, &SlidingOptions::default())), "weights");
    let none = Array2::<f64>::zeros((0, 3));
    assert_eq!(named(correlate(&x, &none, &FilterOptions::default())), "weights");
    assert_eq!(named(convolve(&x, &none, &FilterOptions::default())), "weights");
    assert_eq!(named(sobel(&x, Axis(2), Boundary::Reflect)), "axis");
    assert_eq!(named(prewitt(&x, Axis(2), Boundary::Reflect)), "axis");
    assert_eq!(named(laplace(&arr0(1.0), Boundary::Reflect)), "x");
    let options = GaussianOptions::default;
    for sigma in [f64::NAN, f64::INFINITY, -1.0] {
        assert_eq!(named(gaussian_filter(&x, &[sigma], &options())), "sigma");
        assert_eq!(named(gaussian_filter1d(&x, Axis(0), sigma, &options())), "sigma");
    }
    assert_eq!(named(gaussian_filter1d(&x, Axis(0), 0.0, &options())), "sigma");
    assert_eq!(named(gaussian_filter(&x, &[1.0; 3], &options())), "sigma");
    assert_eq!(named(gaussian_filter(&x, &[], &options())), "sigma");
    assert_eq!(named(gaussian_filter(&x, &[1e12], &options())), "sigma");
    assert_eq!(named(gaussian_filter1d(&x, Axis(2), 1.0, &options())), "axis");
    let truncate = GaussianOptions { truncate: f64::NAN, ..options() };
    assert_eq!(named(gaussian_filter(&x, &[1.0], &truncate)), "truncate");
    let radius = GaussianOptions { radius: vec![usize::MAX], ..options() };
    assert_eq!(named(gaussian_filter(&x, &[1.0], &radius)), "radius");
    let radius = GaussianOptions { radius: vec![1 << 28], ..options() };
    assert_eq!(named(gaussian_filter(&x, &[1.0], &radius)), "size");
    let order = GaussianOptions { order: vec![33], ..options() };
    assert_eq!(named(gaussian_filter(&x, &[1.0], &order)), "order");
}

#[test]
fn interpolation_names_what_does_not_fit() {
    let x = image();
    let options = InterpolationOptions::default();
    let sixth = InterpolationOptions { order: 6, ..options };
    assert_eq!(named(shift(&x, &[0.0], &sixth)), "order");
    assert_eq!(named(zoom(&x, &[1.0], false, &sixth)), "order");
    assert_eq!(named(spline_filter(&x, 6, Boundary::Mirror)), "order");
    assert_eq!(named(spline_filter1d(&x, Axis(2), 3, Boundary::Mirror)), "axis");
    assert_eq!(named(shift(&x, &[f64::NAN], &options)), "shift");
    assert_eq!(named(shift(&x, &[1.0; 3], &options)), "shift");
    for factor in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e30] {
        assert_eq!(named(zoom(&x, &[factor], false, &options)), "zoom");
    }
    assert_eq!(named(map_coordinates(&x, &array![[f64::NAN], [0.0]], &options)), "coordinates");
    assert_eq!(named(map_coordinates(&x, &array![[0.0]], &options)), "coordinates");
    let astray = |_: &[usize], point: &mut [f64]| point[0] = f64::INFINITY;
    assert_eq!(named(geometric_transform(&x, 3, astray, &options)), "mapping");
    let turn = RotateOptions::default();
    assert_eq!(named(rotate(&x, f64::NAN, &turn)), "angle");
    assert_eq!(named(rotate(&array![1.0, 2.0], 10.0, &turn)), "axis");
    assert_eq!(named(rotate(&x, 10.0, &RotateOptions { axes: [1, 1], ..turn })), "axes");
}

#[test]
fn matrices_that_do_not_fit_are_named() {
    let x = image();
    let options = AffineOptions::default();
    let refused = |matrix: Array2<f64>| named(affine_transform(&x, &matrix, &options));
    assert_eq!(refused(array![[1.0]]), "matrix");
    assert_eq!(refused(array![[1.0, 0.0], [f64::NAN, 1.0]]), "matrix");
    assert_eq!(refused(array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.5, 1.0]]), "matrix");
    let offset = AffineOptions { offset: vec![f64::INFINITY], ..options.clone() };
    assert_eq!(named(affine_transform(&x, &Array2::eye(2), &offset)), "offset");
    let shape = AffineOptions { output_shape: vec![3], ..options.clone() };
    assert_eq!(named(affine_transform(&x, &Array2::eye(2), &shape)), "output_shape");
    let shape = AffineOptions { output_shape: vec![usize::MAX, 2], ..options.clone() };
    assert_eq!(named(affine_transform(&x, &Array2::eye(2), &shape)), "output_shape");
    // A singular matrix is no error: it shows one sample everywhere.
    let y = affine_transform(
        &x,
        &Array2::zeros((2, 2)),
        &AffineOptions { offset: vec![2.0], ..options },
    );
    assert!(y.unwrap().iter().all(|v| (v - 4.0).abs() < 1e-12));
}

#[test]
fn structures_and_masks_that_do_not_fit_are_named() {
    let x = Array2::from_elem((4, 5), true);
    let default = BinaryOptions::default;
    let structure = |shape: &[usize]| Some(ndarray::ArrayD::from_elem(shape, true));
    for structure in [structure(&[3]), structure(&[0, 3])] {
        let options = BinaryOptions { structure: structure.clone(), ..default() };
        assert_eq!(named(binary_erosion(&x, &options)), "structure");
        assert_eq!(named(binary_dilation(&x, &options)), "structure");
        assert_eq!(named(binary_fill_holes(&x, &options)), "structure");
        let options = HitOrMissOptions { structure1: structure, ..Default::default() };
        assert_eq!(named(binary_hit_or_miss(&x, &options)), "structure");
    }
    let mask = Some(ndarray::ArrayD::from_elem(vec![4, 4], true));
    assert_eq!(named(binary_closing(&x, &BinaryOptions { mask, ..default() })), "mask");
    let options = BinaryOptions { iterations: Iterations::Times(0), ..default() };
    assert_eq!(named(binary_erosion(&x, &options)), "iterations");
    let options = BinaryOptions { origin: vec![2], ..default() };
    assert_eq!(named(binary_erosion(&x, &options)), "origin");
    // Two neighbours without the centre would blink for ever.
    let blinking = BinaryOptions {
        structure: Some(array![[true, false, true]].into_dyn()),
        iterations: Iterations::UntilStable,
        ..default()
    };
    assert_eq!(named(binary_dilation(&x, &blinking)), "structure");
    assert_eq!(named(generate_binary_structure(17, 1)), "rank");
    let heights = GreyOptions {
        structure: structure(&[2, 3]).map(|s| s.mapv(|_| 0.0)),
        ..Default::default()
    };
    assert_eq!(named(grey_erosion(&image(), 3, &heights)), "structure");
    assert_eq!(named(iterate_structure(&x, usize::MAX)), "iterations");
}

#[test]
fn regions_that_do_not_fit_are_named() {
    let x = Array2::from_elem((4, 5), true);
    assert_eq!(named(label(&x, Some(&Array2::from_elem((3, 5), true)))), "structure");
    let lopsided = Array2::from_shape_fn((3, 3), |(i, _)| i < 2);
    assert_eq!(named(label(&x, Some(&lopsided))), "structure");
    assert_eq!(named(label(&Array0::from_elem((), true), None)), "x");
    assert_eq!(named(sum_labels(&array![1.0], &array![1, 2], &[1])), "labels");
    assert_eq!(named(find_objects(&array![u32::MAX], None)), "labels");
    let first = &find_objects(&array![u32::MAX, 1], Some(1)).unwrap()[0];
    assert_eq!(first.as_ref().unwrap()[0], 1..2);
}

#[test]
fn nothing_comes_from_nothing() {
    let x = empty();
    let options = FilterOptions::default();
    for y in [
        median_filter(&x, 3, &options),
        median_filter(&x, [1, 3], &options),
        rank_filter(&x, 1, 9, &options),
        minimum_filter(&x, 3, &options),
        uniform_filter(&x, 3, &options),
        uniform_filter1d(&x, Axis(0), 3, &SlidingOptions::default()),
        correlate(&x, &Array2::ones((3, 3)), &options),
        gaussian_filter(&x, &[1.0], &GaussianOptions::default()),
        laplace(&x, Boundary::Reflect),
        generic_filter(&x, 3, &options, |w| w[0]),
        grey_dilation(&x, 3, &GreyOptions::default()),
        spline_filter(&x, 3, Boundary::Mirror),
        shift(&x, &[1.0], &InterpolationOptions::default()),
        zoom(&x, &[2.0], false, &InterpolationOptions::default()),
        affine_transform(&x, &array![[0.0, 1.0], [1.0, 0.0]], &AffineOptions::default()),
    ] {
        assert!(y.unwrap().is_empty());
    }
    let none = x.mapv(|v| v > 0.0);
    assert!(binary_dilation(&none, &BinaryOptions::default()).unwrap().is_empty());
    assert!(binary_fill_holes(&none, &BinaryOptions::default()).unwrap().is_empty());
    assert_eq!(label(&none, None).unwrap().n_labels, 0);
    assert_eq!(find_objects(&x.mapv(|_| 0), None).unwrap(), []);
    let options = InterpolationOptions::default();
    assert_eq!(named(map_coordinates(&x, &array![[0.0], [0.0]], &options)), "x");
    let no_points = map_coordinates(&x, &Array2::zeros((2, 0)), &options);
    assert!(no_points.unwrap().is_empty());
    // Scaled down until nothing is left, as in SciPy.
    assert_eq!(zoom(&image(), &[0.01, 1.0], false, &options).unwrap().shape(), [0, 5]);
    assert_eq!(rotate(&x, 90.0, &RotateOptions::default()).unwrap().shape(), [5, 0]);
}

#[test]
fn nan_spreads_no_further_than_it_must() {
    let mut x = image();
    x[(1, 1)] = f64::NAN;
    let linear = InterpolationOptions { order: 1, ..Default::default() };
    let y = shift(&x, &[0.0, 1.0], &linear).unwrap();
    assert!(y[(1, 2)].is_nan() && y[(3, 4)] == x[(3, 3)]);
    // A spline through NaN is NaN along its whole line.
    let c = spline_filter1d(&x, Axis(1), 3, Boundary::Mirror).unwrap();
    assert!(c.row(1).iter().all(|v| v.is_nan()) && c.row(2).iter().all(|v| v.is_finite()));
}
