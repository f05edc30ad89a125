//! Fits against SciPy 1.17.1: closed forms by parameters, searches by likelihood.

use ndarray::{Array1, array};
use onkai_stats::Error;
use onkai_stats::distributions::continuous::*;
use onkai_stats::distributions::fit::*;
use onkai_testing::{Golden, assert_close};

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "multivariate")
}

fn parameters<D>(fitted: &Fitted<D>) -> Array1<f64> {
    fitted.shapes.iter().copied().chain([fitted.loc, fitted.scale]).collect()
}

fn at(loc: Option<f64>, scale: Option<f64>) -> FitOptions {
    FitOptions { loc, scale, ..Default::default() }
}

fn closed<D: Fit>(name: &str, options: &FitOptions, rtol: f64) {
    let golden = golden();
    let x: Array1<f64> = golden.array1(&format!("closed.{name}.x"));
    let expected: Array1<f64> = golden.array1(&format!("closed.{name}.fit"));
    let fitted = D::fit(&x, options).unwrap();
    assert!(fitted.converged && fitted.n_iter == 0, "{name}");
    assert_close!(parameters(&fitted), expected, rtol, 1e-12, "{name}");
}

#[test]
fn closed_forms_give_scipys_parameters() {
    closed::<Normal>("norm", &at(None, None), 1e-12);
    closed::<Exponential>("expon", &at(None, None), 1e-12);
    closed::<Uniform>("uniform", &at(None, None), 1e-12);
    closed::<Laplace>("laplace", &at(None, None), 1e-12);
    closed::<HalfNormal>("halfnorm", &at(None, None), 1e-12);
    closed::<Rayleigh>("rayleigh", &at(Some(1.0), None), 1e-12);
    closed::<LogNormal>("lognorm", &at(Some(0.0), None), 1e-12);
    closed::<InverseGaussian>("invgauss", &at(Some(0.0), None), 1e-11);
    closed::<Pareto>("pareto", &at(Some(0.0), None), 1e-12);
    // SciPy solves these equations to about 1e-10, Weibull's by a simplex search.
    closed::<Gamma>("gamma", &at(Some(0.0), None), 1e-9);
    closed::<Beta>("beta", &at(Some(0.0), Some(1.0)), 1e-7);
    closed::<VonMises>("vonmises", &at(None, None), 1e-7);
    closed::<WeibullMin>("weibull_min", &at(Some(0.0), None), 1e-3);
}

fn searched<D: Fit>(name: &str, options: &FitOptions) {
    let golden = golden();
    let x: Array1<f64> = golden.array1(&format!("searched.{name}.x"));
    let expected: Array1<f64> = golden.array1(&format!("searched.{name}.fit"));
    let fitted = D::fit(&x, options).unwrap();
    let best = expected[expected.len() - 1];
    // As likely as SciPy's at least, and what it says of itself.
    assert!(fitted.log_likelihood >= best - 1e-6, "{name}: {} {best}", fitted.log_likelihood);
    let sum = fitted.distribution.logpdf_of(&x).sum();
    assert!((fitted.log_likelihood - sum).abs() < 1e-9, "{name}");
}

#[test]
fn searches_are_as_likely_as_scipys() {
    searched::<StudentT>("t", &at(None, None));
    searched::<GumbelRight>("gumbel_r", &at(None, None));
    searched::<Logistic>("logistic", &at(None, None));
    searched::<Gamma>("gamma", &at(None, None));
    searched::<WeibullMin>("weibull_min", &at(None, None));
    searched::<GeneralizedExtreme>("genextreme", &at(None, None));
    searched::<F>("f", &at(Some(0.0), Some(1.0)));
    searched::<Nakagami>("nakagami", &at(Some(0.0), None));
    searched::<SkewNormal>("skewnorm", &at(None, None));
    searched::<Cauchy>("cauchy", &at(None, None));
    searched::<Fisk>("fisk", &at(Some(0.0), None));
    searched::<PowerLaw>("powerlaw", &at(Some(0.0), Some(1.0)));
    searched::<GeneralizedPareto>("genpareto", &at(Some(0.0), None));
}

#[test]
fn fixed_parameters_and_moments() {
    let golden = golden();
    let x: Array1<f64> = golden.array1("closed.gamma.x");
    let fixed_a = FitOptions { shapes: vec![Some(2.0)], loc: Some(0.0), ..Default::default() };
    let fitted = parameters(&Gamma::fit(&x, &fixed_a).unwrap());
    assert_close!(fitted, golden.array1::<f64>("fixed.gamma_a"), 1e-12, 0.0);
    let fitted = parameters(&Gamma::fit(&x, &at(Some(0.0), Some(1.5))).unwrap());
    assert_close!(fitted, golden.array1::<f64>("fixed.gamma_scale"), 1e-9, 0.0);
    let fitted = parameters(&Normal::fit(&x, &at(Some(1.0), None)).unwrap());
    assert_close!(fitted, golden.array1::<f64>("fixed.norm_loc"), 1e-12, 0.0);
    let moments = FitOptions { method: FitMethod::Moments, ..at(Some(0.0), None) };
    let fitted = Gamma::fit(&x, &moments).unwrap();
    assert!(fitted.converged);
    assert_close!(parameters(&fitted), golden.array1::<f64>("moments.gamma"), 1e-4, 0.0);
    // A start of one's own, f32 data.
    let start = FitOptions { start: vec![2.0, 0.0, 1.0], ..moments };
    let single = Gamma::fit(&x.mapv(|v| v as f32), &start).unwrap();
    assert_close!(parameters(&single), parameters(&fitted), 1e-4, 0.0);
}

#[test]
fn unfit_data_and_options_are_named() {
    let x = array![1.0, 2.0, 3.5];
    let none = FitOptions::default();
    let empty = Array1::<f64>::zeros(0);
    assert!(matches!(Normal::fit(&empty, &none), Err(Error::TooShort { name: "data", .. })));
    let nan = array![1.0, f64::NAN];
    assert!(matches!(Normal::fit(&nan, &none), Err(Error::NotFinite { name: "data", .. })));
    let all = at(Some(0.0), Some(1.0));
    assert!(matches!(Normal::fit(&x, &all), Err(Error::Values { name: "options", .. })));
    let scale = at(None, Some(-1.0));
    assert!(matches!(Normal::fit(&x, &scale), Err(Error::Parameter { name: "scale", .. })));
    let shapes = FitOptions { shapes: vec![None; 2], ..Default::default() };
    assert!(matches!(Gamma::fit(&x, &shapes), Err(Error::Shape { name: "shapes", .. })));
    let start = FitOptions { start: vec![1.0], ..Default::default() };
    assert!(matches!(Gamma::fit(&x, &start), Err(Error::Shape { name: "start", .. })));
    let right = at(Some(2.0), None);
    let outside = |result| matches!(result, Err(Error::Values { name: "data", .. }));
    assert!(outside(Exponential::fit(&x, &right).map(|_| ())));
    assert!(outside(Gamma::fit(&x, &right).map(|_| ())));
    assert!(outside(Rayleigh::fit(&x, &right).map(|_| ())));
    assert!(outside(Uniform::fit(&x, &right).map(|_| ())));
    assert!(outside(Nakagami::fit(&x, &right).map(|_| ())));
    assert!(outside(Beta::fit(&x, &all).map(|_| ())));
    // Equal values have no scale.
    let equal = array![2.0, 2.0];
    assert!(matches!(Normal::fit(&equal, &none), Err(Error::Parameter { name: "scale", .. })));
}
