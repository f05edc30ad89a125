//! Tests of means, ranks, spread and several samples against SciPy.

use ndarray::{ArrayRef1, s};
use onkai_stats::*;
use onkai_testing::noise;
use proptest::prelude::*;

use crate::sample::{SIDES, Samples, check, each_side, pair, samples};

#[test]
fn t_tests_agree_with_scipy() {
    let Samples { x, y, paired, .. } = samples();
    let row = |f: &dyn Fn(Alternative) -> Result<TTestResult>| {
        each_side(|side| {
            let found = f(side).unwrap();
            let interval = found.confidence_interval(0.9).unwrap();
            vec![found.statistic, found.pvalue, found.df, interval.low, interval.high]
        })
    };
    check("ttest_1samp", row(&|side| ttest_1samp(&x, 0.1, side)));
    check("ttest_rel", row(&|side| ttest_rel(&x, &paired, side)));
    let ways =
        [("ind", true, 0.0), ("welch", false, 0.0), ("trim", true, 0.15), ("yuen", false, 0.2)];
    for (name, equal_variances, trim) in ways {
        let run =
            |alternative| ttest_ind(&x, &y, &TTestOptions { equal_variances, alternative, trim });
        check(&format!("ttest_{name}"), row(&run));
    }
    let welch = TTestOptions { equal_variances: false, ..Default::default() };
    let (a, b) = (
        SampleStats { mean: 15.0, std: 2.3, n: 13.0 },
        SampleStats { mean: 12.0, std: 7.8, n: 11.0 },
    );
    let found = ttest_ind_from_stats(a, b, &welch).unwrap();
    check("ttest_stats", vec![found.statistic, found.pvalue]);
}

#[test]
fn rank_tests_agree_with_scipy() {
    let Samples { x, y, tied, tied_y, .. } = samples();
    let mann_whitney = |a: &ArrayRef1<f64>, b: &ArrayRef1<f64>, method, continuity| {
        each_side(|alternative| {
            pair(mannwhitneyu(a, b, &MannWhitneyOptions { continuity, alternative, method }))
        })
    };
    let methods =
        [("exact", PMethod::Exact), ("asymptotic", PMethod::Asymptotic), ("auto", PMethod::Auto)];
    for (name, method) in methods {
        check(&format!("mannwhitneyu_{name}"), mann_whitney(&x, &y, method, true));
    }
    check("mannwhitneyu_ties", mann_whitney(&tied, &tied_y, PMethod::Auto, true));
    check("mannwhitneyu_plain", mann_whitney(&tied, &tied_y, PMethod::Auto, false));
    check("mannwhitneyu_small", mann_whitney(&x.slice(s![..7]), &y, PMethod::Auto, true));
    check("ranksums", each_side(|side| pair(ranksums(&tied, &y, side))));
    let distributions =
        [("t", BrunnerMunzelDistribution::T), ("normal", BrunnerMunzelDistribution::Normal)];
    for (name, distribution) in distributions {
        let row = each_side(|side| pair(brunnermunzel(&tied, &tied_y, side, distribution)));
        check(&format!("brunnermunzel_{name}"), row);
    }
}

#[test]
fn the_signed_rank_test_agrees_with_scipy() {
    let Samples { x, paired, tied, tied_pair, .. } = samples();
    let differences = &tied - &tied_pair;
    let few = differences.slice(s![..12]);
    let zeros = [
        ("wilcox", ZeroMethod::Wilcox),
        ("pratt", ZeroMethod::Pratt),
        ("zsplit", ZeroMethod::ZSplit),
    ];
    for (name, zero_method) in zeros {
        let run = |d: &ArrayRef1<f64>, correction, method| {
            each_side(|alternative| {
                let options = WilcoxonOptions { zero_method, correction, alternative, method };
                let found = wilcoxon(d, None, &options).unwrap();
                vec![found.statistic, found.pvalue]
            })
        };
        check(&format!("wilcoxon_{name}"), run(&differences, true, PMethod::Auto));
        check(&format!("wilcoxon_{name}_exact"), run(&differences, false, PMethod::Exact));
        check(&format!("wilcoxon_{name}_small"), run(&few, false, PMethod::Auto));
        let options =
            WilcoxonOptions { zero_method, method: PMethod::Asymptotic, ..Default::default() };
        let found = wilcoxon(&differences, None, &options).unwrap();
        let row = vec![found.statistic, found.pvalue, found.zstatistic.unwrap()];
        check(&format!("wilcoxon_{name}_z"), row);
    }
    let row = each_side(|alternative| {
        let options = WilcoxonOptions { alternative, ..Default::default() };
        let found = wilcoxon(&x, Some(&*paired), &options).unwrap();
        vec![found.statistic, found.pvalue]
    });
    check("wilcoxon_auto", row);
}

