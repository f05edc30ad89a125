"""Golden values of onkai-stats: summaries, quantiles, histograms, ranks; from numpy and scipy.stats."""
import warnings

import numpy as np
from scipy import stats

from common import noise, save

warnings.filterwarnings("ignore")


def summaries(x):
    """One row of what onkai's tests/summary.rs computes in the same order."""
    y = np.abs(x) + 0.1
    w = np.linspace(0.5, 2.0, len(x))
    d, m = stats.describe(x), stats.mode(np.round(x * 4))
    limits = (-0.5, 0.6)
    out = [np.mean(x), np.median(x), stats.gmean(y), stats.hmean(y), stats.pmean(y, 1.7), stats.pmean(y, -0.5),
           stats.pmean(y, 0), stats.gmean(y, weights=w), stats.hmean(y, weights=w), stats.pmean(y, 3, weights=w),
           m.mode, m.count, np.var(x), np.var(x, ddof=2), np.std(x, ddof=1), stats.sem(x), stats.variation(y),
           stats.variation(y, ddof=1), stats.gstd(y), stats.iqr(x), stats.iqr(x, rng=(10, 80), scale="normal"),
           stats.iqr(x, interpolation="higher"), stats.median_abs_deviation(x),
           stats.median_abs_deviation(x, center=np.mean, scale="normal"), stats.moment(x, 3), stats.moment(x, 4, center=0.25),
           stats.skew(x), stats.skew(x, bias=False), stats.kurtosis(x), stats.kurtosis(x, fisher=False),
           stats.kurtosis(x, bias=False), d.nobs, *d.minmax, d.mean, d.variance, d.skewness, d.kurtosis,
           stats.tmean(x, limits), stats.tvar(x, limits, ddof=0), stats.tstd(x, limits, (False, False)),
           stats.tmin(x, limits[0]), stats.tmax(x, limits[1]), stats.tsem(x, limits), stats.trim_mean(x, 0.15),
           stats.trimboth(x, 0.2).sum(), stats.trim1(x, 0.3, "left").sum(), stats.entropy(y), stats.entropy(y, w, base=2)]
    clip = stats.sigmaclip(x, 1.1, 1.2)
    out += [len(clip.clipped), clip.lower, clip.upper]
    out += [stats.differential_entropy(x, method=m) for m in ("auto", "vasicek", "van es", "ebrahimi", "correa")]
    out += [stats.differential_entropy(x, window_length=2, base=10, method=m) for m in ("vasicek", "van es", "correa")]
    return np.array([float(v) for v in out])


arrays = {}
for n in (7, 30, 101, 1500):
    arrays[f"summaries_{n}"] = summaries(noise(n, n))
arrays["zscore"] = stats.zscore(noise(12, 5), ddof=1)
arrays["gzscore"] = stats.gzscore(np.abs(noise(12, 5)) + 0.1)
arrays["zmap"] = stats.zmap(noise(5, 6), noise(12, 5))
grid = noise(60, 9).reshape(3, 4, 5)
grid[0, 1, 2] = grid[2, 3, 4] = np.nan
for axis in range(3):
    arrays[f"skew_omit_{axis}"] = np.asarray(stats.skew(grid, axis=axis, nan_policy="omit"))
    arrays[f"median_propagate_{axis}"] = np.median(grid, axis=axis)

levels = np.array([0.0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.6, 0.75, 0.9, 0.987, 1.0])
METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
           "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"]
for n in (1, 2, 8, 10, 31):
    x = noise(n, 100 + n)
    for method in METHODS:
        arrays[f"quantile_{n}_{method}"] = np.quantile(x, levels, method=method)
    arrays[f"quantile_{n}_harrell-davis"] = stats.quantile(x, levels, method="harrell-davis")
x = noise(40, 3)
arrays["scores"] = np.array([[stats.scoreatpercentile(x, p, limit=limit, interpolation_method=m)
                              for m in ("fraction", "lower", "higher")]
                             for p in (0, 13.7, 50, 90, 100) for limit in ((), (-0.5, 0.75))])
x = np.round(noise(40, 3) * 5)
arrays["percentiles"] = np.array([stats.percentileofscore(x, [-9, -2, 0.5, 1, 5, 9], kind=k)
                                  for k in ("rank", "weak", "strict", "mean")])

for n, scale in ((50, 1.0), (1000, 3.0)):
    x = scale * noise(n, 17) ** 3
    for rule in ("auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"):
        v, e = np.histogram(x, bins=rule)
        arrays[f"histogram_{n}_{rule}"] = np.concatenate([v, e])
    v, e = np.histogram(x, bins="fd", range=(-0.3, 0.4))
    arrays[f"histogram_{n}_range"] = np.concatenate([v, e])
    v, e = np.histogram(x, bins=13, density=True)
    arrays[f"histogram_{n}_density"] = np.concatenate([v, e])
    v, e = np.histogram(x, bins=[-0.5, -0.2, 0.0, 0.3, 2.0], density=True, weights=np.linspace(0, 1, n))
    arrays[f"histogram_{n}_weighted"] = np.concatenate([v, e])
v, e = np.histogram(noise(777, 4).astype(np.float32), bins=29)
arrays["histogram_f32"] = np.concatenate([v, e.astype(float)])
x, y, w = noise(200, 1), noise(200, 2), np.abs(noise(200, 3))
v, ex, ey = np.histogram2d(x, y, bins=[4, [-0.9, -0.1, 0.6, 0.8]], density=True, weights=w)
arrays["histogram2d"] = v
v, e = np.histogramdd(np.stack([x, y, w], axis=1), bins=(2, 3, 4), range=((-1, 1), None, (0.1, 0.8)))
arrays["histogramdd"] = v
for statistic in ("mean", "std", "median", "count", "sum", "min", "max"):
    arrays[f"binned_{statistic}"] = stats.binned_statistic(x, w, statistic, bins=7, range=(-1.3, 0.7)).statistic
    arrays[f"binned2d_{statistic}"] = stats.binned_statistic_2d(x, y, w, statistic, bins=[3, [-1, -0.2, 0.7]]).statistic
arrays["binned_number"] = stats.binned_statistic(x, w, "sum", bins=7, range=(-1.3, 0.7)).binnumber.astype(np.int64)
c = stats.cumfreq(x, 6, weights=w)
arrays["cumfreq"] = np.concatenate([c.cumcount, [c.lowerlimit, c.binsize, c.extrapoints]])
c = stats.relfreq(x, 9, defaultreallimits=(-0.6, 0.5))
arrays["relfreq"] = np.concatenate([c.frequency, [c.lowerlimit, c.binsize, c.extrapoints]])

x = np.round(noise(60, 8) * 6)
for method in ("average", "min", "max", "dense", "ordinal"):
    arrays[f"rank_{method}"] = stats.rankdata(x, method).astype(float)
arrays["tiecorrect"] = np.array([stats.tiecorrect(stats.rankdata(x))])
save("stats", "summary", arrays)

s = 2 * np.sin(12.9898 * np.arange(1000))
density, edges = np.histogram(s, bins=25, density=True)
save("stats", "talk_summary", {
    "numbers": np.array([s.mean(), np.median(s), stats.scoreatpercentile(s, 50), stats.scoreatpercentile(s, 90)]),
    "density": density, "edges": edges})
