//! Discrete distributions against SciPy 1.17.1, their far tails against mpmath.

use ndarray::{Array1, Array2, Array3};
use onkai_stats::Error;
use onkai_stats::distributions::Family;
use onkai_stats::distributions::discrete::*;
use onkai_testing::Golden;

/// f64 against SciPy.
const RTOL: f64 = 1e-10;
const METHODS: [&str; 6] = ["pmf", "logpmf", "cdf", "sf", "logcdf", "logsf"];
const MOMENTS: [&str; 5] = ["mean", "variance", "skewness", "kurtosis", "entropy"];
/// Where SciPy itself is not better, as it subtracts tails from 1 or sums moments to 1e-9.
const LOOSER: &[(&str, &str, f64)] = &[
    ("zipf", "entropy", 1e-3),
    ("zipf", "logsf", 1e-8),
    ("dlaplace", "logsf", 1e-2),
    ("skellam", "logsf", 1e-2),
    ("nhypergeom", "kurtosis", 1e-7),
    ("nhypergeom", "sf", 0.2),
    ("nhypergeom", "logcdf", 0.2),
    ("nhypergeom", "logsf", 1e-2),
    ("betabinom", "sf", 1e-7),
    ("betabinom", "logcdf", 1e-7),
    ("betabinom", "logsf", 1e-8),
];

fn compare(off: &mut Vec<String>, family: &str, method: &str, pair: (f64, f64), at: &str) {
    let (actual, expected) = pair;
    let fits = |row: &&(&str, &str, f64)| row.0 == family && (row.1 == method || row.1.is_empty());
    let allowed = LOOSER.iter().find(fits).map_or(RTOL, |row| row.2);
    let same = actual == expected || actual.is_nan() && expected.is_nan();
    let error = (actual - expected).abs();
    let is_small = error < 1e-12 && MOMENTS.contains(&method) || error < 1e-15;
    let deviation = error / expected.abs().max(f64::MIN_POSITIVE);
    if !same && !is_small && (deviation.is_nan() || deviation > allowed) {
        off.push(format!("{family}.{method} {at}: {actual:e} for {expected:e}, {deviation:.1e}"));
    }
}

fn check<D: Family + DiscreteShape>(off: &mut Vec<String>) {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "discrete");
    let name = D::NAME;
    let p: Array1<f64> = golden.array1("p");
    let shapes: Array2<f64> = golden.array2(&format!("{name}.shapes"));
    let points: Array2<f64> = golden.array2(&format!("{name}.x"));
    let values = golden.array::<f64>(&format!("{name}.values"));
    let values: Array3<f64> = values.into_dimensionality().unwrap();
    let quantiles: Array2<f64> = golden.array2(&format!("{name}.quantiles"));
    let moments: Array2<f64> = golden.array2(&format!("{name}.moments"));
    for (row, shape) in shapes.rows().into_iter().enumerate() {
        let d = D::from_shapes(&shape.to_vec()).unwrap();
        let moved = d.at(-7.0).unwrap();
        for (i, &x) in points.row(row).iter().enumerate() {
            let at = format!("{shape} at {x:e}");
            let actual = [d.pmf(x), d.logpmf(x), d.cdf(x), d.sf(x), d.logcdf(x), d.logsf(x)];
            for (k, method) in METHODS.iter().enumerate() {
                compare(off, name, method, (actual[k], values[[row, k, i]]), &at);
            }
            assert_eq!(moved.cdf(x - 7.0), d.cdf(x), "{name}");
            assert_eq!(d.cdf(x + 0.5), d.cdf(x), "{name}");
            assert_eq!(d.pmf(x + 0.5), 0.0, "{name}");
            // The quantile of a step is where it begins.
            if d.cdf(x) < 1.0 && d.pmf(x) > 1e-12 {
                assert_eq!(d.ppf(d.cdf(x)), x, "{name} {shape}");
                assert_eq!(d.isf(d.sf(x)), x, "{name} {shape}");
            }
        }
        for (i, &expected) in quantiles.row(row).iter().enumerate() {
            assert_eq!(d.ppf(p[i]), expected, "{name} {shape} at {}", p[i]);
        }
        let m = d.moments();
        let actual = [m.mean, m.variance, m.skewness, m.kurtosis, d.entropy()];
        for (k, method) in MOMENTS.iter().enumerate() {
            let expected = moments[[row, k]];
            if expected.is_finite() {
                compare(off, name, method, (actual[k], expected), &format!("{shape}"));
            }
        }
    }
}

