//! Correlation, resampling, transformations and distances against SciPy.

use ndarray::{Array1, ArrayRef1, s};
use onkai_stats::*;
use onkai_testing::{Golden, noise};
use proptest::prelude::*;

use crate::sample::{SIDES, Samples, check, check_near, check_to, each_side, pair, samples};

/// How far bootstrap intervals of other random resamples may be off, in standard errors.
const BOOTSTRAP: f64 = 0.1;
/// SciPy's searches for λ end at about the root of the rounding error.
const LAMBDA: f64 = 1e-6;

#[test]
fn correlations_agree_with_scipy() {
    let Samples { x, paired, tied, tied_pair, .. } = samples();
    let row = each_side(|side| {
        let found = pearsonr(&x, &paired, side).unwrap();
        let interval = found.confidence_interval(0.9).unwrap();
        vec![found.statistic, found.pvalue, interval.low, interval.high]
    });
    check("pearsonr", row);
    check("spearmanr", each_side(|side| pair(spearmanr(&tied, &tied_pair, side))));
    for (name, variant) in [("b", KendallVariant::B), ("c", KendallVariant::C)] {
        let row = each_side(|alternative| {
            let options = KendallOptions { variant, alternative, ..Default::default() };
            pair(kendalltau(&tied, &tied_pair, &options))
        });
        check(&format!("kendall_{name}"), row);
    }
    for (name, method) in [("exact", PMethod::Exact), ("asymptotic", PMethod::Asymptotic)] {
        let row = each_side(|alternative| {
            let options = KendallOptions { method, alternative, ..Default::default() };
            pair(kendalltau(&x, &paired, &options))
        });
        check(&format!("kendall_{name}"), row);
    }
    check("somersd", each_side(|side| pair(somersd(&tied, &tied_pair, side))));
    let signs: Vec<bool> = x.iter().map(|v| 0.0 < *v).collect();
    let found = pointbiserialr(&signs, &paired).unwrap();
    check("pointbiserialr", vec![found.statistic, found.pvalue]);
}

#[test]
fn lines_agree_with_scipy() {
    let Samples { x, paired, tied, tied_pair, .. } = samples();
    let row = each_side(|side| {
        let line = linregress(&x, &paired, side).unwrap();
        vec![
            line.slope,
            line.intercept,
            line.rvalue,
            line.pvalue,
            line.stderr,
            line.intercept_stderr,
        ]
    });
    check("linregress", row);
    let methods = [
        ("separate", "separate", InterceptMethod::Separate),
        ("joint", "hierarchical", InterceptMethod::Joint),
    ];
    for (theil, siegel, method) in methods {
        let line = |x, y, level| {
            let line = theilslopes(x, y, level, method).unwrap();
            vec![line.slope, line.intercept, line.low_slope, line.high_slope]
        };
        let row = [line(&tied, &tied_pair, 0.9), line(&x, &paired, 0.95)].concat();
        check(&format!("theilslopes_{theil}"), row);
        let line = |x, y| {
            let line = siegelslopes(x, y, method).unwrap();
            vec![line.slope, line.intercept]
        };
        check(
            &format!("siegelslopes_{siegel}"),
            [line(&tied, &tied_pair), line(&x, &paired)].concat(),
        );
    }
}

fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

#[test]
fn exact_permutation_tests_agree_with_scipy() {
    let Samples { x, paired, .. } = samples();
    let difference = |samples: &[&[f64]]| mean(samples[0]) - mean(samples[1]);
    let product =
        |samples: &[&[f64]]| samples[0].iter().zip(samples[1]).map(|(a, b)| a * b).sum::<f64>();
    let pair = |found: Result<ResamplingResult>| {
        let found = found.unwrap();
        [found.statistic, found.pvalue]
    };
    for (side, name) in SIDES.into_iter().zip(["two-sided", "less", "greater"]) {
        let options = |kind| PermutationOptions {
            kind,
            n_resamples: 20_000,
            alternative: side,
            ..Default::default()
        };
        let (a, b) = (x.slice(s![..6]), paired.slice(s![1..7]));
        let mut row = Vec::new();
        for kind in [PermutationKind::Independent, PermutationKind::Samples] {
            row.extend(pair(permutation_test(&[&*a, &*b], difference, &options(kind))));
        }
        let (a, b) = (x.slice(s![..5]), paired.slice(s![..5]));
        row.extend(pair(permutation_test(
            &[&*a, &*b],
            product,
            &options(PermutationKind::Pairings),
        )));
        let shifted = &x.slice(s![..8]) + 0.2;
        let total = |samples: &[&[f64]]| samples[0].iter().sum::<f64>();
        row.extend(pair(permutation_test(&[&*shifted], total, &options(PermutationKind::Samples))));
        check(&format!("permutation_{name}"), row);
    }
}

#[test]
fn random_permutations_come_near_the_exact_test() {
    let Samples { x, y, .. } = samples();
    let difference = |samples: &[&[f64]]| mean(samples[0]) - mean(samples[1]);
    let found = permutation_test(&[&*x, &*y], difference, &PermutationOptions::default()).unwrap();
    let t = ttest_ind(&x, &y, &TTestOptions::default()).unwrap();
    assert!((found.pvalue - t.pvalue).abs() < 0.02, "{} for {}", found.pvalue, t.pvalue);
    assert_eq!(found.null_distribution.len(), 9999);
}