#[test]
fn tests_of_several_samples_agree_with_scipy() {
    let Samples { x, y, z, tied, tied_y, tied_pair, .. } = samples();
    let short = tied_pair.slice(s![..20]);
    let groups: [&ArrayRef1<f64>; 3] = [&x, &y, &z];
    let ties: [&ArrayRef1<f64>; 3] = [&tied, &tied_y, &short];
    let both = |key: &str, f: &dyn Fn(&[&ArrayRef1<f64>]) -> Result<TestResult>| {
        check(key, [pair(f(&groups)), pair(f(&ties))].concat());
    };
    both("f_oneway", &|g| f_oneway(g, true));
    both("welch_anova", &|g| f_oneway(g, false));
    both("kruskal", &|g| kruskal(g));
    both("levene", &|g| levene(g, SpreadCenter::Median));
    both("levene_mean", &|g| levene(g, SpreadCenter::Mean));
    both("levene_trimmed", &|g| levene(g, SpreadCenter::Trimmed(0.1)));
    both("bartlett", &|g| bartlett(g));
    both("fligner", &|g| fligner(g, SpreadCenter::Median));
    both("fligner_mean", &|g| fligner(g, SpreadCenter::Mean));
    both("fligner_trimmed", &|g| fligner(g, SpreadCenter::Trimmed(0.1)));
    check("alexandergovern", pair(alexandergovern(&groups)));
    let blocks = [tied.slice(s![..15]), tied_pair.slice(s![..15]), tied_y.slice(s![..15])];
    check("friedman", pair(friedmanchisquare(&[&*blocks[0], &*blocks[1], &*blocks[2]])));
    let options =
        ContingencyOptions { divergence: Divergence::LogLikelihood, ..Default::default() };
    let kinds = [
        ("below", MedianTies::Below),
        ("above", MedianTies::Above),
        ("ignore", MedianTies::Ignore),
    ];
    for (name, kind) in kinds {
        let found = median_test(&ties, kind, &options).unwrap();
        let mut row = vec![found.statistic, found.pvalue, found.median];
        row.extend(&found.table);
        check(&format!("median_test_{name}"), row);
    }
}

#[test]
fn tests_of_scale_agree_with_scipy() {
    let Samples { x, z, tied, tied_y, .. } = samples();
    check("ansari", each_side(|side| pair(ansari(&x, &z, side))));
    check("ansari_ties", each_side(|side| pair(ansari(&tied, &tied_y, side))));
    let odd = tied.slice(s![1..]);
    check("ansari_ties_odd", each_side(|side| pair(ansari(&odd, &tied_y, side))));
    check("mood", each_side(|side| pair(mood(&x, &z, side))));
    check("mood_ties", each_side(|side| pair(mood(&tied, &tied_y, side))));
}

proptest! {
    #[test]
    fn one_sided_pvalues_of_continuous_tests_sum_to_one(n in 3_usize..40, seed in 0_u32..500) {
        let (x, y) = (noise(n, seed), noise(n + 2, seed + 1));
        let sum = |f: &dyn Fn(Alternative) -> f64| f(SIDES[1]) + f(SIDES[2]);
        let t = sum(&|alternative| {
            ttest_ind(&x, &y, &TTestOptions { alternative, ..Default::default() }).unwrap().pvalue
        });
        prop_assert!((t - 1.0).abs() < 1e-12);
        let r = sum(&|side| ranksums(&x, &y, side).unwrap().pvalue);
        prop_assert!((r - 1.0).abs() < 1e-12);
    }

    #[test]
    fn ranks_see_no_monotone_transformation(n in 3_usize..30, seed in 0_u32..500) {
        let (x, y) = (noise(n, seed), noise(n + 3, seed + 9));
        let options = MannWhitneyOptions::default();
        let plain = mannwhitneyu(&x, &y, &options).unwrap();
        prop_assert_eq!(plain, mannwhitneyu(&x.mapv(f64::exp), &y.mapv(f64::exp), &options).unwrap());
        let plain = ks_2samp(&x, &y, &KsOptions::default()).unwrap().pvalue;
        let bent = ks_2samp(&x.mapv(f64::exp), &y.mapv(f64::exp), &KsOptions::default()).unwrap().pvalue;
        prop_assert_eq!(plain, bent);
    }
}
