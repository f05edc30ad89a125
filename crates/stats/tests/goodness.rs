//! Tests of the shape of distributions and of counts against SciPy.

use ndarray::{Array1, Array3, ArrayRef1, Dimension, RemoveAxis, array, s};
use onkai_stats::*;
use onkai_testing::noise;

use crate::sample::{F64, Samples, check, check_to, each_side, pair, samples};

/// SciPy stops its series for the Cramér-von Mises distribution at terms of 1e-7.
const CVM: f64 = 1e-5;
/// SciPy's normal quantiles in the Shapiro-Wilk test have seven to nine digits.
const SHAPIRO: f64 = 2e-6;
/// SciPy's expansion for Kolmogorov's distribution has seven digits at these sizes.
const KOLMOGOROV: f64 = 2e-6;

fn logistic(v: f64) -> f64 {
    1.0 / (1.0 + (-3.0 * v).exp())
}

fn ks_row(found: Result<KsResult>) -> Vec<f64> {
    let found = found.unwrap();
    vec![found.statistic, found.pvalue, found.location, f64::from(found.sign)]
}

#[test]
fn kolmogorov_smirnov_tests_agree_with_scipy() {
    for n in [5, 17, 90, 1500] {
        let x = noise(n, 8) * 1.3;
        let methods = [
            ("exact", KsMethod::Exact),
            ("approx", KsMethod::Approximate),
            ("asymp", KsMethod::Asymptotic),
        ];
        for (name, method) in methods {
            let row = each_side(|alternative| {
                ks_row(ks_1samp(&x, logistic, &KsOptions { alternative, method }))
            });
            check_to(&format!("ks_1samp_{n}_{name}"), row, if n < 100 { F64 } else { KOLMOGOROV });
        }
    }
    let Samples { x, y, paired, tied, tied_y, .. } = samples();
    let (big_x, big_y) = (noise(1500, 8), noise(1300, 9).mapv(|v| v.powi(3)));
    let pairs = [
        ("small", &x, &y),
        ("ties", &tied, &tied_y),
        ("square", &x, &paired),
        ("big", &big_x, &big_y),
    ];
    for (name, u, v) in pairs {
        for (method_name, method) in [("exact", KsMethod::Exact), ("asymp", KsMethod::Asymptotic)] {
            if name == "big" && method == KsMethod::Exact {
                continue;
            }
            let row =
                each_side(|alternative| ks_row(ks_2samp(u, v, &KsOptions { alternative, method })));
            check_to(&format!("ks_2samp_{name}_{method_name}"), row, KOLMOGOROV);
        }
    }
}

#[test]
fn cramer_von_mises_tests_agree_with_scipy() {
    for n in [3, 17, 300] {
        check_to(&format!("cvm_{n}"), pair(cramervonmises(&(noise(n, 12) * 1.2), logistic)), CVM);
    }
    let Samples { x, y, tied, tied_y, .. } = samples();
    let run = |key, u: &ArrayRef1<f64>, v: &ArrayRef1<f64>, method| {
        check_to(key, pair(cramervonmises_2samp(u, v, method)), CVM);
    };
    let (a, b) = (x.slice(s![..9]), y.slice(s![..12]));
    check("cvm2_small_exact", pair(cramervonmises_2samp(&a, &b, PMethod::Exact)));
    run("cvm2_small_asymptotic", &a, &b, PMethod::Asymptotic);
    run("cvm2_big_asymptotic", &x, &y, PMethod::Auto);
    run("cvm2_ties_asymptotic", &tied, &tied_y, PMethod::Asymptotic);
}

#[test]
fn tests_of_normality_agree_with_scipy() {
    for n in [3, 4, 6, 11, 12, 60, 900] {
        let x = noise(n, 20);
        let row = [pair(shapiro(&x)), pair(shapiro(&x.mapv(|v| (2.0 * v).exp())))].concat();
        check_to(&format!("shapiro_{n}"), row, SHAPIRO);
    }
    for n in [8, 21, 300] {
        let x = noise(n, 21).mapv(f64::exp);
        check(&format!("skewtest_{n}"), each_side(|side| pair(skewtest(&x, side))));
        check(&format!("kurtosistest_{n}"), each_side(|side| pair(kurtosistest(&x, side))));
        check(&format!("normality_{n}"), [pair(normaltest(&x)), pair(jarque_bera(&x))].concat());
    }
}