macro_rules! check_all {
    ($($family:ident),* $(,)?) => {{
        let mut off = Vec::new();
        $(check::<$family>(&mut off);)*
        assert!(off.is_empty(), "{} values are off:\n{}", off.len(), off.join("\n"));
    }};
}

#[test]
fn trials_and_urns() {
    check_all!(Binomial, Bernoulli, Geometric, NegativeBinomial, Poisson);
    check_all!(Hypergeometric, NegativeHypergeometric, BetaBinomial);
}

#[test]
fn decaying_ones() {
    check_all!(DiscreteUniform, LogSeries, Zipf, Planck, Boltzmann, DiscreteLaplace, Skellam);
}

#[test]
fn far_tails_are_exact() {
    fn each<D: Family + DiscreteShape>(golden: &Golden, method: &str, f: fn(&D, f64) -> f64) {
        let rows: Array2<f64> = golden.array2(&format!("{}.{method}", D::NAME));
        for row in rows.rows() {
            let row = row.to_vec();
            let (shapes, rest) = row.split_at(D::SHAPES.len());
            let d = D::from_shapes(shapes).unwrap();
            let (actual, expected) = (f(&d, rest[0]), rest[rest.len() - 1]);
            assert!((actual / expected - 1.0).abs() < 2e-12, "{d:?}: {actual} for {expected}");
        }
    }
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "discrete_tails");
    each::<Binomial>(&golden, "logsf", Binomial::logsf);
    each::<Poisson>(&golden, "logsf", Poisson::logsf);
    each::<Poisson>(&golden, "logcdf", Poisson::logcdf);
    each::<Hypergeometric>(&golden, "sf", Hypergeometric::sf);
    each::<Skellam>(&golden, "sf", Skellam::sf);
    each::<NegativeBinomial>(&golden, "logsf", NegativeBinomial::logsf);
    each::<Zipf>(&golden, "entropy", |zipf, _| zipf.entropy());
}

#[test]
fn ends_nan_and_unfit_arguments() {
    let binom = Binomial::new(5.0, 0.5).unwrap();
    assert_eq!(
        [binom.ppf(0.0), binom.ppf(1.0), binom.isf(1.0), binom.isf(0.0)],
        [-1.0, 5.0, -1.0, 5.0]
    );
    assert_eq!([binom.cdf(-0.1), binom.cdf(5.0), binom.sf(f64::INFINITY)], [0.0, 1.0, 0.0]);
    for value in [binom.pmf(f64::NAN), binom.cdf(f64::NAN), binom.ppf(1.5), binom.ppf(f64::NAN)] {
        assert!(value.is_nan());
    }
    assert!(matches!(Binomial::new(5.5, 0.5), Err(Error::Parameter { name: "n", .. })));
    assert!(matches!(Binomial::new(5.0, f64::NAN), Err(Error::Parameter { name: "p", .. })));
    assert!(matches!(Poisson::new(-1.0), Err(Error::Parameter { name: "mu", .. })));
    assert!(matches!(Zipf::new(1.0), Err(Error::Parameter { name: "a", .. })));
    assert!(matches!(binom.at(0.5), Err(Error::Parameter { name: "loc", .. })));
    assert!(matches!(Poisson::from_shapes(&[]), Err(Error::Shape { name: "shapes", .. })));
}

#[test]
fn random_numbers_have_the_mean_and_variance() {
    fn check<D: Discrete>(d: &D) {
        let n = 20_000;
        let x = d.rvs(n, 7);
        assert_eq!(x, d.rvs(n, 7));
        let mean = x.mean().unwrap();
        let variance = x.mapv(|v| (v - mean).powi(2)).mean().unwrap();
        let moments = d.moments();
        let error = (moments.variance / n as f64).sqrt();
        assert!((mean - moments.mean).abs() < 4.0 * error);
        let spread = (moments.kurtosis + 2.0).max(0.1).sqrt() / (n as f64).sqrt();
        assert!((variance / moments.variance - 1.0).abs() < 4.0 * spread);
    }
    check(&Binomial::new(40.0, 0.3).unwrap());
    check(&Poisson::new(12.0).unwrap().at(3.0).unwrap());
    check(&Geometric::new(0.2).unwrap());
    check(&Hypergeometric::new(50.0, 12.0, 20.0).unwrap());
    check(&Skellam::new(3.0, 1.0).unwrap());
    check(&BetaBinomial::new(12.0, 0.5, 0.7).unwrap());
    check(&DiscreteUniform::new(-3.0, 12.0).unwrap());
}
