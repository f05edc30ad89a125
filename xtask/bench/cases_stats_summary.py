"""Summaries, ranks, tests and the bootstrap: scipy.stats."""
import numpy as np
from scipy import stats


def two(n, f):
    return lambda i: lambda x=i.noise(n, seed=1), y=i.noise(n, seed=2): f(x, y)


def description(x):
    found = stats.describe(x)
    return [found.mean, found.variance, found.skewness, found.kurtosis]


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "stats_describe": lambda i: lambda x=i.noise(1_000_000, seed=1): description(x),
    "stats_median": lambda i: lambda x=i.noise(1_000_000, seed=1): [np.median(x)],
    "stats_histogram": lambda i: lambda x=i.noise(1_000_000, seed=1): np.histogram(x, bins=100)[0],
    "stats_rankdata": lambda i: lambda x=i.noise(1_000_000, seed=1): stats.rankdata(x),
    "stats_spearmanr": two(100_000, lambda x, y: [stats.spearmanr(x, y).statistic]),
    "stats_mannwhitneyu": two(10_000, lambda x, y: [stats.mannwhitneyu(x, y).statistic]),
    "stats_ks_2samp": two(10_000, lambda x, y: [stats.ks_2samp(x, y).pvalue]),
    "stats_bootstrap": lambda i: lambda x=i.noise(1000, seed=1): [len(stats.bootstrap((x,), np.mean).bootstrap_distribution)],
}