#[test]
fn anderson_darling_tests_agree_with_scipy() {
    let x = noise(40, 22).mapv(|v| v.abs() + 0.05);
    let families = [
        ("norm", AndersonFamily::Norm, F64),
        ("expon", AndersonFamily::Expon, F64),
        // SciPy's fits end when steps are below 1e-5 and 1e-8.
        ("logistic", AndersonFamily::Logistic, 1e-6),
        ("gumbel_l", AndersonFamily::GumbelLeft, 1e-6),
        ("gumbel_r", AndersonFamily::GumbelRight, 1e-6),
    ];
    for (name, family, tolerance) in families {
        let found = anderson(&x, family).unwrap();
        let mut row = vec![found.statistic];
        row.extend(&found.critical_values);
        row.push(found.pvalue());
        check_to(&format!("anderson_{name}"), row, tolerance);
    }
    let w = Array1::from_shape_fn(60, |i| {
        1.0 + 2.0 * (-(1.0 - (i as f64 + 0.5) / 60.0).ln()).powf(1.0 / 2.6)
    });
    let found = anderson(&w, AndersonFamily::WeibullMin).unwrap();
    let mut row = vec![found.statistic];
    row.extend(found.critical_values.iter().chain(&found.parameters));
    check_to("anderson_weibull", row, 1e-6);
    let Samples { x, y, z, tied, tied_y, tied_pair, .. } = samples();
    let short = tied_pair.slice(s![..20]);
    let variants = [
        ("midrank", AndersonVariant::Midrank),
        ("right", AndersonVariant::Right),
        ("continuous", AndersonVariant::Continuous),
    ];
    for (name, variant) in variants {
        let found = if variant == AndersonVariant::Continuous {
            anderson_ksamp(&[&*x, &*y, &*z], variant)
        } else {
            anderson_ksamp(&[&*tied, &*tied_y, &*short], variant)
        };
        let found = found.unwrap();
        check_to(&format!("anderson_ksamp_{name}"), vec![found.statistic, found.pvalue], 1e-9);
    }
}

#[test]
fn tests_of_frequencies_agree_with_scipy() {
    let observed = array![16.0, 18.0, 16.0, 14.0, 12.0, 12.0];
    let expected = array![16.0, 16.0, 16.0, 16.0, 16.0, 8.0];
    let row =
        [pair(chisquare(&observed, None, 0)), pair(chisquare(&observed, Some(&*expected), 1))];
    check("chisquare", row.concat());
    let run = |divergence| {
        let options = PowerDivergenceOptions { divergence, ddof: 0 };
        pair(power_divergence(&observed, Some(&*expected), &options))
    };
    let names = [
        "pearson",
        "log-likelihood",
        "freeman-tukey",
        "mod-log-likelihood",
        "neyman",
        "cressie-read",
    ];
    for name in names {
        check(&format!("divergence_{name}"), run(name.parse().unwrap()));
    }
    check("divergence_power", run(Divergence::Power(0.3)));
}

fn contingency<D: Dimension + RemoveAxis>(key: &str, table: &ndarray::Array<f64, D>) {
    let found = chi2_contingency(table, &ContingencyOptions::default()).unwrap();
    let mut row = vec![found.statistic, found.pvalue, found.df as f64];
    row.extend(&found.expected);
    let options = ContingencyOptions { correction: false, divergence: Divergence::LogLikelihood };
    let found = chi2_contingency(table, &options).unwrap();
    row.extend([found.statistic, found.pvalue]);
    check(key, row);
}

