//! Splines made of data against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, array, concatenate, s};
use onkai_interpolate::{
    EndDerivative, InterpSplineOptions, LsqSplineOptions, SplineBoundary, make_interp_spline,
    make_lsq_spline,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, around, golden, matrix};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-10;

fn options(degree: usize, boundary: SplineBoundary<f64>) -> InterpSplineOptions<f64> {
    InterpSplineOptions { degree, boundary, knots: None }
}

/// Differences count relative to the greatest value.
fn check(values: &Array2<f64>, expected: &Array2<f64>, name: &str) {
    let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
    assert_close!(values, expected, RELATIVE, 1e-11 * scale, "{name}");
}

#[test]
fn splines_through_points_are_scipys() {
    let golden = golden("spline");
    let (x, y) = (abscissae(14, 41), matrix(14, 2, 43));
    let at = around(&x, 30, 42);
    for k in 0..6 {
        let spline =
            make_interp_spline(&x, &y, Axis(0), &options(k, SplineBoundary::NotAKnot)).unwrap();
        let key = format!("interp_{k}");
        check(&spline.at(&at), &golden.array2(&key), &key);
        check(&spline.coeffs(), &golden.array2(&format!("{key}_c")), &key);
        assert_close!(spline.knots(), golden.array1::<f64>(&format!("{key}_t")), 1e-15, 0.0);
    }
    for (name, boundary) in
        [("natural", SplineBoundary::Natural), ("clamped", SplineBoundary::Clamped)]
    {
        let spline = make_interp_spline(&x, &y, Axis(0), &options(3, boundary.clone())).unwrap();
        check(&spline.at(&at), &golden.array2(&format!("interp_3_{name}")), name);
        let (x, y) = (x.slice(s![..2]), y.slice(s![..2, ..]));
        let spline = make_interp_spline(&x, &y, Axis(0), &options(3, boundary)).unwrap();
        check(&spline.at(&at), &golden.array2(&format!("interp_3_{name}_two")), name);
    }
}

#[test]
fn given_derivatives_and_knots_are_met_as_in_scipy() {
    let golden = golden("spline");
    let (x, y) = (abscissae(14, 41), matrix(14, 2, 43));
    let at = around(&x, 30, 42);
    let given = |order, values: Array1<f64>| EndDerivative { order, values: values.into_dyn() };
    let start = vec![given(1, noise(2, 44)), EndDerivative::new(2, 0.0)];
    let end = vec![EndDerivative::new(1, 0.5), given(3, noise(2, 45))];
    let boundary = SplineBoundary::Derivatives { start, end };
    let spline = make_interp_spline(&x, &y, Axis(0), &options(5, boundary)).unwrap();
    check(&spline.at(&at), &golden.array2("interp_5_derivatives"), "derivatives");
    let boundary =
        SplineBoundary::Derivatives { start: vec![EndDerivative::new(1, 0.0)], end: vec![] };
    let spline = make_interp_spline(&x, &y, Axis(0), &options(2, boundary)).unwrap();
    check(&spline.at(&at), &golden.array2("interp_2_left"), "left");

    let inner = (&x.slice(s![2..11]) + &x.slice(s![3..12])) * 0.5;
    let knots = concatenate![
        Axis(0),
        Array1::from_elem(4, x[0]),
        inner,
        array![x[12]],
        Array1::from_elem(4, x[13])
    ];
    let options = InterpSplineOptions { knots: Some(knots), ..Default::default() };
    let spline = make_interp_spline(&x, &y, Axis(0), &options).unwrap();
    check(&spline.at(&at), &golden.array2("interp_knots"), "knots");
}

#[test]
fn periodic_splines_are_scipys() {
    let golden = golden("spline");
    let (x, y) = (abscissae(14, 41), matrix(14, 2, 43));
    let at = around(&x, 30, 42);
    for k in 2..6 {
        for n in [3, 4, 5, 8, 14] {
            let closed = concatenate![Axis(0), y.slice(s![..n - 1, ..]), y.slice(s![..1, ..])];
            let boundary = SplineBoundary::Periodic;
            let spline =
                make_interp_spline(&x.slice(s![..n]), &closed, Axis(0), &options(k, boundary))
                    .unwrap();
            let key = format!("interp_{k}_periodic_{n}");
            check(&spline.at(&at), &golden.array2(&key), &key);
            if n < 14 {
                continue;
            }
            let key = format!("interp_{k}_periodic_slopes");
            check(&spline.derivative_at(&at, 1), &golden.array2(&key), &key);
            for share in [0.1, 0.9] {
                let key = format!("interp_{k}_periodic_insert_{share:.1}");
                let place = x[0] + share * (x[13] - x[0]);
                let inserted = spline.insert_knot(place, 1).unwrap();
                let knots = golden.array1::<f64>(&format!("{key}_t"));
                assert_close!(inserted.knots(), knots, 1e-13, 1e-13, "{key}");
                check(&inserted.coeffs(), &golden.array2(&format!("{key}_c")), &key);
            }
        }
    }
}

#[test]
fn least_squares_splines_are_scipys() {
    let golden = golden("spline");
    let x = abscissae(60, 51);
    let (y, mut w) = (matrix(2, 60, 52), noise(60, 53) + 1.5);
    w[7] = 0.0;
    for k in [0, 1, 2, 3, 5] {
        let inner = [9, 20, 33, 50].map(|i| x[i] + 0.05);
        let knots = concatenate![
            Axis(0),
            Array1::from_elem(k + 1, x[0]),
            Array1::from(inner.to_vec()),
            Array1::from_elem(k + 1, x[59])
        ];
        for (weights, suffix) in [(None, ""), (Some(w.clone()), "_weights")] {
            let options = LsqSplineOptions { degree: k, weights };
            let spline = make_lsq_spline(&x, &y, Axis(1), &knots, &options).unwrap();
            let expected = golden.array::<f64>(&format!("lsq_{k}{suffix}"));
            // SciPy keeps coefficients with the axis first.
            let c = spline.coeffs().reversed_axes();
            assert_close!(c, expected, RELATIVE, ABSOLUTE, "{k}{suffix}");
        }
    }
}
