"""Golden values of onkai-stats: tests, correlation, resampling, transformations; from scipy.stats."""
import warnings

import numpy as np
from scipy import stats
from scipy.stats import contingency

from common import noise, save

warnings.filterwarnings("ignore")
arrays = {}
SIDES = ("two-sided", "less", "greater")


def row(key, *values):
    """Flattens numbers, result objects and tuples into one row."""
    flat = []
    for v in values:
        flat.extend(float(u) for u in np.ravel(np.asarray(v, dtype=float)))
    arrays[key] = np.array(flat)


def each_side(key, f):
    row(key, *[np.asarray(f(side))[:2] for side in SIDES])


x, y, z = noise(17, 1), noise(23, 2) + 0.3, 1.7 * noise(11, 3)
paired = noise(17, 4) * 0.7 + x
tied, tied_y = np.round(noise(30, 5) * 4), np.round(noise(26, 6) * 4 + 0.7)
tied_pair = np.round(noise(30, 7) * 3 + 0.4 * tied)

# Means.
for name, make in {
    "1samp": lambda s: stats.ttest_1samp(x, 0.1, alternative=s), "rel": lambda s: stats.ttest_rel(x, paired, alternative=s),
    "ind": lambda s: stats.ttest_ind(x, y, alternative=s), "welch": lambda s: stats.ttest_ind(x, y, equal_var=False, alternative=s),
    "trim": lambda s: stats.ttest_ind(x, y, trim=0.15, alternative=s),
    "yuen": lambda s: stats.ttest_ind(x, y, trim=0.2, equal_var=False, alternative=s),
}.items():
    found = []
    for s in SIDES:
        r = make(s)
        ci = r.confidence_interval(0.9)
        found += [r.statistic, r.pvalue, r.df, ci.low, ci.high]
    row(f"ttest_{name}", found)
row("ttest_stats", stats.ttest_ind_from_stats(15.0, 2.3, 13, 12.0, 7.8, 11, equal_var=False))

# Ranks.
for method in ("exact", "asymptotic", "auto"):
    each_side(f"mannwhitneyu_{method}", lambda s: stats.mannwhitneyu(x, y, alternative=s, method=method))
each_side("mannwhitneyu_ties", lambda s: stats.mannwhitneyu(tied, tied_y, alternative=s))
each_side("mannwhitneyu_plain", lambda s: stats.mannwhitneyu(tied, tied_y, use_continuity=False, alternative=s))
each_side("mannwhitneyu_small", lambda s: stats.mannwhitneyu(x[:7], y, alternative=s))
each_side("ranksums", lambda s: stats.ranksums(tied, y, alternative=s))
for d in ("t", "normal"):
    each_side(f"brunnermunzel_{d}", lambda s: stats.brunnermunzel(tied, tied_y, alternative=s, distribution=d))
diff = tied - tied_pair
for zero in ("wilcox", "pratt", "zsplit"):
    each_side(f"wilcoxon_{zero}", lambda s: stats.wilcoxon(diff, zero_method=zero, correction=True, alternative=s))
    each_side(f"wilcoxon_{zero}_exact", lambda s: stats.wilcoxon(diff, zero_method=zero, alternative=s, method="exact"))
    each_side(f"wilcoxon_{zero}_small", lambda s: stats.wilcoxon(diff[:12], zero_method=zero, alternative=s))
    r = stats.wilcoxon(diff, zero_method=zero, method="asymptotic")
    row(f"wilcoxon_{zero}_z", r.statistic, r.pvalue, r.zstatistic)
each_side("wilcoxon_auto", lambda s: stats.wilcoxon(x, paired, alternative=s))

