"""Golden values of onkai-optimize's roots, least squares and curve fits, from scipy.optimize."""
import warnings

import numpy as np
from scipy.optimize import curve_fit, least_squares, root, root_scalar

from common import noise, save

warnings.filterwarnings("ignore")
arrays = {}

# Functions of one variable, with derivatives and brackets.
SCALAR = [
    (lambda x: x**3 - 2 * x - 5, lambda x: 3 * x**2 - 2, lambda x: 6 * x, (2.0, 3.0)),
    (lambda x: np.cos(x) - x, lambda x: -np.sin(x) - 1, lambda x: -np.cos(x), (0.0, 1.5)),
    (lambda x: np.exp(x) - 10.0, lambda x: np.exp(x), lambda x: np.exp(x), (-1.0, 4.0)),
    (lambda x: x**9, lambda x: 9 * x**8, lambda x: 72 * x**7, (-1.0, 1.7)),
    (lambda x: np.arctan(x - 0.3), lambda x: 1 / (1 + (x - 0.3) ** 2), lambda x: -2 * (x - 0.3) / (1 + (x - 0.3) ** 2) ** 2, (-3.0, 7.0)),
    (lambda x: (x - 1.0) * (1 + (x - 1.0) ** 2), lambda x: 1 + 3 * (x - 1) ** 2, lambda x: 6 * (x - 1), (-2.0, 3.5)),
]
for method in ("bisect", "brentq", "brenth", "ridder", "toms748", "newton", "halley", "secant"):
    for options in ({}, {"xtol": 1e-5, "rtol": 1e-6}):
        rows = []
        for f, d, e, bracket in SCALAR:
            kind = {"bracket": bracket} if method in ("bisect", "brentq", "brenth", "ridder", "toms748") else {"x0": bracket[1]}
            if method in ("newton", "halley"):
                kind["fprime"] = d
            if method == "halley":
                kind["fprime2"] = e
            r = root_scalar(f, method=method, **kind, **options)
            rows.append([r.root, r.iterations, r.function_calls, r.converged])
        arrays[f"scalar_{method}_{len(options)}_"] = np.array(rows, dtype=float)


def chebyquad(x):
    n = len(x)
    t = 2 * x - 1
    rows, before, now = [], np.ones(n), t
    for i in range(1, n + 1):
        rows.append(now.mean() + (1.0 / (i * i - 1) if i % 2 == 0 else 0.0))
        before, now = now, 2 * t * now - before
    return np.array(rows)


def watson(x):
    t = np.arange(1, 30) / 29.0
    n = len(x)
    first = sum((j * x[j] * t ** (j - 1) for j in range(1, n)), np.zeros(29))
    second = sum((x[j] * t**j for j in range(n)), np.zeros(29))
    return np.append(first - second**2 - 1, [x[0], x[1] - x[0] ** 2 - 1])


def helical(x):
    angle = np.arctan2(x[1], x[0]) / (2 * np.pi)
    return np.array([10 * (x[2] - 10 * angle), 10 * (np.hypot(x[0], x[1]) - 1), x[2]])


def broyden_tridiagonal(x):
    left, right = np.append(0, x[:-1]), np.append(x[1:], 0)
    return (3 - 2 * x) * x - left - 2 * right + 1


def brown_almost_linear(x):
    return np.append(x[:-1] + x.sum() - (len(x) + 1), np.prod(x) - 1)


def discrete_boundary_value(x):
    n = len(x)
    h = 1.0 / (n + 1)
    t = np.arange(1, n + 1) * h
    left, right = np.append(0, x[:-1]), np.append(x[1:], 0)
    return 2 * x - left - right + 0.5 * h * h * (x + t + 1) ** 3


SYSTEMS = {
    "rosenbrock": (lambda x: np.array([1 - x[0], 10 * (x[1] - x[0] ** 2)]), [-1.2, 1.0]),
    "powell_singular": (lambda x: np.array([x[0] + 10 * x[1], np.sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, np.sqrt(10) * (x[0] - x[3]) ** 2]), [3.0, -1.0, 0.0, 1.0]),
    "powell_scaled": (lambda x: np.array([1e4 * x[0] * x[1] - 1, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001]), [0.0, 1.0]),
    "helical": (helical, [-1.0, 0.1, 0.0]),
    "chebyquad": (chebyquad, list(np.arange(1, 6) / 6.0)),
    "chebyquad7": (chebyquad, list(np.arange(1, 8) / 8.0)),
    "brown": (brown_almost_linear, [0.5] * 10),
    "boundary": (discrete_boundary_value, [k / 11 * (k / 11 - 1) for k in range(1, 11)]),
    "tridiagonal": (broyden_tridiagonal, [-1.0] * 10),
    "talk_from_1": (lambda x: x**2 + 10 * np.sin(x), [1.0]),
    "talk_from_minus_3": (lambda x: x**2 + 10 * np.sin(x), [-3.0]),
}
for name, (f, x0) in SYSTEMS.items():
    for method in ("hybr", "lm"):
        r = root(f, x0, method=method)
        arrays[f"root_{method}_{name}_"] = np.concatenate([[r.nfev, r.status, np.abs(r.fun).max()], r.x])