#[test]
fn tests_of_tables_agree_with_scipy() {
    let table = array![[10.0, 10.0, 20.0], [20.0, 20.0, 17.0]];
    contingency("contingency_2x3", &table);
    contingency("contingency_2x2", &array![[13.0, 10.0], [20.0, 21.0]]);
    let cube =
        Array3::from_shape_fn((2, 3, 4), |(i, j, k)| ((3 + 12 * i + 4 * j + k) % 7 + 1) as f64);
    contingency("contingency_cube", &cube);
    let options = ContingencyOptions { correction: false, ..Default::default() };
    let kinds = [Association::Cramer, Association::Tschuprow, Association::Pearson];
    check("association", kinds.map(|kind| association(&table, kind, &options).unwrap()).to_vec());
    let tables = [
        ("a", [[8, 2], [1, 5]]),
        ("b", [[190, 800], [200, 900]]),
        ("c", [[3, 11], [14, 2]]),
        ("zero", [[0, 7], [5, 4]]),
    ];
    for (name, table) in tables {
        let row = each_side(|side| pair(fisher_exact(table, side)));
        check(&format!("fisher_{name}"), row);
        let kinds =
            [("conditional", OddsRatioKind::Conditional), ("sample", OddsRatioKind::Sample)];
        for (kind_name, kind) in kinds {
            if name == "zero" && kind == OddsRatioKind::Sample {
                // SciPy's upper end is NaN there.
                continue;
            }
            let found = odds_ratio(table, kind).unwrap();
            let mut row = vec![found.statistic];
            row.extend(each_side(|side| {
                let interval = found.confidence_interval(0.9, side).unwrap();
                vec![interval.low, interval.high]
            }));
            // SciPy's root finder stops at 1e-12 of the ratio's reciprocal.
            check_to(&format!("odds_{name}_{kind_name}"), row, 1e-8);
        }
    }
}

#[test]
fn tests_of_counts_agree_with_scipy() {
    let cases = [
        ("a", 3, 15, 0.1),
        ("b", 7, 50, 0.3),
        ("c", 40, 41, 0.5),
        ("d", 500, 2000, 0.24),
        ("e", 5, 10, 0.5),
    ];
    for (name, k, n, p) in cases {
        let row = each_side(|side| {
            let found = binomtest(k, n, p, side).unwrap();
            let methods = [
                ProportionMethod::Exact,
                ProportionMethod::Wilson,
                ProportionMethod::WilsonCorrected,
            ];
            let mut row = vec![found.pvalue];
            for method in methods {
                let interval = found.proportion_ci(0.93, method).unwrap();
                row.extend([interval.low, interval.high]);
            }
            row
        });
        // SciPy's exact interval comes from a root finder.
        check_to(&format!("binomtest_{name}"), row, 1e-9);
    }
    let count = |k, n| PoissonCount { k, n };
    let cases = [
        ("a", count(0, 100.0), count(3, 100.0)),
        ("b", count(20, 7.0), count(50, 9.0)),
        ("c", count(60, 51.1), count(30, 54.3)),
    ];
    for (name, x, y) in cases {
        let row = each_side(|side| pair(poisson_means_test(x, y, 0.0, side)));
        // SciPy leaves out what has a probability below 1e-10.
        check_to(&format!("poisson_{name}"), row, 1e-6);
    }
    let found = poisson_means_test(count(20, 7.0), count(5, 9.0), 1.5, Alternative::TwoSided);
    check_to("poisson_diff", pair(found), 1e-8);
}

#[test]
fn many_pvalues_agree_with_scipy() {
    let p = noise(12, 30).mapv(|v| 0.5 * (v + 1.0));
    let methods = [
        ("fisher", Combination::Fisher),
        ("pearson", Combination::Pearson),
        ("tippett", Combination::Tippett),
        ("stouffer", Combination::Stouffer(None)),
        ("mudholkar_george", Combination::MudholkarGeorge),
        ("weighted", Combination::Stouffer(Some(Array1::linspace(1.0, 12.0, 12)))),
    ];
    for (name, method) in methods {
        check(&format!("combine_{name}"), pair(combine_pvalues(&p, &method)));
    }
    let kinds =
        [("bh", FalseDiscovery::BenjaminiHochberg), ("by", FalseDiscovery::BenjaminiYekutieli)];
    for (name, kind) in kinds {
        check(&format!("fdr_{name}"), false_discovery_control(&p, kind).unwrap().to_vec());
    }
}