# Several samples.
groups = (x, y, z)
ties = (tied, tied_y, tied_pair[:20])
for name, f in {"f_oneway": stats.f_oneway, "welch_anova": lambda *g: stats.f_oneway(*g, equal_var=False),
                "kruskal": stats.kruskal, "levene_mean": lambda *g: stats.levene(*g, center="mean"),
                "levene": stats.levene, "levene_trimmed": lambda *g: stats.levene(*g, center="trimmed", proportiontocut=0.1),
                "bartlett": stats.bartlett, "fligner": stats.fligner,
                "fligner_mean": lambda *g: stats.fligner(*g, center="mean"),
                "fligner_trimmed": lambda *g: stats.fligner(*g, center="trimmed", proportiontocut=0.1)}.items():
    row(name, f(*groups), f(*ties))
r = stats.alexandergovern(*groups)
row("alexandergovern", r.statistic, r.pvalue)
row("friedman", stats.friedmanchisquare(tied[:15], tied_pair[:15], tied_y[:15]))
for t in ("below", "above", "ignore"):
    r = stats.median_test(*ties, ties=t, lambda_=0)
    row(f"median_test_{t}", r.statistic, r.pvalue, r.median, r.table)
each_side("ansari", lambda s: stats.ansari(x, z, alternative=s))
each_side("ansari_ties", lambda s: stats.ansari(tied, tied_y, alternative=s))
each_side("ansari_ties_odd", lambda s: stats.ansari(tied[1:], tied_y, alternative=s))
each_side("mood", lambda s: stats.mood(x, z, alternative=s))
each_side("mood_ties", lambda s: stats.mood(tied, tied_y, alternative=s))

# Shape.
logistic = lambda v: 1 / (1 + np.exp(-3 * v))
big_x, big_y = noise(1500, 8), noise(1300, 9) ** 3
for n in (5, 17, 90, 1500):
    u = noise(n, 8) * 1.3
    for method in ("exact", "approx", "asymp"):
        found = []
        for s in SIDES:
            r = stats.ks_1samp(u, logistic, alternative=s, method=method)
            found += [r.statistic, r.pvalue, r.statistic_location, r.statistic_sign]
        row(f"ks_1samp_{n}_{method}", found)
for name, (u, v) in {"small": (x, y), "ties": (tied, tied_y), "square": (x, paired), "big": (big_x, big_y)}.items():
    for method in ("exact", "asymp"):
        if name == "big" and method == "exact":
            continue
        found = []
        for s in SIDES:
            r = stats.ks_2samp(u, v, alternative=s, method=method)
            found += [r.statistic, r.pvalue, r.statistic_location, r.statistic_sign]
        row(f"ks_2samp_{name}_{method}", found)
for n in (3, 17, 300):
    r = stats.cramervonmises(noise(n, 12) * 1.2, logistic)
    row(f"cvm_{n}", r.statistic, r.pvalue)
for name, (u, v) in {"small": (x[:9], y[:12]), "big": (x, y), "ties": (tied, tied_y)}.items():
    for method in ("exact", "asymptotic") if name == "small" else ("asymptotic",):
        r = stats.cramervonmises_2samp(u, v, method=method)
        row(f"cvm2_{name}_{method}", r.statistic, r.pvalue)
for n in (3, 4, 6, 11, 12, 60, 900):
    u = noise(n, 20)
    row(f"shapiro_{n}", stats.shapiro(u), stats.shapiro(np.exp(2 * u)))
for n in (8, 21, 300):
    u = np.exp(noise(n, 21))
    each_side(f"skewtest_{n}", lambda s: stats.skewtest(u, alternative=s))
    each_side(f"kurtosistest_{n}", lambda s: stats.kurtosistest(u, alternative=s))
    jb = stats.jarque_bera(u)
    row(f"normality_{n}", stats.normaltest(u), jb.statistic, jb.pvalue)
u = np.abs(noise(40, 22)) + 0.05
for dist in ("norm", "expon", "logistic", "gumbel_l", "gumbel_r"):
    r = stats.anderson(u, dist)
    row(f"anderson_{dist}", r.statistic, r.critical_values, stats.anderson(u, dist, method="interpolate").pvalue)
