//! What holds of every continuous distribution: ends, errors, random numbers, both precisions.

use ndarray::array;
use onkai_stats::Error;
use onkai_stats::distributions::Family;
use onkai_stats::distributions::continuous::*;
use proptest::prelude::*;

/// The largest distance of the empirical from the exact distribution, and what it may be.
fn kolmogorov<D: Continuous>(d: &D) {
    let n = 2000;
    let mut x = d.rvs(n, 11).to_vec();
    x.sort_by(f64::total_cmp);
    let distance = x.iter().enumerate().fold(0.0_f64, |worst, (i, &v)| {
        let cdf = d.cdf(v);
        worst.max(cdf - i as f64 / n as f64).max((i + 1) as f64 / n as f64 - cdf)
    });
    let p = KolmogorovLimit.sf((n as f64).sqrt() * distance);
    assert!(p > 1e-3, "{:?}: {distance}", d.shape());
}

#[test]
fn random_numbers_follow_their_distribution() {
    kolmogorov(&Normal.at(3.0, 2.0).unwrap());
    kolmogorov(&LogNormal::new(0.7).unwrap());
    kolmogorov(&HalfNormal);
    kolmogorov(&FoldedNormal::new(1.0).unwrap());
    kolmogorov(&TruncatedNormal::new(3.0, 5.0).unwrap());
    kolmogorov(&ExponentialNormal::new(1.5).unwrap());
    kolmogorov(&SkewNormal::new(-3.0).unwrap());
    kolmogorov(&JohnsonSu::new(0.5, 1.5).unwrap());
    kolmogorov(&JohnsonSb::new(0.5, 1.5).unwrap());
    kolmogorov(&Uniform);
    kolmogorov(&Triangular::new(0.3).unwrap());
    kolmogorov(&Exponential);
    kolmogorov(&Gamma::new(0.4).unwrap());
    kolmogorov(&ChiSquared::new(5.0).unwrap());
    kolmogorov(&Erlang::new(3.0).unwrap());
    kolmogorov(&InverseGamma::new(3.0).unwrap());
    kolmogorov(&Chi::new(2.5).unwrap());
    kolmogorov(&Maxwell);
    kolmogorov(&Nakagami::new(0.8).unwrap());
    kolmogorov(&GeneralizedNormal::new(1.3).unwrap());
    kolmogorov(&Beta::new(0.6, 2.0).unwrap());
    kolmogorov(&BetaPrime::new(2.0, 3.0).unwrap());
    kolmogorov(&F::new(3.0, 7.0).unwrap());
    kolmogorov(&StudentT::new(3.0).unwrap());
    kolmogorov(&InverseGaussian::new(1.2).unwrap());
    kolmogorov(&Wald);
    kolmogorov(&Levy);
    kolmogorov(&Moyal);
    kolmogorov(&NoncentralChiSquared::new(3.0, 2.0).unwrap());
    kolmogorov(&Rice::new(1.5).unwrap());
    kolmogorov(&VonMises::new(2.0).unwrap());
}

#[test]
fn ends_and_nan() {
    for value in [
        Normal.pdf(f64::NAN),
        Normal.logpdf(f64::NAN),
        Normal.cdf(f64::NAN),
        Normal.sf(f64::NAN),
        Normal.logcdf(f64::NAN),
        Normal.logsf(f64::NAN),
        Normal.ppf(f64::NAN),
        Normal.ppf(-0.1),
        Normal.isf(1.1),
    ] {
        assert!(value.is_nan());
    }
    let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
    assert_eq!([Normal.pdf(high), Normal.cdf(low), Normal.cdf(high)], [0.0, 0.0, 1.0]);
    assert_eq!([Normal.ppf(0.0), Normal.ppf(1.0), Normal.isf(0.0)], [low, high, high]);
    assert_eq!(
        [Exponential.pdf(-1.0), Exponential.pdf(0.0), Exponential.sf(-1.0)],
        [0.0, 1.0, 1.0]
    );
    assert_eq!([Exponential.logpdf(-1.0), Exponential.logcdf(-1.0)], [low, low]);
    assert_eq!(Uniform.at(2.0, 3.0).unwrap().support(), Support { low: 2.0, high: 5.0 });
    assert_eq!(ChiSquared::new(1.0).unwrap().pdf(0.0), high);
    assert_eq!(Levy.pdf(0.0), 0.0);
}

