//! Several variables and kernel densities against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, array};
use onkai_stats::Error;
use onkai_stats::distributions::multivariate::*;
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy.
const RTOL: f64 = 1e-10;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "multivariate")
}

fn points(rows: usize, columns: usize, factor: f64, seed: u32) -> Array2<f64> {
    (noise(rows * columns, seed) * factor).into_shape_with_order((rows, columns)).unwrap()
}

fn sample() -> (MultivariateNormal, Array2<f64>) {
    let mean = array![0.5, -1.0, 2.0];
    let normal = MultivariateNormal::new(&mean, &golden().array2("mvn.covariance")).unwrap();
    (normal, points(10, 3, 2.0, 12) + &mean)
}

#[test]
fn densities_and_entropy() {
    let (normal, x) = sample();
    assert_close!(normal.logpdf_of(&x).unwrap(), golden().array1::<f64>("mvn.logpdf"), RTOL, 0.0);
    let pdf = normal.pdf_of(&x).unwrap();
    assert_close!(pdf.mapv(f64::ln), normal.logpdf_of(&x).unwrap(), 1e-12, 0.0);
    assert!((normal.entropy() - golden().scalar::<f64>("mvn.entropy")).abs() < 1e-12);
}

#[test]
fn probabilities_of_rectangles() {
    let (normal, x) = sample();
    let options = CdfOptions { abs_eps: 1e-5, ..Default::default() };
    let expected: Array1<f64> = golden().array1("mvn.cdf3");
    for (row, expected) in x.rows().into_iter().zip(expected) {
        let found = normal.cdf(&row, &options).unwrap();
        assert!(found.converged && found.error < 1e-4, "{found:?}");
        assert!((found.value - expected).abs() < 2e-5, "{found:?} {expected}");
        assert_eq!(found, normal.cdf(&row, &options).unwrap());
    }
    let head = MultivariateNormal::new(
        &array![0.5, -1.0],
        &normal.covariance().slice(ndarray::s![..2, ..2]),
    );
    let head = head.unwrap();
    let cdf: Array1<f64> = x
        .rows()
        .into_iter()
        .map(|row| head.cdf(&row.slice(ndarray::s![..2]), &options).unwrap().value)
        .collect();
    assert_close!(cdf, golden().array1::<f64>("mvn.cdf2"), 1e-9, 1e-12);
    // Between bounds; crossed ones change the sign.
    let low = CdfOptions { lower_limit: Some(array![0.0, -2.0]), ..Default::default() };
    let value = head.cdf(&array![1.0, 0.0], &low).unwrap().value;
    let crossed = CdfOptions { lower_limit: Some(array![1.0, -2.0]), ..Default::default() };
    assert_eq!(head.cdf(&array![0.0, 0.0], &crossed).unwrap().value, -value);
    // Independent variables: a product, also with one that is known.
    let covariance = Array2::from_diag(&array![1.0, 4.0, 9.0, 1.0]);
    let normal = MultivariateNormal::new(&Array1::zeros(4), &covariance).unwrap();
    let quarter = normal.cdf(&array![0.0, 0.0, f64::INFINITY, 0.0], &options).unwrap();
    assert!((quarter.value - 0.125).abs() < 1e-6);
    let flat = Array2::from_diag(&array![1.0, 0.0, 1.0]);
    let flat = MultivariateNormal::new_allow_singular(&Array1::zeros(3), &flat).unwrap();
    assert!((flat.cdf(&array![0.0, 1.0, 0.0], &options).unwrap().value - 0.25).abs() < 1e-6);
    assert_eq!(flat.cdf(&array![0.0, -1.0, 0.0], &options).unwrap().value, 0.0);
}

#[test]
fn strongly_correlated_pairs_keep_their_digits() {
    // P(X ≤ 0, Y ≤ 0) = 1/4 + asin(ρ) / (2π)
    for rho in [-1.0 + 1e-9, -0.999, -0.3, 0.0, 0.6, 0.99999, 1.0 - 1e-12] {
        let covariance = array![[1.0, rho], [rho, 1.0]];
        let mean = array![0.0, 0.0];
        let normal = MultivariateNormal::new_allow_singular(&mean, &covariance).unwrap();
        let value = normal.cdf(&mean, &CdfOptions::default()).unwrap().value;
        let expected = 0.25 + f64::asin(rho) / (2.0 * std::f64::consts::PI);
        assert!((value - expected).abs() < 1e-12, "{rho}: {value} {expected}");
    }
}