for method in ("broyden1", "broyden2", "anderson", "krylov", "df-sane"):
    calls = [0]

    def counted(x):
        calls[0] += 1
        return broyden_tridiagonal(x)

    r = root(counted, [-1.0] * 10, method=method)
    arrays[f"root_{method}_tridiagonal_"] = np.concatenate([[calls[0], r.success, np.abs(r.fun).max()], r.x])

# Least squares with all methods, losses, scales and bounds.
RESIDUALS = {
    "rosenbrock": (SYSTEMS["rosenbrock"][0], [-1.2, 1.0], ([-2.0, -1.0], [0.8, 3.0])),
    "helical": (helical, [-1.0, 0.1, 0.0], ([-1.5, -1.0, -1.0], [0.9, 1.0, 1.0])),
    "watson": (watson, [0.0] * 6, ([-0.5] * 6, [1.0] * 6)),
    "chebyquad": (chebyquad, list(np.arange(1, 7) / 7.0), ([0.0] * 6, [0.45] * 3 + [1.0] * 3)),
    "powell_singular": (SYSTEMS["powell_singular"][0], [3.0, -1.0, 0.0, 1.0], ([0.1, -2.0, -1.0, -1.0], [4.0, 2.0, 2.0, 2.0])),
}
for name, (f, x0, bounds) in RESIDUALS.items():
    for method in ("trf", "dogbox", "lm"):
        for kind, options in {
            "plain": {},
            "three_point": {"jac": "3-point"},
            "jac_scale": {"x_scale": "jac"},
            "bounds": {"bounds": bounds, "x0": np.clip(x0, bounds[0], bounds[1])},
            "bounds_scaled": {"bounds": bounds, "x_scale": "jac", "x0": np.clip(x0, bounds[0], bounds[1])},
        }.items():
            if method == "lm" and "bounds" in options:
                continue
            options = {"x0": x0, **options}
            r = least_squares(f, method=method, **options)
            arrays[f"lsq_{method}_{kind}_{name}_"] = np.concatenate([[r.nfev, r.status, r.cost, r.optimality], r.x])
t = np.linspace(0, 3, 40)
data = 2.0 * np.exp(-1.3 * t) + 0.5 + 0.05 * noise(40, 3)
data[5::9] += 1.5
for loss in ("linear", "soft_l1", "huber", "cauchy", "arctan"):
    for method in ("trf", "dogbox"):
        r = least_squares(lambda p: p[0] * np.exp(-p[1] * t) + p[2] - data, [1.0, 1.0, 0.0], loss=loss, f_scale=0.1, method=method)
        arrays[f"loss_{method}_{loss}_"] = np.concatenate([[r.nfev, r.status, r.cost, r.optimality], r.x])

# Curve fits.
xdata = np.linspace(-5, 5, 50)
ydata = 2.9 * np.sin(1.5 * xdata) + 0.3 * np.cos(17 * xdata)


def sine(x, a, b):
    return a * np.sin(b * x)


deviations = 1.0 + 0.5 * noise(50, 5)
mixing = 0.1 * noise(2500, 6).reshape(50, 50)
covariance = mixing @ mixing.T + np.eye(50)
for name, options in {
    "talk": {},
    "trf": {"method": "trf"},
    "dogbox": {"method": "dogbox"},
    "bounds": {"bounds": ([0.0, 1.0], [2.5, 2.5])},
    "sigma": {"sigma": deviations},
    "absolute": {"sigma": deviations, "absolute_sigma": True},
    "covariance": {"sigma": covariance},
    "absolute_covariance": {"sigma": covariance, "absolute_sigma": True},
}.items():
    p, c, info, _, _ = curve_fit(sine, xdata, ydata, p0=[2, 2], full_output=True, **options)
    arrays[f"fit_{name}_p"], arrays[f"fit_{name}_c"] = p, c
    arrays[f"fit_{name}_nfev"] = np.array([float(info["nfev"])])
save("optimize", "roots", arrays)
