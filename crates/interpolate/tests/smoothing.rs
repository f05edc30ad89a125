//! Smoothing splines against SciPy 1.17.1 and FITPACK.

use ndarray::{Array1, Axis, s, stack};
use onkai_interpolate::{
    SmoothingSplineOptions, SplrepOptions, make_smoothing_spline, make_splrep,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, golden, inside, matrix};

/// The search for the best `λ` ends within 1e-5 of it, wherever rounding errors lead it.
const AFTER_A_SEARCH: f64 = 1e-6;

fn data() -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let x = abscissae(60, 51);
    let y = x.mapv(|x| (0.2 * x).sin()) + 0.3 * noise(60, 54);
    let mut w = noise(60, 53) + 1.5;
    w[7] = 1.0;
    (x, y, w)
}

#[test]
fn given_and_found_smoothness_are_scipys() {
    let golden = golden("spline");
    let (x, y, w) = data();
    let both = stack![Axis(1), y, noise(60, 55)];
    let at = inside(&x, 30, 56);
    for (name, lam) in [("0", 0.0), ("small", 0.01), ("large", 100.0)] {
        let options = SmoothingSplineOptions { lam: Some(lam), weights: None };
        let spline = make_smoothing_spline(&x, &both, Axis(0), &options).unwrap();
        let expected = golden.array2::<f64>(&format!("smoothing_{name}"));
        assert_close!(spline.at(&at), expected, 1e-9, 1e-9, "{name}");
        let expected = golden.array2::<f64>(&format!("smoothing_{name}_c"));
        assert_close!(spline.coeffs(), expected, 1e-9, 1e-9, "{name}");
        let options = SmoothingSplineOptions { lam: Some(lam), weights: Some(w.clone()) };
        let spline = make_smoothing_spline(&x, &both, Axis(0), &options).unwrap();
        let expected = golden.array2::<f64>(&format!("smoothing_{name}_weights"));
        assert_close!(spline.at(&at), expected, 1e-9, 1e-9, "{name}");
    }
    let found = SmoothingSplineOptions::default();
    let spline = make_smoothing_spline(&x, &both, Axis(0), &found).unwrap();
    let expected = golden.array2::<f64>("smoothing_gcv");
    assert_close!(spline.at(&at), expected, AFTER_A_SEARCH, AFTER_A_SEARCH);
    let options = SmoothingSplineOptions { weights: Some(w), lam: None };
    let spline = make_smoothing_spline(&x, &y, Axis(0), &options).unwrap();
    let expected = golden.array1::<f64>("smoothing_gcv_weights");
    assert_close!(spline.at(&at), expected, AFTER_A_SEARCH, AFTER_A_SEARCH);
    let (x, y) = (x.slice(s![..5]).to_owned(), y.slice(s![..5]).to_owned());
    let options = SmoothingSplineOptions { lam: Some(0.5), weights: None };
    let spline = make_smoothing_spline(&x, &y, Axis(0), &options).unwrap();
    let expected = golden.array1::<f64>("smoothing_five");
    assert_close!(spline.at(&inside(&x, 9, 57)), expected, 1e-9, 1e-9);
}

#[test]
fn knots_and_values_are_fitpacks() {
    let golden = golden("spline");
    let (x, y, _) = data();
    let at = inside(&x, 30, 56);
    for degree in 1..6 {
        for (name, smoothing) in
            [("0.0", 0.0), ("0.5", 0.5), ("2.0", 2.0), ("5.0", 5.0), ("30.0", 30.0)]
        {
            let options = SplrepOptions { degree, smoothing, ..Default::default() };
            let fit = make_splrep(&x, &y, &options).unwrap();
            let key = format!("splrep_{degree}_{name}");
            let knots = golden.array1::<f64>(&format!("{key}_t"));
            assert_close!(fit.spline.knots(), knots, 1e-14, 0.0, "{key}");
            let expected = golden.array1::<f64>(&key);
            assert_close!(fit.spline.at(&at), expected, 1e-8, 1e-8, "{key}");
            assert!(fit.converged, "{key}");
        }
    }
}

#[test]
fn weights_bounds_and_many_points_are_fitpacks() {
    let golden = golden("spline");
    let (x, y, w) = data();
    let at = inside(&x, 30, 56);
    let bounds = Some((x[0] - 0.5, x[59] + 0.25));
    let options = SplrepOptions { weights: Some(w), bounds, smoothing: 8.0, ..Default::default() };
    let fit = make_splrep(&x, &y, &options).unwrap();
    assert_close!(fit.spline.knots(), golden.array1::<f64>("splrep_weights_t"), 1e-14, 0.0);
    assert_close!(fit.spline.at(&at), golden.array1::<f64>("splrep_weights"), 1e-8, 1e-8);
    assert!((fit.residual - golden.scalar::<f64>("splrep_weights_fp")).abs() < 1e-8);

    let fit = make_splrep(&x, &y, &SplrepOptions { smoothing: 3.0, ..Default::default() }).unwrap();
    assert_close!(fit.spline.at(&at), golden.array1::<f64>("univariate"), 1e-8, 1e-8);
    assert!((fit.residual - golden.scalar::<f64>("univariate_fp")).abs() < 1e-8);

    let many = abscissae(400, 61);
    let rough = many.mapv(|x| (0.1 * x).sin() * (-0.004 * x).exp()) + 0.1 * noise(400, 62);
    for (name, smoothing) in [("1.2", 1.2), ("2.0", 2.0)] {
        let options = SplrepOptions { smoothing, ..Default::default() };
        let fit = make_splrep(&many, &rough, &options).unwrap();
        let knots = golden.array1::<f64>(&format!("splrep_many_{name}_t"));
        assert_close!(fit.spline.knots(), knots, 1e-14, 0.0, "{name}");
        let expected = golden.array1::<f64>(&format!("splrep_many_{name}"));
        assert_close!(fit.spline.at(&inside(&many, 40, 63)), expected, 1e-8, 1e-8, "{name}");
    }
}

#[test]
fn very_much_smoothing_leaves_a_line() {
    let x = abscissae(30, 1);
    let y = noise(30, 2);
    let options = SmoothingSplineOptions { lam: Some(1e12), weights: None };
    let spline = make_smoothing_spline(&x, &y, Axis(0), &options).unwrap();
    assert!(spline.derivative_at(&x, 2).iter().all(|d| d.abs() < 1e-9));
    // Two lanes are each smoothed by themselves.
    let both = matrix(30, 2, 3);
    let found = SmoothingSplineOptions::default();
    let together = make_smoothing_spline(&x, &both, Axis(0), &found).unwrap();
    let alone = make_smoothing_spline(&x, &both.column(1), Axis(0), &found).unwrap();
    let together = together.coeffs();
    assert_close!(together.column(1), alone.coeffs(), 0.0, 0.0);
}