w = stats.weibull_min(2.6, 1.0, 2.0).ppf((np.arange(1, 61) - 0.5) / 60)
r = stats.anderson(w, "weibull_min")
row("anderson_weibull", r.statistic, r.critical_values, r.fit_result.params)
for variant in ("midrank", "right", "continuous"):
    g = groups if variant == "continuous" else ties
    r = stats.anderson_ksamp(g, variant=variant)
    row(f"anderson_ksamp_{variant}", r.statistic, r.pvalue)

# Counts.
f, e = np.array([16.0, 18, 16, 14, 12, 12]), np.array([16.0, 16, 16, 16, 16, 8])
row("chisquare", stats.chisquare(f), stats.chisquare(f, e, ddof=1))
for name in ("pearson", "log-likelihood", "freeman-tukey", "mod-log-likelihood", "neyman", "cressie-read"):
    row(f"divergence_{name}", stats.power_divergence(f, e, lambda_=name))
row("divergence_power", stats.power_divergence(f, e, lambda_=0.3))
table = np.array([[10.0, 10, 20], [20, 20, 17]])
cube = np.arange(3.0, 27).reshape(2, 3, 4) % 7 + 1
for name, t in {"2x3": table, "2x2": table[:, :2] + [[3, 0], [0, 1]], "cube": cube}.items():
    r, s = stats.chi2_contingency(t), stats.chi2_contingency(t, correction=False, lambda_="log-likelihood")
    row(f"contingency_{name}", r.statistic, r.pvalue, r.dof, r.expected_freq, s.statistic, s.pvalue)
row("association", [contingency.association(table.astype(int), m) for m in ("cramer", "tschuprow", "pearson")])
for name, t in {"a": [[8, 2], [1, 5]], "b": [[190, 800], [200, 900]], "c": [[3, 11], [14, 2]], "zero": [[0, 7], [5, 4]]}.items():
    each_side(f"fisher_{name}", lambda s: (lambda r: (r.statistic, r.pvalue))(stats.fisher_exact(t, s)))
    for kind in ("conditional", "sample"):
        r = contingency.odds_ratio(t, kind=kind)
        found = [r.statistic]
        for s in SIDES:
            ci = r.confidence_interval(0.9, alternative=s)
            found += [ci.low, ci.high]
        row(f"odds_{name}_{kind}", found)
for name, (k, n, p) in {"a": (3, 15, 0.1), "b": (7, 50, 0.3), "c": (40, 41, 0.5), "d": (500, 2000, 0.24), "e": (5, 10, 0.5)}.items():
    found = []
    for s in SIDES:
        r = stats.binomtest(k, n, p, alternative=s)
        found.append(r.pvalue)
        for method in ("exact", "wilson", "wilsoncc"):
            ci = r.proportion_ci(0.93, method)
            found += [ci.low, ci.high]
    row(f"binomtest_{name}", found)
for name, a in {"a": (0, 100, 3, 100), "b": (20, 7, 50, 9), "c": (60, 51.1, 30, 54.3)}.items():
    each_side(f"poisson_{name}", lambda s: (lambda r: (r.statistic, r.pvalue))(stats.poisson_means_test(*a, alternative=s)))
row("poisson_diff", (lambda r: (r.statistic, r.pvalue))(stats.poisson_means_test(20, 7, 5, 9, diff=1.5)))
p = (noise(12, 30) + 1) / 2
for method in ("fisher", "pearson", "tippett", "stouffer", "mudholkar_george"):
    row(f"combine_{method}", stats.combine_pvalues(p, method))
row("combine_weighted", stats.combine_pvalues(p, "stouffer", weights=np.arange(1.0, 13)))
row("fdr_bh", stats.false_discovery_control(p))
row("fdr_by", stats.false_discovery_control(p, method="by"))

# Correlation.
found = []
for s in SIDES:
    r = stats.pearsonr(x, paired, alternative=s)
    ci = r.confidence_interval(0.9)
    found += [r.statistic, r.pvalue, ci.low, ci.high]
