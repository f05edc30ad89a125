//! Least squares and curve fits against SciPy 1.17.1 and NIST's certified values.

use ndarray::{Array1, Array2, ArrayRef1, Axis, array, s, stack};
use onkai_optimize::{
    Bounds, CurveFitOptions, CurveFitter, DifferenceStep, Differences, Error, LeastSquares,
    LeastSquaresMethod, LeastSquaresOptions, LeastSquaresStatus, Loss, Scheme, Sigma, XScale,
    curve_fit, least_squares,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::systems::{System, chebyquad, helical, powell_singular, rosenbrock, watson};

const CALLS: f64 = 1.2;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "roots")
}

/// Name, residuals, start and bounds, as in the golden script.
fn problems() -> Vec<(&'static str, System, Array1<f64>, Bounds)> {
    let bounds = |lower: &[f64], upper: &[f64]| {
        Bounds::new(lower.to_vec().into(), upper.to_vec().into()).unwrap()
    };
    let sevenths = (1..7).map(|k| f64::from(k) / 7.0).collect();
    vec![
        ("rosenbrock", rosenbrock, array![-1.2, 1.0], bounds(&[-2.0, -1.0], &[0.8, 3.0])),
        ("helical", helical, array![-1.0, 0.1, 0.0], bounds(&[-1.5, -1.0, -1.0], &[0.9, 1.0, 1.0])),
        ("watson", watson, Array1::zeros(6), bounds(&[-0.5; 6], &[1.0; 6])),
        ("chebyquad", chebyquad, sevenths, bounds(&[0.0; 6], &[0.45, 0.45, 0.45, 1.0, 1.0, 1.0])),
        (
            "powell_singular",
            powell_singular,
            array![3.0, -1.0, 0.0, 1.0],
            bounds(&[0.1, -2.0, -1.0, -1.0], &[4.0, 2.0, 2.0, 2.0]),
        ),
    ]
}

#[test]
fn every_method_is_as_good_as_scipys() {
    let golden = golden();
    for (name, f, x0, bounds) in problems() {
        for method in ["trf", "dogbox", "lm"] {
            for kind in ["plain", "three_point", "jac_scale", "bounds", "bounds_scaled"] {
                if method == "lm" && kind.starts_with("bounds") {
                    continue;
                }
                let expected = golden.array1::<f64>(&format!("lsq_{method}_{kind}_{name}_"));
                let mut options = LeastSquaresOptions {
                    method: method.parse().unwrap(),
                    ..LeastSquaresOptions::default()
                };
                let mut start = x0.clone();
                if kind == "three_point" {
                    let step = DifferenceStep::Automatic;
                    options.differences = Differences { scheme: Scheme::ThreePoint, step };
                }
                if kind.ends_with("scale") || kind.ends_with("scaled") {
                    options.x_scale = XScale::Jacobian;
                }
                if kind.starts_with("bounds") {
                    for i in 0..start.len() {
                        start[i] = start[i].clamp(bounds.lower[i], bounds.upper[i]);
                    }
                    options.bounds = Some(bounds.clone());
                }
                let found = least_squares(f, &start, &options).unwrap();
                let what = format!("{method} {kind} {name}: {found:?} {expected}");
                assert!(found.success(), "{what}");
                let slack = 1e-6 * expected[2] + 1e-14;
                assert!(found.cost <= expected[2] + slack, "{what}");
                assert!(found.nfev as f64 <= CALLS * expected[0] + 3.0, "{what}");
                assert!(
                    kind == "plain" || !kind.starts_with("bounds") || bounds.contains(&found.x)
                );
                assert_eq!(found.fun, f(&found.x));
            }
        }
    }
}

#[test]
fn losses_are_scipys() {
    let golden = golden();
    let t = Array1::linspace(0.0, 3.0, 40);
    let mut data = t.mapv(|t: f64| 2.0 * (-1.3 * t).exp() + 0.5) + noise(40, 3) * 0.05;
    for i in (5..40).step_by(9) {
        data[i] += 1.5;
    }
    let f = |p: &ArrayRef1<f64>| t.mapv(|t| p[0] * (-p[1] * t).exp() + p[2]) - &data;
    for method in ["trf", "dogbox"] {
        for name in ["linear", "soft_l1", "huber", "cauchy", "arctan"] {
            let expected = golden.array1::<f64>(&format!("loss_{method}_{name}_"));
            let options = LeastSquaresOptions {
                method: method.parse().unwrap(),
                loss: name.parse().unwrap(),
                f_scale: 0.1,
                ..LeastSquaresOptions::default()
            };
            let found = least_squares(f, &array![1.0, 1.0, 0.0], &options).unwrap();
            assert!(found.success());
            assert!((found.cost / expected[2] - 1.0).abs() < 1e-6, "{method} {name} {found:?}");
            assert_close!(found.x, expected.slice(s![4..]).to_owned(), 1e-3, 1e-4);
            assert!(found.nfev as f64 <= CALLS * expected[0] + 3.0, "{method} {name}");
        }
    }
}

