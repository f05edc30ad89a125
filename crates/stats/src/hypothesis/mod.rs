//! Tests of hypotheses.
//!
//! Reading order: [`Alternative`] and [`TestResult`]; means; ranks; several samples; spread; shape of a
//! distribution; counts; many p-values.

mod outcome;
mod tails;
mod counts;
mod t_test;
mod rank_tests;
mod wilcoxon;
mod several_samples;
mod spread_tests;
mod kolmogorov;
mod goodness_of_fit;
mod cramer_von_mises;
mod normality;
mod shapiro;
mod anderson;
mod anderson_tables;
mod weibull;
mod anderson_ksamp;
mod chi_square;
mod fourfold;
mod binomial;
mod multiple;

pub use self::anderson::{AndersonFamily, AndersonResult, anderson};
pub use self::anderson_ksamp::{AndersonKsampResult, AndersonVariant, anderson_ksamp};
pub use self::binomial::{
    BinomTestResult, PoissonCount, ProportionMethod, binomtest, poisson_means_test,
};
pub use self::chi_square::{
    Association, ContingencyOptions, ContingencyResult, CrossTable, Divergence,
    PowerDivergenceOptions, association, chi2_contingency, chisquare, crosstab, expected_freq,
    power_divergence,
};
pub use self::cramer_von_mises::{cramervonmises, cramervonmises_2samp};
pub use self::fourfold::{OddsRatioKind, OddsRatioResult, fisher_exact, odds_ratio};
pub use self::goodness_of_fit::{
    KsMethod, KsOptions, KsReference, KsResult, ks_1samp, ks_2samp, kstest,
};
pub use self::multiple::{Combination, FalseDiscovery, combine_pvalues, false_discovery_control};
pub use self::normality::{jarque_bera, kurtosistest, normaltest, skewtest};
pub use self::outcome::{Alternative, ConfidenceInterval, TestResult};
pub use self::rank_tests::{
    BrunnerMunzelDistribution, MannWhitneyOptions, PMethod, brunnermunzel, mannwhitneyu, ranksums,
};
pub use self::several_samples::{
    MedianTestResult, MedianTies, alexandergovern, f_oneway, friedmanchisquare, kruskal,
    median_test,
};
pub use self::shapiro::shapiro;
pub use self::spread_tests::{SpreadCenter, ansari, bartlett, fligner, levene, mood};
pub use self::t_test::{
    SampleStats, TTestOptions, TTestResult, ttest_1samp, ttest_ind, ttest_ind_from_stats, ttest_rel,
};
pub use self::wilcoxon::{WilcoxonOptions, WilcoxonResult, ZeroMethod, wilcoxon};