#[test]
fn a_singular_covariance_is_refused_unless_allowed() {
    let a = array![[1.0, 2.0, -1.0], [0.0, 1.0, 1.0]];
    let covariance = a.t().dot(&a);
    let mean = Array1::zeros(3);
    let refused = MultivariateNormal::new(&mean, &covariance).unwrap_err().to_string();
    assert_eq!(refused, "`covariance` must not be singular");
    let normal = MultivariateNormal::new_allow_singular(&mean, &covariance).unwrap();
    let x = array![[0.3, 1.1, 0.2], [1.0, 2.0, -1.0], [1.0, 0.0, 0.0]];
    assert_close!(
        normal.logpdf_of(&x).unwrap(),
        golden().array1::<f64>("mvn.singular"),
        1e-10,
        0.0
    );
    assert!((normal.entropy() - golden().scalar::<f64>("mvn.singular_entropy")).abs() < 1e-12);
    // Random points lie on the plane.
    assert!(normal.logpdf_of(&normal.rvs(50, 3)).unwrap().iter().all(|v| v.is_finite()));
}

#[test]
fn random_points_and_the_fit_to_them() {
    let (normal, _) = sample();
    let x = normal.rvs(20_000, 5);
    assert_eq!(x, normal.rvs(20_000, 5));
    let fitted = MultivariateNormal::fit(&x).unwrap();
    assert_close!(fitted.mean(), normal.mean(), 0.0, 0.05);
    assert_close!(fitted.covariance(), normal.covariance(), 0.0, 0.1);
    assert!(MultivariateNormal::fit(&Array2::zeros((0, 2))).is_err());
    assert!(MultivariateNormal::fit(&Array2::ones((5, 2))).is_err());
}

#[test]
fn unfit_arguments_are_named() {
    let build = |mean: Array1<f64>, covariance: Array2<f64>| {
        MultivariateNormal::new(&mean, &covariance).unwrap_err().to_string()
    };
    let zero = Array1::zeros(2);
    assert!(build(Array1::zeros(0), Array2::zeros((0, 0))).starts_with("`mean` has length 0"));
    assert!(build(zero.clone(), Array2::zeros((2, 3))).starts_with("expected square matrix"));
    assert!(build(zero.clone(), Array2::eye(3)).starts_with("`covariance` has shape"));
    let lopsided = array![[1.0, 0.5], [0.0, 1.0]];
    assert_eq!(build(zero.clone(), lopsided), "`covariance` must be symmetric");
    let negative = array![[1.0, 2.0], [2.0, 1.0]];
    assert_eq!(build(zero.clone(), negative), "`covariance` must be positive semidefinite");
    assert!(build(array![f64::NAN, 0.0], Array2::eye(2)).starts_with("`mean` is not finite"));
    let normal = MultivariateNormal::new(&zero, &Array2::eye(2)).unwrap();
    assert!(matches!(normal.pdf(&array![1.0]), Err(Error::Shape { name: "x", .. })));
    let options = CdfOptions { abs_eps: 0.0, ..Default::default() };
    assert!(matches!(normal.cdf(&zero, &options), Err(Error::Parameter { name: "abs_eps", .. })));
    let nan = array![f64::NAN, 0.0];
    assert!(normal.cdf(&nan, &CdfOptions::default()).is_err());
    assert!(normal.pdf(&nan).unwrap().is_nan());
}

#[test]
fn kernel_densities_of_numbers() {
    let (data, at, weights) = (noise(80, 21), noise(15, 22) * 1.5, noise(80, 23) + 1.5);
    for (name, bandwidth) in [
        ("scott", Bandwidth::Scott),
        ("silverman", Bandwidth::Silverman),
        ("factor", Bandwidth::Factor(0.3)),
    ] {
        let weights = (name == "factor").then(|| weights.clone());
        let kde = GaussianKde::new_1d(&data, &KdeOptions { bandwidth, weights }).unwrap();
        let expected: Array1<f64> = golden().array1(&format!("kde.{name}"));
        assert_close!(kde.evaluate_1d(&at).unwrap(), expected, RTOL, 0.0, "{name}");
        let expected: Array1<f64> = golden().array1(&format!("kde.{name}.log"));
        let log = kde.logpdf(&at.view().insert_axis(Axis(1))).unwrap();
        assert_close!(log, expected, RTOL, 1e-14, "{name}");
        let rest = array![
            kde.factor(),
            kde.effective_len(),
            kde.integrate_box_1d(-0.5, 0.7).unwrap(),
            kde.integrate_gaussian(&array![0.2], &array![[0.3]]).unwrap(),
        ];
        assert_close!(rest, golden().array1::<f64>(&format!("kde.{name}.rest")), RTOL, 0.0);
    }
}