#[test]
fn unfit_parameters_are_named() {
    let refused = |result: Result<(), Error>, wanted: &str| match result {
        Err(Error::Parameter { name, .. }) => assert_eq!(name, wanted),
        other => panic!("{other:?}"),
    };
    for a in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        refused(Gamma::new(a).map(|_| ()), "a");
        refused(StudentT::new(a).map(|_| ()), "df");
        refused(Normal.at(0.0, a).map(|_| ()), "scale");
    }
    refused(Normal.at(f64::INFINITY, 1.0).map(|_| ()), "loc");
    refused(TruncatedNormal::new(1.0, 0.0).map(|_| ()), "b");
    refused(Triangular::new(1.1).map(|_| ()), "c");
    refused(LogUniform::new(2.0, 1.0).map(|_| ()), "b");
    refused(KolmogorovTwoSided::new(6000.0).map(|_| ()), "n");
    assert!(matches!(Beta::from_shapes(&[1.0]), Err(Error::Shape { name: "shapes", .. })));
    let error = Gamma::new(-1.0).unwrap_err().to_string();
    assert_eq!(error, "`a` is -1, but must be positive and finite");
}

#[test]
fn moments_expectations_and_intervals() {
    let gamma = Gamma::new(2.5).unwrap().at(1.0, 3.0).unwrap();
    for n in 1..=6 {
        let expected = gamma.expect(|x| x.powf(f64::from(n)));
        assert!((gamma.moment(n) / expected - 1.0).abs() < 1e-10, "{n}");
    }
    assert_eq!([gamma.moment(0), gamma.mean(), gamma.variance()], [1.0, 8.5, 22.5]);
    let interval = gamma.interval(0.9);
    assert!((gamma.cdf(interval.high) - gamma.cdf(interval.low) - 0.9).abs() < 1e-13);
    assert_eq!(Pareto::new(3.0).unwrap().moment(5), f64::INFINITY);
    assert!(StudentT::new(3.0).unwrap().moment(5).is_nan());
    assert_eq!(Normal.at(2.0, 3.0).unwrap().at(1.0, 2.0).unwrap(), Normal.at(5.0, 6.0).unwrap());
}

#[test]
fn arrays_of_both_precisions() {
    let x = array![[-1.0_f32, 0.25], [0.5, 3.0]];
    let t = StudentT::new(4.0).unwrap();
    assert_eq!(t.pdf_of(&x), x.mapv(|v| t.pdf(f64::from(v)) as f32));
    assert_eq!(t.logpdf_of(&x), x.mapv(|v| t.logpdf(f64::from(v)) as f32));
    assert_eq!(t.cdf_of(&x), x.mapv(|v| t.cdf(f64::from(v)) as f32));
    assert_eq!(t.sf_of(&x), x.mapv(|v| t.sf(f64::from(v)) as f32));
    assert_eq!(t.logcdf_of(&x), x.mapv(|v| t.logcdf(f64::from(v)) as f32));
    assert_eq!(t.logsf_of(&x), x.mapv(|v| t.logsf(f64::from(v)) as f32));
    let p = array![0.1, 0.5];
    assert_eq!(t.ppf_of(&p), p.mapv(|v| t.ppf(v)));
    assert_eq!(t.isf_of(&p), p.mapv(|v| t.isf(v)));
}

proptest! {
    #[test]
    fn tails_complement_each_other(a in 0.05..200.0_f64, b in 0.05..200.0_f64, p in 1e-12..1.0_f64) {
        let beta = Beta::new(a, b).unwrap();
        let x = beta.ppf(p);
        prop_assert!((beta.cdf(x) + beta.sf(x) - 1.0).abs() < 1e-13);
        let gamma = Gamma::new(a).unwrap();
        let x = gamma.ppf(p);
        prop_assert!((gamma.cdf(x) / p - 1.0).abs() < 1e-10);
        prop_assert!((gamma.logcdf(x).exp() / p - 1.0).abs() < 1e-10);
        let f = F::new(a, b).unwrap();
        let q = 0.5 * p;
        prop_assert!((f.sf(f.isf(q)) / q - 1.0).abs() < 1e-10);
    }

    #[test]
    fn densities_are_slopes(df in 0.5..60.0_f64, x in -6.0..6.0_f64) {
        let t = StudentT::new(df).unwrap();
        let h = 1e-4;
        let slope = (8.0 * (t.cdf(x + h) - t.cdf(x - h)) - (t.cdf(x + 2.0 * h) - t.cdf(x - 2.0 * h)))
            / (12.0 * h);
        prop_assert!((slope - t.pdf(x)).abs() < 1e-9);
        let skewed = SkewNormal::new(df - 20.0).unwrap();
        let slope = (8.0 * (skewed.cdf(x + h) - skewed.cdf(x - h))
            - (skewed.cdf(x + 2.0 * h) - skewed.cdf(x - 2.0 * h))) / (12.0 * h);
        prop_assert!((slope - skewed.pdf(x)).abs() < 1e-8);
    }
}
