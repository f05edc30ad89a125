"""What scipy.optimize.minimize finds, and how often it asks, on the standard problems."""
import warnings

import numpy as np
from scipy.optimize import Bounds, minimize, rosen, rosen_der, rosen_hess

from common import save


def beale(x):
    a, b = x
    return (1.5 - a + a * b) ** 2 + (2.25 - a + a * b**2) ** 2 + (2.625 - a + a * b**3) ** 2


def beale_der(x):
    a, b = x
    r, s, t = 1.5 - a + a * b, 2.25 - a + a * b**2, 2.625 - a + a * b**3
    return np.array([
        2 * r * (b - 1) + 2 * s * (b**2 - 1) + 2 * t * (b**3 - 1),
        2 * r * a + 4 * s * a * b + 6 * t * a * b**2,
    ])


def booth(x):
    a, b = x
    return (a + 2 * b - 7) ** 2 + (2 * a + b - 5) ** 2


def booth_der(x):
    a, b = x
    r, s = a + 2 * b - 7, 2 * a + b - 5
    return np.array([2 * r + 4 * s, 4 * r + 2 * s])


def booth_hess(x):
    return np.array([[10.0, 8.0], [8.0, 10.0]])


def himmelblau(x):
    a, b = x
    return (a**2 + b - 11) ** 2 + (a + b**2 - 7) ** 2


def himmelblau_der(x):
    a, b = x
    r, s = a**2 + b - 11, a + b**2 - 7
    return np.array([4 * a * r + 2 * s, 2 * r + 4 * b * s])


def himmelblau_hess(x):
    a, b = x
    mixed = 4 * a + 4 * b
    return np.array([[12 * a**2 + 4 * b - 42, mixed], [mixed, 4 * a + 12 * b**2 - 26]])


