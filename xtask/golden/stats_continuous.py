"""Golden values of onkai-stats' continuous distributions, from scipy.stats, and of far tails from mpmath."""
import warnings

import mpmath
import numpy as np
from scipy import stats

from common import save

warnings.filterwarnings("ignore")

# Shape parameters, a row each; SciPy's names.
CASES = {
    "norm": [()], "lognorm": [(0.5,), (2.0,)], "halfnorm": [()], "foldnorm": [(0.3,), (2.5,)],
    "truncnorm": [(-1.0, 2.0), (2.0, 5.0), (-np.inf, -3.0), (10.0, np.inf)],
    "exponnorm": [(0.4,), (3.0,)], "skewnorm": [(0.7,), (-4.0,)],
    "johnsonsu": [(0.5, 1.5), (-1.0, 3.0)], "johnsonsb": [(0.5, 1.5), (-1.0, 0.7)],
    "uniform": [()], "loguniform": [(0.01, 5.0)], "triang": [(0.0,), (0.3,), (1.0,)], "powerlaw": [(0.4,), (3.0,)],
    "bradford": [(0.2,), (30.0,)], "arcsine": [()], "cosine": [()], "semicircular": [()],
    "vonmises_line": [(0.5,), (6.0,)],
    "expon": [()], "truncexpon": [(0.5,), (6.0,)], "laplace": [()], "loglaplace": [(2.5,), (5.5,)],
    "gompertz": [(0.3,), (4.0,)],
    "logistic": [()], "genlogistic": [(0.4,), (3.0,)], "fisk": [(2.5,), (6.0,)], "burr": [(4.5, 0.7), (6.0, 3.0)],
    "burr12": [(2.0, 3.5), (5.0, 0.5)], "hypsecant": [()],
    "gumbel_r": [()], "gumbel_l": [()], "weibull_min": [(0.8,), (3.0,)], "weibull_max": [(0.8,), (3.0,)],
    "genextreme": [(-0.2,), (0.0,), (0.4,)], "exponpow": [(0.7,), (2.5,)], "exponweib": [(2.5, 1.5), (0.6, 3.0)],
    "pareto": [(1.5,), (5.5,)], "lomax": [(2.5,), (5.5,)], "genpareto": [(-0.5,), (0.0,), (0.2,)],
    "gamma": [(0.3,), (2.5,), (50.0,), (3000.0,)], "chi2": [(1.0,), (7.0,), (300.0,)], "erlang": [(3.0,)],
    "invgamma": [(1.5,), (6.0,)],
    "chi": [(1.0,), (4.5,)], "maxwell": [()], "rayleigh": [()], "nakagami": [(0.7,), (4.0,)],
    "gennorm": [(0.8,), (3.5,)],
    "beta": [(0.5, 0.5), (2.0, 5.0), (40.0, 25.0), (1.0, 3.0)], "betaprime": [(2.0, 6.5), (12.0, 15.0)],
    "f": [(1.0, 10.0), (5.0, 12.0), (40.0, 60.0)],
    "t": [(1.0,), (2.5,), (7.0,), (80.0,)], "cauchy": [()], "halfcauchy": [()],
    "invgauss": [(0.3,), (2.0,)], "wald": [()], "levy": [()], "moyal": [()],
    "ncx2": [(3.0, 2.0), (0.7, 30.0)], "rice": [(0.5,), (5.0,)],
    "kstwobign": [()], "ksone": [(5.0,), (40.0,)], "kstwo": [(5.0,), (60.0,)],
}
LOWER = np.array([1e-12, 1e-5, 0.01, 0.2, 0.5, 0.75, 0.95])
UPPER = np.array([1e-3, 1e-6, 1e-11])
arrays = {"p": LOWER, "q": UPPER}
for name, rows in CASES.items():
    family = getattr(stats, name)
    arrays[f"{name}.shapes"] = np.array(rows, dtype=float).reshape(len(rows), -1)
    points, values, quantiles, moments = [], [], [], []
    for row in rows:
        frozen = family(*row)
        quantile = np.concatenate([frozen.ppf(LOWER), frozen.isf(UPPER)])
        # Points of few digits, so that the file stays small and a point is exact in both languages.
        x = np.unique([float(f"{v:.6g}") for v in quantile if np.isfinite(v)])
        low, high = frozen.support()
        x = x[(x > low) & (x < high)]
        x = np.concatenate([x, np.full(10 - len(x), x[0])])
        points.append(x)
        values.append([getattr(frozen, m)(x) for m in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf")])
        quantiles.append(quantile)
        moments.append([float(v) for v in frozen.stats(moments="mvsk")] + [float(frozen.entropy())])
    arrays[f"{name}.x"] = np.array(points)
    arrays[f"{name}.values"] = np.array(values)
    arrays[f"{name}.quantiles"] = np.array(quantiles)
    arrays[f"{name}.moments"] = np.array(moments)
save("stats", "continuous", arrays)

# Logarithms of tails far below the smallest double, where SciPy says -inf or loses digits.
mpmath.mp.dps = 60
mp = mpmath


def beta_tail(a, b, x):
    return mp.log(mp.betainc(a, b, 0, x, regularized=True))


far = {
    "norm.logsf": [((), 40.0, mp.log(mp.erfc(40 / mp.sqrt(2)) / 2)), ((), 1e5, None)],
    "gamma.logsf": [((2.5,), 2000.0, mp.log(mp.gammainc(2.5, 2000, mp.inf, regularized=True))),
                    ((50.0,), 3000.0, mp.log(mp.gammainc(50, 3000, mp.inf, regularized=True)))],
    "gamma.logcdf": [((300.0,), 0.01, mp.log(mp.gammainc(300, 0, mp.mpf(0.01), regularized=True)))],
    "beta.logcdf": [((400.0, 3.0), 0.125, beta_tail(400, 3, mp.mpf(0.125)))],
    "beta.logsf": [((3.0, 600.0), 0.75, beta_tail(600, 3, mp.mpf(0.25)))],
    "t.logsf": [((200.0,), 1e4, mp.log(mp.betainc(100, 0.5, 0, mp.mpf(200) / (200 + mp.mpf(10) ** 8), regularized=True) / 2))],
    "skewnorm.logsf": [((2.0,), 45.0, mp.log(mp.erfc(45 / mp.sqrt(2))))],
    "skewnorm.cdf": [((2.0,), -5.0, mp.quad(lambda t: 2 * mp.npdf(t) * mp.ncdf(2 * t), list(mp.linspace(-12, -5, 29))))],
    "invgauss.logsf": [((2.0,), 9000.0, mp.log(mp.quad(lambda t: mp.exp(-(t - 2) ** 2 / (8 * t)) / mp.sqrt(2 * mp.pi * t**3), list(mp.linspace(9000, 9800, 81)))))],
    "exponnorm.cdf": [((0.4,), -6.0, mp.quad(lambda t: mp.exp(mp.mpf(0.4) ** -2 / 2 - t / mp.mpf(0.4)) * mp.ncdf(t - 1 / mp.mpf(0.4)) / mp.mpf(0.4), list(mp.linspace(-12, -6, 25))))],
    "hypsecant.logcdf": [((), -900.0, mp.log(2 / mp.pi) - 900)],
    "ncx2.sf": [((3.0, 2.0), 150.0, mp.quad(lambda t: sum(mp.exp(-1) / mp.factorial(j) * t ** (mp.mpf(1.5) + j - 1) * mp.exp(-t / 2) / 2 ** (mp.mpf(1.5) + j) / mp.gamma(mp.mpf(1.5) + j) for j in range(120)), list(mp.linspace(150, 350, 21))))],
}


def exact_moments(pdf, low, high, n_pieces=24):
    """Mean, variance, skewness, kurtosis and entropy by quadrature."""
    mp.mp.dps = 25
    pieces = list(mp.linspace(low, high, n_pieces + 1))
    raw = lambda f: mp.quad(lambda x: f(x) * pdf(x), pieces)
    mean = raw(lambda x: x)
    variance = raw(lambda x: (x - mean) ** 2)
    deviation = mp.sqrt(variance)
    kurtosis = raw(lambda x: ((x - mean) / deviation) ** 4) - 3
    return [float(v) for v in (mean, variance, raw(lambda x: ((x - mean) / deviation) ** 3), kurtosis, raw(lambda x: -mp.log(pdf(x)) if pdf(x) else mp.mpf(0)))]


third = mp.mpf(3) / 5
exact = {
    "gompertz": [[0.3] + exact_moments(lambda x: mp.mpf("0.3") * mp.exp(x - mp.mpf("0.3") * mp.expm1(x)), 0, 6)],
    "exponpow": [[2.5] + exact_moments(lambda x: 2.5 * x**1.5 * mp.exp(x**2.5 - mp.expm1(x**2.5)), 0, 2)],
    "exponweib": [[2.0, 3.0] + exact_moments(lambda x: 6 * (1 - mp.exp(-x**3)) * x**2 * mp.exp(-x**3), 0, 5)],
    "rice": [[5.0] + exact_moments(lambda x: x * mp.exp(-(x * x + 25) / 2) * mp.besseli(0, 5 * x), 0, 18)],
    "vonmises_line": [[6.0] + exact_moments(lambda x: mp.exp(6 * mp.cos(x)) / (2 * mp.pi * mp.besseli(0, 6)), -mp.pi, mp.pi)],
}
arrays = {f"{key}.moments": np.array(rows) for key, rows in exact.items()}
mp.mp.dps = 30
vonmises = mp.quad(lambda x: mp.exp(6 * mp.cos(x)) / (2 * mp.pi * mp.besseli(0, 6)), list(mp.linspace(-mp.pi, mp.mpf(-2.5), 9)))
arrays["vonmises_line.cdf"] = np.array([[6.0, -2.5, float(vonmises)]])
for key, cases in far.items():
    rows = [list(shapes) + [x, float(value)] for shapes, x, value in cases if value is not None]
    arrays[key] = np.array(rows)
save("stats", "continuous_tails", arrays, packages=("mpmath", "numpy"))