#[test]
fn kernel_densities_of_points() {
    let data = points(60, 2, 1.0, 24).dot(&array![[1.0, 0.4], [0.0, 0.6]]);
    let at = points(10, 2, 1.2, 25);
    let weights = Some((noise(80, 23) + 1.5).slice(ndarray::s![..60]).to_owned());
    let options = KdeOptions { weights, ..Default::default() };
    let kde = GaussianKde::new(&data, &options).unwrap();
    assert_close!(kde.evaluate(&at).unwrap(), golden().array1::<f64>("kde.plane"), RTOL, 0.0);
    let far = kde.logpdf(&(&at + 40.0)).unwrap();
    assert_close!(far, golden().array1::<f64>("kde.plane.log"), RTOL, 0.0);
    let turned = data.slice(ndarray::s![..;-1, ..]).mapv(|v| 0.5 * v);
    let other = GaussianKde::new(&turned, &KdeOptions::default()).unwrap();
    let covariance = array![[0.5, 0.1], [0.1, 0.4]];
    let rest = array![
        kde.factor(),
        kde.effective_len(),
        kde.integrate_gaussian(&array![0.1, 0.2], &covariance).unwrap(),
        kde.integrate_kde(&other).unwrap(),
    ];
    assert_close!(rest, golden().array1::<f64>("kde.plane.rest"), RTOL, 0.0);
    // Drawn points have the mean of the data and a covariance larger by the bumps'.
    let drawn = kde.resample(20_000, 9);
    let mean = drawn.mean_axis(Axis(0)).unwrap();
    let w = options.weights.clone().unwrap();
    let expected = w.dot(&data) / w.sum();
    assert_close!(mean, expected, 0.0, 0.02);
    assert_eq!(drawn, kde.resample(20_000, 9));
}

#[test]
fn unfit_data_of_a_kernel_density_are_refused() {
    let none = KdeOptions::default();
    let make = |data: Array1<f64>, options: &KdeOptions| GaussianKde::new_1d(&data, options);
    assert!(matches!(make(array![1.0], &none), Err(Error::TooShort { name: "data", .. })));
    assert!(matches!(make(array![1.0, f64::NAN], &none), Err(Error::NotFinite { .. })));
    let equal = make(array![0.1, 0.1, 0.1], &none);
    assert!(matches!(equal, Err(Error::NotPositiveDefinite { .. })), "{equal:?}");
    let line = array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]];
    assert!(matches!(GaussianKde::new(&line, &none), Err(Error::NotPositiveDefinite { .. })));
    let x = array![1.0, 2.0, 4.0];
    let with = |weights: Array1<f64>| KdeOptions { weights: Some(weights), ..Default::default() };
    let wrong = make(x.clone(), &with(array![1.0]));
    assert!(matches!(wrong, Err(Error::Shape { name: "weights", .. })));
    for weights in [array![1.0, -1.0, 1.0], array![0.0, 0.0, 1.0]] {
        let wrong = make(x.clone(), &with(weights));
        assert!(matches!(wrong, Err(Error::Values { name: "weights", .. })));
    }
    let factor = KdeOptions { bandwidth: Bandwidth::Factor(0.0), weights: None };
    assert!(matches!(make(x.clone(), &factor), Err(Error::Parameter { name: "factor", .. })));
    let kde = make(x, &none).unwrap();
    let plane = Array2::zeros((3, 2));
    assert!(matches!(kde.evaluate(&plane), Err(Error::Shape { name: "x", .. })));
    let mean = array![0.0, 1.0];
    let integral = kde.integrate_gaussian(&mean, &Array2::eye(2));
    assert!(matches!(integral, Err(Error::Shape { name: "mean", .. })));
}