def powell(x):
    a, b, c, d = x
    return (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4


def powell_der(x):
    a, b, c, d = x
    r, s, t, u = a + 10 * b, c - d, b - 2 * c, a - d
    return np.array([
        2 * r + 40 * u**3, 20 * r + 4 * t**3, 10 * s - 8 * t**3, -10 * s - 40 * u**3,
    ])


def wood(x):
    a, b, c, d = x
    return (
        100 * (b - a**2) ** 2 + (1 - a) ** 2 + 90 * (d - c**2) ** 2 + (1 - c) ** 2
        + 10.1 * ((b - 1) ** 2 + (d - 1) ** 2) + 19.8 * (b - 1) * (d - 1)
    )


def wood_der(x):
    a, b, c, d = x
    r, s = b - a**2, d - c**2
    return np.array([
        -400 * a * r - 2 * (1 - a),
        200 * r + 20.2 * (b - 1) + 19.8 * (d - 1),
        -360 * c * s - 2 * (1 - c),
        180 * s + 20.2 * (d - 1) + 19.8 * (b - 1),
    ])


def brown(x):
    a, b = x
    return (a - 1e6) ** 2 + (b - 2e-6) ** 2 + (a * b - 2) ** 2


def brown_der(x):
    a, b = x
    r = a * b - 2
    return np.array([2 * (a - 1e6) + 2 * b * r, 2 * (b - 2e-6) + 2 * a * r])


def trigonometric_parts(x):
    n = len(x)
    i = np.arange(1, n + 1)
    return i, n - np.sum(np.cos(x)) + i * (1 - np.cos(x)) - np.sin(x)


def trigonometric(x):
    return np.sum(trigonometric_parts(x)[1] ** 2)


def trigonometric_der(x):
    i, parts = trigonometric_parts(x)
    return 2 * np.sin(x) * np.sum(parts) + 2 * parts * (i * np.sin(x) - np.cos(x))


def weights(n):
    return 10.0 ** np.arange(n)


def quadratic(x):
    return 0.5 * np.sum(weights(len(x)) * x**2)


def quadratic_der(x):
    return weights(len(x)) * x


def quadratic_hess(x):
    return np.diag(weights(len(x)))


def styblinski(x):
    return 0.5 * np.sum(x**4 - 16 * x**2 + 5 * x)


def styblinski_der(x):
    return 2 * x**3 - 16 * x + 2.5


def styblinski_hess(x):
    return np.diag(6 * x**2 - 16)


# Name: function, gradient, Hessian, start, bounds.
PROBLEMS = {
    "rosen2": (rosen, rosen_der, rosen_hess, [-1.2, 1.0], (-2.0, 0.8)),
    "rosen5": (rosen, rosen_der, rosen_hess, [-1.2, 1.0, -0.5, 0.7, 1.3], (-1.5, 0.9)),
    "rosen10": (rosen, rosen_der, rosen_hess, [-1.2, 1.0] * 5, (-2.0, 2.0)),
    "beale": (beale, beale_der, None, [1.0, 1.0], (0.0, 2.5)),
    "booth": (booth, booth_der, booth_hess, [0.5, -1.0], (-2.0, 2.0)),
    "himmelblau": (himmelblau, himmelblau_der, himmelblau_hess, [1.0, 1.0], (0.0, 2.5)),
    "powell": (powell, powell_der, None, [3.0, -1.0, 0.5, 1.0], (0.1, 4.0)),
    "wood": (wood, wood_der, None, [-3.0, -1.0, -3.0, -1.0], (-4.0, 0.9)),
    "brown": (brown, brown_der, None, [1.0, 1.0], (0.0, 1e7)),
    "trigonometric": (trigonometric, trigonometric_der, None, [0.2] * 5, (0.05, 1.0)),
    "quadratic": (quadratic, quadratic_der, quadratic_hess, [1.0] * 6, (-1.0, 2.0)),
    "styblinski": (styblinski, styblinski_der, styblinski_hess, [-1.0, 0.5, 1.5, -4.0], (-2.0, 2.0)),
}

# L-BFGS-B with 200 variables: bounds, options.
MANY = [
    ("wide", (-5.0, 5.0), {"maxcor": 5}),
    ("tight", (-1.5, 0.9), {"maxcor": 5, "ftol": 1e-13}),
    ("half", (0.3, np.inf), {"maxcor": 3}),
    ("free", (-np.inf, np.inf), {"maxcor": 17, "gtol": 1e-8}),
]


def row(result):
    counts = [result.fun, result.nfev, result.get("njev", 0), result.get("nhev", 0), result.nit, result.success]
    return np.concatenate([np.array(counts, dtype=float), result.x])


def main():
    warnings.simplefilter("ignore")
    arrays = {}
    for name, (fun, jac, hess, x0, (low, high)) in PROBLEMS.items():
        box = Bounds([low] * len(x0), [high] * len(x0))
        for method in ("BFGS", "CG", "L-BFGS-B"):
            arrays[f"{name}.{method}.gradient"] = row(minimize(fun, x0, jac=jac, method=method))
            arrays[f"{name}.{method}.two_point"] = row(minimize(fun, x0, method=method))
            arrays[f"{name}.{method}.three_point"] = row(minimize(fun, x0, jac="3-point", method=method))
        arrays[f"{name}.L-BFGS-B.box"] = row(minimize(fun, x0, jac=jac, method="L-BFGS-B", bounds=box))
        arrays[f"{name}.L-BFGS-B.box_two_point"] = row(minimize(fun, x0, method="L-BFGS-B", bounds=box))
        options = {"maxcor": 3, "gtol": 1e-8, "ftol": 1e-14}
        arrays[f"{name}.L-BFGS-B.options"] = row(minimize(fun, x0, jac=jac, method="L-BFGS-B", options=options))
        for method in ("Nelder-Mead", "Powell"):
            options = {"maxiter": 20000, "maxfev": 20000}
            arrays[f"{name}.{method}.free"] = row(minimize(fun, x0, method=method, options=options))
            # Powell's method would start outside.
            inside = np.clip(x0, low, high)
            arrays[f"{name}.{method}.box"] = row(minimize(fun, inside, method=method, bounds=box, options=options))
        options = {"adaptive": True, "xatol": 1e-7, "fatol": 1e-9, "maxiter": 20000, "maxfev": 20000}
        arrays[f"{name}.Nelder-Mead.options"] = row(minimize(fun, x0, method="Nelder-Mead", options=options))
        arrays[f"{name}.Newton-CG.gradient"] = row(minimize(fun, x0, jac=jac, method="Newton-CG"))
        if hess is not None:
            arrays[f"{name}.Newton-CG.hessian"] = row(minimize(fun, x0, jac=jac, hess=hess, method="Newton-CG"))
            for method in ("trust-ncg", "trust-exact"):
                arrays[f"{name}.{method}.hessian"] = row(minimize(fun, x0, jac=jac, hess=hess, method=method))
            if name in ("rosen2", "booth", "quadratic"):
                arrays[f"{name}.dogleg.hessian"] = row(minimize(fun, x0, jac=jac, hess=hess, method="dogleg"))
    for label, (low, high), options in MANY:
        x0, box = np.resize([-1.2, 1.0], 200), Bounds([low] * 200, [high] * 200)
        result = minimize(rosen, x0, jac=rosen_der, method="L-BFGS-B", bounds=box, options=options)
        arrays[f"many.{label}"] = row(result)[:6]
    save("optimize", "minimize", arrays)


main()
