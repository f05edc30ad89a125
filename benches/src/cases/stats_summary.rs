//! Summaries, ranks, tests and the bootstrap, beside `scipy.stats`.

use ndarray::arr1;
use onkai_stats::{
    Alternative, Bins, BootstrapOptions, DescribeOptions, HistogramOptions, KsOptions,
    MannWhitneyOptions, RankMethod, bootstrap, describe, histogram, ks_2samp, mannwhitneyu, median,
    rankdata, spearmanr,
};

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("stats_describe", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        Ok(call(move || {
            let found = must(describe(&x, &DescribeOptions::default()));
            arr1(&[found.mean, found.variance, found.skewness, found.kurtosis])
        }))
    }),
    ("stats_median", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        Ok(call(move || arr1(&[must(median(&x))])))
    }),
    ("stats_histogram", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        let options = HistogramOptions { bins: Bins::Count(100), ..Default::default() };
        Ok(call(move || must(histogram(&x, &options)).values))
    }),
    ("stats_rankdata", |inputs| {
        let x = inputs.noise(1_000_000, 1);
        Ok(call(move || rankdata(&x, RankMethod::Average)))
    }),
    ("stats_spearmanr", |inputs| {
        let (x, y) = (inputs.noise(100_000, 1), inputs.noise(100_000, 2));
        Ok(call(move || arr1(&[must(spearmanr(&x, &y, Alternative::TwoSided)).statistic])))
    }),
    ("stats_mannwhitneyu", |inputs| {
        let (x, y) = (inputs.noise(10_000, 1), inputs.noise(10_000, 2));
        Ok(call(move || {
            arr1(&[must(mannwhitneyu(&x, &y, &MannWhitneyOptions::default())).statistic])
        }))
    }),
    ("stats_ks_2samp", |inputs| {
        let (x, y) = (inputs.noise(10_000, 1), inputs.noise(10_000, 2));
        Ok(call(move || arr1(&[must(ks_2samp(&x, &y, &KsOptions::default())).pvalue])))
    }),
    ("stats_bootstrap", |inputs| {
        let x = inputs.noise(1000, 1);
        let mean = |samples: &[&[f64]]| samples[0].iter().sum::<f64>() / samples[0].len() as f64;
        // The resamples are random: only their number is the same on both sides.
        Ok(call(move || {
            vec![must(bootstrap(&[&*x], mean, &BootstrapOptions::default())).distribution.len()]
        }))
    }),
];
