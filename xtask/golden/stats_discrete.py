"""Golden values of onkai-stats' discrete distributions, from scipy.stats and mpmath."""
import warnings

import mpmath
import numpy as np
from scipy import stats

from common import save

warnings.filterwarnings("ignore")

CASES = {
    "binom": [(10.0, 0.3), (1000.0, 0.02), (50.0, 0.9)], "bernoulli": [(0.3,)], "geom": [(0.2,), (0.9,)],
    "nbinom": [(3.5, 0.4), (20.0, 0.9)], "poisson": [(0.4,), (25.0,), (3000.0,)],
    "hypergeom": [(50.0, 12.0, 20.0), (2000.0, 700.0, 300.0)], "nhypergeom": [(30.0, 12.0, 5.0), (200.0, 60.0, 40.0)],
    "betabinom": [(12.0, 0.5, 0.7), (60.0, 4.0, 9.0)],
    "randint": [(-3.0, 12.0)], "logser": [(0.3,), (0.9,)], "zipf": [(2.5,), (6.5,)], "planck": [(0.2,), (2.0,)],
    "boltzmann": [(0.3, 15.0)], "dlaplace": [(0.4,), (2.0,)], "skellam": [(3.0, 1.5), (40.0, 60.0)],
}
P = np.array([1e-9, 1e-3, 0.1, 0.5, 0.8, 0.99, 0.999999])
arrays = {"p": P}
for name, rows in CASES.items():
    family = getattr(stats, name)
    arrays[f"{name}.shapes"] = np.array(rows)
    points, values, quantiles, moments = [], [], [], []
    for row in rows:
        frozen = family(*row)
        # Quantiles at steps of the distribution would be a matter of rounding; these are none.
        quantile = frozen.ppf(P)
        low, high = frozen.support()
        k = np.concatenate([quantile, quantile + 1.0, quantile[-1:] + 10.0, quantile[:1] - 1.0])
        k = np.clip(k, low, high)
        points.append(k)
        values.append([getattr(frozen, m)(k) for m in ("pmf", "logpmf", "cdf", "sf", "logcdf", "logsf")])
        quantiles.append(quantile)
        moments.append([float(v) for v in frozen.stats(moments="mvsk")] + [float(frozen.entropy())])
    arrays[f"{name}.x"] = np.array(points)
    arrays[f"{name}.values"] = np.array(values)
    arrays[f"{name}.quantiles"] = np.array(quantiles)
    arrays[f"{name}.moments"] = np.array(moments)
save("stats", "discrete", arrays)

mpmath.mp.dps = 40
mp = mpmath


def mass_sum(mass, terms):
    return mp.fsum(mass(k) for k in terms)


far = {
    "binom.logsf": [(2000.0, 0.01, 500.0, mp.log(mass_sum(lambda k: mp.binomial(2000, k) * mp.mpf(0.01) ** k * (1 - mp.mpf(0.01)) ** (2000 - k), range(501, 2001))))],
    "poisson.logsf": [(2.0, 400.0, mp.log(mass_sum(lambda k: mp.exp(-2) * mp.mpf(2) ** k / mp.factorial(k), range(401, 700))))],
    "poisson.logcdf": [(5000.0, 100.0, mp.log(mass_sum(lambda k: mp.exp(-5000) * mp.mpf(5000) ** k / mp.factorial(k), range(0, 101))))],
    "hypergeom.sf": [(2000.0, 700.0, 300.0, 200.0, mass_sum(lambda k: mp.binomial(700, k) * mp.binomial(1300, 300 - k) / mp.binomial(2000, 300), range(201, 301)))],
    "skellam.sf": [(3.0, 1.5, 60.0, mass_sum(lambda k: mp.exp(-4.5) * mp.mpf(2) ** (mp.mpf(k) / 2) * mp.besseli(k, 2 * mp.sqrt(4.5)), range(61, 130)))],
    "nbinom.logsf": [(3.0, 0.5, 3000.0, mp.log(mass_sum(lambda k: mp.binomial(k + 2, 2) * mp.mpf(2) ** (-k - 3), range(3001, 3300))))],
    "zipf.entropy": [(2.5, mp.log(mp.zeta(2.5)) - mp.mpf(2.5) * mp.zeta(2.5, derivative=1) / mp.zeta(2.5))],
}
arrays = {key: np.array([[float(v) for v in row] for row in rows]) for key, rows in far.items()}
save("stats", "discrete_tails", arrays, packages=("mpmath", "numpy"))
