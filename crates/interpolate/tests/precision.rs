//! Single precision against double, and arrays without elements.

use ndarray::{Array1, Array2, Axis, array};
use onkai_interpolate::{
    Akima1DInterpolator, AkimaMethod, BarycentricInterpolator, CubicSpline, CubicSplineOptions,
    GridMethod, GridOptions, Interp1d, Interp1dKind, Interp1dOptions, InterpOptions,
    InterpSplineOptions, KroghInterpolator, LsqSplineOptions, PchipInterpolator, RBFInterpolator,
    RbfOptions, RegularGridInterpolator, RootOptions, SmoothingSplineOptions, SplrepOptions,
    interp, make_interp_spline, make_lsq_spline, make_smoothing_spline, make_splrep,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, inside, matrix};

const TOLERANCE: f64 = 2e-4;

/// Both precisions' arguments for a call that is written once.
macro_rules! in_both {
    (|$x:ident, $y:ident, $at:ident| $call:expr) => {{
        let wide = {
            let ($x, $y, $at) = sample();
            $call
        };
        let narrow = {
            let ($x, $y, $at) = sample();
            let ($x, $y, $at) =
                ($x.mapv(|v| v as f32), $y.mapv(|v| v as f32), $at.mapv(|v| v as f32));
            $call
        };
        assert_close!(narrow.mapv(f64::from), wide, TOLERANCE, TOLERANCE);
    }};
}

fn sample() -> (Array1<f64>, Array1<f64>, Array1<f64>) {
    let x = abscissae(20, 1);
    let at = inside(&x, 30, 3);
    (x, noise(20, 2), at)
}

#[test]
fn curves() {
    in_both!(|x, y, at| interp(&at, &x, &y, &InterpOptions::default()).unwrap());
    in_both!(|x, y, at| {
        let options = Interp1dOptions { kind: Interp1dKind::Cubic, ..Default::default() };
        Interp1d::new(&x, &y, Axis(0), &options).unwrap().at(&at).unwrap()
    });
    in_both!(|x, y, at| {
        CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()).unwrap().at(&at)
    });
    in_both!(|x, y, at| PchipInterpolator::new(&x, &y, Axis(0)).unwrap().at(&at));
    in_both!(|x, y, at| {
        Akima1DInterpolator::new(&x, &y, Axis(0), AkimaMethod::Akima).unwrap().at(&at)
    });
    in_both!(|x, y, at| {
        let curve = CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()).unwrap();
        assert!(!at.is_empty());
        Array1::from(curve.roots(&RootOptions::default()).into_scalar())
    });
}

#[test]
fn splines() {
    in_both!(|x, y, at| {
        let options = InterpSplineOptions { degree: 5, ..Default::default() };
        make_interp_spline(&x, &y, Axis(0), &options).unwrap().at(&at)
    });
    in_both!(|x, y, at| {
        let (a, b, c) = (x[0], x[9], x[19]);
        let knots = array![a, a, a, a, b, c, c, c, c];
        make_lsq_spline(&x, &y, Axis(0), &knots, &LsqSplineOptions::default()).unwrap().at(&at)
    });
    in_both!(|x, y, at| {
        let options = SmoothingSplineOptions { lam: Some(1.5), weights: None };
        make_smoothing_spline(&x, &y, Axis(0), &options).unwrap().at(&at)
    });
    in_both!(|x, y, at| {
        let options = SplrepOptions { smoothing: 2.5, ..Default::default() };
        make_splrep(&x, &y, &options).unwrap().spline.at(&at)
    });
}

#[test]
fn polynomials_and_several_variables() {
    in_both!(|x, y, at| {
        let few = ndarray::s![..6];
        let p = BarycentricInterpolator::new(&x.slice(few), &y.slice(few), Axis(0)).unwrap();
        p.at(&at.mapv(|v| v.min(x[5])))
    });
    in_both!(|x, y, at| {
        let few = ndarray::s![..5];
        let p = KroghInterpolator::new(&x.slice(few), &y.slice(few), Axis(0)).unwrap();
        p.at(&at.mapv(|v| v.min(x[4])))
    });
    in_both!(|x, y, at| {
        let options = GridOptions { method: GridMethod::Cubic, ..Default::default() };
        let f = RegularGridInterpolator::new(&[x.view()], &y, &options).unwrap();
        f.at(&at.insert_axis(Axis(1))).unwrap()
    });
    in_both!(|x, y, at| {
        let f = RBFInterpolator::new(&x.insert_axis(Axis(1)), &y, &RbfOptions::default()).unwrap();
        f.at(&at.insert_axis(Axis(1))).unwrap()
    });
}

#[test]
fn no_points_and_no_lanes() {
    let x = abscissae(6, 1);
    let (none, no_lanes) = (Array1::<f64>::zeros(0), Array2::<f64>::zeros((6, 0)));
    let options = CubicSplineOptions::default();
    let curve = CubicSpline::new(&x, &matrix(6, 2, 2), Axis(0), &options).unwrap();
    assert_eq!(curve.at(&none).shape(), [0, 2]);
    let curve = CubicSpline::new(&x, &no_lanes, Axis(0), &options).unwrap();
    assert_eq!(curve.at(&x).shape(), [6, 0]);
    assert_eq!(curve.antiderivative(2).derivative_at(&x, 1).shape(), [6, 0]);
    assert_eq!(curve.integrate(0.0, 1.0).len(), 0);
    let spline =
        make_interp_spline(&x, &no_lanes, Axis(0), &InterpSplineOptions::default()).unwrap();
    assert_eq!(spline.at(&x).shape(), [6, 0]);
    assert_eq!(spline.derivative(1).unwrap().antiderivative(2).at(&none).shape(), [0, 0]);
    assert_eq!(spline.to_ppoly().at(&x).shape(), [6, 0]);
    let options = SmoothingSplineOptions::default();
    let spline = make_smoothing_spline(&x, &no_lanes, Axis(0), &options).unwrap();
    assert_eq!(spline.at(&x).shape(), [6, 0]);
    let p = BarycentricInterpolator::new(&x, &no_lanes, Axis(0)).unwrap();
    assert_eq!(p.derivative_at(&x, 1).shape(), [6, 0]);
    let p = PchipInterpolator::new(&x, &no_lanes, Axis(0)).unwrap();
    assert_eq!(p.at(&x).shape(), [6, 0]);
    let p = Akima1DInterpolator::new(&x, &no_lanes, Axis(0), AkimaMethod::Akima).unwrap();
    assert_eq!(p.at(&x).shape(), [6, 0]);
    let lines = Interp1d::new(&x, &no_lanes, Axis(0), &Interp1dOptions::default()).unwrap();
    assert_eq!(lines.at(&x).unwrap().shape(), [6, 0]);
    let f = RBFInterpolator::new(&matrix(6, 2, 3), &no_lanes, &RbfOptions::default()).unwrap();
    assert_eq!(f.at(&matrix(4, 2, 4)).unwrap().shape(), [4, 0]);
}