fn sine(x: &ArrayRef1<f64>, p: &ArrayRef1<f64>) -> Array1<f64> {
    x.mapv(|x| p[0] * (p[1] * x).sin())
}

fn talk_data() -> (Array1<f64>, Array1<f64>) {
    let x = Array1::linspace(-5.0, 5.0, 50);
    let y = x.mapv(|x: f64| 2.9 * (1.5 * x).sin() + 0.3 * (17.0 * x).cos());
    (x, y)
}

#[test]
fn curve_fits_are_scipys() {
    let golden = golden();
    let (x, y) = talk_data();
    let deviations = noise(50, 5) * 0.5 + 1.0;
    let mixing = noise(2500, 6).into_shape_with_order((50, 50)).unwrap() * 0.1;
    let covariance = mixing.dot(&mixing.t()) + Array2::<f64>::eye(50);
    let method = |name: &str| {
        let method = name.parse().unwrap();
        Some(LeastSquaresOptions { method, ..LeastSquaresOptions::default() })
    };
    let bounds = Some(Bounds::new(array![0.0, 1.0], array![2.5, 2.5]).unwrap());
    let within = Some(LeastSquaresOptions { bounds, ..LeastSquaresOptions::default() });
    let weighed = |sigma: Sigma, absolute_sigma: bool| CurveFitOptions {
        sigma: Some(sigma),
        absolute_sigma,
        least_squares: None,
    };
    let with = |least_squares| CurveFitOptions { least_squares, ..CurveFitOptions::default() };
    for (name, options) in [
        ("talk", CurveFitOptions::default()),
        ("trf", with(method("trf"))),
        ("dogbox", with(method("dogbox"))),
        ("bounds", with(within)),
        ("sigma", weighed(Sigma::Deviations(deviations.clone()), false)),
        ("absolute", weighed(Sigma::Deviations(deviations), true)),
        ("covariance", weighed(Sigma::Covariance(covariance.clone()), false)),
        ("absolute_covariance", weighed(Sigma::Covariance(covariance), true)),
    ] {
        let fit = curve_fit(sine, &x, &y, &array![2.0, 2.0], &options).unwrap();
        assert!(fit.success() && fit.is_covariance_estimated, "{name} {fit:?}");
        assert_close!(fit.parameters, golden.array1::<f64>(&format!("fit_{name}_p")), 1e-6, 1e-8);
        assert_close!(fit.covariance, golden.array2::<f64>(&format!("fit_{name}_c")), 1e-4, 1e-8);
    }
}

#[test]
fn a_covariance_that_cannot_be_estimated_is_infinite() {
    let (x, y) = (array![1.0, 2.0], array![1.0, 3.0]);
    let line = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| p[0] * x + p[1]);
    let options = CurveFitOptions::default();
    let fit = curve_fit(line, &x, &y, &array![0.0, 0.0], &options).unwrap();
    assert!(fit.success() && !fit.is_covariance_estimated);
    assert!(fit.covariance.iter().all(|c| *c == f64::INFINITY));
    let same = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| (p[0] + p[1]) * x);
    let (x, y) = (array![1.0, 2.0, 3.0, 4.0], array![1.0, 2.5, 3.0, 3.5]);
    let fit = curve_fit(same, &x, &y, &array![1.0, 1.0], &options).unwrap();
    assert!(fit.success());
}

#[test]
fn jacobians_save_evaluations() {
    let (x, y) = talk_data();
    let jacobian = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| {
        stack![Axis(1), x.mapv(|x| (p[1] * x).sin()), x.mapv(|x| p[0] * x * (p[1] * x).cos())]
    };
    let plain = curve_fit(sine, &x, &y, &array![2.0, 2.0], &CurveFitOptions::default()).unwrap();
    let fitter = CurveFitter::new(sine).jacobian(jacobian);
    let weighed = CurveFitOptions {
        sigma: Some(Sigma::Deviations(Array1::from_elem(50, 2.0))),
        ..CurveFitOptions::default()
    };
    let fit = fitter.run(&x, &y, &array![2.0, 2.0], &weighed).unwrap();
    assert!(fit.nfev < plain.nfev);
    assert_close!(fit.parameters, plain.parameters, 1e-6, 0.0);
    assert_close!(fit.covariance, plain.covariance, 1e-4, 0.0);
}

