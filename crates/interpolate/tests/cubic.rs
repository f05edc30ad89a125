//! Cubic curves against SciPy 1.17.1.

use ndarray::{Array1, Array3, ArrayView1, Axis, Ix1, Ix3, array, s};
use onkai_interpolate::{
    Akima1DInterpolator, AkimaMethod, CubicBoundary, CubicHermiteSpline, CubicSpline,
    CubicSplineOptions, EndCondition, Extrapolation, PPoly, PchipInterpolator, RootOptions,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::sample::{abscissae, around, cube, golden, matrix};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-11;

fn spline(y: &Array3<f64>, boundary: CubicBoundary<f64>) -> PPoly<f64, Ix3> {
    let options = CubicSplineOptions { boundary, ..Default::default() };
    CubicSpline::new(&abscissae(11, 1), y, Axis(1), &options).unwrap().into()
}

fn check(golden: &Golden, name: &str, curve: &PPoly<f64, Ix3>) {
    let x = abscissae(11, 1);
    let wide = around(&x, 40, 4);
    let expected = |part: &str| golden.array::<f64>(&format!("{name}_{part}"));
    assert_close!(curve.at(&wide), expected("values"), RELATIVE, ABSOLUTE, "{name}");
    assert_close!(curve.derivative_at(&wide, 1), expected("slopes"), RELATIVE, ABSOLUTE, "{name}");
    let integral = curve.integrate(x[1], x[8] + 0.1);
    assert_close!(integral, expected("integral"), RELATIVE, ABSOLUTE, "{name}");
}

#[test]
fn curves_along_a_middle_axis_are_scipys() {
    let golden = golden("cubic");
    let (x, y) = (abscissae(11, 1), cube((2, 11, 3), 5));
    let slopes = cube((2, 11, 3), 10);
    check(&golden, "hermite", &CubicHermiteSpline::new(&x, &y, &slopes, Axis(1)).unwrap());
    check(&golden, "pchip", &PchipInterpolator::new(&x, &y, Axis(1)).unwrap());
    let akima = Akima1DInterpolator::new(&x, &y, Axis(1), AkimaMethod::Akima).unwrap();
    check(&golden, "akima", &akima);
    let makima = Akima1DInterpolator::new(&x, &y, Axis(1), AkimaMethod::Modified).unwrap();
    check(&golden, "makima", &makima.with_extrapolation(Extrapolation::Continue));
}

#[test]
fn splines_with_all_ends_are_scipys() {
    let golden = golden("cubic");
    let y = cube((2, 11, 3), 5);
    check(&golden, "not-a-knot", &spline(&y, CubicBoundary::NotAKnot));
    check(&golden, "natural", &spline(&y, CubicBoundary::Natural));
    let clamped = spline(&y, CubicBoundary::Clamped).with_extrapolation(Extrapolation::None);
    check(&golden, "clamped", &clamped);
    let start = EndCondition::derivatives(1, matrix(2, 3, 11).into_dyn());
    let end = EndCondition::derivatives(2, matrix(2, 3, 12).into_dyn());
    check(&golden, "mixed", &spline(&y, CubicBoundary::Ends { start, end }));
    let (start, end) = (EndCondition::NotAKnot, EndCondition::Natural);
    check(&golden, "half", &spline(&y, CubicBoundary::Ends { start, end }));
    let mut closed = y;
    let first = closed.slice(s![.., 0, ..]).to_owned();
    closed.slice_mut(s![.., 10, ..]).assign(&first);
    check(&golden, "periodic", &spline(&closed, CubicBoundary::Periodic));
}

#[test]
fn few_points_with_all_ends_are_scipys() {
    let golden = golden("cubic");
    let conditions = [
        ("not-a-knot", EndCondition::NotAKnot),
        ("clamped", EndCondition::Clamped),
        ("natural", EndCondition::Natural),
        ("first", EndCondition::derivative(1, 0.7)),
        ("second", EndCondition::derivative(2, -1.3)),
    ];
    for n in 2..6_usize {
        let seed = u32::try_from(n).unwrap();
        let (x, mut y) = (abscissae(n, 20 + seed), noise(n, 30 + seed));
        let at = around(&x, 9, 40);
        let check = |curve: &PPoly<f64, Ix1>, name: &str| {
            let expected = golden.array1::<f64>(&format!("few_{n}_{name}"));
            assert_close!(curve.at(&at), expected, RELATIVE, ABSOLUTE, "{n} {name}");
        };
        for (a, start) in &conditions {
            for (b, end) in &conditions {
                let boundary = CubicBoundary::Ends { start: start.clone(), end: end.clone() };
                let options = CubicSplineOptions { boundary, ..Default::default() };
                let curve = CubicSpline::new(&x, &y, Axis(0), &options).unwrap();
                check(&curve, &format!("{a}_{b}"));
            }
        }
        check(&PchipInterpolator::new(&x, &y, Axis(0)).unwrap(), "pchip");
        let akima = Akima1DInterpolator::new(&x, &y, Axis(0), AkimaMethod::Akima).unwrap();
        check(&akima.with_extrapolation(Extrapolation::Continue), "akima");
        y[n - 1] = y[0];
        let boundary = CubicBoundary::Periodic;
        let options = CubicSplineOptions { boundary, ..Default::default() };
        check(&CubicSpline::new(&x, &y, Axis(0), &options).unwrap(), "periodic");
    }
}

#[test]
fn flat_stretches_are_scipys() {
    let golden = golden("cubic");
    let x = Array1::linspace(0.0, 8.0, 9);
    let at = Array1::linspace(0.0, 8.0, 33);
    let y = array![0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0];
    for (name, method) in [("akima", AkimaMethod::Akima), ("makima", AkimaMethod::Modified)] {
        let curve = Akima1DInterpolator::new(&x, &y, Axis(0), method).unwrap();
        let expected = golden.array1::<f64>(&format!("{name}_flat"));
        assert_close!(curve.at(&at), expected, RELATIVE, ABSOLUTE, "{name}");
    }
    let y = array![0.0, 0.0, 1.0, 2.0, 2.0, 5.0, 4.0, 4.0, 9.0];
    let curve = PchipInterpolator::new(&x, &y, Axis(0)).unwrap();
    assert_close!(curve.at(&at), golden.array1::<f64>("pchip_flat"), RELATIVE, ABSOLUTE);
}

#[test]
fn roots_are_scipys() {
    let golden = golden("cubic");
    let (x, y) = (abscissae(11, 1), noise(11, 2));
    let inside = RootOptions { extrapolate: Some(false), ..Default::default() };
    let check = |roots: &[f64], name: &str| {
        let expected = golden.array1::<f64>(name);
        assert_close!(ArrayView1::from(roots), expected, RELATIVE, ABSOLUTE, "{name}");
    };
    let curve = CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()).unwrap();
    check(&curve.roots(&inside).into_scalar(), "spline_roots");
    check(&curve.solve(0.3, &inside).into_scalar(), "spline_solve");
    let curve = PchipInterpolator::new(&x, &y, Axis(0)).unwrap();
    check(&curve.roots(&inside).into_scalar(), "pchip_roots");
}