row("pearsonr", found)
each_side("spearmanr", lambda s: (lambda r: (r.statistic, r.pvalue))(stats.spearmanr(tied, tied_pair, alternative=s)))
for variant in ("b", "c"):
    each_side(f"kendall_{variant}", lambda s: (lambda r: (r.statistic, r.pvalue))(
        stats.kendalltau(tied, tied_pair, variant=variant, alternative=s)))
for method in ("exact", "asymptotic"):
    each_side(f"kendall_{method}", lambda s: (lambda r: (r.statistic, r.pvalue))(
        stats.kendalltau(x, paired, method=method, alternative=s)))
each_side("somersd", lambda s: (lambda r: (r.statistic, r.pvalue))(stats.somersd(tied, tied_pair, alternative=s)))
r = stats.pointbiserialr(x > 0, paired)
row("pointbiserialr", r.statistic, r.pvalue)
found = []
for s in SIDES:
    r = stats.linregress(x, paired, alternative=s)
    found += [r.slope, r.intercept, r.rvalue, r.pvalue, r.stderr, r.intercept_stderr]
row("linregress", found)
for method in ("separate", "joint"):
    row(f"theilslopes_{method}", stats.theilslopes(tied_pair, tied, 0.9, method), stats.theilslopes(paired, x, 0.95, method))
for method in ("separate", "hierarchical"):
    row(f"siegelslopes_{method}", stats.siegelslopes(tied_pair, tied, method), stats.siegelslopes(paired, x, method))

# Resampling: exact permutations need no generator.
mean_difference = lambda a, b: np.mean(a) - np.mean(b)
for s in SIDES:
    found = []
    for kind in ("independent", "samples"):
        r = stats.permutation_test((x[:6], paired[1:7]), mean_difference, permutation_type=kind, alternative=s, vectorized=False)
        found += [r.statistic, r.pvalue]
    r = stats.permutation_test((x[:5], paired[:5]), lambda a, b: np.sum(a * b), permutation_type="pairings", alternative=s,
                               vectorized=False, n_resamples=20000)
    found += [r.statistic, r.pvalue]
    r = stats.permutation_test((x[:8] + 0.2,), lambda a: np.sum(a), permutation_type="samples", alternative=s, vectorized=False)
    row(f"permutation_{s}", found, r.statistic, r.pvalue)
found = []
for method in ("percentile", "basic", "BCa"):
    r = stats.bootstrap((np.exp(y),), np.mean, method=method, n_resamples=60000, rng=1, confidence_level=0.9)
    found += [r.confidence_interval.low, r.confidence_interval.high, r.standard_error]
    r = stats.bootstrap((x, paired), lambda a, b: np.corrcoef(a, b)[0, 1], method=method, n_resamples=20000, rng=1,
                        confidence_level=0.9, paired=True, vectorized=False)
    found += [r.confidence_interval.low, r.confidence_interval.high, r.standard_error]
row("bootstrap", found)

# Transformations and distances.
u = np.exp(noise(50, 40)) ** 2
row("boxcox", stats.boxcox(u, 0.3)[:5], stats.boxcox(u, 0.0)[:5], [stats.boxcox_llf(v, u) for v in (-1.5, 0.0, 1e-9, 0.4, 3)])
t, lam, ci = stats.boxcox(u, alpha=0.1)
row("boxcox_fit", lam, ci, t[:3])
row("yeojohnson", stats.yeojohnson(x, 0.3), stats.yeojohnson(x, 0.0), stats.yeojohnson(x, 2.0),
    [stats.yeojohnson_llf(v, y) for v in (-1.5, 0.0, 0.4, 2.0, 3)])
row("yeojohnson_fit", stats.yeojohnson(x)[1], stats.yeojohnson(3 * y)[1], stats.yeojohnson(u)[1])
w1, w2 = np.linspace(1, 2, 17), np.linspace(0, 3, 23)
row("distances", stats.wasserstein_distance(x, y), stats.wasserstein_distance(x, y, w1, w2), stats.energy_distance(x, y),
    stats.energy_distance(tied, tied_y), stats.energy_distance(x, y, w1, w2))
save("stats", "tests", arrays)
