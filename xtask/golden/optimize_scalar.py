"""What scipy.optimize.minimize_scalar and bracket find, and how often they ask."""
import numpy as np
from scipy.optimize import bracket, minimize_scalar

from common import save

FUNCTIONS = {
    "quartic": lambda x: (x - 2.0) * x * (x + 2.0) * (x + 2.0),
    "wave": lambda x: x * x + 10.0 * np.sin(x),
    "kink": lambda x: abs(x - 0.7) + 0.1 * x * x,
    "flat": lambda x: (x - 1.5) * (x - 1.5) * (x - 1.5) * (x - 1.5),
    "exponential": lambda x: np.exp(x) - 5.0 * x,
    "far": lambda x: (x - 1234.5) * (x - 1234.5) + 3.0,
}


def row(result):
    return np.array([result.x, result.fun, result.nfev, result.success], dtype=float)


def main():
    arrays = {}
    for name, f in FUNCTIONS.items():
        for start, pair in (("default", None), ("pair", (-1.0, 0.25))):
            for method in ("brent", "golden"):
                arrays[f"{name}.{method}.{start}"] = row(minimize_scalar(f, bracket=pair, method=method))
            arrays[f"{name}.bracket.{start}"] = np.array(bracket(f, *(pair or (0.0, 1.0))), dtype=float)
        coarse = {"xtol": 1e-3, "maxiter": 50}
        arrays[f"{name}.brent.coarse"] = row(minimize_scalar(f, method="brent", options=coarse))
        coarse = {"xtol": 1e-3, "maxiter": 40}
        arrays[f"{name}.golden.coarse"] = row(minimize_scalar(f, method="golden", options=coarse))
        for label, bounds in (("narrow", (0.0, 3.0)), ("wide", (-20.0, 30.0))):
            arrays[f"{name}.bounded.{label}"] = row(minimize_scalar(f, bounds=bounds, method="bounded"))
        few = {"xatol": 1e-9, "maxiter": 9}
        arrays[f"{name}.bounded.few"] = row(minimize_scalar(f, bounds=(-1.0, 4.0), method="bounded", options=few))
    save("optimize", "scalar", arrays)


main()
