//! `BSpline` against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, Ix2, array, concatenate, s, stack};
use onkai_interpolate::{
    BSpline, DesignMatrix, Extrapolation, InterpSplineOptions, RootOptions, make_interp_spline,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{around, golden, inside, matrix};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-10;

const MODES: [(&str, Extrapolation); 3] = [
    ("on", Extrapolation::Continue),
    ("none", Extrapolation::None),
    ("periodic", Extrapolation::Periodic),
];

/// Nine coefficients of degree `k` in two lanes, and the knots within their range.
fn sample(k: usize) -> (BSpline<f64, Ix2>, Array1<f64>) {
    let seed = u32::try_from(k).unwrap();
    let mut t = (5.0 * noise(10 + k, 1 + seed)).to_vec();
    t.sort_by(f64::total_cmp);
    let t = Array1::from(t);
    let base = t.slice(s![k..10]).to_owned();
    (BSpline::new(&t, &matrix(2, 9, 11 + seed), k, Axis(1)).unwrap(), base)
}

#[test]
fn values_derivatives_and_integrals_are_scipys() {
    let golden = golden("spline");
    for k in 0..6 {
        let (spline, base) = sample(k);
        let points = concatenate![Axis(0), around(&base, 25, 21), spline.knots()];
        let (low, high) = (base[0], base[base.len() - 1]);
        let bounds = [(low + 0.1, high - 0.2), (low - 1.0, high + 7.0), (high + 0.2, low + 0.3)];
        for (name, mode) in MODES {
            let spline = spline.clone().with_extrapolation(mode);
            for nu in 0..4.min(k + 2) {
                let key = format!("bspline_{k}_{name}_{nu}");
                let expected = golden.array2::<f64>(&key);
                let scale =
                    expected.iter().filter(|v| v.is_finite()).fold(1.0_f64, |m, v| m.max(v.abs()));
                let values = spline.derivative_at(&points, nu);
                assert_close!(values, expected, RELATIVE, 1e-12 * scale, "{key}");
            }
            let integrals = bounds.map(|(a, b)| spline.integrate(a, b));
            let integrals: Array2<f64> =
                stack(Axis(0), &integrals.each_ref().map(|i| i.view())).unwrap();
            let key = format!("bspline_{k}_{name}_integral");
            let expected = golden.array2::<f64>(&key);
            let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
            assert_close!(integrals, expected, RELATIVE, 1e-11 * scale, "{key}");
        }
        let expected = golden.array2::<f64>(&format!("bspline_{k}_anti"));
        let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
        assert_close!(spline.antiderivative(2).at(&points), expected, RELATIVE, 1e-12 * scale);
        if 0 < k {
            let expected = golden.array2::<f64>(&format!("bspline_{k}_derivative"));
            let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
            let values = spline.derivative(1).unwrap().at(&points);
            assert_close!(values, expected, RELATIVE, 1e-12 * scale, "{k}");
        }
    }
}

#[test]
fn inserted_knots_are_scipys() {
    let golden = golden("spline");
    for k in 1..6 {
        let (spline, base) = sample(k);
        let inserted = spline.insert_knot(0.5 * (base[2] + base[3]), k.min(2)).unwrap();
        let expected = |part: &str| golden.array::<f64>(&format!("bspline_{k}_insert_{part}"));
        assert_close!(inserted.knots(), expected("t"), 1e-15, 0.0, "{k}");
        // SciPy keeps coefficients with the axis first.
        let c = inserted.coeffs().reversed_axes();
        assert_close!(c, expected("c"), RELATIVE, ABSOLUTE, "{k}");
    }
}

#[test]
fn design_matrices_and_elements_are_scipys() {
    let golden = golden("spline");
    for k in 0..6 {
        let (spline, base) = sample(k);
        let x = inside(&base, 12, 22);
        let matrix = DesignMatrix::new(&x, &spline.knots(), k, Extrapolation::None).unwrap();
        let expected = golden.array2::<f64>(&format!("design_{k}"));
        assert_close!(matrix.to_dense(), expected, RELATIVE, 1e-13, "{k}");
        let knots = spline.knots().slice(s![..k + 2]).to_owned();
        let element =
            BSpline::basis_element(&knots).unwrap().with_extrapolation(Extrapolation::None);
        let expected = golden.array1::<f64>(&format!("element_{k}"));
        assert_close!(element.at(&inside(&knots, 12, 23)), expected, RELATIVE, 1e-13, "{k}");
    }
}

#[test]
fn repeated_knots_and_roots_are_scipys() {
    let golden = golden("spline");
    let t = array![0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 2.5, 3.0, 3.0, 3.0, 3.0];
    let spline = BSpline::new(&t, &noise(7, 31), 3, Axis(0)).unwrap();
    let at = Array1::linspace(-0.5, 3.5, 33);
    assert_close!(spline.at(&at), golden.array1::<f64>("repeated"), RELATIVE, 1e-12);
    assert_close!(spline.to_ppoly().at(&at), golden.array1::<f64>("repeated"), RELATIVE, 1e-12);
    let x = Array1::linspace(0.0, 11.0, 12);
    let spline =
        make_interp_spline(&x, &noise(12, 33), Axis(0), &InterpSplineOptions::default()).unwrap();
    let inside = RootOptions { extrapolate: Some(false), ..Default::default() };
    let roots = Array1::from(spline.roots(&inside).into_scalar());
    assert_close!(roots, golden.array1::<f64>("sproot"), RELATIVE, ABSOLUTE);
}