#[test]
fn bad_fits_are_refused() {
    let (x, y) = talk_data();
    let options = CurveFitOptions::default();
    let fit = |p0: Array1<f64>| curve_fit(sine, &x, &y, &p0, &options).unwrap_err();
    assert!(matches!(fit(array![]), Error::TooShort { name: "p0", .. }));
    assert!(matches!(fit(array![f64::NAN, 1.0]), Error::NotFinite { name: "p0", .. }));
    let error = curve_fit(sine, &x, &array![], &array![1.0, 1.0], &options).unwrap_err();
    assert!(matches!(error, Error::TooShort { name: "y", .. }));
    let error = curve_fit(sine, &x, &array![1.0], &array![1.0, 1.0], &options).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "model(x, p0)", .. }));
    let (one, two) = (array![1.0], array![1.0, 1.0]);
    let error = curve_fit(sine, &one, &one, &two, &options).unwrap_err();
    assert!(matches!(error, Error::TooShort { name: "y", expected: 2, actual: 1 }));
    for (sigma, is_shape) in [
        (Sigma::Deviations(array![1.0]), true),
        (Sigma::Deviations(Array1::zeros(50)), false),
        (Sigma::Covariance(Array2::eye(3)), true),
        (Sigma::Covariance(-Array2::<f64>::eye(50)), false),
    ] {
        let options = CurveFitOptions { sigma: Some(sigma), ..CurveFitOptions::default() };
        let error = curve_fit(sine, &x, &y, &two, &options).unwrap_err();
        assert_eq!(matches!(error, Error::Shape { name: "sigma", .. }), is_shape, "{error}");
        assert!(error.to_string().contains("sigma"));
    }
    let bounds = Some(Bounds::uniform(2, 3.0, 4.0).unwrap());
    let least_squares = Some(LeastSquaresOptions { bounds, ..LeastSquaresOptions::default() });
    let options = CurveFitOptions { least_squares, ..CurveFitOptions::default() };
    let error = curve_fit(sine, &x, &y, &two, &options).unwrap_err();
    assert_eq!(error.to_string(), "`p0` must lie within `bounds`");
}

#[test]
fn bad_least_squares_are_refused() {
    let default = LeastSquaresOptions::default;
    let run = |x0: Array1<f64>, options: LeastSquaresOptions| {
        least_squares(ndarray::ArrayRef::to_owned, &x0, &options).unwrap_err()
    };
    let one = || array![1.0];
    assert!(matches!(run(array![], default()), Error::TooShort { name: "x0", .. }));
    assert!(matches!(run(array![f64::INFINITY], default()), Error::NotFinite { name: "x0", .. }));
    for options in [
        LeastSquaresOptions { ftol: -1.0, ..default() },
        LeastSquaresOptions { f_scale: 0.0, ..default() },
        LeastSquaresOptions { max_nfev: Some(0), ..default() },
    ] {
        assert!(matches!(run(one(), options), Error::Parameter { .. }));
    }
    let lm = LeastSquaresMethod::Lm;
    let bounds = || Some(Bounds::uniform(1, 0.0, 2.0).unwrap());
    for options in [
        LeastSquaresOptions { ftol: 0.0, xtol: 0.0, gtol: 0.0, ..default() },
        LeastSquaresOptions { method: lm, gtol: 0.0, ..default() },
        LeastSquaresOptions { method: lm, bounds: bounds(), ..default() },
        LeastSquaresOptions { method: lm, loss: Loss::Huber, ..default() },
        LeastSquaresOptions { bounds: Some(Bounds::uniform(1, 1.0, 1.0).unwrap()), ..default() },
        LeastSquaresOptions { x_scale: XScale::Each(array![0.0]), ..default() },
    ] {
        assert!(matches!(run(one(), options), Error::Values { .. }));
    }
    let options = LeastSquaresOptions { bounds: bounds(), ..default() };
    assert!(matches!(run(array![3.0], options), Error::Values { name: "x0", .. }));
    let options = LeastSquaresOptions { bounds: bounds(), ..default() };
    assert!(matches!(run(array![1.0, 1.0], options), Error::Shape { .. }));
    let nan = |x: &ArrayRef1<f64>| x.mapv(|_| f64::NAN);
    let error = least_squares(nan, &one(), &default()).unwrap_err();
    assert!(matches!(error, Error::NotFinite { name: "fun(x0)", .. }));
    let few = LeastSquaresOptions { method: lm, ..default() };
    let error = least_squares(|_| array![1.0], &array![1.0, 2.0], &few).unwrap_err();
    assert!(matches!(error, Error::TooShort { name: "fun(x0)", .. }));
    let problem = LeastSquares::new(ndarray::ArrayRef::to_owned).jacobian(|_| array![[1.0, 2.0]]);
    let error = problem.run(&one(), &default()).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "jacobian", .. }));
}

#[test]
fn limits_and_holes_are_data() {
    for method in ["trf", "dogbox", "lm"] {
        let options = LeastSquaresOptions {
            method: method.parse().unwrap(),
            max_nfev: Some(3),
            ..LeastSquaresOptions::default()
        };
        let found = least_squares(rosenbrock, &array![-1.2, 1.0], &options).unwrap();
        assert_eq!(
            (found.status, found.nfev),
            (LeastSquaresStatus::EvaluationLimit, 3),
            "{method}"
        );
        // Steps into a region without values are shortened.
        let holed = |x: &ArrayRef1<f64>| array![x[0].ln() - 1.0];
        let options = LeastSquaresOptions { max_nfev: None, ..options };
        let found = least_squares(holed, &array![20.0], &options).unwrap();
        assert!((found.x[0] - 1.0_f64.exp()).abs() < 1e-6, "{method} {found:?}");
    }
}