#[test]
fn bootstrap_intervals_agree_with_scipy_but_for_chance() {
    let Samples { x, y, paired, .. } = samples();
    let expected = Golden::open(env!("CARGO_MANIFEST_DIR"), "tests").array1::<f64>("bootstrap");
    let mut found = Vec::new();
    let methods = [BootstrapMethod::Percentile, BootstrapMethod::Basic, BootstrapMethod::Bca];
    for method in methods {
        let base = BootstrapOptions {
            n_resamples: 40_000,
            confidence_level: 0.9,
            method,
            ..Default::default()
        };
        let single = bootstrap(&[&*y.mapv(f64::exp)], |samples| mean(samples[0]), &base).unwrap();
        let correlation = |samples: &[&[f64]]| {
            let view = |i: usize| Array1::from(samples[i].to_vec());
            pearsonr(&view(0), &view(1), Alternative::TwoSided).unwrap().statistic
        };
        let options = BootstrapOptions { n_resamples: 10_000, paired: true, ..base };
        let paired = bootstrap(&[&*x, &*paired], correlation, &options).unwrap();
        for result in [single, paired] {
            let interval = result.confidence_interval;
            found.extend([interval.low, interval.high, result.standard_error]);
        }
    }
    for (i, (a, b)) in found.iter().zip(&expected).enumerate() {
        let error = expected[i / 3 * 3 + 2];
        assert!((a - b).abs() < BOOTSTRAP * error, "{i}: {a} for {b}");
    }
}

#[test]
fn transformations_agree_with_scipy() {
    let Samples { x, y, .. } = samples();
    let u = noise(50, 40).mapv(|v| v.exp().powi(2));
    let first = u.slice(s![..5]);
    let mut row = boxcox(&first, 0.3).unwrap().to_vec();
    row.extend(boxcox(&first, 0.0).unwrap());
    row.extend([-1.5, 0.0, 1e-9, 0.4, 3.0].map(|lambda| boxcox_llf(lambda, &u).unwrap()));
    // The variance of powers close to 1 loses half of its digits for λ = 1e-9, in SciPy as well.
    check_to("boxcox", row, 1e-6);
    let fit = boxcox_fit(&u, 0.1).unwrap();
    let mut row = vec![fit.lambda, fit.confidence_interval.low, fit.confidence_interval.high];
    row.extend(fit.transformed.iter().take(3));
    check_near("boxcox_fit", row, LAMBDA);
    let mut row = Vec::new();
    for lambda in [0.3, 0.0, 2.0] {
        row.extend(yeojohnson(&x, lambda));
    }
    row.extend([-1.5, 0.0, 0.4, 2.0, 3.0].map(|lambda| yeojohnson_llf(lambda, &y).unwrap()));
    check("yeojohnson", row);
    let fits = [&x, &(&y * 3.0), &u].map(|x| yeojohnson_fit(x).unwrap().lambda);
    check_near("yeojohnson_fit", fits.to_vec(), LAMBDA);
}

#[test]
fn distances_agree_with_scipy() {
    let Samples { x, y, tied, tied_y, .. } = samples();
    let (w1, w2) = (Array1::linspace(1.0, 2.0, 17), Array1::linspace(0.0, 3.0, 23));
    let weights: [Option<&ArrayRef1<f64>>; 2] = [Some(&w1), Some(&w2)];
    let row = vec![
        wasserstein_distance([&x, &y], [None; 2]).unwrap(),
        wasserstein_distance([&x, &y], weights).unwrap(),
        energy_distance([&x, &y], [None; 2]).unwrap(),
        energy_distance([&tied, &tied_y], [None; 2]).unwrap(),
        energy_distance([&x, &y], weights).unwrap(),
    ];
    check("distances", row);
}

proptest! {
    #[test]
    fn correlations_are_symmetric_and_bounded(n in 3_usize..40, seed in 0_u32..500) {
        let (x, y) = (noise(n, seed), noise(n, seed + 77));
        let options = KendallOptions::default();
        let both = |x: &Array1<f64>, y: &Array1<f64>| [
            pearsonr(x, y, Alternative::TwoSided).unwrap().statistic,
            spearmanr(x, y, Alternative::TwoSided).unwrap().statistic,
            kendalltau(x, y, &options).unwrap().statistic,
        ];
        for (a, b) in both(&x, &y).into_iter().zip(both(&y, &x)) {
            prop_assert!((a - b).abs() < 1e-12 && a.abs() <= 1.0);
        }
    }

    #[test]
    fn a_shift_is_the_distance_it_moves(n in 1_usize..40, shift in -5.0_f64..5.0) {
        let x = noise(n, n as u32);
        let y: Array1<f64> = x.mapv(|v| v + shift);
        let distance = wasserstein_distance([&x, &y], [None; 2]).unwrap();
        prop_assert!((distance - shift.abs()).abs() < 1e-12);
    }
}
